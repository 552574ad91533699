"""Sentences found while one types: by the beginnings of their words."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import islice, takewhile

from knowledge.analysis import fold
from knowledge.answer import Quote
from knowledge.columns import LISTED
from knowledge.errors import UnknownPassageError
from knowledge.passages import IndexedPassage
from knowledge.quoting import body, quote_of
from knowledge.record import Record
from knowledge.retrieval.search import Search

_WORD = re.compile(r"\w+")
_KEY = re.compile(r"(.+)#(\d{1,4})")
WORTH = 0.5
"""The share of the best sentence's score from which on a further one is found."""
FEW = 2000
"""Passages of a record whose sentences are all kept with their words."""
FEW_FOUND = 100
"""Passages of a larger record whose sentences are compared with what was typed."""
MOST_WORDS = 30
"""Words that one may have begun to type which are looked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence of a passage, by its position there."""

    indexed: IndexedPassage
    position: int

    @property
    def key(self) -> str:
        """A short name by which the sentence is found again: 'IN10933:15#3'."""
        return f"{self.indexed.passage.id}#{self.position + 1}"

    @property
    def quote(self) -> Quote:
        """The sentence as a quote."""
        sentence = self.indexed.passage.sentences[self.position]
        return quote_of(self.indexed, sentence.start, sentence.end)


class SentenceSearch:
    """Searches the sentences of one record by what was typed so far."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._surface = sorted(record.lexicon.surface)

    def search(self, typed: str, limit: int) -> list[Found]:
        """The sentences that hold what was typed, rare words counting most; each topic's passages for nothing."""
        if self._paragraph(typed):
            return self.of(typed)[:limit]
        if not _words(typed):
            listed = self._record.index.search(Search(None, limit, statuses=frozenset(LISTED)))
            return [Found(self._record.passages[hit.position], 0) for hit in listed]
        return self._sentences(typed).search(typed)[:limit]

    def of(self, passage: str) -> list[Found]:
        """The sentences of a passage by its id or number; none where there is no such passage."""
        indexed = self._paragraph(passage)
        return [Found(indexed, position) for position in range(len(indexed.passage.sentences))] if indexed else []

    def resolve(self, chosen: str) -> Quote | None:
        """The sentence of a key, or the paragraph of an id or number; None for anything else."""
        key = _KEY.fullmatch(chosen.strip())
        paragraph = self._paragraph(key[1] if key else chosen)
        if paragraph is None:
            return None
        if not key:
            return body(paragraph)
        sentences = paragraph.passage.sentences
        number = int(key[2])
        return Found(paragraph, number - 1).quote if 1 <= number <= len(sentences) else None

    def _sentences(self, typed: str) -> "_Sentences":
        """Those to be searched: of a small record all, of a larger one those of the passages that hold most of it."""
        if len(self._record.passages) <= FEW:
            return self._all
        known = [word for one in dict.fromkeys(_words(typed)) for word in self._beginning_with(one)]
        search = Search(self._record.terms(" ".join(known)), FEW_FOUND, with_heads=False)
        return _Sentences(self._record.passages[hit.position] for hit in self._record.index.search(search))

    @cached_property
    def _all(self) -> "_Sentences":
        return _Sentences(indexed for indexed in self._record.passages if indexed.passage.number)

    def _beginning_with(self, typed: str) -> list[str]:
        """The record's most frequent words that begin as a word was typed."""
        first = bisect_left(self._surface, typed)
        words = takewhile(lambda word: word.startswith(typed), islice(self._surface, first, None))
        counts = self._record.lexicon.surface
        return nlargest(MOST_WORDS, words, key=lambda word: (word == typed, counts[word]))

    def _paragraph(self, text: str) -> IndexedPassage | None:
        try:
            return self._record.passage(text)
        except UnknownPassageError:
            return None


class _Sentences:
    """Sentences of some passages, with the words of each."""

    def __init__(self, passages: Iterable[IndexedPassage]) -> None:
        ordered = sorted(passages, key=lambda indexed: indexed.position)
        self._places = [Found(one, position) for one in ordered for position in range(len(one.passage.sentences))]
        holding: dict[str, set[int]] = {}
        for number, place in enumerate(self._places):
            for word in _words(f"{place.indexed.passage.topic or ''} {place.quote.text}"):
                holding.setdefault(word, set()).add(number)
        self._holding = holding
        self._vocabulary = sorted(holding)

    def search(self, typed: str) -> list[Found]:
        """Those that hold what was typed, best first."""
        scores: dict[int, float] = {}
        for word in dict.fromkeys(_words(typed)):
            numbers = self._beginning_with(word)
            for number in numbers:
                scores[number] = scores.get(number, 0.0) + 1 / len(numbers)
        best = max(scores.values(), default=0.0)
        found = sorted((number for number in scores if scores[number] >= WORTH * best), key=lambda n: (-scores[n], n))
        return [self._places[number] for number in found]

    def _beginning_with(self, typed: str) -> set[int]:
        first = bisect_left(self._vocabulary, typed)
        words = takewhile(lambda word: word.startswith(typed), self._vocabulary[first:])
        return set().union(*(self._holding[word] for word in words))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))
