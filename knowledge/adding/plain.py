"""The blocks of a text without marks: paragraphs from lines, as typed, wrapped or one to a line."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.adding.source import Source, furniture_words, shown, squeezed
from knowledge.blocks import Block, Kind
from knowledge.labels import LabelReader, Strength
from knowledge.sentences import sentence_spans
from knowledge.vocabulary import english

WIDEST = 120
"""Characters of a line up to which a text counts as wrapped; its lines are no paragraphs then."""
FULL = 0.7
"""Share of the widest line from which on a line counts as full: its paragraph goes on in the next."""
REPEATED = 3
"""Pages on which a line at the top or bottom must stand to be a running head."""
EDGE = 3
"""Lines at the top and the bottom of a page among which running heads are looked for."""
LONGEST_LINE = 20_000
CUT = 1_200
"""Characters of the paragraphs into which a longer line is cut at the ends of sentences."""
BULLET = re.compile(r"\s*(?:[•●▪▫◦‣·∙○■□*-]|[–—](?=\s)|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
RULE = re.compile(r"\s*(?:[-*_=~#]\s*){3,}$")
PAGE_NUMBER = re.compile(r"\s*(?:[-–—]\s*)?(?:(?:page|p\.)\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?\s*", re.I)
PRINTED = re.compile(r"(?:(?:file|https?)://\S+\s+\d+/\d+|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d\d(?: [AP]M)?\s.*)")
"""What browsers print at the top and bottom of a page: the day and the title, the address and the page's number."""
LONGEST_WORD = 40
DIVIDED = re.compile(r"[\w.]-$")
INDENT = 3
SENTENCE_END = re.compile(r"[.?!:][\"”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source: its text, number and page; how far it is indented, its bold opening, its size of type.

    `opens` says that the source shows a new paragraph to begin here.
    """

    text: str
    number: int
    page: int = 1
    indent: float = 0
    bold: str = ""
    size: float = 0
    opens: bool = False


def read_plain(text: str) -> Source:
    """The blocks of a text without marks; a form feed ends a page."""
    source = Source()
    lines = []
    number = 0
    for page, part in enumerate(text.split("\f"), 1):
        for line in part.split("\n"):
            number += 1
            lines.append(Line(line.rstrip(), number, page, len(line) - len(line.lstrip())))
        number -= 1
    kept = without_running_heads(lines, source)
    widest = max((len(line.text) for line in kept), default=0)
    is_wrapped = widest <= WIDEST
    source.blocks = list(
        _under_items(_blocks_of_lines(kept, source, widest)) if is_wrapped else _unwrapped(kept, source)
    )
    return source


def without_running_heads(lines: Sequence[Line], source: Source) -> list[Line]:
    """The lines without page numbers, furniture, and what stands at the top or bottom of several pages alike."""
    edges = _edges(lines)
    heads = _running_heads(lines, edges)
    kept = []
    for i, line in enumerate(lines):
        is_number = PRINTED.fullmatch(line.text.strip()) or (
            PAGE_NUMBER.fullmatch(line.text) and (i in edges or not line.text.strip().isdigit())
        )
        repeats = i in edges and _alike(line.text) in heads
        if line.text.strip() and (is_number or repeats or furniture_words().is_furniture(line.text)):
            source.furniture.append(line.number)
            line = Line("", line.number, line.page)
        kept.append(line)
    return kept


def _running_heads(lines: Sequence[Line], edges: Mapping[int, bool]) -> frozenset[str]:
    """What stands at the edges of at least three pages; of two, where it has a number or is outermost on both."""
    counts = Counter(_alike(lines[i].text) for i in edges)
    outermost = Counter(_alike(lines[i].text) for i, is_outermost in edges.items() if is_outermost)
    few = len({lines[i].page for i in edges}) < REPEATED
    return frozenset(
        text
        for text, count in counts.items()
        if count >= REPEATED or (few and count > 1 and ("#" in text or outermost[text] > 1))
    )


def _edges(lines: Sequence[Line]) -> dict[int, bool]:
    """The places of the first and last lines of each page, where there are several pages; which are its outermost."""
    pages: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if line.text.strip():
            pages.setdefault(line.page, []).append(i)
    if len(pages) == 1:
        return {}
    return {i: i in (places[0], places[-1]) for places in pages.values() for i in (*places[:EDGE], *places[-EDGE:])}


def _alike(text: str) -> str:
    return re.sub(r"\d+", "#", squeezed(text).lower())


def _unwrapped(lines: Sequence[Line], source: Source) -> Iterator[Block]:
    """A block for each line, but for brackets that a line leaves open; a very long line is cut."""
    held: list[Line] = []
    count = 0
    for line in lines:
        if not line.text.strip() and not (held and _is_open(held)):
            continue
        held.append(line)
        if _is_open(held) and len(held) <= EDGE:
            continue
        for text in _cut(squeezed(" ".join(one.text for one in held)), held[0].number, source):
            count += 1
            yield _block(text, held[0], count)
        held = []
    if held:
        yield _block(squeezed(" ".join(one.text for one in held)), held[0], count + 1)


def _is_open(lines: Sequence[Line]) -> bool:
    text = " ".join(line.text for line in lines)
    return text.count("[") > text.count("]") or text.count("(") > text.count(")")


def _cut(text: str, number: int, source: Source) -> Iterator[str]:
    """A line as it is, or, where it is a whole text, cut into paragraphs at the ends of sentences."""
    if len(text) <= LONGEST_LINE:
        if text:
            yield text
        return
    source.doubt(number, f"one line of {len(text):,} characters; cut into paragraphs at the ends of sentences")
    begin = 0
    for start, end in sentence_spans(text):
        if end - begin > CUT and start > begin:
            yield text[begin:start].rstrip()
            begin = start
    yield text[begin:].rstrip()


def wrapped(lines: Sequence[Line], source: Source, widest: int) -> Iterator[Block]:
    """Blocks of the lines between blank ones; a bullet, a label or an indented line begins one too."""
    return (block for block, _ in _blocks_of_lines(lines, source, widest))


def _under_items(blocks: Iterable[tuple[Block, Line]]) -> Iterator[Block]:
    """The blocks, those indented as far as the text of the item before them under it."""
    items: tuple[int, ...] = ()
    reach = 0
    for block, line in blocks:
        if block.items and (bullet := BULLET.match(line.text)):
            items, reach = block.items, bullet.end()
        elif items and block.kind is Kind.PARAGRAPH and line.indent >= reach:
            block = replace(block, items=items, lists=(0,))
        else:
            items = ()
        yield block


def _blocks_of_lines(lines: Sequence[Line], source: Source, widest: int) -> Iterator[tuple[Block, Line]]:
    known = frozenset(word for line in lines for word in line.text.lower().split())
    labels = LabelReader("\n".join(line.text for line in lines))
    held: list[Line] = []
    count = 0
    for line in lines:
        if held and (not line.text.strip() or _begins(line, held, labels, widest)):
            count += 1
            yield _block(joined_lines(held, known, source), held[0], count), held[0]
            held = []
        if line.text.strip():
            held.append(line)
    if held:
        yield _block(joined_lines(held, known, source), held[0], count + 1), held[0]


def _begins(line: Line, held: Sequence[Line], labels: LabelReader, widest: int) -> bool:
    before = held[-1]
    if line.page != before.page:
        return SENTENCE_END.search(before.text) is not None and not line.text.lstrip()[:1].islower()
    if line.opens or BULLET.match(line.text) or RULE.fullmatch(line.text) or RULE.fullmatch(before.text):
        return True
    label = labels.label(line.text.strip())
    if label and label.strength is Strength.STRONG and len(before.text) < FULL * widest:
        return True
    is_item = BULLET.match(held[0].text)
    return not is_item and line.indent >= INDENT and before.indent < INDENT and len(before.text) < FULL * widest


def joined_lines(lines: Sequence[Line], known: frozenset[str], source: Source) -> str:
    """The lines of a paragraph as one; a word divided at a line's end is put together where the word is known."""
    words: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before and before.page != line.page:
            source.doubt(line.number, f"joined with the paragraph before the page break: {shown(line.text)}")
        more = squeezed(line.text).split(" ")
        if words and len(words[-1]) <= LONGEST_WORD and DIVIDED.search(words[-1]) and more[0][:1].isalnum():
            words[-1] = _undivided(words[-1], more.pop(0), known)
            source.doubt(line.number, f"a word divided between lines was read as {shown(words[-1])}")
        words += more
    return " ".join(words)


def _undivided(first: str, second: str, known: frozenset[str]) -> str:
    """A word of its two parts: without the hyphen where that makes a word, else with it ("U.S.-Russia")."""
    whole = f"{first[:-1]}{second}".strip('.,;:!?"”’()').lower()
    is_word = second[:1].islower() and (whole in known or english().is_ordinary(whole))
    return f"{first[:-1]}{second}" if is_word else f"{first}{second}"


def _block(text: str, line: Line, count: int) -> Block:
    """A block of a text; a bullet makes it an item of a list."""
    if RULE.fullmatch(text):
        return Block(Kind.RULE, "", line.number)
    bold = squeezed(line.bold)
    if bullet := BULLET.match(text):
        text = text[bullet.end() :]
        bold = bold[bullet.end() :] if BULLET.match(f"{bold} x") else bold
        return Block(Kind.PARAGRAPH, text, line.number, items=(count,), lists=(0,), bold=_opening(bold, text))
    return Block(Kind.PARAGRAPH, text, line.number, bold=_opening(bold, text))


def _opening(bold: str, text: str) -> str:
    return bold if bold and text.startswith(bold) else ""
