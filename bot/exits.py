"""The exit codes of the `summit` command."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended; an absent subject, or a quotation that isn't exact, as grep tells no match from a match."""

    DONE = 0
    ABSENT = 1
    INEXACT = 1
    WRONG = 2
    # What a shell reports of SIGINT and SIGPIPE.
    INTERRUPTED = 130
    BROKEN_PIPE = 141
