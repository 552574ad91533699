"""Units: the stretches of a question that are read as one thing each."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from knowledge.vocabulary import Frame


class Kind(StrEnum):
    """What a unit is: a mark, a stop word, a wording of asking, words of the record, or words it doesn't have."""

    MARK = "mark"
    STOP = "stop"
    FRAME = "frame"
    KNOWN = "known"
    NAME = "name"
    WORD = "word"
    NUMBER = "number"


class How(StrEnum):
    """How a unit was read as terms of the record."""

    STEM = "stem"
    THESAURUS = "thesaurus"
    SPELLING = "spelling"
    UNKNOWN = "unknown"


class Unit(NamedTuple):
    """A stretch of a question that is read as one thing.

    `readings` are alternatives, each a tuple of terms of the record, and `read_as` the same for people; `related` are
    those of words derived from it, which count where the readings find nothing. A `naming`
    unit is the name of a thing of the record, a `talk` one also occurs in small talk, a `firm` one
    can't be missed beside others. `position` is of its first
    token; `start` and `end` are characters of the question, `typed` what stands there.
    """

    kind: Kind
    word: str
    stem: str
    position: int
    start: int
    end: int
    readings: tuple[tuple[str, ...], ...] = ()
    related: tuple[tuple[str, ...], ...] = ()
    typed: str = ""
    how: How = How.UNKNOWN
    read_as: str = ""
    frames: tuple[Frame, ...] = ()
    naming: bool = False
    talk: bool = False
    capital: bool = False
    firm: bool = False

    def has(self, *frames: Frame) -> bool:
        """Whether it is of one of these frames."""
        return bool(self.frames) and any(frame in frames for frame in self.frames)

    @property
    def first_word(self) -> str:
        """The first of its words."""
        return self.word.partition(" ")[0]

    @property
    def last_word(self) -> str:
        """The last of its words."""
        return self.word.rpartition(" ")[2]

    @property
    def is_country(self) -> bool:
        """Whether it is the name of a country or its people."""
        return self.stem.startswith("<")


def terms_of(units: Iterable[Unit]) -> tuple[str, ...]:
    """The terms of some units, in all their readings."""
    return tuple(term for unit in units for reading in unit.readings for term in reading)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as units, marks included; as it was read (spelling mended); and its words three in a row.

    `quoted` are those between quotation marks.
    """

    text: str
    read_as: str
    units: tuple[Unit, ...]
    trigrams: frozenset[tuple[str, ...]]
    quoted: frozenset[tuple[str, ...]]
