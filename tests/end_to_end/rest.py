"""The REST side of the loopback Discord: routes, rules that Discord keeps, and faults on demand."""

import json
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from aiohttp import web

from tests.end_to_end.events import (
    APPLICATION,
    BOT,
    CHANNEL,
    DIRECT,
    OWNER,
    TEAM,
    Interaction,
    Json,
    member,
    seen_by_bot,
)
from tests.end_to_end.faults import DROPPED, TOO_MANY, Fault, Hold
from tests.end_to_end.log import Log
from tests.end_to_end.store import Store

Reply = tuple[int, object]
Handler = Callable[[web.Request, Any], Reply]
FIRST_RESPONSE_SECONDS = 3
MOST_FOLLOW_UPS = 5
POST, DEFER, DEFER_UPDATE, UPDATE, CHOICES = 4, 5, 6, 7, 8
LOADING = 128
UNKNOWN_INTERACTION = (404, {"message": "Unknown interaction", "code": 10062})
UNKNOWN_WEBHOOK = (404, {"message": "Unknown Webhook", "code": 10015})
UNKNOWN_MESSAGE = (404, {"message": "Unknown Message", "code": 10008})
ACKNOWLEDGED = (400, {"message": "Interaction has already been acknowledged.", "code": 40060})
ENOUGH_FOLLOW_UPS = (400, {"message": "Maximum number of follow ups reached", "code": 40094})
MISSING_ACCESS = (403, {"message": "Missing Access", "code": 50001})
UNAUTHORIZED = (401, {"message": "401: Unauthorized", "code": 0})
NOT_FOUND = (404, {"message": "404: Not Found", "code": 0})


class Rest:
    """Answers the client's requests, and notes every one of them with its body."""

    def __init__(self, log: Log, token: str) -> None:
        self.token = token
        self.store = Store()
        self.faults: list[Fault] = []
        self.holds: list[Hold] = []
        self.url = ""
        self.on_answer: Callable[[Interaction], None] = lambda _: None
        self._log = log

    def routes(self) -> list[web.RouteDef]:
        """What the server answers to; everything else is noted as unexpected."""
        hook, channel = "/webhooks/{application}/{token}", "/channels/{channel}/messages"
        table: list[tuple[str, str, str, Handler]] = [
            ("GET", "/users/@me", "me", lambda _, __: (200, BOT)),
            ("GET", "/oauth2/applications/@me", "application", self._application),
            ("GET", "/applications/@me", "application", self._application),
            ("GET", "/gateway/bot", "gateway", self._gateway),
            ("GET", "/applications/{id}/commands", "commands", lambda _, __: (200, self.store.commands)),
            ("PUT", "/applications/{id}/commands", "sync", lambda _, body: (200, self.store.sync(body))),
            ("POST", "/interactions/{id}/{token}/callback", "callback", self._callback),
            ("POST", hook, "follow_up", self._follow_up),
            ("GET", hook + "/messages/{message}", "get_answer", self._answer),
            ("PATCH", hook + "/messages/{message}", "edit_answer", self._answer),
            ("DELETE", hook + "/messages/{message}", "delete_answer", self._answer),
            ("POST", channel, "message", self._message),
            ("GET", channel + "/{message}", "get_message", self._one_message),
            ("PATCH", channel + "/{message}", "edit_message", self._one_message),
            ("DELETE", channel + "/{message}", "delete_message", self._one_message),
            ("GET", "/channels/{channel}", "channel", self._channel),
            ("POST", "/channels/{channel}/typing", "typing", lambda _, __: (204, None)),
            ("GET", "/guilds/{guild}/members/{user}", "member", lambda *_: (200, member(BOT))),
        ]
        served = [web.route(way, "/api/v10" + path, self._serving(name, call)) for way, path, name, call in table]
        return [*served, web.route("*", "/{path:.*}", self._serving("unexpected", lambda *_: NOT_FOUND))]

    def _serving(self, name: str, call: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
        """A handler that notes the request, and lets go wrong what is to go wrong."""

        async def serve(request: web.Request) -> web.Response:
            body = await request.json() if request.content_type == "application/json" else None
            for hold in [one for one in self.holds if one.route == name and one.within in request.path]:
                self._log.add("held", request.method, request.path, body)
                await hold.gate.wait()
            fault = next((one for one in self.faults if one.fits(name, request.path)), None)
            taken = fault is None or fault.taken
            status, result = self._allowed(name, call, request, body) if taken else (0, None)
            taken = taken and 200 <= status < 300
            told = (status, result) if fault is None else fault.reply()
            self._log.add(name, request.method, request.path, body, told[0], taken=taken, result=result)
            if told[0] == DROPPED and request.transport is not None:
                request.transport.abort()
            return _response(*told)

        return serve

    def _allowed(self, name: str, call: Handler, request: web.Request, body: Any) -> Reply:
        """Call the handler, if the token is right; answers to interactions carry their own."""
        if "token" not in request.match_info and request.headers.get("Authorization") != f"Bot {self.token}":
            return UNAUTHORIZED
        if name in ("message", "get_message", "edit_message", "delete_message", "channel"):
            # Without membership nothing goes but by the interaction.
            known = (CHANNEL, DIRECT.channel["id"])
            return call(request, body) if request.match_info["channel"] in known else MISSING_ACCESS
        return call(request, body)

    def _application(self, _: web.Request, __: Json) -> Reply:
        named = {"id": APPLICATION, "name": "Summit", "description": "", "icon": None, "owner": OWNER, "flags": 0}
        return 200, {**named, "bot_public": True, "bot_require_code_grant": False, "verify_key": "", "team": None}

    def _gateway(self, _: web.Request, __: Json) -> Reply:
        starts = {"total": 1000, "remaining": 999, "reset_after": 86400000, "max_concurrency": 1}
        return 200, {"url": self.url, "shards": 1, "session_start_limit": starts}

    def _channel(self, request: web.Request, _: Json) -> Reply:
        return 200, (TEAM if request.match_info["channel"] == CHANNEL else DIRECT).channel

    def _callback(self, request: web.Request, body: Json) -> Reply:
        interaction = self.store.interactions.get(request.match_info["token"])
        if interaction is None or monotonic() - interaction.sent_at > FIRST_RESPONSE_SECONDS:
            return UNKNOWN_INTERACTION
        if interaction.answered:
            return ACKNOWLEDGED
        interaction.answered_at = monotonic()
        self.on_answer(interaction)
        told: Json = {"id": interaction.event["id"], "type": interaction.event["type"]}
        resource: Json | None = None
        if body["type"] in (POST, DEFER):
            more = {"flags": LOADING} if body["type"] == DEFER else {}
            answer = self.store.answer(interaction, {**(body.get("data") or {})}, original=True, **more)
            resource = {"type": body["type"], "message": answer}
            told["response_message_id"] = answer["id"]
            told["response_message_loading"] = body["type"] == DEFER
            told["response_message_ephemeral"] = bool(answer["flags"] & 64)
        elif body["type"] == UPDATE:
            changed = self.store.change(interaction.event["message"], body.get("data") or {})
            resource = {"type": UPDATE, "message": changed}
        if body["type"] in (DEFER_UPDATE, UPDATE):
            self.store.originals[interaction.token] = interaction.event["message"]["id"]
        result = {"interaction": told}
        return 200, result if resource is None else {**result, "resource": resource}

    def _follow_up(self, request: web.Request, body: Json) -> Reply:
        interaction = self.store.interactions.get(request.match_info["token"])
        if interaction is None or not interaction.answered:
            return UNKNOWN_WEBHOOK
        interaction.follow_ups += 1
        if interaction.follow_ups > MOST_FOLLOW_UPS and interaction.user_only:
            return ENOUGH_FOLLOW_UPS
        return 200, self.store.answer(interaction, body)

    def _answer(self, request: web.Request, body: Json) -> Reply:
        interaction = self.store.interactions.get(request.match_info["token"])
        if interaction is None:
            return UNKNOWN_WEBHOOK
        wanted = request.match_info["message"]
        message_id = self.store.originals.get(interaction.token, "") if wanted == "@original" else wanted
        return self._dealt_with(request.method, message_id, body)

    def _message(self, request: web.Request, body: Json) -> Reply:
        place = TEAM if request.match_info["channel"] == CHANNEL else DIRECT
        return 200, self.store.post(place, body)

    def _one_message(self, request: web.Request, body: Json) -> Reply:
        told = self.store.messages.get(request.match_info["message"])
        if told is None or told["flags"] & 64:
            return UNKNOWN_MESSAGE
        return self._dealt_with(request.method, told["id"], body)

    def _dealt_with(self, method: str, message_id: str, body: Json) -> Reply:
        told = self.store.messages.get(message_id)
        if told is None:
            return UNKNOWN_MESSAGE
        if method == "DELETE":
            del self.store.messages[message_id]
            return 204, None
        if method == "PATCH":
            return 200, self.store.change(told, body)
        return 200, seen_by_bot(told)


def _response(status: int, result: object) -> web.Response:
    """A response of the content type that the library reads as JSON, and with the header that it retries a 429 for."""
    status = status or 500
    headers = {"Via": "1.1 google"} if status == TOO_MANY else None
    if isinstance(result, str):
        return web.Response(status=status, body=result.encode(), content_type="text/html", headers=headers)
    if result is None:
        return web.Response(status=status)
    body = json.dumps(result).encode()
    return web.Response(status=status, body=body, content_type="application/json", headers=headers)
