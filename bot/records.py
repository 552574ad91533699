"""Which record a command is about: by its options, else by the environment, else the shipped one."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from bot.visible import visible
from knowledge import loading
from knowledge.record import Record
from knowledge.sources import LeftOut

SHIPPED = "shipped"
"""The word for the shipped record, in the place of a path."""
VARIABLE = "SUMMIT_RECORD"
MOST_NAMED = 5
"""Files left out that are named at every command; `summit check` names all."""


def record_of(options: Namespace, setting: str | None = None) -> Record:
    """The record of `--record`, given before the subcommand or after it, or else of a setting, or the environment.

    What lies beside its documents and is none is named on standard error. Raises RecordError.
    """
    paths = paths_of(options, setting)
    record = load(paths, lenient=getattr(options, "lenient", False))
    sys.stderr.write("".join(f"summit: {line}\n" for line in left_out_lines(record.sources.left_out, MOST_NAMED)))
    return record


def paths_of(options: Namespace, setting: str | None = None) -> list[str]:
    """The paths, or words for them, of the record that is asked for."""
    places = ("record", "record_after", "path")
    given = [path for place in places for path in getattr(options, place, None) or ()]
    if setting is None:
        setting = os.environ.get(VARIABLE, "")
    return given or [path for path in setting.split(os.pathsep) if path] or [SHIPPED]


def load(paths: Sequence[str], *, lenient: bool = False) -> Record:
    """The record of paths, or words for them; raises RecordError."""
    return loading.load(*(loading.SHIPPED if path == SHIPPED else Path(path) for path in paths), lenient=lenient)


def left_out_lines(left_out: Sequence[LeftOut], limit: int) -> list[str]:
    """What was left out of a record, a line each; of more than the limit, how many."""
    lines = [visible(f"left out: {one}") for one in left_out[:limit]]
    more = len(left_out) - limit
    return [*lines, f"left out: {more} more; see summit check"] if more > 0 else lines
