"""Pages as Discord messages: plain text, buttons, a menu, no pings, no previews."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol, cast

import discord
from discord.utils import MISSING

from bot import phrases
from bot.buttons import PREFIX, Button, Code, Verb
from bot.copying import OFFERED
from bot.rendering import Page
from bot.retrying import until_sent

if TYPE_CHECKING:
    import re

STYLES = {
    Verb.POST: discord.ButtonStyle.primary,
    Verb.POST_CHECKS: discord.ButtonStyle.primary,
    Verb.DELETE: discord.ButtonStyle.danger,
}
_OF_MENU = f"{PREFIX}{Verb.CITE}/"


class Pressed(Protocol):
    """A client that acts on buttons and menus."""

    async def press(self, interaction: discord.Interaction, code: str, chosen: str = "") -> None:
        """Do what a button of this id does, or a menu with what was chosen of it."""


class RecordButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=f"(?!{_OF_MENU}){PREFIX}.*"):
    """A button whose state is its id, so that it works after a restart and nothing is stored."""

    def __init__(self, code: str, label: str = "", style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> None:
        super().__init__(discord.ui.Button(custom_id=code, label=label, style=style))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: "re.Match[str]", /
    ) -> "RecordButton":
        """The button that was pressed. What its id holds is read when it acts: an error in here reaches no handler."""
        return cls(match.string)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Act on a press."""
        await cast(Pressed, interaction.client).press(interaction, self.custom_id)


class RecordMenu(discord.ui.DynamicItem[discord.ui.Select[Any]], template=f"{_OF_MENU}.*"):
    """A menu of styles whose state is its id, as a button's is."""

    _OPTIONS = tuple(discord.SelectOption(label=style.label, value=style.value) for style in OFFERED)

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(discord.ui.Select(custom_id=code, placeholder=text or None, options=[*self._OPTIONS]))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: "re.Match[str]", /
    ) -> "RecordMenu":
        """The menu that was used."""
        return cls(match.string)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Act on a choice."""
        await cast(Pressed, interaction.client).press(interaction, self.custom_id, "".join(self.item.values))


def view_of(page: Page, asker: int, about: int = 0) -> discord.ui.View:
    """The buttons and the menu of a page, for the one who asked, about a message."""
    view = discord.ui.View(timeout=None)
    for button in page.buttons:
        view.add_item(_item(button, Code(button.verb, asker, about, button.place)))
    if page.menu:
        view.add_item(RecordMenu(str(Code(Verb.CITE, asker, about, page.menu.place)), page.menu.text))
    # A view that has ended is not kept: the library would keep each one that it sends, and when one of them ended
    # (an ephemeral one after 15 minutes), forget the class of its buttons, and with it every old button.
    view.stop()
    return view


def disabled(message: discord.Message, code: str) -> discord.ui.View:
    """The buttons of a message, the one of an id disabled."""
    view = discord.ui.View.from_message(message, timeout=None)
    for child in view.children:
        if isinstance(child, discord.ui.Button) and child.custom_id == code:
            child.disabled = True
    view.stop()
    return view


async def respond(interaction: discord.Interaction, page: Page, *, public: bool = False, about: int = 0) -> None:
    """Answer a command or a press with a page, for the user alone unless it is public."""
    view = view_of(page, interaction.user.id, about)
    send = interaction.response.send_message
    # A file is read as it is sent: a second try takes a new one.
    sent = await until_sent(
        lambda: send(page.text, view=view, files=_files(page) or MISSING, ephemeral=not public, suppress_embeds=True)
    )
    if public and sent.is_ephemeral():
        await interaction.edit_original_response(
            content=page.under(phrases.ONLY_YOU).text, view=view, allowed_mentions=discord.AllowedMentions.none()
        )


async def respond_in_turn(interaction: discord.Interaction, pages: Sequence[Page], about: int = 0) -> None:
    """Answer a command with pages, for the user alone, of which there are no more than Discord lets everyone send."""
    await respond(interaction, pages[0], about=about)
    for page in pages[1:]:
        view = view_of(page, interaction.user.id, about)
        await interaction.followup.send(page.text, view=view, ephemeral=True, suppress_embeds=True)


async def turn_to(interaction: discord.Interaction, page: Page, about: int) -> None:
    """Show another page in the private message whose button was pressed."""
    view = view_of(page, interaction.user.id, about)
    none = discord.AllowedMentions.none()
    await until_sent(lambda: interaction.response.edit_message(content=page.text, view=view, allowed_mentions=none))


def _files(page: Page) -> list[discord.File]:
    file = page.attachment
    return [discord.File(BytesIO(file.text.encode()), file.name)] if file else []


def _item(button: Button, code: Code) -> RecordButton:
    return RecordButton(str(code), button.text, STYLES.get(button.verb, discord.ButtonStyle.secondary))
