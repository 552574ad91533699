"""Scores laid out once: for each term the passages that hold it, and what it adds to the score of each."""

import threading
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.search import Positions
from knowledge.retrieval.sums import Sums
from knowledge.retrieval.weights import Corpus, Weights

Scores = NDArray[np.float64]

RANKS = (1, 10, 100)
"""Ranks of impacts that are kept for each term: its largest, its 10th largest, its 100th."""
FEW_TERMS = 16
"""Terms of which the coarse impacts never add up to more than 16 bits hold."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The arrays of postings, as they are saved: terms by their numbers, a term's postings ascending by passage.

    `starts`: the first posting of each term, and the end of the last (int64); `passages` (int32), `impacts` (float64),
    `coarse` (uint16): of each posting, the last being its impact in steps of `step`, rounded up; `bounds`: for each
    term its impacts of RANKS, 0 where it has fewer postings; `weights`: BM25's; `size`: how many passages there are.
    """

    starts: NDArray[np.int64]
    passages: Positions
    impacts: Scores
    coarse: NDArray[np.uint16]
    bounds: NDArray[np.float64]
    weights: NDArray[np.float64]
    step: float
    size: int


ARRAYS = ("starts", "passages", "impacts", "coarse", "bounds", "weights")
"""The fields of a layout that are arrays."""


def lay_out(corpus: Corpus) -> Layout:
    """The postings of a corpus, with the weights of rank-bm25."""
    weights = Weights(corpus)
    impacts = weights.impacts(corpus.terms)
    step = float(impacts.max(initial=1.0)) / (np.iinfo(np.uint16).max // FEW_TERMS - 1)
    return Layout(
        starts=weights.starts,
        passages=weights.passages,
        impacts=impacts,
        coarse=np.ceil(impacts / step).astype(np.uint16),
        bounds=_bounds(weights.starts, impacts),
        weights=np.array([weights.idf[term] for term in corpus.terms], dtype=np.float64),
        step=step,
        size=weights.corpus_size,
    )


def _bounds(starts: NDArray[np.int64], impacts: Scores) -> NDArray[np.float64]:
    """The impacts of RANKS of each term."""
    counts = np.diff(starts)
    bounds = np.zeros((len(counts), len(RANKS)))
    for place, rank in enumerate(RANKS):
        for term in np.flatnonzero(counts >= rank).tolist():
            own = impacts[starts[term] : starts[term + 1]]
            bounds[term, place] = own.max() if rank == 1 else np.partition(own, -rank)[-rank]
    return bounds


class Postings:
    """Sums impacts: of all passages to find the best, or of some passages.

    The k-th largest impact of any one term is a lower bound of the k-th best score, so that few passages are left to be
    sorted: partitioning all scores takes far longer. Which are left is told by sums of coarse impacts, never less than
    the scores and less than a step for each term above them; a row of such sums stays in the processor's cache where
    one of scores doesn't. Only the scores of those few are summed exactly.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._starts: list[int] = layout.starts.tolist()
        self._kept = threading.local()

    @property
    def size(self) -> int:
        """How many passages there are."""
        return self._layout.size

    def weight(self, term: int) -> float:
        """BM25's weight of a term."""
        return float(self._layout.weights[term])

    def holding(self, term: int) -> Positions:
        """The passages that hold a term."""
        return self._layout.passages[self._starts[term] : self._starts[term + 1]]

    def best(self, terms: Sequence[int], limit: int) -> tuple[Positions, Scores]:
        """The passages of the highest scores, with these: best first, ties in the record's order."""
        near = self._near(terms, limit) if terms and limit > 0 else _NOWHERE
        return highest(near, self.scores(terms, near), limit)

    def scores(self, terms: Sequence[int], positions: Positions) -> Scores:
        """The score of each of some passages."""
        if not terms or not len(positions):
            return np.zeros(len(positions))
        if len(positions) > self.size // _FEW_OF:
            return self._all_scores(terms)[positions]
        passages, firsts = self._layout.passages, [self._starts[term] for term in terms]
        # A term's last posting isn't searched: what is past all others is that one, or none.
        ends = [self._starts[term + 1] - 1 for term in terms]
        found = [passages[first:end].searchsorted(positions) for first, end in zip(firsts, ends, strict=True)]
        places = np.concatenate(found).reshape(len(terms), -1)
        places += np.array(firsts, ndmin=2).T
        impacts = self._layout.impacts.take(places)
        impacts *= passages.take(places) == positions
        scores: Scores = np.add.reduce(impacts)
        return scores

    def _all_scores(self, terms: Sequence[int]) -> Scores:
        scores = np.zeros(self.size)
        for term in terms:
            first, end = self._starts[term], self._starts[term + 1]
            np.add.at(scores, self._layout.passages[first:end], self._layout.impacts[first:end])
        return scores

    def _near(self, terms: Sequence[int], limit: int) -> Positions:
        """The passages that may have the highest scores, ascending: those, and few others."""
        sums = self._sums(len(terms))
        row, passages, coarse, starts = sums.row, self._layout.passages, self._layout.coarse, self._starts
        try:
            for term in terms:
                first, end = starts[term], starts[term + 1]
                # Several times faster than `row[…] += …`, which takes values out and puts them back.
                np.add.at(row, passages[first:end], coarse[first:end])
            floor = int(self._bound(terms, limit) / self._layout.step)
            # Rounding up has added less than a step for each term.
            return sums.near_highest(limit, max(floor, 1), within=len(terms))
        finally:
            row.fill(0)

    def _bound(self, terms: Sequence[int], limit: int) -> float:
        """A score that at least `limit` passages reach; 0 where none is known."""
        place = bisect_left(RANKS, limit)
        return max(self._layout.bounds.item(term, place) for term in terms) if place < len(RANKS) else 0.0

    def _sums(self, terms: int) -> Sums:
        """Sums that are all zero, to be left as they were: each thread's own.

        They are kept, as making them anew takes longer than most searches.
        """
        kind = "few" if terms <= FEW_TERMS else "many"
        sums: Sums | None = getattr(self._kept, kind, None)
        if sums is None:
            sums = Sums(self.size, np.uint16 if terms <= FEW_TERMS else np.uint32)
            setattr(self._kept, kind, sums)
        return sums


_NOWHERE = np.empty(0, dtype=np.int32)
_FEW_OF = 16
"""Of so many passages one at most is asked for, where its score is looked up; of more, all are summed."""
_PARTS = 32
"""Parts, for each passage wanted, whose highest scores bound the lowest score wanted."""


def highest(positions: Positions, scores: Scores, limit: int) -> tuple[Positions, Scores]:
    """Of passages, given ascending, those of the highest scores: best first, ties in the record's order."""
    parts = _PARTS * limit
    if limit and len(scores) > 2 * parts:
        # Each part's highest is one score: so many are at least as high as the lowest of the highest `limit` of them.
        bound = np.sort(scores[: len(scores) // parts * parts].reshape(parts, -1).max(axis=1))[-limit]
        reaching = scores >= bound
        positions, scores = positions[reaching], scores[reaching]
    order = (-scores).argsort(kind="stable")[:limit]
    return positions.take(order), scores.take(order)
