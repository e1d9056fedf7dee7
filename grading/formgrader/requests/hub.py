"""The hub's pages that staff need from here: their home there, their password, the people of the course, the way out."""

import os


def home() -> str:
    """The hub's start page; without a hub the server's own."""
    return f"{_root()}/home" if "JUPYTERHUB_API_URL" in os.environ else "/"


def hub_links(instructor: bool = False) -> list[tuple[str, str]]:
    """(words, address) of each; none without a hub."""
    if "JUPYTERHUB_API_URL" not in os.environ:
        return []
    pages = {"Home": "home", "People": "people", "Change password": "change-password", "Log out": "logout"}
    return [(words, f"{_root()}/{name}") for words, name in pages.items() if instructor or name != "people"]


def _root() -> str:
    return f"{os.environ.get('JUPYTERHUB_HOST', '')}{os.environ.get('JUPYTERHUB_BASE_URL', '/')}hub"
