"""What a terminal is told: names of files and students as they are, whatever they look like; and files whole or not at all."""

import io

import pytest
from rich.console import Console
from rich.table import Table

from grading.course.replacing import replaced
from grading.messages.control_characters import in_table
from grading.messages.reporter import Reporter


def test_a_name_that_looks_like_markup_ends_no_run(capsys):
    report = Reporter()
    report.terminal = True
    with report.bar("ps1", 1) as step:
        report.say("[/b].ipynb was left out")
        step("ada: [/b].ipynb")
    assert "[/b].ipynb was left out" in capsys.readouterr().out


def test_a_name_that_looks_like_markup_stands_in_a_table():
    table, shown = Table("student"), io.StringIO()
    table.add_row(in_table("[/b]ada\u202e"))
    Console(file=shown).print(table)
    assert "[/b]ada\ufffd" in shown.getvalue()


def test_a_file_that_could_not_be_finished_leaves_the_one_before(tmp_path):
    (tmp_path / "ps1.csv").write_text("of yesterday")
    with pytest.raises(UnicodeEncodeError), replaced(tmp_path / "ps1.csv", encoding="ascii") as file:
        file.write("half")
        file.write("\u00e9")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["of yesterday"]


def test_what_is_no_plain_file_is_written_to_and_stays_what_it_is(tmp_path):
    (tmp_path / "link.csv").symlink_to(tmp_path / "elsewhere")
    with replaced(tmp_path / "link.csv") as file:
        file.write("a")
    assert (tmp_path / "link.csv").is_symlink() and (tmp_path / "elsewhere").read_text() == "a"
