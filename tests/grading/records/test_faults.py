"""What nobody expected of one submission: the others go on, and a traceback is found under the id that is said."""

import re

import pytest

from grading.execution.bounded_parsing.child import SHOW, Failed, within
from grading.pipeline import pending as of_pending
from grading.records.faults import note_fault
from grading.similarity import screen as of_screen

ID = re.compile(r"has more under ([0-9a-f]{8})")


def failing(stock, error, of):
    """`stock`, but for the student `of`."""

    def work(*given):
        if of in map(str, given):
            raise error
        return stock(*given)

    return work


@pytest.mark.docker
@pytest.mark.parametrize("error, expected", [(PermissionError(13, "not for you"), True), (KeyError("cells"), False)])
def test_pending_and_screening_tell_a_fault_from_a_file_that_cannot_be_read(graded, opened, monkeypatch, error, expected):
    log = graded / ".grading" / "errors.log"
    with opened(graded) as context:
        of_all = of_screen.screen(context).submissions
        monkeypatch.setattr(of_pending, "read_submission", failing(of_pending.read_submission, error, "s1"))
        monkeypatch.setattr(of_screen, "submitted_code", failing(of_screen.submitted_code, error, "s1"))
        reasons, found = of_pending.pending(context), of_screen.screen(context)
    assert set(reasons) == {"s1"} and found.submissions in (of_all, of_all - 1)
    for said in (reasons["s1"], found.left_out["s1"]):
        assert str(error) in said and bool(ID.search(said)) is not expected
    written = log.read_text() if log.exists() else ""
    assert written.count("Traceback") == (0 if expected else 2)
    for said in () if expected else (reasons["s1"], found.left_out["s1"]):
        assert f"fault {ID.search(said)[1]}: " in written and "in work" in written


def test_the_process_s_own_traceback_is_kept(tmp_path):
    with pytest.raises(Failed, match="^KeyError: 'gone'") as caught:
        within(SHOW, lambda: {}["gone"])
    said = note_fault(tmp_path / "errors.log", "here", caught.value)
    written = (tmp_path / "errors.log").read_text()
    assert f"fault {ID.search(said)[1]}: here" in written and 'lambda: {}["gone"]' in written


def test_without_a_place_for_the_log_it_goes_to_the_process_s_own(tmp_path, capsys):
    said = note_fault(tmp_path / "nowhere" / "errors.log", "here", ValueError("odd"))
    assert f"fault {ID.search(said)[1]}: here" in capsys.readouterr().err
