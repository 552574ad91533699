"""Pages about the record as a whole."""

import re
from pathlib import Path

from bot import overview
from bot.escaping import size
from bot.fitting import MESSAGE
from knowledge.document import Document, Metadata
from knowledge.record import Record
from tests.bot.made import with_topic_named, write_record


def with_topics(folder: Path, count: int, words: str = "") -> Record:
    items = "\n\n".join(f"- **Topic number {n} of the meeting{words}.** They spoke of thing {n}." for n in range(count))
    return write_record(folder, f"The main topics were as follows:\n\n{items}")


def test_the_shipped_ledger_is_one_message(shipped: Record) -> None:
    assert len(overview.ledger(shipped)) == 1
    assert len(overview.about(shipped)) == 1
    assert "misattributed" in overview.about(shipped)[0]


def test_every_topic_is_listed_where_five_messages_hold_them(tmp_path: Path) -> None:
    messages = overview.ledger(with_topics(tmp_path, 120))
    assert all(size(message) <= MESSAGE for message in messages)
    assert re.findall(r"number (\d+)", "\n".join(messages)) == [str(n) for n in range(120)]
    assert "/topic" not in messages[-1]


def test_beyond_five_messages_the_last_says_how_many_topics_are_left(tmp_path: Path) -> None:
    messages = overview.ledger(with_topics(tmp_path, 400))
    assert len(messages) == 5
    assert all(size(message) <= MESSAGE for message in messages)
    shown = re.findall(r"number (\d+)", "\n".join(messages))
    assert shown == [str(n) for n in range(len(shown))]
    assert messages[-1].split("\n")[-1] == f"and {400 - len(shown)} more; `/topic` finds each"


def test_many_documents_leave_what_is_said_of_the_record_standing(tmp_path: Path) -> None:
    record = write_record(tmp_path, "They met.")
    (one,) = record.documents
    metadata = Metadata(id="DOC", title="word " * 500, issued=one.metadata.issued)
    many = tuple(
        Document(metadata.model_copy(update={"id": f"DOC-{n}"}), one.text, one.passages, one.topics) for n in range(40)
    )
    messages = overview.about(Record(many, sources=record.sources))
    assert len(messages) == 5
    assert all(size(message) <= MESSAGE for message in messages)
    assert "not kept" in messages[0]
    shown = len(re.findall(r"\*\*DOC-", "\n".join(messages)))
    assert messages[-1].endswith(f"\nand {40 - shown} more")


def test_a_topic_of_a_long_name_fits(tmp_path: Path) -> None:
    record = with_topic_named(with_topics(tmp_path, 1), "*" * 3000)
    (message,) = overview.ledger(record)
    assert size(message) <= MESSAGE
    assert "reported as discussed" in message
