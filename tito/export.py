"""The text of a Python module from the cells of a notebook that begin with `#| export`.

Standard library only, so that whoever makes a module from a notebook can make it here.
"""

import re

# nbdev's directives: comments at the top of a cell that start with "#|".
_DIRECTIVE = re.compile(r"^#\s*\|\s*(?P<name>\w+)")


def is_exported(source: str) -> bool:
    """Whether the cell's leading directives include `export`."""
    return "export" in _directives(source)


def exported_sources(sources: list[str]) -> list[str]:
    """Return the exported cells in order, without directive lines and without blank lines at either end."""
    return [_without_directives(source) for source in sources if is_exported(source)]


def module_text(header: str, sources: list[str]) -> str:
    """Return the module: `header` as comment lines, then every exported cell, two blank lines apart."""
    comment = "\n".join(f"# {line}".rstrip() for line in header.splitlines())
    return "\n\n\n".join([comment, *exported_sources(sources)]) + "\n"


def _directives(source: str) -> list[str]:
    names = []
    for line in source.lstrip("\n").splitlines():
        match = _DIRECTIVE.match(line)
        if not match:
            break
        names.append(match["name"])
    return names


def _without_directives(source: str) -> str:
    lines = source.lstrip("\n").splitlines()
    return "\n".join(lines[len(_directives(source)) :]).strip("\n").rstrip()
