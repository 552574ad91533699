"""Standard input and output of the commands that take texts and print what comes of them."""

import sys
from collections.abc import Callable, Iterable, Iterator

from bot.layout import BLANK, Line
from knowledge.errors import KnowledgeError


def piped() -> Iterator[bytes]:
    """The lines of standard input; only a line feed ends one, as text mode would not have it."""
    for line in sys.stdin.buffer:
        yield line.removesuffix(b"\n")


def decoded(line: bytes, wrong: type[KnowledgeError]) -> str:
    """The text of a line.

    Raises `wrong` for bytes that aren't UTF-8.
    """
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise wrong(f"not UTF-8 from byte {error.start + 1} on") from None


def print_for_programs(line: str) -> None:
    """Print a line: UTF-8 whatever the locale, sent off at once."""
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()


class Blocks:
    """Blocks of lines for people, a blank line between any two."""

    def __init__(self) -> None:
        self._show = _shown_to_eyes() if sys.stdout.isatty() else _written
        self._is_first = True

    def print(self, lines: Iterable[Line]) -> None:
        """Print a block."""
        self._show(lines if self._is_first else [BLANK, *lines])
        self._is_first = False


def _shown_to_eyes() -> Callable[[Iterable[Line]], None]:
    # A pipe needs no terminal library, which takes a while to import.
    from bot.terminal import Screen

    return Screen().show


def _written(lines: Iterable[Line]) -> None:
    """Write lines as they are, so that programs find each quote in one piece."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
