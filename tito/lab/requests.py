"""What is asked of the buttons' addresses: fields that are there and can be what they name, or 400 and a sentence as JSON."""

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from tornado import web

MAX_NAME = 255  # bytes that a folder's name may have


class Asked(JupyterHandler):
    """Mixin before a handler of nbgrader's or ours: all that it answers is JSON, errors too."""

    write_error = APIHandler.write_error

    def set_default_headers(self):
        super().set_default_headers()
        # Names in the answer must not become markup for a browser that is sent here.
        self.set_header("Content-Type", "application/json")

    def get_json_body(self):
        """An object, empty where nothing was sent."""
        try:
            found = super().get_json_body()
        except UnicodeDecodeError as error:
            raise web.HTTPError(400, "The request is not text in UTF-8.") from error
        if not isinstance(found, dict | None):
            raise web.HTTPError(400, "The request's JSON is no object with named fields.")
        return found or {}

    def field(self, name: str) -> str:
        """The text of a field, from the address or form, else from the JSON. 400 if it is missing or no text."""
        value = self.get_argument(name, "") or self.get_json_body().get(name, "")
        if not isinstance(value, str) or not value:
            raise web.HTTPError(400, f"The field {name} is missing, empty or no text.")
        if "\0" in value or not _is_unicode(value):
            raise web.HTTPError(400, f"The field {name} has a character that no file name can have.")
        return value

    def folder(self, name: str) -> str:
        """A field that names a folder: an assignment or a course."""
        value = self.field(name)
        if "/" in value or value in (".", "..") or len(value.encode()) > MAX_NAME:
            raise web.HTTPError(400, f"The field {name} names no folder: it has a slash or more than {MAX_NAME} bytes.")
        return value


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
