"""The passages and sentences of documents as columns in a file's arrays, made into objects as needed."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Document, Passage, Sentence
from knowledge.lazy import Lazy

_NO_TOPIC = -1


@dataclass(frozen=True, slots=True, eq=False)
class PassageColumns:
    """All passages of a record in its order, and their sentences.

    `passages`: number, start, end, and topic by its place among its document's; `first_sentences`: the first sentence
    of each, and the end of the last; `sentences`: start, end, speakers and silent ones by their places in `groups`.
    """

    passages: NDArray[np.int32]
    first_sentences: NDArray[np.int64]
    sentences: NDArray[np.int32]
    groups: tuple[tuple[str, ...], ...]


class PassageRows:
    """Gathers the passages of documents, one after the other."""

    def __init__(self) -> None:
        self._passages = array("i")
        self._first_sentences = array("q", [0])
        self._sentences = array("i")
        self._groups: dict[tuple[str, ...], int] = {}

    def add(self, document: Document) -> None:
        """Gather a document's."""
        places = {topic.name: place for place, topic in enumerate(document.topics)}
        groups = self._groups
        for passage in document.passages:
            topic = places[passage.topic] if passage.topic else _NO_TOPIC
            self._passages.extend((passage.number, passage.start, passage.end, topic))
            for one in passage.sentences:
                named = [groups.setdefault(names, len(groups)) for names in (one.speakers, one.silent)]
                self._sentences.extend((one.start, one.end, *named))
            self._first_sentences.append(len(self._sentences) // 4)

    def columns(self) -> PassageColumns:
        """All that was gathered."""
        return PassageColumns(
            passages=np.array(self._passages, dtype=np.int32).reshape(-1, 4),
            first_sentences=np.array(self._first_sentences, dtype=np.int64),
            sentences=np.array(self._sentences, dtype=np.int32).reshape(-1, 4),
            groups=tuple(self._groups),
        )


def stored_passages(document: str, topics: Sequence[str], columns: PassageColumns, rows: range) -> Sequence[Passage]:
    """The passages of a document, from columns."""
    topic_of: Mapping[int, str | None] = {_NO_TOPIC: None, **dict(enumerate(topics))}

    def passage(row: int) -> Passage:
        number, start, end, topic = columns.passages[row].tolist()
        first, last = columns.first_sentences[row : row + 2].tolist()
        sentences = tuple(
            Sentence(opening, closing, columns.groups[speakers], columns.groups[silent])
            for opening, closing, speakers, silent in columns.sentences[first:last].tolist()
        )
        return Passage(document, number, start, end, topic_of[topic], sentences)

    return Lazy(passage, rows)
