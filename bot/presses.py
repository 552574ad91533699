"""What buttons and menus do: more of an answer, the surroundings of a quote, its citation, posting and deleting."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar, cast

import discord
from cachetools import FIFOCache

from bot import phrases
from bot.buttons import Code, Verb
from bot.desk import Desk
from bot.failures import Funnel, Refusal, telling
from bot.limits import Limits
from bot.origins import Origins, fetched
from bot.places import Place
from bot.posting import post
from bot.rendering import Page
from bot.requests import Opening, Request
from bot.retrying import acknowledge
from bot.sending import disabled, respond, turn_to
from knowledge.citing.style import Style

REMEMBERED = 1000
"""Presses of *Post* remembered, so that a double tap posts once."""
UNKNOWN_MESSAGE = 10008

_Found = TypeVar("_Found")


class Presses:
    """Acts on buttons and menus."""

    def __init__(self, desk: Desk, limits: Limits, funnel: Funnel) -> None:
        self._desk = desk
        self._origins = Origins(desk)
        self._limits = limits
        self._funnel = funnel
        self._posted: FIFOCache[tuple[int, str], bool] = FIFOCache(REMEMBERED)

    async def press(self, interaction: discord.Interaction, custom_id: str, chosen: str = "") -> None:
        """Do what a button of this id does, or a menu with what was chosen of it."""
        async with self._funnel.running("button", telling(interaction)):
            # Discord tells of every press which message the button is under.
            message = cast(discord.Message, interaction.message)
            try:
                code = Code.read(custom_id)
            except ValueError:
                raise Refusal(phrases.BUTTON_UNKNOWN) from None
            if code.verb is not Verb.DELETE and code.place:
                self._at(code, self._desk.quote)
            match code.verb:
                case Verb.MORE:
                    page = await self._more(message, code)
                    self._limits.count(interaction.user.id)
                    await respond(interaction, page, about=message.id)
                case Verb.NEXT:
                    await self._turn(interaction, code, await self._next(interaction, message, code))
                case Verb.CONTEXT:
                    await self._turn(interaction, code, self._at(code, self._desk.around))
                case Verb.POST:
                    page = self._public(message, await self._asked(interaction, message, code), code)
                    await self._post(interaction, message, code, custom_id, page)
                case Verb.POST_CHECKS:
                    await self._post(interaction, message, code, custom_id, self._public_checks(message, code))
                case Verb.CITE:
                    page = self._cited(code, chosen)
                    self._limits.count(interaction.user.id)
                    await respond(interaction, page)
                case Verb.DELETE:
                    await self._delete(interaction, code)

    async def _turn(self, interaction: discord.Interaction, code: Code, page: Page) -> None:
        self._limits.count(interaction.user.id)
        await turn_to(interaction, page, code.about)

    async def _more(self, message: discord.Message, code: Code) -> Page:
        """A private copy: the whole answer, or the quote alone where no question is behind it any more."""
        request = await self._origins.behind(message)
        if request is None:
            return self._at(code, self._desk.at)
        pages = self._desk.render.private(*self._desk.answer(request))
        if code.place is None:
            return pages[0]
        # Posted from a later page, it opens there; none fits where the question was edited since.
        return _page_at(pages, code.place) or self._at(code, self._desk.at)

    async def _next(self, interaction: discord.Interaction, message: discord.Message, code: Code) -> Page:
        request = await self._asked(interaction, message, code)
        if request is None:
            raise Refusal(phrases.QUESTION_GONE)
        pages = self._desk.render.private(*self._desk.answer(request))
        following = [page for before, page in pairwise(pages) if _begins_at(before, code.place)]
        return (following or pages)[0]

    async def _asked(self, interaction: discord.Interaction, message: discord.Message, code: Code) -> Request | None:
        """What a private page answers, None for quotes alone; raises Refusal where its question is out of reach.

        Where the page shows a part of the question only, the whole is behind the public message that it is about.
        """
        request = Opening.read(message.content).request
        if request is None or request.is_whole:
            return request
        public = await fetched(interaction.channel, code.about) if code.about else None
        whole = await self._origins.behind(public) if public else None
        if whole is None:
            raise Refusal(phrases.QUESTION_GONE)
        return whole

    def _cited(self, code: Code, chosen: str) -> Page:
        """The citation in the style that was chosen."""
        try:
            style = Style(chosen)
        except ValueError:
            raise Refusal(phrases.BUTTON_UNKNOWN) from None
        return self._at(code, lambda place: self._desk.cited(place, style))

    async def _post(
        self, interaction: discord.Interaction, message: discord.Message, code: Code, custom_id: str, page: Page
    ) -> None:
        """Post what the private message shows; the button is disabled first."""
        pressed = (message.id, page.text)
        # From here to where it is remembered nothing is awaited, so that the second tap comes before or after.
        if pressed in self._posted:
            raise Refusal(phrases.ALREADY_POSTED)
        self._limits.count(interaction.user.id, interaction.channel_id)
        self._posted[pressed] = True
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

    def _public(self, message: discord.Message, request: Request | None, code: Code) -> Page:
        """What is posted: the answer's page that is shown, or its quote alone.

        Raises Refusal where the record says something else by now: of a quote or its status.
        """
        if request is None:
            return self._desk.render.citation(self._at(code, self._desk.quote))
        request, answer = self._desk.answer(request)
        pages = self._desk.render.private(request, answer)
        shown = _page_at(pages, code.place) or pages[0]
        if _stated(shown.text) != _stated(message.content):
            raise Refusal(phrases.CORRECTED)
        place = shown.place if shown is not pages[0] else None
        return self._desk.render.public(request, answer, opens=True, place=place)

    def _public_checks(self, message: discord.Message, code: Code) -> Page:
        """What is posted of checks: just what is shown."""
        page = self._desk.verdicts.posted(message.content, code.place)
        if page is None:
            raise Refusal(phrases.RECORD_CORRECTED)
        return page

    async def _delete(self, interaction: discord.Interaction, code: Code) -> None:
        """Delete the message that the button is under; its interaction may, wherever the bot is a member or not."""
        may = interaction.guild_id is not None and interaction.permissions.manage_messages
        if interaction.user.id != code.asker and not may:
            raise Refusal(phrases.NOT_YOURS)
        await acknowledge(interaction.response.defer)
        try:
            await interaction.delete_original_response()
        except discord.NotFound as error:
            # Somebody else pressed it in the same moment.
            if error.code != UNKNOWN_MESSAGE:
                raise

    def _at(self, code: Code, find: Callable[[Place], _Found | None]) -> _Found:
        """What is found at a button's place; raises Refusal where there is none, or its passage was corrected."""
        if code.place is None:
            raise Refusal(phrases.QUESTION_GONE)
        found = find(code.place)
        if found is None:
            raise Refusal(phrases.CORRECTED)
        return found


def _begins_at(page: Page, place: Place | None) -> bool:
    return bool(page.place and place and page.place.begins_as(place))


def _page_at(pages: Sequence[Page], place: Place | None) -> Page | None:
    """The page that begins at a place, whatever number its paragraph has by now."""
    return next((page for page in pages if _begins_at(page, place)), None)


def _stated(text: str) -> list[str]:
    """What a page says of the record: its notes and quotes, without the small print."""
    return [line.strip() for line in text.split("\n") if line.strip() and not line.startswith("-# ")]
