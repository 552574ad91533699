"""The gateway of the loopback Discord: one WebSocket, its sessions, and what a dropped client has missed."""

import json
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.end_to_end.events import APPLICATION, BOT, GUILD, Json, guild, snowflake
from tests.end_to_end.log import Log

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 7, 9, 10, 11
REFUSED = 4004
HEARTBEAT_INTERVAL = 41250


@dataclass
class Session:
    """What one identification began: its events in order, for a client that comes back."""

    events: list[Json] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None


class Gateway:
    """Takes one client at a time, and keeps what happens while it is away."""

    def __init__(self, log: Log, token: str) -> None:
        self.url = ""
        self.token = token
        self._log = log
        self._sessions: dict[str, Session] = {}
        self._newest: Session | None = None

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until it closes."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await _send(socket, HELLO, {"heartbeat_interval": HEARTBEAT_INTERVAL})
        async for received in socket:
            if received.type is WSMsgType.TEXT:
                await self._take(socket, json.loads(received.data))
        self._log.add("closed", "WS", request.path, {"code": socket.close_code})
        return socket

    async def dispatch(self, name: str, data: Json) -> None:
        """Tell the client of an event, now or when it resumes."""
        if self._newest is None:
            raise RuntimeError("nobody has identified yet")
        await self._tell(self._newest, name, data)

    async def replay(self) -> None:
        """Send the newest event once more, under the number that it had."""
        if self._newest is not None and self._newest.socket is not None:
            await self._newest.socket.send_str(json.dumps(self._newest.events[-1]))

    async def close(self, code: int) -> None:
        """Close the client's socket; its session stays."""
        if self._newest is not None and self._newest.socket is not None:
            socket, self._newest.socket = self._newest.socket, None
            await socket.close(code=code)

    async def reconnect(self) -> None:
        """Ask the client to come back on a new socket, as Discord does every few hours."""
        if self._newest is not None and self._newest.socket is not None:
            await _send(self._newest.socket, RECONNECT, None)

    async def invalidate(self) -> None:
        """Tell the client that its session is gone."""
        self.forget()
        if self._newest is not None and self._newest.socket is not None:
            await _send(self._newest.socket, INVALID_SESSION, False)

    def forget(self) -> None:
        """Forget every session, so that a client that comes back must identify afresh."""
        self._sessions.clear()

    async def _take(self, socket: web.WebSocketResponse, frame: Json) -> None:
        if frame["op"] == HEARTBEAT:
            await _send(socket, HEARTBEAT_ACK, None)
        elif frame["op"] in (IDENTIFY, RESUME) and frame["d"]["token"] != self.token:
            await socket.close(code=REFUSED)
        elif frame["op"] == IDENTIFY:
            await self._identify(socket, frame["d"])
        elif frame["op"] == RESUME:
            await self._resume(socket, frame["d"])

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> None:
        name = snowflake()
        session = self._newest = self._sessions[name] = Session(socket=socket)
        ready: Json = {"v": 10, "user": BOT, "guilds": [{"id": GUILD, "unavailable": True}], "session_id": name}
        ready |= {"resume_gateway_url": self.url, "application": {"id": APPLICATION, "flags": 0}}
        await self._tell(session, "READY", ready)
        await self._tell(session, "GUILD_CREATE", guild())
        self._log.add("identify", "WS", "/gateway", data)

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> None:
        session = self._sessions.get(data["session_id"])
        self._log.add("resume", "WS", "/gateway", data)
        if session is None:
            await _send(socket, INVALID_SESSION, False)
            return
        session.socket = socket
        for event in session.events[data["seq"] :]:
            await socket.send_str(json.dumps(event))
        await self._tell(session, "RESUMED", {})

    async def _tell(self, session: Session, name: str, data: Json) -> None:
        event = {"op": DISPATCH, "t": name, "s": len(session.events) + 1, "d": data}
        session.events.append(event)
        if session.socket is not None and not session.socket.closed:
            await session.socket.send_str(json.dumps(event))


async def _send(socket: web.WebSocketResponse, op: int, data: object) -> None:
    await socket.send_str(json.dumps({"op": op, "d": data, "s": None, "t": None}))
