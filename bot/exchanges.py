"""Questions with their answers: each is answered by one message, which follows what becomes of the question."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Protocol

import discord
from cachetools import TTLCache

from bot.rendering import Page
from bot.retrying import until_sent
from bot.sending import view_of

REMEMBERED = 1000
"""Questions whose answers are remembered; beyond them, the one that was needed longest ago is forgotten."""
REMEMBERED_FOR = 600.0
"""Seconds from a question to when its answer stands: others may have cited it by then."""
NO_READ_MESSAGE_HISTORY = 160002
UNKNOWN_MESSAGE = 10008


class Said(Protocol):
    """What is said to a message: a page, by whether it opens with the question in any case."""

    def __call__(self, *, alone: bool) -> Page:
        """The page; one that stands alone says what it answers."""


class Exchange:
    """A question, and the message that answers it, if any does by now.

    Whoever acts on it holds its lock, so that an edit waits until the first answer is sent. Only ids are kept, no text.
    """

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self._answer: discord.PartialMessage | None = None
        self._stands_alone = False
        self._edited_at: datetime | None = None

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer to edit."""
        return self._answer is not None

    def is_news(self, edited_at: datetime) -> bool:
        """Whether the question was edited since it was last heard: events are replayed, and tell of previews, too."""
        news = self._edited_at is None or edited_at > self._edited_at
        if news:
            self._edited_at = edited_at
        return news

    async def say(self, message: discord.Message, said: Said) -> None:
        """Answer the question: by a reply without a ping, or by editing the answer that it has.

        Where the bot may not read the history, and so not reply, the answer is an ordinary message that stands alone.
        """
        if self._answer:
            await self._edit(self._answer, message, said(alone=self._stands_alone))
            return
        reference = message.to_reference(fail_if_not_exists=False)
        try:
            sent = await _send(message, said(alone=False), reference=reference, mention_author=False)
        except discord.HTTPException as error:
            if error.code != NO_READ_MESSAGE_HISTORY:
                raise
            self._stands_alone = True
            sent = await _send(message, said(alone=True))
        self._answer = discord.PartialMessage(channel=sent.channel, id=sent.id)

    async def take_back(self) -> None:
        """Delete the answer, if there is one."""
        if self._answer:
            await self._unless_deleted(self._answer.delete)
            self._answer = None

    async def _edit(self, answer: discord.PartialMessage, message: discord.Message, page: Page) -> None:
        view, none = view_of(page, message.author.id), discord.AllowedMentions.none()
        await self._unless_deleted(partial(answer.edit, content=page.text, view=view, allowed_mentions=none))

    async def _unless_deleted(self, change: Callable[[], Awaitable[object]]) -> None:
        """Change the answer; where somebody deleted it meanwhile, forget it."""
        try:
            await until_sent(change)
        except discord.NotFound as error:
            if error.code != UNKNOWN_MESSAGE:
                raise
            self._answer = None


class Exchanges:
    """The exchanges of the last minutes, by the question's id; after a restart, there are none."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._recent: TTLCache[int, Exchange] = TTLCache(REMEMBERED, REMEMBERED_FOR, clock)

    def begin(self, question: int) -> Exchange:
        """A new exchange."""
        exchange = self._recent[question] = Exchange()
        return exchange

    def of(self, question: int) -> Exchange | None:
        """The exchange that a question began, as long as it is remembered."""
        return self._recent.get(question)

    def end(self, question: int) -> None:
        """Forget an exchange: no answer is left to it."""
        self._recent.pop(question, None)


async def _send(message: discord.Message, page: Page, **reply: object) -> discord.Message:
    view = view_of(page, message.author.id)
    send = partial(message.channel.send, page.text, view=view, suppress_embeds=True, nonce=message.id)
    return await until_sent(lambda: send(**reply))
