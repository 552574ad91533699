"""The span of a passage that is most like a row of words, and how the two differ.

The likeness is twice the words in common, in order, by both lengths: the normalised Indel similarity
(https://rapidfuzz.github.io/RapidFuzz/Usage/distance/Indel.html) over words.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from itertools import islice

from rapidfuzz.distance import Indel, LCSseq

from knowledge.verifying.words import Words

ENOUGH = 0.6
"""The likeness from which on a quotation is one of the span, changed."""
JUST_UNDER = ENOUGH - 1e-9
MOST_LEFT_OUT = 3
"""Words left out in one place that make a quotation differ; where more are, it is spliced."""

_ALIGNMENTS = 32
"""Places in a passage of the longest stretch in common that are tried."""


class Op(StrEnum):
    """What a quotation does with words of the record."""

    KEPT = "kept"
    LEFT_OUT = "left_out"
    ADDED = "added"
    REPLACED = "replaced"


_OPS = {"equal": Op.KEPT, "delete": Op.LEFT_OUT, "insert": Op.ADDED, "replace": Op.REPLACED}


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the span and the stretch of the quotation that stands for it, by the numbers of their words."""

    op: Op
    start: int
    end: int
    quoted_start: int
    quoted_end: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """A span of a passage, by the numbers of its words, its likeness (0 to 1), and what was done to it."""

    start: int
    end: int
    likeness: float
    edits: tuple[Edit, ...]

    def changed(self, quoted: Words) -> int:
        """How many words of the quotation aren't the span's."""
        return sum(quoted.count(edit.quoted_start, edit.quoted_end) for edit in self.edits if edit.op is not Op.KEPT)

    def is_reworded(self, passage: Words, quoted: Words) -> bool:
        """Whether single words were replaced or added, and few left out in one place: no more than that."""
        for edit in self.edits:
            of_record = passage.count(self.start + edit.start, self.start + edit.end)
            instead = quoted.count(edit.quoted_start, edit.quoted_end)
            if edit.op is not Op.KEPT and (instead > 1 or of_record - instead > MOST_LEFT_OUT):
                return False
        return True


def edits(span: Sequence[Hashable], quoted: Sequence[Hashable]) -> tuple[Edit, ...]:
    """How a quotation changes a span, as readers see it: the longest stretches in common first."""
    matcher = SequenceMatcher(None, span, quoted, autojunk=False)
    return tuple(Edit(_OPS[tag], *places) for tag, *places in matcher.get_opcodes())


def at_most(passage: str, quoted: str) -> float:
    """What the likeness of a quotation to any span of a passage can't exceed; found in a fraction of the time.

    Both have a letter for each word. A single word in common makes nothing alike.
    """
    common: int = LCSseq.similarity(passage, quoted)
    return 2 * common / (len(quoted) + common) if common > 1 else 0.0


def nearest(
    passage: str, sentences: Sequence[tuple[int, int]], quoted: str, above: float = JUST_UNDER
) -> Nearest | None:
    """The span of a passage most like a quotation, or None where none has a likeness above a number.

    Both have a letter for each word; `sentences` are spans of the passage's words. Where the quotation goes on at an
    end with words that the passage doesn't have there, the span goes on as far, within its sentence: those words were
    replaced.
    """
    best, start, end = 0.0, 0, 0
    size, longest = _longest_in_common(passage, quoted)
    standing = ((a, b) for b in longest for a in _occurrences(passage, quoted[b : b + size]))
    for a, b in islice(standing, _ALIGNMENTS):
        if not _may_exceed(max(best, above), passage, a, quoted, b, size):
            continue
        blocks = _alignment(passage, a, quoted, b, size)
        for i, first in enumerate(blocks):
            kept = 0
            for last in blocks[i:]:
                kept += last.size
                # As if the passage had words for all of the quotation's, so that no sentence's end makes a part better.
                likeness = 2 * kept / (2 * len(quoted) + last.a - last.b - first.a + first.b)
                if kept > 1 and likeness > best:
                    best = likeness
                    start = max(first.a - first.b, _sentence(sentences, first.a)[0])
                    end = min(last.a + len(quoted) - last.b, _sentence(sentences, last.a + last.size - 1)[1])
    span = passage[start:end]
    likeness = Indel.normalized_similarity(span, quoted) if best else 0.0
    return Nearest(start, end, likeness, edits(span, quoted)) if likeness > above else None


def _longest_in_common(passage: str, quoted: str) -> tuple[int, list[int]]:
    """The length of the longest stretches in common, and where they are quoted, in the order of the passage."""
    size = 0
    for b in range(len(quoted)):
        while b + size < len(quoted) and quoted[b : b + size + 1] in passage:
            size += 1
    if not size:
        return 0, []
    at = {b: passage.find(quoted[b : b + size]) for b in range(len(quoted) - size + 1)}
    return size, sorted((b for b in at if at[b] >= 0), key=lambda b: (at[b], b))


def _occurrences(passage: str, words: str) -> Iterator[int]:
    at = passage.find(words)
    while at >= 0:
        yield at
        at = passage.find(words, at + 1)


def _may_exceed(likeness: float, passage: str, a: int, quoted: str, b: int, size: int) -> bool:
    """Whether a span around a stretch in common may be more like a quotation than a number says."""
    common = len(quoted)
    for _ in range(2):
        # A longer span has too many words that the quotation lacks.
        reach = int(2 * common / likeness) - len(quoted) - size
        common = size
        if b:
            common += LCSseq.similarity(passage[max(a - reach, 0) : a], quoted[:b])
        if b + size < len(quoted):
            common += LCSseq.similarity(passage[a + size : a + size + reach], quoted[b + size :])
        if common < 2 or 2 * common / (len(quoted) + common) <= likeness:
            return False
    return True


def _alignment(passage: str, a: int, quoted: str, b: int, size: int) -> list[Match]:
    """The stretches in common, in order: a given one, and on each side those nearest to it."""
    # A longer span has too many words that the quotation lacks.
    reach = int(len(quoted) * (2 / ENOUGH - 1)) + 1
    before, after = passage[max(a - reach, 0) : a], passage[a + size : a + size + reach]
    # Of stretches of one length the library takes the first; seen backwards, that is the last.
    left = _blocks(before[::-1], quoted[:b][::-1])
    right = _blocks(after, quoted[b + size :])
    return [
        *(Match(a - one.a - one.size, b - one.b - one.size, one.size) for one in reversed(left)),
        Match(a, b, size),
        *(Match(a + size + one.a, b + size + one.b, one.size) for one in right),
    ]


def _blocks(passage: str, quoted: str) -> list[Match]:
    """The stretches in common, the longest first."""
    if not passage or not quoted:
        return []
    return SequenceMatcher(None, passage, quoted, autojunk=False).get_matching_blocks()[:-1]


def _sentence(sentences: Sequence[tuple[int, int]], word: int) -> tuple[int, int]:
    return next(span for span in sentences if span[0] <= word < span[1])
