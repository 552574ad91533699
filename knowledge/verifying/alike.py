"""The passages of a record that share most with a row of words: the rare words and the rare pairs count most."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.verifying.word_columns import UNKNOWN
from knowledge.verifying.word_positions import WordPositions

_COMMON = 20_000
"""Occurrences of a word that tells no passages apart."""
_RAREST = 100
"""Words, and pairs of words, that suffice to find the passages most like a text."""
_SHARES = (0.8, 0.6, 0.4, 0.2, 0.1, 0.0)


def most_alike(positions: WordPositions, numbers: Sequence[int], limit: int) -> list[int]:
    """The passages most alike, the best first; all of a small record."""
    if positions.passages <= limit:
        return list(range(positions.passages))
    scores = np.zeros(positions.passages)
    for owners in (*_with_words(positions, numbers), *_with_pairs(positions, numbers)):
        scores[owners] += np.log1p(len(scores) / len(owners))
    best = scores.max(initial=0.0)
    if not best:
        return []
    # A threshold that few pass, then a sort of those: sorting all scores, or partitioning them, takes far longer.
    passing = np.flatnonzero(scores >= _SHARES[0] * best)
    for share in _SHARES[1:]:
        if len(passing) >= limit:
            break
        passing = np.flatnonzero(scores >= max(share * best, np.finfo(float).tiny))
    ranked: list[int] = passing[np.argsort(-scores[passing], kind="stable")][:limit].tolist()
    return ranked


def _with_words(positions: WordPositions, numbers: Sequence[int]) -> Iterator[NDArray[np.integer]]:
    """The passages of each rare word, and of the rarest in any case."""
    known = sorted({one for one in numbers if one != UNKNOWN}, key=lambda one: (positions.count(one), one))
    for rank, number in enumerate(known[:_RAREST]):
        if rank == 0 or positions.count(number) <= _COMMON:
            yield np.flatnonzero(positions.holding(number))


def _with_pairs(positions: WordPositions, numbers: Sequence[int]) -> Iterator[NDArray[np.integer]]:
    """The passages of each pair of which one word is rare."""
    pairs = {pair for pair in pairwise(numbers) if UNKNOWN not in pair}
    rarity = {pair: min(map(positions.count, pair)) for pair in pairs}
    for pair in sorted(pairs, key=lambda pair: (rarity[pair], pair))[:_RAREST]:
        if rarity[pair] <= _COMMON and len(found := positions.pair(*pair)):
            yield positions.owners(found)
