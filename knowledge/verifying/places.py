"""Words of a passage, by their numbers, as places that a reader can go to."""

from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise

from knowledge.passages import IndexedPassage
from knowledge.record import Record
from knowledge.verifying.quotations import marked
from knowledge.verifying.verification import Place
from knowledge.verifying.word_positions import WordPositions

_KEPT = 1024
"""Passages whose sentences and quotations are kept at hand."""

Span = tuple[int, int]


class Places:
    """Makes places of one record's words."""

    def __init__(self, record: Record, positions: WordPositions) -> None:
        self._record = record
        self._positions = positions
        self.sentences = lru_cache(_KEPT)(self._sentences)
        self._quotations = lru_cache(_KEPT)(self._read_quotations)

    def place(self, number: int, start: int, end: int) -> Place:
        """The words of a passage from one to another, in their whole sentences; a run-in heading is a sentence too."""
        indexed = self._record.passages[number]
        text = indexed.document.text
        first, last = self._characters(number, start, end)
        touched = [one for one in indexed.passage.sentences if one.start < last and one.end > first]
        opening = min(first, touched[0].start) if touched else first
        closing = max(last, touched[-1].end) if touched else last
        run_in = indexed.passage.sentences[0].start if indexed.passage.sentences else closing
        if first < run_in:
            opening, closing = indexed.passage.start, max(closing, run_in)
        return Place(
            passage=indexed.passage.id,
            start=first,
            end=last,
            text=text[first:last],
            sentence=text[opening:closing].strip(),
            speakers=tuple(dict.fromkeys(name for sentence in touched for name in sentence.speakers)),
        )

    def passage(self, number: int) -> IndexedPassage:
        """The passage of a number."""
        return self._record.passages[number]

    def is_quoted(self, number: int, start: int, end: int) -> bool:
        """Whether words stand within quotation marks of the record's own."""
        first, last = self._characters(number, start, end)
        return any(opening <= first and last <= closing for opening, closing in self._quotations(number))

    def _characters(self, number: int, start: int, end: int) -> Span:
        offset = self._record.passages[number].passage.start
        first, last = self._positions.span(number, start, end)
        return offset + first, offset + last

    def _sentences(self, number: int) -> tuple[Span, ...]:
        """The sentences of a passage by the numbers of their words; what stands before the first is one, too."""
        passage = self._record.passages[number].passage
        starts = self._positions.starts(number)
        bounds = [bisect_left(starts, sentence.start - passage.start) for sentence in passage.sentences]
        edges = sorted({0, *bounds, len(starts)})
        return tuple(pairwise(edges))

    def _read_quotations(self, number: int) -> tuple[Span, ...]:
        indexed = self._record.passages[number]
        start = indexed.passage.start
        text = indexed.document.text[start : indexed.passage.end]
        return tuple((start + one.start, start + one.end) for one in marked(text))
