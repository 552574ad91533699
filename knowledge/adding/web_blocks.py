"""Goes through the tags of an HTML page and gathers its blocks."""

from typing import TYPE_CHECKING, Any

from knowledge.adding.plain import RULE
from knowledge.adding.source import Source, shown, squeezed
from knowledge.blocks import Block, Kind

if TYPE_CHECKING:
    from bs4 import Tag

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(HEADINGS) | {
    *("address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "header"),
    *("html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
    *("thead", "tr", "ul"),
}
STRUCK = frozenset(("del", "s", "strike"))
RAISED = {
    "sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
LAYOUT_SHARE = 0.5
"""Share of the words above which a table is the page's frame, as in old pages, and no table."""


class BlockWalk:
    """The blocks of the tags that it reads, in order. It goes down without recursion: pages nest without end."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.blocks: list[Block] = []
        self._count = 0
        self._items: list[int] = []
        self._lists: list[int] = []
        self._words = 0
        self._line = 1
        self._text: list[str] = []
        self._last = ""
        self._bold = self._level = 0
        self._opening, self._beside = True, False

    def read(self, tag: "Tag") -> None:
        """Read all that stands in a tag."""
        self._words = len(tag.get_text(" ").split())
        pending: list[tuple[Any, bool, bool, bool]] = [(tag, False, False, False)]
        while pending:
            node, bold, linked, is_left = pending.pop()
            if node.name is None:
                self._string(node, bold=bold, linked=linked)
            elif is_left:
                self._leave(node.name)
            elif self._enter(node):
                within = (bold or node.name in ("b", "strong"), linked or node.name == "a", False)
                pending.append((node, bold, linked, True))
                pending.extend((child, *within) for child in reversed(node.contents))
        self._flush()

    def _enter(self, tag: "Tag") -> bool:
        """Begin what a tag begins; whether to go down into it."""
        if tag.name == "br":
            self._add("\n", bold=False, linked=False)
            return False
        if tag.name == "hr":
            self._flush()
            self.blocks.append(Block(Kind.RULE, "", tag.sourceline or self._line))
            return False
        if tag.name == "table" and self._leaves_out(tag):
            return False
        if tag.name in STRUCK:
            self._source.doubt(tag.sourceline or self._line, f"struck words were left out: {shown(tag.get_text())}")
            return False
        if tag.name in RAISED:
            self._raised(tag)
            return False
        if tag.name == "q":
            self._add("“", bold=False, linked=False)
        if tag.name in BLOCKS:
            self._flush()
            self._line = tag.sourceline or self._line
        if tag.name in ("ul", "ol", "li"):
            self._count += 1
            (self._items if tag.name == "li" else self._lists).append(self._count)
        if tag.name in HEADINGS:
            self._level = int(tag.name[1])
        return True

    def _leaves_out(self, table: "Tag") -> bool:
        text = squeezed(table.get_text(" "))
        if len(text.split()) >= LAYOUT_SHARE * self._words:
            return False
        if text:
            self._source.doubt(table.sourceline or self._line, f"a table was left out: {shown(text)}")
        return True

    def _raised(self, tag: "Tag") -> None:
        """What stands above or below the line: a footnote's link is left out, and no digit joins a number."""
        text = squeezed(tag.get_text())
        if tag.find("a"):
            self._source.doubt(tag.sourceline or self._line, f"a footnote's mark was left out: {shown(text)}")
            return
        self._source.doubt(tag.sourceline or self._line, f"{shown(text)} stands above or below the line")
        self._add(text.translate(RAISED[tag.name]), bold=False, linked=False)

    def _leave(self, name: str) -> None:
        if name == "q":
            self._add("”", bold=False, linked=False)
        if name in BLOCKS:
            self._flush()
        if name == "li":
            self._items.pop()
        elif name in ("ul", "ol"):
            self._lists.pop()

    def _string(self, string: Any, *, bold: bool, linked: bool) -> None:
        # Comments and the like are strings of other types.
        if type(string).__name__ in ("NavigableString", "CData"):
            self._add(" ".join(f".{string}.".split())[1:-1], bold=bold, linked=linked)

    def _add(self, text: str, *, bold: bool, linked: bool) -> None:
        if text == "\n" and self._last == "\n":
            # Two line breaks in a row: the paragraphs of old pages.
            self._flush()
            return
        self._text.append(text)
        self._last = text if text.strip(" ") else self._last
        if text.strip():
            self._opening = self._opening and bold
            self._beside = self._beside or (not linked and any(map(str.isalnum, text)))
            if self._opening:
                self._bold = len(self._text)

    def _flush(self) -> None:
        text = squeezed("".join(self._text))
        bold = squeezed("".join(self._text[: self._bold]))
        kind = Kind.HEADING if self._level else Kind.PARAGRAPH
        if RULE.fullmatch(text):
            self.blocks.append(Block(Kind.RULE, "", self._line))
        elif text:
            items = tuple(self._items[-len(self._lists) :]) if self._lists else ()
            lists = tuple(self._lists) if items else ()
            opening = bold if kind is Kind.PARAGRAPH and text.startswith(bold) else ""
            block = Block(kind, text, self._line, self._level, opening, items, lists, is_links=not self._beside)
            self.blocks.append(block)
        self._text, self._last = [], ""
        self._bold = self._level = 0
        self._opening, self._beside = True, False
