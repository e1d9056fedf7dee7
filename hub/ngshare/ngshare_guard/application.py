"""The tornado application: ngshare's tables in one database, its files in one directory.

Times are UTC and set here, never by the sender.
"""

import os

from ngshare.database import database as tables
from sqlalchemy import INTEGER, create_engine
from sqlalchemy.orm import sessionmaker
from tornado.httputil import HTTPServerRequest
from tornado.web import Application

from ngshare_guard.callers import identify, token_of
from ngshare_guard.handlers import NotOffered, routes
from ngshare_guard.settings import ADMIN, DATA, Settings
from ngshare_guard.upload_slots import UploadSlots
from ngshare_guard.uploads import BoundedBody


class ExchangeService(Application):
    """Holds what ngshare's handlers look up in their application: sessions, storage, administrators."""

    debug = False
    vngshare = False

    def __init__(self, settings: Settings):
        super().__init__(
            routes(settings.prefix),
            default_handler_class=NotOffered,
            user_url=settings.hub_api_url + "/user",
            services=settings.service_names,
            submissions_per_hour=settings.submissions_per_hour,
            submissions_in_all=settings.submissions_in_all,
        )
        self._upload_limit = settings.upload_limit
        user_url, services = self.settings["user_url"], self.settings["services"]
        self._slots = UploadSlots(lambda headers: (identify(token_of(headers), user_url, services) or {}).get("name"))
        self.admin = frozenset({ADMIN})
        # Submissions are nobody's business but this account's.
        os.umask(0o077)
        self.storage_path = str(DATA / "files")
        os.makedirs(self.storage_path, exist_ok=True)
        self.db_session = open_database(settings.database_url.get_secret_value())

    def find_handler(self, request: HTTPServerRequest, **kwargs):
        """Put the upload limit in front of every handler."""
        return BoundedBody(super().find_handler(request, **kwargs), request, self._upload_limit, self._slots)


def open_database(url: str) -> sessionmaker:
    """Create missing tables and return the session factory."""
    # libpq reads this: a PostgreSQL server of another time zone would otherwise shift the stored times.
    os.environ["PGTZ"] = "UTC"
    # ngshare declares these references as text although they point to integers; PostgreSQL refuses that.
    for table in (
        tables.assignment_files_assoc_table,
        tables.submission_files_assoc_table,
        tables.feedback_files_assoc_table,
    ):
        table.c.left_id.type = INTEGER()
    engine = create_engine(url, pool_pre_ping=True)
    tables.Base.metadata.create_all(engine)
    return sessionmaker(bind=engine)
