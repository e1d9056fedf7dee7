"""What a cell shows, within limits, and what the cells of an assignment mean by a name: without IPython and without a sandbox."""

import ast
import builtins
import sys

import pytest

from grading.execution.outputs import checked_run
from notebooks.limits import OUTPUT_RICH, OUTPUTS
from notebooks.shell.names import NameResolution, resolved_names
from notebooks.shell.recorder import LEFT_OUT, Recorder, Stream


@pytest.fixture
def recorder():
    return Recorder()


def texts(recorder, name):
    return "".join("".join(one["text"]) for one in recorder.outputs if one["output_type"] == "stream" and one["name"] == name)


def test_a_few_streams_keep_their_order_and_many_that_alternate_become_one_of_each(recorder):
    for number in range(1000):
        recorder.stream("stdout", f"{number} ")
        recorder.stream("stderr", f"{number}!")

    assert [one["name"] for one in recorder.outputs[:4]] == ["stdout", "stderr", "stdout", "stderr"]
    assert len(recorder.outputs) < 60
    assert texts(recorder, "stdout").split() == [str(number) for number in range(1000)]
    assert texts(recorder, "stderr").split("!")[:-1] == [str(number) for number in range(1000)]


def test_many_displays_are_shortened_with_a_word_and_a_result_still_counts(recorder):
    for number in range(1000):
        recorder.display({"text/plain": str(number)})
    recorder.rich("execute_result", {"text/plain": "2.0"})

    assert len(recorder.outputs) == OUTPUTS + 2
    assert f"{1000 - OUTPUTS} are left out" in texts(recorder, "stderr")
    assert recorder.outputs[-1]["data"] == {"text/plain": "2.0"}


def test_a_display_that_is_updated_is_one_output_and_uses_up_nothing(recorder):
    recorder.display({"text/plain": "0"}, "mine")
    for number in range(100):
        recorder.display({"text/plain": str(number) * (OUTPUT_RICH // 10)}, "mine", update=True)
    recorder.display({"text/plain": "unknown"}, "other", update=True)

    assert len(recorder.outputs) == 1
    assert recorder.outputs[0]["data"]["text/plain"] == "99" * (OUTPUT_RICH // 10)


def test_what_is_cleared_is_gone_and_its_room_is_free_again(recorder):
    for _ in range(5):
        recorder.clear(wait=True)
        recorder.display({"text/plain": "x" * (OUTPUT_RICH - 1)})

    [only] = recorder.outputs
    assert LEFT_OUT not in only["data"].values()


def test_a_stream_takes_text_and_has_a_descriptor(recorder):
    stream = Stream(recorder, "stderr")

    assert (stream.fileno(), stream.isatty(), stream.write("x")) == (2, False, 1)
    with pytest.raises(TypeError):
        stream.write(3)


def test_more_outputs_than_are_shown_are_no_failure_and_hide_no_error():
    shown = {"output_type": "display_data", "data": {"text/plain": "x"}}
    many = checked_run({"status": "ran", "answer": {"outputs": [shown] * 5000}})
    late = checked_run({"status": "ran", "answer": {"outputs": [shown] * 5000 + [{"output_type": "error", "ename": "E"}]}})

    assert not many.failed and len(many.outputs) < 210 and "left out" in many.outputs[-1]["text"]
    assert late.failed


def value(source, space, own=(), imports=None):
    """What the last line of an assignment's cell gives in a student's `space`."""
    tree = NameResolution(resolved_names(space, own, imports or {})).visit(ast.parse(source))
    code = compile(ast.fix_missing_locations(ast.Expression(tree.body.pop().value)), "<last>", "eval")
    exec(compile(ast.fix_missing_locations(tree), "<cell>", "exec"), space)
    return eval(code, space)


@pytest.fixture
def space():
    yield {"__builtins__": builtins, "abs": lambda x: "mine", "math": "mine", "sqrt": lambda x: "mine"}
    for name in [name for name in vars(builtins) if name.endswith(" of the assignment")]:
        delattr(builtins, name)


def test_a_cell_of_the_assignment_means_what_python_means_and_the_student_keeps_their_own(space):
    assert value("def test():\n    return [abs(-n) for n in (1, 2)]\n\ntest()", space) == [1, 2]
    assert space["abs"](-1) == "mine"


def test_imports_mean_the_module(space):
    imports = {"math": ["math", None], "sqrt": ["math", "sqrt"]}
    assert value("math.floor(sqrt(10))", space, imports=imports) == 3 and "math" in sys.modules


@pytest.mark.parametrize("source", ["abs = 3\nabs", "def f(abs):\n    return abs\n\nf(3)", "[abs for abs in (3,)][0]"])
def test_a_name_that_the_cell_binds_itself_stays(space, source):
    assert value(source, space) == 3


def test_a_name_that_answers_are_asked_to_define_is_the_students(space):
    assert value("abs(-1)", space, own={"abs"}) == "mine"
