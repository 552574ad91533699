"""A bare discord.py bot that answers a constant: what any bot on this library costs, and a proof of the server."""

import asyncio
import os
import signal

import discord
from discord import app_commands

ANSWER = "Sanctions: no indication that it was discussed, as of July 20, 2018"


class Bare(discord.Client):
    """Answers /ask and mentions with a constant."""

    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        super().__init__(intents=intents, max_messages=None, allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(description="Ask")
        async def ask(interaction: discord.Interaction, question: str) -> None:  # noqa: ARG001
            await interaction.response.send_message(ANSWER, ephemeral=True, suppress_embeds=True)

    async def setup_hook(self) -> None:
        """Sync the commands."""
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention."""
        if self.user in message.mentions:
            await message.reply(ANSWER, mention_author=False)


async def _run() -> None:
    client = Bare()
    async with client:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(client.close()))
        await client.start(os.environ["SUMMIT_TOKEN"])


def serve() -> int:
    """Run it until SIGTERM."""
    asyncio.run(_run())
    return 0
