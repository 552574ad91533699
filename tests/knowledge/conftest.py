"""What most tests of `knowledge` need: the shipped record, its answerer, and small documents written on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.answering import Answerer
from knowledge.document import Document
from knowledge.loading import load
from knowledge.record import Record

FRONT_MATTER = "---\nid: {id}\ntitle: The Oslo Talks\nissued: 2020-01-02\n---\n\n"


@pytest.fixture(scope="session")
def record() -> Record:
    return load()


@pytest.fixture(scope="session")
def document(record: Record) -> Document:
    return record.documents[0]


@pytest.fixture(scope="session")
def answerer(record: Record) -> Answerer:
    return Answerer(record)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a document with sound front matter; returns its path. The body's first line is the file's line 7."""

    def written(body: str, name: str = "talks.md", id: str = "X1") -> Path:  # noqa: A002 the field's name
        path = tmp_path / name
        path.write_text(FRONT_MATTER.format(id=id) + body, encoding="utf-8")
        return path

    return written
