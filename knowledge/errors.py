"""What can go wrong, as types; the faces turn them into words."""

from pathlib import Path


class KnowledgeError(Exception):
    """Base of everything that `knowledge` raises on purpose."""


class RecordError(KnowledgeError):
    """A record that can't be read: what is wrong, in which file and line, and what to do about it."""

    def __init__(self, path: Path, problem: str, line: int | None = None, remedy: str = "") -> None:
        self.path = path
        self.line = line
        self.problem = problem
        self.remedy = remedy
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {problem}" + (f" ({remedy})" if remedy else ""))


class QuestionError(KnowledgeError):
    """A question that can't be taken: empty, or too long."""


class UnknownPassageError(KnowledgeError):
    """A passage id that the record doesn't have; names the nearest that it has."""

    def __init__(self, asked: str, nearest: str) -> None:
        self.asked = asked
        self.nearest = nearest
        super().__init__(f"no passage {asked!r} in the record; the nearest is {nearest}")


class UnknownSpeakerError(KnowledgeError):
    """A name to whom the record gives no words; names those who have some."""

    def __init__(self, asked: str, speakers: tuple[str, ...]) -> None:
        self.asked = asked
        self.speakers = speakers
        super().__init__(f"no speaker {asked!r} in the record; it gives words to: {', '.join(speakers)}")


class QuotationError(KnowledgeError):
    """A text whose quotations can't be checked: without a word, or too long."""
