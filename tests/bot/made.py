"""Records made for tests."""

import json
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.desk import Desk
from bot.escaping import unescaped
from knowledge.loading import load
from knowledge.record import Record


@lru_cache(maxsize=4)
def desk_of(record: Record) -> Desk:
    """A record's desk. It is made once, for that takes a while, and nothing that is asked of a desk changes it."""
    return Desk(record)


def write_record(folder: Path, body: str, **metadata: Any) -> Record:
    """A record of one document."""
    facts = {"id": "DOC-1", "title": "A Meeting", "issued": "2020-01-02", **metadata}
    # JSON is YAML, however odd the text.
    front = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items())
    path = folder / "made.md"
    path.write_text(f"---\n{front}\n---\n\n# A Meeting\n\nJanuary 2, 2020\n\n***\n\n{body}\n")
    return load(path)


def with_topic_named(record: Record, name: str) -> Record:
    """A record of one topic under another name, longer than any that is read from a file."""
    (document,) = record.documents
    (topic,) = document.topics
    passages = tuple(replace(one, topic=name if one.topic else None) for one in document.passages)
    renamed = replace(document, passages=passages, topics=(replace(topic, name=name),))
    return Record((renamed,), sources=record.sources)


def quoted(text: str) -> list[str]:
    """The quotes that a message shows, a line each, as they stand in the record."""
    lines = [line.removeprefix("> ") for line in text.split("\n") if line.startswith("> ")]
    return [unescaped(re.sub(r"^\[…\] | \[…\]$", "", line)) for line in lines]
