"""A large record of real text: the paragraphs of ../shared/data/frus.jsonl.xz as documents of a folder."""

import json
import lzma
import re
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

FRUS = Path(__file__).parents[4] / "shared" / "data" / "frus.jsonl.xz"
ALL = 584_324
MOST = 4000
"""Paragraphs of a document; a volume has up to 10,000, and is divided."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|&~])|^(\s*\d{1,9})([.)])|^([-+=])", re.MULTILINE)


class Paragraph(NamedTuple):
    """A paragraph of a volume, with its date."""

    volume: str
    date: str
    text: str


def paragraphs(limit: int) -> Iterator[Paragraph]:
    """The first so many paragraphs."""
    with lzma.open(FRUS, "rt", encoding="utf-8") as file:
        for line in islice(file, limit):
            data = json.loads(line)
            yield Paragraph(data["id"].partition("/")[0], data["date"] or "1950-01-01", data["text"])


def write_record(folder: Path, limit: int) -> Path:
    """Write the first so many paragraphs as documents; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for volume, held in groupby(paragraphs(limit), key=lambda one: one.volume):
        for number, part in enumerate(_parts(list(held)), 1):
            id_ = f"{volume}-{number}"
            date = part[0].date if re.fullmatch(r"\d{4}-\d\d-\d\d", part[0].date) else "1950-01-01"
            title = f"Foreign Relations of the United States, {volume}, part {number}"
            front = f"---\nid: {id_}\ntitle: {title}\nissued: {date}\n---\n"
            body = "\n\n".join(_escaped(" ".join(one.text.split())) for one in part)
            (folder / f"{id_}.md").write_text(f"{front}\n# {id_}\n\n***\n\n{body}\n", encoding="utf-8")
    return folder


def _parts(held: list[Paragraph]) -> Iterator[list[Paragraph]]:
    for first in range(0, len(held), MOST):
        yield held[first : first + MOST]


def _escaped(text: str) -> str:
    """A paragraph as Markdown that shows it as it is."""
    return _SPECIAL.sub(lambda found: found[2] + "\\" + found[3] if found[3] else "\\" + found[0], text)
