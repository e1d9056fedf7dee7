"""The hub's services: the exchange, formgrader, the roster's administrator and the idle culler.

The exchange and formgrader run in containers of their own; the hub knows their tokens and routes to them.
"""

import sys

from hub.settings import Settings

# The hub waits this long at its start for a service that does not answer. Log-in must not wait for a broken exchange.
SERVICE_WAIT_SECONDS = 3


def configure(c, settings: Settings) -> None:
    """Register the services."""
    c.JupyterHub.services = [
        {
            "name": "ngshare",
            "url": f"http://{settings.name}-ngshare:10101",
            "api_token": settings.ngshare_token.get_secret_value(),
            "display": False,
            "timeout": SERVICE_WAIT_SECONDS,
        },
        {
            # Named as the course: ngshare knows formgrader by this name as an instructor.
            "name": settings.course,
            "url": f"http://{settings.name}-formgrader:8888",
            "api_token": settings.formgrader_token.get_secret_value(),
            "oauth_client_id": f"service-{settings.course}",
            "oauth_no_confirm": True,
            "timeout": SERVICE_WAIT_SECONDS,
            "oauth_client_allowed_scopes": [f"access:services!service={settings.course}"],
        },
        {"name": "classroom-admin", "api_token": settings.admin_token.get_secret_value()},
        {
            "name": "idle-culler",
            "command": [
                sys.executable, "-m", "jupyterhub_idle_culler",
                f"--timeout={settings.idle_timeout}",
                "--cull-every=300",
            ],
        },
    ]
