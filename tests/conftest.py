"""What all tests share: the checkout is importable, whatever directory pytest was started from, and there is one browser."""

import os
import socketserver
import sys
from pathlib import Path

import groups
import pytest
from hypothesis import settings

# A machine that is busy is no fault of the example: no test is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

sys.path.insert(0, str(Path(__file__).parents[1]))

# How often a server in a thread of a test looks whether it is to stop, in seconds: half a second of each test otherwise.
socketserver.BaseServer.serve_forever.__defaults__ = (0.02,)

CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # Host names that exist in the tests only.
    "--host-resolver-rules=MAP *.classroom.test 127.0.0.1",
]


def pytest_collection_modifyitems(config, items):
    """With `-n`: begin with what takes longest, so that no process is left alone with it at the end."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: groups.place(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """With `-n`: whole groups of tests for each process, in the order in which they were collected."""
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return groups.group(nodeid)

    config.option.loadscopereorder = False
    return Groups(config, log)


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
