"""Terms that stand all over a document: names of those who act in it, which narrow nothing there."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.record import Record
from knowledge.retrieval.search import Terms

PARTY_SHARE = 1 / 3
"""A name that stands in more than this share of a document's passages narrows nothing there."""
FEW = 2
"""Passages of a small document that don't yet make a name stand everywhere."""
_KEPT = 1024
"""Terms of which it is kept where they stand."""


class Parties:
    """Finds the documents of one record that terms stand in, and those that they stand all over."""

    def __init__(self, record: Record) -> None:
        self._index = record.index
        self._documents = [document.id for document in record.documents]
        sizes = [len(record.passages.of(document)) for document in self._documents]
        self._common = np.maximum(np.array(sizes) * PARTY_SHARE, FEW)
        self._found = lru_cache(_KEPT)(self._find)

    def holding(self, terms: Terms) -> frozenset[str]:
        """The documents that hold every one of the terms."""
        return self._found(terms)[0]

    def all_over(self, terms: Terms) -> frozenset[str]:
        """The documents all over which every one of the terms stands."""
        return self._found(terms)[1]

    def _find(self, terms: Terms) -> tuple[frozenset[str], frozenset[str]]:
        spread = np.array([self._index.spread(term) for term in terms])
        holding: NDArray[np.bool_] = np.all(spread > 0, axis=0)
        all_over: NDArray[np.bool_] = np.all(spread > self._common, axis=0)
        return self._named(holding), self._named(all_over)

    def _named(self, passing: NDArray[np.bool_]) -> frozenset[str]:
        return frozenset(self._documents[number] for number in np.flatnonzero(passing).tolist())
