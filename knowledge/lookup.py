"""What the units of a question are in the record: passages, speakers, or names that stand everywhere."""

from collections.abc import Sequence, Set
from copy import copy
from itertools import islice, takewhile

from knowledge.columns import LISTED
from knowledge.parties import PARTY_SHARE, Parties
from knowledge.passages import IndexedPassage
from knowledge.record import Record
from knowledge.retrieval.search import Requirement, Search
from knowledge.scope import EVERYTHING, Scope
from knowledge.units import Kind, Unit, terms_of
from knowledge.vocabulary import english

MANY = 64
"""Passages that are ranked sentence by sentence; of more that hold what is asked, the best by BM25."""
REMEMBERED = 100
"""Parts of the record whose speakers are kept."""


class Lookup:
    """Looks units up in one record, or in those of its documents that are searched."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._scope = EVERYTHING
        self._parties = Parties(record)
        self._sides = _sides(record, record.speakers)
        self._speakers = record.speaker_names
        self._topics: dict[str, set[frozenset[str]]] = {}
        """The terms of topics' names, by each of them."""
        for name in record.topics_of:
            for term in (terms := frozenset(record.terms(name))):
                self._topics.setdefault(term, set()).add(terms)
        heads = {name: record.terms(_head(name)) for name in record.topics_of}
        self._head_of = {name: head[-1] for name, head in heads.items() if head}
        self._heads = frozenset(self._head_of.values())
        self._parts: dict[Scope, Lookup] = {}

    def within(self, scope: Scope) -> "Lookup":
        """The same in a part of the record, with those who speak there."""
        if scope == self._scope:
            return self
        if scope not in self._parts:
            part = copy(self)
            part._scope = scope
            part._sides = _sides(self._record, self._record.speakers_in(scope))
            part._speakers = self._record.speaker_names_in(scope)
            if len(self._parts) == REMEMBERED:
                self._parts.clear()
            self._parts[scope] = part
            return part
        return self._parts[scope]

    def speakers(self, unit: Unit) -> tuple[str, ...]:
        """The speakers whom a unit names."""
        if unit.kind not in (Kind.KNOWN, Kind.FRAME):
            return ()
        return self._speakers.meant(unit.readings)

    def side(self, unit: Unit) -> tuple[str, ...]:
        """The speakers of the country that a unit names ("Moscow" for the Russian President and delegation)."""
        countries = dict.fromkeys(term for term in terms_of([unit]) if term.startswith("<"))
        return tuple(name for country in countries for name in self._sides.get(country, ()))

    def is_party(self, unit: Unit) -> bool:
        """Whether a unit names somebody or something that stands all over the documents that have it.

        For one who speaks, or his country, a third of these documents will do: where he speaks himself, he names
        himself less often, and is no more a subject there.
        """
        for reading in unit.readings:
            all_over = self._searched(self._parties.all_over(reading))
            holding = self._searched(self._parties.holding(reading)) if all_over else all_over
            share = PARTY_SHARE if self._acts(unit) else 1
            if all_over and len(all_over) >= share * len(holding):
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
        terms = terms_of(units)
        known = bool(terms) and all(unit.readings for unit in units)
        return known and any(topic.issuperset(terms) for topic in self._topics.get(terms[0], ()))

    def is_topic(self, unit: Unit) -> bool:
        """Whether a unit is all of a topic's name."""
        return any(frozenset(reading) in self._topics.get(reading[0], ()) for reading in unit.readings)

    def heads_topic(self, unit: Unit) -> bool:
        """Whether a unit is the noun of a topic's name ("tariffs" for Tariffs on Timber)."""
        return any(len(reading) == 1 and reading[0] in self._heads for reading in unit.readings)

    def is_headed(self, topic: str, terms: Set[str]) -> bool:
        """Whether the noun of a topic's name is among some terms."""
        return self._head_of.get(topic) in terms

    def in_sequence(self, terms: tuple[str, ...]) -> bool:
        """Whether terms stand in a row in a sentence of the record."""
        return self._record.holds_sequence(terms)

    def count(self, unit: Unit) -> int:
        """How many passages hold a unit, in any of its readings."""
        return self._record.index.count(self._search([Requirement(unit.readings)])) if unit.readings else 0

    def count_together(self, units: Sequence[Unit]) -> int:
        """How many passages hold every unit, as `holding` has it."""
        return self._record.index.count(self._together(units)) if units else 0

    def holding(
        self, units: Sequence[Unit], prefer: Sequence[Unit] = (), speakers: Sequence[str] = ()
    ) -> list[IndexedPassage]:
        """The passages that hold every unit; of three or more everyday words, those that hold most, at least half.

        What stands all over a document need not stand in each of its passages. Of more than MANY passages they are the
        best, by these units and those to prefer: of all, of those under topics of each status and under those that are
        named, so that none is missed, and of those with words of the speakers on it.
        """
        if not units:
            return []
        search = self._together(units)._replace(terms=terms_of((*units, *prefer)), limit=MANY)
        found = self._positions(search)
        if len(found) == MANY:
            found |= self._under_topics(search, units)
            found |= self._said_by(search, units, speakers) if speakers else set()
        return [self._record.passages[position] for position in sorted(found)]

    def _under_topics(self, search: Search, units: Sequence[Unit]) -> set[int]:
        """The best of those found that are under topics of each status; and of each topic that the units name."""
        found: set[int] = set()
        for status in LISTED:
            found |= self._positions(search._replace(statuses=frozenset({status}), limit=MANY // len(LISTED)))
        for name in self._record.topics_named(frozenset(terms_of(units))):
            of_topic = (
                self._record.passages.on(document.id, name)
                for document, topic in self._record.topics_of[name]
                if search.documents is None or document.id in search.documents
            )
            held = (next((one for one in passages if _holds(one, units)), None) for passages in of_topic)
            found |= {indexed.position for indexed in islice(filter(None, held), MANY)}
        return found

    def _said_by(self, search: Search, units: Sequence[Unit], speakers: Sequence[str]) -> set[int]:
        """The best of those found in which speakers have words, and the best where their sentence holds of the units.

        All are looked at, if need be: it is said of somebody that he has no words on a thing only where he hasn't.
        """
        names = tuple(map(self._speakers.same, speakers))
        hits = self._record.index.search(search._replace(only_said_by=names, limit=len(self._record.index)))
        wanted = frozenset(terms_of(units))

        def tells(position: int) -> bool:
            return any(
                not wanted.isdisjoint(one.terms)
                and self._speakers.are_among(speakers, one.sentence.speakers + one.sentence.silent)
                for one in self._record.passages[position].sentences
            )

        positions = [hit.position for hit in hits]
        return {*positions[: MANY // 4], *islice(filter(tells, positions), MANY // 4)}

    def _together(self, units: Sequence[Unit]) -> Search:
        """The search for passages that hold every unit."""
        requirements = [Requirement(unit.readings, self._taken_for_granted(unit, units)) for unit in units]
        search = self._search(requirements)
        if not self._record.index.count(search) and len(units) > 2 and all(_is_everyday(unit) for unit in units):
            fewer = (search._replace(at_least=number) for number in range(len(units) - 1, (len(units) - 1) // 2, -1))
            search = next((one for one in fewer if self._record.index.count(one)), search)
        # The head tells of the document, and speaks of a subject only where the text doesn't.
        in_text = search._replace(with_heads=False)
        return in_text if self._record.index.count(in_text) else search

    def _search(self, requirements: Sequence[Requirement]) -> Search:
        return Search(requirements=tuple(requirements), documents=self._scope.documents)

    def _positions(self, search: Search) -> set[int]:
        return {hit.position for hit in self._record.index.search(search)}

    def _taken_for_granted(self, unit: Unit, units: Sequence[Unit]) -> frozenset[str]:
        """The documents all over which a unit stands, though not all over others, beside one that doesn't.

        Where it narrows nothing in any document, it is asked for itself.
        """
        if len(units) < 2 or self.is_party(unit):
            return frozenset()
        others = [self._all_over(one) for one in units]
        return frozenset(
            document for document in self._all_over(unit) if not all(document in other for other in others)
        )

    def _all_over(self, unit: Unit) -> frozenset[str]:
        return self._searched(frozenset().union(*map(self._parties.all_over, unit.readings)))


def _head(name: str) -> str:
    """A name up to its noun, before the first preposition."""
    return " ".join(takewhile(lambda word: word not in english().grammar.name_prepositions, name.split()))


def _holds(indexed: IndexedPassage, units: Sequence[Unit]) -> bool:
    terms = set(indexed.terms)
    return all(any(terms.issuperset(reading) for reading in unit.readings) for unit in units)


def _is_everyday(unit: Unit) -> bool:
    return bool(unit.readings) and not unit.naming and not unit.firm


def _sides(record: Record, speakers: Sequence[str]) -> dict[str, list[str]]:
    """The speakers of each country."""
    sides: dict[str, list[str]] = {}
    for name in speakers:
        if country := record.country_of(name):
            sides.setdefault(country, []).append(name)
    return sides
