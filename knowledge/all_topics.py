"""What a record has on its topics, whichever they are: for questions about the whole, and for one topic by its name."""

from collections.abc import Iterable, Iterator
from itertools import islice

from knowledge.columns import LISTED
from knowledge.composing import Composer, Found
from knowledge.document import Document, Status, Topic
from knowledge.passages import IndexedPassage
from knowledge.question import Extent, Question
from knowledge.ranking import Scored
from knowledge.record import Record
from knowledge.retrieval.search import Search

EXTENTS = {
    Extent.DISCUSSED: frozenset({Status.DISCUSSED}),
    Extent.NOT_DISCUSSED: frozenset({Status.NO_INDICATION}),
    Extent.ALL: frozenset(LISTED),
}


class AllTopics:
    """Goes through the topics of one record."""

    def __init__(self, record: Record, composer: Composer) -> None:
        self._record = record
        self._composer = composer

    def wanted(self, question: Question, most: int) -> list[list[Found]]:
        """A finding for each topic of the wanted statuses, or for each on which the wanted speakers have words.

        Those of one topic of several documents stand together. Each has at most so many sentences, and one at least: a
        record may have hundreds of topics, of hundreds of paragraphs each.
        """
        keys = self._record.topic_keys
        said = self._said(question) if question.speakers else None
        subjects: dict[tuple[str, ...], list[Found]] = {}
        for document in self._record.documents_in(question.scope):
            for topic in document.topics:
                if topic.status in EXTENTS[question.extent]:
                    passages = self._on(document, topic) if said is None else said.get((document.id, topic.name), ())
                    scored = list(islice(self._told(passages, question), max(most, 1)))
                    if scored:
                        found = self._composer.on_topic(question, topic.name, document, topic, scored)
                        subjects.setdefault(keys[topic.name], []).append(found)
        return list(subjects.values())

    def named(self, question: Question, name: str) -> list[Found]:
        """A finding for each document that lists a topic of a name, with all of its sentences."""
        keys = self._record.topic_keys
        return [
            self._composer.on_topic(
                question, topic.name, document, topic, list(self._told(self._on(document, topic), question))
            )
            for document, topic in self._record.topics
            if question.scope.holds(document.id) and keys[topic.name] == keys.get(name)
        ]

    def _on(self, document: Document, topic: Topic) -> Iterator[IndexedPassage]:
        return self._record.passages.on(document.id, topic.name)

    def _said(self, question: Question) -> dict[tuple[str, str | None], list[IndexedPassage]]:
        """The passages under the wanted topics in which each speaker has words, or is silent: by document and topic."""
        found: dict[tuple[str, str | None], list[IndexedPassage]] = {}
        search = Search(
            limit=len(self._record.index),
            documents=question.scope.documents,
            statuses=EXTENTS[question.extent],
            only_said_by=tuple(map(self._record.speaker_names.same, question.speakers)),
        )
        for hit in self._record.index.search(search):
            indexed = self._record.passages[hit.position]
            found.setdefault((indexed.document.id, indexed.passage.topic), []).append(indexed)
        return found

    def _told(self, passages: Iterable[IndexedPassage], question: Question) -> Iterator[Scored]:
        """The sentences of passages in their order; only those of a question's speakers, where it has any.

        Where it supposes that something was not said, those that report their silence instead.
        """
        names = self._record.speaker_names
        return (
            Scored(indexed, sentence, 1.0, by_speaker=True)
            for indexed in passages
            for sentence in indexed.passage.sentences
            if names.are_among(question.speakers, sentence.silent if question.denies else sentence.speakers)
        )
