"""The cells of an assignment by name, as its release notebook gives them. Knows nbgrader's metadata; runs nothing."""

from dataclasses import dataclass

from notebooks.content.restore import name_of


@dataclass(frozen=True)
class ReleasedCell:
    """A cell that nbgrader knows by name; satisfies `restore.Known`."""

    name: str
    cell_type: str
    source: str
    grade: bool = False
    solution: bool = False
    task: bool = False
    locked: bool = False
    points: float = 0.0

    @property
    def given(self) -> str:
        return self.source

    @property
    def by_hand(self) -> bool:
        """Whether a person gives the points."""
        return self.task or (self.grade and (self.solution or self.cell_type != "code"))

    @property
    def by_tests(self) -> bool:
        """Whether the test in it gives the points."""
        return self.grade and not self.by_hand


def released_cells(notebook: dict) -> dict[str, ReleasedCell]:
    """The named cells of a notebook from `read_notebook`, in order. Of two with one name the first is meant."""
    cells: dict[str, ReleasedCell] = {}
    for raw in notebook["cells"]:
        name = name_of(raw)
        if name and name not in cells:
            cells[name] = _cell(name, raw)
    return cells


def _cell(name: str, raw: dict) -> ReleasedCell:
    said = raw["metadata"]["nbgrader"]
    grade, solution, task = (bool(said.get(key)) for key in ("grade", "solution", "task"))
    points = said.get("points")
    return ReleasedCell(
        name=name,
        # What the cell was made as; the student may have turned it into another kind.
        cell_type=said["cell_type"] if said.get("cell_type") in ("code", "markdown") else raw["cell_type"],
        source=raw["source"],
        grade=grade,
        solution=solution,
        task=task,
        # As nbgrader's is_locked.
        locked=not solution and not task and (grade or bool(said.get("locked"))),
        points=float(points) if isinstance(points, int | float) and (grade or task) else 0.0,
    )
