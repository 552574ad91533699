"""Messages: mentions, direct messages, and replies to the bot's answers."""

from collections.abc import Callable
from enum import Enum, auto
from functools import partial

import discord
from cachetools import FIFOCache

from bot import phrases
from bot.desk import Desk
from bot.failures import Funnel, Refusal
from bot.limits import Limits
from bot.origins import Origins, answer_under, question_in
from bot.rendering import Page
from bot.retrying import until_sent
from bot.sending import view_of
from knowledge.answer import Answer
from knowledge.asking import asks
from knowledge.document import Status

LONGEST_QUESTION = 2000
REMEMBERED = 1000
"""Messages remembered, so that an event that the gateway replays is not answered twice."""
NO_READ_MESSAGE_HISTORY = 160002


class Address(Enum):
    """How a message turns to the bot: a reply is answered only where it asks and something is found, others always."""

    DIRECT = auto()
    MENTION = auto()
    ROLE = auto()
    REPLY = auto()


class Conversation:
    """Answers messages."""

    def __init__(self, desk: Desk, limits: Limits, funnel: Funnel) -> None:
        self._desk = desk
        self._origins = Origins(desk)
        self._limits = limits
        self._funnel = funnel
        self._heard: FIFOCache[int, Address] = FIFOCache(REMEMBERED)

    async def hear(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Answer a message where it is for the bot; silence otherwise.

        What is said to a message counts once towards the limits, be it an answer or a line on what went wrong; over
        them, nothing is said.
        """
        address = _address(message, me)
        if address is None or message.id in self._heard:
            return
        # Before anything is awaited: the event may be replayed while its first copy is being answered.
        self._heard[message.id] = address
        counted = False

        def count() -> None:
            nonlocal counted
            self._limits.count(message.author.id, message.channel.id)
            counted = True

        async def tell(text: str) -> None:
            if counted:
                await _reply(message, Page(text))

        async with self._funnel.running("message", tell):
            await self._answer(message, me, address, count)

    async def _answer(
        self, message: discord.Message, me: discord.ClientUser, address: Address, count: Callable[[], None]
    ) -> None:
        """Reply to a message; raises OverLimitError, Refusal and KnowledgeError."""
        if address is not Address.REPLY:
            count()
        if address is Address.ROLE:
            await _reply(message, Page(phrases.MENTION_THE_APP))
            return
        text = question_in(message.content)
        if address is Address.REPLY and not asks(text):
            return
        if address is not Address.REPLY and text.strip(" /.!?").casefold() == "help":
            await _reply(message, Page(phrases.HELP))
            return
        if len(text) > LONGEST_QUESTION:
            raise Refusal(phrases.TOO_LONG.format(limit=LONGEST_QUESTION, length=len(text)))
        replied_to = await answer_under(message, me.id)
        if address is Address.REPLY and not replied_to:
            return
        elsewhere = address is Address.MENTION and message.reference is not None and not replied_to
        request = await self._origins.asked(message, replied_to)
        if request is None:
            await _reply(message, Page(phrases.USE_MESSAGE_COMMAND if elsewhere else phrases.ASKED_NOTHING))
            return
        read, answer = self._desk.answer(request)
        if elsewhere and (answer.status is Status.NONE or (answer.status is Status.ABSENT and not asks(text))):
            # "Is this true?", "fact check": what is meant stands in the other message.
            await _reply(message, Page(phrases.USE_MESSAGE_COMMAND))
            return
        if address is Address.DIRECT and replied_to and answer.status is Status.NONE and not asks(text):
            return
        if address is Address.REPLY:
            if not _is_found(answer):
                return
            count()
        page = partial(self._desk.render.public, read, answer)
        opens = bool(read.before) or read.question != request.question
        await _reply(message, page(opens=opens), alone=partial(page, opens=True))


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


async def _reply(message: discord.Message, page: Page, alone: Callable[[], Page] | None = None) -> None:
    """Reply without a ping; where the bot may not read the history, and so not reply, with an ordinary message.

    Such a message stands alone: `alone` gives the page that says what it answers.
    """
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        await _send(message, page, reference=reference, mention_author=False)
    except discord.HTTPException as error:
        if error.code != NO_READ_MESSAGE_HISTORY:
            raise
        await _send(message, alone() if alone else page)


async def _send(message: discord.Message, page: Page, **reply: object) -> None:
    view = view_of(page, message.author.id)
    send = partial(message.channel.send, page.text, view=view, suppress_embeds=True, nonce=message.id)
    await until_sent(lambda: send(**reply))
