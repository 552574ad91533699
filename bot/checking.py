"""Checked quotations as lines of text with styles: pure, and without a terminal library."""

from collections.abc import Iterator
from itertools import groupby

from bot.layout import BLANK, BOLD, DIM, MARGIN, Line, line
from bot.visible import visible
from knowledge.record import Record
from knowledge.verifying.comparing import Stretch, compared
from knowledge.verifying.likeness import Op
from knowledge.verifying.verification import VERDICT_PHRASES, Check, Place, Verdict, Verification

COLOURS = {
    Verdict.EXACT: "green",
    Verdict.DIFFERS: "yellow",
    Verdict.SPLICED: "magenta",
    Verdict.MISATTRIBUTED: "cyan",
    Verdict.NOT_IN_RECORD: "red",
}
LEFT_OUT, ADDED = "red", "green"


def verification_lines(found: Verification, record: Record) -> Iterator[Line]:
    """Each quotation with its verdict: what was changed, the whole sentences that it is of, and a note."""
    for number, check in enumerate(found.checks):
        if number:
            yield BLANK
        yield from _check(check, record)


def _check(check: Check, record: Record) -> Iterator[Line]:
    verdict = VERDICT_PHRASES[check.verdict]
    yield Line(((verdict, f"{BOLD} {COLOURS[check.verdict]}"), (f': "{visible(check.quoted)}"', "")))
    if check.changes:
        yield _changes(compared(check.places[0].text, check.quoted))
    for passage, group in groupby(check.places, key=lambda place: place.passage):
        indexed = record.passage(passage)
        for sentence, places in groupby(group, key=lambda place: place.sentence):
            yield _sentence(sentence, list(places), indexed.passage.start + indexed.text.index(sentence))
        yield line(indexed.document.citation(indexed.passage), DIM, MARGIN)
    if check.note:
        yield line(f"note: {check.note}", margin=MARGIN)


def _sentence(sentence: str, places: list[Place], start: int) -> Line:
    """A whole sentence in quotation marks, the words of its places set off where there are styles."""
    parts: list[tuple[str, str]] = [('"', "")]
    position = 0
    for place in places:
        first, last = max(place.start - start, position), place.end - start
        parts += [(sentence[position:first], ""), (sentence[first:last], BOLD)]
        position = max(position, last)
    return Line((*parts, (sentence[position:], ""), ('"', "")), MARGIN)


def _changes(stretches: Iterator[Stretch]) -> Line:
    """A quotation beside the record, marked as wdiff does: [-left out-] {+added+}."""
    parts: list[tuple[str, str]] = [("changed: ", DIM)]
    for number, stretch in enumerate(stretches):
        if number:
            parts.append((" ", ""))
        if stretch.op is Op.KEPT:
            parts.append((visible(stretch.record), ""))
            continue
        if stretch.record:
            parts.append((f"[-{visible(stretch.record)}-]", LEFT_OUT))
        if stretch.op is Op.REPLACED:
            parts.append((" ", ""))
        if stretch.quoted:
            parts.append((f"{{+{visible(stretch.quoted)}+}}", ADDED))
    return Line(tuple(parts), MARGIN)
