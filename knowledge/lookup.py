"""What the units of a question are in the record: passages, speakers, or names that stand everywhere."""

from collections import Counter
from collections.abc import Sequence
from copy import copy
from itertools import takewhile

from knowledge.parties import Parties
from knowledge.passages import IndexedPassage
from knowledge.record import Record
from knowledge.scope import EVERYTHING, Scope
from knowledge.units import Kind, Unit
from knowledge.vocabulary import english

REMEMBERED = 100
"""Parts of the record whose speakers are kept."""


class Lookup:
    """Looks units up in one record, or in those of its documents that are searched."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._scope = EVERYTHING
        self._parties = Parties(record)
        self._sides = {name: country for name in record.speakers if (country := record.country_of(name))}
        self._speaker_terms = _terms(record, record.speakers + record.silent)
        self._topics = [frozenset(record.terms(topic.name)) for _, topic in record.topics]
        heads = (record.terms(_head(topic.name)) for _, topic in record.topics)
        self._heads = frozenset(head[-1] for head in heads if head)
        self._parts: dict[Scope, Lookup] = {}

    def within(self, scope: Scope) -> "Lookup":
        """The same in a part of the record, with those who speak there."""
        if scope == self._scope:
            return self
        if scope not in self._parts:
            speakers = self._record.speakers_in(scope)
            part = copy(self)
            part._scope = scope
            part._sides = {name: country for name, country in self._sides.items() if name in speakers}
            part._speaker_terms = _terms(self._record, speakers + self._record.silent_in(scope))
            if len(self._parts) == REMEMBERED:
                self._parts.clear()
            self._parts[scope] = part
        return self._parts[scope]

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
        """Whether a unit names somebody or something that stands all over the documents that have it.

        For one who speaks, or his country, a single such document will do: where he speaks himself, he names himself
        less often, and is no more a subject there.
        """
        for reading in unit.readings:
            all_over = self._searched(self._parties.all_over(reading))
            if all_over and (all_over == self._searched(self._parties.holding(reading)) or self._acts(unit)):
                return True
        return False

    def _acts(self, unit: Unit) -> bool:
        return bool(self.speakers(unit) or self.side(unit))

    def _searched(self, documents: frozenset[str]) -> frozenset[str]:
        part = self._scope.documents
        return documents if part is None else documents & part

    def narrows(self, unit: Unit) -> bool:
        """Whether a unit is the name of a thing of the record that narrows a subject."""
        return unit.kind is Kind.KNOWN and unit.naming and not unit.frames and not self.is_party(unit)

    def names_topic(self, units: Sequence[Unit]) -> bool:
        """Whether units are words of a topic's name, by which it can be asked for ("tariffs" for Timber Tariffs)."""
        terms = {term for unit in units for reading in unit.readings for term in reading}
        known = bool(units) and all(unit.readings for unit in units)
        return known and any(terms <= topic for topic in self._topics)

    def heads_topic(self, unit: Unit) -> bool:
        """Whether a unit is the noun of a topic's name ("tariffs" for Tariffs on Timber)."""
        return any(len(reading) == 1 and reading[0] in self._heads for reading in unit.readings)

    def in_sequence(self, terms: tuple[str, ...]) -> bool:
        """Whether terms stand in a row in a sentence of the record."""
        return self._record.holds_sequence(terms)

    def positions(self, unit: Unit) -> set[int]:
        """The positions of the passages that hold a unit, in any of its readings."""
        found: set[int] = set()
        for reading in unit.readings:
            found |= set.intersection(*(set(self._record.index.holding(term)) for term in reading))
        return self._record.passages.positions(found, self._scope)

    def holding(self, units: Sequence[Unit]) -> list[IndexedPassage]:
        """The passages that hold every unit; of three or more everyday words, those that hold most, at least half.

        What stands all over a document need not stand in each of its passages.
        """
        positions = [self.positions(unit) | self._taken_for_granted(unit, units) for unit in units]
        found = set.intersection(*positions) if positions else set()
        if not found and len(units) > 2 and not any(unit.naming or not unit.readings for unit in units):
            counts = Counter(position for held in positions for position in held)
            most = max(counts.values(), default=0)
            found = {position for position, count in counts.items() if count == most and 2 * most >= len(units)}
        holding = [self._record.passages[position] for position in sorted(found)]
        # The head tells of the document, and speaks of a subject only where the text doesn't.
        return [indexed for indexed in holding if indexed.passage.number] or holding

    def _taken_for_granted(self, unit: Unit, units: Sequence[Unit]) -> set[int]:
        """The positions of documents all over which a unit stands, though not all over others, beside one that doesn't.

        Where it narrows nothing in any document, it is asked for itself.
        """
        if len(units) < 2 or self.is_party(unit):
            return set()
        others = [self._all_over(one) for one in units]
        granted = [document for document in self._all_over(unit) if not all(document in other for other in others)]
        return {indexed.position for document in granted for indexed in self._record.passages.of(document)}

    def _all_over(self, unit: Unit) -> frozenset[str]:
        return self._searched(frozenset().union(*map(self._parties.all_over, unit.readings)))


def _head(name: str) -> str:
    """A name up to its noun, before the first preposition."""
    return " ".join(takewhile(lambda word: word not in english().grammar.name_prepositions, name.split()))


def _terms(record: Record, names: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Names with their terms; one of nothing but stop words ("I") can't be asked for."""
    return [(name, terms) for name in names if (terms := record.terms(name))]
