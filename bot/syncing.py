"""The commands that Discord shows are synced when they changed, and when somebody says so."""

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot import phrases
from bot.failures import OUT_OF_REACH
from bot.visible import in_a_line, visible

_log = logging.getLogger(__name__)
_FILE = "commands.sha256"


class SyncError(Exception):
    """Discord refused the commands, or was out of reach: one line that names the field, and what to do."""


class Syncing:
    """Syncs a tree, and remembers in a folder what was synced last, for which application."""

    def __init__(self, state: Path) -> None:
        self._file = state / _FILE

    async def when_changed(self, tree: app_commands.CommandTree[Any], application: int) -> None:
        """Sync where the commands, or the application, are others than last time."""
        if self._last() != _digest(tree, application):
            await self.now(tree, application)

    async def now(self, tree: app_commands.CommandTree[Any], application: int) -> None:
        """Sync; raises SyncError."""
        try:
            await tree.sync()
        except OUT_OF_REACH as error:
            raise SyncError(phrases.SYNC_FAILED.format(problem=_in_words(error))) from None
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(_digest(tree, application))
        except OSError as error:
            _log.warning("%s: can't be written, so commands are synced at every start: %s", self._file, error.strerror)

    def _last(self) -> str:
        try:
            return self._file.read_text()
        except (OSError, UnicodeDecodeError):
            return ""


def _digest(tree: app_commands.CommandTree[Any], application: int) -> str:
    payload = [command.to_dict(tree) for command in tree.get_commands()]
    text = json.dumps([str(application), *sorted(payload, key=lambda one: (one["type"], one["name"]))], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _in_words(error: Exception) -> str:
    """Which field Discord refused, and where that is put right if it is the installation's."""
    text = in_a_line(error)
    if isinstance(error, discord.HTTPException) and visible(error.text) not in text:
        text = f"{text}: {visible(error.text)}"
    remedy = f"; {phrases.SYNC_REMEDY}" if "integration_types" in text or "contexts" in text else ""
    return f"{text}{remedy}"
