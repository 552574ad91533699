"""An answer as lines of text with styles: pure, and without a terminal library, which takes a while to import."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from bot.visible import harmless, shortened, visible
from knowledge.answer import Answer, Finding, LookedFor, Quote
from knowledge.document import Status, written_date
from knowledge.errors import listed

MARGIN = 2
"""Columns by which what belongs to a line is set in under it."""
DIGEST_SHOWN = 12
"""Hex digits of a digest that tell records apart on a screen."""
BOLD, DIM = "bold", "dim"
COLOURS = {
    Status.DISCUSSED: "green",
    Status.NO_INDICATION: "yellow",
    Status.MENTIONED: "cyan",
    Status.ABSENT: "red",
    Status.NONE: "blue",
    Status.MIXED: "magenta",
}
WAYS_OF_READING = {
    "stem": "by its stem",
    "thesaurus": "by the thesaurus",
    "spelling": "with its spelling mended",
    "unknown": "no word of the record",
}
HOW_TO_ASK = "Ask about a topic, a person or any word of the record; the command `summit topics` lists the topics."


@dataclass(frozen=True, slots=True)
class Line:
    """A line, however long: stretches of text, each with its style, and how far all that it takes is set in."""

    parts: tuple[tuple[str, str], ...]
    margin: int = 0

    def __str__(self) -> str:
        return " " * self.margin + harmless("".join(text for text, _ in self.parts))


BLANK = Line(())


def line(text: str, style: str = "", margin: int = 0) -> Line:
    """A line in one style."""
    return Line(((text, style),), margin)


def answer_lines(answer: Answer) -> Iterator[Line]:
    """An answer: its findings, each with quotes and ground; for what is absent, what was looked for."""
    read_as = visible(answer.read_as)
    if read_as != visible(answer.question):
        yield line(f"read as: {read_as}", DIM)
    if not answer.findings:
        yield line(visible(answer.note), status_style(answer.status))
        yield from _quotes(answer.quotes)
        if not answer.quotes:
            yield line(HOW_TO_ASK, margin=MARGIN)
    yield from (line(visible(disagreement), BOLD) for disagreement in answer.disagreements)
    for finding in answer.findings:
        yield from _finding(finding, answer)
    if any(finding.status is Status.ABSENT for finding in answer.findings):
        yield from _search(answer)
    if answer.nearby:
        yield BLANK
        yield line("near by, not an answer:", DIM)
        yield from _quotes(answer.nearby)


def refusal_lines(text: str, problem: str, what: str = "not answered") -> Iterator[Line]:
    """Why a question got no answer, or a text no check."""
    echo = f' ("{shortened(text)}")' if text.strip() else ""
    yield line(f"{what}: {problem}{echo}")


def status_style(status: Status) -> str:
    """The style of words that say a status; colour alone never says it."""
    return f"{BOLD} {COLOURS[status]}"


def quotation(text: str) -> Line:
    """A verbatim text between quotation marks, whatever marks it holds itself."""
    return line(f'"{text}"', margin=MARGIN)


def because(ground: str, passage: str, *, is_alone: bool) -> Line:
    """The sentence that gives a status, with its paragraph; and its document, unless that is alone in the record."""
    document, _, number = passage.rpartition(":")
    paragraph = f"par. {number}" if is_alone else f"{document}, par. {number}"
    return Line((("because: ", DIM), (f'"{ground}"', ""), (f" {paragraph}", DIM)), MARGIN)


def _finding(finding: Finding, answer: Answer) -> Iterator[Line]:
    yield line(visible(finding.note), status_style(finding.status))
    yield from _quotes(answer.quotes[position] for position in finding.quotes)
    if finding.ground:
        is_alone = len(answer.record.documents) == 1
        yield because(finding.ground.text, finding.ground.passage, is_alone=is_alone)


def _quotes(quotes: Iterable[Quote]) -> Iterator[Line]:
    """Quotes, each on a line of its own; those of one passage in a row share its citation."""
    for citation, group in groupby(quotes, key=lambda quote: quote.citation):
        yield from (quotation(quote.text) for quote in group)
        yield line(citation, DIM, MARGIN)


def _search(answer: Answer) -> Iterator[Line]:
    """What was looked for and where, so that anyone can check that it isn't there."""
    for part in answer.looked_for:
        yield line(_looked_for(part), margin=MARGIN)
    if len(answer.looked_for) > 1 and answer.status is Status.ABSENT:
        yield line(f"all of these together: in {_passages(answer.together)}", margin=MARGIN)
    record = answer.record
    as_of = written_date(record.as_of)
    digest = record.digest.removeprefix("sha256:")[:DIGEST_SHOWN]
    where = f"{listed(record.searched)} ({_passages(record.passages)}) of " if record.searched else ""
    yield line(f"in {where}the record as of {as_of}, digest {digest}", DIM, MARGIN)


def _looked_for(part: LookedFor) -> str:
    asked, read_as = visible(part.asked), visible(part.read_as)
    reading = WAYS_OF_READING.get(part.how, part.how)
    if part.passages and read_as != asked:
        reading = f'read as "{read_as}" {reading}'
    return f'looked for "{asked}" ({reading}): in {_passages(part.passages)}'


def _passages(number: int) -> str:
    return {0: "no passage", 1: "1 passage"}.get(number, f"{number} passages")
