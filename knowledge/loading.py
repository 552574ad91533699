"""A record is read: all of it, or nothing unless asked for what can be read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from knowledge.document import Document
from knowledge.errors import RecordError, listed
from knowledge.gathering import gather
from knowledge.markdown import read_document
from knowledge.record import Record
from knowledge.saved.place import current
from knowledge.sources import LeftOut, Sources
from knowledge.thesaurus import EMPTY, Thesaurus, read_thesaurus

SHIPPED = Path(__file__).parent / "record"
SHAPE = "a document is a *.md file with front matter"

Read = TypeVar("Read", Document, Thesaurus)


def load(*paths: Path, lenient: bool = False) -> Record:
    """Read a record: the documents of folders (`*.md`, all below them included) with the thesauri beside them.

    A path may be a single file; without any it is the shipped record. Documents stand in the order of their dates, then
    ids. `lenient` leaves out, and names in the record's sources, what can't be read.

    A folder with a saved index is read from that.

    Raises RecordError where there is no document, one or a thesaurus can't be read, or two documents share an id.
    """
    paths = paths or (SHIPPED,)
    if len(paths) == 1 and (index := current(paths[0])):
        from knowledge.saved.opening import open_record

        return open_record(paths[0], index, lenient=lenient)
    gathered = gather(paths)
    faults = gathered.faults
    documents = dict(_read(read_document, gathered.documents, faults))
    for path, fault in of_one_id({path: document.id for path, document in documents.items()}):
        faults.append(fault)
        del documents[path]
    thesauri = _read(read_thesaurus, gathered.thesauri, faults)
    if faults and not (lenient and documents):
        raise RecordError.of(faults)
    if not documents:
        raise no_document(paths[0], gathered.left_out)
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


def no_document(folder: Path, left_out: Sequence[LeftOut]) -> RecordError:
    """That a folder has no document, and what it has instead."""
    found = listed([str(one) for one in left_out])
    return RecordError(folder, "no document in this folder" + (f", but {found}" if found else ""), remedy=SHAPE)


def of_one_id(ids: Mapping[Path, str]) -> Iterator[tuple[Path, RecordError]]:
    """The files whose documents share an id, in any case, and what is wrong: a citation can't tell them apart."""
    paths: dict[str, list[Path]] = {}
    for path, id_ in ids.items():
        paths.setdefault(id_.casefold(), []).append(path)
    for shared in paths.values():
        for path in shared if len(shared) > 1 else ():
            problem = f"the id {ids[path]!r} belongs to another document too"
            yield path, RecordError(path, problem, remedy="ids are unique")


def _refuse_dangling(record: Record) -> None:
    """Hold the shipped thesaurus to the record; another one may be ahead of its documents, and is warned of."""
    dangling = [entry for entry in record.dangling if entry.path.parent.resolve() == SHIPPED.resolve()]
    if dangling:
        others = ", ".join(f"{entry.term!r} in line {entry.line}" for entry in dangling[1:])
        problem = f"{dangling[0].term!r} stands nowhere in the record" + (f"; nor do {others}" if others else "")
        raise RecordError(dangling[0].path, problem, dangling[0].line, "correct or remove")
