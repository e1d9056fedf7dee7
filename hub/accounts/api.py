"""The hub's address for the roster: `POST /hub/api/accounts` creates, renews and closes accounts.

Closing and renewing also end what the old password had opened: log-ins, tokens and, for a closed account, servers.
"""

import asyncio

from jupyterhub.apihandlers.base import APIHandler
from jupyterhub.scopes import needs_scope
from tornado import web

from hub.accounts.revocation import end_log_ins


class AccountsHandler(APIHandler):
    """Accounts by user name. Needs the scope admin:users."""

    @needs_scope("admin:users")
    async def post(self):
        """Answer `{"created": [names], "renewed": {name: one-time password}}`.

        Body: `ensure` (names that must have an open account), `renew` (names that get a new password if they have an open
        account), `close` (names that may not log in any more; data stays).
        """
        body = self.get_json_body() or {}
        accounts, renewed = self.authenticator.accounts, {}
        try:
            created = await accounts.ensure(body.get("ensure", []))
        except OSError as error:
            raise web.HTTPError(507, f"The one-time passwords cannot be kept: {error}") from None
        for username in body.get("renew", []):
            if password := await accounts.renew(username):
                renewed[username] = password
                if user := self.find_user(username):
                    end_log_ins(self.db, user, but_servers=True)
        closing = body.get("close", [])
        await accounts.close(closing)
        await asyncio.gather(*(self._end_everything(username) for username in closing))
        self.write({"created": created, "renewed": renewed})

    async def _end_everything(self, username):
        user = self.find_user(username)
        if user is None:
            return
        end_log_ins(self.db, user)
        for name, spawner in list(user.spawners.items()):
            starting = spawner.pending == "spawn"
            if starting and spawner._spawn_future:
                spawner._spawn_future.cancel()
                # As the hub does when somebody stops a start: what was cancelled gets a moment to end.
                await asyncio.sleep(1)
            if (starting or spawner.ready) and not spawner.pending:
                await self.stop_single_user(user, name)
