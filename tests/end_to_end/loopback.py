"""A small Discord on loopback: the same client that talks to the real one talks to it over HTTP and WebSocket."""

import asyncio
from collections.abc import Coroutine
from threading import Thread
from time import monotonic
from typing import Any, Self, TypeVar

from aiohttp import web

from tests.end_to_end.events import TEAM, Interaction, Json, Place, now, seen_by_bot
from tests.end_to_end.faults import Fault, Hold
from tests.end_to_end.gateway import Gateway
from tests.end_to_end.log import Log
from tests.end_to_end.rest import Rest

T = TypeVar("T")
TOKEN = "a.token.of-the-tests"


class Discord:
    """The server itself, to be used on its event loop."""

    def __init__(self, token: str = TOKEN) -> None:
        self.log = Log()
        self.rest = Rest(self.log, token)
        self.gateway = Gateway(self.log, token)
        self.port = 0
        self._runner: web.AppRunner | None = None

    @property
    def base(self) -> str:
        """The address of its REST API."""
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        """The address of its gateway."""
        return f"ws://127.0.0.1:{self.port}/gateway"

    async def start(self, port: int = 0) -> None:
        """Listen, on any free port unless told which."""
        app = web.Application()
        app.router.add_get("/gateway", self.gateway.handle)
        app.add_routes(self.rest.routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.rest.url = self.gateway.url = self.gateway_url

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def happens(self, interaction: Interaction) -> Interaction:
        """Tell the client of an interaction."""
        self.rest.store.interactions[interaction.token] = interaction
        interaction.sent_at = monotonic()
        await self.gateway.dispatch("INTERACTION_CREATE", interaction.event)
        return interaction

    async def says(self, message: Json, place: Place = TEAM) -> Json:
        """Tell the client of a message, as it may read it."""
        self.rest.store.messages[message["id"]] = message
        await self.gateway.dispatch("MESSAGE_CREATE", seen_by_bot(message, place))
        return message

    async def edits(self, message: Json, content: str, place: Place = TEAM) -> None:
        """Tell the client that a message was edited; a reply goes on mentioning whom it replies to."""
        message["content"], message["edited_timestamp"] = content, now()
        named = [one for one in message["mentions"] if f"<@{one['id']}>" in content]
        message["mentions"] = message["mentions"] if "message_reference" in message else named
        await self.gateway.dispatch("MESSAGE_UPDATE", seen_by_bot(message, place))

    async def updates(self, message: Json, place: Place = TEAM) -> None:
        """Tell the client of a message once more, as when a link in it unfurls."""
        await self.gateway.dispatch("MESSAGE_UPDATE", seen_by_bot(message, place))

    async def deletes(self, *messages: Json) -> None:
        """Tell the client that a message was deleted, or several at once."""
        ids = [message["id"] for message in messages]
        for one in ids:
            self.rest.store.messages.pop(one, None)
        where = {"channel_id": messages[0]["channel_id"], "guild_id": messages[0]["guild_id"]}
        if len(ids) == 1:
            await self.gateway.dispatch("MESSAGE_DELETE", {"id": ids[0], **where})
        else:
            await self.gateway.dispatch("MESSAGE_DELETE_BULK", {"ids": ids, **where})


class Loopback:
    """The server on a thread of its own, for tests that are no coroutines."""

    def __init__(self, port: int = 0, token: str = TOKEN) -> None:
        self.discord = Discord(token)
        self.log = self.discord.log
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._call(self.discord.start(self._port))
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
        self._call(self.discord.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _call(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    def happens(self, interaction: Interaction) -> Interaction:
        """Tell the client of an interaction."""
        return self._call(self.discord.happens(interaction))

    def says(self, message: Json, place: Place = TEAM) -> Json:
        """Tell the client of a message, as it may read it."""
        return self._call(self.discord.says(message, place))

    def edits(self, message: Json, content: str, place: Place = TEAM) -> None:
        """Tell the client that a message was edited."""
        self._call(self.discord.edits(message, content, place))

    def updates(self, message: Json, place: Place = TEAM) -> None:
        """Tell the client of a message once more."""
        self._call(self.discord.updates(message, place))

    def deletes(self, *messages: Json) -> None:
        """Tell the client that a message was deleted, or several at once."""
        self._call(self.discord.deletes(*messages))

    def replay(self) -> None:
        """Send the newest event once more."""
        self._call(self.discord.gateway.replay())

    def close_socket(self, code: int = 4000) -> None:
        """Close the client's socket; its session stays."""
        self._call(self.discord.gateway.close(code))

    def reconnect(self) -> None:
        """Ask the client to come back on a new socket."""
        self._call(self.discord.gateway.reconnect())

    def invalidate(self) -> None:
        """Tell the client that its session is gone."""
        self._call(self.discord.gateway.invalidate())

    def forget(self) -> None:
        """Forget every session."""
        self.discord.gateway.forget()

    def wrong(self, fault: Fault) -> None:
        """Let something go wrong."""
        self.discord.rest.faults.append(fault)

    def hold(self, route: str, within: str = "") -> None:
        """Hold the requests of a route back until they are released."""
        self.discord.rest.holds.append(Hold(route, within))

    def release(self) -> None:
        """Let what is held go on."""
        holds, self.discord.rest.holds = self.discord.rest.holds, []
        for hold in holds:
            self._loop.call_soon_threadsafe(hold.gate.set)

    def answer(self, interaction: Interaction, *, seconds: float = 10) -> Json:
        """The body that the client first responded with, waited for."""
        seen = self.log.wait("callback", lambda one: interaction.token in one.path and one.taken, seconds=seconds)
        body: Json = seen.body
        return body

    def shown(self, interaction: Interaction, *, seconds: float = 10) -> Json:
        """The message that an interaction was answered with, as it then stands in the channel."""
        self.answer(interaction, seconds=seconds)
        store = self.discord.rest.store
        return store.messages[store.originals[interaction.token]]

    def posted(self, to: Json | None = None, *, count: int = 1, seconds: float = 10) -> Json:
        """The message that the client sent to a channel, as a reply to a message, waited for."""

        def fits(one: Any) -> bool:
            reference = (one.body or {}).get("message_reference") or {}
            return one.taken and (to is None or str(reference.get("message_id")) == to["id"])

        seen = self.log.wait("message", fits, count=count, seconds=seconds)
        if isinstance(seen.result, dict) and "id" in seen.result:
            return self.discord.rest.store.messages[seen.result["id"]]
        return dict(seen.body)
