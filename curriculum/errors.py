"""The one error of the builder. Its text has a line per fault, each naming the module and the cell."""


class BuildError(Exception):
    """A module source cannot become a notebook or a package module as it stands."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        super().__init__("\n".join(faults))
