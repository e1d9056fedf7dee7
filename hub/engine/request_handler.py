"""The HTTP side: reads a request whole, asks the policy, sends what was checked to the engine, and passes the answer back."""

import asyncio
import json
import logging

import aiohttp
from tornado.iostream import StreamClosedError
from tornado.web import RequestHandler

from .policy import Client
from .routes import Refused, read_call
from .upstream import Engine, Response, explained, pour

log = logging.getLogger("hub.engine")


class EngineRequestHandler(RequestHandler):
    """All requests of one client, whatever their path."""

    def initialize(self, client: Client, engine: Engine):
        self.client, self.engine = client, engine

    async def respond(self):
        try:
            call = read_call(self.request.method, self.request.uri)
            self.client.check(call)
            response = await self.carry_out(call)
        except Refused as refusal:
            log.warning("refused %s: %s %s: %s", *self.asked(), refusal)
            response = Response(403, "application/json", explained(f"Refused by the classroom's engine proxy: {refusal}"))
        except (aiohttp.ClientError, OSError, StreamClosedError, TimeoutError) as error:
            log.error("no answer for %s: %s %s: %r", *self.asked(), error)
            response = Response(502, "application/json", explained("The Docker Engine does not answer"))
        if response:
            self.set_status(response.status)
            if response.body:
                self.set_header("Content-Type", response.kind)
                self.write(response.body)

    get = post = put = patch = delete = head = options = respond

    def asked(self):
        return type(self.client).__name__, self.request.method, self.request.uri[:300].encode("unicode_escape").decode()

    async def carry_out(self, call) -> Response | None:
        """The engine's response to a call that this client may make; None once the connection is a raw one."""
        match call.name:
            case "ping" | "version":
                return await self.engine.ask("GET", f"{call.version}/{'_ping' if call.name == 'ping' else 'version'}")
            case "image":
                return await self.engine.ask("GET", f"{call.version}/images/{self.client.image}/json")
            case "create":
                body = self.client.creation(call, self.request.body)
                return await self.engine.ask("POST", f"{call.version}/containers/create", call.options, body)
            case "list":
                options = call.options | {"filters": json.dumps(self.client.filters(call))}
                return await self.engine.ask("GET", f"{call.version}/containers/json", options)
        return await self.reach(call)

    async def reach(self, call) -> Response | None:
        """A call about one container: first see whose it is, then use its id, which nothing else can get."""
        found = await self.engine.inspect(call)
        if found.status != 200:
            return found
        container = self.client.check_owner(json.loads(found.body))
        path = f"{call.version}/containers/{container}"
        match call.name:
            case "inspect":
                return found
            case "remove":
                return await self.engine.ask("DELETE", path, call.options)
            case "start" | "stop":
                return await self.engine.ask("POST", f"{path}/{call.name}", call.options)
            case "attach":
                return await self.attach(call, container)

    async def attach(self, call, container: str) -> Response | None:
        head, far = await self.engine.attach(call.version, container, call.options)
        if not head.startswith(b"HTTP/1.1 101 "):
            far.close()
            return Response(502, "application/json", explained("The Docker Engine did not attach to the container"))
        near = self.detach()
        await near.write(head)
        await asyncio.gather(pour(near, far), pour(far, near))
