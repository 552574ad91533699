"""The `summit` command: the record in a terminal."""

import datetime
import gc
import os
import sys
from argparse import SUPPRESS, Action, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NoReturn

from bot.exits import Exit
from bot.fields import add_arguments
from bot.visible import shortened, visible
from knowledge.citing.style import Style
from knowledge.errors import AmbiguousPassageError, KnowledgeError, QuestionError, UnknownPassageError

MOST_QUOTES = 20
MOST_CONTEXT = 1000
MOST_MISSES = 100_000
ALLOCATIONS_PER_SEARCH = 500_000
"""Objects after which the garbage collector looks for cycles; more than a start makes, few for a long conversation."""


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: its name, a line of help, the function that runs it, its arguments, and whether a record answers.

    The function's module is imported when the command is asked for: an answer shouldn't wait for everyone's libraries.
    """

    name: str
    summary: str
    module: str
    function: str
    arguments: Callable[[ArgumentParser], None] = lambda _: None
    reads_record: bool = True

    def run(self, options: Namespace) -> int:
        """Run it."""
        function: Callable[[Namespace], int] = getattr(import_module(self.module), self.function)
        return function(options)


def main() -> None:
    """Run the command that the shell was given, and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        # A stream was closed by the shell: there is nobody to talk to.
        sys.exit(Exit.WRONG)
    # Hardly anything of a start is garbage: searching it, here and on the way out, took a fifth of an answer's time.
    gc.set_threshold(ALLOCATIONS_PER_SEARCH)
    # Looking for plugins of pydantic's, of which there are none, takes a tenth of an answer's time
    # (https://docs.pydantic.dev/latest/concepts/plugins/).
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = run(sys.argv[1:])
    gc.freeze()
    try:
        sys.stdout.flush()
    except OSError:
        # run() has said so, or nobody reads; the interpreter would flush once more on its way out, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def run(argv: Sequence[str]) -> int:
    """Run a command; what goes wrong is said in words on standard error."""
    try:
        code = _dispatched(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return Exit.BROKEN_PIPE
    except (KnowledgeError, OSError) as error:
        sys.stderr.write(f"summit: {_in_words(error)}\n")
        return Exit.WRONG
    return code


def _dispatched(argv: Sequence[str]) -> int:
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        # argparse's way out after --help, --version and wrong arguments.
        return stop.code if isinstance(stop.code, int) else Exit.WRONG
    code: int = options.run(options)
    return code


def _in_words(error: KnowledgeError | OSError) -> str:
    """What was wrong, where, and what to do."""
    match error:
        case QuestionError():
            return visible(f"{error}; ask in a few words, such as: summit ask what was discussed")
        case AmbiguousPassageError():
            return visible(str(error))
        case UnknownPassageError():
            return f"no passage {shortened(error.asked)!r} in the record; the nearest is {error.nearest}"
        case OSError():
            return visible(": ".join(shortened(str(part)) for part in (error.filename, error.strerror) if part))
        case _:
            return visible(str(error))


def _ask_arguments(parser: ArgumentParser) -> None:
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


def _read_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("passage", help="a passage's id, such as IN10933:7")
    parser.add_argument("--context", metavar="N", type=_number(0, MOST_CONTEXT), default=0, help="and N on each side")


def _cite_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("passage", type=_text, help="a passage's id, such as IN10933:7, or a sentence's: IN10933:7#2")
    parser.add_argument(
        "--style", metavar="STYLE", type=_style, default=Style.PLAIN, help=f"one of {', '.join(Style)} (plain)"
    )


def _verify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "text", nargs="+", type=_text, help="a text with quotations; a lone - reads one a line from stdin"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON object a line")


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("path", nargs="*", help="a record's folder or file, as with --record")
    parser.add_argument(
        "--against",
        metavar="OLD",
        action="append",
        default=[],
        help="show what changed since this record, given as with --record; exits with 1 if anything did",
    )


def _evaluate_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="*", help="labelled questions (those of the record)")
    parser.add_argument("--misses", metavar="N", type=_number(0, MOST_MISSES), default=0, help="show N misses")


def _record_arguments(parser: ArgumentParser, place: str) -> None:
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


_COMMANDS = (
    Command("ask", "answer a question", "bot.asking", "ask", _ask_arguments),
    Command("chat", "answer question after question", "bot.asking", "chat"),
    Command("topics", "list the topics, each with its status", "bot.reading", "topics"),
    Command("read", "show a passage", "bot.reading", "read", _read_arguments),
    Command("cite", "cite a passage", "bot.citing", "cite", _cite_arguments),
    Command("verify", "check what a text quotes the record to say", "bot.verifying", "verify", _verify_arguments),
    Command("about", "say what the record is", "bot.reading", "about"),
    Command("check", "read a record and show what was understood", "bot.reading", "check", _check_arguments),
    Command(
        "add",
        "make a document of a text, Markdown, HTML or PDF file",
        "bot.adding",
        "add",
        add_arguments,
        reads_record=False,
    ),
    Command("evaluate", "score the answers to labelled questions", "bot.scoring", "score", _evaluate_arguments),
    Command("serve", "run the Discord bot", "bot.serve", "serve"),
    Command("sync", "register the bot's commands with Discord, changed or not", "bot.serve", "sync"),
)


class _Parser(ArgumentParser):
    """A parser that reports wrong use on one line, and echoes nothing that steers the terminal."""

    def error(self, message: str) -> NoReturn:
        self.exit(Exit.WRONG, f"{self.prog}: {visible(message)}; see {self.prog} --help\n")


class _Version(Action):
    """Prints the version; finding it out takes a while, so only when asked."""

    def __call__(self, parser: ArgumentParser, *_: Any) -> NoReturn:
        from importlib.metadata import version

        sys.stdout.write(f"summit {version('summit')}\n")
        parser.exit(Exit.DONE)


def _parser() -> ArgumentParser:
    parser = _Parser("summit", description="The record of the Helsinki summit of July 16, 2018, in its own words.")
    _record_arguments(parser, "record")
    parser.set_defaults(lenient=False)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in _COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.summary, description=command.summary)
        command.arguments(subparser)
        if command.reads_record:
            # The subparser's values would replace those from before the subcommand.
            _record_arguments(subparser, "record_after")
        subparser.set_defaults(run=command.run)
    return parser


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


if __name__ == "__main__":
    main()
