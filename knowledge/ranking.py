"""Which sentences answer a question best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.document import Sentence
from knowledge.evidence import goes_on, has_amount, has_date, has_number, has_own_words, refuses, tells_of_talk
from knowledge.passages import IndexedPassage, IndexedSentence
from knowledge.question import Part, Question
from knowledge.record import Record
from knowledge.retrieval.search import Search
from knowledge.units import Unit
from knowledge.vocabulary import Frame

# The weights below were chosen on half of the labelled questions; each moves the scores by a point or two.
TOPIC_NAME = 0.5
"""What a term counts in a sentence that doesn't hold it but stands under a topic whose name does."""
PASSAGE = 0.4
"""What the subject counts in a sentence that holds other words of the question, where only its passage holds it."""
HELPFUL = 0.5
"""What words beside the subject count."""
EMPTY = 0.4
"""What words count that narrow nothing ("proposals")."""
FRAMING = 0.15
"""What words of asking count, where the record has them too."""
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
CARRIED = 0.8
"""What a term counts that stands in the sentence before one that goes on with a pronoun ("They expect …")."""
TELLING = 1.15
"""What a sentence on a topic gains that tells of the talk about it, or denies that there was any."""
WHETHER = 2.0
"""What it gains where that is asked for."""
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
            Scored(indexed, sentence.sentence, float(len(question.quoted & sentence.trigrams)))
            for indexed in map(self._record.passages.__getitem__, sorted(found))
            for sentence in indexed.sentences
        ]
        best = best_first(one for one in held if 2 * one.score > len(question.quoted))
        return [one for one in best if one.passage is best[0].passage]

    def ranked(self, question: Question, part: Part, group: Sequence[IndexedPassage]) -> list[Scored]:
        """The sentences of passages that hold something of a part, best first, ties in the record's order."""
        scored = []
        held = False
        for indexed in group:
            passage_terms = frozenset(indexed.terms)
            carried: frozenset[str] = frozenset()
            for sentence in indexed.sentences:
                # The first sentence is the answer; what follows it may lead away.
                asked = indexed.asked_terms if sentence is indexed.sentences[0] else ()
                before = carried if goes_on(indexed, sentence.sentence) else frozenset()
                score = self._score(part, sentence, passage_terms, frozenset(indexed.topic_terms + asked), before)
                carried = sentence.terms
                if score:
                    said = sentence.sentence.speakers + sentence.sentence.silent
                    by_speaker = bool(question.speakers) and self._speakers.are_among(question.speakers, said)
                    score = self._adjusted(score, question, indexed, sentence)
                    score *= BARE if indexed.is_bare and wants_more(question, part, indexed) else 1.0
                    scored.append(Scored(indexed, sentence.sentence, score, by_speaker))
                    held = held or self._holds(part, sentence)
        ranked = best_first(scored)
        # Where only the topic's name holds what is asked for, its first sentence tells what it is about.
        closed = question.bare or question.wants_date or question.wants_number
        wanted = _opens if closed else _tells
        in_order = sorted(filter(_is_first, scored), key=lambda one: one.sentence.start)
        opening = None if held else next(filter(wanted, in_order), None) or next(filter(_opens, in_order), None)
        if opening is None:
            return ranked
        return [replace(opening, score=ranked[0].score), *(one for one in ranked if one is not opening)]

    def _holds(self, part: Part, sentence: IndexedSentence) -> bool:
        return any(self._held(unit, sentence.terms) for unit in part.required + part.helpful)

    def _score(
        self,
        part: Part,
        sentence: IndexedSentence,
        passage_terms: frozenset[str],
        topic_terms: frozenset[str],
        carried: frozenset[str] = frozenset(),
    ) -> float:
        score = sum(self._held(unit, sentence.terms, topic_terms, carried) for unit in part.required)
        beside = sum(self._held(unit, sentence.terms) * _helpfulness(unit) for unit in part.helpful)
        if beside and not score:
            score = PASSAGE * sum(self._held(unit, passage_terms) for unit in part.required)
        return score + beside if score else 0.0

    def _held(
        self,
        unit: Unit,
        terms: frozenset[str],
        topic_terms: frozenset[str] = frozenset(),
        carried: frozenset[str] = frozenset(),
    ) -> float:
        """How much of a unit a sentence holds, by the weights of its terms."""
        best = heaviest = 0.0
        for reading in unit.readings:
            weights = [self._record.index.weight(term) for term in reading]
            shares = (
                1.0 if term in terms else CARRIED if term in carried else TOPIC_NAME if term in topic_terms else 0.0
                for term in reading
            )
            held = sum(weight * share for weight, share in zip(weights, shares, strict=True))
            best = max(best, held / (sum(weights) or 1.0))
            heaviest = max(heaviest, *weights)
        return best * heaviest

    def _adjusted(self, score: float, question: Question, indexed: IndexedPassage, sentence: IndexedSentence) -> float:
        score += VERBATIM * len(question.trigrams & sentence.trigrams)
        said = sentence.sentence.speakers + sentence.sentence.silent
        if question.speakers and self._speakers.are_among(question.speakers, said):
            score *= SPEAKING if question.says else ACTING
            score *= 1.0 if set(said) <= frozenset().union(*map(self._speakers.same, question.speakers)) else JOINTLY
        elif set(question.side) & set(sentence.sentence.speakers):
            score *= SIDING
        if tells_of_talk(indexed, sentence.sentence):
            score *= WHETHER if question.whether else TELLING
        if question.wants_date and has_date(indexed, sentence.sentence):
            score *= DATED
        if question.presumes and refuses(indexed, sentence.sentence):
            score *= CORRECTING
        if question.wants_amount and has_amount(indexed, sentence.sentence):
            score *= AMOUNT
        elif question.wants_number and has_number(indexed, sentence.sentence):
            score *= COUNTED
        if sentence.sentence.is_question:
            score *= ASKING
        if sentence.sentence.silent:
            score *= SILENT if question.denies else 1.0 if question.speakers else SILENCE
        return score / (1 - BREVITY + BREVITY * len(sentence.terms) / self._mean_length)


def _is_first(one: Scored) -> bool:
    """Whether a sentence is of the first passage on its topic."""
    indexed = one.passage
    topic = indexed.document.topic_of.get(indexed.passage.topic or "")
    return topic is not None and topic.passages[0] == indexed.passage.number


def _opens(one: Scored) -> bool:
    """Whether a sentence is the first on its topic."""
    return _is_first(one) and one.sentence == one.passage.sentences[0].sentence


def _tells(one: Scored) -> bool:
    return tells_of_talk(one.passage, one.sentence)


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


def _helpfulness(unit: Unit) -> float:
    if not unit.frames or unit.has(Frame.PARTICIPANTS):
        return HELPFUL
    return EMPTY if all(frame is Frame.EMPTY for frame in unit.frames) else FRAMING
