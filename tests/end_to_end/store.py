"""What the loopback Discord remembers: commands, interactions and messages."""

from copy import deepcopy
from typing import Any

from tests.end_to_end.events import BOT, EPHEMERAL, Interaction, Json, Place, message, now, snowflake

# The types of a message that a slash command and a message command answered, and of a reply.
SLASH, CONTEXT, REPLY = 20, 23, 19


class Store:
    """The state behind the routes."""

    def __init__(self) -> None:
        self.commands: list[Json] = []
        self.interactions: dict[str, Interaction] = {}
        self.messages: dict[str, Json] = {}
        self.originals: dict[str, str] = {}
        self._by_nonce: dict[tuple[str, str], Json] = {}

    def sync(self, commands: Any) -> list[Json]:
        """Take the application's commands, each with an id of its own."""
        given = {"application_id": BOT["id"], "version": snowflake()}
        self.commands = [{"description": "", **one, "id": snowflake(), **given} for one in commands]
        return self.commands

    def answer(self, interaction: Interaction, body: Json, *, original: bool = False, flags: int = 0) -> Json:
        """A message that answers an interaction, or follows one up."""
        event = interaction.event
        place = Place(event["context"], event["channel"], event.get("guild_id"))
        who = event.get("user") or event["member"]["user"]
        private = EPHEMERAL if interaction.forced_private else 0
        meta = {"id": event["id"], "type": event["type"], "user": who, "authorizing_integration_owners": {}}
        told = self._written(place, body, interaction_metadata=meta, application_id=BOT["id"], webhook_id=BOT["id"])
        told |= {"flags": told["flags"] | flags | private, "type": CONTEXT if event["data"].get("type") == 3 else SLASH}
        if original:
            self.originals[interaction.token] = told["id"]
        return told

    def post(self, place: Place, body: Json) -> Json:
        """An ordinary message; the same nonce once more brings back the message that it made."""
        key = (place.channel["id"], str(body.get("nonce")))
        if body.get("enforce_nonce") and key in self._by_nonce:
            return self._by_nonce[key]
        told = self._written(place, body, type=REPLY if body.get("message_reference") else 0)
        if body.get("message_reference"):
            told["message_reference"] = {"type": 0, "channel_id": place.channel["id"], **body["message_reference"]}
        if body.get("nonce") is not None:
            self._by_nonce[key] = told
        return told

    def change(self, told: Json, body: Json) -> Json:
        """Edit a message."""
        changes: Json = {key: body[key] for key in ("content", "embeds", "components", "flags") if key in body}
        kept = self.messages.get(told["id"], told)
        kept |= changes | {"edited_timestamp": now()}
        _number(kept.get("components") or [])
        return kept

    def _written(self, place: Place, body: Json, **more: Any) -> Json:
        components = deepcopy(body.get("components") or [])
        _number(components)
        told = message(body.get("content") or "", BOT, place, components=components, **more)
        told["flags"] = body.get("flags") or 0
        self.messages[told["id"]] = told
        return told


def _number(components: list[Json]) -> None:
    """Give each component its id, as Discord does."""
    numbers = iter(range(1, 1000))
    for row in components:
        row["id"] = next(numbers)
        for one in row.get("components", []):
            one["id"] = next(numbers)
