"""Questions in, answers out: one of the command's arguments, one a line, or a conversation."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Protocol

from bot.exits import Exit
from bot.layout import answer_lines, refusal_lines
from bot.records import record_of
from bot.streams import Blocks, decoded, piped, print_for_programs
from knowledge.answer import Answer
from knowledge.answering import Answerer
from knowledge.document import Status
from knowledge.errors import QuestionError
from knowledge.scope import Scope

FAREWELLS = ("quit", "exit")


class Output(Protocol):
    """Where answers go, in the order of their questions."""

    def answer(self, answer: Answer) -> None:
        """Show an answer."""

    def refuse(self, question: str, problem: str) -> None:
        """Show why a question gets no answer."""


class JsonLines:
    """Answers for programs: a JSON object a line."""

    def answer(self, answer: Answer) -> None:
        """Print an answer."""
        print_for_programs(answer.model_dump_json())

    def refuse(self, question: str, problem: str) -> None:
        """Print a question with its error."""
        print_for_programs(json.dumps({"question": question, "error": problem}, ensure_ascii=False))


class Pages:
    """Answers for people, a blank line between any two."""

    def __init__(self) -> None:
        self._blocks = Blocks()

    def answer(self, answer: Answer) -> None:
        """Print an answer."""
        self._blocks.print(answer_lines(answer))

    def refuse(self, question: str, problem: str) -> None:
        """Print a line that says what is wrong."""
        self._blocks.print(refusal_lines(question, problem))


def ask(options: Namespace) -> Exit:
    """Answer the question of the command line or, of a lone `-`, each line of standard input."""
    record = record_of(options)
    answerer = Answerer(record)
    output: Output = JsonLines() if options.json else Pages()
    scope = record.scope(options.document, options.after, options.before)
    if options.said_by is not None:
        # Before any line is read: the name is wrong for all of them.
        answerer.speakers(options.said_by)
    if options.question == ["-"]:
        for line in piped():
            _answer_line(answerer, output, line, options, scope)
        return Exit.DONE
    answer = answerer.answer(" ".join(options.question), said_by=options.said_by, quotes=options.quotes, scope=scope)
    output.answer(answer)
    return Exit.ABSENT if answer.status is Status.ABSENT else Exit.DONE


def chat(options: Namespace) -> Exit:
    """Answer question after question, each in the light of the one before."""
    answerer = Answerer(record_of(options))
    output = Pages()
    before = None
    for line in _typed() if sys.stdin.isatty() and sys.stdout.isatty() else piped():
        try:
            question = decoded(line, QuestionError).strip()
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


def _answer_line(answerer: Answerer, output: Output, line: bytes, options: Namespace, scope: Scope) -> None:
    try:
        answer = answerer.answer(
            decoded(line, QuestionError), said_by=options.said_by, quotes=options.quotes, scope=scope
        )
    except QuestionError as error:
        output.refuse(line.decode(errors="replace"), str(error))
    else:
        output.answer(answer)


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
