"""What can go wrong, as types; the faces turn them into words."""

from collections.abc import Sequence
from pathlib import Path

NAMED = 5
"""Further things of a kind that an error names; of more, it says how many there are."""


class KnowledgeError(Exception):
    """Base of everything that `knowledge` raises on purpose."""


class RecordError(KnowledgeError):
    """A record that can't be read: what is wrong, in which file and line, and what to do about it.

    `others` are the further faults of the same record.
    """

    def __init__(
        self,
        path: Path,
        problem: str,
        line: int | None = None,
        remedy: str = "",
        others: Sequence["RecordError"] = (),
    ) -> None:
        self.path = path
        self.line = line
        self.problem = problem
        self.remedy = remedy
        self.others = tuple(others)
        rest = f"; wrong too: {listed([other.place for other in others])}" if others else ""
        super().__init__(f"{self.place}: {problem}" + (f" ({remedy})" if remedy else "") + rest)

    @classmethod
    def of(cls, faults: Sequence["RecordError"]) -> "RecordError":
        """One error for several faults, which names the first and where the others are."""
        first = faults[0]
        return cls(first.path, first.problem, first.line, first.remedy, faults[1:])

    @property
    def place(self) -> str:
        """The file, with the line where there is one."""
        return f"{self.path}:{self.line}" if self.line else str(self.path)


class QuestionError(KnowledgeError):
    """A question that can't be taken: empty, or too long."""


class ScopeError(KnowledgeError):
    """A part of the record that can't be searched, since there is no such document."""


class UnknownDocumentError(ScopeError):
    """A document id that the record doesn't have; names those that it has."""

    def __init__(self, asked: str, documents: tuple[str, ...]) -> None:
        self.asked = asked
        self.documents = documents
        super().__init__(f"no document {asked!r} in the record; it has: {listed(documents)}")


class UnknownPassageError(KnowledgeError):
    """A passage id that the record doesn't have; names the nearest that it has."""

    def __init__(self, asked: str, nearest: str) -> None:
        self.asked = asked
        self.nearest = nearest
        super().__init__(f"no passage {asked!r} in the record; the nearest is {nearest}")


class AmbiguousPassageError(UnknownPassageError):
    """A paragraph's number without its document, where several have such a paragraph; names them by their ids."""

    def __init__(self, asked: str, passages: tuple[str, ...]) -> None:
        super().__init__(asked, passages[0])
        self.passages = passages
        self.args = (f"a paragraph {asked!r} is in several documents: {listed(passages)}",)


class UnknownSpeakerError(KnowledgeError):
    """A name to whom the record gives no words; names those who have some."""

    def __init__(self, asked: str, speakers: tuple[str, ...]) -> None:
        self.asked = asked
        self.speakers = speakers
        super().__init__(f"no speaker {asked!r} in the record; it gives words to: {', '.join(speakers)}")


class QuotationError(KnowledgeError):
    """A text whose quotations can't be checked: without a word, or too long."""


def listed(names: Sequence[str]) -> str:
    """Names as a list of bounded length."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
