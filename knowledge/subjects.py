"""What a clause asks about: which of its words the record must hold, and the parts that they make.

Names are subjects anywhere. An ordinary word that the record doesn't have is one only in a subject's place: after "on"
and "about" and their like, before "come up" and "was discussed", beside a name, or in a bare look-up. Counting every
unknown word refuses good questions; letting common words through answers ones that the record doesn't.
"""

from collections.abc import Sequence
from itertools import pairwise

from knowledge.clauses import Clause
from knowledge.lookup import Lookup
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


def _lead_in(units: Sequence[Unit], ends: frozenset[str]) -> int:
    """Where the question begins after a lead-in like "a colleague insists that …": past the "that" before any name."""
    for i, unit in enumerate(units):
        if unit.naming:
            return 0
        if unit.word in ends and i and not units[i - 1].has(Frame.WHOLE) and any(u.naming for u in units[i:]):
            return i + 1
    return 0
