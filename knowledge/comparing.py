"""What changed from one record to another: documents, passages, statuses, and answers to the labelled questions."""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from knowledge.answer import Answer
from knowledge.answering import Answerer
from knowledge.document import Document, Passage, Status
from knowledge.errors import QuestionError
from knowledge.evaluate import LabelledQuestion, read_questions
from knowledge.matching import matched
from knowledge.record import Record

MOST_QUESTIONS = 5000
"""Labelled questions that are answered from both records: some ten seconds."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class How(StrEnum):
    """What became of a document or passage; `renumbered` has the same text under another number."""

    ADDED = "added"
    REMOVED = "removed"
    CORRECTED = "corrected"
    RENUMBERED = "renumbered"


class DocumentChange(_Frozen):
    """A document that is new, gone or corrected; `fields` are those of its metadata that are not as they were."""

    document: str
    how: How
    fields: tuple[str, ...] = ()


class PassageChange(_Frozen):
    """A passage of a document that is in both records, by its ids and texts there; None where it isn't."""

    how: How
    old: str | None
    new: str | None
    old_text: str | None
    new_text: str | None


class TopicChange(_Frozen):
    """A topic with its status in each record; None where its document doesn't list it."""

    document: str
    topic: str
    old: Status | None
    new: Status | None


class Outcome(_Frozen):
    """An answer in short: its status, its first quote, and where that stands."""

    status: Status
    quote: str | None
    passage: str | None


class AnswerChange(_Frozen):
    """A labelled question whose answer has another status, or another first quote."""

    question: str
    old: Outcome
    new: Outcome


class Changes(_Frozen):
    """All that changed; true where anything did.

    `thesaurus` says that the other names changed, `asked` how many labelled questions of the new record were answered
    from both, `unasked` how many were not, being over the limit.
    """

    old_digest: str
    new_digest: str
    documents: tuple[DocumentChange, ...]
    passages: tuple[PassageChange, ...]
    topics: tuple[TopicChange, ...]
    thesaurus: bool
    answers: tuple[AnswerChange, ...]
    asked: int
    unasked: int

    def __bool__(self) -> bool:
        return bool(self.documents or self.passages or self.topics or self.thesaurus or self.answers)


def compare(old: Record, new: Record, limit: int = MOST_QUESTIONS) -> Changes:
    """What changed from the old record to the new one; of the new one's labelled questions, at most `limit` are asked.

    Raises RecordError where the labelled questions can't be read.
    """
    questions = [question for path in new.sources.questions for question in read_questions(path)]
    before = {document.id: document for document in old.documents}
    pairs = [(before[document.id], document) for document in new.documents if document.id in before]
    documents = tuple(_documents(old, new))
    passages = tuple(change for was, became in pairs for change in _passages(was, became))
    topics = tuple(change for was, became in pairs for change in _topics(was, became))
    thesaurus = _names(old) != _names(new)
    is_same = not (documents or passages or topics or thesaurus)
    return Changes(
        old_digest=old.digest,
        new_digest=new.digest,
        documents=documents,
        passages=passages,
        topics=topics,
        thesaurus=thesaurus,
        # From the same record comes the same answer.
        answers=() if is_same else tuple(_answers(old, new, questions[:limit])),
        asked=len(questions[:limit]),
        unasked=len(questions[limit:]),
    )


def _documents(old: Record, new: Record) -> Iterator[DocumentChange]:
    before = {document.id: document for document in old.documents}
    after = {document.id for document in new.documents}
    for document in new.documents:
        was = before.get(document.id)
        if was is None:
            yield DocumentChange(document=document.id, how=How.ADDED)
        elif (was.metadata, was.text) != (document.metadata, document.text):
            had, has = was.metadata.model_dump(by_alias=True), document.metadata.model_dump(by_alias=True)
            fields = tuple(field for field in has if had[field] != has[field])
            yield DocumentChange(document=document.id, how=How.CORRECTED, fields=fields)
    for document in old.documents:
        if document.id not in after:
            yield DocumentChange(document=document.id, how=How.REMOVED)


def _passages(old: Document, new: Document) -> Iterator[PassageChange]:
    def text(document: Document, passage: Passage | None) -> str | None:
        return document.text[passage.start : passage.end] if passage else None

    texts = ([document.text[one.start : one.end] for one in document.passages] for document in (old, new))
    for was_at, is_at in matched(*texts):
        was = old.passages[was_at] if was_at is not None else None
        became = new.passages[is_at] if is_at is not None else None
        old_text, new_text = text(old, was), text(new, became)
        if was and became and old_text == new_text and was.number == became.number:
            continue
        yield PassageChange(
            how=_how(old_text, new_text),
            old=was.id if was else None,
            new=became.id if became else None,
            old_text=old_text,
            new_text=new_text,
        )


def _how(old: str | None, new: str | None) -> How:
    if old is None:
        return How.ADDED
    if new is None:
        return How.REMOVED
    return How.RENUMBERED if old == new else How.CORRECTED


def _topics(old: Document, new: Document) -> Iterator[TopicChange]:
    for name in dict.fromkeys((*old.topic_of, *new.topic_of)):
        was, became = (one.topic_of[name].status if name in one.topic_of else None for one in (old, new))
        if was is not became:
            yield TopicChange(document=new.id, topic=name, old=was, new=became)


def _names(record: Record) -> set[tuple[str, tuple[str, ...], bool]]:
    return {(entry.term, entry.names, entry.naming) for entry in record.thesaurus.entries}


def _answers(old: Record, new: Record, questions: list[LabelledQuestion]) -> Iterator[AnswerChange]:
    answerers = Answerer(old), Answerer(new)
    for question in questions:
        try:
            was, became = (_outcome(answerer.answer(question.text)) for answerer in answerers)
        except QuestionError:
            # Its wording is refused by both.
            continue
        if (was.status, was.quote) != (became.status, became.quote):
            yield AnswerChange(question=question.text, old=was, new=became)


def _outcome(answer: Answer) -> Outcome:
    first = answer.quotes[0] if answer.quotes else None
    return Outcome(status=answer.status, quote=first.text if first else None, passage=first.passage if first else None)
