"""The Markdown of the course's notebooks, by name: what students read, and the model answers."""

from pathlib import Path

from curriculum.course import load_course
from curriculum.source.notebook import label, read_source
from curriculum.source.regions import split

ROOT = Path(__file__).parents[3]


def course_texts() -> dict[str, str]:
    """Every Markdown cell of every module."""
    cells = ((module, number, cell) for module in load_course().built_modules
             for number, cell in enumerate(read_source(module, ROOT).cells, 1))
    return {label(module, number, cell): "\n".join(split(cell).unmarked)
            for module, number, cell in cells if cell.cell_type == "markdown"}
