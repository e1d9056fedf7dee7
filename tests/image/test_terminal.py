"""The terminal: the course's command is found in every kind of shell, and the shell is one that people can work in."""

import time

import pytest

from curriculum.course import load_course

pytestmark = pytest.mark.docker


@pytest.mark.parametrize(
    "shell",
    [
        ["bash", "-lc"],
        ["bash", "-lic"],
        ["bash", "-ic"],
        ["bash", "-c"],
        ["sh", "-lc"],
        ["sh", "-c"],
        ["env", "-i", "bash", "-lc"],
        ["env", "-i", "sh", "-c"],
    ],
    ids=" ".join,
)
def test_tito_is_found(alone, shell):
    alone.address()
    assert alone.run(*shell, "tito --version").splitlines()[-1].startswith("tito ")


def test_python_of_a_login_shell_is_the_course_s_own(alone):
    alone.address()
    assert "numpy" in alone.run("bash", "-lc", "python -c 'import numpy; print(numpy.__name__)'")


def test_a_first_commit_has_a_name(alone):
    alone.address()
    said = alone.run("bash", "-lc", "cd $(mktemp -d) && git init -q && "
                    "git commit -q --allow-empty -m first && git log --format='%an %ae'")
    assert said.splitlines()[-1] == "student student@localhost"


def test_man_says_where_help_is(alone):
    alone.address()
    assert "git --help" in alone.run("bash", "-lic", "man git || true")


@pytest.mark.parametrize("program", ["git", "nano", "less"])
def test_programs_that_people_expect(alone, program):
    alone.address()
    assert program in alone.run("bash", "-lc", f"command -v {program}")


@pytest.fixture(scope="module")
def terminal(alone, browser):
    """A new terminal in JupyterLab; returns `type(keys)`."""
    address, token = alone.address()
    page = browser.new_page()
    page.goto(f"{address}/lab?token={token}&reset")
    page.locator(".jp-LauncherCard", has_text="Terminal").click(timeout=60_000)
    page.wait_for_selector(".xterm-screen")
    page.locator(".xterm-helper-textarea").focus()
    yield page.keyboard.type
    page.close()


def wait_for_file(alone, path: str) -> str:
    """Return the content of a file that something typed in the terminal writes."""
    for _ in range(120):
        status, output = alone.container.exec_run(["cat", path])
        if status == 0 and output.endswith(b"\n"):
            return output.decode()
        time.sleep(0.25)
    raise TimeoutError(path)


def test_typed_into_jupyterlab_s_terminal(alone, terminal):
    """A login shell, which sets PATH anew: what typing `tito` there finds decides."""
    terminal('(tito --version; echo "$SHELL"; shopt -q login_shell && echo login) > /tmp/now; mv /tmp/now /tmp/typed\n')
    assert wait_for_file(alone, "/tmp/typed").splitlines()[1:] == ["/bin/bash", "login"]


def test_completion_of_commands_and_modules(alone, terminal):
    terminal("tito mod\t", delay=50)
    time.sleep(3)
    terminal("sta", delay=50)
    # A command of one word more makes `module status` or `module start`; the shell writes what it made of the line.
    terminal("r\t", delay=50)
    time.sleep(3)
    terminal("01\n", delay=50)
    wait = "for i in $(seq 120); do test -f modules/01_tensor/01_tensor.ipynb && exit; sleep 0.25; done; exit 1"
    code, _ = alone.container.exec_run(["sh", "-c", wait])
    assert code == 0, "completion did not make `tito module start 01`"


def test_the_shell_completes_numbers_of_modules(alone):
    alone.address()
    assert alone.run("env", "_TITO_COMPLETE=complete_bash", "COMP_WORDS=tito module start 0", "COMP_CWORD=3", "tito").split() == [
        module.label for module in load_course().built_modules if module.number < 10]
