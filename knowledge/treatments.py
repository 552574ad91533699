"""Which topic a subject belongs to, in each document that treats it."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from knowledge.document import Status
from knowledge.lookup import Lookup
from knowledge.passages import IndexedPassage
from knowledge.question import Part, Question
from knowledge.ranking import Ranker, Ranking, Scored, wants_more
from knowledge.record import Record
from knowledge.units import terms_of

# Chosen as the weights of `ranking`.
OTHERS = 0.3
"""What the further sentences of a topic count beside its best."""
RETRIEVAL = 0.2
"""What BM25's score of its best passage adds to a topic."""
MOST_DOCUMENTS = 10
"""Documents of which an answer shows what they have on one subject: the best, where more treat it."""
WHOLLY = 2
"""How far a topic is named that is named by all words of its name."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """What a document has on a subject: the first of its passages, and their sentences, best first."""

    first: IndexedPassage
    scored: list[Scored]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Passages of one topic of a document that hold a part, or one outside the topics, and what speaks for them.

    `headed` says that the noun of the topic's name is among the words asked for.
    """

    passages: list[IndexedPassage]
    has_words: bool
    tells: bool
    named: int
    headed: bool
    score: float

    @property
    def topic(self) -> str | None:
        return self.passages[0].passage.topic

    @property
    def is_bare(self) -> bool:
        """Whether it is of a topic of which its document has no more than the name, in a list."""
        return self.topic is not None and self.passages[0].is_bare

    @property
    def status(self) -> Status:
        """The status that its document gives it."""
        listed = self.passages[0].listed
        return listed.status if listed else Status.MENTIONED

    @property
    def is_reported(self) -> bool:
        """Whether its document says if it was discussed."""
        return self.status is not Status.MENTIONED

    @property
    def rank_within(self) -> tuple[bool, float]:
        return self.named == WHOLLY or (self.named > 0 and (self.is_bare or self.headed)), self.score

    @property
    def rank(self) -> tuple[bool, bool, int, bool, float]:
        return self.has_words, self.tells, self.named, self.is_reported, self.score


class Treatments:
    """Finds what each document of one record has on a subject."""

    def __init__(self, record: Record, lookup: Lookup, ranker: Ranker) -> None:
        self._record = record
        self._lookup = lookup
        self._ranker = ranker

    def of(self, question: Question, part: Part) -> list[Treatment]:
        """The topic that a part means, the best first: of each document that treats it.

        In each document it is the topic that the part names, else the one that holds most of it; a passage outside the
        topics stands for itself. Of the documents, those that give words to whom is asked for some are best, then those
        that list what the part names, then those that report of it whether it was discussed. Besides the best one,
        those treat it that list the same topic, have such words, or list what the part names. A list's bare
        item comes after what says more, where more is asked. Empty where no passage holds the part, nor the words that
        are derived from its own.
        """
        if part.unknown:
            return []
        ranking = self._ranker.ranking(question, part)
        if chosen := self._chosen(question, part, ranking):
            return [Treatment(one[0], ranking.of_topic(one)) for one in chosen]
        wider = self._ranker.ranking(question, part.widened)
        chosen = self._chosen(question, part.widened, wider)
        return [Treatment(one[0], ranking.of_topic(one) or wider.of_topic(one)) for one in chosen]

    def _chosen(self, question: Question, part: Part, ranking: Ranking) -> list[list[IndexedPassage]]:
        """The passages of the topic that a part means, the best first: of each document that treats it."""
        terms = frozenset(terms_of(part.required))
        groups: dict[tuple[str, str | int], list[IndexedPassage]] = {}
        held = self._lookup.within(question.scope).holding(part.required, part.helpful, question.speakers)
        for indexed in held:
            key = (indexed.document.id, indexed.subject)
            groups.setdefault(key, []).append(indexed)
        positions = [indexed.position for indexed in held]
        retrieved = dict(zip(positions, self._record.index.scores(sorted(terms), positions), strict=True))
        candidates: dict[str, list[_Candidate]] = {}
        elsewhere = {document for (document, subject) in groups if isinstance(subject, int)}
        for (document, _), group in groups.items():
            ranked = ranking.of(group)
            if ranked:
                candidate = _Candidate(
                    group,
                    has_words=question.says and any(one.by_speaker for one in ranked),
                    tells=document in elsewhere or not (group[0].is_bare and wants_more(question, part, group[0])),
                    named=_named(terms, frozenset(group[0].topic_terms)),
                    headed=self._lookup.is_headed(group[0].passage.topic or "", terms),
                    score=ranked[0].score
                    + OTHERS * sum(one.score for one in ranked[1:])
                    + RETRIEVAL * max(retrieved[indexed.position] for indexed in group),
                )
                candidates.setdefault(document, []).append(candidate)
        found = [
            self._whole_topic(one.passages) + self._outside(candidates[one.passages[0].passage.document], one)
            for one in self._of_one_topic(list(candidates.values()))
        ]
        return [passages for passages in found if not self._has_nothing(question, part, passages)]

    def _has_nothing(self, question: Question, part: Part, passages: Sequence[IndexedPassage]) -> bool:
        """Whether passages outside the topics have no words of somebody whose words are wanted, nor name him.

        Of a topic it is said that he has no words on it; a country takes part by whoever speaks for it.
        """
        if not question.says or not question.speakers or passages[0].passage.topic:
            return False
        said = (one.speakers + one.silent for indexed in passages for one in indexed.passage.sentences)
        if any(self._record.speaker_names.are_among(question.speakers, one) for one in said):
            return False
        units = [unit for unit in part.required + part.helpful if self._lookup.speakers(unit)]
        readings = [frozenset(reading) for unit in units for reading in unit.readings]
        named = any(reading.issubset(indexed.terms) for reading in readings for indexed in passages)
        return not named and not any(map(self._lookup.side, units))

    @staticmethod
    def _outside(of_document: Sequence[_Candidate], chosen: _Candidate) -> list[IndexedPassage]:
        """What a document says of a topic elsewhere, where its list only names it."""
        others = (one for one in of_document if chosen.is_bare and one.topic is None)
        return [indexed for one in others for indexed in one.passages]

    def _of_one_topic(self, candidates: Sequence[Sequence[_Candidate]]) -> list[_Candidate]:
        """The best of all candidates, and those of the other documents that go with it, best first."""
        if not candidates:
            return []
        best_of_each = [max(of_document, key=lambda one: one.rank_within) for of_document in candidates]
        best = max(best_of_each, key=lambda one: one.rank)
        others = []
        for own_best, of_document in zip(best_of_each, candidates, strict=True):
            if own_best is not best:
                same = [one for one in of_document if self._is_same_topic(one, best)]
                if same:
                    others.append(max(same, key=lambda one: one.rank_within))
                elif own_best.has_words or own_best.named or (own_best.is_reported and not best.is_reported):
                    others.append(own_best)
        return _first_of_each_status([best, *sorted(others, key=lambda one: one.rank, reverse=True)])

    def _is_same_topic(self, one: _Candidate, other: _Candidate) -> bool:
        keys = self._record.topic_keys
        return bool(one.topic and other.topic) and keys[one.topic or ""] == keys[other.topic or ""]

    def _whole_topic(self, group: list[IndexedPassage]) -> list[IndexedPassage]:
        topic = group[0].passage.topic
        return group if topic is None else list(self._record.passages.on(group[0].document.id, topic))


def _first_of_each_status(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The first MOST_DOCUMENTS, and the first of each status that none of those has, so that no status is missed."""
    kept = list(candidates[:MOST_DOCUMENTS])
    for one in candidates[MOST_DOCUMENTS:]:
        if all(one.status is not other.status for other in kept):
            kept.append(one)
    return kept


def _named(terms: Set[str], topic: Set[str]) -> int:
    """How far terms name a topic: WHOLLY with all words of its name, 1 with some of them and no others."""
    if not topic:
        return 0
    return WHOLLY if terms >= topic else int(terms <= topic)
