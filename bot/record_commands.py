"""`/record check` and `/record reload`, for those who run the bot."""

import logging
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol, cast

import discord
from discord import app_commands

from bot import phrases
from bot.escaping import escaped
from bot.failures import Funnel, Refusal, telling
from bot.fitting import how_many
from bot.limits import Limits
from bot.owners import Owners
from bot.reloading import Proposal, Reloading
from bot.retrying import acknowledge

if TYPE_CHECKING:
    import re

_log = logging.getLogger(__name__)
_PREFIX = "r/"
Interaction = discord.Interaction[Any]


class Confirmed(Protocol):
    """A client that takes up a record."""

    async def confirm(self, interaction: discord.Interaction, digits: str) -> None:
        """Take up the record that was shown."""


class ReloadButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=f"{_PREFIX}.*"):
    """The button that confirms a reload; its id holds the digits of what was shown."""

    def __init__(self, digits: str) -> None:
        style = discord.ButtonStyle.primary
        super().__init__(discord.ui.Button(custom_id=f"{_PREFIX}{digits}", label=phrases.RELOAD_BUTTON, style=style))

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: discord.ui.Item[Any], match: "re.Match[str]", /
    ) -> "ReloadButton":
        """The button that was pressed."""
        return cls(match.string.removeprefix(_PREFIX))

    async def callback(self, interaction: Interaction) -> None:
        """Act on a press."""
        await cast(Confirmed, interaction.client).confirm(interaction, self.custom_id.removeprefix(_PREFIX))


class RecordCommands:
    """What the bot's owners do with the record, in private."""

    def __init__(self, reloading: Reloading, owners: Owners, limits: Limits, funnel: Funnel) -> None:
        self._reloading = reloading
        self._owners = owners
        self._limits = limits
        self._funnel = funnel

    def add_to(self, tree: app_commands.CommandTree[Any]) -> None:
        """Add the commands to a tree: for servers that installed the bot, shown to administrators."""
        group = app_commands.Group(
            name="record",
            description=phrases.RECORD_COMMANDS,
            default_permissions=discord.Permissions(administrator=True),
            # What isn't denied here comes from the tree.
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )

        @group.command(name="check", description=phrases.RECORD_CHECK)
        async def check(interaction: Interaction) -> None:
            async with self._funnel.running("/record check", telling(interaction)):
                await self._show(interaction, await self._read(interaction), confirms=False)

        @group.command(name="reload", description=phrases.RECORD_RELOAD)
        async def reload_(interaction: Interaction) -> None:
            async with self._funnel.running("/record reload", telling(interaction)):
                await self._show(interaction, await self._read(interaction), confirms=True)

        tree.add_command(group)

    async def confirm(self, interaction: discord.Interaction, digits: str) -> None:
        """Take up the record that was shown; where it is another by now, show that."""
        async with self._funnel.running("reload", telling(interaction)):
            # Without its button, the message can't be confirmed twice.
            none = discord.AllowedMentions.none()
            await acknowledge(lambda: interaction.response.edit_message(view=None, allowed_mentions=none))
            proposal = await self._for_owner(interaction)
            if proposal.digits != digits:
                await self._show(interaction, proposal, confirms=True, above=[phrases.RECORD_CHANGED_SINCE])
                return
            self._reloading.take_up(proposal)
            record = proposal.desk.record
            _log.info("record reloaded: %s", record.digest)
            await _tell(interaction, phrases.RECORD_RELOADED.format(digest=record.digest))

    async def _read(self, interaction: Interaction) -> Proposal:
        await acknowledge(lambda: interaction.response.defer(ephemeral=True, thinking=True))
        return await self._for_owner(interaction)

    async def _for_owner(self, interaction: discord.Interaction) -> Proposal:
        """The record as it is now, for those who run the bot; raises Refusal for others."""
        if not await self._owners.hold(interaction.user.id):
            raise Refusal(phrases.NOT_AN_OWNER)
        self._limits.count(interaction.user.id)
        return await self._reloading.proposed()

    async def _show(
        self, interaction: discord.Interaction, proposal: Proposal, *, confirms: bool, above: Sequence[str] = ()
    ) -> None:
        """Show what would change and what is left out: as many lines as fit, all of them in a file where some don't."""
        record = proposal.desk.record
        facts = {"documents": len(record.documents), "passages": len(record.passages), "topics": len(record.topics)}
        heading = [*above, phrases.RECORD_LOADS.format(**facts, digest=record.digest)]
        if not proposal.lines:
            heading.append(phrases.RECORD_SAME)
        told = (*proposal.lines, *proposal.left_out)
        lines = [escaped(line) for line in told]
        shown = how_many(lines, heading)
        texts = [*heading, *lines[:shown]]
        more: dict[str, Any] = {}
        if shown < len(lines):
            texts.append(f"-# {phrases.RECORD_MORE_LINES.format(count=len(lines) - shown)}")
            more["file"] = discord.File(BytesIO("\n".join(told).encode()), phrases.RECORD_FILE)
        if confirms and proposal.lines:
            view = discord.ui.View(timeout=None).add_item(ReloadButton(proposal.digits))
            # As with every view of the bot's: one that has ended is not kept.
            view.stop()
            more["view"] = view
        await _tell(interaction, "\n".join(texts), **more)


async def _tell(interaction: discord.Interaction, text: str, **more: Any) -> None:
    await interaction.followup.send(text, ephemeral=True, suppress_embeds=True, **more)
