"""The Discord client: what it listens to, and who acts on what it hears."""

import logging
from collections.abc import Callable

import discord
from discord import app_commands

from bot.commands import Commands
from bot.conversation import Conversation
from bot.desk import Desk
from bot.failures import Funnel, telling
from bot.limits import Limits
from bot.presses import Presses
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
        self._conversation = Conversation(desk, limits, self.funnel)
        self._presses = Presses(desk, limits, self.funnel)
        self._on_login = on_login
        self._on_serving = on_serving
        Commands(desk, limits, self.funnel).add_to(self.tree)

    @property
    def command_names(self) -> list[str]:
        """What the commands are called."""
        return [
            command.name if isinstance(command, app_commands.ContextMenu) else f"/{command.name}"
            for command in self.tree.get_commands()
        ]

    async def setup_hook(self) -> None:
        """Before the gateway: the buttons and menus, and the commands where they changed."""
        self.add_dynamic_items(RecordButton, RecordMenu)
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

    async def press(self, interaction: discord.Interaction, code: str, chosen: str = "") -> None:
        """Do what a button of this id does, or a menu with what was chosen of it."""
        await self._presses.press(interaction, code, chosen)


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
