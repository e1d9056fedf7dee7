"""The page where an instructor sees who is in the course and gives somebody a new one-time password.

Reaches students and teaching assistants only: no instructor may take over another's account, or an admin's.
"""

import re
import secrets
from collections import deque

from jupyterhub import orm
from jupyterhub.handlers.base import BaseHandler
from tornado import web

from hub.accounts.revocation import end_log_ins

SCOPE = "custom:people"
# A person of several groups is listed in the first of these, and only who is in none of the others may be renewed.
OUT_OF_REACH, WITHIN_REACH = ("admin", "instructor"), ("ta", "student")


class PeopleHandler(BaseHandler):
    """Who is in the course, and `renew`. Works with a log-in's cookie only, never with a token."""

    # (form, user name) of what was sent: a page that is loaded again sends it again, and would end the password it showed.
    sent: deque[tuple[str, str]] = deque(maxlen=1000)

    @web.authenticated
    async def get(self):
        self._check_right()
        await self._show()

    @web.authenticated
    async def post(self):
        self._check_right()
        username = self.get_body_argument("renew", default="").strip().lower()
        if self._roles().get(username) not in WITHIN_REACH:
            raise web.HTTPError(403, "Only students and teaching assistants of this course can get a new password here.")
        form = self.get_body_argument("form", default=""), username
        if form[0] and form in self.sent:
            raise web.HTTPError(
                409, f"This page was loaded again; {username} keeps the one-time password that it showed. Not at hand any more? "
                "Open People and press Renew there."
            )  # fmt: skip
        self.sent.append(form)
        password = await self.authenticator.accounts.renew(username)
        if password is None:
            raise web.HTTPError(409, f"{username} has no open account: the operator has to apply the roster again.")
        if user := self.find_user(username):
            end_log_ins(self.db, user, but_servers=True)
        self.log.warning("%s renewed the one-time password of %s", self.current_user.name, username)
        await self._show(renewed=username, password=password)

    async def _show(self, **variables):
        people = [self._line(name, role) for name, role in self._roles().items()]
        self.finish(await self.render_template("people.html", people=people, form=secrets.token_urlsafe(8), **variables))

    def _check_right(self):
        if not self.has_scope(SCOPE):
            raise web.HTTPError(403, "This page is for instructors.")

    def _line(self, name, role):
        accounts = self.authenticator.accounts
        open_, pending = accounts.is_open(name), accounts.is_pending(name)
        state = "closed" if not open_ else "one-time password not used yet" if pending else "has logged in"
        return {"name": name, "role": role, "state": state, "within_reach": open_ and role in WITHIN_REACH}

    def _roles(self) -> dict[str, str]:
        """The role of everybody in the course, by user name; in the order of roles, then of names."""
        roles = {}
        for role in (*OUT_OF_REACH, *WITHIN_REACH):
            group = orm.Group.find(self.db, role)
            for user in sorted(group.users, key=lambda user: _natural(user.name)) if group else []:
                roles.setdefault(user.name, role)
        return roles


def _natural(name: str) -> list:
    """A sort key by which stu2 comes before stu10."""
    return [(part.isdigit(), int(part) if part.isdigit() else part) for part in re.split(r"(\d+)", name) if part]
