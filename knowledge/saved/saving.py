"""The index of a folder's documents, made one after the other and saved."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from knowledge.document import Document, digest
from knowledge.errors import RecordError
from knowledge.gathering import gather
from knowledge.indexing import Indexer
from knowledge.loading import no_document, of_one_id
from knowledge.record import analyzer
from knowledge.saved.arrays import write_columns
from knowledge.saved.documents import TEXTS, StoredDocument, read_documents, stored, write_documents
from knowledge.saved.manifest import BrokenSource, Manifest, Source, analysis_digest, source_of, write_manifest
from knowledge.saved.passages import PassageRows
from knowledge.saved.place import replacing
from knowledge.saved.source_files import SourceFile, read_source
from knowledge.saved.texts import write_text
from knowledge.saved.words import write_words
from knowledge.verifying.word_columns import WordRows
from knowledge.vocabulary import english

Progress = Callable[[int, int], None]
"""Told at first, and after each document, how many bytes of how many are done."""


class Saving:
    """The making of one folder's index."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self._folder = folder
        self._progress = progress
        self._indexer = Indexer(analyzer(), english())
        self._rows = PassageRows()
        self._words = WordRows()
        self._stored: list[StoredDocument] = []
        self._sources: list[Source] = []
        self._faults: list[tuple[Source, RecordError]] = []

    def save(self, *, lenient: bool) -> Manifest:
        """Read the folder's documents, one at a time, and save their index; the one from before stays until then.

        Raises RecordError as `loading.load` does, and where another process makes one; OSError where it can't be
        written.
        """
        gathered = gather((self._folder,))
        if not gathered.documents:
            raise no_document(self._folder, gathered.left_out)
        made = time.time_ns()
        # Of the program that is at work, though another may be installed meanwhile.
        analysis = analysis_digest()
        with replacing(self._folder) as draft:
            files = self._in_order([read_source(self._folder, path) for path in gathered.documents])
            total = sum(file.source.size for file in files)
            done = 0
            self._progress(done, total)
            with (draft / TEXTS).open("wb") as texts:
                while files:
                    # Its bytes aren't held any longer, once it is done.
                    file = files.popleft()
                    document = self._document(file)
                    # After a fault only further faults are of interest.
                    if document and (lenient or not self._faults):
                        self._sources.append(file.source)
                        self._stored.append(stored(document, write_text(texts, str(document.text))))
                        self._rows.add(document)
                        self._words.add(document)
                        self._indexer.add(document)
                    done += file.source.size
                    self._progress(done, total)
            self._faults.sort(key=lambda one: one[0].path)
            faults = [*gathered.faults, *(fault for _, fault in self._faults)]
            if faults and not (lenient and self._stored):
                raise RecordError.of(faults)
            return self._write(draft, made, analysis)

    def _write(self, draft: Path, made: int, analysis: str) -> Manifest:
        write_words(draft, self._words.columns())
        columns, passages = self._indexer.columns(), self._rows.columns()
        write_columns(draft, columns, passages)
        write_documents(draft, self._stored)
        manifest = Manifest(
            analysis=analysis,
            sources=tuple(self._sources),
            broken=tuple(
                BrokenSource(source=source, problem=fault.problem, line=fault.line, remedy=fault.remedy)
                for source, fault in self._faults
            ),
            files=tuple(source_of(draft, path) for path in sorted(draft.iterdir())),
            made=made,
            digest=digest(read_documents(draft, columns.first_passages.tolist(), passages)),
        )
        write_manifest(draft, manifest)
        return manifest

    def _document(self, file: SourceFile) -> Document | None:
        """A document; None for a fault, which is noted."""
        try:
            return file.document()
        except RecordError as fault:
            self._faults.append((file.source, fault))
            return None

    @staticmethod
    def _is_document(file: SourceFile) -> bool:
        try:
            file.document()
        except RecordError:
            return False
        return True

    def _in_order(self, files: Sequence[SourceFile]) -> deque[SourceFile]:
        """The files in the record's order, of the dates and ids of their documents; those that share an id left out."""
        by_path = {file.path: file for file in files}
        known = {}
        for path, file in by_path.items():
            try:
                known[path] = file.metadata()
            except RecordError:
                # It will be taken as a whole, and refused then.
                continue
        ids = {path: metadata.id for path, metadata in known.items()}
        # Of those that share an id, one that can't be read is no document.
        readable = {path: ids[path] for path, _ in of_one_id(ids) if self._is_document(by_path[path])}
        doubled = dict(of_one_id(readable))
        self._faults += [(by_path[path].source, fault) for path, fault in doubled.items()]

        def order(file: SourceFile) -> tuple[date, str]:
            metadata = known.get(file.path)
            return (metadata.issued, metadata.id.casefold()) if metadata else (date.min, "")

        return deque(sorted((file for file in files if file.path not in doubled), key=order))


def save(folder: Path, *, lenient: bool = False, progress: Progress = lambda _done, _total: None) -> Manifest:
    """Make and save the index of a folder; raises as `Saving.save` does."""
    if not folder.is_dir():
        raise RecordError(folder, "no folder", remedy="an index is made of a record's folder")
    return Saving(folder, progress).save(lenient=lenient)
