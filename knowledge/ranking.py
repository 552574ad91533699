"""Which sentences answer a question best."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from knowledge.document import Sentence
from knowledge.evidence import goes_on, has_amount, has_date, has_number, has_own_words, refuses, tells_of_talk
from knowledge.passages import IndexedPassage, IndexedSentence
from knowledge.question import Part, Question
from knowledge.record import Record
from knowledge.weighing import Weighing

# The weights below were chosen on half of the labelled questions; each moves the scores by a point or two.
SPEAKING = 2.0
"""What a sentence gains that is by the one whose words are wanted."""
ACTING = 1.4
"""What a sentence gains that is by the one who is named as acting."""
JOINTLY = 0.85
"""What a sentence keeps that is by others too."""
SIDING = 1.2
"""What a sentence gains that is by a speaker of the country that is named."""
CORRECTING = 1.5
"""What a sentence gains that denies or refuses, where the question takes for granted that something was agreed."""
AMOUNT = 2.5
"""What a sentence with a sum or a share gains where one is wanted."""
DATED = 1.3
"""What a sentence with a date gains where a date is wanted."""
COUNTED = 1.3
"""What a sentence with a number gains where one is wanted."""
SILENCE = 0.8
"""What a report of silence keeps where nobody's words are wanted."""
SILENT = 1.5
"""What it gains where something is supposed not to have been said."""
ASKING = 0.25
"""What a question keeps that is put in a transcript: it is no answer."""
VERBATIM = 0.5
"""What three words in a row as the record has them add."""
BREVITY = 0.15
"""How much a sentence's length counts against it, as BM25's b."""
TELLING = 1.15
"""What a sentence on a topic gains that tells of the talk about it, or denies that there was any."""
WHETHER = 2.0
"""What it gains where that is asked for."""
BARE = 0.25
"""What a topic's name keeps that is all of a list's item, where more is asked than whether it was discussed."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence as an answer, with its score; `by_speaker` says that it is by those whom the question names."""

    passage: IndexedPassage
    sentence: Sentence
    score: float
    by_speaker: bool = False

    @property
    def is_direct(self) -> bool:
        """Whether it has the own words of those whom the question names."""
        return self.by_speaker and has_own_words(self.passage, self.sentence)


class Ranker:
    """Ranks the passages and sentences of one record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._mean_length = record.lexicon.mean_length
        self._speakers = record.speaker_names

    def ranking(self, question: Question, part: Part) -> "Ranking":
        """How passages are ranked for a part of a question."""
        return Ranking(self, question, part, Weighing(part, self._record.index.weight))

    def holding(self, passages: Sequence[IndexedPassage], terms: Set[str]) -> list[IndexedPassage]:
        """Those of some passages that hold any of some terms, as the index tells it."""
        scores = self._record.index.scores(sorted(terms), [indexed.position for indexed in passages])
        return [indexed for indexed, score in zip(passages, scores, strict=True) if score]

    def adjusted(self, score: float, question: Question, indexed: IndexedPassage, one: IndexedSentence) -> Scored:
        """A sentence with its score, by whose it is and what else the question wants."""
        sentence = one.sentence
        said = sentence.speakers + sentence.silent
        by_speaker = bool(question.speakers) and self._speakers.are_among(question.speakers, said)
        score += VERBATIM * one.count_of(question.trigrams)
        if by_speaker:
            score *= SPEAKING if question.says else ACTING
            score *= 1.0 if set(said) <= frozenset().union(*map(self._speakers.same, question.speakers)) else JOINTLY
        elif set(question.side) & set(sentence.speakers):
            score *= SIDING
        if tells_of_talk(indexed, sentence):
            wanted = question.whether or question.presumes or (question.says and not question.speakers)
            score *= WHETHER if wanted else TELLING
        if question.presumes and refuses(indexed, sentence):
            score *= CORRECTING
        if question.wants_date and has_date(indexed, sentence):
            score *= DATED
        if question.wants_amount and has_amount(indexed, sentence):
            score *= AMOUNT
        elif question.wants_number and has_number(indexed, sentence):
            score *= COUNTED
        if sentence.is_question:
            score *= ASKING
        if sentence.silent:
            score *= SILENT if question.denies else 1.0 if question.speakers else SILENCE
        score /= 1 - BREVITY + BREVITY * len(one.terms) / self._mean_length
        return Scored(indexed, sentence, score, by_speaker)


class Ranking:
    """Ranks sentences for a part of a question; scores those of each passage once."""

    def __init__(self, ranker: Ranker, question: Question, part: Part, weighing: Weighing) -> None:
        self._ranker = ranker
        self._question = question
        self._part = part
        self._weighing = weighing
        self._scored = cache(self._score)

    def of(self, passages: Iterable[IndexedPassage]) -> list[Scored]:
        """The sentences of passages that hold something of the part, best first, ties in the record's order."""
        found = list(map(self._scored, passages))
        scored = [one for own, _ in found for one in own]
        ranked = best_first(scored)
        # Where only the topic's name holds what is asked for, its first sentence tells what it is about.
        opening = None if any(is_held for _, is_held in found) else self._opening(scored)
        if opening is None:
            return ranked
        return [replace(opening, score=ranked[0].score), *(one for one in ranked if one is not opening)]

    def _opening(self, scored: Iterable[Scored]) -> Scored | None:
        """Of the first passage on a topic what tells of the talk, where that may be asked for; else its beginning."""
        question = self._question
        of_first = sorted(filter(_is_first, scored), key=lambda one: one.sentence.start)
        plain = question.bare or question.wants_date or question.wants_number
        telling = () if plain else (one for one in of_first if tells_of_talk(one.passage, one.sentence))
        return next(iter(telling), None) or next(filter(_opens, of_first), None)

    def of_topic(self, passages: Sequence[IndexedPassage]) -> list[Scored]:
        """The same of all passages of a topic: most of hundreds may hold nothing of the part, and aren't read."""
        return self.of(self._ranker.holding(passages, self._weighing.terms))

    def _score(self, indexed: IndexedPassage) -> tuple[list[Scored], bool]:
        """The sentences of a passage that hold something of the part; whether any does in words of its own."""
        scored, is_held = [], False
        keeps = BARE if indexed.is_bare and wants_more(self._question, self._part, indexed) else 1.0
        # The first sentence is the answer; what follows it may lead away.
        lent = frozenset(indexed.topic_terms + indexed.asked_terms)
        before = frozenset[str]()
        for one in indexed.sentences:
            carried = before if before and goes_on(indexed, one.sentence) else frozenset[str]()
            before = one.terms
            if score := self._weighing.score(one.terms, lent, carried, indexed):
                found = self._ranker.adjusted(score, self._question, indexed, one)
                scored.append(replace(found, score=found.score * keeps) if keeps != 1.0 else found)
                is_held = is_held or self._weighing.is_held(one.terms)
            lent = frozenset(indexed.topic_terms)
        return scored, is_held


def _is_first(one: Scored) -> bool:
    """Whether a sentence is of the first passage on its topic."""
    topic = one.passage.listed
    return topic is not None and topic.passages[0] == one.passage.passage.number


def _opens(one: Scored) -> bool:
    """Whether a sentence is the first of its passage."""
    return one.sentence == one.passage.sentences[0].sentence


def best_first(scored: Iterable[Scored]) -> list[Scored]:
    """Sentences by their scores, ties in the record's order."""
    return sorted(scored, key=lambda one: (-one.score, one.passage.position, one.sentence.start))


def merged(one: Sequence[Scored], other: Sequence[Scored]) -> list[Scored]:
    """Two rankings as one, each sentence with the sum of its scores."""
    total: dict[tuple[str, int], Scored] = {}
    for scored in (*one, *other):
        key = (scored.passage.passage.id, scored.sentence.start)
        known = total.get(key)
        total[key] = replace(scored, score=scored.score + known.score) if known else scored
    return best_first(total.values())


def wants_more(question: Question, part: Part, named: IndexedPassage) -> bool:
    """Whether more is asked than whether a topic was discussed: somebody's words, or what its name doesn't hold."""
    beside = (reading for unit in part.helpful if not unit.frames for reading in unit.readings)
    return question.says or not all(set(reading) <= set(named.topic_terms) for reading in beside)
