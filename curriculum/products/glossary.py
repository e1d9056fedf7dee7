"""Makes the glossary, docs/glossary.md, from the terms in course.yml."""
from curriculum.course import Course

_PAGE = """\
# Glossary

The words of the field that the notebooks introduce, and the module that does. `make build` writes this page from the terms in
`curriculum/course.yml`.

| term | meaning | module |
|---|---|---|
{rows}
"""


def glossary_page(course: Course) -> str:
    """The text of the page: all terms in alphabetical order."""
    terms = [(term, meaning, module) for module in course.built_modules for term, meaning in module.terms.items()]
    rows = [f"| {term} | {meaning} | {module.label} {module.title} |"
            for term, meaning, module in sorted(terms, key=lambda row: row[0].lower())]
    return _PAGE.format(rows="\n".join(rows))
