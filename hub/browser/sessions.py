"""What a browser keeps after a log-in, and for how long: cookies and tokens of the hub and of everything that logs in through it.

Cookies' attributes are the proxy's affair (hub/proxy/response_headers.mjs).
"""

from hub.settings import Settings

# A log-in ends within a day, on a machine that others use too; people log in once a day.
LOG_IN_DAYS = 1
LONGEST_TOKEN_DAYS = 30


def configure(c, settings: Settings) -> None:
    """Set the public address and the lifetimes of log-ins and tokens."""
    if settings.public_url:
        c.JupyterHub.public_url = settings.public_url.rstrip("/") + "/"
    c.JupyterHub.cookie_max_age_days = LOG_IN_DAYS
    c.JupyterHub.token_expires_in_max_seconds = LONGEST_TOKEN_DAYS * 86400
