"""Messages: mentions, direct messages, and replies to the bot's answers."""

import re
from collections import OrderedDict
from contextlib import suppress

import discord

from bot import phrases
from bot.desk import Desk
from bot.failures import Funnel, Refusal
from bot.limits import Limits, OverLimitError
from bot.rendering import Page
from bot.requests import Request
from bot.retrying import until_sent
from bot.sending import view_of
from knowledge.answer import Answer
from knowledge.asking import asks
from knowledge.document import Status
from knowledge.errors import KnowledgeError

LONGEST_QUESTION = 2000
REMEMBERED = 1000
"""Messages remembered, so that an event that the gateway replays is not answered twice."""
NO_READ_MESSAGE_HISTORY = 160002
_TOKENS = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:|id:|/[^:<>]*:)[^<>\s]*>")


class Conversation:
    """Answers messages."""

    def __init__(self, desk: Desk, limits: Limits, funnel: Funnel) -> None:
        self._desk = desk
        self._limits = limits
        self._funnel = funnel
        self._seen: OrderedDict[int, None] = OrderedDict()

    async def hear(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Answer a message where it is for the bot; silence otherwise."""
        if message.author.bot or message.webhook_id or message.is_system() or message.id in self._seen:
            return
        direct = message.guild is None
        mentioned = me.id in message.raw_mentions and me in message.mentions
        replied_to = await _replied_to(message, me) if direct or me in message.mentions else None
        role = message.guild.self_role if message.guild else None
        if not (direct or mentioned or replied_to or (role and role in message.role_mentions)):
            return
        self._seen[message.id] = None
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)

        async def tell(text: str) -> None:
            if direct or mentioned:
                with suppress(OverLimitError):
                    await _reply(message, self._line(message, text))

        async with self._funnel.running("message", tell):
            try:
                page = await self._answered(message, replied_to, direct=direct, mentioned=mentioned)
            except OverLimitError:
                return
            if page:
                await _reply(message, page)

    async def _answered(
        self, message: discord.Message, replied_to: discord.Message | None, *, direct: bool, mentioned: bool
    ) -> Page | None:
        """The answer to a message; None where it gets silence."""
        text = question_in(message.content)
        owed = direct or mentioned
        if not owed and not replied_to:
            return self._line(message, phrases.MENTION_THE_APP)
        if not text:
            if not owed:
                return None
            elsewhere = mentioned and message.reference is not None and not replied_to
            return self._line(message, phrases.USE_MESSAGE_COMMAND if elsewhere else phrases.ASKED_NOTHING)
        if direct and text.strip(" /.!?").casefold() == "help":
            return self._line(message, phrases.HELP)
        if len(text) > LONGEST_QUESTION:
            raise Refusal(phrases.TOO_LONG.format(limit=LONGEST_QUESTION, length=len(text)))
        if not owed and not asks(text):
            return None
        earlier = await question_behind(replied_to) if replied_to else None
        request = self._desk.following(text, earlier) if earlier else Request(text)
        try:
            read, answer = self._desk.answer(request)
        except KnowledgeError:
            if owed:
                raise
            return None
        if not owed and not _is_found(answer):
            return None
        self._limits.count(message.author.id, message.channel.id)
        opens = bool(read.before) or read.question != request.question
        return self._desk.render.public(read, answer, opens=opens)

    def _line(self, message: discord.Message, text: str) -> Page:
        self._limits.count(message.author.id, message.channel.id)
        return Page(text)


def question_in(content: str) -> str:
    """A message's text without mentions, emoji and the like."""
    return _TOKENS.sub(" ", content).strip()


async def question_behind(answer: discord.Message) -> Request | None:
    """The request that a message of the bot's answers: by its own lines, else the message that it replies to."""
    request = Request.read(answer.content)
    if request and request.is_whole:
        return request
    if answer.content.startswith(f"-# {phrases.POSTED_BY.split('{')[0]}"):
        return None
    # A line that was cut is another question: better the message that was answered, or none.
    asked = await _referenced(answer)
    text = question_in(asked.content) if asked and not asked.author.bot else ""
    return Request(text) if text else None


def _is_found(answer: Answer) -> bool:
    return answer.status not in (Status.ABSENT, Status.NONE)


async def _replied_to(message: discord.Message, me: discord.ClientUser) -> discord.Message | None:
    """The message of the bot's that a message replies to."""
    if message.type is not discord.MessageType.reply:
        return None
    referenced = await _referenced(message)
    return referenced if referenced and referenced.author.id == me.id else None


async def _referenced(message: discord.Message) -> discord.Message | None:
    """The message that one replies to: from the event, else by one GET; None where it is gone or out of sight."""
    reference = message.reference
    if reference is None or reference.message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    if isinstance(reference.resolved, discord.DeletedReferencedMessage):
        return None
    try:
        return await message.channel.fetch_message(reference.message_id)
    except discord.HTTPException:
        return None


async def _reply(message: discord.Message, page: Page) -> None:
    """Reply without a ping; where the bot may not read the history, and so not reply, with an ordinary message."""
    view = view_of(page, message.author.id)
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        await until_sent(
            lambda: message.channel.send(
                page.text, view=view, reference=reference, mention_author=False, suppress_embeds=True, nonce=message.id
            )
        )
    except discord.HTTPException as error:
        if error.code != NO_READ_MESSAGE_HISTORY:
            raise
        await message.channel.send(page.text, view=view, suppress_embeds=True)
