"""What a reviewer of the sample is told: that it is one, which test cell closes it, and when it is closed."""

import pytest
from coursework import ASSIGNMENT, BOOK, answered, changed, submit
from formgrader_server import FormgraderServer

from grading.review.review_queue import sample


@pytest.fixture
def review(course, opened, autograde, tmp_path):
    """(formgrader, the student whose submission tess reads, the test cell that waits) of a class of two."""
    for student in ("ada", "ben"):
        submit(course, student, changed(answered(), why="Because."))
    autograde(course)
    with opened(course, critical=True, review_rate=0.5) as context:
        (student,) = sample(context, ["tess"])
        cell = context.journal.reviews(ASSIGNMENT)[student].cell
    server = FormgraderServer(course, tmp_path).start()
    yield server, student, cell
    server.stop()


def test_the_page_says_that_it_is_a_review_and_which_test_cell_closes_it(review):
    server, student, cell = review
    tess, tom = server.api("tess"), server.api("tom")
    assert f"<code>{cell}</code>" in tess.page("reviews").text and "review sample" in tess.page("reviews").text
    pages = {name: row["id"] for name, row in tess.submissions(ASSIGNMENT, BOOK).items()}
    page = tess.page(f"formgrader/submissions/{pages[student]}/").text
    assert "Review sample." in page and "your reviews" in page and f'<a href="#{cell}"><code>{cell}</code></a>' in page
    assert "your reviews" not in tom.page(f"formgrader/submissions/{pages[student]}/").text
    (other,) = set(pages) - {student}
    assert "Review sample." not in tess.page(f"formgrader/submissions/{pages[other]}/").text


def test_points_for_a_written_answer_do_not_close_it_and_those_for_the_test_do(review):
    server, student, cell = review
    tess = server.api("tess")
    identity = tess.submissions(ASSIGNMENT, BOOK)[student]["id"]
    tess.give(identity, "why", 0).raise_for_status()
    assert "That closes the review" in tess.page(f"formgrader/submissions/{identity}/").text
    tess.give(identity, cell, tess.grades(identity)[cell]["auto_score"]).raise_for_status()
    page = tess.page(f"formgrader/submissions/{identity}/").text
    assert "That closes the review" not in page and "Nothing of it waits for you" in page
