"""rank-bm25's weights, counted without a dict for each passage."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Plus

_TERM = 32
"""Bits of a key below the number of its term."""
_PASSAGE = (1 << _TERM) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """The terms of passages, one after the other.

    `terms`: each distinct term; `numbers`: for each word of the corpus, which of them (int32); `lengths`: how many
    words each passage has.
    """

    terms: Sequence[str]
    numbers: NDArray[np.int32]
    lengths: NDArray[np.int64]


class Weights(BM25Plus):  # type: ignore[misc] # rank-bm25 has no types
    """BM25Plus with delta 0, and its counts as postings: for each term the passages that hold it, and how often.

    That is Robertson's BM25 with the weight log((N + 1) / n): positive for every term, falling as more passages hold
    it, and 0 for a passage without a match. rank-bm25's Okapi gives a term found in half of the passages no weight at
    all, and one found in most of them more than a rarer one, which on some twenty passages turns the ranking over
    (tests/knowledge/test_weights.py shows both). `starts` are the first postings of the terms, and the end of the last.
    """

    starts: NDArray[np.int64]
    passages: NDArray[np.int32]
    counts: NDArray[np.int32]

    def __init__(self, corpus: Corpus) -> None:
        super().__init__(corpus, delta=0)

    def _initialize(self, corpus: Corpus) -> dict[str, int]:
        """Count the terms: by a sort of the words by term, then passage, in which equal ones stand together."""
        self.corpus_size = len(corpus.lengths)
        self.doc_len = corpus.lengths
        # As the library has it, but for a corpus without passages, by which it divides.
        self.avgdl = len(corpus.numbers) / self.corpus_size if self.corpus_size else 0.0
        keys = corpus.numbers.astype(np.int64)
        keys <<= _TERM
        keys |= np.repeat(np.arange(self.corpus_size, dtype=np.int32), corpus.lengths)
        keys.sort()
        is_first = np.ones(len(keys), dtype=bool)
        np.not_equal(keys[1:], keys[:-1], out=is_first[1:])
        firsts = np.flatnonzero(is_first)
        self.counts = np.diff(firsts, append=len(keys)).astype(np.int32)
        keys = keys[firsts]
        del firsts, is_first
        self.passages = (keys & _PASSAGE).astype(np.int32)
        keys >>= _TERM
        self.starts = np.searchsorted(keys, np.arange(len(corpus.terms) + 1))
        return dict(zip(corpus.terms, np.diff(self.starts).tolist(), strict=True))

    def impacts(self, terms: Sequence[str]) -> NDArray[np.float64]:
        """What each posting adds to a score, by the formula of `BM25Plus.get_scores`; `terms` are the corpus's."""
        idf = np.fromiter((self.idf[term] for term in terms), dtype=np.float64, count=len(terms))
        impacts = np.repeat(idf, np.diff(self.starts))
        # By and by, so that what stands between takes little memory.
        for first in range(0, len(impacts), 1 << 20):
            part = slice(first, first + (1 << 20))
            count, length = self.counts[part], self.doc_len[self.passages[part]]
            norm = self.k1 * (1 - self.b + self.b * length / self.avgdl) + count
            impacts[part] *= self.delta + (count * (self.k1 + 1)) / norm
        return impacts
