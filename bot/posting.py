"""Posting a page to the channel in somebody's name: as an ordinary message where that may be, else as a follow-up."""

from typing import Any

import discord

from bot import phrases
from bot.escaping import escaped
from bot.rendering import Page
from bot.retrying import until_sent
from bot.sending import view_of
from bot.visible import visible


async def post(interaction: discord.Interaction, page: Page, about: int) -> None:
    """Post a page, as a reply to the message that it is about, if any; its first line says who posted it."""
    posted_by = phrases.POSTED_BY.format(name=escaped(visible(interaction.user.display_name)))
    view = view_of(page, interaction.user.id)
    channel = interaction.channel
    may = _may_send(interaction, interaction.permissions)
    if may and isinstance(channel, discord.abc.Messageable) and _is_member_and_may_reply(interaction):
        reply: dict[str, Any] = {}
        if about:
            reply["reference"] = discord.MessageReference(
                message_id=about, channel_id=channel.id, guild_id=interaction.guild_id, fail_if_not_exists=False
            )
            reply["mention_author"] = False
        text, send = page.under(posted_by).text, channel.send
        await until_sent(lambda: send(text, view=view, suppress_embeds=True, nonce=interaction.id, **reply))
        return
    link = f"<https://discord.com/channels/{interaction.guild_id or '@me'}/{interaction.channel_id}/{about}>"
    on = [phrases.ABOUT_MESSAGE.format(link=link)] if about else []
    # A command can't be used where its user may not send messages, but a button can, and Discord shows everybody what
    # follows; it makes a follow-up private only for USE_EXTERNAL_APPS, in servers that the bot isn't installed to. So
    # nobody else sees this one: one who may not speak here doesn't speak through the bot.
    # https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
    # https://github.com/discord/discord-api-docs/issues/6761
    sent = await interaction.followup.send(
        page.under(posted_by, *on).text, view=view, ephemeral=not may, suppress_embeds=True, wait=True
    )
    if sent.flags.ephemeral:
        text = page.under(posted_by, phrases.ONLY_YOU, *on).text
        await sent.edit(content=text, view=view, allowed_mentions=discord.AllowedMentions.none())


def _is_member_and_may_reply(interaction: discord.Interaction) -> bool:
    """Whether the bot is here itself, not only the user's installation of it, and may reply here."""
    if interaction.guild_id is None:
        return interaction.context.dm_channel
    permissions = interaction.app_permissions
    is_member = interaction.client.get_guild(interaction.guild_id) is not None
    reads = permissions.view_channel and permissions.read_message_history
    return is_member and reads and _may_send(interaction, permissions)


def _may_send(interaction: discord.Interaction, permissions: discord.Permissions) -> bool:
    """Whether these permissions let somebody send a message here; outside servers, everybody may."""
    in_thread = isinstance(interaction.channel, discord.Thread)
    may = permissions.send_messages_in_threads if in_thread else permissions.send_messages
    return may or interaction.guild_id is None
