"""Questions are answered from a record."""

from collections.abc import Callable, Set
from dataclasses import replace

from knowledge.answer import Answer, Quote
from knowledge.composing import Composer, Found
from knowledge.document import Document, Metadata, Status, Topic, written_date
from knowledge.errors import QuestionError, UnknownSpeakerError
from knowledge.lookup import Lookup
from knowledge.parsing import Parser
from knowledge.question import Aim, Extent, Question
from knowledge.ranking import Ranker, Scored, best_first, merged
from knowledge.reader import Reader
from knowledge.record import IndexedPassage, IndexedSentence, Record
from knowledge.touching import touched
from knowledge.units import Kind
from knowledge.vocabulary import MetaKind, english

LONGEST = 4000
"""Characters of the longest question that is taken."""
EXTENTS = {
    Extent.DISCUSSED: (Status.DISCUSSED,),
    Extent.NOT_DISCUSSED: (Status.NO_INDICATION,),
    Extent.ALL: tuple(Status),
}


class Answerer:
    """Answers questions from one record; holds no state between questions."""

    def __init__(self, record: Record) -> None:
        words = english()
        self._record = record
        self._lookup = Lookup(record)
        self._reader = Reader(record, words)
        self._parser = Parser(words, self._lookup)
        self._ranker = Ranker(record, self._lookup, words.grammar)
        self._composer = Composer(record, self._lookup)
        self._source_words = words.source_words

    def answer(self, text: str, before: str | None = None, said_by: str | None = None, quotes: int = 3) -> Answer:
        """What the record has on a question, after the question before it, if any, and in somebody's words, if asked.

        Raises QuestionError for a blank question or one of more than LONGEST characters, UnknownSpeakerError for a
        `said_by` to whom the record gives no words.
        """
        question = self.understand(text, before)
        if said_by is not None:
            question = replace(question, speakers=self.speakers(said_by), says=True, only_said=True)
        if question.is_open and question.speakers:
            question = replace(question, aim=Aim.WHOLE, extent=Extent.ALL)
        if question.aim is Aim.SMALL_TALK or (question.is_open and not question.stranger and not question.quoted):
            return self._composer.without_findings(question, "No topic of the record is asked for.")
        if question.aim is Aim.META and question.meta:
            return self._about_document(question, question.meta)
        if question.aim is Aim.WHOLE:
            return self._about_whole(question, quotes)
        return self._composer.answer(question, self._found(question), quotes)

    def understand(self, text: str, before: str | None = None) -> Question:
        """What a question asks; raises QuestionError as `answer` does."""
        if len(text) > LONGEST:
            raise QuestionError(f"a question may have {LONGEST:,} characters; this one has {len(text):,}")
        if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
            raise QuestionError("the question is no valid text")
        if not any(char.isalnum() for char in text):
            raise QuestionError("there are no words in the question")
        question = self._parser.parse(self._reader.read(text))
        return question.following(self.understand(before)) if before else question

    def speakers(self, name: str) -> tuple[str, ...]:
        """The speakers whom a name means.

        Raises UnknownSpeakerError where the record gives nobody of that name any words.
        """
        units = [unit for unit in self._reader.read(name).units if unit.kind is not Kind.MARK]
        named = tuple(dict.fromkeys(speaker for unit in units for speaker in self._lookup.speakers(unit)))
        others = any(unit.kind in (Kind.NAME, Kind.WORD) for unit in units)
        if not named or others or not set(named) <= set(self._record.speakers):
            raise UnknownSpeakerError(name, self._record.speakers)
        return named

    def topic(self, name: str) -> Answer | None:
        """Every sentence on a topic, in the record's order, by document; None where no document lists the topic."""
        question = Question(name, name, Aim.WHOLE)
        found = []
        for document, topic in self._record.topics:
            if topic.name == name:
                scored = self._sentences_on(document, name)
                found.append(self._composer.on_topic(question, name, document, topic, scored))
        limit = sum(len(scored) for _, scored in found)
        return self._composer.answer(question, found, limit) if found else None

    def touched(self, text: str, limit: int = 5) -> tuple[Quote, ...]:
        """The best sentence of each topic or passage that a text touches, whatever it asks or claims."""
        return touched(self._record, self._lookup, self._reader.read(text).units, limit)

    # Subjects

    def _found(self, question: Question) -> list[Found]:
        """A finding for each subject; subjects of one topic share theirs."""
        if question.stranger:
            return [self._composer.no_words(question.stranger)]
        if question.quoted and (scored := self._ranker.quoted(question)):
            indexed = scored[0].passage
            return [self._composer.on_topic(question, question.read_as, indexed.document, _topic(indexed), scored)]
        found: dict[tuple[str, str | int], Found] = {}
        for number, part in enumerate(question.parts):
            passages = self._ranker.best_topic(question, part)
            if not passages:
                found["absent", number] = self._composer.not_held(part)
                continue
            key = (passages[0].document.id, passages[0].passage.topic or passages[0].passage.id)
            scored = self._ranker.ranked(question, part, passages)
            if question.only_said:
                scored = [one for one in scored if one.by_speaker]
            asked = part.asked
            if key in found:
                asked = f"{found[key][0].asked}, {asked}"
                scored = merged(found[key][1], scored)
            found[key] = self._composer.on_topic(question, asked, passages[0].document, _topic(passages[0]), scored)
        return list(found.values())

    # The whole

    def _about_whole(self, question: Question, limit: int) -> Answer:
        """A finding for each topic of the wanted statuses, or for each on which the wanted speaker has words."""
        found = []
        for document, topic in self._record.topics:
            scored = self._sentences_on(document, topic.name, set(question.speakers), silent=question.denies)
            if scored and topic.status in EXTENTS[question.extent]:
                found.append(self._composer.on_topic(question, topic.name, document, topic, scored))
        if not found:
            return self._composer.without_findings(question, "The record lists no such topic.")
        return self._composer.answer(question, found, limit)

    # The document itself

    def _about_document(self, question: Question, kind: MetaKind) -> Answer:
        """The sentence that tells the author, the number, when and where …: of the head, or of the text."""
        in_text = kind in (MetaKind.EVENT_DATE, MetaKind.EVENT_PLACE, MetaKind.SOURCES)

        def telling(indexed: IndexedPassage, sentence: IndexedSentence) -> float:
            if bool(indexed.passage.number) is not in_text:
                return 0.0
            text = indexed.document.text[sentence.sentence.start : sentence.sentence.end]
            wanted = self._source_words if kind is MetaKind.SOURCES else _wanted(indexed.document.metadata, kind)
            return float(sum(bool(words) and words in text for words in wanted))

        scored = self._sentences(telling)
        note = "About the record itself." if scored else "The record doesn't say."
        return self._composer.without_findings(question, note, scored[:1])

    def _sentences_on(
        self, document: Document, topic: str, speakers: Set[str] = frozenset(), *, silent: bool = False
    ) -> list[Scored]:
        """The sentences of a document on a topic, in its order; only those of the speakers, where there are any.

        `silent` takes those that report the speakers' silence instead of their words.
        """
        return self._sentences(
            lambda indexed, sentence: float(
                indexed.document is document
                and indexed.passage.topic == topic
                and speakers <= set(sentence.sentence.silent if silent else sentence.sentence.speakers)
            )
        )

    def _sentences(self, score: Callable[[IndexedPassage, IndexedSentence], float]) -> list[Scored]:
        """The sentences of a score above 0, best first."""
        return best_first(
            Scored(indexed, sentence.sentence, points, by_speaker=True)
            for indexed in self._record.passages
            for sentence in indexed.sentences
            if (points := score(indexed, sentence)) > 0
        )


def _topic(indexed: IndexedPassage) -> Topic | None:
    name = indexed.passage.topic
    return indexed.document.topic_of[name] if name else None


def _wanted(metadata: Metadata, kind: MetaKind) -> list[str]:
    """What a sentence holds that tells something of a document, or of the meeting's outline."""
    number = metadata.number or metadata.id
    match kind:
        case MetaKind.AUTHOR | MetaKind.CONTACT:
            return [name.family or name.literal or "" for name in metadata.author]
        case MetaKind.NUMBER:
            return [number]
        case MetaKind.PUBLISHER:
            return [metadata.publisher or "", number]
        case MetaKind.DATE:
            return [written_date(metadata.issued)]
        case MetaKind.TITLE:
            return [metadata.title]
        case MetaKind.EVENT_DATE:
            return [written_date(metadata.event_date)] if metadata.event_date else []
        case _:
            return [metadata.event_place] if metadata.event_place else []
