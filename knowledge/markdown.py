"""A CommonMark file with front matter becomes a document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from knowledge.assembly import assembled
from knowledge.blocks import Block, Kind
from knowledge.document import Document, Metadata
from knowledge.errors import RecordError
from knowledge.files import decoded, read_bytes, refuse_larger
from knowledge.front_matter import FrontMatter

LONGEST_DOCUMENT = 2_000_000
"""Bytes; four times a book. A record's documents are all read before the first answer."""
MOST_LINES = 50_000
LONGEST_PARAGRAPH = 50_000
"""Characters; with more, a text has lost its line breaks."""
MOST_LINES_NAMED = 5
HEAD_LIMIT = 8
"""A thematic break after this many blocks doesn't end the head: it stands in the text."""
UNREAD_TEXT = re.compile(r"<(script|style|iframe|object|svg|template)\b", re.IGNORECASE)
LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
CLOSING = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
"""What closes a front matter."""
_DIVIDE = "divide it into several documents"
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def read_document(path: Path) -> Document:
    """Read a document from its file.

    Raises RecordError where the file is missing, too large, empty, not UTF-8, or its front matter is missing or wrong.
    """
    return document_of(path, read_bytes(path, LONGEST_DOCUMENT, _DIVIDE))


def document_of(path: Path, data: bytes) -> Document:
    """The document of a file's bytes; raises RecordError as `read_document` does."""
    return parse_document(path, _text(path, data))


def metadata_of(path: Path, data: bytes) -> Metadata:
    """Only the metadata of a document, of its file's bytes; raises RecordError where that can't be read."""
    source = _text(path, data).replace("\r\n", "\n").replace("\r", "\n")
    closing = CLOSING.search(source, 1)
    return _front_matter(path, markdown_parser(path).parse(source[: closing.end()] if closing else source)).metadata


def _text(path: Path, data: bytes) -> str:
    refuse_larger(path, data, LONGEST_DOCUMENT, _DIVIDE)
    return decoded(path, data)


def parse_document(path: Path, source: str) -> Document:
    """The document of a file's text; `path` is named where it is faulty."""
    if not source.strip():
        raise RecordError(path, "empty", remedy="a document is front matter between --- lines, then its text")
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if (lines := source.count("\n")) > MOST_LINES:
        raise RecordError(path, f"{lines:,} lines; at most {MOST_LINES:,}", remedy=_DIVIDE)
    tokens = markdown_parser(path).parse(source)
    front_matter = _front_matter(path, tokens)
    body = BlockReader(tokens[1:])
    return assembled(path, front_matter, *split_head(body.blocks), body.warnings(path))


def _front_matter(path: Path, tokens: Sequence[Token]) -> FrontMatter:
    if not tokens or tokens[0].type != "front_matter":
        raise RecordError(path, "no front matter", 1, "open the file with ---, the metadata, ---")
    return FrontMatter(path, tokens[0].content)


def markdown_parser(path: Path) -> MarkdownIt:
    """CommonMark with front matter and tables, without indented code: an indented paragraph is one all the same.

    Raises RecordError while parsing, before marks within a paragraph are looked at, where one is too long.
    """

    def refuse_long(state: object) -> None:
        for token in getattr(state, "tokens", ()):
            if token.type == "inline" and len(token.content) > LONGEST_PARAGRAPH:
                line = (token.map or [0])[0] + 1
                problem = f"a paragraph of {len(token.content):,} characters; at most {LONGEST_PARAGRAPH:,}"
                raise RecordError(path, problem, line, "set a blank line between paragraphs")

    parser = MarkdownIt("commonmark").use(front_matter_plugin).enable("table").disable("code")
    parser.core.ruler.after("block", "length", refuse_long)
    return parser


def split_head(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The head and the body: the blocks before the first thematic break that follows the title, and those after."""
    first_rule = next((i for i, block in enumerate(blocks) if block.kind is Kind.RULE), None)
    if first_rule is not None and 0 < first_rule < HEAD_LIMIT:
        return list(blocks[:first_rule]), list(blocks[first_rule + 1 :])
    if blocks and blocks[0].kind is Kind.HEADING:
        return list(blocks[:1]), list(blocks[1:])
    return [], list(blocks)


@dataclass(frozen=True, slots=True)
class _Inline:
    """The text of a paragraph or heading without marks, its bold opening, its further lines' starts, if it is links."""

    text: str
    bold: str
    line_starts: tuple[int, ...]
    is_links: bool


@dataclass(slots=True)
class BlockReader:
    """The blocks of a parsed file; and the lines of what was left out of them: HTML, code, tables."""

    tokens: Sequence[Token]
    blocks: list[Block] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        items: list[int] = []
        lists: list[int] = []
        kind, level, count, tables = Kind.PARAGRAPH, 0, 0, 0
        for token in self.tokens:
            line = token.map[0] + 1 if token.map else 0
            if token.type in ("bullet_list_open", "ordered_list_open", "list_item_open"):
                count += 1
                (items if token.type == "list_item_open" else lists).append(count)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                lists.pop()
            elif token.type == "list_item_close":
                items.pop()
            elif token.type in ("table_open", "table_close"):
                tables += token.nesting
                if token.nesting == 1:
                    self._leave_out("a table", line)
            elif token.type in ("paragraph_open", "heading_open"):
                kind = Kind.HEADING if token.type == "heading_open" else Kind.PARAGRAPH
                level = int(token.tag[1]) if kind is Kind.HEADING else 0
            elif token.type == "hr":
                self.blocks.append(Block(Kind.RULE, "", line))
            elif token.type == "html_block":
                if COMMENT.sub("", token.content).strip():
                    self._leave_out("HTML", line)
            elif token.type == "fence":
                self._leave_out("a code block", line)
            elif token.type == "inline" and not tables:
                inline = self._inline(token, line)
                if inline.text:
                    self.blocks.append(self._block(kind, level, line, inline, items, lists))

    @staticmethod
    def _block(kind: Kind, level: int, line: int, inline: _Inline, items: list[int], lists: list[int]) -> Block:
        within = (tuple(items), tuple(lists))
        return Block(kind, inline.text, line, level, inline.bold, *within, inline.line_starts, inline.is_links)

    def warnings(self, path: Path) -> list[str]:
        """What was left out, a line for each kind, naming its first lines in the file."""
        found = []
        for what, lines in self.left_out.items():
            further = f" and {len(lines) - MOST_LINES_NAMED} more" if len(lines) > MOST_LINES_NAMED else ""
            others = ", ".join(map(str, lines[1:MOST_LINES_NAMED]))
            also = f" (also line {others}{further})" if others else ""
            found.append(f"{path}:{lines[0]}: {what} was left out{also}; write it as paragraphs or lists")
        return found

    def _leave_out(self, what: str, line: int) -> None:
        self.left_out.setdefault(what, []).append(line)

    def _inline(self, token: Token, line: int) -> _Inline:
        text: list[str] = []
        starts: list[int] = []
        bold, opened, depth, length = "", "", 0, 0
        unread, links, beside, blank = False, 0, False, True
        for child in token.children or ():
            if child.type == "html_inline":
                unread = self._html(child.content, line, unread=unread)
            if child.type in ("strong_open", "em_open"):
                opened = child.tag if blank and opened != "strong" else opened
                depth += 1
            elif child.type in ("strong_close", "em_close"):
                depth -= 1
                if opened and not depth:
                    # Of italics only a heading's: a paragraph may also begin with a newspaper's name.
                    set_off = "".join(text)
                    bold = set_off if opened == "strong" or set_off.rstrip().endswith((".", ":")) else ""
                    opened = ""
            elif child.type in ("softbreak", "hardbreak"):
                text.append(" ")
                length += 1
                starts.append(length)
            elif child.type == "html_inline" and LINE_BREAK.match(child.content):
                text.append(" ")
                length += 1
            elif child.type in ("link_open", "link_close"):
                links += child.nesting
            elif child.type in ("text", "code_inline", "image") and not unread:
                beside = beside or (not links and any(map(str.isalnum, child.content)))
                text.append(child.content)
                length += len(child.content)
                blank = blank and not child.content.strip()
        whole = "".join(text)
        cut = len(whole) - len(whole.lstrip())
        return _Inline(whole.strip(), bold[cut:], tuple(start - cut for start in starts if start > cut), not beside)

    def _html(self, tag: str, line: int, *, unread: bool) -> bool:
        """Note a tag within a paragraph; whether the text after it is none, as in a script."""
        if COMMENT.fullmatch(tag):
            return unread
        if UNREAD_TEXT.match(tag):
            self._leave_out("a script or the like", line)
            return True
        if not LINE_BREAK.match(tag) and not tag.startswith("</"):
            self._leave_out(f"HTML (its text stays): {tag.split()[0].strip('<>/')}", line)
        return unread and not tag.startswith("</")
