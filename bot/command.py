"""The `summit` command: the record in a terminal."""

import gc
import os
import sys
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NoReturn

from bot import arguments
from bot.exits import Exit
from bot.fields import add_arguments
from bot.visible import shortened, visible
from knowledge.errors import AmbiguousPassageError, KnowledgeError, QuestionError, UnknownPassageError

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


_COMMANDS = (
    Command("ask", "answer a question", "bot.asking", "ask", arguments.ask),
    Command("chat", "answer question after question", "bot.asking", "chat"),
    Command("topics", "list the topics, each with its status", "bot.reading", "topics"),
    Command("read", "show a passage", "bot.reading", "read", arguments.read),
    Command("cite", "cite a passage", "bot.citing", "cite", arguments.cite),
    Command("verify", "check what a text quotes the record to say", "bot.verifying", "verify", arguments.verify),
    Command("about", "say what the record is", "bot.reading", "about"),
    Command("check", "read a record and show what was understood", "bot.reading", "check", arguments.check),
    Command(
        "add",
        "make a document of a text, Markdown, HTML or PDF file",
        "bot.adding",
        "add",
        add_arguments,
        reads_record=False,
    ),
    Command("index", "save a large record's index, for it to be ready at once", "bot.indexing", "index"),
    Command("evaluate", "score the answers to labelled questions", "bot.scoring", "score", arguments.evaluate),
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
    arguments.record(parser, "record")
    parser.set_defaults(lenient=False)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in _COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.summary, description=command.summary)
        command.arguments(subparser)
        if command.reads_record:
            # The subparser's values would replace those from before the subcommand.
            arguments.record(subparser, "record_after")
        subparser.set_defaults(run=command.run)
    return parser


if __name__ == "__main__":
    main()
