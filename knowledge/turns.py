"""Who has the floor: the turns of a transcript, by the labels that its paragraphs open with."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.blocks import Block, Kind
from knowledge.document import QUESTIONER, Sentence
from knowledge.labelling import labelling
from knowledge.labels import ANSWERER, Label, LabelReader, Strength
from knowledge.lead_ins import names_part
from knowledge.vocabulary import english

LONGEST_PASSAGE = 1_200
"""Characters of a turn's paragraph, above which it is cut into several passages at the ends of sentences."""
SENTENCE_END = re.compile(r"[.?!…\"”’)\]—–-]\s*$")
STAGE_DIRECTION = re.compile(r"[(\[][^()\[\]]*[)\]][.!]?")
QUESTIONED, ANSWERED = (QUESTIONER,), (ANSWERER,)
REPEATED = 2
MOST_OF = 3
"""Labels in bold that make labels of the other bold openings too."""
OPENING = re.compile(r"\s?(?::|\s[–—-])\s+(?=\S)")
"""What stands behind the name in a label."""
LOOK = 400
"""Characters of a line in which its label stands, if it has one."""
LONGEST_ENDING = 60
LONGEST_IN_BOLD = 60
"""Characters of the longest bold opening that is a label by its look only."""
TIME = re.compile(r"\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[a-z]{2,4})?\s*[])]?$")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a block has of a turn: its speakers, and how many characters its label takes."""

    speakers: tuple[str, ...] = ()
    opening: int = 0


SILENCE = Turn()


def with_labels_apart(blocks: Iterable[Block], reader: LabelReader) -> Iterator[Block]:
    """The blocks, those paragraphs divided in which a label begins a further line of the file."""
    for block in blocks:
        starts = [0]
        for start in block.line_starts:
            label = reader.label(block.text[start : start + LOOK])
            sure = label and (label.strength is Strength.STRONG or label.speakers == QUESTIONED)
            if sure and SENTENCE_END.search(block.text[:start][-5:]):
                starts.append(start)
        if len(starts) == 1:
            yield block
            continue
        for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
            line = block.line + (block.line_starts.index(start) + 1 if start else 0)
            yield replace(block, text=block.text[start:end].strip(), line=line, bold=block.bold if not start else "")


def turns(blocks: Sequence[Block], reader: LabelReader) -> list[Turn]:
    """The turn of each block.

    A paragraph without a label belongs to the turn before it, up to a heading, a rule or the transcript's end; but a
    single name with a colon, in a text that is no transcript, takes its own paragraph only. A paragraph that is nothing
    but a stage direction is nobody's words.
    """
    labels = _labels(blocks, reader)
    spoken: list[Turn] = []
    floor: tuple[str, ...] = ()
    inside: tuple[int, ...] = ()
    for block, label in zip(blocks, labels, strict=True):
        if block.kind is not Kind.PARAGRAPH or _ends(block.text) or inside != block.items[: len(inside)]:
            floor, inside = (), ()
        if label:
            spoken.append(Turn(label.speakers, label.length))
            carries = label.is_set_off or sum(map(bool, labels)) >= REPEATED
            floor, inside = (label.speakers, block.items) if carries else ((), ())
        else:
            spoken.append(SILENCE if STAGE_DIRECTION.fullmatch(block.text) else Turn(floor))
    return spoken


def _labels(blocks: Sequence[Block], reader: LabelReader) -> list[Label | None]:
    """The label of each block that opens with one."""
    read = [reader.label(block.text, block.bold) if block.kind is Kind.PARAGRAPH else None for block in blocks]
    counts = Counter(label.speakers for label in read if label and label.strength > Strength.ECHO)
    echoes = Counter(label.speakers for label in read if label and label.strength is Strength.ECHO)
    sure = {label.speakers for label in read if label and label.strength is Strength.STRONG}
    weak = [label for label in read if label and label.strength is Strength.WEAK and counts[label.speakers] >= REPEATED]
    # Two who speak again and again are talking, whoever they are.
    talk = len({label.speakers for label in weak}) >= REPEATED and len(weak) > REPEATED * REPEATED
    accepted = sure | {label.speakers for label in weak if label.known or sure or talk}
    accepted -= set() if QUESTIONED in accepted else {ANSWERED}
    styles = {label.style for label in read if label and label.speakers in accepted}
    talking = sum(label is not None and label.speakers in accepted for label in read) >= REPEATED
    names = {name for speakers in accepted for name in speakers}

    def is_label(label: Label | None, block: Block) -> bool:
        if label is None or label.strength is Strength.STRONG or block.items:
            return label is not None and label.strength is Strength.STRONG
        if label.speakers == ANSWERED:
            return QUESTIONED in accepted
        if names.issuperset(label.speakers) or (label.speakers == QUESTIONED and accepted):
            return True
        if label.strength is Strength.WEAK:
            return talking and label.known and label.style in styles
        low = {name.lower() for name in label.speakers}
        rare = low.isdisjoint(english().frequent) and not any(map(names_part, low))
        return talking and rare and echoes[label.speakers] >= REPEATED

    found = [label if is_label(label, block) else None for label, block in zip(read, blocks, strict=True)]
    return _with_all_in_bold(blocks, found)


def _with_all_in_bold(blocks: Sequence[Block], labels: Sequence[Label | None]) -> list[Label | None]:
    """The labels, with every bold opening that ends like one, where most of these are labels: "Radio Sund:"."""
    in_bold = [None if block.lists else _in_bold(block) for block in blocks]
    sure = sum(bool(bold and label) for bold, label in zip(in_bold, labels, strict=True))
    if sure < MOST_OF or 2 * sure < sum(map(bool, in_bold)):
        return list(labels)
    return [label or bold for label, bold in zip(labels, in_bold, strict=True)]


def _in_bold(block: Block) -> Label | None:
    """A bold opening as a label, if it ends like one and is written like a name, no part of a document or note.

    One that names a paper or a station is a questioner's, if it asks; otherwise it names who speaks as it stands.
    """
    found = OPENING.match(block.text, len(block.bold.rstrip(": ")))
    words = block.bold.strip(" :").split(",")[0].split()
    if not found or not words or len(block.bold) > LONGEST_IN_BOLD:
        return None
    name = " ".join(words)
    capitals = all(word[:1].isupper() or word in labelling().small_words for word in words)
    if not capitals or names_part(name) or (len(words) == 1 and english().is_ordinary(name.lower())):
        return None
    asks = "?" in block.text and not labelling().media.isdisjoint(name.lower().split())
    return Label((QUESTIONER if asks else name,), found.end(), Strength.STRONG, False, (False, True))


def _ends(text: str) -> bool:
    """Whether a paragraph ends a transcript: "END 3:15 P.M. EDT", "[End of transcript]"."""
    return TIME.sub("", text[:LONGEST_ENDING].lower()).strip(" []().*#-–—") in labelling().ends


def passage_spans(start: int, end: int, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The spans of the passages that a turn's paragraph becomes, each of whole sentences and much alike in length.

    None is longer than LONGEST_PASSAGE but where a sentence by itself is.
    """
    length = end - start
    if length <= LONGEST_PASSAGE or len(sentences) < REPEATED:
        return [(start, end)]
    wanted = length / -(-length // LONGEST_PASSAGE)
    spans: list[tuple[int, int]] = []
    begin = start
    for sentence, following in pairwise(sentences):
        if sentence.end - begin >= wanted or following.end - begin > LONGEST_PASSAGE:
            spans.append((begin, sentence.end))
            begin = following.start
    return [*spans, (begin, end)]
