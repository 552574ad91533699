"""The passages of a record, ready to be searched: by their place, document, topic or id."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from knowledge.document import Document, Passage, Sentence
from knowledge.errors import AmbiguousPassageError, UnknownPassageError
from knowledge.scope import Scope

MOST_DIGITS = 9
"""Digits of the longest number that may be one of a paragraph."""


@dataclass(frozen=True, slots=True)
class IndexedSentence:
    """A sentence with the distinct terms that it holds, and every three words in a row."""

    sentence: Sentence
    terms: frozenset[str]
    trigrams: frozenset[tuple[str, ...]]
    sequence: str


@dataclass(frozen=True)
class IndexedPassage:
    """A passage with its document, its position in the record, its terms in order, and its sentences' terms.

    The name of a passage's topic counts among its terms, also where the paragraph doesn't repeat it; so does what is
    asked in a transcript right before it (`asked_terms`).
    """

    document: Document
    passage: Passage
    position: int
    terms: tuple[str, ...]
    topic_terms: tuple[str, ...]
    asked_terms: tuple[str, ...]
    sentences: tuple[IndexedSentence, ...]

    @property
    def text(self) -> str:
        """The paragraph, its run-in heading included."""
        return self.document.text[self.passage.start : self.passage.end]

    @property
    def subject(self) -> str | int:
        """What tells the passages on one thing from others: their topic, else the number of the passage.

        An answer in a transcript is on what the passage before it asks.
        """
        return self.passage.topic or self.passage.number - bool(self.asked_terms)

    @cached_property
    def is_bare(self) -> bool:
        """Whether it holds nothing but its topic's name."""
        return self.passage.topic is not None and len(self.sentences) == 1 and set(self.terms) == set(self.topic_terms)

    @cached_property
    def sequence(self) -> str:
        """The terms of each sentence as one text, for finding some of them in a row."""
        topic = f" {' '.join(self.topic_terms)} "
        return "|".join((topic, *(sentence.sequence for sentence in self.sentences)))


class Passages(Sequence[IndexedPassage]):
    """The passages of a record, in its order: those of a document stand together."""

    def __init__(self, passages: Iterable[IndexedPassage]) -> None:
        self._passages = tuple(passages)
        self._of: dict[str, list[IndexedPassage]] = {}
        for indexed in self._passages:
            self._of.setdefault(indexed.passage.document, []).append(indexed)

    def __len__(self) -> int:
        return len(self._passages)

    @overload
    def __getitem__(self, position: int) -> IndexedPassage: ...

    @overload
    def __getitem__(self, position: slice) -> Sequence[IndexedPassage]: ...

    def __getitem__(self, position: int | slice) -> IndexedPassage | Sequence[IndexedPassage]:
        return self._passages[position]

    def __iter__(self) -> Iterator[IndexedPassage]:
        return iter(self._passages)

    def of(self, document: str) -> Sequence[IndexedPassage]:
        """Those of a document by its id; none where there is no such document."""
        return self._of.get(document, ())

    def on(self, document: str, topic: str) -> list[IndexedPassage]:
        """Those of a document on a topic."""
        return [indexed for indexed in self.of(document) if indexed.passage.topic == topic]

    def within(self, scope: Scope) -> Sequence[IndexedPassage]:
        """Those that are searched."""
        if scope.documents is None:
            return self._passages
        return [indexed for document in self._of if scope.holds(document) for indexed in self._of[document]]

    def positions(self, found: set[int], scope: Scope) -> set[int]:
        """Those of the positions that are searched."""
        if scope.documents is None:
            return found
        return {position for position in found if scope.holds(self._passages[position].passage.document)}

    def named(self, asked: str) -> IndexedPassage:
        """The one of an id ('IN10933:7'), in any case, or of a number, where there is only one document.

        Raises UnknownPassageError with the nearest id, AmbiguousPassageError with those that a number may mean.
        """
        wanted = asked.strip()
        number = int(wanted) if wanted.isdecimal() and len(wanted) <= MOST_DIGITS else None
        numbered = [indexed for indexed in self._passages if indexed.passage.number == number]
        if numbered and len(self._of) > 1:
            raise AmbiguousPassageError(asked, tuple(indexed.passage.id for indexed in numbered))
        found = numbered[0] if numbered else self._by_id.get(wanted.casefold())
        if found is None:
            raise UnknownPassageError(asked, self._nearest(wanted))
        return found

    @cached_property
    def _by_id(self) -> dict[str, IndexedPassage]:
        return {indexed.passage.id.casefold(): indexed for indexed in self._passages}

    def _nearest(self, wanted: str) -> str:
        name, _, number = wanted.rpartition(":")
        # A number of thousands of digits is no number of a paragraph.
        number = number[:MOST_DIGITS] if number.isdecimal() else "0"

        def distance(indexed: IndexedPassage) -> tuple[bool, int]:
            passage = indexed.passage
            return passage.document.casefold() != name.casefold(), abs(passage.number - int(number))

        return min(self._passages, key=distance).passage.id
