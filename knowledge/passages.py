"""The passages of a record, ready to be searched: by their place, document, topic or id."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import overload

from knowledge.columns import Columns, all_terms
from knowledge.document import Document, Passage, Sentence, Topic
from knowledge.errors import AmbiguousPassageError, UnknownPassageError
from knowledge.lazy import Lazy
from knowledge.retrieval.search import Terms
from knowledge.scope import Scope

MOST_DIGITS = 9
"""Digits of the longest number that may be one of a paragraph."""
_KEPT = 4096
"""Passages that are kept at hand with what was read of them."""


@dataclass(frozen=True, eq=False)
class IndexedSentence:
    """A sentence with the distinct terms that it holds, and its words by their forms."""

    sentence: Sentence
    terms: frozenset[str]
    forms: Sequence[int] = field(repr=False)
    columns: Columns = field(repr=False)

    @property
    def words(self) -> list[str]:
        """Its words as they are written, stop words too."""
        return [self.columns.forms[form] for form in self.forms]

    def count_of(self, trigrams: Set[Terms]) -> int:
        """How many of some rows of three words stand in it."""
        words = self.words
        if not any(map(frozenset(words).issuperset, trigrams)):
            return 0
        return len(trigrams & set(zip(words, words[1:], words[2:], strict=False)))


@dataclass(frozen=True, eq=False)
class IndexedPassage:
    """A passage with its document, its position in the record, its terms in order, and its sentences' terms.

    The name of a passage's topic counts among its terms, also where the paragraph doesn't repeat it; so does what is
    asked in a transcript right before it (`asked_terms`), by the passage `before`, if it answers one.
    """

    document: Document
    passage: Passage
    position: int
    before: "IndexedPassage | None" = field(repr=False)
    columns: Columns = field(repr=False)

    @property
    def text(self) -> str:
        """The paragraph, its run-in heading included."""
        return self.document.text[self.passage.start : self.passage.end]

    @cached_property
    def terms(self) -> Terms:
        """All that it is found by."""
        return all_terms(self.topic_terms, self.columns.terms_of(self.position), self.asked_terms)

    @cached_property
    def topic_terms(self) -> Terms:
        """The terms of its topic's name."""
        return self.columns.lexicon.topics[self.passage.topic] if self.passage.topic else ()

    @cached_property
    def asked_terms(self) -> Terms:
        """The terms of what it answers."""
        return self.before.terms if self.before else ()

    @cached_property
    def sentences(self) -> tuple[IndexedSentence, ...]:
        """Its sentences."""
        _, *groups = self.columns.forms_of(self.position)
        term_of = self.columns.term_of_form
        return tuple(
            IndexedSentence(
                sentence,
                frozenset([term for form in forms if (term := term_of[form]) is not None]),
                forms,
                self.columns,
            )
            for sentence, forms in zip(self.passage.sentences, groups, strict=True)
        )

    @property
    def listed(self) -> Topic | None:
        """The topic that it is on, as its document lists it."""
        return self.document.topic_of[self.passage.topic] if self.passage.topic else None

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


class Passages(Sequence[IndexedPassage]):
    """The passages of a record, in its order: those of a document stand together."""

    def __init__(self, documents: Sequence[Document], columns: Columns) -> None:
        self._documents = documents
        self._columns = columns
        self._numbers = {document.id: number for number, document in enumerate(documents)}
        self._firsts: list[int] = columns.first_passages.tolist()
        self._at = lru_cache(_KEPT)(self._make)

    def __len__(self) -> int:
        return self._firsts[-1]

    @overload
    def __getitem__(self, position: int) -> IndexedPassage: ...

    @overload
    def __getitem__(self, position: slice) -> Sequence[IndexedPassage]: ...

    def __getitem__(self, position: int | slice) -> IndexedPassage | Sequence[IndexedPassage]:
        if isinstance(position, slice):
            return [self._at(one) for one in range(*position.indices(len(self)))]
        return self._at(range(len(self))[position])

    def __iter__(self) -> Iterator[IndexedPassage]:
        return map(self._at, range(len(self)))

    def _make(self, position: int) -> IndexedPassage:
        number = bisect_left(self._firsts, position + 1) - 1
        document = self._documents[number]
        place = position - self._firsts[number]
        passage = document.passages[place]
        answers = place > 0 and not passage.is_question and document.passages[place - 1].is_question
        return IndexedPassage(document, passage, position, self._at(position - 1) if answers else None, self._columns)

    def of(self, document: str) -> Sequence[IndexedPassage]:
        """Those of a document by its id; none where there is no such document."""
        number = self._numbers.get(document)
        return () if number is None else Lazy(self._at, range(self._firsts[number], self._firsts[number + 1]))

    def on(self, document: str, topic: str) -> Iterator[IndexedPassage]:
        """Those of a document on a topic, looked at only as needed."""
        place = self._numbers[document]
        found = (self._numbered(place, number) for number in self._documents[place].topic_of[topic].passages)
        return (indexed for indexed in found if indexed and indexed.passage.topic == topic)

    def count(self, scope: Scope) -> int:
        """How many are searched."""
        counts = zip(self._documents, self._firsts, self._firsts[1:], strict=False)
        return sum(end - first for document, first, end in counts if scope.holds(document.id))

    def named(self, asked: str) -> IndexedPassage:
        """The one of an id ('IN10933:7'), in any case, or of a number, where there is only one document.

        Raises UnknownPassageError with the nearest id, AmbiguousPassageError with those that a number may mean.
        """
        wanted = asked.strip()
        name, _, digits = wanted.rpartition(":")
        number = int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None
        if number is not None and wanted.isdecimal():
            held = (self._numbered(place, number) for place in range(len(self._documents)))
            found = [indexed for indexed in held if indexed]
            if found and len(self._documents) > 1:
                raise AmbiguousPassageError(asked, tuple(indexed.passage.id for indexed in found))
        else:
            held = (self._numbered(place, number) for place in self._called(name) if number is not None)
            found = [indexed for indexed in held if indexed and indexed.passage.id.casefold() == wanted.casefold()]
        if not found:
            raise UnknownPassageError(asked, self._nearest(name, digits))
        return found[0]

    def _called(self, name: str) -> list[int]:
        """The documents of an id in any case."""
        return [place for place, document in enumerate(self._documents) if document.id.casefold() == name.casefold()]

    def _numbered(self, place: int, number: int) -> IndexedPassage | None:
        """The passage of a number in a document."""
        first, end = self._firsts[place], self._firsts[place + 1]
        # Paragraphs are numbered one after the other; a look is dear where they are read from a file.
        found = first + number - self._at(first).passage.number
        if not first <= found < end or self._at(found).passage.number != number:
            found = first + bisect_left(self._documents[place].passages, number, key=lambda one: one.number)
        if found == end or self._at(found).passage.number != number:
            return None
        return self._at(found)

    def _nearest(self, name: str, digits: str) -> str:
        """The id of the passage whose number is nearest, in the document of a name, or else in any."""
        # A number of thousands of digits is no number of a paragraph.
        number = int(digits[:MOST_DIGITS]) if digits.isdecimal() else 0
        nearest = []
        for place in self._called(name) or range(len(self._documents)):
            passages = self._documents[place].passages
            found = bisect_left(passages, number, key=lambda one: one.number)
            nearest += [passages[one] for one in (found - 1, found) if 0 <= one < len(passages)]
        return min(nearest, key=lambda passage: abs(passage.number - number)).id
