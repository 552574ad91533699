"""Where each word of a record stands: finds words in a row, and passages that share some."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.passages import IndexedPassage
from knowledge.record import Record
from knowledge.verifying.word_columns import UNKNOWN, Positions
from knowledge.verifying.words import Words, words

_LETTERS = 0x110000
"""Letters that a row of words can be written with."""
_KEPT = 1024
"""Passages whose words are kept at hand."""
_KEPT_ROWS = 8192
_KEPT_PAIRS = 8192
_KEPT_HOLDINGS = 256
"""Words of which it is kept which passages hold them: a byte a passage each."""


class WordPositions:
    """The words of one record, by their numbers, and the passages that hold them, by theirs."""

    def __init__(self, record: Record) -> None:
        columns = record.word_columns
        self._passages = record.passages
        self.passages = len(record.passages)
        self._numbers = columns.numbers
        self._row = columns.row
        self._owners = columns.owners
        self._spans = columns.spans
        self._pauses = columns.pauses
        self._firsts = columns.firsts
        self._bounds = columns.bounds
        self._order = columns.order
        self._pairs = columns.pairs
        self.words_of = lru_cache(_KEPT)(self._words_of)
        self.row_of = lru_cache(_KEPT_ROWS)(self._row_of)
        self.pair = lru_cache(_KEPT_PAIRS)(self._find_pair)
        self.holding = lru_cache(_KEPT_HOLDINGS)(self._read_holding)

    def numbers(self, found: Words) -> tuple[tuple[int, ...], Words]:
        """The words' numbers, UNKNOWN for one that the record doesn't have, with the words that they stand for.

        What the record writes as one word and the text as two ("cyber security"), or the other way round, is as the
        record has it: white space and hyphens make no difference.
        """
        forms: list[str] = []
        spans: list[tuple[int, int]] = []
        pauses: set[int] = set()
        hyphened: set[int] = set()
        position = 0
        while position < len(found.forms):
            if position in found.pauses:
                pauses.add(len(forms))
            if position in found.joined:
                hyphened.add(len(forms))
            length, joined = self._as_written(found, position)
            forms.extend(joined)
            spans.extend([(found.spans[position][0], found.spans[position + length - 1][1])] * len(joined))
            position += length
        written = Words(tuple(forms), tuple(spans), frozenset(pauses), frozenset(hyphened))
        return tuple(self._numbers.get(form, UNKNOWN) for form in forms), written

    def find(self, numbers: Sequence[int], pauses: Set[int] = frozenset()) -> Positions:
        """The positions at which words stand in a row, in the record's order.

        A pause in the row must be an ellipsis of the record's own.
        """
        if not numbers or UNKNOWN in numbers:
            return self._order[:0]
        if len(numbers) == 1:
            return self._positions(numbers[0])
        offset, rarest = min(enumerate(map(self.pair, numbers, numbers[1:])), key=lambda pair: len(pair[1]))
        found = rarest - offset
        found = found[(found > 0) & (found + len(numbers) <= len(self._row))]
        others = (i for i in range(len(numbers)) if i not in (offset, offset + 1))
        for i in sorted(others, key=lambda i: self.count(numbers[i])):
            if not len(found):
                break
            found = found[self._row[found + i] == numbers[i]]
        for pause in pauses:
            found = found[self._pauses[found + pause]]
        return found

    def is_pause(self, passage: int, word: int) -> bool:
        """Whether the record has an ellipsis before a word of a passage."""
        return bool(self._pauses[int(self._firsts[passage]) + word])

    def count(self, number: int) -> int:
        """How often a word stands in the record."""
        return int(self._bounds[number + 1] - self._bounds[number]) if number != UNKNOWN else 0

    def owners(self, found: Positions) -> NDArray[np.int32]:
        """The passages of positions that stand in order, each once."""
        owners = self._owners[found]
        is_first = np.ones(len(owners), dtype=bool)
        np.not_equal(owners[1:], owners[:-1], out=is_first[1:])
        return owners[is_first]

    def holds(self, form: str) -> bool:
        """Whether the record has a word, in its normal form."""
        return form in self._numbers

    def places(self, found: Positions) -> list[tuple[int, int]]:
        """The passage of each position, and the number of the word in it."""
        owners = self._owners[found]
        return list(zip(owners.tolist(), (found - self._firsts[owners]).tolist(), strict=True))

    def span(self, passage: int, start: int, end: int) -> tuple[int, int]:
        """The characters of a passage's text from one word to another, both by their numbers, the second left out."""
        first = int(self._firsts[passage])
        return int(self._spans[first + start, 0]), int(self._spans[first + end - 1, 1])

    def starts(self, passage: int) -> list[int]:
        """Where the words of a passage's text begin."""
        starts: list[int] = self._spans[self._slice(passage), 0].tolist()
        return starts

    def holding_all(self, numbers: Set[int], limit: int) -> list[int]:
        """Passages that hold every one of some words, in order; at most so many."""
        holding = np.ones(self.passages, dtype=bool)
        for number in numbers:
            holding &= self.holding(number)
        passages: list[int] = np.flatnonzero(holding)[:limit].tolist()
        return passages

    def _as_written(self, found: Words, position: int) -> tuple[int, tuple[str, ...]]:
        """How many words of a text are how many of the record."""
        form = found.forms[position]
        if position + 1 < len(found.forms) and position + 1 not in found.pauses:
            pair = (form, found.forms[position + 1])
            if "".join(pair) in self._numbers and not self._holds(pair):
                return 2, ("".join(pair),)
        if form not in self._numbers:
            for cut in range(1, len(form)):
                pair = (form[:cut], form[cut:])
                if self._holds(pair):
                    return 1, pair
        return 1, (form,)

    def _holds(self, forms: tuple[str, ...]) -> bool:
        """Whether words stand in a row in the record."""
        numbers = [self._numbers.get(form, UNKNOWN) for form in forms]
        return bool(len(self.find(numbers)))

    def _find_pair(self, one: int, after: int) -> Positions:
        """The positions of a word that another follows."""
        found = self._pairs[self._bounds[one] : self._bounds[one + 1]]

        def following(position: int) -> int:
            return int(self._row[position + 1])

        return found[bisect_left(found, after, key=following) : bisect_right(found, after, key=following)]

    def _read_holding(self, number: int) -> NDArray[np.bool_]:
        """Of each passage, whether it holds a word."""
        holding = np.zeros(self.passages, dtype=bool)
        holding[self._owners[self._positions(number)]] = True
        return holding

    def _positions(self, number: int) -> Positions:
        return self._order[self._bounds[number] : self._bounds[number + 1]]

    def _slice(self, passage: int) -> slice:
        """The positions of a passage's words."""
        start, end = self._firsts[passage : passage + 2].tolist()
        return slice(start, end - 1)

    def _row_of(self, passage: int) -> str:
        """The words of a passage, a letter each."""
        return lettered(self._row[self._slice(passage)])

    def _words_of(self, passage: int) -> Words:
        return words(_text(self._passages[passage]))


def lettered(numbers: Sequence[int] | Positions) -> str:
    """Words as a text of a letter each, for libraries are fastest with letters.

    Letters are used twice from a million words on; no record of one language has so many.
    """
    return (np.asarray(numbers) % _LETTERS).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _text(indexed: IndexedPassage) -> str:
    return indexed.document.text[indexed.passage.start : indexed.passage.end]
