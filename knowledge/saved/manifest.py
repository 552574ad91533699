"""What a saved index was made of, and whether that is still so."""

import hashlib
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict

import knowledge

_FILE = "manifest.json"
_FORMAT = 1
_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "numpy", "PyStemmer", "rank-bm25", "sentencex")
"""What documents are read and analysed with, besides Summit itself."""
_CLOCK = 2_000_000_000
"""Nanoseconds within which a file system's clock may tell two changes of a file apart or not."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Frozen):
    """A document's file, by its path within the folder, as it was when it was read."""

    path: str
    size: int
    modified: int
    sha256: str


class BrokenSource(_Frozen):
    """A file that was left out, since it can't be read as a document: why, and in which line."""

    source: Source
    problem: str
    line: int | None


class Manifest(_Frozen):
    """What an index was made of, by what, and when (nanoseconds); and the digest of the record that it is of."""

    format: int = _FORMAT
    analysis: str
    sources: tuple[Source, ...]
    broken: tuple[BrokenSource, ...] = ()
    made: int
    digest: str


def write_manifest(index: Path, manifest: Manifest) -> None:
    """Write the manifest of an index; raises OSError."""
    (index / _FILE).write_text(manifest.model_dump_json(), encoding="utf-8")


def read_manifest(index: Path) -> Manifest:
    """The manifest of an index; raises OSError or ValueError where it can't be read."""
    return Manifest.model_validate_json((index / _FILE).read_bytes())


def source_of(folder: Path, path: Path) -> Source:
    """A file as it is now; raises OSError."""
    # The file is looked at first: one that changes meanwhile is newer than what is noted of it.
    state = path.stat()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Source(
        path=path.relative_to(folder).as_posix(), size=state.st_size, modified=state.st_mtime_ns, sha256=digest
    )


def changed(manifest: Manifest, folder: Path, documents: Sequence[Path]) -> str | None:
    """What is not as it was when the index was made: of these documents' files, or of the program; None: nothing.

    As git does it, a file is read only where its size or its time differ from what was noted, or where it was changed
    so near to the index's making that its time doesn't tell (https://git-scm.com/docs/racy-git).
    """
    if manifest.format != _FORMAT or manifest.analysis != analysis_digest():
        return "it was made by another version of Summit"
    known = {source.path: source for source in (*manifest.sources, *(one.source for one in manifest.broken))}
    present = {path.relative_to(folder).as_posix(): path for path in documents}
    for name, path in present.items():
        if name not in known:
            return f"{name} is new"
        if not _is_same(known[name], path, manifest.made):
            return f"{name} was changed"
    gone = next((name for name in known if name not in present), None)
    return f"{gone} is gone" if gone else None


def _is_same(source: Source, path: Path, made: int) -> bool:
    state = path.stat()
    if state.st_size != source.size:
        return False
    if state.st_mtime_ns == source.modified and state.st_mtime_ns < made - _CLOCK:
        return True
    return hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256


@cache
def analysis_digest() -> str:
    """SHA-256 over all that makes a document's file into what is saved: the program, its data, its libraries."""
    room = Path(knowledge.__file__).parent
    sha = hashlib.sha256()
    for path in sorted(_files(room)):
        data = path.read_bytes()
        for part in (path.relative_to(room).as_posix().encode(), data):
            sha.update(len(part).to_bytes(8, "big") + part)
    libraries = ",".join(f"{name} {version(name)}" for name in _LIBRARIES)
    sha.update(f"{sys.byteorder} {libraries}".encode())
    return sha.hexdigest()


def _files(room: Path) -> Iterable[Path]:
    yield from room.rglob("*.py")
    yield from (room / "english").iterdir()
