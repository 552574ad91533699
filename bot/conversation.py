"""Messages: mentions, direct messages, and replies to the bot's answers; and what becomes of them later."""

from collections.abc import Callable, Iterable
from enum import Enum, auto

import discord
from cachetools import FIFOCache

from bot import phrases
from bot.desk import Desk
from bot.exchanges import Exchange, Exchanges, Said
from bot.failures import Funnel, Refusal
from bot.limits import Limits, OverLimitError
from bot.origins import Origins, answer_under, question_in
from bot.rendering import Page
from knowledge.answer import Answer
from knowledge.asking import asks
from knowledge.document import Status
from knowledge.errors import KnowledgeError

LONGEST_QUESTION = 2000
REMEMBERED = 1000
"""Messages remembered, so that an event that the gateway replays is not answered twice."""


class Address(Enum):
    """How a message turns to the bot: a reply is answered only where it asks and something is found, others always."""

    DIRECT = auto()
    MENTION = auto()
    ROLE = auto()
    REPLY = auto()


class Conversation:
    """Answers messages, and keeps the answers to what becomes of the messages."""

    def __init__(self, desk: Desk, limits: Limits, funnel: Funnel, exchanges: Exchanges) -> None:
        self._desk = desk
        self._origins = Origins(desk)
        self._limits = limits
        self._funnel = funnel
        self._exchanges = exchanges
        self._heard: FIFOCache[int, Address] = FIFOCache(REMEMBERED)

    async def hear(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Answer a message where it is for the bot; silence otherwise."""
        address = _address(message, me)
        if address is None or message.id in self._heard:
            return
        # Before anything is awaited: the event may be replayed, or tell of an edit, while the message is answered.
        self._heard[message.id] = address
        exchange = self._exchanges.begin(message.id)
        async with exchange.lock:
            await self._respond(exchange, message, me)

    async def hear_edited(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Edit the answer to a message that was edited, or delete it where that is no question to the bot any more.

        An edit never starts an answer, and an answer that was given long ago stands.
        """
        exchange = self._exchanges.of(message.id)
        if exchange is None or message.edited_at is None:
            return
        async with exchange.lock:
            if exchange.is_answered and exchange.is_news(message.edited_at):
                await self._respond(exchange, message, me)

    async def hear_deleted(self, messages: Iterable[int]) -> None:
        """Delete the answers to messages that were deleted."""
        for message in messages:
            exchange = self._exchanges.of(message)
            if exchange is None:
                continue
            async with exchange.lock, self._funnel.running("deletion", _nobody_is_told):
                await exchange.take_back()
                self._exchanges.end(message)

    async def _respond(self, exchange: Exchange, message: discord.Message, me: discord.ClientUser) -> None:
        """Say what there is to say to a message as it stands now; where that is nothing, take back what was said.

        What is said to a message counts towards the limits, be it an answer or a line on what went wrong; over them,
        nothing is said, and what was said stands.
        """
        counted = False

        def count() -> None:
            nonlocal counted
            self._limits.count(message.author.id, message.channel.id)
            counted = True

        async def tell(text: str) -> None:
            if counted:
                await exchange.say(message, _line(text))

        async with self._funnel.running("message", tell):
            try:
                said = await self._said_to(message, me, count)
            except OverLimitError:
                raise
            except (Refusal, KnowledgeError):
                if counted:
                    raise
                said = None
            if said:
                await exchange.say(message, said)
            else:
                await exchange.take_back()
        if not exchange.is_answered:
            self._exchanges.end(message.id)

    async def _said_to(
        self, message: discord.Message, me: discord.ClientUser, count: Callable[[], None]
    ) -> Said | None:
        """What there is to say to a message, None for silence; counted where it isn't.

        Raises OverLimitError, Refusal and KnowledgeError.
        """
        address = _address(message, me)
        if address is None:
            return None
        if address is not Address.REPLY:
            count()
        if address is Address.ROLE:
            return _line(phrases.MENTION_THE_APP)
        text = question_in(message.content)
        if address is Address.REPLY and not asks(text):
            return None
        if address is not Address.REPLY and text.strip(" /.!?").casefold() == "help":
            return _line(phrases.HELP)
        if len(text) > LONGEST_QUESTION:
            raise Refusal(phrases.TOO_LONG.format(limit=LONGEST_QUESTION, length=len(text)))
        replied_to = await answer_under(message, me.id)
        if address is Address.REPLY and not replied_to:
            return None
        elsewhere = address is Address.MENTION and message.reference is not None and not replied_to
        request = await self._origins.asked(message, replied_to)
        if request is None:
            return _line(phrases.USE_MESSAGE_COMMAND if elsewhere else phrases.ASKED_NOTHING)
        read, answer = self._desk.answer(request)
        # The record may be another one by the time of sending.
        render = self._desk.render
        if elsewhere and (answer.status is Status.NONE or (answer.status is Status.ABSENT and not asks(text))):
            # "Is this true?", "fact check": what is meant stands in the other message.
            return _line(phrases.USE_MESSAGE_COMMAND)
        if address is Address.DIRECT and replied_to and answer.status is Status.NONE and not asks(text):
            return None
        if address is Address.REPLY:
            if not _is_found(answer):
                return None
            count()
        opens = bool(read.before) or read.question != request.question
        return lambda *, alone: render.public(read, answer, opens=opens or alone)


def _line(text: str) -> Said:
    return lambda *, alone: Page(text)  # noqa: ARG005 - a line says the same wherever it stands


async def _nobody_is_told(_text: str) -> None:
    """The one who asked is gone with the question."""


def _address(message: discord.Message, me: discord.ClientUser) -> Address | None:
    """How a message turns to the bot, if it does."""
    if message.author.bot or message.webhook_id or message.is_system():
        return None
    if message.guild is None:
        return Address.DIRECT
    # The ping of a reply puts its author among the mentions, too.
    if me in message.mentions and me.id in message.raw_mentions:
        return Address.MENTION
    if message.guild.self_role in message.role_mentions:
        return Address.ROLE
    return Address.REPLY if me in message.mentions else None


def _is_found(answer: Answer) -> bool:
    return answer.status not in (Status.ABSENT, Status.NONE)
