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


def at_most(passage: tuple[int, ...], quoted: tuple[int, ...]) -> float:
    """What the likeness of a quotation to any span of a passage can't exceed; found in a fraction of the time.

    A single word in common makes nothing alike.
    """
    common = LCSseq.similarity(passage, quoted)
    return 2 * common / (len(quoted) + common) if common > 1 else 0.0


def nearest(passage: tuple[int, ...], sentences: Sequence[tuple[int, int]], quoted: tuple[int, ...]) -> Nearest | None:
    """The span of a passage most like a quotation, or None where none is like enough.

    `sentences` are spans of the passage's words. Where the quotation goes on at an end with words that the passage
    doesn't have there, the span goes on as far, within its sentence: those words were replaced.
    """
    best: tuple[float, int, int] | None = None
    for blocks in _alignments(passage, quoted):
        for i, first in enumerate(blocks):
            kept = 0
            for last in blocks[i:]:
                kept += last.size
                # As if the passage had words for all of the quotation's, so that no sentence's end makes a part better.
                start, end = first.a - first.b, last.a + len(quoted) - last.b
                likeness = 2 * kept / (len(quoted) + end - start)
                if kept > 1 and (best is None or likeness > best[0]):
                    start = max(start, _sentence(sentences, first.a)[0])
                    end = min(end, _sentence(sentences, last.a + last.size - 1)[1])
                    best = (likeness, start, end)
    if best is None:
        return None
    _, start, end = best
    span = passage[start:end]
    likeness = Indel.normalized_similarity(span, quoted)
    return Nearest(start, end, likeness, edits(span, quoted)) if likeness >= ENOUGH else None


def _alignments(passage: tuple[int, ...], quoted: tuple[int, ...]) -> Iterator[list[Match]]:
    """The stretches in common, in order: the longest, wherever it stands, and on each side those nearest to it."""
    _, b, size = SequenceMatcher(None, passage, quoted, autojunk=False).find_longest_match()
    if not size:
        return
    longest = quoted[b : b + size]
    # A longer span has too many words that the quotation lacks.
    reach = int(len(quoted) * (2 / ENOUGH - 1)) + 1
    standing = (a for a, word in enumerate(passage) if word == longest[0] and passage[a : a + size] == longest)
    for a in islice(standing, _ALIGNMENTS):
        before, after = passage[max(a - reach, 0) : a], passage[a + size : a + size + reach]
        # Of stretches of one length the library takes the first; seen backwards, that is the last.
        left = SequenceMatcher(None, before[::-1], quoted[:b][::-1], autojunk=False).get_matching_blocks()
        right = SequenceMatcher(None, after, quoted[b + size :], autojunk=False).get_matching_blocks()
        yield [
            *(Match(a - one.a - one.size, b - one.b - one.size, one.size) for one in reversed(left) if one.size),
            Match(a, b, size),
            *(Match(a + size + one.a, b + size + one.b, one.size) for one in right if one.size),
        ]


def _sentence(sentences: Sequence[tuple[int, int]], word: int) -> tuple[int, int]:
    return next(span for span in sentences if span[0] <= word < span[1])
