"""The `add` command: files become documents of a record's folder; what it can't read, it asks."""

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.exits import Exit
from bot.fields import FLAGS
from bot.visible import shortened, visible
from knowledge.adding.conversion import REQUIRED, Draft, draft_of
from knowledge.adding.facts import date_in, names_in, shown_field
from knowledge.adding.writing import write_whole
from knowledge.document import Document, Status
from knowledge.errors import KnowledgeError, RecordError
from knowledge.saved.place import current

OF_ONE_DOCUMENT = ("id", "title")
ASKED = ("id", "title", "issued", "author", "publisher", "URL")
DATES = ("issued", "event-date")
NOTHING = "-"
MOST_SHOWN = 40


def add(options: Namespace) -> Exit:
    """Make a document of each file; those that can't be made are named, the others written.

    At last it is said where a saved index doesn't have them.
    """
    given = {name: value for name in FLAGS if (value := getattr(options, name)) is not None}
    if len(options.files) > 1 and (single := [name for name in OF_ONE_DOCUMENT if name in given]):
        raise RecordError(options.files[1], f"--{single[0]} belongs to one document", remedy="add the files one by one")
    failed = 0
    for file in options.files:
        try:
            _add(file, options, given)
        except KnowledgeError as error:
            if len(options.files) == 1:
                raise
            failed += 1
            _say(f"summit: {error}")
    if failed < len(options.files) and (folder := _indexed(options.to)):
        _say(f"{folder}: its saved index is out of date now; run: summit index --record {folder}")
    return Exit.WRONG if failed else Exit.DONE


def _indexed(folder: Path) -> Path | None:
    """The folder, or the one around it, that has a saved index; None where there is none."""
    return next((one for one in (folder, *folder.resolve().parents) if current(one)), None)


def _add(file: Path, options: Namespace, given: dict[str, str]) -> None:
    draft = draft_of(file, options.encoding)
    draft = draft.with_fields({name: _value(file, name, text) for name, text in given.items()})
    if sys.stdin.isatty() and sys.stderr.isatty():
        _say(f"{file}:")
        draft = _asked(draft, given)
    if draft.missing:
        flags = ", ".join(f"--{name}" for name in draft.missing)
        raise RecordError(file, f"its {' and '.join(draft.missing)} can't be read from it", remedy=f"give {flags}")
    path = options.to / f"{draft.fields['id']}.md"
    document = draft.document(path)
    write_whole(path, draft.markdown, replace=options.replace)
    for line in (*_shown(draft.unsure, file), *document.warnings):
        _say(line)
    _say(_summary(path, document))
    sys.stdout.write(f"{visible(str(path))}\n")


def _asked(draft: Draft, given: dict[str, str]) -> Draft:
    """The draft with what a person says of it, asked for each field that no flag gave."""
    for name in ASKED:
        while name not in given:
            text = _answer(draft, name)
            known = draft.fields.get(name)
            if text is None or (not text and (known or name not in REQUIRED)):
                break
            if text == NOTHING and name not in REQUIRED:
                draft = draft.with_fields({name: None})
                break
            try:
                draft = draft.with_fields({name: _value(draft.source, name, text)})
            except RecordError as error:
                _say(f"  {error.problem}")
                continue
            if draft.fields.get(name):
                break
    return draft


def _answer(draft: Draft, name: str) -> str | None:
    """What a person types for a field; None where the input ends. What is known already stands in brackets."""
    known = draft.fields.get(name)
    hint = f" [{shortened(shown_field(known))}]" if known else ""
    optional = "" if name in REQUIRED else f" ({NOTHING} for none)"
    sys.stderr.write(f"  {name}, {FLAGS[name]}{optional}{hint}: ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None


def _value(file: Path, name: str, text: str) -> Any:
    """The value of a field, of what a person wrote."""
    if name in DATES:
        date = date_in(text)
        if date is None:
            raise RecordError(file, f"{name}: {shortened(text)!r} is no date", remedy="such as 2018-07-20")
        return date
    return names_in(text) if name == "author" else text.strip()


def _shown(lines: Iterable[str], file: Path) -> list[str]:
    listed = list(lines)
    more = len(listed) - MOST_SHOWN
    return listed if more <= 0 else [*listed[:MOST_SHOWN], f"{file}: and {more} more such lines"]


def _summary(path: Path, document: Document) -> str:
    counts = {status: sum(topic.status is status for topic in document.topics) for status in Status}
    statuses = ", ".join(f"{count} {status.value.replace('_', ' ')}" for status, count in counts.items() if count)
    speakers = {name for passage in document.passages for one in passage.sentences for name in one.speakers}
    paragraphs = sum(bool(passage.number) for passage in document.passages)
    topics = f"topics: {len(document.topics)}" + (f" ({statuses})" if statuses else "")
    return f"{path}: passages: {paragraphs}; {topics}; speakers: {len(speakers)}; see: summit check {path}"


def _say(line: str) -> None:
    sys.stderr.write(f"{visible(line)}\n")
