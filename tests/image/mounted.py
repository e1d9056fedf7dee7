"""Prints what a server of this project's images mounts, one "METHODS pattern" a line. Run inside an image.

The server is made as `jupyterhub-singleuser` makes it, and not started.
"""

import asyncio
import os
import sys

from tornado.web import RequestHandler


def rules(router):
    """(pattern, handler class) of every rule of a tornado router."""
    for rule in router.rules:
        target = rule.target
        if hasattr(target, "rules"):
            yield from rules(target)
        elif isinstance(target, type):
            yield getattr(rule.matcher, "regex", None), target


def methods(handler) -> str:
    """The methods that a handler answers."""
    names = ("get", "post", "put", "patch", "delete")
    return ",".join(n.upper() for n in names if getattr(handler, n) is not getattr(RequestHandler, n)) or "-"


def lines(application):
    prefix = application.settings["base_url"].rstrip("/")
    for regex, handler in rules(application.default_router):
        if regex is not None:
            yield f"{methods(handler)} {regex.pattern.removesuffix('$').replace(prefix, '', 1) if prefix else regex.pattern}"


def main():
    for name, value in {
        "JUPYTERHUB_API_TOKEN": "x", "JUPYTERHUB_API_URL": "http://127.0.0.1:9/hub/api", "JUPYTERHUB_CLIENT_ID": "x",
        "JUPYTERHUB_SERVICE_PREFIX": "/prefix/", "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:8888/prefix/",
        "JUPYTERHUB_USER": "x",
    }.items():
        os.environ.setdefault(name, value)
    if "GRADING_COURSE_DIR" in os.environ:
        os.makedirs(f"{os.environ['GRADING_COURSE_DIR']}/source")
    from jupyterhub.singleuser.app import App

    async def make():
        server = App.instance()
        server.initialize(["--log-level=ERROR"])
        return server.web_app if hasattr(server, "web_app") else server.serverapp.web_app

    application = asyncio.run(make())
    sys.stdout.write("MOUNTED\n" + "\n".join(sorted(set(lines(application)))) + "\n")
    sys.stdout.flush()
    os._exit(0)


main()
