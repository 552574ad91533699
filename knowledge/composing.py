"""Findings become an answer: quotes by their spans, notes, what was looked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from knowledge.answer import Answer, Finding, GroundQuote, LookedFor, Quote, RecordStamp, strongest
from knowledge.document import Document, Status, Topic, as_of
from knowledge.lookup import Lookup
from knowledge.notes import Notes
from knowledge.question import Part, Question
from knowledge.quoting import reach, sentence_quote
from knowledge.ranking import Scored
from knowledge.record import Record
from knowledge.retrieval.search import Search
from knowledge.scope import Scope
from knowledge.units import Unit, terms_of

WORTH = 0.4
"""The share of the best sentence's score from which on a further one is worth quoting."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, its quotes not yet numbered, with the sentences for it, best first."""

    finding: Finding
    scored: Sequence[Scored] = ()


class Composer:
    """Puts answers from one record together."""

    def __init__(self, record: Record, lookup: Lookup) -> None:
        self._record = record
        self._lookup = lookup
        self._notes = Notes(record)
        self._whole = RecordStamp(
            documents=tuple(document.id for document in record.documents),
            as_of=as_of(record.documents),
            digest=record.digest,
        )

    # Findings

    def on_topic(
        self, question: Question, asked: str, document: Document, topic: Topic | None, scored: Sequence[Scored]
    ) -> Found:
        """What a document has on a topic, or outside the topics (None)."""
        silent = question.speakers if question.says and not any(one.by_speaker for one in scored) else ()
        finding = Finding(
            topic=topic.name if topic else None,
            asked=asked,
            status=topic.status if topic else Status.MENTIONED,
            note=self._notes.on_topic(document, topic, silent),
            quotes=(),
            ground=_ground(document, topic),
            document=document.id if len(self._record.documents) > 1 else None,
        )
        return Found(finding, scored)

    def not_held(self, part: Part, scope: Scope) -> Found:
        """That no document holds a part: words that they don't have, or words that don't stand together."""
        lookup = self._lookup.within(scope)
        lacking = [unit for unit in part.required if not lookup.count(unit)]
        together = bool(part.required) and not lacking
        missing = ", ".join(unit.typed for unit in lacking or part.required) or part.asked
        return _absent(part.asked, self._notes.not_held(missing, scope, together=together))

    def no_words(self, stranger: str, scope: Scope) -> Found:
        """That no document gives somebody any words."""
        return _absent(stranger, self._notes.no_words(stranger, scope))

    # Answers

    def answer(self, question: Question, subjects: Sequence[Sequence[Found]], limit: int) -> Answer:
        """An answer on subjects, each with its findings, best first: more than one where several documents treat it.

        Each finding's best quote comes before any finding's second, and each subject's before any further document's.
        At most `limit` quotes, but one for each finding. A subject's status is the strongest of its findings.
        """
        found = [one for subject in subjects for one in subject]
        limit = max(limit, len(found))
        place = [(place, number) for number, subject in enumerate(subjects) for place, _ in enumerate(subject)]
        order = sorted(range(len(found)), key=place.__getitem__)
        ranks = range(max((len(one.scored) for one in found), default=0))
        worth = (
            (i, found[i].scored[rank])
            for rank in ranks
            for i in order
            if rank < len(found[i].scored) and found[i].scored[rank].score >= WORTH * found[i].scored[0].score
        )
        chosen = list(islice(_apart(worth), limit))
        if question.wants_words:
            chosen.sort(key=lambda one: not one[1].is_direct)
        numbers: list[list[int]] = [[] for _ in found]
        for number, (owner, _) in enumerate(chosen):
            numbers[owner].append(number)
        findings = tuple(
            one.finding.model_copy(update={"quotes": tuple(own)}) for one, own in zip(found, numbers, strict=True)
        )
        statuses = {strongest(one.finding.status for one in subject) for subject in subjects}
        status = statuses.pop() if len(statuses) == 1 else Status.MIXED
        by_subject = [[one.finding for one in subject] for subject in subjects]
        notes = map(self._notes.on_subject, by_subject)
        return self._answer(
            question,
            status,
            "; ".join(dict.fromkeys(notes)),
            findings=findings,
            quotes=tuple(_quote(scored) for _, scored in chosen),
            nearby=self._nearby(question, limit) if status is Status.ABSENT else (),
            disagreements=tuple(filter(None, map(self._notes.disagreement, by_subject))),
        )

    def without_findings(self, question: Question, note: str, scored: Iterable[Scored] = ()) -> Answer:
        """An answer to a question that asks for no topic."""
        return self._answer(question, Status.NONE, note, quotes=tuple(map(_quote, scored)))

    def no_such_topic(self, question: Question) -> Answer:
        """An answer to a question about the whole for which no topic is listed."""
        return self.without_findings(question, self._notes.no_such_topic(question.scope))

    def _answer(
        self,
        question: Question,
        status: Status,
        note: str,
        *,
        findings: tuple[Finding, ...] = (),
        quotes: tuple[Quote, ...] = (),
        nearby: tuple[Quote, ...] = (),
        disagreements: tuple[str, ...] = (),
    ) -> Answer:
        lookup = self._lookup.within(question.scope)
        required = [unit for part in question.parts for unit in part.required]
        known = bool(required) and all(unit.readings for unit in required)
        return Answer(
            question=question.text,
            read_as=question.read_as,
            status=status,
            note=note,
            findings=findings,
            quotes=quotes,
            looked_for=tuple(_looked_for(unit, lookup) for unit in required),
            together=lookup.count_together(required) if known else 0,
            nearby=nearby,
            record=self._stamp(question.scope),
            disagreements=disagreements,
        )

    def _stamp(self, scope: Scope) -> RecordStamp:
        if scope.documents is None:
            return self._whole
        searched = tuple(document.id for document in self._record.documents_in(scope))
        passages = self._record.passages.count(scope)
        return self._whole.model_copy(update={"searched": searched, "passages": passages})

    def _nearby(self, question: Question, limit: int) -> tuple[Quote, ...]:
        """The sentences nearest to what was asked for; they don't answer it."""
        units = [unit for part in question.parts for unit in part.required]
        terms = frozenset(terms_of(units))
        search = Search(tuple(sorted(terms)), limit, documents=question.scope.documents)
        quotes = []
        for hit in self._record.index.search(search):
            indexed = self._record.passages[hit.position]
            nearest = max(indexed.sentences, key=lambda one: len(one.terms & terms))
            quotes.append(_quote(Scored(indexed, nearest.sentence, hit.score)))
        return tuple(quotes)


def _apart(ranked: Iterable[tuple[int, Scored]]) -> Iterator[tuple[int, Scored]]:
    """Sentences without those that another one's quote has gone on into, in any finding."""
    taken: set[tuple[int, int]] = set()
    for owner, scored in ranked:
        indexed, start = scored.passage, scored.sentence.start
        end = reach(indexed, scored.sentence)
        spans = {(indexed.position, one.start) for one in indexed.passage.sentences if start <= one.start < end}
        if taken.isdisjoint(spans):
            yield owner, scored
            taken |= spans


def _looked_for(unit: Unit, lookup: Lookup) -> LookedFor:
    return LookedFor(asked=unit.typed, read_as=unit.read_as, how=str(unit.how), passages=lookup.count(unit))


def _absent(asked: str, note: str) -> Found:
    return Found(Finding(topic=None, asked=asked, status=Status.ABSENT, note=note, quotes=(), ground=None))


def _ground(document: Document, topic: Topic | None) -> GroundQuote | None:
    if topic is None or topic.ground is None:
        return None
    start, end = topic.ground.start, topic.ground.end
    return GroundQuote(passage=topic.ground.passage, start=start, end=end, text=document.text[start:end])


def _quote(scored: Scored) -> Quote:
    return sentence_quote(scored.passage, scored.sentence)
