"""Terms that stand all over a document: names of those who act in it, which narrow nothing there."""

from collections import Counter

from knowledge.record import Record

Terms = tuple[str, ...]
PARTY_SHARE = 1 / 3
"""A name that stands in more than this share of a document's passages narrows nothing there."""
FEW = 2
"""Passages of a small document that don't yet make a name stand everywhere."""


class Parties:
    """Finds the documents of one record that terms stand in, and those that they stand all over."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._common = {
            document.id: max(len(record.passages.of(document.id)) * PARTY_SHARE, FEW) for document in record.documents
        }
        self._counts: dict[str, Counter[str]] = {}
        self._found: dict[Terms, tuple[frozenset[str], frozenset[str]]] = {}

    def holding(self, terms: Terms) -> frozenset[str]:
        """The documents that hold every one of the terms."""
        return self._documents(terms)[0]

    def all_over(self, terms: Terms) -> frozenset[str]:
        """The documents all over which every one of the terms stands."""
        return self._documents(terms)[1]

    def _documents(self, terms: Terms) -> tuple[frozenset[str], frozenset[str]]:
        if terms not in self._found:
            counts = [self._count(term) for term in terms]
            holding = frozenset(one for one in counts[0] if all(one in count for count in counts))
            all_over = (one for one in holding if all(count[one] > self._common[one] for count in counts))
            self._found[terms] = holding, frozenset(all_over)
        return self._found[terms]

    def _count(self, term: str) -> Counter[str]:
        """In how many passages of each document a term stands."""
        if term not in self._counts:
            passages = self._record.passages
            self._counts[term] = Counter(
                passages[position].passage.document for position in self._record.index.holding(term)
            )
        return self._counts[term]
