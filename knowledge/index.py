"""BM25 over the passages of one record, from postings: the retriever that comes with Summit."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, reduce

import numpy as np
from numpy.typing import NDArray

from knowledge.columns import LISTED, NO_TERM, Columns
from knowledge.retrieval.postings import Postings, highest
from knowledge.retrieval.search import Hit, Positions, Requirement, Search, Terms

Mask = NDArray[np.bool_]
"""Of each passage, whether it passes."""

_KEPT = 32
"""Requirements of which it is kept for a while which passages meet them: one question asks for each several times."""
_FIRST_READ = 64
"""Passages in which a row of terms is looked for first; then in ever more at a time."""


class Index:
    """Searches one record's columns."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._postings = Postings(columns.layout)
        self._numbers = {term: number for number, term in enumerate(columns.terms)}
        self._documents = {document: number for number, document in enumerate(columns.documents)}
        self._document_of = np.repeat(
            np.arange(len(columns.documents), dtype=np.int32), np.diff(columns.first_passages)
        )
        self._names = {name: number for number, name in enumerate(columns.voices.names)}
        self._meeting = lru_cache(_KEPT)(self._find_meeting)

    def __len__(self) -> int:
        return self._postings.size

    def __contains__(self, term: object) -> bool:
        return term in self._numbers

    def weight(self, term: str) -> float:
        """BM25's weight of a term: the fewer passages hold it, the higher; 0 for an unknown one."""
        number = self._numbers.get(term)
        return 0.0 if number is None else self._postings.weight(number)

    def search(self, search: Search) -> tuple[Hit, ...]:
        """The best of the passages searched for, with their scores; best first, ties in the record's order."""
        terms = self._known(search.terms or ())
        passing = self._passing(search)
        if passing is None and search.terms is not None:
            found, scores = self._postings.best(terms, search.limit)
        else:
            held = np.arange(len(self)) if passing is None else np.flatnonzero(passing)
            positions = held.astype(np.int32)
            found, scores = highest(positions, self._postings.scores(terms, positions), search.limit)
            if search.terms is not None and not search.requirements:
                found, scores = found[scores > 0], scores[scores > 0]
        return tuple(map(Hit, found.tolist(), scores.tolist()))

    def count(self, search: Search) -> int:
        """How many passages are searched for, whatever the limit."""
        passing = self._passing(search)
        if search.terms is not None and not search.requirements:
            holding = self._union(map(self._holding, search.terms))
            passing = holding if passing is None else passing & holding
        return len(self) if passing is None else int(np.count_nonzero(passing))

    def scores(self, terms: Sequence[str], positions: Sequence[int]) -> list[float]:
        """The score of each of some passages; each distinct term counts once."""
        scores: list[float] = self._postings.scores(self._known(terms), np.array(positions, dtype=np.int32)).tolist()
        return scores

    def spread(self, term: str) -> NDArray[np.int64]:
        """In how many passages of each document a term stands, in the record's order of documents."""
        held = self._holding(term)
        return np.bincount(self._document_of[held], minlength=len(self._documents))

    def holds_row(self, terms: Terms) -> bool:
        """Whether terms stand in a row in a sentence, stop words between them not counted."""
        if not terms or not all(term in self._numbers for term in terms):
            return False
        row = [self._numbers[term] for term in terms]
        candidates = np.flatnonzero(self._intersection(map(self._postings.holding, set(row))))
        return bool(len(self._with_row(candidates, [[number] for number in row], self._term_row, 1)))

    def with_row(self, words: Sequence[str], limit: int) -> Positions:
        """The first passages in a sentence of which words stand in a row as they are written, stop words too."""
        row = [self._columns.numbers_of_form.get(word, []) for word in words]
        if not all(row):
            return np.empty(0, dtype=np.int32)
        masks = [self._union(map(self._postings.holding, terms)) for terms in map(self._terms_of_forms, row) if terms]
        candidates = np.flatnonzero(reduce(np.logical_and, masks)) if masks else np.arange(len(self))
        return self._with_row(candidates, row, self._form_row, limit)

    def _terms_of_forms(self, forms: Sequence[int]) -> list[int]:
        """The terms of a word's forms; none where it may be a stop word."""
        terms = [int(self._columns.form_terms[form]) for form in forms]
        return terms if min(terms) >= 0 else []

    def _with_row(
        self,
        candidates: NDArray[np.intp],
        row: Sequence[Sequence[int]],
        read: Callable[[NDArray[np.intp]], tuple[NDArray[np.int32], NDArray[np.int64]]],
        limit: int,
    ) -> Positions:
        """The first of some passages that have a row in what is read of them; ever more are read at a time."""
        found: list[int] = []
        first, reading = 0, _FIRST_READ
        while first < len(candidates) and len(found) < limit:
            positions = candidates[first : first + reading]
            numbers, owners = read(positions)
            is_row = np.isin(numbers, row[0])
            for offset, alternatives in enumerate(row[1:], 1):
                is_row[:-offset] &= np.isin(numbers[offset:], alternatives)
                is_row[-offset:] = False
            found += positions[np.unique(owners[is_row])].tolist()
            first, reading = first + reading, 2 * reading
        return np.array(found[:limit], dtype=np.int32)

    def _form_row(self, positions: NDArray[np.intp]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The forms of passages, one after the other, and of which of the passages each is."""
        columns = self._columns
        starts, ends = columns.first_words[positions], columns.first_words[positions + 1]
        parts = [columns.words[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        return np.concatenate(parts), np.repeat(np.arange(len(positions)), ends - starts)

    def _term_row(self, positions: NDArray[np.intp]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The terms of passages, stop words left out, and of which of the passages each is."""
        forms, owners = self._form_row(positions)
        terms = self._columns.form_terms[forms]
        is_term = terms != NO_TERM
        return terms[is_term], owners[is_term]

    def _known(self, terms: Iterable[str]) -> list[int]:
        numbers = map(self._numbers.get, dict.fromkeys(terms))
        return [number for number in numbers if number is not None]

    def _holding(self, term: str) -> Positions:
        number = self._numbers.get(term)
        return np.empty(0, dtype=np.int32) if number is None else self._postings.holding(number)

    # Which passages pass

    def _passing(self, search: Search) -> Mask | None:
        """Which passages meet a search's requirements and are where it searches; None where all are."""
        masks = [self._meeting(requirement) for requirement in search.requirements]
        if search.at_least is not None:
            masks = [np.sum(masks, axis=0) >= search.at_least]
        if search.documents is not None:
            masks.append(self._of_documents(search.documents))
        if search.statuses:
            masks.append(np.isin(self._columns.status_of, [LISTED.index(status) for status in search.statuses]))
        masks += [self._union(map(self._voiced, names)) for names in search.only_said_by]
        if not search.with_heads:
            masks.append(~self._columns.is_head)
        # One by one, as a reduction would first copy them into one array.
        return reduce(np.logical_and, masks) if masks else None

    def _find_meeting(self, requirement: Requirement) -> Mask:
        """Which passages meet a requirement."""
        met = self._of_documents(requirement.granted)
        for reading in requirement.readings:
            if len(reading) == 1:
                met[self._holding(reading[0])] = True
            else:
                met |= self._intersection(map(self._holding, reading))
        return met

    def _of_documents(self, documents: Iterable[str]) -> Mask:
        """The passages of documents: those of each stand together."""
        mask = np.zeros(len(self), dtype=bool)
        for document in documents:
            number = self._documents[document]
            mask[self._columns.first_passages[number] : self._columns.first_passages[number + 1]] = True
        return mask

    def _voiced(self, name: str) -> Positions:
        number, voices = self._names.get(name), self._columns.voices
        if number is None:
            return np.empty(0, dtype=np.int32)
        return voices.passages[voices.starts[number] : voices.starts[number + 1]]

    def _union(self, held: Iterable[Positions]) -> Mask:
        mask = np.zeros(len(self), dtype=bool)
        for positions in held:
            mask[positions] = True
        return mask

    def _intersection(self, held: Iterable[Positions]) -> Mask:
        """Which passages stand in every one of some rows of them."""
        rarest, *others = sorted(held, key=len)
        for positions in others:
            rarest = rarest[self._union([positions])[rarest]]
        return self._union([rarest])
