"""What changed from one record to another, as lines of a bounded number: pure, and without a terminal library."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from bot.layout import BLANK, BOLD, DIM, MARGIN, Line, line
from bot.visible import shortened, visible
from knowledge.comparing import AnswerChange, Changes, DocumentChange, How, Outcome, PassageChange, TopicChange, compare
from knowledge.document import Status
from knowledge.notes import STATUS_PHRASES
from knowledge.record import Record

ALL = 10_000
"""Changes of a kind that a file takes."""
MOST = 20
"""Changes of a kind that are shown; of more, how many there are."""
LONGEST_TEXT = 160
"""Characters of a passage or quote that are shown."""
BEFORE = 30
"""Characters that are shown before the first that was corrected, whole words."""
STATUS_WORDS = {
    **STATUS_PHRASES,
    Status.MENTIONED: "mentioned",
    Status.ABSENT: "not in the record",
    Status.NONE: "no topic asked for",
    Status.MIXED: "several statuses",
}
NOT_LISTED = "not listed"


def changes_between(old: Record, new: Record) -> list[str]:
    """All that changed from a record to another, a line each; none where nothing did. Raises RecordError."""
    changes = compare(old, new)
    return [str(one) for one in changes_lines(changes, most=ALL)] if changes else []


def changes_lines(changes: Changes, most: int = MOST) -> Iterator[Line]:
    """What changed, at most so many of each kind."""
    if not changes:
        yield line("no changes")
        return
    sections = (
        ("Documents", [[line(_document(one), margin=MARGIN)] for one in changes.documents]),
        ("Passages", list(_passages(changes.passages))),
        ("Topics", [[line(_topic(one), margin=MARGIN)] for one in changes.topics]),
        ("Thesaurus", [[line("other names changed", margin=MARGIN)]] if changes.thesaurus else []),
        (f"Answers to labelled questions ({changes.asked} asked)", [list(_answer(one)) for one in changes.answers]),
    )
    is_first = True
    for title, entries in sections:
        if entries:
            yield from () if is_first else (BLANK,)
            is_first = False
            yield from _section(title, entries, most)
    if changes.unasked:
        yield line(f"{changes.unasked} further labelled questions were not asked", DIM)


def _section(title: str, entries: Sequence[Iterable[Line]], most: int) -> Iterator[Line]:
    yield line(f"{title}: {len(entries)} changed", BOLD)
    for entry in entries[:most]:
        yield from entry
    if len(entries) > most:
        yield line(f"and {len(entries) - most} more", DIM, MARGIN)


def _document(change: DocumentChange) -> str:
    return f"{change.document}: {change.how}" + (f" ({', '.join(change.fields)})" if change.fields else "")


def _passages(changes: Iterable[PassageChange]) -> Iterator[list[Line]]:
    """Each change; a stretch of paragraphs that were renumbered by as much as one."""
    for _, group in groupby(enumerate(changes), key=_stretch):
        members = [change for _, change in group]
        if members[0].how is How.RENUMBERED:
            was, became = _ids(members[0].old, members[-1].old), _ids(members[0].new, members[-1].new)
            yield [line(f"{was} renumbered: {became}", margin=MARGIN)]
        else:
            yield from (list(_passage(change)) for change in members)


def _stretch(numbered: tuple[int, PassageChange]) -> tuple[object, ...]:
    """A key for changes in a row, equal for the renumbered whose numbers are in a row too, before and after."""
    position, change = numbered
    if change.how is not How.RENUMBERED:
        return (position,)
    (document, was), (_, became) = _number(change.old), _number(change.new)
    return document, was - position, became - position


def _number(id_: str | None) -> tuple[str, int]:
    document, _, number = (id_ or ":0").rpartition(":")
    return document, int(number)


def _ids(first: str | None, last: str | None) -> str:
    return f"{first}" if first == last else f"{first} to {_number(last)[1]}"


def _passage(change: PassageChange) -> Iterator[Line]:
    moved = f", now {change.new}" if change.old and change.new and change.old != change.new else ""
    yield line(f"{change.old or change.new} {change.how}{moved}", margin=MARGIN)
    letters = zip(change.old_text or "", change.new_text or "", strict=False)
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], letters))
    for name, text in (("was", change.old_text), ("is", change.new_text)):
        if text is not None:
            yield line(f'{name}: "{_excerpt(text, start)}"', DIM, 2 * MARGIN)


def _excerpt(text: str, at: int) -> str:
    """A text from the words before a place in it."""
    start = text.rfind(" ", 0, max(at - BEFORE, 0)) + 1
    return ("[…] " if start else "") + shortened(text[start:], LONGEST_TEXT)


def _topic(change: TopicChange) -> str:
    was, became = (STATUS_WORDS[status] if status else NOT_LISTED for status in (change.old, change.new))
    return f"{visible(change.topic)} ({change.document}): {was}; now {became}"


def _answer(change: AnswerChange) -> Iterator[Line]:
    yield line(shortened(change.question, LONGEST_TEXT), margin=MARGIN)
    for name, outcome in (("was", change.old), ("is", change.new)):
        yield line(f"{name}: {_outcome(outcome)}", DIM, 2 * MARGIN)


def _outcome(outcome: Outcome) -> str:
    quote = f': "{shortened(outcome.quote, LONGEST_TEXT)}" ({outcome.passage})' if outcome.quote else ""
    return f"{STATUS_WORDS[outcome.status]}{quote}"
