"""Student text inside our own Markdown: file names and cells shown as what they are, with nothing that acts."""

import re

MAX_SHOWN = 20_000


def quoted(name: str) -> str:
    """A file name as code in a sentence: printable, short, without the mark that would end it."""
    return "`" + "".join(letter if letter.isprintable() and letter != "`" else "?" for letter in name)[:80] + "`"


def listed(names) -> str:
    """File names in a sentence, the first few of them."""
    names = sorted(names)
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(map(quoted, names[:5])) + more


def fenced(text: str, language: str = "") -> str:
    """Text as a code block of Markdown that nothing in it can end."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    mark = "`" * max(3, longest + 1)
    return f"{mark}{language}\n{cut(text)}\n{mark}"


def cut(text: str) -> str:
    """The text, or its beginning and a word on what is missing."""
    if len(text) <= MAX_SHOWN:
        return text
    return f"{text[:MAX_SHOWN]}\n\n[{len(text) - MAX_SHOWN:,} more characters are not shown here]"


def note_cell(text: str) -> dict:
    """A Markdown cell of the grader's own."""
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def sentences(said: list[str]) -> str:
    """Sentences of which some begin as the end of another."""
    return " ".join(f"{each[0].upper()}{each[1:].rstrip('.')}." for each in said)
