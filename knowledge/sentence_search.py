"""Sentences found while one types: by the beginnings of their words."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile

from knowledge.analysis import fold
from knowledge.answer import Quote
from knowledge.errors import UnknownPassageError
from knowledge.passages import IndexedPassage
from knowledge.quoting import body, quote_of
from knowledge.record import Record

_WORD = re.compile(r"\w+")
_KEY = re.compile(r"(.+)#(\d{1,4})")
WORTH = 0.5
"""The share of the best sentence's score from which on a further one is found."""


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
        self._places = [
            Found(indexed, position)
            for indexed in record.passages
            for position in range(len(indexed.passage.sentences))
            if indexed.passage.number
        ]
        holding: dict[str, set[int]] = {}
        for number, place in enumerate(self._places):
            for word in _words(f"{place.indexed.passage.topic or ''} {place.quote.text}"):
                holding.setdefault(word, set()).add(number)
        self._holding = holding
        self._vocabulary = sorted(holding)

    def search(self, typed: str, limit: int) -> list[Found]:
        """The sentences that hold what was typed, rare words counting most; each topic's passages for nothing."""
        paragraph = self._paragraph(typed)
        if paragraph:
            return [place for place in self._places if place.indexed is paragraph][:limit]
        if not _words(typed):
            return [place for place in self._places if place.position == 0 and place.indexed.passage.topic][:limit]
        scores: dict[int, float] = {}
        for word in dict.fromkeys(_words(typed)):
            numbers = self._beginning_with(word)
            for number in numbers:
                scores[number] = scores.get(number, 0.0) + 1 / len(numbers)
        best = max(scores.values(), default=0.0)
        found = sorted((number for number in scores if scores[number] >= WORTH * best), key=lambda n: (-scores[n], n))
        return [self._places[number] for number in found[:limit]]

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

    def all(self) -> list[Found]:
        """Every sentence that can be found."""
        return list(self._places)

    def _paragraph(self, text: str) -> IndexedPassage | None:
        try:
            return self._record.passage(text)
        except UnknownPassageError:
            return None

    def _beginning_with(self, typed: str) -> set[int]:
        first = bisect_left(self._vocabulary, typed)
        words = takewhile(lambda word: word.startswith(typed), self._vocabulary[first:])
        return set().union(*(self._holding[word] for word in words))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))
