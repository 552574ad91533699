"""What a text touches, whatever it asks or claims: the passages that hold the things it names."""

from collections.abc import Iterable

from knowledge.answer import Quote
from knowledge.lookup import Lookup
from knowledge.passages import IndexedPassage
from knowledge.quoting import quote_of
from knowledge.record import Record
from knowledge.units import Unit

FURTHER = 0.25
"""What a topic's further passages add to the score of its best one."""


def touched(record: Record, lookup: Lookup, units: Iterable[Unit], limit: int) -> tuple[Quote, ...]:
    """The best sentence of each topic or passage that units of a text name something of, nearest first.

    Those that stand all over the record touch nothing.
    """
    weights = {
        unit: _weight(record, unit) for unit in {unit.stem: unit for unit in units if lookup.narrows(unit)}.values()
    }
    scores: dict[int, float] = {}
    for unit, weight in weights.items():
        for position in lookup.positions(unit):
            scores[position] = scores.get(position, 0.0) + weight
    groups: dict[tuple[str, str | int], list[int]] = {}
    for position in sorted(scores, key=lambda position: (-scores[position], position)):
        passage = record.passages[position].passage
        groups.setdefault((passage.document, passage.topic or passage.number), []).append(position)
    ranked = sorted(
        groups.values(),
        key=lambda held: (-scores[held[0]] - FURTHER * sum(scores[other] for other in held[1:]), held[0]),
    )
    return tuple(_best(record.passages[held[0]], weights) for held in ranked[:limit])


def _best(indexed: IndexedPassage, weights: dict[Unit, float]) -> Quote:
    """The sentence of a passage that holds most of the units."""

    def held(position: int) -> float:
        terms = indexed.sentences[position].terms
        return sum(weight for unit, weight in weights.items() if any(set(one) <= terms for one in unit.readings))

    sentence = indexed.sentences[max(range(len(indexed.sentences)), key=held)].sentence
    return quote_of(indexed, sentence.start, sentence.end)


def _weight(record: Record, unit: Unit) -> float:
    return max(record.index.weight(term) for reading in unit.readings for term in reading)
