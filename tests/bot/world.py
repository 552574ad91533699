"""A Discord without a network, with the unmodified bot in it."""

import asyncio
from collections.abc import Awaitable, Callable
from copy import copy
from pathlib import Path
from typing import Any

import discord
import simcord

from bot.changes import changes_between
from bot.client import SummitClient
from bot.limits import Limits
from bot.reloading import Reloading
from bot.syncing import Syncing
from knowledge.record import Record
from tests import verified
from tests.bot.made import desk_of


class World:
    """A server with a channel, Alice and Bob, and a bot that answers from a record."""

    def __init__(self, record: Record, state: Path, questions: int, posts: int) -> None:
        self.record = record
        self.records: list[Record] = []
        self._state = state
        self._limits = (questions, posts)
        self.now = 0.0
        self.read: Callable[[], Record] = lambda: record
        self.owners: set[int] = set()
        self.env: Any = None
        self.guild: Any = None
        self.channel: Any = None
        self.alice: Any = None
        self.bob: Any = None
        self.owner: Any = None
        self.administrator: Any = None
        self.client = self.new_client()

    def new_client(self) -> SummitClient:
        """A bot as after a start."""
        self.records.append(self.record)
        limits = Limits(*self._limits)
        # A copy, as a reload changes what it answers from.
        desk = copy(desk_of(self.record))
        reloading = Reloading(desk, lambda: self.read(), changes_between, self.record.sources.paths)
        return SummitClient(
            desk, limits, Syncing(self._state), clock=lambda: self.now, reloading=reloading, owners=self.owners
        )

    def populate(self, env: Any) -> None:
        self.env = env
        self.guild = env.create_guild()
        self.channel = self.guild.create_text_channel("general")
        self.alice = self.guild.add_member(env.create_user("alice"))
        admins = self.guild.create_role("Admins", permissions=discord.Permissions(administrator=True))
        self.owner = self.guild.add_member(env.create_user("owner"), roles=[admins])
        self.administrator = self.guild.add_member(env.create_user("administrator"), roles=[admins])
        self.owners.add(self.owner.id)
        self.bob = self.guild.add_member(env.create_user("bob"))

    @property
    def me(self) -> str:
        """The bot's mention."""
        return f"<@{self.client.user.id}>"

    async def restart(self) -> None:
        self.client = self.new_client()
        await self.env.restart_bot(self.client)

    def posted(self) -> list[discord.Message]:
        """What the bot said for everyone to see, in order."""
        return [m for m in self.channel.history() if m.author.id == self.client.user.id and not m.flags.ephemeral]

    async def ask(self, question: str, **options: Any) -> discord.Message:
        """Alice mentions the bot, and its answer."""
        before = len(self.posted())
        await self.alice.send(self.channel, f"{self.me} {question}", **options)
        assert len(self.posted()) == before + 1
        return self.posted()[-1]

    def question(self) -> discord.Message:
        """What Alice wrote last."""
        return [m for m in self.channel.history() if m.author.id == self.alice.id][-1]

    async def edit(self, text: str) -> None:
        """Alice edits what she wrote last, a second later."""
        self.env.backend.advance_clock(1.0)
        await self.alice.edit(self.question(), text)


Story = Callable[[World], Awaitable[None]]


def play(
    story: Story, record: Record, state: Path, *, questions: int = 100, posts: int = 100, check_errors: bool = True
) -> list[Any]:
    """Let a story happen; what the bot sent in it."""

    async def happen() -> list[Any]:
        world = World(record, state, questions, posts)
        intents = discord.Intents.default()
        async with simcord.run(world.client, approved_intents=intents, check_errors=check_errors) as env:
            world.populate(env)
            await story(world)
            sent = list(env.http_requests)
            assert verified.misquoted(((one.method, one.path, one.json) for one in sent), world.records) == []
            return sent

    return asyncio.run(happen())
