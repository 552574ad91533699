"""Texts in a file, by their code points, and read by spans."""

import mmap
from dataclasses import dataclass
from operator import index
from typing import BinaryIO

_ENCODINGS = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}
"""By bytes for a character: as many for each of a text, so that any span is found without reading what is before it."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a text stands in the file: its first byte, its characters, and the bytes of each."""

    offset: int
    length: int
    width: int

    @property
    def end(self) -> int:
        """The first byte behind it."""
        return self.offset + self.length * self.width


class StoredText:
    """A text that is read from a file, as much of it as is asked for; any slice of it is a str."""

    def __init__(self, data: mmap.mmap | bytes, extent: Extent) -> None:
        self._data = data
        self._extent = extent

    def __len__(self) -> int:
        return self._extent.length

    def __getitem__(self, span: slice) -> str:
        start, stop, step = span.indices(self._extent.length)
        return self._read(start, max(stop, start))[::step] if step == 1 else str(self)[span]

    def __str__(self) -> str:
        return self._read(0, self._extent.length)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str | StoredText) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def _read(self, start: int, stop: int) -> str:
        extent = self._extent
        first, end = (extent.offset + place * extent.width for place in (start, stop))
        return self._data[first:end].decode(_ENCODINGS[extent.width])


def write_text(file: BinaryIO, text: str) -> Extent:
    """Write a text at the end of a file; where it stands."""
    highest = max(map(ord, text), default=0)
    width = 1 if highest < 0x100 else 2 if highest < 0x10000 else 4
    offset = index(file.tell())
    file.write(text.encode(_ENCODINGS[width]))
    return Extent(offset, len(text), width)
