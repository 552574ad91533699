"""Every word of a record, stop words too, in columns: in memory, or read from files as needed."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Document
from knowledge.verifying.words import words

Positions = NDArray[np.int32]
Spans = NDArray[np.unsignedinteger[Any]]

UNKNOWN = 0
"""The number of a word that the record doesn't have; it stands between two passages, so that no row crosses them."""


@dataclass(frozen=True, slots=True, eq=False)
class WordColumns:
    """The words of a record as one row of numbers, and the positions of each word and each pair in it, in order.

    By stable sorts of the row: an inverted index with positions, and with pairs of words, for rows of common ones
    (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2.4), without a list per word. 21 bytes a
    word.

    `row`: the words, with UNKNOWN before and after each passage. `owners`, `spans`, `pauses`: of each position of it,
    its passage, the word's characters in that, and whether an ellipsis stands before it; `firsts`: where the words of
    each passage begin, and the end of the row. `order`: the positions by their words, those of word w from `bounds[w]`
    to `bounds[w + 1]`, and `pairs` the same, each word's by the word that follows. `forms`: the normal forms of the
    words from number 1 on, a line each, in UTF-8.
    """

    row: Positions
    owners: NDArray[np.int32]
    spans: Spans
    pauses: NDArray[np.bool_]
    firsts: NDArray[np.int64]
    bounds: NDArray[np.int64]
    order: Positions
    pairs: Positions
    forms: NDArray[np.uint8]

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each word by its normal form."""
        forms = self.forms.tobytes().decode("utf-8", "surrogatepass").splitlines()
        return {form: number for number, form in enumerate(forms, UNKNOWN + 1)}


class WordRows:
    """Gathers the words of documents, one after the other."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._row = array("i", [UNKNOWN])
        self._firsts = array("q", [1])
        self._spans: list[Spans] = [np.zeros((1, 2), dtype=np.uint8)]
        self._pauses: list[int] = []

    def add(self, document: Document) -> None:
        """Gather a document's."""
        numbers, row = self._numbers, self._row
        spans = array("I")
        for passage in document.passages:
            found = words(document.text[passage.start : passage.end])
            self._pauses.extend(len(row) + pause for pause in found.pauses)
            row.extend([numbers.setdefault(form, len(numbers) + 1) for form in found.forms])
            row.append(UNKNOWN)
            self._firsts.append(len(row))
            spans.extend(chain.from_iterable(found.spans))
            spans.extend((0, 0))
        all_spans = np.array(spans).reshape(-1, 2)
        # As narrow as they fit: a paragraph seldom has more than 65,535 characters.
        self._spans.append(all_spans.astype(np.min_scalar_type(all_spans.max(initial=0))))

    def columns(self) -> WordColumns:
        """All that was gathered."""
        row = np.frombuffer(self._row, dtype=np.int32)
        firsts = np.frombuffer(self._firsts, dtype=np.int64)
        pauses = np.zeros(len(row), dtype=bool)
        pauses[self._pauses] = True
        bounds = np.zeros(len(self._numbers) + 2, dtype=np.int64)
        np.cumsum(np.bincount(row, minlength=len(self._numbers) + 1), out=bounds[1:])
        order = np.argsort(row, kind="stable").astype(np.int32)
        # Sorted by the next word, and now by the word itself. (What stands before the first is never looked for.)
        before = order - 1
        forms = "".join(f"{form}\n" for form in self._numbers)
        return WordColumns(
            row=row,
            owners=np.repeat(np.arange(-1, len(firsts) - 1, dtype=np.int32), np.diff(firsts, prepend=0)),
            spans=np.concatenate(self._spans),
            pauses=pauses,
            firsts=firsts,
            bounds=bounds,
            order=order,
            pairs=before[np.argsort(row[before], kind="stable")],
            forms=np.frombuffer(forms.encode("utf-8", "surrogatepass"), dtype=np.uint8),
        )


def words_of(documents: Iterable[Document]) -> WordColumns:
    """The words of documents that are in memory."""
    rows = WordRows()
    for document in documents:
        rows.add(document)
    return rows.columns()
