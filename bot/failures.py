"""The one funnel for what goes wrong in commands, buttons and messages: a calm line there, the rest in the log."""

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import discord

from bot import phrases
from bot.escaping import abridged
from bot.retrying import ALREADY_ACKNOWLEDGED, until_sent
from bot.visible import visible
from knowledge.errors import KnowledgeError, QuotationError, UnknownSpeakerError

_log = logging.getLogger(__name__)
UNKNOWN_INTERACTION = 10062
_LONGEST_NAME = 100
_LONGEST_PROBLEM = 300
OUT_OF_REACH = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
"""What Discord, or the way to it, may raise."""

Tell = Callable[[str], Awaitable[object]]
"""Shows a line to the user."""


class Refusal(Exception):  # noqa: N818 - nothing failed
    """Something that can't be done as asked; its text is for the user."""


class Funnel:
    """Runs what the bot does for its users, and knows what is still running."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[object]] = set()

    @asynccontextmanager
    async def running(self, what: str, tell: Tell) -> AsyncIterator[None]:
        """Whatever the body raises: a line to the user, and how it ended to the log, under one short id."""
        id_ = secrets.token_hex(3)
        started = time.perf_counter()
        task = asyncio.current_task()
        if task:
            self._running.add(task)
        outcome = "cut short"
        try:
            yield
            outcome = "done"
        except Exception as error:  # noqa: BLE001 - the funnel is where all of them end
            outcome = await self._told(error, id_, tell)
        finally:
            if task:
                self._running.discard(task)
            _log.info("%s %s: %s, %.0f ms", id_, what, outcome, 1000 * (time.perf_counter() - started))

    async def finished(self, timeout: float) -> None:
        """Wait for what is running, and cut short what takes longer."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=timeout)
            for task in late:
                task.cancel()

    async def _told(self, error: Exception, id_: str, tell: Tell) -> str:
        """What is logged of an error's outcome, after the user was told."""
        code = error.code if isinstance(error, discord.HTTPException) else None
        if code == ALREADY_ACKNOWLEDGED:
            # A retry after a lost reply: the first try went through.
            return "answered before"
        if code == UNKNOWN_INTERACTION:
            return "too late"
        text = in_words(error)
        if text is None:
            text = phrases.FAILED.format(id=id_)
            if isinstance(error, OUT_OF_REACH):
                _log.error("%s Discord: %s: %s", id_, type(error).__name__, visible(str(error)))
            else:
                _log.error("%s failed", id_, exc_info=error)
        try:
            await tell(text)
        except OUT_OF_REACH as second:
            _log.warning("%s not told: %s: %s", id_, type(second).__name__, visible(str(second)))
        return "refused" if isinstance(error, Refusal | KnowledgeError) else "failed"


def in_words(error: Exception) -> str | None:
    """What the user is told of an error that is none of ours; None for one that is."""
    match error:
        case Refusal():
            return str(error)
        case UnknownSpeakerError():
            asked = abridged(visible(error.asked), _LONGEST_NAME)
            speakers = abridged(", ".join(error.speakers), 10 * _LONGEST_NAME)
            return phrases.UNKNOWN_SPEAKER.format(asked=asked, speakers=speakers)
        case QuotationError():
            return phrases.CANT_CHECK.format(problem=visible(str(error)))
        case KnowledgeError():
            return phrases.CANT_ANSWER.format(problem=abridged(visible(str(error)), _LONGEST_PROBLEM))
        case _:
            return None


def telling(interaction: discord.Interaction) -> Tell:
    """Shows a line to the one who used a command or pressed a button, and to nobody else."""

    async def tell(text: str) -> None:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        elif interaction.type is not discord.InteractionType.autocomplete:
            await until_sent(lambda: interaction.response.send_message(text, ephemeral=True))

    return tell
