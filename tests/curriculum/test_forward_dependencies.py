"""No module needs a later one: the checker on a fake course of four modules, and on the real course."""

from pathlib import Path

import pytest

from curriculum.course import load_course
from curriculum.errors import BuildError
from curriculum.prerequisites.definitions import CourseDefinitions
from curriculum.prerequisites.forward import forward_faults
from curriculum.products.build import build_course, check_course
from curriculum.source.fences import code_blocks

ROOT = Path(__file__).resolve().parents[2]
REAL = CourseDefinitions(load_course(ROOT / "curriculum" / "course.yml"), ROOT)

COURSE = "id: fake\ntitle: Fake\nversion: '1'\ngrading: {timeout_seconds: 300, review_rate: 0.2}\nmodules:\n"
ENTRY = """\
  - {{number: {number}, name: {name}, title: {title}, summary: None., tier: foundation, difficulty: 1, hours: [3, 4],
     prerequisites: {prerequisites}, points: 1, built: {built}, exports: core.{name}, {more}, facade: {facade}}}
"""
SOURCES = {
    "01_vector": "class Vector:\n    def length(self):\n        self.grad = None",
    # 03 builds on 02, which 04 does not list: it reaches it through 03.
    "02_stretch": "from tinytorch.core.vector import Vector\n\n\nclass Stretch:\n    def by(self): ...",
    "03_slope": "from tinytorch.core.vector import Vector\n\n\ndef wake_up(): ...\n\n\n"
                "def enable_autograd():\n    Vector.wipe_grad = wake_up",
}


@pytest.fixture
def write(tmp_path):
    """A function that makes a fake course, one module of it changed, and returns that module's faults."""

    def write(*cells: str, slug: str = "02_stretch", course: tuple[str, str] = ("", "")) -> list[str]:
        rows = [
            (1, "vector", "Vector", [], "true", "provides: [Vector]", "null"),
            (2, "stretch", "Stretch", [1], "true", "provides: [Stretch]", "nn"),
            (3, "slope", "Slope", [1, 2], "true", "provides: [enable_autograd], aliases: [incline]", "optim"),
            (4, "descent", "Descent", [3], "false", "provides: [Descent, Rest], aliases: [core.down]", "optim"),
        ]
        keys = ("number", "name", "title", "prerequisites", "built", "more", "facade")
        text = COURSE + "".join(ENTRY.format(**dict(zip(keys, row, strict=True))) for row in rows)
        assert course[0] in text
        file = tmp_path / "course.yml"
        file.write_text(text.replace(*course))
        for name, exported in SOURCES.items():
            source = tmp_path / "curriculum" / "modules" / name / f"{name}.py"
            source.parent.mkdir(parents=True)
            source.write_text("\n\n".join(["# %%\n#| export\n" + exported, *(cells if name == slug else ())]))
        definitions = CourseDefinitions(load_course(file), tmp_path)
        return list(forward_faults(definitions.course.module(slug), definitions))

    return write


def code(text: str, metadata: str = "") -> str:
    return f"# %% {metadata}\n{text}"


def locked(text: str) -> str:
    return code(text, 'nbgrader={"grade": true, "grade_id": "test", "locked": true, "points": 1, "solution": false}')


def prose(text: str) -> str:
    return f'# %% [markdown]\nr"""\n{text}\n"""'


def fence(text: str, language: str = "python") -> str:
    return prose(f"Look:\n\n```{language}\n{text}\n```")


LATER = "Module 03 (Slope), which the learner has not built yet"
UNBUILT = "Module 04 (Descent), which the learner has not built yet"
REFUSED = {
    "a later module is imported": (code("import tinytorch.core.slope"), LATER),
    "a name of a later module is imported": (code("from tinytorch.core.slope import wake_up"), LATER),
    "... inside a function": (code("def late():\n    from tinytorch.core.slope import wake_up"), LATER),
    "... in a try": (code("try:\n    import tinytorch.core.slope\nexcept ImportError:\n    pass"), LATER),
    "... that is not built": (code("from tinytorch.core.descent import Descent"), UNBUILT),
    "... from the package": (code("from tinytorch import Descent"), UNBUILT),
    "... from core": (code("from tinytorch.core import slope"), LATER),
    "... from a subpackage": (code("from tinytorch.optim import Descent"), UNBUILT),
    "... by an alias": (code("from tinytorch.core.down import Descent"), UNBUILT),
    "... by an alias outside core": (code("import tinytorch.incline"), LATER),
    "... by importlib": (code("import importlib\nimportlib.import_module('tinytorch.core.slope')"), LATER),
    "a package leads to a later module": (code("import tinytorch\ntinytorch.optim.Descent()"), UNBUILT),
    "... in another cell": (code("import tinytorch.optim as o") + "\n\n" + code("o.Descent"), UNBUILT),
    "a later name is used without import": (code("Descent(0.1)"), f"uses Descent of {UNBUILT}"),
    "... in a test": (locked("assert Descent(0.1)"), f'cell 2 ("test"): line 1: uses Descent of {UNBUILT}'),
    "... inside a function ": (code("def late():\n    return wake_up()"), f"line 2: uses wake_up of {LATER}"),
    "a method of a later module is called": (code("Vector().wipe_grad()"), f"uses .wipe_grad of {LATER}"),
    "a sleeping gradient is read": (code("print(Vector().grad + 1)"), "uses .grad, which sleeps"),
    "... on the way to None": (code("print(Vector().grad.max() is None)"), "uses .grad, which sleeps"),
    "a sleeping backward is called": (code("Vector().backward()"), "uses .backward, which sleeps"),
    "a cell cannot be read": (code("import ("), "cell 2: line 1: is no Python"),
    "a name comes from nowhere": (code("stretch_all()"), "uses stretch_all, which nothing above defines"),
    "a name comes too early": (code("late()") + "\n\n" + code("def late(): ..."), "uses late, which nothing above"),
    "a module has no such name": (code("from tinytorch.core.vector import Arrow"), "vector defines no Arrow"),
    "a subpackage has no such name": (code("from tinytorch.nn import Arrow"), "tinytorch.nn has no Arrow"),
    "there is no such module": (code("import tinytorch.core.arrow"), "tinytorch.core has no arrow"),
    "code in prose imports": (fence("from tinytorch.core.slope import wake_up"), LATER),
    "code in prose uses a later name": (fence("x = 1\ny = Descent(x)"), f"cell 2: line 5: uses Descent of {UNBUILT}"),
    "... after a prompt": (fence(">>> Descent(0.1)"), UNBUILT),
    "... in a block without a language": (fence("Descent(0.1)", ""), UNBUILT),
    "... in a fragment": (fence("for x in Descent(0.1):\n    ...\n  else nothing"), UNBUILT),
    "... in a column of a table": (fence("first    Stretch()    by hand\nthen     Descent()    by rule", ""), UNBUILT),
    "... in a table with bars": (fence("first the rule|Descent(0.1)|by hand", ""), UNBUILT),
    "code in prose calls backward": (fence("y.backward()"), "uses .backward, which sleeps"),
    "an error tells to use a later class": (code("raise ValueError('Use Descent for this.')"), f"mentions Descent of {UNBUILT}"),
    "... by f-string": (code("raise ValueError(f'{1}: use Descent.')"), f"mentions Descent of {UNBUILT}"),
    "... by a variable": (code("advice = 'Use Descent.'\nassert Vector, advice"), f"mentions Descent of {UNBUILT}"),
    "... in an assert": (locked("assert Vector, 'Use enable_autograd.'"), f"mentions enable_autograd of {LATER}"),
    "... in a docstring that a test prints": (locked('def test():\n    """Use Descent."""'), "an error mentions Descent"),
    "an error sends to a later module": (code("raise ValueError('See Module 03.')"), f"sends the learner to {LATER}"),
    "a hint shows a later call": (code("# Hint: write Descent(0.1).step()"), f"shows a call of Descent of {UNBUILT}"),
    "what is printed shows a later call": (code("print('Try nn.Descent(0.1)')"), f"shows a call of Descent of {UNBUILT}"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_forward_dependency_is_refused(write, case):
    cells, expected = REFUSED[case]
    assert expected in "\n".join(write(cells))


ALLOWED = {
    "earlier and own names": code("import numpy as np\nVector().length()\nStretch().by()\nnp.zeros(2).flat"),
    "names of the package itself": code("from tinytorch import ModuleNotBuiltError, nn\nnn.Stretch"),
    "an earlier module by every path": code("import tinytorch.core.vector as v\nfrom tinytorch import Vector\nv.Vector"),
    "its own module": code("from tinytorch.nn import Stretch"),
    "a function that uses what comes below": code("def late():\n    return later()") + "\n\n" + code("later = print"),
    "an own name that a later module also has": code("class Descent: ...\n\n\nDescent()"),
    "gradients that are shown asleep": code("assert Vector().grad is None and Vector().backward() is None"),
    "a method of a library": code("import contextlib as Box\nBox.wipe_grad"),
    "looking ahead in prose": prose("Module 04 will add `Descent(0.1)`, and Module 03 `enable_autograd`."),
    "a map of the course": fence("Module 03 Slope      the slope\nModule 04 Descent    Descent and Rest", ""),
    "a sketch with names of its own": fence("loss = distance(model(x), y)"),
    "PyTorch beside it": fence("Stretch()    torch.optim.Descent(0.1)\nv = Vector()    torch.ones(1).backward()", ""),
    "PyTorch in a comment": code("# The same as torch.optim.Descent(0.1)."),
    "looking ahead in a docstring": code('def ready():\n    """Module 04 gives this to Descent."""'),
    "looking ahead in print": code("print('Next: Module 03, then Descent.')"),
    "the word in another word": code("raise ValueError('Descents and Restful are other words.')"),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_the_learner_has_met_is_allowed(write, case):
    assert write(ALLOWED[case]) == []


def test_a_gradient_may_be_used_once_it_is_awake(write):
    assert write(code("Vector().grad + 1"), slug="03_slope") == []


def test_an_earlier_module_that_is_no_prerequisite_is_refused(write):
    faults = write(code("from tinytorch.core.stretch import Stretch"), slug="03_slope", course=("[1, 2]", "[1]"))

    assert "add 2 to them in course.yml" in "\n".join(faults)


def test_prerequisites_reach_through_prerequisites(write):
    imports = "from tinytorch.core.vector import Vector\nfrom tinytorch.core.stretch import Stretch"

    assert write(code(imports), slug="03_slope", course=("[1, 2]", "[2]")) == []


@pytest.mark.parametrize("act", [build_course, check_course])
def test_the_author_hears_of_it_at_build_time(tiny, act):
    entry = tiny.course_file.read_text().partition("modules:\n")[2].replace("built: true", "built: false")
    later = entry.replace("number: 1", "number: 2").replace("vector", "matrix").replace("[length]", "[turn]")
    tiny.course_file.write_text(tiny.course_file.read_text() + later)
    tiny.edit("assert length([3, 4]) == 5", "import tinytorch.core.matrix")
    course = load_course(tiny.course_file)

    with pytest.raises(BuildError, match=r'01_vector: cell 5 \("test-length"\): line 1: uses tinytorch.core.matrix'):
        list(act(course, tiny.root, [course.module(1)]))


def test_a_module_that_is_being_written_does_not_stop_the_others(write, tmp_path):
    write()
    (tmp_path / "curriculum" / "modules" / "03_slope" / "03_slope.py").unlink()
    definitions = CourseDefinitions(load_course(tmp_path / "course.yml"), tmp_path)

    assert list(forward_faults(definitions.course.module(1), definitions)) == []


def test_code_blocks_know_their_lines():
    assert code_blocks("a\n```\nshape (3,)   x.sum()\n\n  f(2)\n```\n") == [(3, "shape (3,)"), (3, "x.sum()"), (5, "f(2)")]


@pytest.mark.parametrize("module", REAL.course.built_modules, ids=lambda module: module.slug)
def test_the_module_needs_no_later_one(module):
    assert list(forward_faults(module, REAL)) == []


@pytest.mark.parametrize("module", REAL.course.built_modules[1:], ids=lambda module: module.slug)
def test_without_prerequisites_the_module_would_be_refused(module):
    alone = module.model_copy(update={"prerequisites": []})
    modules = [alone if each is module else each for each in REAL.course.modules]
    definitions = CourseDefinitions(REAL.course.model_copy(update={"modules": modules}), ROOT)

    assert "uses tinytorch.core.tensor" in "\n".join(forward_faults(alone, definitions))
