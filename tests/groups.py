"""Which tests run in one process, one after the other, when there are several processes, and which of them begin.

A group is a file, or a folder whose tests share what is costly to make or is there once on this host.
"""

# A classroom for all tests of the folder; the hub with its exchange; the outcomes of all recorded mistakes; a JupyterLab; names
# and ports that the playbooks are tried with.
FOLDERS = ("tests/e2e/", "tests/hub/", "tests/curriculum/modules/", "tests/tito/lab/", "tests/ansible/")
# These take longest: no process is left alone with one of them at the end.
FIRST = (
    *FOLDERS, "tests/hostile/test_hostile.py", "tests/tito/test_three_places.py", "tests/image/test_images.py",
    "tests/tinytorch/test_empty_package.py", "tests/notebooks/test_three_surfaces.py",
)  # fmt: skip


def group(nodeid: str) -> str:
    """The group of a test, by its node id: `tests/e2e/`, `tests/tito/test_tito_json.py`."""
    file = nodeid.split("::")[0]
    return next((folder for folder in FOLDERS if file.startswith(folder)), file)


def place(nodeid: str) -> int:
    """Where the test's group stands in the order in which groups begin; others come after those, as collected."""
    name = group(nodeid)
    return FIRST.index(name) if name in FIRST else len(FIRST)
