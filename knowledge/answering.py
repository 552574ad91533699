"""Questions are answered from a record."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain

from knowledge.all_topics import AllTopics
from knowledge.answer import Answer, Quote
from knowledge.composing import Composer, Found
from knowledge.document import Sentence
from knowledge.errors import QuestionError, UnknownSpeakerError
from knowledge.lookup import Lookup
from knowledge.notes import NO_TOPIC
from knowledge.parsing import Parser
from knowledge.passages import IndexedPassage
from knowledge.question import Aim, Extent, Question
from knowledge.quoted import quoted
from knowledge.ranking import Ranker, Scored, best_first, merged
from knowledge.reader import Reader
from knowledge.record import Record
from knowledge.retrieval.search import Search
from knowledge.scope import EVERYTHING, Scope
from knowledge.telling import tells, wanted_words
from knowledge.touching import touched
from knowledge.treatments import Treatments
from knowledge.units import Kind
from knowledge.vocabulary import MetaKind, english

_Key = tuple[str, str | int]
_Subject = dict[_Key, Found]
"""The findings on one subject, by document and topic, or passage outside the topics."""
LONGEST = 4000
"""Characters of the longest question that is taken."""
MOST_TELLING = 256
"""Paragraphs that are looked at for what they tell of the meeting's outline, or of where a document has it from."""


class Answerer:
    """Answers questions from one record; holds no state between questions."""

    def __init__(self, record: Record) -> None:
        self._words = english()
        self._record = record
        self._lookup = Lookup(record)
        self._reader = Reader(record, self._words)
        self._ranker = Ranker(record)
        self._treatments = Treatments(record, self._lookup, self._ranker)
        self._composer = Composer(record, self._lookup)
        self._topics = AllTopics(record, self._composer)

    def answer(
        self,
        text: str,
        before: str | None = None,
        said_by: str | None = None,
        quotes: int = 3,
        scope: Scope = EVERYTHING,
    ) -> Answer:
        """What the record has on a question, after the question before it, if any, and in somebody's words, if asked.

        `scope` is what of the record is searched, as `Record.scope` gives it.

        Raises QuestionError for a blank question or one of more than LONGEST characters, UnknownSpeakerError for a
        `said_by` to whom the record gives no words.
        """
        question = self.understand(text, before, scope)
        if said_by is not None:
            question = replace(question, speakers=self.speakers(said_by), says=True, only_said=True)
        if question.is_open and question.speakers:
            question = replace(question, aim=Aim.WHOLE, extent=Extent.ALL)
        if question.aim is Aim.SMALL_TALK or (question.is_open and not question.stranger and not question.quoted):
            return self._composer.without_findings(question, NO_TOPIC)
        if question.aim is Aim.META and question.meta:
            return self._about_documents(question, question.meta, quotes)
        if question.aim is Aim.WHOLE:
            return self._about_whole(question, quotes)
        return self._composer.answer(question, self._subjects(question), quotes)

    def understand(self, text: str, before: str | None = None, scope: Scope = EVERYTHING) -> Question:
        """What a question asks of a part of the record; raises QuestionError as `answer` does."""
        if len(text) > LONGEST:
            raise QuestionError(f"a question may have {LONGEST:,} characters; this one has {len(text):,}")
        if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
            raise QuestionError("the question is no valid text")
        if not any(char.isalnum() for char in text):
            raise QuestionError("there are no words in the question")
        parser = Parser(self._words, self._lookup.within(scope))
        question = replace(parser.parse(self._reader.read(text)), scope=scope)
        return question.following(self.understand(before, scope=scope)) if before else question

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

    def topic(self, name: str, scope: Scope = EVERYTHING) -> Answer | None:
        """Every sentence on a topic, in the record's order, by document; None where no document lists the topic."""
        question = Question(name, name, Aim.WHOLE, scope=scope)
        found = self._topics.named(question, name)
        return self._composer.answer(question, [found], sum(len(one.scored) for one in found)) if found else None

    def touched(self, text: str, limit: int = 5) -> tuple[Quote, ...]:
        """The best sentence of each topic or passage that a text touches, whatever it asks or claims."""
        return touched(self._record, self._lookup, self._reader.read(text).units, limit)

    # Subjects

    def _subjects(self, question: Question) -> list[list[Found]]:
        """The findings for each subject, one for each document that treats it; subjects of one topic share theirs."""
        if question.stranger:
            return [[self._composer.no_words(question.stranger, question.scope)]]
        if question.quoted and (scored := quoted(self._record, question)):
            indexed = scored[0].passage
            return [[self._composer.on_topic(question, question.read_as, indexed.document, indexed.listed, scored)]]
        subjects: list[_Subject] = []
        subject_of: dict[_Key, _Subject] = {}
        for part in question.parts:
            subject: _Subject = {}
            treatments = self._treatments.of(question, part)
            for treatment in treatments:
                first, asked, scored = treatment.first, part.asked, treatment.scored
                key = (first.document.id, first.subject)
                if question.only_said:
                    scored = [one for one in scored if one.by_speaker]
                own = subject_of.setdefault(key, subject)
                if key in own:
                    asked = f"{own[key].finding.asked}, {asked}"
                    scored = merged(own[key].scored, scored)
                own[key] = self._composer.on_topic(question, asked, first.document, first.listed, scored)
            if not treatments:
                subject["", part.asked] = self._composer.not_held(part, question.scope)
            if subject:
                subjects.append(subject)
        return [list(subject.values()) for subject in subjects]

    # The whole

    def _about_whole(self, question: Question, limit: int) -> Answer:
        subjects = self._topics.wanted(question, limit)
        return self._composer.answer(question, subjects, limit) if subjects else self._composer.no_such_topic(question)

    # The documents themselves

    def _about_documents(self, question: Question, kind: MetaKind, limit: int) -> Answer:
        """Each document's sentence that tells the author, the number, when and where …: of its head, or its text."""
        documents = self._record.documents_in(question.scope)
        sources = self._words.source_words if kind is MetaKind.SOURCES else ()
        wanted = {one.id: sources or wanted_words(one.metadata, kind) for one in documents}
        if kind in (MetaKind.EVENT_DATE, MetaKind.EVENT_PLACE, MetaKind.SOURCES):
            passages = self._holding(" ".join(dict.fromkeys(chain(*wanted.values()))), question.scope)
        else:
            passages = [indexed for one in documents for indexed in self._record.passages.of(one.id)[:1]]

        def telling(indexed: IndexedPassage, sentence: Sentence) -> float:
            text = indexed.document.text[sentence.start : sentence.end]
            return float(sum(tells(text, words, kind) for words in wanted[indexed.document.id]))

        best: dict[str, Scored] = {}
        for one in _sentences(passages, telling):
            best.setdefault(one.passage.document.id, one)
        told = list(best.values())
        if not told:
            return self._composer.without_findings(question, "The record doesn't say.")
        note = "About the record itself."
        if len(told) > limit:
            count = f"{len(told)} " if len(passages) < MOST_TELLING else ""
            note = f"About the record itself: {limit} of its {count}documents that tell."
        return self._composer.without_findings(question, note, best_first(told)[:limit])

    def _holding(self, words: str, scope: Scope) -> list[IndexedPassage]:
        """The paragraphs of the text that hold any of some words; of many, those that hold most."""
        search = Search(self._record.terms(words), MOST_TELLING, documents=scope.documents, with_heads=False)
        return [self._record.passages[hit.position] for hit in self._record.index.search(search)]


def _sentences(passages: Iterable[IndexedPassage], score: Callable[[IndexedPassage, Sentence], float]) -> list[Scored]:
    """The sentences of a score above 0, best first."""
    return best_first(
        Scored(indexed, sentence, points, by_speaker=True)
        for indexed in passages
        for sentence in indexed.passage.sentences
        if (points := score(indexed, sentence)) > 0
    )
