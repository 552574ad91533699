"""Findings become an answer: quotes by their spans, notes from fixed phrases, what was looked for."""

from collections.abc import Iterable, Sequence

from knowledge.answer import Answer, Finding, GroundQuote, LookedFor, Quote, RecordStamp
from knowledge.document import Document, Status, Topic, written_date
from knowledge.lookup import Lookup
from knowledge.question import Part, Question
from knowledge.quoting import quote_of
from knowledge.ranking import Scored
from knowledge.record import Record
from knowledge.units import Unit

STATUS_PHRASES = {
    Status.DISCUSSED: "reported as discussed",
    Status.NO_INDICATION: "no indication that it was discussed",
    Status.MENTIONED: "mentioned, not reported as discussed",
}
WORTH = 0.4
"""The share of the best sentence's score from which on a further one is worth quoting."""

Found = tuple[Finding, Sequence[Scored]]
"""A finding, its quotes not yet numbered, with the sentences for it, best first."""


class Composer:
    """Puts answers from one record together."""

    def __init__(self, record: Record, lookup: Lookup) -> None:
        self._record = record
        self._lookup = lookup
        as_of = max(document.metadata.issued for document in record.documents)
        self._date = written_date(as_of)
        self._stamp = RecordStamp(
            documents=tuple(document.id for document in record.documents), as_of=as_of, digest=record.digest
        )

    # Findings

    def on_topic(
        self, question: Question, asked: str, document: Document, topic: Topic | None, scored: Sequence[Scored]
    ) -> Found:
        """What the record has on a topic, or outside the topics (None)."""
        status = topic.status if topic else Status.MENTIONED
        name = topic.name if topic else "Outside the listed topics"
        note = f"{name}: {STATUS_PHRASES[status]}, as of {written_date(document.metadata.issued)}"
        if question.says and question.speakers and not any(one.by_speaker for one in scored):
            note += f"; no words of {' and '.join(question.speakers)} on it in the record"
        ground = None
        if topic and topic.ground:
            start, end = topic.ground.start, topic.ground.end
            ground = GroundQuote(passage=topic.ground.passage, start=start, end=end, text=document.text[start:end])
        return _finding(topic.name if topic else None, asked, status, note, ground), scored

    def not_held(self, part: Part) -> Found:
        """That the record doesn't hold a part: words that it doesn't have, or words that don't stand together."""
        together = bool(part.required) and not part.unknown
        where = "Not together in any passage of the record" if together else "Not in the record"
        missing = ", ".join(unit.typed for unit in part.unknown or part.required) or part.asked
        return _finding(None, part.asked, Status.ABSENT, f"{where}: {missing}, as of {self._date}"), ()

    def no_words(self, stranger: str) -> Found:
        """That the record gives somebody no words."""
        note = f"No words of {stranger} in the record, as of {self._date}"
        return _finding(None, stranger, Status.ABSENT, note), ()

    # Answers

    def answer(self, question: Question, found: Sequence[Found], limit: int) -> Answer:
        """An answer of findings, each finding's best quote before any finding's second.

        At most `limit` quotes, but one for each finding.
        """
        limit = max(limit, len(found))
        chosen = [
            (i, scored[rank])
            for rank in range(limit)
            for i, (_, scored) in enumerate(found)
            if rank < len(scored) and scored[rank].score >= WORTH * scored[0].score
        ][:limit]
        findings = tuple(
            finding.model_copy(update={"quotes": tuple(n for n, (owner, _) in enumerate(chosen) if owner == i)})
            for i, (finding, _) in enumerate(found)
        )
        statuses = {finding.status for finding in findings}
        status = statuses.pop() if len(statuses) == 1 else Status.MIXED
        return self._answer(
            question,
            status,
            "; ".join(dict.fromkeys(finding.note for finding in findings)),
            findings=findings,
            quotes=tuple(_quote(scored) for _, scored in chosen),
            nearby=self._nearby(question.parts, limit) if status is Status.ABSENT else (),
        )

    def without_findings(self, question: Question, note: str, scored: Iterable[Scored] = ()) -> Answer:
        """An answer to a question that asks for no topic."""
        return self._answer(question, Status.NONE, note, quotes=tuple(map(_quote, scored)))

    def _answer(
        self,
        question: Question,
        status: Status,
        note: str,
        *,
        findings: tuple[Finding, ...] = (),
        quotes: tuple[Quote, ...] = (),
        nearby: tuple[Quote, ...] = (),
    ) -> Answer:
        required = [unit for part in question.parts for unit in part.required]
        known = bool(required) and all(unit.readings for unit in required)
        return Answer(
            question=question.text,
            read_as=question.read_as,
            status=status,
            note=note,
            findings=findings,
            quotes=quotes,
            looked_for=tuple(map(self._looked_for, required)),
            together=len(self._lookup.holding(required)) if known else 0,
            nearby=nearby,
            record=self._stamp,
        )

    def _looked_for(self, unit: Unit) -> LookedFor:
        return LookedFor(
            asked=unit.typed,
            read_as=unit.read_as,
            how=str(unit.how),
            passages=len(self._lookup.positions(unit)),
        )

    def _nearby(self, parts: Iterable[Part], limit: int) -> tuple[Quote, ...]:
        """The sentences nearest to what was asked for; they don't answer it."""
        terms = {term for part in parts for unit in part.required for reading in unit.readings for term in reading}
        quotes = []
        for hit in self._record.index.search(sorted(terms), limit):
            indexed = self._record.passages[hit.position]
            nearest = max(indexed.sentences, key=lambda one: len(one.terms & terms))
            quotes.append(_quote(Scored(indexed, nearest.sentence, hit.score)))
        return tuple(quotes)


def _finding(topic: str | None, asked: str, status: Status, note: str, ground: GroundQuote | None = None) -> Finding:
    return Finding(topic=topic, asked=asked, status=status, note=note, quotes=(), ground=ground)


def _quote(scored: Scored) -> Quote:
    return quote_of(scored.passage, scored.sentence.start, scored.sentence.end)
