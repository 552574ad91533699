"""A row of words as parts of the record: each stands there in a row, though they stand apart or in another order."""

from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import chain, pairwise

from knowledge.verifying.word_columns import UNKNOWN, Positions
from knowledge.verifying.word_positions import WordPositions, lettered

SHORTEST = 2
"""Words of the shortest part that no ellipsis sets off: one word that stands elsewhere is a changed word."""
JOINED = 3
"""Words of parts between which a single word may join them."""
_PASSAGES = 64
"""Passages in which all parts are looked for together."""
_PLACES = 1000
"""Places of a part among which one is chosen."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a quotation: its passage, and the numbers of its words there and in the quotation."""

    passage: int
    start: int
    end: int
    quoted_start: int
    quoted_end: int


def parts(positions: WordPositions, numbers: Sequence[int], pauses: Set[int]) -> tuple[Part, ...]:
    """The parts of which a row of words is put together, in its order; none where it isn't.

    Parts of one passage are preferred, then as few passages as can be. A part ends at an ellipsis that isn't the
    record's own; what stands between two of them may be a single word.
    """
    if UNKNOWN in numbers or (not pauses and len(numbers) < 2 * SHORTEST):
        return ()
    row, ordered = lettered(numbers), sorted(pauses)
    alone = [
        found
        for passage in positions.holding_all(set(numbers), _PASSAGES)
        if (found := _in_passage(positions, passage, row, ordered))
    ]
    if alone:
        return min(alone, key=lambda found: (len(found), not in_order(found)))
    return _anywhere(positions, numbers, ordered)


def in_order(found: Sequence[Part]) -> bool:
    """Whether the parts follow each other in one passage."""
    return all(one.passage == next_.passage and one.end <= next_.start for one, next_ in pairwise(found))


def _in_passage(positions: WordPositions, passage: int, quoted: str, pauses: Sequence[int]) -> tuple[Part, ...] | None:
    """The parts as they stand in one passage, each after the one before where it can be."""
    row = positions.row_of(passage)

    def find(start: int, end: int, after: int = 0) -> int:
        """Where words stand in the passage; -1 for nowhere."""
        within = pauses[bisect(pauses, start) : bisect_left(pauses, end)]
        at = row.find(quoted[start:end], after)
        while at >= 0 and not all(positions.is_pause(passage, at + pause - start) for pause in within):
            at = row.find(quoted[start:end], at + 1)
        return at

    def longest(start: int) -> int:
        end = start + 1
        while end < len(quoted) and find(start, end + 1) >= 0:
            end += 1
        return end - start

    spans = _spans(len(quoted), pauses, longest)
    if spans is None:
        return None
    found: list[Part] = []
    after = 0
    for start, end in spans:
        at = find(start, end, after)
        at = at if at >= 0 else find(start, end)
        after = at + end - start
        found.append(Part(passage, at, after, start, end))
    return tuple(found)


def _anywhere(positions: WordPositions, numbers: Sequence[int], pauses: Sequence[int]) -> tuple[Part, ...]:
    """The parts wherever they stand, in as few passages as can be; of several, the first."""

    def find(start: int, end: int) -> Positions:
        within = frozenset(pause - start for pause in pauses[bisect(pauses, start) : bisect_left(pauses, end)])
        return positions.find(numbers[start:end], within)

    def longest(start: int) -> int:
        """By doubling, then halving: every beginning of words in a row stands there as well."""
        right, wrong = 0, 1
        while start + wrong <= len(numbers) and len(find(start, start + wrong)):
            right, wrong = wrong, 2 * wrong
        wrong = min(wrong, len(numbers) - start + 1)
        while wrong - right > 1:
            middle = (right + wrong) // 2
            right, wrong = (middle, wrong) if len(find(start, start + middle)) else (right, middle)
        return right

    spans = _spans(len(numbers), pauses, longest)
    if spans is None:
        return ()
    # Of several places in a passage, the first.
    places = {span: dict(reversed(positions.places(find(*span)[:_PLACES]))) for span in spans}
    chosen: dict[Span, Part] = {}
    while left := [span for span in spans if span not in chosen]:
        counts = Counter(chain.from_iterable(places[span] for span in left))
        best = min(counts, key=lambda passage: (-counts[passage], passage))
        for span in left:
            if best in places[span]:
                at = places[span][best]
                chosen[span] = Part(best, at, at + span[1] - span[0], *span)
    return tuple(chosen[span] for span in spans)


def _spans(count: int, pauses: Iterable[int], longest: Callable[[int], int]) -> list[Span] | None:
    """The words cut into as few parts as can be, or None where some would be too short.

    `longest` tells how many words from one on stand in a row. What stands between two ellipses may be of any length. A
    single word that joins two longer parts is left out.
    """
    edges = {0, *pauses, count}
    spans: list[Span] = []
    start = 0
    while start < count:
        length = longest(start)
        if not length:
            return None
        before = start - spans[-1][0] if spans else 0
        # One word less of the part before may make this one long enough.
        may_move = length < SHORTEST < before and start not in pauses
        if may_move and (further := longest(start - 1)) > length:
            spans[-1] = (spans[-1][0], start - 1)
            start, length = start - 1, further
        spans.append((start, start + length))
        if length < SHORTEST and before < JOINED and not edges.issuperset(spans[-1]):
            return None
        start += length
    sizes = [*(end - start for start, end in spans), 0]
    kept = []
    for i, span in enumerate(spans):
        if sizes[i] >= SHORTEST or edges.issuperset(span):
            kept.append(span)
        elif sizes[i + 1] < JOINED:
            return None
    return kept
