"""English as far as a question needs it: words and wordings that no record has to bring along."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from knowledge.analysis import base_forms, phrase_stems
from knowledge.language import FOLDER, Wording, comma_separated, read_yaml, stems


class Frame(StrEnum):
    """What a wording does in a question, apart from its subject; explained in `english/frames.yaml`."""

    DISCUSS = "discuss"
    OMIT = "omit"
    SAY = "say"
    SOURCE = "source"
    QUOTE = "quote"
    SETTING = "setting"
    PARTICIPANTS = "participants"
    AUDIENCE = "audience"
    WHOLE = "whole"
    JOIN = "join"
    CHATTER = "chatter"
    SMALL_TALK = "small talk"
    FILLER = "filler"
    HELP = "help"
    EMPTY = "empty"


FRAME_FILES = {
    "chatter.txt": Frame.CHATTER,
    "small_talk.txt": Frame.SMALL_TALK,
    "small_talk_fillers.txt": Frame.FILLER,
    "help_questions.txt": Frame.HELP,
    "empty_words.txt": Frame.EMPTY,
}
TALK = (Frame.SMALL_TALK, Frame.FILLER, Frame.HELP)
"""Frames of small talk: a single word of theirs may be anything else as well."""


class MetaKind(StrEnum):
    """What a question about the document itself, or about the meeting's outline, asks for."""

    AUTHOR = "author"
    CONTACT = "contact"
    NUMBER = "number"
    DATE = "date"
    TITLE = "title"
    PUBLISHER = "publisher"
    SOURCES = "sources"
    EVENT_DATE = "event_date"
    EVENT_PLACE = "event_place"


@dataclass(frozen=True)
class Grammar:
    """Sets of small words by which the parts of a question are told apart; explained in `english/grammar.yaml`."""

    subject_prepositions: frozenset[str]
    topic_prepositions: frozenset[str]
    coordinators: frozenset[str]
    fragments: frozenset[str]
    clause_starts: frozenset[str]
    question_words: frozenset[str]
    first_person: frozenset[str]
    second_person: frozenset[str]
    possessives: frozenset[str]
    clause_subjects: frozenset[str]
    subject_ends: frozenset[str]
    determiners: frozenset[str]
    negations: frozenset[str]
    copulas: frozenset[str]
    verb_openers: frozenset[str]
    rising: frozenset[str]
    lead_in_ends: frozenset[str]
    placing: frozenset[str]
    date_prepositions: frozenset[str]
    date_words: frozenset[str]
    measures: frozenset[str]
    numbers: frozenset[str]
    amounts: frozenset[str]
    open_openers: frozenset[str]
    more_words: frozenset[str]
    months: frozenset[str]
    auxiliaries: frozenset[str]
    relatives: frozenset[str]
    name_prepositions: frozenset[str]

    @cached_property
    def subject_stops(self) -> frozenset[str]:
        """Words at which a subject is over."""
        return self.subject_ends | self.question_words | self.first_person

    @cached_property
    def noun_openers(self) -> frozenset[str]:
        """Words after which a noun stands."""
        return self.determiners | self.subject_prepositions

    @cached_property
    def before_nouns(self) -> frozenset[str]:
        """Words behind which a word that is mostly a verb stands as a noun."""
        return self.noun_openers | self.coordinators

    @cached_property
    def predicate_openers(self) -> frozenset[str]:
        """Words after which a verb stands."""
        return self.verb_openers | self.first_person

    @cached_property
    def clause_openers(self) -> frozenset[str]:
        """Words that open a clause of its own after "and"."""
        return (self.question_words | self.first_person | self.clause_subjects) - {"who", "which"}

    @cached_property
    def verbal(self) -> frozenset[str]:
        """Words that stand in a clause with a verb only."""
        return self.question_words | self.copulas


@dataclass(frozen=True, slots=True)
class English:
    """The word lists of `english/`; words in lower case, wordings by their stems.

    `talk_words` and `frame_words` are the single words of all wordings and of those other than small talk.
    """

    grammar: Grammar
    stop_words: frozenset[str]
    ordinary: frozenset[str]
    frequent: frozenset[str]
    names: frozenset[str]
    modifiers: frozenset[str]
    verbs: frozenset[str]
    roles: frozenset[str]
    countries: dict[str, tuple[str, ...]]
    places: frozenset[str]
    shorthand: dict[str, tuple[str, ...]]
    frames: tuple[tuple[tuple[str, ...], Frame], ...]
    frame_words: frozenset[str]
    talk_words: frozenset[str]
    meta: tuple[tuple[MetaKind, tuple[Wording, ...]], ...]
    about_document: frozenset[str]
    source_words: tuple[str, ...]

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is one of the dictionary, in any of its forms, and no name."""
        return not self.ordinary.isdisjoint(base_forms(word))

    def is_verb(self, word: str) -> bool:
        """Whether a word is mostly used as a verb, in any of its forms."""
        return not self.verbs.isdisjoint(base_forms(word))


@cache
def english() -> English:
    """The English word lists, read once."""
    shorthand = {str(short): tuple(str(plain).split()) for short, plain in _yaml("shorthand").items()}
    wordings = list(dict.fromkeys((_written_out(phrase, shorthand), frame) for phrase, frame in _wordings()))
    stemmed = phrase_stems(phrase for phrase, _ in wordings)
    meta = _yaml("meta")
    countries = list(_countries())
    stop_words = _words("stop_words.txt")
    grammar = _yaml("grammar")
    return English(
        grammar=Grammar(**{field.name: frozenset(grammar[field.name].split()) for field in fields(Grammar)}),
        stop_words=stop_words,
        ordinary=_words("ordinary_words.txt"),
        frequent=_words("frequent_words.txt"),
        names=_words("names.txt"),
        modifiers=_words("modifiers.txt"),
        verbs=_words("verbs.txt"),
        roles=frozenset(_lines("roles.txt")),
        countries={name: names for name, names, _ in countries},
        places=frozenset(
            word for _, names, capitals in countries for place in names + capitals for word in place.split()
        )
        - stop_words,
        shorthand=shorthand,
        frames=tuple((phrase, frame) for phrase, (_, frame) in zip(stemmed, wordings, strict=True)),
        frame_words=frozenset(word for phrase, frame in wordings if frame not in TALK[:2] for word in phrase.split()),
        talk_words=frozenset(word for phrase, _ in wordings for word in phrase.split()),
        meta=tuple((kind, tuple(map(Wording, meta[kind.value]))) for kind in MetaKind),
        about_document=frozenset(stems([*comma_separated(meta["about_document"])])),
        source_words=tuple(meta["source_words"]),
    )


def _yaml(name: str) -> dict[str, str]:
    data: dict[str, str] = read_yaml(FOLDER / f"{name}.yaml")
    return data


def _text(name: str) -> str:
    """A file's text without the comment at its head."""
    text = Path(FOLDER / name).read_text(encoding="utf-8")
    start = 0
    while text.startswith("#", start):
        start = text.index("\n", start) + 1
    return text[start:]


def _lines(name: str) -> Iterator[str]:
    return (line.strip() for line in _text(name).splitlines() if line.strip())


def _words(name: str) -> frozenset[str]:
    return frozenset(_text(name).split())


def _wordings() -> Iterator[tuple[str, Frame]]:
    frames = _yaml("frames")
    for frame in Frame:
        for phrase in comma_separated(frames.get(frame.value, "")):
            yield phrase, frame
    for name, frame in FRAME_FILES.items():
        for phrase in _lines(name):
            yield phrase, frame


def _written_out(phrase: str, shorthand: dict[str, tuple[str, ...]]) -> str:
    """A phrase with its contractions written out, as questions are before they are compared with it."""
    return " ".join(plain for word in phrase.split() for plain in shorthand.get(word, (word,)))


def _countries() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Name; all names of the country and its people; capitals."""
    for line in _lines("countries.txt"):
        names, people, capitals = ([*map(str.strip, field.split(","))] for field in line.split("|"))
        yield names[0], tuple(name for name in names + people if name), tuple(name for name in capitals if name)
