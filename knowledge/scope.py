"""Which documents of a record are searched."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from knowledge.document import Document, written_date
from knowledge.errors import ScopeError, UnknownDocumentError


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that are searched, by their ids; None is every document of the record."""

    documents: frozenset[str] | None = None

    def holds(self, document: str) -> bool:
        """Whether a document of this id is searched."""
        return self.documents is None or document in self.documents


EVERYTHING = Scope()


def scope_of(
    documents: Collection[Document],
    wanted: Collection[str] = (),
    after: datetime.date | None = None,
    before: datetime.date | None = None,
) -> Scope:
    """The documents of the wanted ids (of none: all) that were issued after and before these days, not on them.

    Raises UnknownDocumentError for an id that no document has, ScopeError where no document remains.
    """
    ids = {document.id.casefold(): document.id for document in documents}
    if unknown := [id_ for id_ in wanted if id_.strip().casefold() not in ids]:
        raise UnknownDocumentError(unknown[0], tuple(ids.values()))
    asked = {ids[id_.strip().casefold()] for id_ in wanted} or set(ids.values())
    held = {
        document.id
        for document in documents
        if document.id in asked
        and (after is None or document.metadata.issued > after)
        and (before is None or document.metadata.issued < before)
    }
    if not held:
        days = [f"{word} {written_date(day)}" for word, day in (("after", after), ("before", before)) if day]
        raise ScopeError(f"no document {'of those ' if wanted else ''}was issued {' and '.join(days)}")
    return EVERYTHING if len(held) == len(documents) else Scope(frozenset(held))
