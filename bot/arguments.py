"""The arguments of each subcommand, and how they are read from what was typed."""

import datetime
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError
from collections.abc import Callable

from bot.visible import shortened
from knowledge.citing.style import Style

MOST_QUOTES = 20
MOST_CONTEXT = 1000
MOST_MISSES = 100_000


def ask(parser: ArgumentParser) -> None:
    """A question, how it is answered, and what of the record is asked."""
    parser.add_argument("question", nargs="+", type=_text, help="the question; a lone - reads one a line from stdin")
    parser.add_argument("--json", action="store_true", help="print a JSON object a line")
    parser.add_argument("--said-by", metavar="NAME", type=_text, help="only what this speaker says")
    parser.add_argument(
        "--quotes",
        metavar="N",
        type=_number(1, MOST_QUOTES),
        default=3,
        help="at most N quotes (3), but one for each topic",
    )
    parser.add_argument(
        "--document", metavar="ID", action="append", type=_text, default=[], help="only this document; may be repeated"
    )
    parser.add_argument("--after", metavar="DATE", type=_date, help="only documents issued after this day (2018-07-16)")
    parser.add_argument("--before", metavar="DATE", type=_date, help="only documents issued before this day")


def read(parser: ArgumentParser) -> None:
    """A passage, and how much around it."""
    parser.add_argument("passage", help="a passage's id, such as IN10933:7")
    parser.add_argument("--context", metavar="N", type=_number(0, MOST_CONTEXT), default=0, help="and N on each side")


def cite(parser: ArgumentParser) -> None:
    """A passage or a sentence, and the style."""
    parser.add_argument("passage", type=_text, help="a passage's id, such as IN10933:7, or a sentence's: IN10933:7#2")
    parser.add_argument(
        "--style", metavar="STYLE", type=_style, default=Style.PLAIN, help=f"one of {', '.join(Style)} (plain)"
    )


def verify(parser: ArgumentParser) -> None:
    """A text with quotations."""
    parser.add_argument(
        "text", nargs="+", type=_text, help="a text with quotations; a lone - reads one a line from stdin"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON object a line")


def check(parser: ArgumentParser) -> None:
    """A record, and one that it is compared with."""
    parser.add_argument("path", nargs="*", help="a record's folder or file, as with --record")
    parser.add_argument(
        "--against",
        metavar="OLD",
        action="append",
        default=[],
        help="show what changed since this record, given as with --record; exits with 1 if anything did",
    )


def evaluate(parser: ArgumentParser) -> None:
    """Labelled questions, and how many misses are shown."""
    parser.add_argument("file", nargs="*", help="labelled questions (those of the record)")
    parser.add_argument("--misses", metavar="N", type=_number(0, MOST_MISSES), default=0, help="show N misses")


def record(parser: ArgumentParser, place: str) -> None:
    """Which record, kept under the name of a place; and whether what is broken is left out."""
    parser.add_argument(
        "--record",
        metavar="FOLDER",
        action="append",
        dest=place,
        help="the record: a folder of documents, a single one, or the word shipped; may be repeated (SUMMIT_RECORD)",
    )
    parser.add_argument(
        "--lenient", action="store_true", default=SUPPRESS, help="leave out documents that can't be read, and name them"
    )


def _number(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers within bounds."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise ArgumentTypeError(f"{shortened(text)!r} is no number from {least} to {most}")
        return number

    return read


def _style(argument: str) -> Style:
    """An argument as a style of citation."""
    try:
        return Style(argument)
    except ValueError:
        raise ArgumentTypeError(f"{shortened(argument)!r} is no style; the styles are {', '.join(Style)}") from None


def _date(argument: str) -> datetime.date:
    """An argument as a day."""
    try:
        return datetime.date.fromisoformat(argument)
    except ValueError:
        raise ArgumentTypeError(f"{shortened(argument)!r} is no day, such as 2018-07-16") from None


def _text(argument: str) -> str:
    """An argument as text; bytes that aren't UTF-8 reach Python as lone surrogates."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        raise ArgumentTypeError(f"{shortened(argument)!r} is not UTF-8") from None
    return argument
