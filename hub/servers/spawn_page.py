"""`/hub/spawn` for somebody whose server is on its way already: the waiting page, however many tabs ask at the same time.

JupyterHub's own handler looks before it waits for other things, so the second of two tabs ended in an error page.
"""

import asyncio

from jupyterhub.handlers import pages
from tornado import web


class SpawnHandler(pages.SpawnHandler):
    """Starts a server once; every other request of the kind is led to where its start is shown."""

    async def _wrap_spawn_single_user(self, user, server_name, display_name, spawner, pending_url, options=None):
        if not spawner.pending:
            try:
                return await super()._wrap_spawn_single_user(user, server_name, display_name, spawner, pending_url, options)
            except (web.HTTPError, asyncio.CancelledError):
                if not self.authenticator.accounts.is_open(user.name):
                    raise web.HTTPError(403, "Your account was closed. Ask your instructor.") from None
                # Another tab was quicker; any other failure leaves nothing pending.
                if not spawner.pending:
                    raise
        return self.redirect(pending_url)


ROUTES = [(r"/spawn", SpawnHandler), (r"/spawn/([^/]+)", SpawnHandler)]
