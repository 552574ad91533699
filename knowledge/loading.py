"""A record is read: all of it, or nothing unless asked for what can be read."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from knowledge.document import Document
from knowledge.errors import RecordError, listed
from knowledge.gathering import gather
from knowledge.markdown import read_document
from knowledge.record import Record
from knowledge.sources import LeftOut, Sources
from knowledge.thesaurus import EMPTY, Thesaurus, read_thesaurus

SHIPPED = Path(__file__).parent / "record"
SHAPE = "a document is a *.md file with front matter"

Read = TypeVar("Read", Document, Thesaurus)


def load(*paths: Path, lenient: bool = False) -> Record:
    """Read a record: the documents of folders (`*.md`, all below them included) with the thesauri beside them.

    A path may be a single file; without any it is the shipped record. Documents stand in the order of their dates, then
    ids. `lenient` leaves out, and names in the record's sources, what can't be read.

    Raises RecordError where there is no document, one or a thesaurus can't be read, or two documents share an id.
    """
    paths = paths or (SHIPPED,)
    gathered = gather(paths)
    faults = gathered.faults
    documents = dict(_read(read_document, gathered.documents, faults))
    for path in _of_one_id(documents):
        id_ = documents.pop(path).id
        faults.append(RecordError(path, f"the id {id_!r} belongs to another document too", remedy="ids are unique"))
    thesauri = _read(read_thesaurus, gathered.thesauri, faults)
    if faults and not (lenient and documents):
        first = faults[0]
        raise RecordError(first.path, first.problem, first.line, first.remedy, faults[1:])
    if not documents:
        found = listed([str(one) for one in gathered.left_out])
        problem = "no document in this folder" + (f", but {found}" if found else "")
        raise RecordError(paths[0], problem, remedy=SHAPE)
    broken = tuple(LeftOut(fault.path, fault.problem, fault.line, is_broken=True) for fault in faults)
    record = Record(
        tuple(sorted(documents.values(), key=lambda one: (one.metadata.issued, one.id.casefold()))),
        sum((thesaurus for _, thesaurus in thesauri), EMPTY),
        Sources(paths, tuple(gathered.questions), (*broken, *gathered.left_out)),
    )
    if not lenient:
        _refuse_dangling(record)
    return record


def _read(read: Callable[[Path], Read], paths: Sequence[Path], faults: list[RecordError]) -> list[tuple[Path, Read]]:
    """What can be read, with its paths; the faults of the others are noted."""
    found = []
    for path in paths:
        try:
            found.append((path, read(path)))
        except RecordError as error:
            faults.append(error)
    return found


def _of_one_id(documents: dict[Path, Document]) -> list[Path]:
    """The files whose documents share an id, in any case: a citation can't tell them apart."""
    paths: dict[str, list[Path]] = {}
    for path, document in documents.items():
        paths.setdefault(document.id.casefold(), []).append(path)
    return [path for shared in paths.values() if len(shared) > 1 for path in shared]


def _refuse_dangling(record: Record) -> None:
    """Hold the shipped thesaurus to the record; another one may be ahead of its documents, and is warned of."""
    dangling = [entry for entry in record.dangling if entry.path.parent.resolve() == SHIPPED.resolve()]
    if dangling:
        others = ", ".join(f"{entry.term!r} in line {entry.line}" for entry in dangling[1:])
        problem = f"{dangling[0].term!r} stands nowhere in the record" + (f"; nor do {others}" if others else "")
        raise RecordError(dangling[0].path, problem, dangling[0].line, "correct or remove")
