"""The parts of a question: the subjects of its clauses, with what must stand together in a passage."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge.clauses import Clause
from knowledge.lookup import Lookup
from knowledge.question import Part, Question
from knowledge.units import Kind, Unit
from knowledge.vocabulary import English, Frame, Grammar


class Parts:
    """Makes parts of the content of clauses."""

    def __init__(self, english: English, lookup: Lookup) -> None:
        self._english = english
        self._grammar = english.grammar
        self._lookup = lookup

    def of(self, clause: Clause, content: Iterable[tuple[Unit, bool]], question: Question) -> Iterator[Part]:
        """The subjects of a clause by its classified content, one for each side of "and" that is one of its own.

        Everyday words decide only where nothing is named; those whose words are wanted are no subject.
        """
        speakers = set(question.speakers)
        classified = {unit.position: (unit, must) for unit, must in content}
        required = {position for position, (_, must) in classified.items() if must}
        groups: list[list[tuple[Unit, bool]]] = [[]]
        for i, unit in enumerate(clause.units):
            joins = unit.word in self._grammar.coordinators or unit.has(Frame.JOIN)
            if joins and self._can_split(clause.units, i, required):
                groups.append([])
            elif unit.position in classified:
                groups[-1].append(classified[unit.position])
        for group in groups:
            needed = [unit for unit, must in group if must]
            if len(required) > 1:
                needed = [unit for unit in needed if speakers.isdisjoint(self._lookup.speakers(unit))]
                needed = [unit for unit in needed if not self._is_told(clause.words, unit)] or needed
                needed = self._without_actors(needed)
            elif needed and question.says and not speakers.isdisjoint(self._lookup.speakers(needed[0])):
                # Of one whose words are wanted, what they are about is the subject, be it a verb ("about trusting …").
                needed = self._behind_about(clause.words, [unit for unit, _ in group]) or needed
            needed = self._told_of(clause.units, needed) or needed
            if any(unit.naming for unit in needed):
                # Where a topic's noun is asked for ("extradition"), it must be that of what is named beside it.
                needed = [u for u in needed if u.naming or not u.readings or self._lookup.heads_topic(u)]
            needed = [placed(unit, clause.words, self._grammar) for unit in needed]
            if needed:
                positions = {unit.position for unit in needed}
                helpful = tuple(unit for unit, _ in group if unit.position not in positions and unit.readings)
                yield Part(question.text[needed[0].start : needed[-1].end], tuple(needed), helpful)

    def _without_actors(self, needed: list[Unit]) -> list[Unit]:
        """What is asked about without those who act, where it names a topic ("why did Dorn press Brandl on tolls")."""
        others = [unit for unit in needed if self._lookup.names_topic((unit,))]
        actors = [unit for unit in needed if unit not in others]
        named = any(unit.naming for unit in others) or len(others) > 1
        people = all(self._is_bystander(unit) for unit in actors)
        return others if named and people and self._lookup.names_topic(others) else needed

    def _is_bystander(self, unit: Unit) -> bool:
        """Whether a unit is a name to which the record gives no words, and no country's."""
        named = unit.naming and unit.readings == ((unit.stem,),) and not unit.is_country
        return named and not self._lookup.speakers(unit)

    def _is_told(self, words: Sequence[Unit], unit: Unit) -> bool:
        """Whether a unit is the one who is told something ("what did Putin tell Trump about …")."""
        i = words.index(unit)
        return i > 0 and words[i - 1].has(Frame.SAY) and bool(self._lookup.speakers(unit)) and len(words) > i + 1

    def _behind_about(self, words: Sequence[Unit], content: Sequence[Unit]) -> list[Unit]:
        """The words of the record behind the first "about"."""
        about = next((unit.position for unit in words if unit.last_word in self._grammar.topic_prepositions), None)
        return [unit for unit in content if about is not None and unit.position > about and not unit.frames]

    def _told_of(self, units: Sequence[Unit], needed: Sequence[Unit]) -> list[Unit]:
        """The everyday words behind "about", where what is named before it only says whose official is asked for."""
        told = next((unit.position for unit in units if unit.word in self._grammar.topic_prepositions), None)
        behind = [unit for unit in needed if told is not None and unit.position > told]
        official = any(unit.position < (told or 0) and unit.last_word in self._english.roles for unit in units)
        if not behind or not official or any(unit.naming for unit in behind) or not all(u.readings for u in needed):
            return []
        names = [unit for unit in needed if unit.naming]
        alone, together = self._lookup.count_together(behind), self._lookup.count_together(names + behind)
        return behind if alone and not together else []

    def _can_split(self, units: Sequence[Unit], i: int, required: set[int]) -> bool:
        """Whether both sides of a coordinator are subjects of their own, and no term of the record joins them."""
        left = any(unit.position in required for unit in units[:i])
        right = any(unit.position in required for unit in units[i + 1 :])
        if not (left and right):
            return False
        before, after = units[i - 1], units[i + 1]
        if any(unit.word == "between" for unit in units[:i]):
            return False
        opens = after.word in self._grammar.noun_openers or after.word in ("in", "for", "no")
        if after.kind is Kind.STOP and not opens:
            return False
        return not any(self._lookup.in_sequence((*one, *other)) for one in before.readings for other in after.readings)


def placed(unit: Unit, words: Sequence[Unit], grammar: Grammar) -> Unit:
    """A unit of a clause, firm if it says where or of what, behind a preposition ("cameras in the terminal")."""
    before = [one.word for one in words if one.position < unit.position]
    while before and before[-1] in grammar.determiners:
        before.pop()
    return unit._replace(firm=bool(before) and before[-1] in grammar.placing)
