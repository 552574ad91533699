"""The door to retrieval: what can be searched for, and what is found. A search cluster can stand behind it as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Terms = tuple[str, ...]
Positions = NDArray[np.int32]
"""Passages by their positions in the record, ascending."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that passages must hold: all terms of any one of its readings.

    The passages of `granted` documents need not hold it.
    """

    readings: tuple[Terms, ...]
    granted: frozenset[str] = frozenset()


class Search(NamedTuple):
    """Which passages are searched for, and what they are ranked by.

    - `terms` rank them by BM25, each distinct one once; None leaves them in the record's order.
    - `requirements` are met by those found, all or `at_least` so many; without any they hold one of the terms.
    - `documents` are those searched (None: all).
    - `statuses`, if any, leave out passages under no topic of these.
    - `only_said_by`: the names of each of some; passages where one of them neither speaks nor is silent are left out.
    - `with_heads` takes documents' heads in.

    At most `limit` hits.
    """

    terms: Terms | None = None
    limit: int = 0
    requirements: tuple[Requirement, ...] = ()
    at_least: int | None = None
    documents: frozenset[str] | None = None
    statuses: frozenset[str] = frozenset()
    only_said_by: tuple[frozenset[str], ...] = ()
    with_heads: bool = True


class Hit(NamedTuple):
    """A passage by its position in the record, and its score."""

    position: int
    score: float


class Retriever(Protocol):
    """Finds the passages of a record by the terms that they hold."""

    def __len__(self) -> int:
        """How many passages there are."""

    def __contains__(self, term: object) -> bool:
        """Whether any passage holds a term."""

    def weight(self, term: str) -> float:
        """BM25's weight of a term: the fewer passages hold it, the higher; 0 for an unknown one."""

    def search(self, search: Search) -> tuple[Hit, ...]:
        """The best of the passages searched for, with their scores: best first, ties in the record's order."""

    def count(self, search: Search) -> int:
        """How many passages are searched for, whatever the limit."""

    def scores(self, terms: Sequence[str], positions: Sequence[int]) -> list[float]:
        """The score of each of some passages; each distinct term counts once."""

    def spread(self, term: str) -> NDArray[np.int64]:
        """In how many passages of each document a term stands, in the record's order of documents."""

    def with_row(self, words: Sequence[str], limit: int) -> Positions:
        """The first passages in a sentence of which words stand in a row as they are written, stop words too."""

    def holds_row(self, terms: Terms) -> bool:
        """Whether terms stand in a row in a sentence, stop words between them not counted."""
