"""What people say in messages, without what only Discord reads."""

import re

import discord

_TOKENS = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:|id:|/[^:<>]*:)[^<>\s]*>")
_MASKED_LINK = re.compile(r"\[([^\[\]\n]+)\]\((?:<https?://[^\s<>]+>|https?://[^\s<>()]+)\)")


def said_in(content: str) -> str:
    """A message's text without mentions, emoji and the like, and of links the words alone."""
    return _TOKENS.sub(" ", _MASKED_LINK.sub(r"\1", content)).strip()


def text_of(message: discord.Message) -> str:
    """What a message says; a forwarded one has no text of its own."""
    contents = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    return "\n".join(filter(None, map(said_in, contents)))
