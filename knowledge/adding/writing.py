"""A document as a file: front matter, and its blocks as Markdown that reads back to the same text."""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from knowledge.blocks import Block, Kind
from knowledge.errors import RecordError

ORDER = (
    *("id", "type", "genre", "number", "title", "author", "publisher", "issued", "URL", "language"),
    *("event-title", "event-date", "event-place", "speakers", "topics"),
)
"""The fields of a front matter in the order in which they are written."""
HEAD_RULE = "***"
MARKS = re.compile(r"[\\*_`<]|&(?=#?\w+;)|\[(?=[^\[\]]*\]\s*[(:\[])|\](?=[(:\[])|!(?=\[)")
OPENING_MARK = re.compile(r"(?:[-+](?=\s|$)|#{1,6}(?=\s|$)|>|~~~|={1,}\s*$|-[-\s]*$|\|)")
OPENING_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
WIDE = 1_000_000


def as_markdown(fields: Mapping[str, Any], head: Sequence[Block], body: Sequence[Block]) -> str:
    """The file of a document."""
    ordered = {name: fields[name] for name in ORDER if fields.get(name) not in (None, "", [], {}, ())}
    front_matter = yaml.safe_dump(ordered, sort_keys=False, allow_unicode=True, width=WIDE)
    blocks = [*_written(head), *([HEAD_RULE] if head else ()), *_written(body, keeps_rules=bool(head))]
    return f"---\n{front_matter}---\n\n" + "\n\n".join(blocks) + "\n"


def _written(blocks: Iterable[Block], *, keeps_rules: bool = False) -> Iterator[str]:
    """Each block as Markdown. Without a head there are no rules: the first would be taken for its end."""
    before: Block | None = None
    for block in blocks:
        if block.kind is Kind.RULE:
            if keeps_rules:
                yield HEAD_RULE
        elif block.kind is Kind.HEADING:
            yield f"{'#' * min(max(block.level, 1), 6)} {_escaped(block.text, heading=True)}"
        else:
            if before and before.lists and block.lists and not set(before.lists) & set(block.lists):
                # Lists that follow each other would become one.
                yield "<!-- -->"
            opens = bool(block.items) and (before is None or block.items[-1] not in before.items)
            indent = "  " * len(block.items)
            yield (f"{indent[2:]}- " if opens else indent) + _paragraph(block)
        before = block if block.kind is not Kind.RULE else None


def _paragraph(block: Block) -> str:
    bold, rest = block.text[: len(block.bold)], block.text[len(block.bold) :]
    stripped = bold.rstrip()
    # Two stars close only before a space or a mark, where a mark stands before them (CommonMark, flanking runs).
    if (
        not stripped
        or rest[:1].isalnum()
        or not bold[0].isalnum()
        or (rest and not rest[0].isspace() and rest[0] not in ":")
    ):
        return _escaped(block.text)
    return f"**{_escaped(stripped)}**{bold[len(stripped) :]}{_marks_escaped(rest)}"


def _escaped(text: str, *, heading: bool = False) -> str:
    escaped = _marks_escaped(text)
    if heading:
        return re.sub(r"(\s|^)(#+)$", r"\1\\\2", escaped)
    escaped = OPENING_NUMBER.sub(r"\1\\\2", escaped, count=1) if OPENING_NUMBER.match(escaped) else escaped
    return f"\\{escaped}" if OPENING_MARK.match(escaped) else escaped


def _marks_escaped(text: str) -> str:
    return MARKS.sub(r"\\\g<0>", text)


def write_whole(path: Path, text: str, *, replace: bool) -> None:
    """Write a file at once or not at all: beside its place, then moved there.

    Raises RecordError where there is one and `replace` is off, or it can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    new = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(0o644)
        if replace:
            new.replace(path)
        else:
            # Unlike a rename, a link never takes another file's place.
            path.hardlink_to(new)
    except FileExistsError:
        raise RecordError(path, "there is such a file", remedy="--replace writes over it") from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            new.unlink()
