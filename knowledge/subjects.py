"""What a clause asks about: which of its words the record must hold, and the parts that they make.

Names are subjects anywhere. An ordinary word that the record doesn't have is one only in a subject's place: after "on"
and "about" and their like, before "come up" and "was discussed", beside a name, or in a bare look-up. Counting every
unknown word refuses good questions; letting common words through answers ones that the record doesn't.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from knowledge.clauses import Clause
from knowledge.lookup import Lookup
from knowledge.question import Part, Question
from knowledge.units import Kind, Unit
from knowledge.vocabulary import English, Frame

LONGEST_ITEM = 5
"""Units of the first item of a list of what is asked for, with its verb."""
CONTENT = (Kind.KNOWN, Kind.NAME, Kind.WORD)


class Subjects:
    """Finds the subjects of clauses."""

    def __init__(self, english: English, lookup: Lookup) -> None:
        self._english = english
        self._grammar = english.grammar
        self._lookup = lookup

    def names(self, clause: Clause) -> bool:
        """Whether a clause names anything, in the record or not; be it a topic by its everyday words."""
        if any(self._lookup.narrows(unit) or unit.kind is Kind.NAME for unit in clause.units):
            return True
        words = [unit for unit in clause.units if unit.kind in CONTENT]
        return clause.bare and any(self._lookup.names_topic(pair) for pair in pairwise(words))

    def classified(self, clause: Clause) -> list[tuple[Unit, bool]]:
        """The clause's content units, each with whether the record must hold it."""
        units = clause.words[_lead_in(clause.words, self._grammar.lead_in_ends) :]
        passive = self._is_passive(units) or self._opens_list(units)
        last_talk = max((i for i, unit in enumerate(units) if unit.has(Frame.DISCUSS, Frame.OMIT)), default=-1)
        result: list[tuple[Unit, bool]] = []
        in_subject = own = told_of = False
        for i, unit in enumerate(units):
            opens = unit.last_word in self._grammar.subject_prepositions
            own = unit.word in self._grammar.possessives or (own and unit.kind is not Kind.STOP)
            if own and not unit.naming:
                continue
            if unit.has(Frame.DISCUSS, Frame.OMIT, Frame.SAY, Frame.SOURCE, Frame.QUOTE, Frame.WHOLE):
                in_subject = opens or not passive
                must = False
            elif unit.has(Frame.CHATTER):
                in_subject = opens
                continue
            elif unit.kind is Kind.STOP:
                told_of = unit.word in self._grammar.topic_prepositions or (
                    told_of and unit.word in self._grammar.determiners
                )
                in_subject = (in_subject or opens) and unit.word not in self._grammar.subject_stops
                continue
            elif unit.kind is Kind.FRAME:
                # Asked about, journalists are no audience.
                must = told_of and unit.has(Frame.AUDIENCE) and unit.word == unit.last_word and bool(unit.readings)
            elif unit.kind is Kind.KNOWN and (unit.naming or self._lookup.is_party(unit)):
                must = self._lookup.narrows(unit)
            else:
                place = in_subject or clause.bare or (passive and (i < last_talk or last_talk < 0))
                must = self.must_be_known(units, i, in_subject=place)
            if must or unit.readings or not unit.frames:
                result.append((unit, must))
        return result

    def must_be_known(self, units: Sequence[Unit], i: int, *, in_subject: bool) -> bool:
        """Whether the record must hold the i-th word, `in_subject` saying that it stands where a subject stands."""
        unit = units[i]
        before = units[i - 1] if i else None
        after = units[i + 1] if i + 1 < len(units) else None
        # A year that only tells when ("in 2019") is no part of a name ("the 1995 attack").
        is_date = unit.word.isdigit() and before is not None and before.word in self._grammar.date_prepositions
        if unit.kind is Kind.NUMBER or is_date:
            return False
        if unit.word in self._english.modifiers:
            return in_subject and self._makes_another(unit, after)
        if unit.kind is Kind.NAME:
            told = unit.capital or any(char.isdigit() for char in unit.word) or unit.word in self._english.names
            return told or len(unit.word) > (2 if in_subject else 3)
        if before is not None and before.word in ("what", "which"):
            return False
        verb = self.is_verb(unit)
        follows = after is not None and after.kind in CONTENT
        set_off = before is not None and before.word in self._grammar.determiners and not follows
        if set_off and self._lookup.heads_topic(unit) and any(other.naming for other in units):
            # Beside a name a topic is asked for by its noun: "why does Norn want to keep the lease".
            return True
        governs = follows or (after is not None and after.word in self._grammar.determiners)
        if verb and unit.word.endswith("ing") and governs:
            # "talk about selling the hospital", but not "about lifting sanctions"
            governed = next((other for other in units[i + 1 :] if other.kind is Kind.KNOWN), None)
            told = before is not None and before.last_word in self._grammar.topic_prepositions
            return told and governed is not None and not governed.naming and not self._lookup.names_topic((governed,))
        if verb and before is not None and before.word == "to":
            return False
        if in_subject:
            nominal = before is None or before.word in self._grammar.before_nouns
            # "did they mention bears"
            nominal = nominal or (after is None and before is not None and before.has(Frame.DISCUSS))
            nominal = nominal or (after is None and unit.word.endswith("ing"))
            return not verb or (nominal and not follows and not self.is_predicate(units, i))
        if verb or self.is_predicate(units, i):
            return False
        return any(
            neighbour is not None and (self._lookup.narrows(neighbour) or neighbour.kind is Kind.NAME)
            for neighbour in (before, after)
        )

    def _makes_another(self, unit: Unit, after: Unit | None) -> bool:
        """Whether a modifier that the record doesn't have makes another thing of an everyday word ("remote work").

        Not of a whole topic: "new sanctions" are sanctions.
        """
        if unit.kind is not Kind.WORD or after is None:
            return False
        everyday = after.kind is Kind.KNOWN and not after.naming and not after.frames
        return everyday and not self._lookup.is_topic(after)

    def is_predicate(self, units: Sequence[Unit], i: int) -> bool:
        """Whether a word stands where the verb stands: after the one who acts, after "who", or after an auxiliary."""
        if not i:
            # An imperative opens its clause ("drop the quote …").
            return len(units) > 1 and units[1].word in self._grammar.determiners
        before = units[i - 1]
        if before.word in self._grammar.predicate_openers:
            return True
        return self._acts(before) and any(unit.word in self._grammar.question_words for unit in units[: i - 1])

    def is_verb(self, unit: Unit) -> bool:
        """Whether a word is mostly a verb, and names no topic of the record ("the tunnel")."""
        return self._english.is_verb(unit.word) and not self._lookup.names_topic((unit,))

    def _acts(self, unit: Unit) -> bool:
        """Whether a unit names one who acts in the record: a party, a speaker, "they"."""
        return unit.has(Frame.PARTICIPANTS) or self._lookup.is_party(unit) or bool(self._lookup.speakers(unit))

    def _is_passive(self, units: Sequence[Unit]) -> bool:
        """Whether the subject stands before the verb of discussing ("was … discussed", "did … come up")."""
        for i, unit in enumerate(units):
            if unit.has(Frame.DISCUSS, Frame.OMIT):
                rising = unit.first_word in self._grammar.rising
                copula = any(other.word in self._grammar.copulas for other in units[:i])
                last = i == len(units) - 1 and not any(map(self._acts, units[:i]))
                return i > 0 and (rising or copula or last)
        return False

    def _opens_list(self, units: Sequence[Unit]) -> bool:
        """Whether a clause is the first item of a list that is asked for ("were the fees, …")."""
        opens = 1 < len(units) <= LONGEST_ITEM and units[0].word in self._grammar.copulas
        return opens and all(unit.kind in CONTENT or unit.word in self._grammar.determiners for unit in units[1:])

    # Parts

    def parts(self, clause: Clause, content: Iterable[tuple[Unit, bool]], question: Question) -> Iterator[Part]:
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
            needed = [self.placed(clause.words, unit) for unit in needed]
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

    def placed(self, words: Sequence[Unit], unit: Unit) -> Unit:
        """A unit of a clause, firm if it says where or of what, behind a preposition ("cameras in the terminal")."""
        before = [one.word for one in words if one.position < unit.position]
        while before and before[-1] in self._grammar.determiners:
            before.pop()
        return unit._replace(firm=bool(before) and before[-1] in self._grammar.placing)

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


def _lead_in(units: Sequence[Unit], ends: frozenset[str]) -> int:
    """Where the question begins after a lead-in like "a colleague insists that …": past the "that" before any name."""
    for i, unit in enumerate(units):
        if unit.naming:
            return 0
        if unit.word in ends and i and not units[i - 1].has(Frame.WHOLE) and any(u.naming for u in units[i:]):
            return i + 1
    return 0
