"""The blocks of a PDF file: its lines, with where they stand and how they are set, put together to paragraphs."""

import io
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.adding.plain import SENTENCE_END, Line, without_running_heads, wrapped
from knowledge.adding.source import Source, squeezed
from knowledge.blocks import Block, Kind
from knowledge.errors import RecordError

if TYPE_CHECKING:
    from pypdf import PdfReader

INSTALL = "pip install 'summit[add]'"
MOST_PAGES = 1_000
WIDER_GAP = 1.3
"""A gap between lines, in usual gaps of the document, from which on it parts paragraphs."""
LARGER_TYPE = 1.15
"""A size of type, in that of the body, from which on a line is a heading."""
SAME_LINE = 2.0
"""Points by which pieces of one line may differ in height."""
DEEPER = 8.0
"""Points by which a list is indented at least."""
LEAST_SHARE = 0.1
LONGEST_HEADING = 100
FIELDS = {"title": "title", "author": "author"}


@dataclass(slots=True)
class _Piece:
    """Text set in one go: where its baseline stands, in points from the page's corner, and how it is set."""

    text: str
    across: float
    up: float
    is_bold: bool
    size: float


@dataclass(slots=True)
class _Row:
    """The pieces of a line."""

    page: int
    pieces: list[_Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def bold(self) -> str:
        """The bold text that it opens with."""
        count = next((i for i, piece in enumerate(self.pieces) if piece.text.strip() and not piece.is_bold), None)
        return "".join(piece.text for piece in self.pieces[:count])


def read_portable(path: Path, data: bytes) -> Source:
    """The blocks of a PDF file.

    Raises RecordError where pypdf isn't installed, or the file is damaged, locked, too long or has no text.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise RecordError(path, "a PDF file needs pypdf, which isn't installed", remedy=INSTALL) from None
    # What it finds amiss in a file that it can read is of no use to who adds it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    remedy = "print it to PDF anew, or save its text"
    try:
        reader = PdfReader(io.BytesIO(data))
        _refuse_locked_or_long(path, reader)
        rows = [row for number, page in enumerate(reader.pages, 1) for row in _rows(page, number)]
        facts = _facts(reader)
    except RecordError:
        raise
    except PyPdfError as error:
        raise RecordError(path, f"this PDF can't be read: {squeezed(str(error))}", remedy=remedy) from None
    except Exception as error:  # noqa: BLE001 a damaged file breaks a reader anywhere, its assertions too
        raise RecordError(path, f"this PDF can't be read ({type(error).__name__})", remedy=remedy) from None
    if not any(row.text.strip() for row in rows):
        raise RecordError(
            path, "no text in this PDF: its pages are pictures", remedy="read it with an OCR program first"
        )
    return _source(rows, facts)


def _refuse_locked_or_long(path: Path, reader: "PdfReader") -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise RecordError(path, "this PDF is locked with a password", remedy="save it without one")
    if len(reader.pages) > MOST_PAGES:
        raise RecordError(path, f"{len(reader.pages):,} pages; at most {MOST_PAGES:,}", remedy="divide it")


def _facts(reader: "PdfReader") -> dict[str, str]:
    metadata: dict[str, Any] = dict(reader.metadata or {})
    found = {name: squeezed(str(metadata.get(f"/{name.title()}") or "")) for name in FIELDS}
    return {name: value for name, value in found.items() if value and value.lower() not in ("untitled", "unknown")}


def _rows(page: Any, number: int) -> Iterator[_Row]:
    """The lines of a page, in the order in which it sets them."""
    pieces: list[_Piece] = []

    def take(text: str, matrix: list[float], inner: list[float], font: dict[str, Any] | None, size: float) -> None:
        name = str((font or {}).get("/BaseFont", "")).lower()
        up = inner[4] * matrix[1] + inner[5] * matrix[3] + matrix[5]
        across = inner[4] * matrix[0] + inner[5] * matrix[2] + matrix[4]
        scale = abs(inner[3] * matrix[3]) or 1.0
        is_bold = any(word in name for word in ("bold", "black", "heavy", "cmbx", "semibold", "demi"))
        pieces.append(_Piece(text, across, up, is_bold, size * scale))

    page.extract_text(visitor_text=take)
    row = _Row(number)
    for piece in pieces:
        for i, part in enumerate(piece.text.split("\n")):
            if i or (part.strip() and row.pieces and abs(row.pieces[-1].up - piece.up) > SAME_LINE):
                if row.text.strip():
                    yield row
                row = _Row(number)
            if part and (part.strip() or row.pieces):
                row.pieces.append(replace(piece, text=part))
    if row.text.strip():
        yield row


def _source(rows: Sequence[_Row], facts: dict[str, str]) -> Source:
    source = Source(facts=facts)
    source.first_lines = [i for i, row in enumerate(rows, 1) if i == 1 or row.page != rows[i - 2].page]
    lines = list(_lines(rows))
    kept = [line for line in without_running_heads(lines, source) if line.text]
    usual = _usual(line.size for line in kept)
    margin = _least([line.indent for line in kept])
    of = {line.number: line for line in kept}
    widest = max(len(line.text) for line in kept) if kept else 0
    blocks = wrapped(list(_opened(kept, rows)), source, widest)
    source.blocks = list(_in_lists((_heading(block, of[block.line], usual) for block in blocks), of, margin))
    return source


def _lines(rows: Sequence[_Row]) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        first = next(piece for piece in row.pieces if piece.text.strip())
        yield Line(row.text.strip(), number, row.page, first.across, row.bold.strip(), first.size)


def _opened(lines: Sequence[Line], rows: Sequence[_Row]) -> Iterator[Line]:
    """The lines, marked where the space above them, their type or a bold opening shows a new paragraph."""
    gaps = [
        rows[one.number - 2].pieces[0].up - rows[one.number - 1].pieces[0].up if one.number > 1 else 0.0
        for one in lines
    ]
    usual = _least([gap for gap in gaps if gap > SAME_LINE])
    for before, line, gap in zip([None, *lines], lines, gaps, strict=False):
        if before is None or before.page != line.page:
            yield line
            continue
        other_type = abs(line.size - before.size) > (LARGER_TYPE - 1) * before.size
        is_run_in = line.bold.endswith((".", ":")) and line.bold != line.text and SENTENCE_END.search(before.text)
        yield replace(line, opens=gap > WIDER_GAP * usual or other_type or bool(is_run_in))


def _usual(values: Any) -> float:
    """The most frequent of measures, rounded to half a point."""
    counts = Counter(round(2 * value) / 2 for value in values)
    return counts.most_common(1)[0][0] if counts else 0.0


def _least(values: Sequence[float]) -> float:
    """The least of measures that a good share of them have: a page's margin, the space between lines."""
    counts = Counter(round(2 * value) / 2 for value in values)
    return min((value for value, count in counts.items() if count >= LEAST_SHARE * len(values)), default=0.0)


def _heading(block: Block, line: Line, usual: float) -> Block:
    """A block in larger type, or short and all bold, as a heading."""
    is_large = line.size >= LARGER_TYPE * usual
    is_bold = block.bold == block.text and not block.text.endswith((".", ":"))
    if block.kind is Kind.PARAGRAPH and len(block.text) <= LONGEST_HEADING and (is_large or is_bold):
        return replace(block, kind=Kind.HEADING, level=1 if line.size > LARGER_TYPE**2 * usual else 2, bold="")
    return block


def _in_lists(blocks: Iterator[Block], of: dict[int, Line], margin: float) -> Iterator[Block]:
    """The blocks, those indented that open in bold as items of a list, those indented alike behind them as theirs."""
    item = 0
    for count, block in enumerate(blocks, 1):
        indented = of[block.line].indent - margin > DEEPER
        if block.items or block.kind is not Kind.PARAGRAPH or not (indented and (block.run_in or item)):
            item = 0
            yield block
            continue
        item = count if block.run_in else item
        yield replace(block, items=(item,), lists=(0,))
