"""The Discord client: what it listens to, and who acts on what it hears."""

import logging
import time
from collections.abc import Callable, Set

import discord
from discord import app_commands

from bot.commands import Commands
from bot.conversation import Conversation
from bot.desk import Desk
from bot.exchanges import Exchanges
from bot.failures import Funnel, telling
from bot.limits import Limits
from bot.owners import Owners
from bot.presses import Presses
from bot.record_commands import RecordCommands, ReloadButton
from bot.reloading import Reloading
from bot.sending import RecordButton, RecordMenu
from bot.syncing import SyncError, Syncing

_log = logging.getLogger(__name__)
# The library warns at every start that it can't speak in voice channels; the bot doesn't.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


class SummitClient(discord.Client):
    """Answers from a record, in servers, direct and group messages."""

    def __init__(
        self,
        desk: Desk,
        limits: Limits,
        syncing: Syncing | None,
        on_login: Callable[["SummitClient"], None] = lambda _: None,
        on_serving: Callable[["SummitClient"], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
        reloading: Reloading | None = None,
        owners: Set[int] = frozenset(),
    ) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self.desk = desk
        self.funnel = Funnel()
        self.is_serving = False
        self.tree = _Tree(self)
        self._syncing = syncing
        self._conversation = Conversation(desk, limits, self.funnel, Exchanges(clock))
        self._presses = Presses(desk, limits, self.funnel)
        self._on_login = on_login
        self._on_serving = on_serving
        Commands(desk, limits, self.funnel).add_to(self.tree)
        self._record_commands: RecordCommands | None = None
        if reloading:
            whose = Owners(owners, self.application_info)
            self._record_commands = RecordCommands(reloading, whose, limits, self.funnel)
            self._record_commands.add_to(self.tree)

    @property
    def command_names(self) -> list[str]:
        """What the commands are called."""
        return [
            command.name if isinstance(command, app_commands.ContextMenu) else f"/{command.name}"
            for command in self.tree.get_commands()
        ]

    async def setup_hook(self) -> None:
        """Before the gateway: the buttons and menus, and the commands where they changed."""
        self.add_dynamic_items(RecordButton, RecordMenu, ReloadButton)
        self._on_login(self)
        if self._syncing is None:
            return
        try:
            await self._syncing.when_changed(self.tree, self.application_id or 0)
        except SyncError as error:
            _log.error("%s", error)

    async def on_ready(self) -> None:
        """Say once what is served; the event may come again and again."""
        if not self.is_serving:
            self.is_serving = True
            self._on_serving(self)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message where it is for the bot."""
        if self.user:
            await self._conversation.hear(message, self.user)

    # No messages are cached, so that only the raw events tell of every edit and deletion.

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Keep the answer to a message that was edited up to it."""
        if self.user:
            await self._conversation.hear_edited(payload.message, self.user)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Delete the answer to a message that was deleted."""
        await self._conversation.hear_deleted([payload.message_id])

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Delete the answers to messages that were deleted at once."""
        await self._conversation.hear_deleted(payload.message_ids)

    async def press(self, interaction: discord.Interaction, code: str, chosen: str = "") -> None:
        """Do what a button of this id does, or a menu with what was chosen of it."""
        await self._presses.press(interaction, code, chosen)

    async def confirm(self, interaction: discord.Interaction, digits: str) -> None:
        """Take up the record that was shown."""
        if self._record_commands:
            await self._record_commands.confirm(interaction, digits)


class _Tree(app_commands.CommandTree[SummitClient]):
    """The commands' tree; what goes wrong before a command begins ends in the funnel, too."""

    def __init__(self, client: SummitClient) -> None:
        super().__init__(
            client,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        )

    async def on_error(
        self, interaction: discord.Interaction[SummitClient], error: app_commands.AppCommandError, /
    ) -> None:
        """End in the funnel."""
        async with self.client.funnel.running("command", telling(interaction)):
            raise error
