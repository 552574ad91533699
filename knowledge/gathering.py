"""Which files of a folder are a record's: documents, thesauri, labelled questions; and which are not, and why."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.errors import RecordError
from knowledge.sources import LeftOut

DOCUMENT = ".md"
THESAURUS = "thesaurus.yaml"
QUESTIONS = "questions.jsonl"
LIKE_DOCUMENTS = frozenset(
    (".markdown", ".mdown", ".mkd", ".txt", ".text", ".rst", ".html", ".htm", ".pdf", ".doc", ".docx", ".odt", ".rtf")
)
"""Endings of files that somebody may take for documents of the record."""
OPENING = b"---"
"""What front matter opens with."""
BEFORE_OPENING = b"\xef\xbb\xbf\xfe\xff\x00"
"""Bytes of byte order marks, and those between the letters in UTF-16: what they open is named for its encoding."""


@dataclass(slots=True)
class Gathered:
    """The files of a record by what they are, each once; those left out; and those that can't be read."""

    documents: list[Path] = field(default_factory=list)
    thesauri: list[Path] = field(default_factory=list)
    questions: list[Path] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    faults: list[RecordError] = field(default_factory=list)


def gather(paths: Sequence[Path]) -> Gathered:
    """The files of folders, all below them included, and single files with what lies beside them.

    Raises RecordError where there is no such folder or file.
    """
    gathered = Gathered()
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            files, within = _files(path, gathered), path.resolve()
        elif path.is_file():
            if path.resolve() not in seen:
                gathered.documents.append(path)
            seen.add(path.resolve())
            beside = (path.with_name(name) for name in (THESAURUS, QUESTIONS))
            files, within = (file for file in beside if file.is_file()), path.parent.resolve()
        else:
            raise RecordError(path, "no such file or folder")
        for file in files:
            _sort(file, within, seen, gathered)
    return gathered


def _files(folder: Path, gathered: Gathered) -> Iterator[Path]:
    """Every file of a folder and below, in the order of their names; hidden ones left out, links not followed."""

    def refuse(error: OSError) -> None:
        gathered.faults.append(RecordError(Path(error.filename), f"can't be read: {error.strerror}"))

    for parent, folders, names in os.walk(folder, onerror=refuse):
        for name in sorted(folders):
            path = Path(parent, name)
            if path.is_symlink() and not name.startswith("."):
                gathered.left_out.append(LeftOut(path, "a link to a folder, which is not followed"))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def _sort(path: Path, within: Path, seen: set[Path], gathered: Gathered) -> None:
    """Put a file where it belongs; one that is no part of the record, and of which nobody may think so, nowhere."""
    suffix = path.suffix.lower()
    if path.name not in (THESAURUS, QUESTIONS) and suffix != DOCUMENT and suffix not in LIKE_DOCUMENTS:
        return
    try:
        file = path.resolve()
        is_outside = not file.is_relative_to(within)
        is_file = path.is_file()
    except (OSError, RuntimeError):
        # A link that leads to itself.
        is_outside, is_file, file = False, False, path
    if is_outside:
        gathered.left_out.append(LeftOut(path, "a link out of the folder, which is not followed"))
    elif not is_file:
        gathered.left_out.append(LeftOut(path, "not a file that can be read"))
    elif file in seen:
        if path.is_symlink():
            gathered.left_out.append(LeftOut(path, "a link to a file that is read already"))
    else:
        seen.add(file)
        _put(path, suffix, gathered)


def _put(path: Path, suffix: str, gathered: Gathered) -> None:
    if path.name == THESAURUS:
        gathered.thesauri.append(path)
    elif path.name == QUESTIONS:
        gathered.questions.append(path)
    elif suffix in LIKE_DOCUMENTS:
        gathered.left_out.append(LeftOut(path, f"no {DOCUMENT} file"))
    else:
        try:
            has_front_matter = _has_front_matter(path)
        except OSError as error:
            gathered.faults.append(RecordError(path, f"can't be read: {error.strerror}"))
            return
        if has_front_matter:
            gathered.documents.append(path)
        else:
            gathered.left_out.append(LeftOut(path, "no front matter"))


def _has_front_matter(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(16)
    return bytes(byte for byte in start if byte not in BEFORE_OPENING).lstrip().startswith(OPENING)
