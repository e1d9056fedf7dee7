"""Which tests run in one process, one after the other, when there are several processes.

A group is a file, or a folder whose tests share what is costly to make or is there once on this host.
"""

# A classroom for all tests of the folder; the hub with its exchange; names and ports that the playbooks are tried with.
# The outcomes of all recorded mistakes.
# Longest first.
FOLDERS = ("tests/e2e/", "tests/hub/", "tests/ansible/", "tests/curriculum/modules/")


def group(nodeid: str) -> str:
    """The group of a test, by its node id: `tests/e2e/`, `tests/tito/test_tito_json.py`."""
    file = nodeid.split("::")[0]
    return next((folder for folder in FOLDERS if file.startswith(folder)), file)


def place(nodeid: str) -> int:
    """Where the test's group stands in the order in which groups begin; files come after all folders, as collected."""
    name = group(nodeid)
    return FOLDERS.index(name) if name in FOLDERS else len(FOLDERS)
