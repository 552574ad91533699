"""Where a quote stands, in few characters: buttons carry it, over restarts and through corrections of the record."""

import re
from dataclasses import dataclass, replace
from hashlib import sha256

from knowledge.answer import Quote
from knowledge.passages import IndexedPassage
from knowledge.quoting import quote_of
from knowledge.record import Record

_DIGITS = 6
_CODE = re.compile(r"([A-Za-z0-9.-]{1,24}):(\d{1,7}):(\d{1,7})-(\d{1,7}):([0-9a-f]{6})")


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a passage, counted from the passage's start, and six hexadecimal digits of the passage's text."""

    document: str
    number: int
    start: int
    end: int
    digits: str

    def __str__(self) -> str:
        return f"{self.document}:{self.number}:{self.start}-{self.end}:{self.digits}"

    def begins_as(self, other: "Place") -> bool:
        """Whether both begin at the same character of the same text, whatever number its paragraph has by now."""
        return replace(self, number=other.number, end=other.end) == other

    @classmethod
    def read(cls, code: str) -> "Place":
        """The place of a code; raises ValueError for anything else."""
        match = _CODE.fullmatch(code)
        if not match:
            raise ValueError(f"no place: {code!r}")
        document, number, start, end, digits = match.groups()
        return cls(document, int(number), int(start), int(end), digits)


def place_of(record: Record, quote: Quote) -> Place:
    """Where a quote from the record stands."""
    indexed = record.passage(quote.passage)
    passage = indexed.passage
    return Place(
        passage.document, passage.number, quote.start - passage.start, quote.end - passage.start, _digits(indexed)
    )


def quote_at(record: Record, place: Place) -> tuple[IndexedPassage, Quote] | None:
    """The quote at a place, wherever its passage stands by now; None where the passage's text was corrected."""
    held = record.passages.of(place.document)
    # Paragraphs are numbered in their order: the nearest first, so that hardly ever a further one is looked at.
    for number in sorted(range(len(held)), key=lambda number: abs(number - place.number)):
        indexed = held[number]
        start, end = indexed.passage.start + place.start, indexed.passage.start + place.end
        if start < end <= indexed.passage.end and _digits(indexed) == place.digits:
            return indexed, quote_of(indexed, start, end)
    return None


def _digits(indexed: IndexedPassage) -> str:
    return sha256(indexed.text.encode()).hexdigest()[:_DIGITS]
