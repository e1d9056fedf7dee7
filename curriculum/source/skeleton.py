"""The files a new module begins with: a source that builds, its checks, what to look at in the code. Writes over nothing."""
from pathlib import Path

from curriculum.course import Course, Module
from curriculum.errors import BuildError
from curriculum.source.notebook import source_path

_BY_HAND = 4

_SOURCE = '''\
# %% [markdown]
"""
# Module {label}: {title}

#| facts

{summary}
"""

# %% [markdown]
"""
## Connection map

```
Prerequisites:
{before}
    |
    v
Focus of this module: {title}.
```
"""

# %% [markdown]
"""
## What you will learn

After this module you can

1. **implement** `{first}`;
2. **measure** what it costs.

## Setup
"""

# %%
#| default_exp {exports}

# %% given {name}-imports
#| export
import numpy as np

# %% [markdown]
"""
The next cell holds helpers for the tests of this notebook. You do not need to read it.
"""

# %% given test-helpers
#| include tests: explained, what_happened, outcome_of

# %% [markdown]
"""
# Part 1. {first}

The numbers of a list are added up, with their signs; the sum of no numbers is 0.

```diagram
1 --+
-2 -+--> sum 3
4 --+
```

In words: 1, -2 and 4 go into one sum, which is 3.
"""

# %% solution {id}
#| export
def {first}(numbers):
    """Return the sum of `numbers`, a list: a stand-in until you write this part."""
    # TODO: add them up.
    ### BEGIN SOLUTION
    return float(np.sum(numbers))
    ### END SOLUTION


# %% test {shown} test-{id}
@explained
def test_{first}():
    """{first} does what its text says ({shown} points)."""
    advice = "The numbers must be added up, with their signs."
    assert outcome_of(lambda: {first}([1, -2, 4]), advice) == 3, advice


test_{first}()

# %% test 1 test-{id}-hidden
# Hidden check (1 point): no numbers.
### BEGIN HIDDEN TESTS
@explained
def test_{first}_hidden():
    """{first} keeps to its corner cases."""
    # says: the sum of no numbers is 0
    advice = "Without any number the sum must be 0."
    assert outcome_of(lambda: {first}([]), advice) == 0, advice


test_{first}_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Questions

**1 (4 points, 1 for each criterion).** What does it cost, and why? Quote your own measurement.
"""

# %% [markdown] answer {by_hand} reflect-cost
"""
### BEGIN SOLUTION
A model answer.

**Rubric**, one point each. Clear: . Correct under pressure: . Cost: . Memory: .
### END SOLUTION
"""

# %% [markdown]
"""
# What you built

#| terms
"""
'''

_CHECKS = '''\
"""Values of Module {label} that the grader computes on random inputs and compares outside the student's process.

Each function takes `rng` (np.random.Generator) and names of the notebook, and returns numbers and arrays.
"""


def sums(rng, {first}):
    return {first}(rng.normal(size=5).tolist())


DECIDES = {{
    "test-{id}": [sums],
}}
'''

_REVIEW = """\
1. Clarity: what tests cannot see.
2. Edge cases:
3. Complexity:
4. Memory:
"""


def write_skeleton(module: Module, course: Course, root: Path) -> list[Path]:
    """Write the first files of `module` and return them. Raises BuildError when one of them is there already."""
    folder = source_path(module, root).parent
    texts = {source_path(module, root): _SOURCE, folder / "checks.py": _CHECKS, folder / "code_review.md": _REVIEW}
    if there := [str(file.relative_to(root)) for file in texts if file.exists()]:
        raise BuildError([f"{module.slug}: {', '.join(there)} exists already; edit it, or move it away first"])
    needed = [course.module(number) for number in module.prerequisites]
    first = module.provides[0]
    facts = {
        "label": module.label, "title": module.title, "name": module.name, "summary": module.summary,
        "points": module.points, "exports": module.exports,
        "before": "\n".join(f"    Module {each.label} {each.title}" for each in needed) or "    none",
        "first": first, "id": first.replace("_", "-").lower(), "shown": module.points - _BY_HAND - 1, "by_hand": _BY_HAND,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        file.write_text(text.format(**facts), encoding="utf-8")
    return list(texts)
