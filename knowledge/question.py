"""A question as it was understood."""

from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.scope import EVERYTHING, Scope
from knowledge.units import Unit
from knowledge.vocabulary import MetaKind


class Aim(StrEnum):
    """What kind of answer a question wants."""

    SUBJECT = "subject"
    WHOLE = "whole"
    META = "meta"
    SMALL_TALK = "small talk"


class Extent(StrEnum):
    """Which topics a question about the whole wants."""

    DISCUSSED = "discussed"
    NOT_DISCUSSED = "not discussed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Part:
    """One subject: the units that must stand together in a passage, and those that only help to choose a quote."""

    asked: str
    required: tuple[Unit, ...]
    helpful: tuple[Unit, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether it names a thing of the record, or a word that the record doesn't have."""
        return any(unit.naming or not unit.readings for unit in self.required)

    @property
    def widened(self) -> "Part":
        """The same with the words that are derived from its own."""
        wider = (unit._replace(readings=unit.readings + unit.related) for unit in self.required)
        return replace(self, required=tuple(wider))

    @property
    def unknown(self) -> tuple[Unit, ...]:
        """Required units that the record has no word for."""
        return tuple(unit for unit in self.required if not unit.readings)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    `speakers` are those whose words are wanted (`says`) or who are only named, `side` the speakers of a country that is
    named instead; `stranger` is a name that is asked for its words and has none in the record; `only_said` that nobody
    else's words will do. `denies` that something is supposed not to have been said; `whether` that it is asked if
    something came up; `presumes` that something is taken for granted as agreed; `bare` that it has no verb. `wants_…`
    say what kind of sentence is wanted. `trigrams` are its words three in a row, `quoted` those in quotation marks;
    `scope` is where it is asked.
    """

    text: str
    read_as: str
    aim: Aim
    parts: tuple[Part, ...] = ()
    speakers: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    says: bool = False
    denies: bool = False
    whether: bool = False
    presumes: bool = False
    bare: bool = False
    wants_words: bool = False
    only_said: bool = False
    stranger: str | None = None
    extent: Extent = Extent.DISCUSSED
    meta: MetaKind | None = None
    wants_date: bool = False
    wants_number: bool = False
    wants_amount: bool = False
    trigrams: frozenset[tuple[str, ...]] = frozenset()
    quoted: frozenset[tuple[str, ...]] = frozenset()
    scope: Scope = EVERYTHING

    @property
    def is_open(self) -> bool:
        """Whether it names nothing to look for ("what did he say?", "is this true?")."""
        return self.aim is Aim.SUBJECT and not any(part.required for part in self.parts)

    def following(self, before: "Question") -> "Question":
        """The question with what it leaves open taken from the one before ('and Iran?', 'what about Putin?')."""
        if self.aim is Aim.SUBJECT:
            speakers = self.speakers or before.speakers
            parts = before.parts if self.is_open else self.parts
            says = self.says or (before.says and not self.speakers)
            return replace(self, parts=parts, speakers=speakers, says=says)
        if self.aim is Aim.WHOLE and self.speakers and before.parts:
            return replace(self, aim=Aim.SUBJECT, parts=before.parts)
        return self
