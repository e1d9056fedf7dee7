"""The hub's address for the roster: `POST /hub/api/accounts` creates, renews and closes accounts.

Closing and renewing also end what the old password had opened: log-ins, tokens and, for a closed account, servers.
"""

import asyncio

from jupyterhub import orm
from jupyterhub.apihandlers.base import APIHandler
from jupyterhub.scopes import needs_scope


class AccountsHandler(APIHandler):
    """Accounts by user name. Needs the scope admin:users."""

    @needs_scope("admin:users")
    async def post(self):
        """Answer `{"passwords": {name: one-time password}}` for the accounts that got a new one.

        Body: `ensure` (names that must have an open account), `delivered` (names whose new password is kept now), `renew`
        (names that get a new password if they have an open account), `close` (names that may not log in any more; data stays).
        """
        body = self.get_json_body() or {}
        accounts, passwords = self.authenticator, {}
        for username in body.get("ensure", []):
            if password := await accounts.ensure_account(username):
                passwords[username] = password
        for username in body.get("delivered", []):
            accounts.confirm_delivery(username)
        for username in body.get("renew", []):
            account = accounts.get_user(username)
            if account is not None and account.is_authorized:
                passwords[username] = await accounts.issue_password(username)
                self._end_log_ins(username, but_servers=True)
        closing = body.get("close", [])
        for username in closing:
            accounts.set_authorized(username, False)
        await asyncio.gather(*(self._end_everything(username) for username in closing))
        self.write({"passwords": passwords})

    def _end_log_ins(self, username, *, but_servers=False):
        """Make every cookie and token of the user worthless; with `but_servers` not those that running servers work with."""
        user = self.find_user(username)
        if user is None:
            return
        kept = {spawner.api_token for spawner in user.spawners.values() if spawner.active} if but_servers else set()
        kept = {orm.APIToken.find(self.db, token) for token in kept}
        for token in set(user.orm_user.api_tokens) - kept:
            self.db.delete(token)
        user.orm_user.cookie_id = orm.new_token()
        self.db.commit()

    async def _end_everything(self, username):
        self._end_log_ins(username)
        user = self.find_user(username)
        for name, spawner in list(user.spawners.items()) if user else []:
            # One that is just starting finds its token worthless and goes with the idle ones.
            if spawner.ready and not spawner.pending:
                await self.stop_single_user(user, name)
