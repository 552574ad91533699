"""A file becomes a draft of a document: its metadata as far as it is known, its text, and what was unsure."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from knowledge.adding.doubts import Doubt, in_words, places
from knowledge.adding.facts import Head, is_ambiguous, metadata_from, read_head
from knowledge.adding.marked import is_marked, read_marked
from knowledge.adding.mending import doubt_labels, with_structure, without_furniture
from knowledge.adding.plain import read_plain
from knowledge.adding.portable import read_portable
from knowledge.adding.source import Source
from knowledge.adding.web_page import read_web_page
from knowledge.adding.writing import as_markdown
from knowledge.document import Document
from knowledge.errors import RecordError
from knowledge.files import not_utf8, read_bytes
from knowledge.markdown import LONGEST_DOCUMENT, parse_document

LONGEST_PDF = 50_000_000
REQUIRED = ("id", "title", "issued")
ENDINGS = ".txt, .md, .html or .pdf"
HTML_STARTS = ("<!doctype html", "<html", "<?xml", "<head", "<body")
ARCHIVE = b"PK\x03\x04"
"""How a .docx or .odt file begins."""
UTF_8 = "utf-8"
DECLARED = re.compile(
    rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)", re.I
)
HEAD_OF_PAGE = 4_096
"""Bytes of a page among which it declares its encoding."""
WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""What browsers read for what pages declare (https://encoding.spec.whatwg.org/#names-and-labels)."""
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A document to be: the front matter's fields as far as they are known, its head and body, what was unsure.

    `furniture` are the lines of the source, each with its page, that were left out as its page's furniture.
    """

    source: Path
    fields: Mapping[str, Any]
    head: Head
    doubts: tuple[Doubt, ...]
    furniture: tuple[tuple[int, int], ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that a document must have and this one hasn't."""
        return tuple(name for name in REQUIRED if not self.fields.get(name))

    @property
    def unsure(self) -> tuple[str, ...]:
        """What was left out and what was unsure, a line each, with the source's lines."""
        left_out = f"{self.source}: left out as the page's furniture: {places(self.furniture)}"
        return (*([left_out] if self.furniture else ()), *in_words(self.source, self.doubts))

    def with_fields(self, fields: Mapping[str, Any]) -> "Draft":
        """The draft with some fields given; those given win."""
        return replace(self, fields={**self.fields, **fields})

    @property
    def markdown(self) -> str:
        """The document's file."""
        return as_markdown(self.fields, self.head.blocks, self.head.body)

    def document(self, path: Path) -> Document:
        """The document as it will be read. Raises RecordError where it can't be, naming `path`."""
        return parse_document(path, self.markdown)


def draft_of(path: Path, encoding: str | None = None) -> Draft:
    """The draft of a text, Markdown, HTML or PDF file; `encoding` is that of its text, where it isn't UTF-8.

    Raises RecordError where the file can't be read: what is wrong, in which line, and what to do.
    """
    source = _read(path, encoding)
    if not source.blocks:
        raise RecordError(path, "no text in this file")
    head = read_head(without_furniture(source), source.facts)
    head = replace(head, body=tuple(with_structure(head.body, source)))
    facts = {**head.facts, **{name: value for name, value in source.facts.items() if value}}
    if "title" in head.facts:
        # The page's own heading, without the site's name that its head may add.
        facts["title"] = head.facts["title"]
    if is_ambiguous(facts.get("issued", "")):
        source.doubt(1, f"the date {facts['issued']} was read with the month first")
    doubt_labels(head.body, source)
    furniture = tuple(map(source.place, sorted(set(source.furniture))))
    return Draft(path, metadata_from(facts, path.stem), head, tuple(sorted(set(source.doubts))), furniture)


def _read(path: Path, encoding: str | None) -> Source:
    is_portable = path.suffix.lower() == ".pdf"
    most = LONGEST_PDF if is_portable else LONGEST_DOCUMENT
    data = read_bytes(path, most, "divide it into several files")
    if data.startswith(b"%PDF-") or is_portable:
        return read_portable(path, data)
    text = _decoded(path, data, encoding or _declared(data))
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or text.lstrip().lower().startswith(HTML_STARTS):
        return read_web_page(path, text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return (
        read_marked(path, text) if path.suffix.lower() in (".md", ".markdown") or is_marked(text) else read_plain(text)
    )


def _declared(data: bytes) -> str:
    """The encoding that an HTML page of other bytes than UTF-8's declares; UTF-8 where it declares none known."""
    found = DECLARED.search(data[:HEAD_OF_PAGE])
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii", "replace")).name if found else UTF_8
        data.decode()
    except LookupError:
        return UTF_8
    except UnicodeDecodeError:
        return WIDER.get(name, name)
    return UTF_8


def _decoded(path: Path, data: bytes, encoding: str) -> str:
    is_wide = data[:2] in BYTE_ORDER_MARKS
    if data.startswith(ARCHIVE) or (b"\0" in data[:1000] and not is_wide):
        raise RecordError(path, "no text file", remedy=f"save it as {ENDINGS}")
    encoding = BYTE_ORDER_MARKS.get(data[:2], encoding)
    try:
        text = data.decode("utf-8-sig" if encoding == UTF_8 else encoding)
    except UnicodeDecodeError as error:
        if encoding == UTF_8:
            raise not_utf8(path, data, error, "if it comes from Windows, give --encoding cp1252") from None
        line = data[: error.start].count(b"\n") + 1
        raise RecordError(path, f"not {encoding}: {error.reason}", line, "give its --encoding") from None
    except LookupError:
        raise RecordError(path, f"no encoding {encoding!r}", remedy="such as utf-8, cp1252") from None
    if not text.strip():
        raise RecordError(path, "empty")
    return text
