"""A record from its saved index, where that is of the documents that are there."""

from contextlib import suppress
from pathlib import Path

from knowledge.errors import RecordError
from knowledge.gathering import gather
from knowledge.record import Record
from knowledge.saved.arrays import read_columns
from knowledge.saved.confirming import confirmed
from knowledge.saved.documents import read_documents
from knowledge.saved.manifest import Manifest, StaleError, read_manifest, write_manifest
from knowledge.saved.place import current
from knowledge.saved.words import read_words
from knowledge.sources import LeftOut, Sources
from knowledge.thesaurus import EMPTY, read_thesaurus

REMEDY = "run: summit index"


def open_record(folder: Path, index: Path, *, lenient: bool = False) -> Record:
    """The record of a folder from its index; its thesauri are read as they are now.

    Raises RecordError where the index is of other documents than are there, or can't be read; and as `loading.load`
    does for documents and thesauri that can't be.
    """
    gathered = gather((folder,))
    if gathered.faults and not lenient:
        raise RecordError.of(gathered.faults)
    try:
        manifest = read_manifest(index)
        now = confirmed(manifest, folder, gathered.documents, index)
        columns, passages = read_columns(index)
        documents = read_documents(index, columns.first_passages.tolist(), passages)
        words = read_words(index)
    except StaleError as stale:
        raise RecordError(folder, f"its saved index is out of date: {stale}", remedy=REMEDY) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        if current(folder) not in (index, None):
            # Another one has been made meanwhile.
            return open_record(folder, current(folder) or index, lenient=lenient)
        raise RecordError(index, f"the saved index can't be read: {error}", remedy=REMEDY) from None
    if now is not manifest:
        # Files that were read through, since they were copied here, say, needn't be the next time.
        with suppress(OSError):
            write_manifest(index, now)
    faults = [*gathered.faults, *_faults(manifest, folder)]
    thesauri = []
    for path in gathered.thesauri:
        try:
            thesauri.append(read_thesaurus(path))
        except RecordError as fault:
            faults.append(fault)
    if faults and not lenient:
        raise RecordError.of(faults)
    left_out = tuple(LeftOut(fault.path, fault.problem, fault.line, is_broken=True) for fault in faults)
    return Record(
        documents,
        sum(thesauri, EMPTY),
        Sources((folder,), tuple(gathered.questions), (*left_out, *gathered.left_out)),
        columns,
        words,
        manifest.digest,
    )


def _faults(manifest: Manifest, folder: Path) -> list[RecordError]:
    return [RecordError(folder / one.source.path, one.problem, one.line, one.remedy) for one in manifest.broken]
