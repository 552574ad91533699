"""The blocks of a text with Markdown's marks, such as converters make of a page."""

import re
from pathlib import Path

from knowledge.adding.source import Source, furniture_words, shown, squeezed
from knowledge.blocks import Block
from knowledge.errors import RecordError
from knowledge.front_matter import LONGEST_FRONT_MATTER, read_fields
from knowledge.markdown import BlockReader, markdown_parser

MARKS = re.compile(r"\]\(|\*\*\w|^#{1,6} \S|^```", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]*)\]\((?:[^()\s\\]|\([^()\s]*\)|\\.)*(?:\s\"[^\"\n]*\")?\)")
MOST_NAVIGATION = 0.3
"""Share of a line's letters outside its links, up to which a line of links is navigation."""
LEAST_LINKS = 3
GLUED_LINK = re.compile(r"(?<=[\w.,;:)])(?=\[[^\]\n]{1,300}\]\()")
STRAY_STARS = re.compile(r"\*{4,}")
LATE_CLOSE = re.compile(r"\*\*(?P<text>[^*\n]*[^*\s])(?P<space>\s+)\*\*(?=\w)")
FIELD = re.compile(r"^[\s|*_]*(?P<name>[A-Za-z][\w .()/-]{1,40}?)\s*[*_]*:[\s*_|]*(?P<value>[^|]*?)[\s|]*$")
FIELD_LINES = 60
LONGEST_FIELD = 1_000
LIST_LINE = re.compile(r"\s*[-*+](?:\s|$)")
EMPTY_ITEM = re.compile(r"\s*[-*+]\s*")
FOOTNOTE = re.compile(r"[a-z]\.\s+\S")
TABLE_ROW = re.compile(r"^\s*\|")
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)


def is_marked(text: str) -> bool:
    """Whether a text uses Markdown's marks, beyond those that plain text uses too."""
    return MARKS.search(text) is not None


def read_marked(path: Path, text: str) -> Source:
    """The blocks of a text with Markdown's marks. Raises RecordError where a paragraph is far too long."""
    source = Source()
    lines = _without_front_matter(path, text, source).split("\n")
    _take_fields(lines, source)
    _cut_small_print(lines, source)
    _leave_out_tables(lines, source)
    _leave_out_link_lists(lines, source)
    for i, line in enumerate(lines):
        lines[i] = _mended(line, i + 1, source)
    reader = BlockReader(markdown_parser(path).parse("\n".join(lines)))
    source.blocks = [_squeezed(block) for block in reader.blocks]
    for what, places in reader.left_out.items():
        source.doubt(
            places[0], f"{what} was left out" + (f", and in {len(places) - 1} more places" * (len(places) > 1))
        )
    return source


def _without_front_matter(path: Path, text: str, source: Source) -> str:
    found = FRONT_MATTER.match(text)
    if not found or found.end() > LONGEST_FRONT_MATTER:
        return text
    try:
        source.facts.update(read_fields(path, found["fields"]))
    except RecordError:
        return text
    return "\n" * text.count("\n", 0, found.end()) + text[found.end() :]


def _take_fields(lines: list[str], source: Source) -> None:
    """Take lines "Name: value" at the head of a page for what they tell of the document."""
    fields = furniture_words().fields
    for i, line in enumerate(lines[:FIELD_LINES]):
        found = FIELD.match(LINK.sub(lambda link: link["text"], line)) if len(line) <= LONGEST_FIELD else None
        name = fields.get(found["name"].strip(" .").lower()) if found else None
        if found and name:
            lines[i] = ""
            source.furniture.append(i + 1)
            if name != "other" and found["value"]:
                source.facts.setdefault(name, squeezed(found["value"]))


def _leave_out_tables(lines: list[str], source: Source) -> None:
    """Leave out tables with their captions and say so: their cells are no sentences."""
    captions = furniture_words().captions
    start = 0
    while start < len(lines):
        if not TABLE_ROW.match(lines[start]):
            start += 1
            continue
        end = start
        while end < len(lines) and lines[end].strip() and (TABLE_ROW.match(lines[end]) or end > start):
            end += 1
        end = _behind_notes(lines, end)
        above = next((i for i in range(start - 1, max(start - 6, -1), -1) if _is_caption(lines[i], captions)), start)
        rows = [i for i in range(above, end) if lines[i].strip()]
        if rows and any(map(str.isalnum, "".join(lines[i] for i in rows))):
            source.doubt(rows[0] + 1, f"a table was left out, down to line {end}: {shown(squeezed(lines[rows[0]]))}")
        for i in range(above, end):
            lines[i] = ""
        start = end


def _behind_notes(lines: list[str], end: int) -> int:
    """The place behind the notes that stand below a table."""
    while end < len(lines):
        line = next((i for i in range(end, min(end + 3, len(lines))) if lines[i].strip()), None)
        if line is None or not _is_note(lines[line]):
            return end
        end = line + 1
    return end


def _is_note(line: str) -> bool:
    name, colon, _ = line.partition(":")
    return bool(FOOTNOTE.match(line)) or (bool(colon) and name.strip(" *_").lower() in furniture_words().table_notes)


def _cut_small_print(lines: list[str], source: Source) -> None:
    """Leave out what follows a line like "Disclaimer:" in the last part of a text."""
    for i in range(len(lines) // 2, len(lines)):
        if lines[i].strip() and furniture_words().ends_text(lines[i]):
            source.doubt(i + 1, f"the text ends here; what follows is its publisher's: {shown(squeezed(lines[i]))}")
            lines[i:] = [""] * (len(lines) - i)
            return


def _leave_out_link_lists(lines: list[str], source: Source) -> None:
    """Leave out lists of nothing but links, unless a line that ends with a colon says what they list."""
    start = 0
    before = ""
    while start < len(lines):
        end = start
        while end < len(lines) and LIST_LINE.match(lines[end]):
            end += 1
        items = [i for i in range(start, end) if not EMPTY_ITEM.fullmatch(LINK.sub("", lines[i]))]
        if end > start and not items and "](" in "".join(lines[start:end]) and not before.rstrip().endswith(":"):
            source.furniture.extend(range(start + 1, end + 1))
            lines[start:end] = [""] * (end - start)
        elif lines[start].strip():
            before = lines[max(end, start + 1) - 1]
        start = max(end, start + 1)


def _is_caption(line: str, captions: frozenset[str]) -> bool:
    words = line.strip(" *_|").lower().split()
    return len(words) > 1 and words[0] in captions and words[1].strip(".:").isdigit()


def _mended(line: str, number: int, source: Source) -> str:
    """A line without navigation and furniture, and with the slips mended that converters make around marks."""
    if "[" in line:
        links = list(LINK.finditer(line))
        beside = sum(map(str.isalnum, LINK.sub("", line)))
        inside = sum(map(str.isalnum, "".join(link["text"] for link in links)))
        are_buttons = links and not beside and all(furniture_words().is_furniture(link["text"]) for link in links)
        if are_buttons or (len(links) >= LEAST_LINKS and beside <= MOST_NAVIGATION * inside):
            source.furniture.append(number)
            return ""
        kept = _without_first_links(line)
        if kept != line:
            source.furniture.append(number)
        line = GLUED_LINK.sub(" ", kept)
        if line != kept:
            source.doubt(number, "a space was set before a link that stood close to the word before it")
    if "**" in line:
        line = LATE_CLOSE.sub(lambda bold: f"**{bold['text']}**{bold['space']}", STRAY_STARS.sub(" ", line))
    return line


def _without_first_links(line: str) -> str:
    """A line without the buttons that it begins with: links of furniture's words that no sentence goes on from."""
    rest = line.lstrip()
    while (link := LINK.match(rest)) and furniture_words().is_furniture(link["text"]):
        if rest[link.end() :].startswith(" ") and not rest[link.end() :].lstrip().startswith("["):
            return line
        rest = line = rest[link.end() :].lstrip()
    return line


def _squeezed(block: Block) -> Block:
    text = squeezed(block.text)
    bold = squeezed(block.bold)
    return Block(
        block.kind,
        text,
        block.line,
        block.level,
        bold if text.startswith(bold) else "",
        block.items,
        block.lists,
        is_links=block.is_links,
    )
