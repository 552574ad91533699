"""The files that an index is made of, read once: what is noted of each, and its bytes."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from knowledge.document import Document, Metadata
from knowledge.markdown import LONGEST_DOCUMENT, document_of, metadata_of
from knowledge.saved.manifest import Source

_CHUNK = 1 << 20
"""Bytes that are read at a time of what is too long for a document."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read; of one that is too long for a document, the beginning."""

    path: Path
    source: Source
    data: bytes

    def document(self) -> Document:
        """Its document; raises RecordError where it is none."""
        return document_of(self.path, self.data)

    def metadata(self) -> Metadata:
        """Its document's metadata; raises RecordError where it has none."""
        return metadata_of(self.path, self.data)


def read_source(folder: Path, path: Path) -> SourceFile:
    """Read a file; raises OSError."""
    # The file is looked at first: one that changes meanwhile is newer than what is noted of it.
    state = path.stat()
    with path.open("rb") as file:
        data = file.read(LONGEST_DOCUMENT + 1)
        sha = hashlib.sha256(data)
        while more := file.read(_CHUNK):
            sha.update(more)
    name = path.relative_to(folder).as_posix()
    source = Source(path=name, size=state.st_size, modified=state.st_mtime_ns, sha256=sha.hexdigest())
    return SourceFile(path, source, data)
