"""What all tests share: the checkout is importable, whatever directory pytest was started from, and there is one browser."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# A machine that is busy is no fault of the example: no test is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

sys.path.insert(0, str(Path(__file__).parents[1]))

CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # Host names that exist in the tests only.
    "--host-resolver-rules=MAP *.classroom.test 127.0.0.1",
]


# What takes longest comes first, so that no process is left alone with it at the end.
FIRST = ("e2e", "hub", "ansible")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Put tests that must share a process in one group: those of one file, and of all files that share a classroom or a host."""
    with_classroom = {item.path for item in items if "classroom" in item.fixturenames}
    for item in items:
        folder = item.path.parent.name
        shared = item.path in with_classroom or folder == "ansible"
        item.add_marker(pytest.mark.xdist_group(folder if shared else f"{folder}/{item.path.name}"))
    items.sort(key=lambda item: place(item.get_closest_marker("xdist_group").args[0]))


def place(group: str) -> int:
    """Where a group stands in the order in which groups are given out."""
    return FIRST.index(group) if group in FIRST else len(FIRST)


@pytest.fixture(scope="session")
def browser(chromium):
    """The browser, under the name that most tests use."""
    return chromium


@pytest.fixture(scope="session")
def chromium():
    """Chromium; one for the whole run, because Playwright runs once per thread."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()
