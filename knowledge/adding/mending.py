"""Blocks are mended: without furniture, joined over page breaks, headings told, paragraphs put under their items."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.adding.source import Source, furniture_words, shown
from knowledge.blocks import Block, Kind, sentences_of
from knowledge.labels import LabelReader
from knowledge.lead_ins import announced
from knowledge.turns import STAGE_DIRECTION, turns
from knowledge.vocabulary import english

ENDED = re.compile(r"(?:[.?!:;…—–]|--)[\"'”’»)\]*]*$")
LONGEST_HEADING = 80
MOST_HEADING_WORDS = 12
LEAST_UNENDED = 60
"""Characters of a paragraph from which on it should end like a sentence."""
LAST_PART = 0.5
"""Where in a text, as a share of its blocks, its publisher's small print may begin."""
TALK = 0.03
"""Share of the words that are "I", "we" or "you", from which on a text is somebody's speech."""
EMPTY_BRACKETS = re.compile(r"[\[(]\s*[.,;]?\s*[\])][.,]?")
"""What a page leaves of a note in brackets whose words it didn't give; "[...]" is an omission, and stays."""


def without_furniture(source: Source) -> list[Block]:
    """The blocks of a source without its page's furniture, joined over page breaks; what is unsure is noted with it."""
    return list(_joined(list(_without_furniture(source.blocks, source)), source))


def with_structure(blocks: Sequence[Block], source: Source) -> list[Block]:
    """The blocks of a body with headings told from paragraphs, and paragraphs under their items."""
    labels = LabelReader("\n".join(block.text for block in blocks))
    is_spoken = [bool(turn.speakers or turn.opening) for turn in turns(blocks, labels)]
    blocks = list(_with_headings(blocks, is_spoken, source))
    blocks = list(_in_items(blocks, source))
    _doubt_unended(blocks, source)
    return blocks


def _without_furniture(blocks: Sequence[Block], source: Source) -> Iterator[Block]:
    words = furniture_words()
    introduced: set[int] = set()
    for i, block in enumerate(blocks):
        before = blocks[i - 1] if i else None
        if block.lists and before and block.lists[0] not in before.lists and _introduces(before):
            introduced.add(block.lists[0])
        # A list of links is navigation, unless a lead-in says what it lists.
        is_navigation = block.is_links and not introduced.intersection(block.lists) and _is_among_links(blocks, i)
        if i > LAST_PART * len(blocks) and words.ends_text(block.text):
            source.doubt(block.line, f"the text ends here; what follows is its publisher's: {shown(block.text)}")
            return
        if words.is_furniture(block.text) or is_navigation or EMPTY_BRACKETS.fullmatch(block.text):
            source.furniture.append(block.line)
            continue
        yield block


def _is_among_links(blocks: Sequence[Block], i: int) -> bool:
    """Whether a block of links stands in a list, or beside another such block."""
    return bool(blocks[i].lists) or any(blocks[j].is_links for j in (i - 1, i + 1) if 0 <= j < len(blocks))


def _introduces(block: Block) -> bool:
    sentences = sentences_of(block.text, 0, len(block.text))
    return announced(block.text, sentences) is not None or block.text.endswith(":")


def _joined(blocks: Sequence[Block], source: Source) -> Iterator[Block]:
    """The blocks, those put together that a page break has parted: one stops short, the next begins small."""
    held: Block | None = None
    for block in blocks:
        if held and _goes_on(held, block):
            source.doubt(
                block.line, f"joined with line {source.place(held.line)[1]}, as by a page break: {shown(block.text)}"
            )
            text = held.text[:-1] if held.text.endswith("\u00ad") else f"{held.text} "
            held = replace(held, text=text + block.text)
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def _goes_on(held: Block, block: Block) -> bool:
    if held.kind is not Kind.PARAGRAPH or block.kind is not Kind.PARAGRAPH or block.items not in ((), held.items):
        return False
    return bool(block.text[:1].islower() and not ENDED.search(held.text) and not block.bold)


def _with_headings(blocks: Sequence[Block], is_spoken: Sequence[bool], source: Source) -> Iterator[Block]:
    """The blocks, short ones without a full stop before a paragraph as headings."""
    for i, block in enumerate(blocks):
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if not is_spoken[i] and following and _looks_like_heading(block, following):
            source.doubt(block.line, f"taken for a heading: {shown(block.text)}")
            yield replace(block, kind=Kind.HEADING, level=2, bold="")
        else:
            yield block


def _looks_like_heading(block: Block, following: Block) -> bool:
    if (
        block.kind is not Kind.PARAGRAPH
        or following.kind is Kind.RULE
        or block.items
        or STAGE_DIRECTION.match(block.text)
    ):
        return False
    text = block.text
    is_short = len(text) <= LONGEST_HEADING and len(text.split()) <= MOST_HEADING_WORDS
    is_title = text[:1].isupper() or text[:1].isdigit()
    ends = ENDED.search(text) or text.endswith((",", '"', "”"))
    return bool(is_short and is_title and not ends and any(map(str.isalpha, text)) and not following.text[:1].islower())


def _in_items(blocks: Sequence[Block], source: Source) -> Iterator[Block]:
    """The blocks, paragraphs between two items that open in bold under the first of them.

    A lead-in to the second one, and a paragraph behind the last item, stay by themselves.
    """
    item: Block | None = None
    listing: tuple[int, ...] = ()
    for i, block in enumerate(blocks):
        if block.kind is not Kind.PARAGRAPH:
            item = None
        elif block.run_in and block.items:
            # Items that only such paragraphs part are of one list.
            listing = listing if item else block.lists
            block = replace(block, lists=listing)
            item = block
        elif not block.items and item:
            if _introduces(block) or not _item_follows(blocks, i):
                if not _introduces(block):
                    source.doubt(block.line, f"follows a list, and was taken for none of it: {shown(block.text)}")
                item = None
            else:
                name = item.run_in or ""
                source.doubt(block.line, f"taken to go on under {shown(name)}: {shown(block.text)}")
                block = replace(block, items=item.items, lists=listing)
        yield block


def _item_follows(blocks: Sequence[Block], i: int) -> bool:
    """Whether the list goes on behind a paragraph, before a heading, a rule or a lead-in to another list."""
    for block in blocks[i + 1 :]:
        if block.kind is not Kind.PARAGRAPH or (not block.items and _introduces(block)):
            return False
        if block.items:
            return bool(block.run_in)
    return False


def _doubt_unended(blocks: Sequence[Block], source: Source) -> None:
    """Name paragraphs that end like no sentence, and those that begin with a mark: something may be missing."""
    for block in blocks:
        if block.kind is not Kind.PARAGRAPH or block.items:
            continue
        if len(block.text) >= LEAST_UNENDED and not ENDED.search(block.text) and not block.text.endswith(('"', "”")):
            source.doubt(block.line, f"ends without a full stop; something may be missing: {shown(block.text[-40:])}")
        elif block.text[:1] in ".,;:":
            source.doubt(block.line, f"begins with a mark; a speaker's label may be missing: {shown(block.text)}")


def doubt_labels(blocks: Sequence[Block], source: Source) -> None:
    """Say which names were taken for speakers' labels, each where it first stands; and where there should be some."""
    labels = LabelReader("\n".join(block.text for block in blocks))
    seen: set[str] = set()
    for block, turn in zip(blocks, turns(blocks, labels), strict=True):
        written = block.text[: turn.opening].strip()
        if turn.opening and written not in seen:
            seen.add(written)
            names = " and ".join(turn.speakers)
            source.doubt(block.line, f"taken for the label of a speaker, {names}: {shown(written)}")
    words = " ".join(block.text for block in blocks).lower().split()
    persons = english().grammar.first_person | english().grammar.second_person
    if blocks and not seen and sum(word in persons for word in words) > TALK * len(words):
        source.doubt(blocks[0].line, "somebody speaks here, and no label says who: write the names before the turns")
