"""The blocks of a document: paragraphs and headings as its file has them, and as they stand in its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.document import Sentence
from knowledge.sentences import sentence_spans

RUN_IN_LIMIT = 80
"""A bold opening of more characters than this is emphasis, not a heading."""
LOWEST = 6
"""The level of a line in bold that stands for a heading, as HTML's lowest."""
SEPARATOR = "\n\n"


class Kind(StrEnum):
    """What a block is.

    A rule has no text, and ends what went before it; a label is a speaker's name by itself, above what he says.
    """

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    RULE = "rule"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a file: its plain text, its first line, and its place in the structure.

    `level` is a heading's, from 1; `bold` the bold text that the block opens with; `items` and `lists` number the list
    items and lists that it stands in, outermost first; `line_starts` are the characters of the text with which a line
    of the file begins, but for the first. `is_links` says that all of its words are links, as a page's navigation is.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0
    bold: str = ""
    items: tuple[int, ...] = ()
    lists: tuple[int, ...] = ()
    line_starts: tuple[int, ...] = ()
    is_links: bool = False

    @property
    def is_line_in_bold(self) -> bool:
        """Whether a paragraph is a heading by its look: a short line, all of it in bold, that ends no sentence."""
        is_whole = self.kind is Kind.PARAGRAPH and not self.lists and self.bold.strip() == self.text
        return is_whole and len(self.text) <= RUN_IN_LIMIT and self.text[-1:].isalnum()

    @property
    def run_in(self) -> str | None:
        """What a paragraph's bold opening names, where it ends like a heading: "Sanctions" of "**Sanctions.** …".

        A paragraph that is bold as a whole is one of emphasis ("*END 3:15 P.M.*").
        """
        if self.kind is not Kind.PARAGRAPH or len(self.bold) > RUN_IN_LIMIT:
            return None
        if not self.bold.rstrip().endswith((".", ":")) or (self.bold.strip() == self.text and not self.lists):
            return None
        return self.bold.strip().rstrip(".:").rstrip() or None


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in the document's text: its span, its sentences, and what its passages are.

    `sentences` leave out the block's opening (a run-in, a speaker's label); a heading is one sentence. `passages` are
    the spans of the passages that a paragraph becomes, and `number` is the first one's; a heading becomes none, and
    bears the number of the passage that follows it. `is_spoken` says that the paragraph opens with a speaker's label.
    """

    block: Block
    start: int
    end: int
    number: int
    sentences: tuple[Sentence, ...]
    passages: tuple[tuple[int, int], ...] = ()
    is_spoken: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its passages."""
        return tuple(range(self.number, self.number + len(self.passages)))


def joined(blocks: Sequence[Block]) -> tuple[str, list[tuple[int, int]]]:
    """The blocks' texts as one, and the span of each in it."""
    spans = []
    reached = 0
    for block in blocks:
        spans.append((reached, reached + len(block.text)))
        reached += len(block.text) + len(SEPARATOR)
    return SEPARATOR.join(block.text for block in blocks), spans


def sentences_of(text: str, start: int, end: int, speakers: tuple[str, ...] = ()) -> tuple[Sentence, ...]:
    """The sentences of a stretch of the text."""
    spans = sentence_spans(text[start:end])
    return tuple(Sentence(start + first, start + last, speakers) for first, last in spans)
