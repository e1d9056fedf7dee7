"""The hub's configuration: reads the settings, lets each part configure what it owns, then loads the site's own files.

A site changes something by a numbered file in jupyterhub_config.d (last one wins), not by editing this one.
"""

import pathlib

from hub import database, proxy_settings, roles, services
from hub.accounts import authenticator
from hub.browser import landing, pages, requests, sessions, visits
from hub.servers import spawner
from hub.settings import load_settings

c = get_config()  # noqa: F821
settings = load_settings()

c.JupyterHub.cookie_secret_file = "/srv/hub/cookie_secret"
# Students' servers outlive the hub: after a restart it finds them again, and nobody loses a running kernel.
c.JupyterHub.cleanup_servers = False

for part in (database, proxy_settings, sessions, visits, authenticator, landing, pages, requests, spawner, roles, services):
    part.configure(c, settings)

for site_file in sorted(pathlib.Path("/srv/hub/jupyterhub_config.d").glob("*.py")):
    load_subconfig(str(site_file))  # noqa: F821
