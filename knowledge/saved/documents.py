"""Documents on disk: what is read at once, and where their texts and passages are read from."""

import mmap
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.document import Document, Metadata, Topic
from knowledge.saved.passages import PassageColumns, stored_passages
from knowledge.saved.texts import Extent, StoredText

TEXTS = "texts.bin"
_DOCUMENTS = "documents.json"


class StoredDocument(BaseModel):
    """A document but for its text and passages, and where its text stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    metadata: Metadata
    topics: tuple[Topic, ...]
    warnings: tuple[str, ...]
    text: Extent


_ALL = TypeAdapter(tuple[StoredDocument, ...])


def stored(document: Document, text: Extent) -> StoredDocument:
    """A document whose text was written."""
    return StoredDocument(metadata=document.metadata, topics=document.topics, warnings=document.warnings, text=text)


def write_documents(folder: Path, documents: Sequence[StoredDocument]) -> None:
    """Write documents into a folder; raises OSError."""
    (folder / _DOCUMENTS).write_bytes(_ALL.dump_json(tuple(documents), by_alias=True))


def read_documents(folder: Path, first_passages: Sequence[int], columns: PassageColumns) -> tuple[Document, ...]:
    """The documents of a folder; raises OSError or ValueError where they can't be read."""
    with (folder / TEXTS).open("rb") as file:
        texts = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    found = _ALL.validate_json((folder / _DOCUMENTS).read_bytes())
    if len(texts) != max(one.text.end for one in found):
        raise ValueError(f"{TEXTS} was cut off")
    return tuple(
        Document(
            one.metadata,
            StoredText(texts, one.text),
            stored_passages(one.metadata.id, [topic.name for topic in one.topics], columns, range(first, end)),
            one.topics,
            one.warnings,
        )
        for one, (first, end) in zip(found, pairwise(first_passages), strict=True)
    )
