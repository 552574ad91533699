"""Terms find passages: BM25 over the passages of a record."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from rank_bm25 import BM25Plus


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage by its position in the index, and its score."""

    position: int
    score: float


class Index:
    """BM25 over the terms of passages, and which passages hold a term.

    BM25Plus with delta 0 is Robertson's BM25 with the weight log((N + 1) / n): positive for every term, falling as
    more passages hold it, and 0 for a passage without a match. rank-bm25's Okapi gives a term found in half of the
    passages no weight at all, and one found in most of them more than a rarer one, which on some twenty passages
    turns the ranking over (tests/knowledge/test_index.py shows both).
    """

    def __init__(self, passages: Sequence[Sequence[str]]) -> None:
        self._postings: dict[str, tuple[int, ...]] = {}
        for position, terms in enumerate(passages):
            for term in dict.fromkeys(terms):
                self._postings[term] = (*self._postings.get(term, ()), position)
        self._size = len(passages)
        # rank-bm25 divides by the number of passages and by their mean length.
        self._model = BM25Plus([list(terms) for terms in passages], delta=0) if any(passages) else None

    def __len__(self) -> int:
        return self._size

    def __contains__(self, term: object) -> bool:
        return term in self._postings

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term of the index."""
        return tuple(self._postings)

    def holding(self, term: str) -> tuple[int, ...]:
        """The passages that hold a term, in order."""
        return self._postings.get(term, ())

    def weight(self, term: str) -> float:
        """BM25's weight of a term: the fewer passages hold it, the higher; 0 for an unknown one."""
        return float(self._model.idf.get(term, 0.0)) if self._model else 0.0

    def scores(self, terms: Sequence[str]) -> list[float]:
        """The score of each passage, in order; each distinct term counts once."""
        distinct = [term for term in Counter(terms) if term in self._postings]
        if not self._model or not distinct:
            return [0.0] * self._size
        scores: list[float] = np.asarray(self._model.get_scores(distinct)).tolist()
        return scores

    def search(self, terms: Sequence[str], limit: int, keep: Callable[[int], bool] = lambda _: True) -> tuple[Hit, ...]:
        """The best passages that hold any of the terms, best first, ties in the record's order; of those to keep."""
        scores = self.scores(terms)
        found = (position for position, score in enumerate(scores) if score > 0 and keep(position))
        ranked = sorted(found, key=lambda position: (-scores[position], position))
        return tuple(Hit(position, scores[position]) for position in ranked[:limit])
