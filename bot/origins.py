"""The question behind a message of the bot's: from the lines that it opens with, else from what it replies to."""

import re

import discord

from bot.buttons import Code
from bot.desk import Desk
from bot.places import Place
from bot.requests import Opening, Request
from bot.retrying import until_sent
from bot.said import said_in

_TYPED_COMMAND = re.compile(r"/ask\b")


class Origins:
    """Finds out what was asked; nothing of it is stored."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def asked(self, message: discord.Message, answer: discord.Message | None) -> Request | None:
        """What a user's message asks, after the answer that it replies to, if any; None where it asks nothing."""
        text = question_in(message.content)
        if not text:
            return None
        earlier = await self.behind(answer) if answer else None
        return self._desk.following(text, earlier, place_on(answer) if answer and not earlier else None)

    async def behind(self, answer: discord.Message) -> Request | None:
        """What a message of the bot's answers; None for a quote alone, and where the question is out of reach."""
        opening = Opening.read(answer.content)
        if opening.request and opening.request.is_whole:
            return opening.request
        if opening.is_posted and not opening.request:
            # What it replies to is what somebody posted the quote on, and no question.
            return None
        # A line that was cut is another question: better the message that was answered, or none.
        replied_to = await referenced(answer)
        if replied_to and replied_to.author.id == answer.author.id:
            return await self.behind(replied_to)
        return await self.asked(replied_to, await answer_under(replied_to, answer.author.id)) if replied_to else None


def question_in(content: str) -> str:
    """What a message asks, without the name of a command that was only typed."""
    text = said_in(content)
    typed = _TYPED_COMMAND.match(text)
    return text[typed.end() :].strip() if typed else text


def place_on(message: discord.Message) -> Place | None:
    """Where the first quote of a message of the bot's stands, as its buttons tell."""
    for row in message.components:
        for button in row.children if isinstance(row, discord.ActionRow) else ():
            try:
                place = Code.read(button.custom_id or "").place
            except ValueError:
                continue
            if place:
                return place
    return None


async def answer_under(message: discord.Message, bot: int) -> discord.Message | None:
    """The message of the bot's that a user's message replies to, if any."""
    replied_to = await referenced(message) if message.type is discord.MessageType.reply else None
    return replied_to if replied_to and replied_to.author.id == bot else None


async def referenced(message: discord.Message) -> discord.Message | None:
    """The message that one refers to: from the event, else by one GET; None where it is gone or out of sight."""
    reference = message.reference
    if reference is None or reference.message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message | discord.DeletedReferencedMessage):
        return reference.resolved if isinstance(reference.resolved, discord.Message) else None
    return await fetched(message.channel, reference.message_id)


async def fetched(channel: object, message: int) -> discord.Message | None:
    """A message by its id; None where it is gone or out of sight."""
    if not isinstance(channel, discord.abc.Messageable):
        return None
    try:
        return await until_sent(lambda: channel.fetch_message(message))
    except (discord.NotFound, discord.Forbidden):
        return None
