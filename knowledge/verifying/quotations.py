"""What of a text is quotation: what stands between outermost quotation marks, block quotes, or all of it.

What stands in code is none, unless the whole text is code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from knowledge.verifying.code import without_code
from knowledge.verifying.quotation_marks import outermost

_BLOCK_LINE = re.compile(r"[ \t]*>[> ]*")
_REST_OF_MESSAGE = re.compile(r"[ \t]*>>> ")
_SIGNATURE = re.compile(r"(?:\n|(?<=[\"”'’»›]))[ \t]*[-–—―~]+[ \t]*(?P<who>[^\W\d_][^\n]*)\Z")
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation as it stands in a text, without its outer marks; its span is of what stands between them.

    `signed` is the name under a block quote's own text ("— Trump").
    """

    text: str
    start: int
    end: int
    is_block: bool = False
    signed: str = ""


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text in order; the whole text where it marks none. Those without a word are none."""
    found = tuple(_marked_or_block(text))
    if found or not _WORD.search(text):
        return found
    return (Quotation(text.strip(), 0, len(text)),)


def marked(text: str) -> Iterator[Quotation]:
    """What stands between the outermost quotation marks of a text."""
    for start, end in outermost(text):
        if _WORD.search(text, start, end):
            yield Quotation(text[start:end].strip(), start, end)


def _marked_or_block(text: str) -> Iterator[Quotation]:
    read = without_code(text)
    for is_block, start, end in _regions(read):
        if is_block:
            yield from _block(text[start:end], start)
        else:
            for first, last in outermost(read[start:end]):
                if _WORD.search(quoted := text[start + first : start + last]):
                    yield Quotation(quoted.strip(), start + first, start + last)


def _regions(text: str) -> Iterator[tuple[bool, int, int]]:
    """Stretches of lines that are block quotes, and stretches that are not, by their spans."""
    lines: list[tuple[bool, int, int]] = []
    start = 0
    is_rest = False
    for line in text.splitlines(keepends=True):
        is_rest = is_rest or bool(_REST_OF_MESSAGE.match(line))
        lines.append((is_rest or bool(_BLOCK_LINE.match(line)), start, start + len(line)))
        start += len(line)
    for is_block, group in groupby(lines, key=lambda line: line[0]):
        stretch = list(group)
        yield is_block, stretch[0][1], stretch[-1][2]


def _block(region: str, start: int) -> Iterator[Quotation]:
    """The quotation of the lines of a block quote, without the name that signs it."""
    inside = "\n".join(_BLOCK_LINE.sub("", line, count=1).rstrip() for line in region.splitlines()).strip()
    signature = _SIGNATURE.search(inside)
    signed = signature["who"] if signature and _WORD.search(inside, 0, signature.start()) else ""
    if signature and signed:
        inside = inside[: signature.start()].rstrip()
    if _WORD.search(inside):
        yield Quotation(inside, start, start + len(region.rstrip()), is_block=True, signed=signed)
