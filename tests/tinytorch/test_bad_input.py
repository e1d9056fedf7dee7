"""Bad input to the modules: the error names the thing and the fix, in words the learner has met.

The rows are in bad_inputs.py. Notebooks that are half written or do not parse are in tests/tito.
"""
import re
import warnings

import numpy as np
import pytest
from bad_inputs import KINDS, ROWS, TERMS

from curriculum.course import load_course
from tinytorch._modules import MODULES

each_row = pytest.mark.parametrize("module, kind, provoke, error, words", ROWS,
                                   ids=[f"{number:02d} {kind} {place}" for place, (number, kind, *_) in enumerate(ROWS)])


def message_of(provoke, error) -> str:
    with warnings.catch_warnings(), np.errstate(all="ignore"), pytest.raises(error) as raised:
        warnings.simplefilter("error")
        provoke()
    assert raised.type is error
    return str(raised.value)


@each_row
def test_error_names_the_thing_and_the_fix(module, kind, provoke, error, words):
    message = message_of(provoke, error)
    assert [word for word in [*words, "Fix: "] if word not in message] == [], message


@each_row
def test_error_is_one_line_in_words_that_the_learner_has_met(module, kind, provoke, error, words):
    message = message_of(provoke, error)
    early = [term for term, met in TERMS.items() if met > module and re.search(rf"\b{term}s?\b", message, re.IGNORECASE)]
    assert ("\n" in message, early) == (False, []), message


@pytest.mark.parametrize("module", KINDS)
def test_every_kind_of_mistake_has_a_row(module):
    assert KINDS[module] <= {kind for number, kind, *_ in ROWS if number == module}


LATER = [MODULES[module.number - 1] for module in load_course().built_modules[1:]]


def test_every_module_has_rows():
    assert set(KINDS) == {1, *(module.number for module in LATER)}


@pytest.mark.parametrize("module", LATER, ids=lambda module: module.slug)
def test_a_missing_earlier_module_is_named_with_the_command(places, module):
    places.write("home", module.core_name, "from tinytorch.core.tensor import Tensor\n")
    error = places.error(f"from tinytorch.core.{module.core_name} import *")
    assert "tinytorch.core.tensor is not built yet: complete Module 01 (Tensor) first: tito module complete 01" in error
