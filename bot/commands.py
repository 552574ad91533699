"""The slash commands and the message command: each is one call to the desk and one answer."""

from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands

from bot import overview, phrases
from bot.desk import Desk
from bot.escaping import abridged
from bot.failures import Funnel, Refusal, telling
from bot.limits import Limits
from bot.rendering import Page
from bot.requests import Request
from bot.said import said_in, text_of
from bot.sending import respond, respond_in_turn
from bot.visible import visible

CHOICES = 25
"""Choices of an autocompletion (https://docs.discord.com/developers/interactions/application-commands#autocomplete)."""
LONGEST_MESSAGE = 4000
"""Characters of the longest message that anybody can send."""
Interaction = discord.Interaction[Any]
Question = app_commands.Range[str, 1, 300]
Choice = app_commands.Choice[str]


class Commands:
    """The bot's commands, made for a tree."""

    def __init__(self, desk: Desk, limits: Limits, funnel: Funnel) -> None:
        self._desk = desk
        self._limits = limits
        self._funnel = funnel

    def add_to(self, tree: app_commands.CommandTree[Any]) -> None:
        """Add every command to a tree."""
        for command in (
            self._ask(),
            self._topics(),
            self._topic(),
            self._cite(),
            self._verify(),
            self._about(),
            self._help(),
        ):
            tree.add_command(command)
        tree.add_command(app_commands.ContextMenu(name=phrases.FIND, callback=self._find()))
        tree.add_command(app_commands.ContextMenu(name=phrases.CHECK, callback=self._check_quotations()))

    def _ask(self) -> app_commands.Command[Any, ..., None]:
        @app_commands.command(name="ask", description=phrases.ASK)
        @app_commands.describe(
            question=phrases.ASK_QUESTION,
            said_by=phrases.ASK_SAID_BY,
            document=phrases.ASK_DOCUMENT,
            public=phrases.ASK_PUBLIC,
        )
        async def ask(
            interaction: Interaction,
            question: Question,
            said_by: app_commands.Range[str, 1, 100] | None = None,
            document: app_commands.Range[str, 1, 100] | None = None,
            public: bool = False,
        ) -> None:
            async with self._running(interaction):
                request = Request(question, said_by=said_by or "", document=document or "")
                await self._answer(interaction, request, public=public)

        @ask.autocomplete("said_by")
        async def speakers(interaction: Interaction, typed: str) -> list[Choice]:
            return await self._choices(interaction, lambda: self._desk.speaker_choices(typed))

        @ask.autocomplete("document")
        async def documents(interaction: Interaction, typed: str) -> list[Choice]:
            return await self._choices(interaction, lambda: self._desk.document_choices(typed))

        return ask

    def _topics(self) -> app_commands.Command[Any, ..., None]:
        @app_commands.command(name="topics", description=phrases.TOPICS)
        async def topics(interaction: Interaction) -> None:
            async with self._running(interaction):
                self._limits.count(interaction.user.id)
                await respond_in_turn(interaction, [Page(text) for text in overview.ledger(self._desk.record)])

        return topics

    def _topic(self) -> app_commands.Command[Any, ..., None]:
        @app_commands.command(name="topic", description=phrases.TOPIC_COMMAND)
        @app_commands.describe(name=phrases.TOPIC_NAME)
        async def topic(interaction: Interaction, name: app_commands.Range[str, 1, 100]) -> None:
            async with self._running(interaction):
                request = self._desk.topic(name)
                if request is None:
                    raise Refusal(_unknown_topic(name, self._desk))
                await self._answer(interaction, request, public=False)

        @topic.autocomplete("name")
        async def names(interaction: Interaction, typed: str) -> list[Choice]:
            return await self._choices(interaction, lambda: self._desk.topic_choices(typed))

        return topic

    def _cite(self) -> app_commands.Command[Any, ..., None]:
        @app_commands.command(name="cite", description=phrases.CITE)
        @app_commands.describe(passage=phrases.CITE_PASSAGE)
        async def cite(interaction: Interaction, passage: Question) -> None:
            async with self._running(interaction):
                quote = self._desk.cite(passage)
                if quote:
                    self._limits.count(interaction.user.id, interaction.channel_id)
                    await respond(interaction, self._desk.render.citation(quote), public=True)
                    return
                candidates = self._desk.candidates(passage)
                if candidates is None:
                    raise Refusal(phrases.NO_CANDIDATES)
                self._limits.count(interaction.user.id)
                await respond(interaction, candidates)

        @cite.autocomplete("passage")
        async def sentences(interaction: Interaction, typed: str) -> list[Choice]:
            return await self._choices(interaction, lambda: self._desk.sentence_choices(typed, CHOICES))

        return cite

    def _verify(self) -> app_commands.Command[Any, ..., None]:
        @app_commands.command(name="verify", description=phrases.VERIFY)
        @app_commands.describe(text=phrases.VERIFY_TEXT)
        async def verify(interaction: Interaction, text: app_commands.Range[str, 1, LONGEST_MESSAGE]) -> None:
            async with self._running(interaction):
                await self._check(interaction, said_in(text))

        return verify

    def _about(self) -> app_commands.Command[Any, ..., None]:
        @app_commands.command(name="about", description=phrases.ABOUT)
        async def about(interaction: Interaction) -> None:
            async with self._running(interaction):
                self._limits.count(interaction.user.id)
                await respond_in_turn(interaction, [Page(text) for text in overview.about(self._desk.record)])

        return about

    def _help(self) -> app_commands.Command[Any, ..., None]:
        @app_commands.command(name="help", description=phrases.HELP_COMMAND)
        async def help_(interaction: Interaction) -> None:
            async with self._running(interaction):
                self._limits.count(interaction.user.id)
                await respond(interaction, Page(phrases.HELP))

        return help_

    def _find(self) -> Any:
        async def find(interaction: Interaction, message: discord.Message) -> None:
            async with self._running(interaction):
                page = self._desk.touched(_text(message))
                self._limits.count(interaction.user.id)
                await respond(interaction, page or Page(phrases.NOTHING_TOUCHED), about=message.id)

        return find

    def _check_quotations(self) -> Any:
        async def check_quotations(interaction: Interaction, message: discord.Message) -> None:
            async with self._running(interaction):
                await self._check(interaction, _text(message), about=message.id)

        return check_quotations

    async def _check(self, interaction: Interaction, text: str, about: int = 0) -> None:
        """Show whether the record says what a text quotes, for the user alone."""
        pages = self._desk.checked(text)
        self._limits.count(interaction.user.id)
        await respond_in_turn(interaction, pages, about)

    async def _choices(self, interaction: Interaction, find: Callable[[], list[tuple[str, str]]]) -> list[Choice]:
        """What is offered while one types; nothing where that fails."""
        found: list[tuple[str, str]] = []
        async with self._funnel.running("autocomplete", telling(interaction)):
            found = find()
        return [app_commands.Choice(name=name, value=value) for name, value in found[:CHOICES]]

    async def _answer(self, interaction: Interaction, request: Request, *, public: bool) -> None:
        """Answer a request, for the user alone or for everyone."""
        read, answer = self._desk.answer(request)
        self._limits.count(interaction.user.id, interaction.channel_id if public else None)
        render = self._desk.render
        page = render.public(read, answer, opens=True) if public else render.first(read, answer)
        await respond(interaction, page, public=public)

    def _running(self, interaction: Interaction) -> Any:
        name = interaction.command.name if interaction.command else "command"
        return self._funnel.running(f"/{name}", telling(interaction))


def _text(message: discord.Message) -> str:
    """The text of a message that a command was used on; raises Refusal where it has none."""
    text = text_of(message)[:LONGEST_MESSAGE]
    if not text.strip():
        raise Refusal(phrases.NO_TEXT)
    return text


def _unknown_topic(name: str, desk: Desk) -> str:
    topics = ", ".join(topic.name for _, topic in desk.record.topics)
    return phrases.UNKNOWN_TOPIC.format(asked=abridged(visible(name), 100), topics=abridged(topics, 1000))
