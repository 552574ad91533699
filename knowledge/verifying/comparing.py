"""A quotation beside the record's own words: what is kept, left out, added and replaced, in order."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.verifying.likeness import Op, edits
from knowledge.verifying.words import Words, words


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the record's text, and what a quotation has for it; one is empty for words added or left out."""

    op: Op
    record: str
    quoted: str


def compared(record: str, quoted: str) -> Iterator[Stretch]:
    """The stretches of a text of the record, and of a quotation of it; what makes no difference is kept."""
    of_record, of_quotation = words(record), words(quoted)
    for edit in edits(of_record.forms, of_quotation.forms):
        own = "".join(of_record.forms[edit.start : edit.end])
        instead = "".join(of_quotation.forms[edit.quoted_start : edit.quoted_end])
        yield Stretch(
            # "Cyber security" is "cybersecurity".
            Op.KEPT if own == instead else edit.op,
            _slice(record, of_record, edit.start, edit.end),
            _slice(quoted, of_quotation, edit.quoted_start, edit.quoted_end),
        )


def _slice(text: str, found: Words, start: int, end: int) -> str:
    return text[found.spans[start][0] : found.spans[end - 1][1]] if start < end else ""
