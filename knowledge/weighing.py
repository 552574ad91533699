"""How much of what is asked for a sentence holds, by the weights of its terms."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.passages import IndexedPassage
from knowledge.question import Part
from knowledge.units import Unit, terms_of
from knowledge.vocabulary import Frame

# The weights below were chosen as those of `ranking`.
TOPIC_NAME = 0.5
"""What a term counts in a sentence that doesn't hold it but stands under a topic whose name does."""
CARRIED = 0.8
"""What a term counts that stands in the sentence before one that goes on with a pronoun ("They expect …")."""
PASSAGE = 0.4
"""What the subject counts in a sentence that holds other words of the question, where only its passage holds it."""
HELPFUL = 0.5
"""What words beside the subject count."""
EMPTY = 0.4
"""What words count that narrow nothing ("proposals")."""
FRAMING = 0.15
"""What words of asking count, where the record has them too."""

_Terms = frozenset[str]
_NONE: _Terms = frozenset()


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A unit: the terms of each of its readings with their weights, and the greatest of these."""

    readings: tuple[tuple[tuple[str, float], ...], ...]
    heaviest: float

    def held(self, terms: _Terms, topic_terms: _Terms = _NONE, carried: _Terms = _NONE) -> float:
        """How much of it some terms have: of the reading that they have most of."""
        best = 0.0
        for reading in self.readings:
            held = sum(
                weight * (1.0 if term in terms else CARRIED if term in carried else TOPIC_NAME)
                for term, weight in reading
                if term in terms or term in carried or term in topic_terms
            )
            if held:
                best = max(best, held / sum(weight for _, weight in reading))
        return best * self.heaviest


class Weighing:
    """Weighs sentences by one part of a question: made once for it, as hundreds of sentences are weighed."""

    def __init__(self, part: Part, weight: Callable[[str], float]) -> None:
        self._required = [_weighed(unit, weight) for unit in part.required]
        self._helpful = [(_weighed(unit, weight), _helpfulness(unit)) for unit in part.helpful]
        self._required_terms = frozenset(terms_of(part.required))
        self.terms = self._required_terms.union(terms_of(part.helpful))

    def score(self, terms: _Terms, topic_terms: _Terms, carried: _Terms, passage: IndexedPassage) -> float:
        """The score of a sentence by its terms, those lent by its topic or carried over to it, and its passage."""
        if self.terms.isdisjoint(terms) and self._required_terms.isdisjoint(topic_terms | carried):
            return 0.0
        score = sum(unit.held(terms, topic_terms, carried) for unit in self._required)
        beside = sum(unit.held(terms) * helpfulness for unit, helpfulness in self._helpful)
        if beside and not score:
            passage_terms = frozenset(passage.terms)
            score = PASSAGE * sum(unit.held(passage_terms) for unit in self._required)
        return score + beside if score else 0.0

    def is_held(self, terms: _Terms) -> bool:
        """Whether a sentence's own terms hold anything of the part."""
        return not self.terms.isdisjoint(terms)


def _weighed(unit: Unit, weight: Callable[[str], float]) -> _Weighed:
    readings = tuple(tuple((term, weight(term)) for term in reading) for reading in unit.readings)
    return _Weighed(readings, max((weight for reading in readings for _, weight in reading), default=0.0))


def _helpfulness(unit: Unit) -> float:
    if not unit.frames or unit.has(Frame.PARTICIPANTS):
        return HELPFUL
    return EMPTY if all(frame is Frame.EMPTY for frame in unit.frames) else FRAMING
