"""How requests reach the hub: the public port, the hub's own port and the proxy process between them.

The hub listens to its own container only. So every request from outside has passed the proxy, which caps bodies, says truthfully
where a request comes from, and guards students' servers (hub/proxy/access_control.mjs).
"""

from hub.settings import Settings

PROXY = "/opt/proxy"


def configure(c, settings: Settings) -> None:
    """Set addresses and the proxy's command and state file."""
    c.JupyterHub.bind_url = "http://:8000"
    c.JupyterHub.hub_bind_url = "http://127.0.0.1:8081"
    c.ConfigurableHTTPProxy.command = ["node", f"--import={PROXY}/access_control.mjs", f"{PROXY}/configurable-http-proxy"]
    # On a tmpfs: a process id that survived a killed container would name a stranger in the next one.
    c.ConfigurableHTTPProxy.pid_file = "/run/jupyterhub/proxy.pid"
