"""What a file holds, before it is mended: its blocks, what it tells of itself, and what was left out."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from knowledge.adding.doubts import Doubt
from knowledge.blocks import Block
from knowledge.language import FOLDER, comma_separated, read_yaml

MOST_SHOWN = 60
WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(slots=True)
class Source:
    """A file's blocks and facts, the lines of its furniture, and the first line of each page, where it has pages."""

    blocks: list[Block] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    furniture: list[int] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    first_lines: list[int] = field(default_factory=list)

    def place(self, line: int) -> tuple[int, int]:
        """The page of a line and its number there; page 0 where there are no pages."""
        page = bisect_right(self.first_lines, line)
        return page, line - (self.first_lines[page - 1] if page else 1) + 1

    def doubt(self, line: int, problem: str) -> None:
        """Note what a line was taken for."""
        self.doubts.append(Doubt(*self.place(line), problem))


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words of `english/furniture.yaml`."""

    furniture: frozenset[str]
    endings: frozenset[str]
    captions: frozenset[str]
    table_notes: frozenset[str]
    fields: dict[str, str]
    date_words: frozenset[str]
    byline_words: frozenset[str]

    def is_furniture(self, text: str) -> bool:
        """Whether a text has only the words of a page's furniture, with numbers and marks."""
        return len(text) <= MOST_SHOWN and words_of(text) in self.furniture

    def ends_text(self, text: str) -> bool:
        """Whether a block or line begins a publisher's small print or further links: "Disclaimer: …"."""
        return text.split(":")[0].strip(" *#_").lower() in self.endings


@cache
def furniture_words() -> Furniture:
    """The words of `furniture.yaml`, read once."""
    data: dict[str, Any] = read_yaml(FOLDER / "furniture.yaml")
    return Furniture(
        furniture=frozenset(words_of(entry) for entry in comma_separated(data["furniture"])),
        endings=frozenset(comma_separated(data["endings"])),
        captions=frozenset(data["captions"]),
        table_notes=frozenset(data["table_notes"]),
        fields={name: field_ for field_, names in data["fields"].items() for name in names},
        date_words=frozenset(data["date_words"]),
        byline_words=frozenset(data["byline_words"]),
    )


def words_of(text: str) -> str:
    """A text's words in lower case, without numbers and marks; a unit of size behind a number is none ("246KB")."""
    return " ".join(WORDS.findall(re.sub(r"\(?\d[\d.,]*\s*[kKmM][bB]\)?", "", text))).lower()


def shown(text: str) -> str:
    """A text's beginning, for a message."""
    return repr(text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1].rstrip() + "…")


def squeezed(text: str) -> str:
    """A text with single spaces and no soft hyphens, ligatures, zero-width marks or control characters."""
    return " ".join(text.translate(UNSEEN).split())


UNSEEN: dict[int, str | None] = {
    0xAD: None,
    0x200B: None,
    0x2060: None,
    0xFEFF: None,
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    **dict.fromkeys((*range(9), 0xB, *range(0xE, 0x1C), 0x7F), None),
}
