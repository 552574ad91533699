"""Questions in, answers out: one of the command's arguments, one a line, or a conversation."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from bot.exits import Exit
from bot.layout import BLANK, Line, answer_lines, refusal_lines
from knowledge.answer import Answer
from knowledge.answering import Answerer
from knowledge.document import Status
from knowledge.errors import QuestionError
from knowledge.record import load

FAREWELLS = ("quit", "exit")


class Output(Protocol):
    """Where answers go, in the order of their questions."""

    def answer(self, answer: Answer) -> None:
        """Show an answer."""

    def refuse(self, question: str, problem: str) -> None:
        """Show why a question gets no answer."""


class JsonLines:
    """Answers for programs: a JSON object a line, UTF-8 whatever the locale, each sent off at once."""

    def answer(self, answer: Answer) -> None:
        """Print an answer."""
        self._print(answer.model_dump_json())

    def refuse(self, question: str, problem: str) -> None:
        """Print a question with its error."""
        self._print(json.dumps({"question": question, "error": problem}, ensure_ascii=False))

    def _print(self, line: str) -> None:
        sys.stdout.buffer.write(line.encode() + b"\n")
        sys.stdout.buffer.flush()


class Pages:
    """Answers for people, a blank line between any two."""

    def __init__(self) -> None:
        self._show = _shown_to_eyes() if sys.stdout.isatty() else _written
        self._is_first = True

    def answer(self, answer: Answer) -> None:
        """Print an answer."""
        self._print(answer_lines(answer))

    def refuse(self, question: str, problem: str) -> None:
        """Print a line that says what is wrong."""
        self._print(refusal_lines(question, problem))

    def _print(self, lines: Iterable[Line]) -> None:
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


def ask(options: Namespace) -> Exit:
    """Answer the question of the command line or, of a lone `-`, each line of standard input."""
    answerer = Answerer(load())
    output: Output = JsonLines() if options.json else Pages()
    if options.said_by is not None:
        # Before any line is read: the name is wrong for all of them.
        answerer.speakers(options.said_by)
    if options.question == ["-"]:
        for line in _piped():
            _answer_line(answerer, output, line, options)
        return Exit.DONE
    answer = answerer.answer(" ".join(options.question), said_by=options.said_by, quotes=options.quotes)
    output.answer(answer)
    return Exit.ABSENT if answer.status is Status.ABSENT else Exit.DONE


def chat(_: Namespace) -> Exit:
    """Answer question after question, each in the light of the one before."""
    answerer = Answerer(load())
    output = Pages()
    before = None
    for line in _typed() if sys.stdin.isatty() and sys.stdout.isatty() else _piped():
        try:
            question = _decoded(line).strip()
            if question.casefold() in FAREWELLS:
                break
            if not question:
                continue
            answer = answerer.answer(question, before=before)
        except QuestionError as error:
            output.refuse(line.decode(errors="replace"), str(error))
            continue
        output.answer(answer)
        if answer.status is not Status.NONE:
            before = question
    return Exit.DONE


def _answer_line(answerer: Answerer, output: Output, line: bytes, options: Namespace) -> None:
    try:
        answer = answerer.answer(_decoded(line), said_by=options.said_by, quotes=options.quotes)
    except QuestionError as error:
        output.refuse(line.decode(errors="replace"), str(error))
    else:
        output.answer(answer)


def _decoded(line: bytes) -> str:
    """The text of a line.

    Raises QuestionError for bytes that aren't UTF-8.
    """
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise QuestionError(f"not UTF-8 from byte {error.start + 1} on") from None


def _piped() -> Iterator[bytes]:
    """The lines of standard input; only a line feed ends one, as text mode would not have it."""
    for line in sys.stdin.buffer:
        yield line.removesuffix(b"\n")


def _typed() -> Iterator[bytes]:
    """Lines typed at a prompt with history, up to Ctrl-D."""
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession("summit> ")
    while True:
        try:
            # The prompt keeps bytes that aren't UTF-8 as lone surrogates.
            yield session.prompt().encode(errors="surrogateescape")
        except EOFError:
            return
