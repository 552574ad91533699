"""What a question asks about whose clauses name no subject: whatever little it has."""

from collections.abc import Sequence

from knowledge.clauses import Clause
from knowledge.lookup import Lookup
from knowledge.parts import placed
from knowledge.question import Part
from knowledge.subjects import Subjects
from knowledge.units import Kind, Unit
from knowledge.vocabulary import English, Frame


class Leftovers:
    """Makes a part of what no clause has as its subject."""

    def __init__(self, english: English, lookup: Lookup, subjects: Subjects) -> None:
        self._english = english
        self._grammar = english.grammar
        self._lookup = lookup
        self._subjects = subjects

    def leftover(self, all_clauses: Sequence[Clause]) -> list[Part]:
        """A part of whatever else a question holds: everyday words of the record, and nouns it doesn't have."""
        known: list[Unit] = []
        unknown: list[Unit] = []
        helpful: list[Unit] = []
        for clause in all_clauses:
            units = clause.words
            for i, unit in enumerate(units):
                if unit.word in self._grammar.measures and i and units[i - 1].word == "how":
                    continue
                if unit.frames or unit.kind in (Kind.STOP, Kind.NUMBER):
                    helpful += [unit] if unit.readings else []
                elif unit.readings:
                    verb = self._subjects.is_verb(unit) or unit.word in self._english.modifiers
                    if verb or self._lookup.is_party(unit):
                        helpful.append(unit)
                    else:
                        known.append(placed(unit, units, self._grammar))
                elif self._subjects.must_be_known(units, i, in_subject=True) and not self._subjects.is_predicate(
                    units, i
                ):
                    unknown.append(unit)
        needed = known + unknown
        spoken = any(self._lookup.speakers(unit) for unit in helpful)
        if needed or spoken:
            needed += [unit for unit in helpful if unit.frames and all(frame is Frame.EMPTY for frame in unit.frames)]
        if not needed:
            soft = [unit for unit in helpful if not self._lookup.is_party(unit)]
            plain = [unit for unit in soft if not unit.frames]
            every = [unit for clause in all_clauses for unit in clause.units]
            told = spoken and any(unit.has(Frame.SAY, Frame.QUOTE) or unit.word == "who" for unit in every)
            # A verb alone finds too much, but in the words of somebody, or where it is asked who did it.
            needed = [unit for unit in plain if told or not self._subjects.is_verb(unit)]
        rest = tuple(unit for unit in helpful if unit not in needed)
        return [_part(needed, rest)] if needed else []

    def meeting(self, units: Sequence[Unit]) -> list[Part]:
        """A part of a meeting of two parties, told apart by other words at most ("the last US-Russia summit")."""
        others = any(unit.kind in (Kind.WORD, Kind.NAME) and unit.word not in self._english.modifiers for unit in units)
        return self._outline(units) if self._set(units) and self._parties(units) > 1 and not others else []

    def unread(self, units: Sequence[Unit]) -> list[Part]:
        """A part of the words that nothing was made of: the record doesn't have them."""
        unknown = [unit for unit in units if unit.kind in (Kind.WORD, Kind.NAME) and not unit.talk]
        return [_part(unknown)] if unknown else []

    def outline(self, units: Sequence[Unit]) -> list[Part]:
        """A part of what little there is: two parties, or the meeting, but not where more of it is asked ("how …")."""
        outlined = self._parties(units) > 1 or (self._set(units) and not self._wants_more(units))
        return self._outline(units) if outlined else []

    def any_known(self, units: Sequence[Unit]) -> list[Part]:
        """A part of whatever word of the record a bare look-up has, be it one that narrows little ("actions")."""
        known = [unit for unit in units if unit.readings]
        asks = any(unit.kind is Kind.STOP and unit.word in self._grammar.question_words for unit in units)
        return [_part(known)] if known and not asks else []

    def _wants_more(self, units: Sequence[Unit]) -> bool:
        """Whether more is asked of the meeting than that it was ("how long …")."""
        words = [unit.word for unit in units if unit.kind is not Kind.MARK]
        told = any(unit.has(Frame.SAY) and unit.readings for unit in units)
        return bool(words) and words[0] in self._grammar.more_words and not told

    @staticmethod
    def _outline(units: Sequence[Unit]) -> list[Part]:
        known = [unit for unit in units if unit.readings]
        return [_part(known)] if known else []

    @staticmethod
    def _set(units: Sequence[Unit]) -> bool:
        return any(unit.has(Frame.SETTING) for unit in units)

    def _parties(self, units: Sequence[Unit]) -> int:
        return sum(len(unit.readings[0]) for unit in units if self._lookup.is_party(unit))


def _part(needed: Sequence[Unit], helpful: tuple[Unit, ...] = ()) -> Part:
    return Part(" ".join(unit.word for unit in needed), tuple(needed), helpful)
