"""The page where somebody who is logged in changes the password. A change ends every other log-in of theirs, at once."""

from jupyterhub.handlers.base import BaseHandler
from jupyterhub.utils import url_path_join
from tornado import web

from hub.accounts import lockout
from hub.accounts.known_browsers import remember
from hub.accounts.revocation import end_log_ins


class ChangePasswordHandler(BaseHandler):
    """Replaces a password by another that its owner chose. Works with a log-in's cookie only, never with a token."""

    @web.authenticated
    async def get(self):
        await self._show(done="done" in self.request.query_arguments)

    @web.authenticated
    async def post(self):
        user, accounts = self.current_user, self.authenticator.accounts
        current, password, confirmation = (
            self.get_body_argument(name, default="", strip=False) for name in ("current", "password", "confirmation")
        )
        version = accounts.password_version(user.name)
        problem = self.authenticator.problem_of(password, confirmation)
        if not problem and not await self.authenticator.verify_and_count(self, user.name, current):
            problem = f"The current password is wrong. {lockout.AFTER_SO_MANY} {lockout.WAIT}."
        if not problem and password == current:
            problem = "This is the password that you have already. Choose another."
        if not problem and not await accounts.choose(user.name, password, version):
            problem = "Your password was replaced meanwhile. Log in again."
        if problem:
            self.set_status(403)
            await self._show(problem=problem)
            return
        end_log_ins(self.db, user, but_session=self.get_session_cookie(), but_servers=True)
        if "stop" in self.request.body_arguments and user.spawner.ready:
            await self.stop_single_user(user)
        self.set_hub_cookie(user)
        self.set_login_cookie(user)
        remember(self, user.name)
        self.redirect(url_path_join(self.hub.base_url, "change-password?done"), status=303)

    async def _show(self, **variables):
        self.finish(await self.render_template("change-password.html", rule=self.authenticator.password_rule, **variables))
