"""The people, places and events of the loopback Discord: what a client receives, built as Discord builds it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from time import time
from typing import Any

Json = dict[str, Any]

DISCORD_EPOCH = 1420070400000
EPHEMERAL = 64
BUTTON, MENU = 2, 3
SUBCOMMAND = 1
EVERYTHING = str((1 << 50) - 1)
MANAGE_MESSAGES = 1 << 13
# View Channel, Send Messages (in Threads), Read Message History.
FOUR_PERMISSIONS = str(1 << 10 | 1 << 11 | 1 << 16 | 1 << 38)
_numbers = count(1)


def snowflake() -> str:
    """A new id that carries the present time, as the library reads the age of interactions from their ids."""
    return str((int(time() * 1000) - DISCORD_EPOCH) << 22 | next(_numbers) % (1 << 22))


def now() -> str:
    """The present time as Discord writes it."""
    return datetime.now(UTC).isoformat()


def user(name: str, *, bot: bool = False) -> Json:
    """A new user."""
    return {"id": snowflake(), "username": name, "global_name": name, "discriminator": "0", "avatar": None, "bot": bot}


def member(of: Json, permissions: str = FOUR_PERMISSIONS, roles: tuple[str, ...] = ()) -> Json:
    """A user as a member of a server."""
    joined = {"joined_at": now(), "deaf": False, "mute": False, "flags": 0, "pending": False}
    return {"user": of, "nick": None, "avatar": None, "roles": list(roles), "permissions": permissions, **joined}


APPLICATION = snowflake()
BOT: Json = {**user("Summit", bot=True), "id": APPLICATION}
OWNER = user("owner")
ASKER = user("asker")
EVERYONE = GUILD = snowflake()
BOT_ROLE = snowflake()
CHANNEL = snowflake()
STRANGE_GUILD = snowflake()


def _text_channel(channel_id: str, guild_id: str) -> Json:
    place = {"id": channel_id, "guild_id": guild_id, "type": 0, "name": "general", "position": 0, "parent_id": None}
    return {**place, "permission_overwrites": [], "nsfw": False, "topic": None, "rate_limit_per_user": 0}


def _role(role_id: str, name: str, **more: Any) -> Json:
    role = {"id": role_id, "name": name, "permissions": FOUR_PERMISSIONS, "position": 0, "color": 0, "flags": 0}
    return {**role, "hoist": False, "managed": False, "mentionable": False, **more}


def guild() -> Json:
    """The server that installed the bot, as GUILD_CREATE tells it."""
    roles = [_role(EVERYONE, "@everyone"), _role(BOT_ROLE, "Summit", managed=True, tags={"bot_id": BOT["id"]})]
    lists: Json = {"channels": [_text_channel(CHANNEL, GUILD)], "threads": [], "emojis": [], "stickers": []}
    people = {"members": [member(BOT, roles=(BOT_ROLE,))], "member_count": 3, "owner_id": OWNER["id"]}
    return {"id": GUILD, "name": "The Team", "roles": roles, "unavailable": False, "features": [], **lists, **people}


@dataclass(frozen=True)
class Place:
    """Where something happens: its channel, its server if it has one, and through whom the application is there."""

    context: int
    channel: Json
    guild_id: str | None = None
    installed_by: str = "user"

    def fields(self, who: Json, permissions: str) -> Json:
        """The place and the person, as an interaction carries them."""
        owners = {"0": self.guild_id or "0"} if self.installed_by == "guild" else {"1": who["id"]}
        fields: Json = {"channel": self.channel, "channel_id": self.channel["id"], "context": self.context}
        fields |= {"authorizing_integration_owners": owners, "app_permissions": FOUR_PERMISSIONS}
        if self.guild_id is None:
            return fields | {"user": who}
        server = {"id": self.guild_id, "locale": "en-US", "features": []}
        return fields | {"guild_id": self.guild_id, "guild": server, "member": member(who, permissions)}


TEAM = Place(0, _text_channel(CHANNEL, GUILD), GUILD, "guild")
DIRECT = Place(1, {"id": snowflake(), "type": 1, "recipients": [ASKER], "last_message_id": None}, None, "guild")
GROUP = Place(2, {"id": snowflake(), "type": 3, "name": "Friends", "owner_id": ASKER["id"], "recipients": [ASKER]})
ELSEWHERE = Place(0, _text_channel(snowflake(), STRANGE_GUILD), STRANGE_GUILD)


def message(content: str, who: Json, place: Place = TEAM, **more: Any) -> Json:
    """A message as Discord stores it."""
    sent = {"id": snowflake(), "channel_id": place.channel["id"], "author": who, "content": content, "timestamp": now()}
    lists: Json = {"mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "components": []}
    flags = {"edited_timestamp": None, "tts": False, "mention_everyone": False, "pinned": False, "type": 0, "flags": 0}
    server: Json = {}
    if place.guild_id is not None:
        server = {"guild_id": place.guild_id, "member": {k: v for k, v in member(who).items() if k != "user"}}
    return {**sent, **lists, **flags, **server, **more}


def mention(question: str, who: Json = ASKER, place: Place = TEAM, **more: Any) -> Json:
    """A message that mentions the bot."""
    return message(f"<@{BOT['id']}> {question}".rstrip(), who, place, mentions=[BOT], **more)


def reply(content: str, to: Json, who: Json = ASKER, place: Place = TEAM, *, ping: bool = True) -> Json:
    """A reply to a message, with the reply ping on or off."""
    reference = {"message_id": to["id"], "channel_id": to["channel_id"], "type": 0}
    if place.guild_id is not None:
        reference["guild_id"] = place.guild_id
    mentions = [to["author"]] if ping else []
    return message(
        content, who, place, type=19, mentions=mentions, message_reference=reference, referenced_message=dict(to)
    )


def seen_by_bot(told: Json, place: Place = TEAM) -> Json:
    """A message as a client without the message-content intent gets it: empty unless it is meant for the bot."""
    mine = told["author"]["id"] == BOT["id"] or any(one["id"] == BOT["id"] for one in told["mentions"])
    shown = dict(told)
    # A reply to a command's answer pings its author, and is nevertheless withheld.
    answered = told.get("referenced_message") or {}
    by_ping_only = f"<@{BOT['id']}>" not in told["content"] and "interaction_metadata" in answered
    if place.guild_id is not None and (not mine or by_ping_only):
        shown |= {"content": "", "embeds": [], "attachments": [], "components": []}
    if answered:
        shown["referenced_message"] = seen_by_bot(answered, place)
    return shown


@dataclass
class Interaction:
    """An interaction, and what became of it."""

    event: Json
    follow_ups: int = 0
    sent_at: float = 0.0
    answered_at: float = 0.0
    # A user-installed application's public answer comes back private where the server forbids external applications.
    forced_private: bool = False

    @property
    def answered(self) -> bool:
        """Whether it has had its first response."""
        return bool(self.answered_at)

    @property
    def user_only(self) -> bool:
        """Whether only the user installed the application, not the server."""
        return "0" not in self.event["authorizing_integration_owners"]

    @property
    def token(self) -> str:
        """The token that answers come with."""
        return str(self.event["token"])


def _interaction(kind: int, data: Json, who: Json, place: Place, permissions: str, **more: Any) -> Interaction:
    number = snowflake()
    head = {"id": number, "application_id": APPLICATION, "type": kind, "token": f"token-{number}", "version": 1}
    rest = {"data": data, "locale": "en-US", "entitlements": [], "attachment_size_limit": 10485760}
    return Interaction({**head, **rest, **place.fields(who, permissions), **more})


def _options(values: Json, focused: str | None = None) -> list[Json]:
    kinds = {bool: 5, int: 4, str: 3}
    options: list[Json] = [{"name": name, "type": kinds[type(value)], "value": value} for name, value in values.items()]
    return [one | {"focused": True} if one["name"] == focused else one for one in options]


def slash(name: str, values: Json, who: Json = ASKER, place: Place = TEAM) -> Interaction:
    """A slash command, or one of a group's ("record reload")."""
    command, _, own = name.partition(" ")
    options = [{"name": own, "type": SUBCOMMAND, "options": _options(values)}] if own else _options(values)
    data = {"id": snowflake(), "name": command, "type": 1, "options": options}
    return _interaction(2, data, who, place, EVERYTHING)


def autocomplete(name: str, option: str, typed: str, who: Json = ASKER, place: Place = TEAM) -> Interaction:
    """A slash command that is being typed."""
    data = {"id": snowflake(), "name": name, "type": 1, "options": _options({option: typed}, focused=option)}
    return _interaction(4, data, who, place, EVERYTHING)


def message_command(name: str, target: Json, who: Json = ASKER, place: Place = TEAM) -> Interaction:
    """A message command on somebody's message; its text is told, whoever wrote it."""
    resolved = {"messages": {target["id"]: target}}
    data = {"id": snowflake(), "name": name, "type": 3, "target_id": target["id"], "resolved": resolved}
    return _interaction(2, data, who, place, EVERYTHING)


def click(
    on: Json, label: str, who: Json = ASKER, place: Place = TEAM, permissions: str = FOUR_PERMISSIONS
) -> Interaction:
    """A press of the button with this label."""
    button = button_of(on, label)
    data = {"component_type": BUTTON, "custom_id": button["custom_id"], "id": button.get("id", 1)}
    return _interaction(3, data, who, place, permissions, message=on)


def choose(on: Json, value: str, who: Json = ASKER, place: Place = TEAM) -> Interaction:
    """A choice from a message's menu."""
    (menu,) = (one for one in _components(on) if one["type"] == MENU)
    assert value in [option["value"] for option in menu["options"]]
    data = {"component_type": MENU, "custom_id": menu["custom_id"], "id": menu.get("id", 1), "values": [value]}
    return _interaction(3, data, who, place, FOUR_PERMISSIONS, message=on)


def buttons_of(on: Json) -> list[Json]:
    """A message's buttons, in order."""
    return [one for one in _components(on) if one["type"] == BUTTON]


def _components(on: Json) -> list[Json]:
    return [one for row in on.get("components", []) for one in row.get("components", [])]


def button_of(on: Json, label: str) -> Json:
    """A message's button with this label."""
    for one in buttons_of(on):
        if one.get("label") == label:
            return one
    raise LookupError(f"no button {label!r} among {[one.get('label') for one in buttons_of(on)]}")
