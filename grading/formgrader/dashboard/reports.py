"""Pages for instructors: who reviews what of the review sample, how alike the reviewers judge, and the similarity report."""

from html import escape
from statistics import fmean
from urllib.parse import quote

from ...course.directory import CourseDir
from ...messages.reporter import Reporter
from ...records.context import open_assignment
from ...review.agreement import COLUMNS, agreement_rows, leniency
from ...review.overview import extra_credit, review_rows
from ...review.review_queue import earned_fractions
from .page import POLICY, environment


def review(course: CourseDir, assignment: str, base_url: str, xsrf: str = "") -> str:
    """Every review, whose it is, who did it, and what came of it; and how large the sample is, with a way to enlarge it."""
    with open_assignment(course.root, assignment, Reporter(lambda _: None), lock=False) as context:
        lines, extra, of = review_rows(context), extra_credit(context), len(earned_fractions(context))
        settings = context.settings
    rows = [(*line.slot, line.reviewer, line.done_by or "", line.outcome) for line in lines]
    done = sum(line.done_by is not None for line in lines)
    said = f"{done} of {len(lines)} reviews are done." if lines else "Nobody is in the review sample yet."
    tables = [("Reviews", ("student", "first or second", "assigned to", "done by", "outcome"), rows),
              ("Changes of extra credit", ("what", "when and by whom"), [line.rsplit(" by ", 1) for line in extra])]  # fmt: skip
    chosen = len({line.slot[0] for line in lines})
    return _page(base_url, assignment, "Review sample", said, tables, chosen=chosen, of=of, settings=settings, xsrf=xsrf)


def raters(course: CourseDir, assignment: str, base_url: str, xsrf: str = "") -> str:
    """Agreement by cell where two reviewed, and each reviewer against the others and the tests."""
    with open_assignment(course.root, assignment, Reporter(lambda _: None), lock=False) as context:
        cells, people = agreement_rows(context), leniency(context)
    agreed = [(c, n, f"{equal:.0%}", *(f"{v:.2f}" for v in rest)) for c, n, equal, *rest in cells]
    rows = [
        (who, len(found["than others"]), _mean(found["than others"]), len(found["corrections"]), found["agreed"],
         _mean(found["corrections"]), f"{found['extra']:+g} points" if found["extra"] else "")
        for who, found in sorted(people.items())
    ]  # fmt: skip
    heads = (
        "reviewer", "pairs", "gives more than the other by", "tested cells seen", "agreed", "changes tests by", "extra credit"
    )  # fmt: skip
    said = "Few pairs say little. Kappa and alpha: 1 is agreement, 0 is what chance gives."
    return _page(base_url, assignment, "How alike the reviewers judge", said,
                 [("Two reviewers of one submission", COLUMNS, agreed),
                  ("Each reviewer, in shares of a cell's points", heads, rows)])  # fmt: skip


def _mean(values: list[float]) -> str:
    return f"{fmean(values):+.1%}" if values else ""


def similarity(course: CourseDir, assignment: str, base_url: str, xsrf: str = "") -> str:
    """The report as the grader made it last. It is in the grader's private directory; only instructors get here."""
    path = course.private / "similarity" / f"{assignment}.html"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        said = "There is no report yet, because nobody has compared the answers: press Compare answers on the assignment's page."
        return _page(base_url, assignment, "Similarity report", said, [])
    # The report is a file that can stand alone; here it has a way back.
    back = f'<nav><a href="{base_url}/grading/{quote(assignment)}">Grading of {escape(assignment)}</a></nav>'
    return text.replace("<body>", f"<body>\n{back}", 1)


def _page(base_url: str, assignment: str, title: str, said: str, tables: list, **more) -> str:
    return environment.get_template("report.html").render(
        base_url=base_url, assignment=assignment, title=title, said=said, tables=tables, instructor=True, policy=POLICY, **more
    )


REPORTS = {"review": review, "raters": raters, "similarity": similarity}
