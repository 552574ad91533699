"""Units that stand for one thing together: offices, full names, and compounds of the record's."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.lookup import Lookup
from knowledge.units import Kind, Unit
from knowledge.vocabulary import English, Frame


class Compounds:
    """Joins the units of a question about one record."""

    def __init__(self, english: English, lookup: Lookup) -> None:
        self._english = english
        self._lookup = lookup

    def joined(self, units: Sequence[Unit]) -> tuple[Unit, ...]:
        """The units of a question, those put together that mean one thing."""
        return tuple(self._with_offices(tuple(self._with_groups(tuple(self._with_compounds(units))))))

    def _with_groups(self, units: Sequence[Unit]) -> Iterator[Unit]:
        """The units; a group of those who speak is all who took part where it discusses ("did the ministers discuss").

        Its words may be wanted, but it is no subject.
        """
        grammar = self._english.grammar
        for i, unit in enumerate(units):
            before = next((one.word for one in reversed(units[:i]) if one.word not in grammar.determiners), "")
            discusses = i + 1 < len(units) and units[i + 1].has(Frame.DISCUSS)
            rises = discusses and units[i + 1].first_word in grammar.rising
            counted = (
                (before in grammar.numbers or before == "both")
                and unit.kind is Kind.KNOWN
                and not unit.naming
                and unit.word.endswith("s")
            )
            group = counted or (before in grammar.auxiliaries and self._is_group(unit))
            if discusses and not rises and group:
                yield unit._replace(kind=Kind.FRAME, frames=(Frame.PARTICIPANTS,), naming=False)
            else:
                yield unit

    def _is_group(self, unit: Unit) -> bool:
        speakers = self._lookup.speakers(unit)
        return bool(speakers) and all(name.islower() for name in speakers)

    def _with_compounds(self, units: Sequence[Unit]) -> Iterator[Unit]:
        """The units; a wording of asking that the record has behind the word before is its own ("assembly line")."""
        yield from units[:1]
        for before, unit in pairwise(units):
            joins = unit.has(Frame.QUOTE, Frame.WHOLE) and before.kind is Kind.KNOWN and not before.frames
            own = joins and self._in_a_row(before, unit)
            yield unit._replace(kind=Kind.KNOWN, frames=()) if own else unit

    def _with_offices(self, units: Sequence[Unit]) -> Iterator[Unit]:
        """The units with names put together: an office that the record doesn't have, a full name.

        A person never stands for his country: "Finland's president" is known only where the record speaks of one.
        """
        i = 0
        while i < len(units):
            unit = units[i]
            following = units[i + 1] if i + 1 < len(units) else None
            i += 1
            if following is not None and following.kind is not Kind.MARK:
                country = unit.kind is Kind.KNOWN and unit.is_country and not self._lookup.is_party(unit)
                office = country and following.last_word in self._english.roles
                full_name = unit.kind is Kind.KNOWN and not unit.naming and unit.capital
                surname = following.kind is Kind.NAME and following.capital
                stranger = office and not self._lookup.in_sequence((unit.stem, following.stem))
                unknown = unit.kind in (Kind.WORD, Kind.NAME)
                other_office = unknown and f"{unit.word} {following.word}" in self._english.roles
                if stranger or other_office or (full_name and surname):
                    unit = _together(unit, following)
                    i += 1
                elif self._is_given_name(unit, following):
                    unit = following._replace(position=unit.position, start=unit.start)
                    i += 1
            yield unit

    def _is_given_name(self, unit: Unit, surname: Unit) -> bool:
        """Whether a name stands before that of a speaker, here as in the record: the two are one."""
        if unit.kind is not Kind.KNOWN or not unit.naming or unit.is_country or not self._lookup.speakers(surname):
            return False
        # "Putin Trump": each is somebody.
        alone = not self._lookup.speakers(unit) and not self._lookup.is_party(unit)
        return alone and self._in_a_row(unit, surname)

    def _in_a_row(self, unit: Unit, following: Unit) -> bool:
        return any(self._lookup.in_sequence((*one, *other)) for one in unit.readings for other in following.readings)


def _together(first: Unit, second: Unit) -> Unit:
    """Two units as one name that the record doesn't know."""
    return Unit(
        kind=Kind.NAME,
        word=f"{first.word} {second.word}",
        stem=f"{first.stem} {second.stem}",
        position=first.position,
        start=first.start,
        end=second.end,
        typed=f"{first.typed} {second.typed}",
        read_as=f"{first.word} {second.word}",
        capital=True,
    )
