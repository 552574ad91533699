"""Runs a bot against the loopback Discord: the product's own entry point, unless told another.

Usage: python -m tests.end_to_end.launcher REST_BASE GATEWAY_URL [MODULE:FUNCTION]
"""

import sys
from importlib import import_module

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

PRODUCT = "bot.serve:serve"


def main(base: str, gateway: str, entry: str = PRODUCT) -> int:
    """Point the library at the loopback server, then run the entry point; its result is the exit code."""
    Route.BASE = base
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    module, _, function = entry.partition(":")
    return int(getattr(import_module(module), function)() or 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
