"""Student text for a terminal or a page: what would act or deceive there is replaced by a mark that shows."""

import re

# Controls, and marks that make text read otherwise than it stands (Boucher and Anderson, "Trojan Source", 2021).
DECEPTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def visible(text: str) -> str:
    """The text with each such character replaced; line feeds and tabs stay."""
    return DECEPTIVE.sub("\N{REPLACEMENT CHARACTER}", text)


def in_table(text) -> str:
    """The same for a table of rich's, in which square brackets would be markup."""
    from rich.markup import escape

    return escape(visible(str(text)))
