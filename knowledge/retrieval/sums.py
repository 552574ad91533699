"""A row of sums, and where the highest of them are, found without a look at each."""

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.search import Positions

_DEPTH = 32
"""Sums of a column."""


class Sums:
    """A row of sums, zero at first: one for each passage.

    It is folded into columns, of which the highest sums alone are compared: to make out these, whole rows at a time,
    takes a fraction of what it takes to make out which of all sums pass.
    """

    def __init__(self, size: int, kind: type[np.unsignedinteger]) -> None:
        self._width = -(-size // _DEPTH)
        self.row: NDArray[np.unsignedinteger] = np.zeros(_DEPTH * self._width, dtype=kind)
        self._folded = self.row.reshape(_DEPTH, self._width)
        self._highest = np.empty(self._width, dtype=kind)
        self._passing = np.empty(self._width, dtype=bool)

    def near_highest(self, limit: int, floor: int, within: int) -> Positions:
        """Where the highest sums are: at least `limit` of them, and all that are `within` so much of these; ascending.

        But none below a floor, which is above 0.
        """
        np.maximum.reduce(self._folded, axis=0, out=self._highest)
        np.greater_equal(self._highest, floor, out=self._passing)
        (columns,) = self._passing.nonzero()
        if len(columns) > limit:
            highest = self._highest.take(columns)
            ordered = highest.copy()
            ordered.partition(-limit)
            # So many columns have a sum as high as this one.
            floor = max(floor, int(ordered[-limit]) - within)
            columns = columns.compress(highest >= floor)
        rows, places = (self._folded.take(columns, axis=1) >= floor).nonzero()
        rows *= self._width
        rows += columns.take(places)
        return rows.astype(np.int32)
