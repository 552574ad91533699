"""Which sentences answer a question best."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from knowledge.document import Sentence
from knowledge.passages import IndexedPassage, IndexedSentence
from knowledge.question import Part, Question
from knowledge.record import Record
from knowledge.retrieval.search import Search
from knowledge.vocabulary import Grammar
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
BARE = 0.25
"""What a topic's name keeps that is all of a list's item, where more is asked than whether it was discussed."""
QUOTED_IN = 100
"""Passages in which a quotation is looked for: the first with three of its words in a row, those with most of them."""
QUOTED_ROWS = 24
"""Rows of three words of a quotation that are looked for as they stand."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence as an answer, with its score; `by_speaker` says that it is by those whom the question names."""

    passage: IndexedPassage
    sentence: Sentence
    score: float
    by_speaker: bool = False


class Ranker:
    """Ranks the passages and sentences of one record."""

    def __init__(self, record: Record, grammar: Grammar) -> None:
        self._record = record
        self._months = grammar.months
        self._numbers = grammar.numbers
        self._mean_length = record.lexicon.mean_length
        self._speakers = record.speaker_names

    def quoted(self, question: Question) -> list[Scored]:
        """The sentences of the passage that holds what a question has in quotation marks, most of it at least."""
        index, documents = self._record.index, question.scope.documents
        # Three words in a row are found as they stand; of many such rows, the passages are those of most words.
        found = {
            int(position)
            for row in sorted(question.quoted)[:QUOTED_ROWS]
            for position in index.with_row(row, QUOTED_IN)
            if documents is None or self._record.passages[int(position)].document.id in documents
        }
        terms = self._record.terms(" ".join(word for words in sorted(question.quoted) for word in words))
        found |= {hit.position for hit in index.search(Search(terms, QUOTED_IN, documents=documents))}
        held = [
            Scored(indexed, sentence.sentence, float(sentence.count_of(question.quoted)))
            for indexed in map(self._record.passages.__getitem__, sorted(found))
            for sentence in indexed.sentences
        ]
        best = best_first(one for one in held if 2 * one.score > len(question.quoted))
        return [one for one in best if one.passage is best[0].passage]

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
        if question.wants_date and self._has_date(indexed, sentence):
            score *= DATED
        if question.wants_number and self._has_number(indexed, sentence):
            score *= COUNTED
        if sentence.is_question:
            score *= ASKING
        if sentence.silent:
            score *= SILENT if question.denies else 1.0 if question.speakers else SILENCE
        score /= 1 - BREVITY + BREVITY * len(one.terms) / self._mean_length
        return Scored(indexed, sentence, score, by_speaker)

    def _has_date(self, indexed: IndexedPassage, sentence: Sentence) -> bool:
        words = _words(indexed, sentence)
        return any(word in self._months or (word.isdigit() and len(word) == 4) for word in words)

    def _has_number(self, indexed: IndexedPassage, sentence: Sentence) -> bool:
        words = [part for word in _words(indexed, sentence) for part in word.split("-")]
        return any(word in self._numbers or word[:1].isdigit() for word in words)


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
        opening = None if any(is_held for _, is_held in found) else next(filter(_opens, scored), None)
        if opening is None:
            return ranked
        return [replace(opening, score=ranked[0].score), *(one for one in ranked if one is not opening)]

    def of_topic(self, passages: Sequence[IndexedPassage]) -> list[Scored]:
        """The same of all passages of a topic: most of hundreds may hold nothing of the part, and aren't read."""
        return self.of(self._ranker.holding(passages, self._weighing.terms))

    def _score(self, indexed: IndexedPassage) -> tuple[list[Scored], bool]:
        """The sentences of a passage that hold something of the part; whether any does in words of its own."""
        scored, is_held = [], False
        keeps = BARE if indexed.is_bare and wants_more(self._question, self._part, indexed) else 1.0
        # The first sentence is the answer; what follows it may lead away.
        lent = frozenset(indexed.topic_terms + indexed.asked_terms)
        for one in indexed.sentences:
            if score := self._weighing.score(one.terms, lent, indexed):
                found = self._ranker.adjusted(score, self._question, indexed, one)
                scored.append(replace(found, score=found.score * keeps) if keeps != 1.0 else found)
                is_held = is_held or self._weighing.is_held(one.terms)
            lent = frozenset(indexed.topic_terms)
        return scored, is_held


def _opens(one: Scored) -> bool:
    """Whether a sentence is the first on its topic."""
    indexed = one.passage
    topic = indexed.document.topic_of.get(indexed.passage.topic or "")
    first = topic is not None and topic.passages[0] == indexed.passage.number
    return first and one.sentence == indexed.sentences[0].sentence


def _words(indexed: IndexedPassage, sentence: Sentence) -> list[str]:
    text = indexed.document.text[sentence.start : sentence.end].lower()
    return [word.strip(".,()$€£") for word in text.split()]


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
