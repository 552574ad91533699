"""The exit codes of the `summit` command."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended.

    An absent subject is told from an answer, and an inexact quotation from an exact one, as grep tells no match from a
    match, a record that differs from another as diff tells it, and one that was read but for its broken files.
    """

    DONE = 0
    ABSENT = 1
    INEXACT = 1
    DIFFERENT = 1
    INCOMPLETE = 1
    WRONG = 2
    # What a shell reports of SIGINT and SIGPIPE.
    INTERRUPTED = 130
    BROKEN_PIPE = 141
