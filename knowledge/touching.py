"""What a text touches, whatever it asks or claims: the passages that hold the things it names."""

from collections.abc import Iterable

from knowledge.answer import Quote
from knowledge.lookup import Lookup
from knowledge.passages import IndexedPassage
from knowledge.quoting import quote_of
from knowledge.record import Record
from knowledge.retrieval.search import Requirement, Search
from knowledge.units import Unit, terms_of

FURTHER = 0.25
"""What a topic's further passages add to the score of its best one."""
MOST = 200
"""Passages that are looked at, of more that hold anything named: those that hold most."""


def touched(record: Record, lookup: Lookup, units: Iterable[Unit], limit: int) -> tuple[Quote, ...]:
    """The best sentence of each topic or passage that units of a text name something of, nearest first.

    Those that stand all over the record touch nothing.
    """
    weights = {
        unit: _weight(record, unit) for unit in {unit.stem: unit for unit in units if lookup.narrows(unit)}.values()
    }
    readings = tuple(reading for unit in weights for reading in unit.readings)
    found = record.index.search(Search(terms_of(weights), MOST, (Requirement(readings),))) if readings else ()
    scores = {hit.position: _sum(record.passages[hit.position], weights) for hit in found}
    groups: dict[tuple[str, str | int], list[int]] = {}
    for position in sorted(scores, key=lambda position: (-scores[position], position)):
        passage = record.passages[position].passage
        groups.setdefault((passage.document, passage.topic or passage.number), []).append(position)
    ranked = sorted(
        groups.values(),
        key=lambda held: (-scores[held[0]] - FURTHER * sum(scores[other] for other in held[1:]), held[0]),
    )
    return tuple(_best(record.passages[held[0]], weights) for held in ranked[:limit])


def _sum(indexed: IndexedPassage, weights: dict[Unit, float]) -> float:
    """The weights of the units that a passage holds."""
    terms = set(indexed.terms)
    return sum(weight for unit, weight in weights.items() if any(terms.issuperset(one) for one in unit.readings))


def _best(indexed: IndexedPassage, weights: dict[Unit, float]) -> Quote:
    """The sentence of a passage that holds most of the units."""

    def held(position: int) -> float:
        terms = indexed.sentences[position].terms
        return sum(weight for unit, weight in weights.items() if any(set(one) <= terms for one in unit.readings))

    sentence = indexed.sentences[max(range(len(indexed.sentences)), key=held)].sentence
    return quote_of(indexed, sentence.start, sentence.end)


def _weight(record: Record, unit: Unit) -> float:
    return max(map(record.index.weight, terms_of([unit])))
