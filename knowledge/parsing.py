"""A reading becomes a question: its aim, whose words it wants, and its subjects."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from knowledge.clauses import Clause, carrying, clauses
from knowledge.compounds import Compounds
from knowledge.language import in_a_row, stems
from knowledge.leftovers import Leftovers
from knowledge.lookup import Lookup
from knowledge.parts import Parts
from knowledge.question import Aim, Extent, Part, Question
from knowledge.shapes import shape
from knowledge.subjects import Subjects
from knowledge.units import Kind, Reading, Unit
from knowledge.vocabulary import English, Frame, MetaKind
from knowledge.wholes import Wholes

LIST = 3
"""Clauses without a verb that make a list."""
REACH = 4
"""Units beside a verb of saying among which its speaker is looked for."""


class Parser:
    """Understands readings of questions about one record."""

    def __init__(self, english: English, lookup: Lookup) -> None:
        self._english = english
        self._grammar = english.grammar
        self._lookup = lookup
        self._subjects = Subjects(english, lookup)
        self._parts_of = Parts(english, lookup)
        self._leftovers = Leftovers(english, lookup, self._subjects)
        self._wholes = Wholes(english, lookup)
        self._compounds = Compounds(english, lookup)

    def parse(self, reading: Reading) -> Question:
        """The question that a reading asks."""
        units = self._compounds.joined(reading.units)
        question = partial(Question, reading.text, reading.read_as, trigrams=reading.trigrams, quoted=reading.quoted)
        if meta := self._meta(units):
            return question(Aim.META, meta=meta)
        speakers, stranger = self._speakers(units)
        says = any(unit.has(Frame.SAY, Frame.SOURCE, Frame.QUOTE) for unit in units)
        side = () if speakers else next(filter(None, map(self._lookup.side, units)), ())
        words = [unit.word for unit in units]
        agreed = not shape().agreeing.isdisjoint(words) and words[0] not in self._grammar.open_openers
        base = question(
            Aim.SUBJECT,
            speakers=speakers,
            side=side,
            says=says,
            stranger=stranger,
            denies=self._wholes.denies(units),
            wants_words=any(unit.has(Frame.QUOTE) for unit in units),
            whether=any(unit.has(Frame.DISCUSS, Frame.OMIT) for unit in units),
            presumes=agreed or words[0] == "why",
            wants_date=not self._grammar.date_words.isdisjoint(words),
            wants_number=any(before == "how" and word in self._grammar.measures for before, word in pairwise(words)),
            wants_amount="how much" in " ".join(words),
        )
        all_clauses = list(clauses(units, self._grammar))
        if self._wholes.is_small_talk(units, all_clauses):
            return replace(base, aim=Aim.SMALL_TALK)
        if parts := self._parts(all_clauses, base):
            return replace(base, parts=parts, bare=all(clause.bare for clause in all_clauses))
        return self._without_subject(units, all_clauses, base)

    def _parts(self, all_clauses: Sequence[Clause], base: Question) -> tuple[Part, ...]:
        classified = {id(clause): self._subjects.classified(clause) for clause in all_clauses}
        subjects = [any(must for _, must in classified[id(clause)]) for clause in all_clauses]
        named = [self._subjects.names(clause) for clause in all_clauses]
        chosen = carrying(all_clauses, subjects, named, self._grammar)
        of_clauses = [(clause, list(self._parts_of.of(clause, classified[id(clause)], base))) for clause in chosen]
        is_list = sum(clause.bare for clause in chosen) >= LIST
        parts = [
            part
            for clause, parts in of_clauses
            for part in parts
            if self._is_told(part, among=parts if not (is_list and clause.bare) else None)
        ]
        everything = [part for _, parts in of_clauses for part in parts]
        if len(parts) == 1:
            # What else is said helps to choose a sentence.
            beside = [unit for part in everything if part not in parts for unit in part.required if unit.readings]
            others = (clause for clause in all_clauses if clause not in chosen and not clause.personal)
            beside += [unit for clause in others for unit in clause.words if self._is_told_of(unit)]
            parts = [replace(parts[0], helpful=(*parts[0].helpful, *beside))]
        parts = parts or everything
        distinct = {tuple(unit.readings or unit.word for unit in part.required): part for part in reversed(parts)}
        return tuple(part for part in parts if part in distinct.values())

    def _is_told(self, part: Part, among: Sequence[Part] | None) -> bool:
        """Whether a part tells what is asked about; `among` are those of its clause, None for an item of a list.

        Beside what is named, everyday words are the setting, unless something named stands beside them in their clause
        ("the Oder and the bridges"); but not where they only say whose or what somebody is ("a Russian national").
        """
        if self._is_named(part):
            return True
        joined = among is None or any(map(self._is_named, among))
        return joined and not any(unit.naming for unit in part.helpful)

    def _is_told_of(self, unit: Unit) -> bool:
        """Whether a word is one of the record's that tells something from something else."""
        return unit.kind is Kind.KNOWN and not unit.frames and not self._lookup.is_party(unit)

    def _is_named(self, part: Part) -> bool:
        return part.is_named or self._lookup.names_topic(part.required)

    def _without_subject(self, units: Sequence[Unit], all_clauses: Sequence[Clause], base: Question) -> Question:
        """A question whose clauses name no subject: of what little it has, about the whole, or small talk."""
        leftovers = self._leftovers
        extent = self._wholes.extent(units)
        parts = leftovers.leftover(all_clauses)
        # "what did Dorn and Brandl discuss": who discussed it is no subject.
        together = extent and len(base.speakers) > 1 and not base.says
        if parts and not (together and all(map(self._lookup.speakers, parts[0].required))):
            return replace(base, parts=tuple(parts))
        if extent:
            # "what did the ministers discuss": of a group that isn't asked for its words, all of it is wanted.
            named = tuple(name for name in base.speakers if base.says or not name.islower())
            named = named if base.says or len(named) == 1 else ()
            return replace(base, aim=Aim.WHOLE, extent=extent, speakers=named)
        if parts := leftovers.meeting(units) or leftovers.unread(units) or leftovers.outline(units):
            return replace(base, parts=tuple(parts))
        if base.speakers:
            return replace(base, aim=Aim.WHOLE, extent=Extent.ALL, says=True)
        return replace(base, parts=tuple(leftovers.any_known(units)) or (Part(base.text.strip(), ()),))

    # The document itself

    def _meta(self, units: Sequence[Unit]) -> MetaKind | None:
        """Whether the document itself, or when and where the meeting was, is asked for, and nothing else."""
        about = self._english.about_document
        raised = any(unit.has(Frame.DISCUSS) for unit in units)
        for unit in units:
            other = self._lookup.narrows(unit) or unit.kind is Kind.NAME or (raised and unit.kind is Kind.WORD)
            if other and not set(unit.stem.split()) <= about:
                return None
        named = (_as_meeting(unit) for unit in units if unit.kind is not Kind.MARK)
        row = in_a_row(stems([word for words in named for word in words.split()]))
        for kind, wordings in self._english.meta:
            if any(wording.stands_in(row) for wording in wordings):
                return kind
        return None

    # Who speaks

    def _speakers(self, units: Sequence[Unit]) -> tuple[tuple[str, ...], str | None]:
        """Those whose words are wanted, or who are named as acting; and a name that is asked for words it hasn't."""
        words = [unit for unit in units if unit.kind is not Kind.MARK]
        for i, unit in enumerate(words):
            if not unit.has(Frame.SAY, Frame.SOURCE, Frame.QUOTE, Frame.DISCUSS):
                continue
            before = self._beside(words, i, -1)
            after = self._beside(words, i, +1) if unit.has(Frame.SOURCE, Frame.QUOTE) else []
            if named := self._named(before) or self._named(after):
                return named, None
            asked = any(other.word in self._grammar.question_words for other in words[:i])
            if before and asked and unit.has(Frame.SAY) and self._is_stranger(before[-1]):
                return (), before[-1].typed
            if after and unit.has(Frame.SOURCE) and self._is_stranger(after[0]):
                return (), after[0].typed
        for unit in words:
            if named := self._lookup.speakers(unit):
                return named + self._joined_to(words, unit), None
        return (), None

    def _is_stranger(self, unit: Unit) -> bool:
        """Whether a unit that stands as a speaker names one to whom the record gives no words."""
        noun = unit.kind in (Kind.NAME, Kind.WORD) and not unit.word.isdigit() and not self._english.is_verb(unit.word)
        about_document = set(unit.stem.split()) <= self._english.about_document
        return (noun or self._lookup.narrows(unit)) and not about_document

    def _joined_to(self, words: Sequence[Unit], first: Unit) -> tuple[str, ...]:
        """The speakers whom "and" or "or" joins to one ("did the White House or the Russians …")."""
        following = [unit for unit in words[words.index(first) + 1 :] if unit.word not in self._grammar.determiners]
        joined = len(following) > 1 and following[0].word in self._grammar.coordinators
        return self._lookup.speakers(following[1]) if joined else ()

    def _named(self, units: Sequence[Unit]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(speaker for unit in units for speaker in self._lookup.speakers(unit)))

    def _beside(self, words: Sequence[Unit], i: int, step: int) -> list[Unit]:
        """Content units beside the i-th, past small words, in the order of the text."""
        found: list[Unit] = []
        stops = self._grammar.question_words | self._grammar.subject_prepositions | {"that", "by"}
        for unit in words[i + 1 :] if step > 0 else reversed(words[:i]):
            if unit.kind is Kind.STOP or unit.has(Frame.EMPTY, Frame.CHATTER, Frame.SETTING, Frame.AUDIENCE):
                if unit.word in stops and (found or (step < 0 and unit.word not in ("who", "did", "does", "do"))):
                    break
                if step < 0 and unit.word in self._grammar.auxiliaries:
                    break
                continue
            found.append(unit)
            if len(found) == REACH:
                break
        return found if step > 0 else found[::-1]


def _as_meeting(unit: Unit) -> str:
    """A unit's words; those of what a record's meeting is called ("ministerial") as the wordings have it."""
    is_kind = unit.kind is Kind.FRAME and unit.has(Frame.SETTING) and unit.first_word == unit.word and unit.readings
    return "meeting" if is_kind and not unit.has(Frame.DISCUSS) else unit.word
