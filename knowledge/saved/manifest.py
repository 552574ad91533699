"""What a saved index was made of, and whether that is still so."""

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from unicodedata import unidata_version

from pydantic import BaseModel, ConfigDict

import knowledge

_FILE = "manifest.json"
_FORMAT = 2
_ANOTHER_VERSION = "it was made by another version of Summit"
_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "numpy", "PyStemmer", "PyYAML", "rank-bm25", "sentencex")
"""What documents are read and analysed with, besides Summit itself."""
_CLOCK = 2_000_000_000
"""Nanoseconds within which a file system's clock may tell two changes of a file apart or not."""


class StaleError(Exception):
    """An index that is of something else than is there now: what."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Frozen):
    """A file by its path within a folder, as it was when it was read or written."""

    path: str
    size: int
    modified: int
    sha256: str


class BrokenSource(_Frozen):
    """A file that was left out, since it can't be read as a document: why, and in which line."""

    source: Source
    problem: str
    line: int | None
    remedy: str


class Manifest(_Frozen):
    """What an index was made of, by what, and when (nanoseconds); its own files; and the digest of the record."""

    format: int = _FORMAT
    analysis: str
    sources: tuple[Source, ...]
    broken: tuple[BrokenSource, ...] = ()
    files: tuple[Source, ...]
    made: int
    digest: str


def write_manifest(index: Path, manifest: Manifest) -> None:
    """Write the manifest of an index; raises OSError."""
    (index / _FILE).write_text(manifest.model_dump_json(), encoding="utf-8")


def read_manifest(index: Path) -> Manifest:
    """The manifest of an index.

    Raises StaleError where another version of Summit wrote it, OSError or ValueError where it can't be read.
    """
    data = json.loads((index / _FILE).read_bytes())
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        raise StaleError(_ANOTHER_VERSION)
    return Manifest.model_validate(data)


def source_of(folder: Path, path: Path) -> Source:
    """A file as it is now; raises OSError."""
    # The file is looked at first: one that changes meanwhile is newer than what is noted of it.
    state = path.stat()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Source(
        path=path.relative_to(folder).as_posix(), size=state.st_size, modified=state.st_mtime_ns, sha256=digest
    )


def refuse_stale(manifest: Manifest, folder: Path, documents: Sequence[Path]) -> None:
    """Raise StaleError where something is not as it was when the index was made: these documents, or the program.

    As git does it, a file is read only where its size or its time differ from what was noted, or where it was changed
    so near to the index's making that its time doesn't tell (https://git-scm.com/docs/racy-git).
    """
    if manifest.analysis != analysis_digest():
        raise StaleError(_ANOTHER_VERSION)
    known = {source.path: source for source in (*manifest.sources, *(one.source for one in manifest.broken))}
    present = {path.relative_to(folder).as_posix(): path for path in documents}
    for name, path in present.items():
        if name not in known:
            raise StaleError(f"{name} is new")
        if not _is_same(known[name], path, manifest.made):
            raise StaleError(f"{name} was changed")
    gone = next((name for name in known if name not in present), None)
    if gone:
        raise StaleError(f"{gone} is gone")


def refuse_damaged(manifest: Manifest, index: Path) -> None:
    """Raise ValueError where a file of an index is not as it was written; OSError where one is missing."""
    for file in manifest.files:
        if not _is_same(file, index / file.path, file.modified + _CLOCK + 1):
            raise ValueError(f"{file.path} is not as it was written")


def _is_same(source: Source, path: Path, made: int) -> bool:
    state = path.stat()
    if state.st_size != source.size:
        return False
    if state.st_mtime_ns == source.modified and state.st_mtime_ns < made - _CLOCK:
        return True
    return hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256


@cache
def analysis_digest() -> str:
    """SHA-256 over the program, its data and its libraries.

    Over more of the program than makes an index, lest anything be forgotten: what is saved was made by this very one.
    """
    room = Path(knowledge.__file__).parent
    sha = hashlib.sha256()
    for path in sorted(_files(room)):
        data = path.read_bytes()
        for part in (path.relative_to(room).as_posix().encode(), data):
            sha.update(len(part).to_bytes(8, "big") + part)
    libraries = ",".join(f"{name} {version(name)}" for name in _LIBRARIES)
    # Python's tables of Unicode decide what a word is.
    sha.update(f"{sys.byteorder} {unidata_version} {libraries}".encode())
    return sha.hexdigest()


def _files(room: Path) -> Iterable[Path]:
    yield from room.rglob("*.py")
    for ending in ("txt", "yaml"):
        yield from (room / "english").glob(f"*.{ending}")
