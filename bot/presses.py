"""What the buttons do: more of an answer, the next page, the surroundings of a quote, posting and deleting."""

from collections import OrderedDict
from itertools import pairwise

import discord

from bot import phrases
from bot.buttons import Code, Verb
from bot.conversation import question_behind
from bot.desk import Desk
from bot.failures import Funnel, Refusal, telling
from bot.limits import Limits
from bot.posting import post, refuse_unless_may_post
from bot.rendering import Page
from bot.requests import Request
from bot.retrying import acknowledge
from bot.sending import disabled, respond, turn_to

REMEMBERED = 1000
"""Presses of *Post* remembered, so that a double tap posts once."""


class Presses:
    """Acts on buttons."""

    def __init__(self, desk: Desk, limits: Limits, funnel: Funnel) -> None:
        self._desk = desk
        self._limits = limits
        self._funnel = funnel
        self._posted: OrderedDict[tuple[int, str], None] = OrderedDict()

    async def press(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Do what a button of this id does."""
        async with self._funnel.running("button", telling(interaction)):
            message = interaction.message
            try:
                code = Code.read(custom_id)
            except ValueError:
                raise Refusal(phrases.BUTTON_UNKNOWN) from None
            if message is None:
                raise Refusal(phrases.BUTTON_UNKNOWN)
            if code.verb is not Verb.DELETE and code.place and not self._desk.quote(code.place):
                raise Refusal(phrases.CORRECTED)
            match code.verb:
                case Verb.MORE:
                    await self._more(interaction, message, code)
                case Verb.NEXT:
                    await self._next(interaction, message, code)
                case Verb.CONTEXT:
                    await self._context(interaction, code)
                case Verb.POST:
                    await self._post(interaction, message, code, custom_id)
                case Verb.DELETE:
                    await self._delete(interaction, code)

    async def _more(self, interaction: discord.Interaction, message: discord.Message, code: Code) -> None:
        """Open a private copy: the whole answer, or the quote alone where no question is behind it any more."""
        request = await question_behind(message)
        page = self._desk.render.private(*self._desk.answer(request))[0] if request else self._at(code)
        await respond(interaction, page, about=message.id)

    async def _next(self, interaction: discord.Interaction, message: discord.Message, code: Code) -> None:
        request = Request.read(message.content)
        if request is None:
            raise Refusal(phrases.BUTTON_UNKNOWN)
        pages = self._desk.render.private(*self._desk.answer(request))
        following = [page for before, page in pairwise(pages) if before.place == code.place]
        await turn_to(interaction, (following or pages)[0], code.about)

    async def _context(self, interaction: discord.Interaction, code: Code) -> None:
        page = self._desk.around(code.place) if code.place else None
        if page is None:
            raise Refusal(phrases.BUTTON_UNKNOWN)
        await turn_to(interaction, page, code.about)

    async def _post(
        self, interaction: discord.Interaction, message: discord.Message, code: Code, custom_id: str
    ) -> None:
        """Post what the private message shows; the button is disabled first."""
        refuse_unless_may_post(interaction)
        page = self._public(message, code)
        pressed = (message.id, custom_id)
        if pressed in self._posted:
            raise Refusal(phrases.ALREADY_POSTED)
        self._limits.count(interaction.user.id, interaction.channel_id)
        self._posted[pressed] = None
        while len(self._posted) > REMEMBERED:
            self._posted.popitem(last=False)
        try:
            await self._disable_and_post(interaction, message, custom_id, page, code.about)
        except Exception:
            self._posted.pop(pressed, None)
            raise

    async def _disable_and_post(
        self, interaction: discord.Interaction, message: discord.Message, custom_id: str, page: Page, about: int
    ) -> None:
        """Post a page after disabling the button, which comes back where posting fails."""
        none = discord.AllowedMentions.none()
        before, after = disabled(message, ""), disabled(message, custom_id)
        await acknowledge(lambda: interaction.response.edit_message(view=after, allowed_mentions=none))
        try:
            await post(interaction, page, about)
        except Exception:
            await interaction.edit_original_response(view=before, allowed_mentions=none)
            raise

    def _public(self, message: discord.Message, code: Code) -> Page:
        """What is posted: the answer's page that is shown, or its quote alone."""
        request = Request.read(message.content)
        if request and request.is_whole:
            request, answer = self._desk.answer(request)
            first = self._desk.render.private(request, answer)[0]
            place = code.place if code.place != first.place else None
            return self._desk.render.public(request, answer, opens=True, place=place)
        quote = self._desk.quote(code.place) if code.place else None
        if quote is None:
            raise Refusal(phrases.BUTTON_UNKNOWN)
        return self._desk.render.citation(quote)

    async def _delete(self, interaction: discord.Interaction, code: Code) -> None:
        """Delete the message that the button is under; its interaction may, wherever the bot is a member or not."""
        may = interaction.guild_id is not None and interaction.permissions.manage_messages
        if interaction.user.id != code.asker and not may:
            raise Refusal(phrases.NOT_YOURS)
        await acknowledge(interaction.response.defer)
        await interaction.delete_original_response()

    def _at(self, code: Code) -> Page:
        page = self._desk.at(code.place) if code.place else None
        if page is None:
            raise Refusal(phrases.BUTTON_UNKNOWN)
        return page
