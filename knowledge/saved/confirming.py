"""Whether a saved index is still of what is there, and as it was written."""

import operator
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from knowledge.saved.manifest import ANOTHER_VERSION, Manifest, Source, StaleError, analysis_digest, digest_of

_CLOCK = 2_000_000_000
"""Nanoseconds within which a file system's clock may tell two changes of a file apart or not."""


def confirmed(manifest: Manifest, folder: Path, documents: Sequence[Path], index: Path) -> Manifest:
    """The manifest with the times that the files have now: it is the same unless some had to be read.

    As git does it, a file is read only where its size or its time differ from what was noted, or where it was changed
    so near to the index's making that its time doesn't tell (https://git-scm.com/docs/racy-git).

    Raises StaleError where something is not as it was when the index was made: these documents, or the program.
    Raises ValueError where a file of the index is not as it was written; OSError where one is missing.
    """
    began = time.time_ns()
    if manifest.analysis != analysis_digest():
        raise StaleError(ANOTHER_VERSION)
    known = {one.path: one for one in (*manifest.sources, *(one.source for one in manifest.broken))}
    now = _sources(known, {path.relative_to(folder).as_posix(): path for path in documents}, manifest.made)
    files = tuple(_files(manifest.files, index))
    if all(now[name] is one for name, one in known.items()) and all(map(operator.is_, files, manifest.files)):
        return manifest
    broken = tuple(one.model_copy(update={"source": now[one.source.path]}) for one in manifest.broken)
    sources = tuple(now[one.path] for one in manifest.sources)
    return manifest.model_copy(update={"sources": sources, "broken": broken, "files": files, "made": began})


def _sources(known: Mapping[str, Source], present: Mapping[str, Path], made: int) -> dict[str, Source]:
    """The documents as they are now."""
    found = {}
    for name, path in present.items():
        if name not in known:
            raise StaleError(f"{name} is new")
        now = _as_now(known[name], path, made)
        if not now:
            raise StaleError(f"{name} was changed")
        found[name] = now
    gone = next((name for name in known if name not in present), None)
    if gone:
        raise StaleError(f"{gone} is gone")
    return found


def _files(files: Iterable[Source], index: Path) -> Iterable[Source]:
    """The index's own files as they are now; nothing changes them once they were written."""
    for file in files:
        now = _as_now(file, index / file.path, file.modified + _CLOCK + 1)
        if not now:
            raise ValueError(f"{file.path} is not as it was written")
        yield now


def _as_now(noted: Source, path: Path, made: int) -> Source | None:
    """A file as it is now: what was noted, where it needn't be read; None where it holds something else."""
    state = path.stat()
    if state.st_size != noted.size:
        return None
    if state.st_mtime_ns == noted.modified and state.st_mtime_ns < made - _CLOCK:
        return noted
    return noted.model_copy(update={"modified": state.st_mtime_ns}) if digest_of(path) == noted.sha256 else None
