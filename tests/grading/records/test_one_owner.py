"""The records have one owner: no SQL, and no way around the models to a database, outside of grading/records."""

import ast
import re
from pathlib import Path

import grading

PACKAGE = Path(grading.__file__).parent
STATEMENT = re.compile(
    r"\b(SELECT\s.+?\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|(CREATE|ALTER|DROP)\s+(TABLE|INDEX)"
    r"|JOIN\s+\w+(\s+\w+)?\s+ON|PRAGMA)\s|^(BEGIN( IMMEDIATE)?|ROLLBACK|COMMIT)$",
    re.S,
)
AROUND = {"sqlite3", "exec_driver_sql", "literal_column", "text", "create_engine"}


def sql_in(source: str) -> list[str]:
    """SQL, and names by which a module could speak it, each with its line."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and (match := STATEMENT.search(node.value)):
            found.append(f"{node.lineno}: {match[0].strip()}")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or ""
            names = [module, *(alias.name for alias in node.names)] if module.startswith("sqlalchemy") else [module]
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            found += [f"{node.lineno}: {name}" for name in names if name in AROUND]
        elif isinstance(node, ast.Attribute) and node.attr == "exec_driver_sql":
            found.append(f"{node.lineno}: {node.attr}")
    return found


def files(*but: str) -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] not in but]


def test_no_sql_outside_of_the_records():
    found = {str(path.relative_to(PACKAGE)): sql_in(path.read_text(encoding="utf-8")) for path in files("records")}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_what_only_sqlite_has_stands_in_one_file():
    texts = {path.name: path.read_text(encoding="utf-8") for path in (PACKAGE / "records").rglob("*.py")}
    assert [name for name, text in texts.items() if "PRAGMA" in text or "sqlite_master" in text] == ["engine.py"]


def test_sql_is_found():
    old = 'import sqlite3\nfrom sqlalchemy import text\ndb.execute(f"SELECT * FROM {table} WHERE a = 1")\n'
    assert sql_in(old) == ["1: sqlite3", "2: text", "3: SELECT * FROM"]
    assert sql_in('say("select what you update")') == []
