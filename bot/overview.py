"""Pages about the record as a whole: its topics, what it is, how to ask."""

from collections.abc import Iterable

from bot import phrases
from bot.escaping import escaped, shortened, size
from bot.rendering import MESSAGE
from knowledge.document import Document, Topic, written_date
from knowledge.record import Record

LONGEST_LINE = 400


def ledger(record: Record) -> list[str]:
    """Every topic, its status in a word and a mark, and who reports it; as many messages as it takes."""
    if not record.topics:
        return [phrases.NO_TOPICS]
    return _messages(_topic_line(document, topic) for document, topic in record.topics)


def about(record: Record) -> list[str]:
    """The record's documents, how a status is decided, and that nothing is kept."""
    texts = []
    for document in record.documents:
        metadata = document.metadata
        event = ""
        if metadata.event_title and metadata.event_date:
            event = phrases.ABOUT_EVENT.format(
                title=_short(metadata.event_title), date=written_date(metadata.event_date)
            )
        texts.append(phrases.ABOUT_DOCUMENT.format(id=document.id, citation=_short(metadata.citation)))
        texts.append(phrases.ABOUT_DATES.format(issued=written_date(metadata.issued), event=event))
    texts.append(
        phrases.ABOUT_RECORD.format(
            passages=len(record.passages),
            topics=len(record.topics),
            path=_short(record.path.resolve().name),
            digest=record.digest,
        )
    )
    return _messages((*texts, phrases.ABOUT_STATUS, phrases.ABOUT_PRIVACY))


def _topic_line(document: Document, topic: Topic) -> str:
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
        voices="".join(f" · {voice}" for voice in voices),
    )


def _messages(texts: Iterable[str]) -> list[str]:
    """Lines in as few messages as hold them."""
    messages: list[str] = []
    for text in texts:
        if messages and size(f"{messages[-1]}\n{text}") <= MESSAGE:
            messages[-1] += f"\n{text}"
        else:
            messages.append(text)
    return messages


def _short(text: str) -> str:
    return escaped(shortened(text, LONGEST_LINE))
