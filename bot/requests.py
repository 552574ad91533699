"""What was asked for, as the lines that an answer opens with: buttons and follow-ups read it back from there."""

from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from bot import phrases
from bot.escaping import abridged, escaped, size, unescaped
from bot.visible import visible

LONGEST = 900
"""Characters, as sent, of a request's lines together.

They hold a command's question, speaker and document whole: 300, 100 and 24 characters, each of which takes two at most.
"""
LEAST = 200
"""Characters of them that are left to the question before, however long the question is."""
_PRINT = "-# "


@dataclass(frozen=True)
class Request:
    """A question, with the one that it follows and whose words are wanted; or a topic; and of which document."""

    question: str = ""
    before: str = ""
    said_by: str = ""
    topic: str = ""
    document: str = ""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The request as lines of small print; where they would take too much, the question before is cut first."""
        flat = {label: _flat(text) for label, text in zip(_LABELS, self._texts, strict=True) if text}
        texts = {label: text for label, text in flat.items() if text}
        before = texts.get(phrases.BEFORE, "")
        kept = min(LEAST, size(f"{_PRINT}{phrases.BEFORE}{escaped(before)}\n")) if before else 0
        room = LONGEST
        shown: list[str] = []
        for label, text in reversed(texts.items()):
            opening = f"{_PRINT}{label}"
            left = room - (kept if label != phrases.BEFORE else 0)
            shown.insert(0, opening + abridged(text, left - size(f"{opening}\n")))
            room -= size(f"{shown[0]}\n")
        return tuple(shown)

    @property
    def _texts(self) -> tuple[str, ...]:
        return self.before, self.question, self.topic, self.document, self.said_by

    @cached_property
    def is_whole(self) -> bool:
        """Whether it can be answered again: something is asked for, and no question was cut; a topic may be."""
        asks = bool(_flat(self.question) or _flat(self.topic))
        return asks and not any(
            line.endswith(phrases.CUT) for line in self.lines if not line.startswith(_PRINT + phrases.TOPIC)
        )

    @classmethod
    def read(cls, content: str) -> "Request | None":
        """The request that a message opens with, if any."""
        return Opening.read(content).request


@dataclass(frozen=True, slots=True)
class Opening:
    """What the lines of small print say that a message of the bot's opens with, in whatever order they stand.

    `is_posted` tells that somebody posted it, so that what it replies to isn't the question.
    """

    is_posted: bool
    request: Request | None

    @classmethod
    def read(cls, content: str) -> "Opening":
        """The opening of a message."""
        printed = takewhile(lambda line: line.startswith(_PRINT), content.split("\n"))
        lines = [line.removeprefix(_PRINT) for line in printed]

        def after(label: str) -> str:
            held = (line.removeprefix(label) for line in lines if line.startswith(label))
            return unescaped(next(held, "")).replace(phrases.LINE_END, "\n")

        before, question, topic, document, said_by = map(after, _LABELS)
        request = Request(question, before, said_by, topic, document) if question or topic else None
        return cls(any(line.startswith(_POSTED_BY) for line in lines), request)


_LABELS = (phrases.BEFORE, phrases.QUESTION, phrases.TOPIC, phrases.DOCUMENT, phrases.SAID_BY)
_POSTED_BY = phrases.POSTED_BY.partition("{")[0]


def unmarked(question: str) -> str:
    """A question without a […] of its own at the end, where it would mean that the rest was cut."""
    while (question := question.rstrip()).endswith(phrases.CUT):
        question = question.removesuffix(phrases.CUT)
    return question


def _flat(text: str) -> str:
    """A text on one line; where its lines ended is kept, since a question's sentences end there."""
    return phrases.LINE_END.join(line for line in map(visible, text.split("\n")) if line)
