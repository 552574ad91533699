"""Sending again where the connection broke; only for what Discord takes once, however often it is sent."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

_Sent = TypeVar("_Sent")
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
ALREADY_ACKNOWLEDGED = 40060
# discord.py sends again after a reset connection and after a 5xx, but not after one that was closed without a reply.
BROKEN = (aiohttp.ClientConnectionError, ConnectionError)
PAUSES = (0.2, 0.8)
"""Seconds before the second and the third try; a first response is due within three."""


async def until_sent(send: Callable[[], Awaitable[_Sent]]) -> _Sent:
    """What sending gives; after a broken connection, it is tried again.

    A response to an interaction is taken once (40060 from then on), a message with a nonce too.
    """
    for pause in PAUSES:
        try:
            return await send()
        except BROKEN:
            await asyncio.sleep(pause)
    return await send()


async def acknowledge(send: Callable[[], Awaitable[object]]) -> None:
    """Acknowledge a press before acting on it; that an earlier try went through, though its reply was lost, will do."""
    try:
        await until_sent(send)
    except discord.HTTPException as error:
        if error.code != ALREADY_ACKNOWLEDGED:
            raise
