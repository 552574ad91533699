"""Pages about the record for a terminal: its topics, a passage, what it is, what was read."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from bot.layout import BLANK, BOLD, DIM, MARGIN, Line, because, line, quotation, status_style
from bot.terminal import Page, columns
from bot.visible import visible
from knowledge.document import Document, Passage, Sentence, Status, Topic, written_date
from knowledge.passages import IndexedPassage
from knowledge.record import Record

FIRST_WORDS = 8
"""Words of a passage by which one recognises it."""
STATUS_WORDS = {
    Status.DISCUSSED: "discussed",
    Status.NO_INDICATION: "no indication that it was discussed",
    Status.MENTIONED: "mentioned",
}


def ledger(record: Record) -> Page:
    """Every topic with its status, who reports it, and its paragraphs."""
    if not record.topics:
        yield line("The record lists no topics; all that it says is `mentioned`.")
        return
    table = columns("Topic", "Status", "Reported by", "Par.")
    for document, topic in record.topics:
        passages = [passage for passage in document.passages if passage.number in topic.passages]
        voices = _voices(sentence for passage in passages for sentence in passage.sentences)
        numbers = _numbers(document, topic, is_alone=len(record.documents) == 1)
        table.add_row(Text(visible(topic.name)), Text(*_status(topic.status)), Text(visible(voices)), Text(numbers))
    yield table


def passage_page(indexed: IndexedPassage, context: int) -> Page:
    """A passage between its neighbours, each with its topic, status, text, and who speaks in it."""
    document, asked = indexed.document, indexed.passage
    near = (passage for passage in document.passages if abs(passage.number - asked.number) <= context)
    return _spaced(_passage(document, passage) for passage in near)


def about_page(record: Record) -> Page:
    """What the record is: its documents, where it lies, its digest, and how much it holds."""
    return _spaced([*(_facts(document) for document in record.documents), _whole(record)])


def check_page(record: Record) -> Page:
    """What was read from a record's files: documents, topics with their grounds, passages, and what is doubtful."""
    blocks: list[Iterable[Line]] = []
    for document in record.documents:
        blocks.append(_facts(document))
        is_alone = len(record.documents) == 1
        blocks.append([row for topic in document.topics for row in _topic(document, topic, is_alone=is_alone)])
        blocks.append([line(f"{passage.id}  {_opening(document, passage)}") for passage in document.passages])
    left_out = [line(visible(f"left out: {one}"), "red" if one.is_broken else "") for one in record.sources.left_out]
    warnings = [line(f"warning: {warning}", "yellow") for warning in record.warnings]
    return _spaced([*blocks, _whole(record), left_out, warnings or [line("no warnings")]])


def _passage(document: Document, passage: Passage) -> Iterator[Line]:
    topic = document.topic_of[passage.topic] if passage.topic else None
    about = ((f"  {topic.name}: ", ""), _status(topic.status)) if topic else ()
    yield Line(((passage.id, BOLD), *about))
    yield quotation(document.text[passage.start : passage.end])
    yield line(document.citation(passage), DIM, MARGIN)
    voices = _voices(passage.sentences)
    if voices:
        yield line(f"reported by: {voices}", DIM, MARGIN)


def _facts(document: Document) -> Iterator[Line]:
    metadata = document.metadata
    event = (metadata.event_title, metadata.event_date and written_date(metadata.event_date), metadata.event_place)
    facts = {
        "by": ", ".join(map(str, metadata.author)),
        "published by": metadata.publisher,
        "series": " ".join(part for part in (metadata.genre, metadata.number) if part),
        "date": written_date(metadata.issued),
        "about": ", ".join(part for part in event if part),
        "address": metadata.url and str(metadata.url),
    }
    yield line(f"{document.id}: {metadata.title}", BOLD)
    yield from (line(f"{name}: {fact}", margin=MARGIN) for name, fact in facts.items() if fact)


def _whole(record: Record) -> Iterator[Line]:
    counts = (
        _counted(len(record.documents), "document"),
        _counted(len(record.passages), "passage"),
        _counted(len(record.topics), "topic"),
        _counted(record.sentences, "sentence"),
    )
    yield from (line(f"record: {path.resolve()}") for path in record.sources.paths)
    yield line(f"digest: {record.digest}")
    yield line(f"holds: {', '.join(counts)}")


def _topic(document: Document, topic: Topic, *, is_alone: bool) -> Iterator[Line]:
    yield Line(((topic.name, BOLD), (": ", ""), _status(topic.status)))
    if topic.ground:
        text = document.text[topic.ground.start : topic.ground.end]
        yield because(text, topic.ground.passage, is_alone=is_alone)


def _status(status: Status) -> tuple[str, str]:
    """A status in words, with their style."""
    return STATUS_WORDS[status], status_style(status)


def _voices(sentences: Iterable[Sentence]) -> str:
    """Those whose statements sentences report; and those of whom they report that they said nothing."""
    listed = list(sentences)
    speakers = dict.fromkeys(name for sentence in listed for name in sentence.speakers)
    silent = dict.fromkeys(name for sentence in listed for name in sentence.silent)
    voices = (", ".join(speakers), f"silent on it: {', '.join(silent)}" if silent else "")
    return "; ".join(voice for voice in voices if voice)


def _numbers(document: Document, topic: Topic, *, is_alone: bool) -> str:
    """A topic's paragraphs: by number, or by id where another document has the same numbers."""
    return ", ".join(str(number) if is_alone else f"{document.id}:{number}" for number in topic.passages)


def _opening(document: Document, passage: Passage) -> str:
    words = document.text[passage.start : passage.end].split()
    return " ".join(words[:FIRST_WORDS]) + (" […]" if len(words) > FIRST_WORDS else "")


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" + ("" if number == 1 else "s")


def _spaced(blocks: Iterable[Iterable[Line]]) -> Iterator[Line]:
    """Blocks with a blank line between any two, the empty ones left out."""
    is_first = True
    for block in blocks:
        lines = tuple(block)
        if lines and not is_first:
            yield BLANK
        is_first = is_first and not lines
        yield from lines
