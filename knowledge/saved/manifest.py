"""What a saved index was made of."""

import hashlib
import json
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from unicodedata import unidata_version

from pydantic import BaseModel, ConfigDict

import knowledge
from knowledge.saved.place import write_over

_FILE = "manifest.json"
_FORMAT = 2
ANOTHER_VERSION = "it was made by another version of Summit"
_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "numpy", "PyStemmer", "PyYAML", "rank-bm25", "sentencex")
"""What documents are read and analysed with, besides Summit itself."""


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
    """What an index was made of, by what; its own files; and the digest of the record.

    `made`: when its sources were last read, in nanoseconds.
    """

    format: int = _FORMAT
    analysis: str
    sources: tuple[Source, ...]
    broken: tuple[BrokenSource, ...] = ()
    files: tuple[Source, ...]
    made: int
    digest: str


def write_manifest(index: Path, manifest: Manifest) -> None:
    """Write the manifest of an index, whole or not at all; raises OSError."""
    write_over(index / _FILE, manifest.model_dump_json())


def read_manifest(index: Path) -> Manifest:
    """The manifest of an index.

    Raises StaleError where another version of Summit wrote it, OSError or ValueError where it can't be read.
    """
    data = json.loads((index / _FILE).read_bytes())
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        raise StaleError(ANOTHER_VERSION)
    return Manifest.model_validate(data)


def source_of(folder: Path, path: Path) -> Source:
    """A file as it is now; raises OSError."""
    # The file is looked at first: one that changes meanwhile is newer than what is noted of it.
    state = path.stat()
    name = path.relative_to(folder).as_posix()
    return Source(path=name, size=state.st_size, modified=state.st_mtime_ns, sha256=digest_of(path))


def digest_of(path: Path) -> str:
    """The SHA-256 of a file; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
