"""A record that changes while it is served: read anew in a thread, compared, taken up. Nothing here knows Discord."""

import asyncio
import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot import phrases
from bot.desk import Desk
from bot.failures import Refusal
from bot.records import left_out_lines
from bot.visible import visible
from knowledge.errors import RecordError
from knowledge.record import Record

_DIGITS = 16
MOST_LEFT_OUT = 1_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record as it was read anew, ready to be asked, and what would change with it, a line each; none, nothing.

    `left_out` are the files in its folders that are no part of it, a line each.
    """

    desk: Desk
    lines: tuple[str, ...]
    left_out: tuple[str, ...]
    digits: str
    """Sixteen hexadecimal digits of both records and of the lines: what is confirmed by them is what was shown."""


class Reloading:
    """Reads the record anew, and takes it up.

    `read` reads it and raises RecordError; `changes` tells what changed from a record to another, a line each, none
    where nothing did, and may raise RecordError too; `folders` are shown to nobody.
    """

    def __init__(
        self,
        desk: Desk,
        read: Callable[[], Record],
        changes: Callable[[Record, Record], Sequence[str]],
        folders: Sequence[Path] = (),
    ) -> None:
        self.desk = desk
        self._read = read
        self._changes = changes
        self._folders = folders

    async def proposed(self) -> Proposal:
        """The record as it is now; raises Refusal where it can't be read."""
        try:
            return await asyncio.to_thread(self._proposed, self.desk.record)
        except RecordError as error:
            raise Refusal(phrases.RECORD_REFUSED.format(problem=self._within(visible(str(error))))) from None

    def take_up(self, proposal: Proposal) -> None:
        """Serve a record from now on."""
        self.desk.take_over(proposal.desk)
        if gc.get_freeze_count():
            settle()

    def _proposed(self, old: Record) -> Proposal:
        new = self._read()
        lines = tuple(map(_line, self._changes(old, new)))
        digits = sha256("\n".join((old.digest, new.digest, *lines)).encode()).hexdigest()[:_DIGITS]
        left_out = tuple(map(self._within, left_out_lines(new.sources.left_out, MOST_LEFT_OUT)))
        return Proposal(Desk(new), lines, left_out, digits)

    def _within(self, text: str) -> str:
        """A text with its paths relative to the record's folder."""
        for path in self._folders:
            folder = path if path.is_dir() else path.parent
            for shown in {str(folder), str(folder.resolve())} if folder.name else ():
                text = text.replace(f"{shown}/", "").replace(shown, folder.name)
        return text


def settle() -> None:
    """Leave all that is loaded by now out of collections of garbage, each of which would go through the record."""
    # What was left out before may be garbage by now.
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _line(text: str) -> str:
    """A line as it may be shown, as far set in as it was."""
    return " " * (len(text) - len(text.lstrip(" "))) + visible(text)
