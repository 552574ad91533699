"""Pages about the record as a whole: its topics, what it is, how to ask."""

from collections.abc import Sequence

from bot import phrases
from bot.escaping import abridged
from bot.fitting import MESSAGE, MOST_MESSAGES, how_many
from bot.visible import visible
from knowledge.document import Document, Topic, written_date
from knowledge.record import Record

LONGEST_NAME = 400


def ledger(record: Record) -> list[str]:
    """Every topic, its status in a word and a mark, and who reports it, in messages; at the end, how many more."""
    if not record.topics:
        return [phrases.NO_TOPICS]
    several = len(record.documents) > 1
    texts = [_topic_line(document, topic, names_document=several) for document, topic in record.topics]
    return _messages(texts, phrases.MORE_TOPICS)


def about(record: Record) -> list[str]:
    """What the record holds, how statuses and verdicts are decided, what is kept, and the documents, in messages."""
    texts = [
        phrases.ABOUT_RECORD.format(
            passages=len(record.passages),
            topics=len(record.topics),
            path=_short(", ".join(path.resolve().name for path in record.sources.paths)),
            digest=record.digest,
        ),
        phrases.ABOUT_STATUS,
        phrases.ABOUT_VERDICTS,
        phrases.ABOUT_PRIVACY,
    ]
    return _messages([*texts, *map(_document_lines, record.documents)], phrases.MORE_HIDDEN)


def _document_lines(document: Document) -> str:
    metadata = document.metadata
    event = ""
    if metadata.event_title and metadata.event_date:
        event = phrases.ABOUT_EVENT.format(title=_short(metadata.event_title), date=written_date(metadata.event_date))
    return "\n".join(
        (
            phrases.ABOUT_DOCUMENT.format(id=document.id, citation=_short(metadata.citation)),
            phrases.ABOUT_DATES.format(issued=written_date(metadata.issued), event=event),
        )
    )


def _topic_line(document: Document, topic: Topic, *, names_document: bool) -> str:
    sentences = [
        sentence for passage in document.passages if passage.number in topic.passages for sentence in passage.sentences
    ]
    speakers = dict.fromkeys(name for sentence in sentences for name in sentence.speakers)
    silent = dict.fromkeys(name for sentence in sentences for name in sentence.silent if name not in speakers)
    voices = []
    if speakers:
        voices.append(phrases.REPORTED_BY.format(names=_short(", ".join(speakers))))
    if silent:
        voices.append(phrases.SILENT.format(names=_short(" and ".join(silent))))
    return phrases.LEDGER.format(
        mark=phrases.MARKS[topic.status],
        topic=_short(topic.name),
        status=phrases.STATUS_WORDS[topic.status],
        document=phrases.IN_DOCUMENT.format(id=document.id) if names_document else "",
        voices="".join(f" · {voice}" for voice in voices),
    )


def _messages(texts: Sequence[str], more: str) -> list[str]:
    """Texts in as few messages as hold them; in the last that there may be, how many more there are."""
    messages: list[str] = []
    left = texts
    while left:
        count = how_many(left, limit=MESSAGE)
        ending: list[str] = []
        if len(messages) == MOST_MESSAGES - 1 and count < len(left):
            count = how_many(left, [more.format(count=len(left))], limit=MESSAGE)
            ending = [more.format(count=len(left) - count)]
        messages.append("\n".join((*left[:count], *ending)))
        left = () if ending else left[count:]
    return messages


def _short(text: str) -> str:
    return abridged(visible(text), LONGEST_NAME)
