"""What the units of a question are in the record: passages, speakers, or names that stand everywhere."""

from collections import Counter
from collections.abc import Sequence

from knowledge.record import IndexedPassage, Record
from knowledge.units import Kind, Unit

PARTY_SHARE = 1 / 3
"""A name that stands in more than this share of the passages narrows nothing."""

FEW = 2
"""Passages of a small record that don't yet make a name stand everywhere."""


class Lookup:
    """Looks units up in one record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._common = max(len(record.index) * PARTY_SHARE, FEW)
        self._sides = {name: country for name in record.speakers if (country := record.country_of(name))}
        self._speaker_terms = [(name, record.terms(name)) for name in record.speakers + record.silent]

    def speakers(self, unit: Unit) -> tuple[str, ...]:
        """The speakers whom a unit names: by their last word at least ('Congress' for the Members of Congress)."""
        if unit.kind not in (Kind.KNOWN, Kind.FRAME):
            return ()
        return tuple(
            dict.fromkeys(
                name
                for name, terms in self._speaker_terms
                if any(terms[-1] in reading and set(reading) <= set(terms) for reading in unit.readings)
            )
        )

    def side(self, unit: Unit) -> tuple[str, ...]:
        """The speakers of the country that a unit names ("Moscow" for the Russian President and delegation)."""
        countries = {term for reading in unit.readings for term in reading if term.startswith("<")}
        return tuple(name for name, country in self._sides.items() if country in countries)

    def is_party(self, unit: Unit) -> bool:
        """Whether a unit names somebody or something that stands all over the record."""
        holding = self._record.index.holding
        return any(all(len(holding(term)) > self._common for term in reading) for reading in unit.readings)

    def narrows(self, unit: Unit) -> bool:
        """Whether a unit is the name of a thing of the record that narrows a subject."""
        return unit.kind is Kind.KNOWN and unit.naming and not unit.frames and not self.is_party(unit)

    def in_sequence(self, terms: tuple[str, ...]) -> bool:
        """Whether terms stand in a row in a sentence of the record."""
        return self._record.holds_sequence(terms)

    def positions(self, unit: Unit) -> set[int]:
        """The positions of the passages that hold a unit, in any of its readings."""
        found: set[int] = set()
        for reading in unit.readings:
            found |= set.intersection(*(set(self._record.index.holding(term)) for term in reading))
        return found

    def holding(self, units: Sequence[Unit]) -> list[IndexedPassage]:
        """The passages that hold every unit; of three or more everyday words, those that hold most, at least half."""
        positions = [self.positions(unit) for unit in units]
        found = set.intersection(*positions) if positions else set()
        if not found and len(units) > 2 and not any(unit.naming or not unit.readings for unit in units):
            counts = Counter(position for held in positions for position in held)
            most = max(counts.values(), default=0)
            found = {position for position, count in counts.items() if count == most and 2 * most >= len(units)}
        holding = [self._record.passages[position] for position in sorted(found)]
        # The head tells of the document, and speaks of a subject only where the text doesn't.
        return [indexed for indexed in holding if indexed.passage.number] or holding
