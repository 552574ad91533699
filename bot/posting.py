"""Posting a page to the channel in somebody's name: as an ordinary message where the bot may, else as a follow-up."""

from typing import Any

import discord

from bot import phrases
from bot.escaping import escaped, one_line
from bot.failures import Refusal
from bot.rendering import Page
from bot.retrying import until_sent
from bot.sending import view_of


def refuse_unless_may_post(interaction: discord.Interaction) -> None:
    """Raise Refusal where the user couldn't send a message of his own."""
    if interaction.guild_id is not None and not _may_send(interaction.permissions, interaction):
        raise Refusal(phrases.CANT_POST_HERE)


async def post(interaction: discord.Interaction, page: Page, about: int) -> None:
    """Post a page, as a reply to the message that it is about, if any; its first line says who posted it."""
    page = page.under(phrases.POSTED_BY.format(name=escaped(one_line(interaction.user.display_name))))
    view = view_of(page, interaction.user.id)
    channel = interaction.channel
    if isinstance(channel, discord.abc.Messageable) and _bot_may_send(interaction):
        reply: dict[str, Any] = {}
        if about:
            reply["reference"] = discord.MessageReference(
                message_id=about, channel_id=channel.id, guild_id=interaction.guild_id, fail_if_not_exists=False
            )
            reply["mention_author"] = False
        send = channel.send
        await until_sent(lambda: send(page.text, view=view, suppress_embeds=True, nonce=interaction.id, **reply))
        return
    if about:
        link = f"<https://discord.com/channels/{interaction.guild_id or '@me'}/{interaction.channel_id}/{about}>"
        page = page.under(phrases.ABOUT_MESSAGE.format(link=link))
    sent = await interaction.followup.send(page.text, view=view, suppress_embeds=True, wait=True)
    if sent.flags.ephemeral:
        await sent.edit(
            content=page.under(phrases.ONLY_YOU).text, view=view, allowed_mentions=discord.AllowedMentions.none()
        )


def _bot_may_send(interaction: discord.Interaction) -> bool:
    """Whether the bot is here itself, not only the user's installation of it, and may reply here."""
    if interaction.guild_id is None:
        return interaction.context.dm_channel
    permissions = interaction.app_permissions
    is_member = interaction.client.get_guild(interaction.guild_id) is not None
    reads = permissions.view_channel and permissions.read_message_history
    return is_member and reads and _may_send(permissions, interaction)


def _may_send(permissions: discord.Permissions, interaction: discord.Interaction) -> bool:
    in_thread = isinstance(interaction.channel, discord.Thread)
    return permissions.send_messages_in_threads if in_thread else permissions.send_messages
