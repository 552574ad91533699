"""Where in a record's folder its index lies: versions of it beside each other, and which of them is current."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.errors import RecordError

FOLDER = ".summit"
"""Hidden, so that nothing in it is taken for a document."""
_CURRENT = "current"
_LOCK = "lock"
_DRAFT = "draft"
_VERSION = "index-"
_NEW = ".new"


def current(folder: Path) -> Path | None:
    """The folder of a record's current index; None where it has none."""
    try:
        name = (folder / FOLDER / _CURRENT).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return folder / FOLDER / name


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A folder to write a new index into; what is in it is current once the block has ended, whole or not at all.

    Whatever happens within the block, the index from before stays current, and so it does if the machine stops.
    Raises RecordError where another process is writing one, OSError where the folder can't be written to.
    """
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    try:
        with FileLock(place / _LOCK, timeout=0):
            _remove_others(place, current(folder))
            draft = place / _DRAFT
            draft.mkdir()
            try:
                yield draft
                _make_current(place, draft)
            finally:
                _remove_others(place, current(folder))
    except Timeout:
        raise RecordError(place, "an index is being made", remedy="wait for it, or stop it") from None
    except OSError as error:
        if error.filename:
            raise
        # A write to a disk that is full doesn't say where.
        raise OSError(error.errno, error.strerror, str(place)) from None


def _make_current(place: Path, draft: Path) -> None:
    for path in (*draft.iterdir(), draft):
        _flush(path)
    names = (path.name.removeprefix(_VERSION) for path in place.glob(f"{_VERSION}*"))
    version = place / f"{_VERSION}{max((int(name) for name in names if name.isdecimal()), default=0) + 1}"
    draft.rename(version)
    write_over(place / _CURRENT, version.name)
    _flush(place)


def write_over(path: Path, text: str) -> None:
    """Write a file in the place of another, whole or not at all, whoever else does so too; raises OSError."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_NEW}")
    try:
        new.write_text(text, encoding="utf-8")
        if path.exists():
            # Whoever could read it still can.
            shutil.copymode(path, new)
        _flush(new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Have the system write a file or a folder to the disk before anything else comes to depend on it."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:
        # Windows opens no folders.
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_others(place: Path, kept: Path | None) -> None:
    """Remove what earlier runs have left: those that were stopped, and the index that another has replaced."""
    for path in place.iterdir():
        if path.is_dir() and path != kept:
            shutil.rmtree(path, ignore_errors=True)
        elif path.suffix == _NEW:
            path.unlink(missing_ok=True)
