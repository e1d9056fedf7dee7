"""How requests reach the hub: the public port, the hub's own port and the proxy process between them."""

from hub.settings import Settings


def configure(c, settings: Settings) -> None:
    """Set addresses and the proxy's command and state file."""
    c.JupyterHub.bind_url = "http://:8000"
    c.JupyterHub.hub_bind_url = "http://:8081"
    c.JupyterHub.hub_connect_url = settings.api_url.removesuffix("/hub/api")
    if settings.subdomain_host:
        c.JupyterHub.subdomain_host = settings.subdomain_host

    c.ConfigurableHTTPProxy.command = ["/opt/proxy/configurable-http-proxy"]
    # On a tmpfs: a process id that survived a killed container would name a stranger in the next one.
    c.ConfigurableHTTPProxy.pid_file = "/run/jupyterhub/proxy.pid"
