"""A reading becomes a question: its aim, whose words it wants, and its subjects."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from knowledge.clauses import Clause, carrying, clauses
from knowledge.language import in_a_row, stems
from knowledge.lookup import Lookup
from knowledge.question import Aim, Extent, Part, Question
from knowledge.subjects import Subjects
from knowledge.units import Kind, Reading, Unit
from knowledge.vocabulary import English, Frame, MetaKind

REACH = 4
"""Units beside a verb of saying among which its speaker is looked for."""


class Parser:
    """Understands readings of questions about one record."""

    def __init__(self, english: English, lookup: Lookup) -> None:
        self._english = english
        self._grammar = english.grammar
        self._lookup = lookup
        self._subjects = Subjects(english, lookup)

    def parse(self, reading: Reading) -> Question:
        """The question that a reading asks."""
        units = tuple(self._with_offices(reading.units))
        question = partial(Question, reading.text, reading.read_as, trigrams=reading.trigrams, quoted=reading.quoted)
        if meta := self._meta(units):
            return question(Aim.META, meta=meta)
        speakers, stranger = self._speakers(units)
        says = any(unit.has(Frame.SAY, Frame.SOURCE, Frame.QUOTE) for unit in units)
        side = () if speakers else next(filter(None, map(self._lookup.side, units)), ())
        denies = self._denies(units)
        dated = any(unit.word in self._grammar.date_words for unit in units)
        base = question(
            Aim.SUBJECT, speakers=speakers, side=side, says=says, stranger=stranger, denies=denies, wants_date=dated
        )
        all_clauses = list(clauses(units, self._grammar))
        if self._is_small_talk(units, all_clauses):
            return replace(base, aim=Aim.SMALL_TALK)
        if parts := self._parts(all_clauses, base):
            return replace(base, parts=parts)
        return self._without_subject(units, all_clauses, base)

    def _parts(self, all_clauses: Sequence[Clause], base: Question) -> tuple[Part, ...]:
        classified = {id(clause): self._subjects.classified(clause) for clause in all_clauses}
        subjects = [any(must for _, must in classified[id(clause)]) for clause in all_clauses]
        named = [self._subjects.names(clause) for clause in all_clauses]
        chosen = carrying(all_clauses, subjects, named, self._grammar)
        parts = [part for clause in chosen for part in self._subjects.parts(clause, classified[id(clause)], base)]
        parts = [part for part in parts if part.is_named or self._lookup.names_topic(part.required)] or parts
        distinct = {tuple(unit.readings or unit.word for unit in part.required): part for part in reversed(parts)}
        return tuple(part for part in parts if part in distinct.values())

    def _without_subject(self, units: Sequence[Unit], all_clauses: Sequence[Clause], base: Question) -> Question:
        """A question whose clauses name no subject: of what little it has, about the whole, or small talk."""
        if parts := self._subjects.leftover(all_clauses):
            return replace(base, parts=tuple(parts))
        if extent := self._extent(units):
            return replace(base, aim=Aim.WHOLE, extent=extent)
        subjects = self._subjects
        if parts := subjects.meeting(units) or subjects.unread(units) or subjects.outline(units):
            return replace(base, parts=tuple(parts))
        if base.speakers:
            return replace(base, aim=Aim.WHOLE, extent=Extent.ALL, says=True)
        return replace(base, parts=tuple(subjects.any_known(units)) or (Part(base.text.strip(), ()),))

    # Names

    def _with_offices(self, units: Sequence[Unit]) -> Iterator[Unit]:
        """The units with names put together: an office of a country that the record doesn't name, a full name.

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
                if stranger or (full_name and surname):
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
        return alone and any(
            self._lookup.in_sequence((*one, *other)) for one in unit.readings for other in surname.readings
        )

    # The document itself

    def _meta(self, units: Sequence[Unit]) -> MetaKind | None:
        """Whether the document itself, or when and where the meeting was, is asked for, and nothing else."""
        about = self._english.about_document
        for unit in units:
            other = self._lookup.narrows(unit) or unit.kind is Kind.NAME
            if other and not set(unit.stem.split()) <= about:
                return None
        row = in_a_row(stems([word for unit in units if unit.kind is not Kind.MARK for word in unit.word.split()]))
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

    def _denies(self, units: Sequence[Unit]) -> bool:
        """Whether a question supposes that something was not said ("who didn't say a word about …")."""
        return any(
            unit.has(Frame.SAY, Frame.DISCUSS) and i > 0 and units[i - 1].word in self._grammar.negations
            for i, unit in enumerate(units)
        )

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

    # The whole, and nothing

    def _extent(self, units: Sequence[Unit]) -> Extent | None:
        """Which topics a question without a subject wants, if it asks about the whole."""
        frames = {frame for unit in units for frame in unit.frames}
        if not frames & {Frame.DISCUSS, Frame.OMIT, Frame.WHOLE, Frame.SAY, Frame.QUOTE}:
            return None
        speaks = any(self._lookup.speakers(unit) for unit in units)
        if speaks and (Frame.SAY in frames or self._denies(units)):
            return Extent.ALL
        denied = [
            i for i, unit in enumerate(units) if unit.first_word in self._grammar.negations or unit.has(Frame.OMIT)
        ]
        if denied:
            joined = any(unit.word in self._grammar.coordinators for unit in units[: denied[-1]])
            affirmed = any(
                unit.has(Frame.DISCUSS, Frame.WHOLE) or unit.word in self._grammar.copulas
                for unit in units[: denied[0]]
            )
            return Extent.ALL if joined and affirmed else Extent.NOT_DISCUSSED
        if Frame.DISCUSS not in frames and Frame.WHOLE in frames and Frame.SETTING not in frames:
            return Extent.ALL
        return Extent.DISCUSSED if frames & {Frame.DISCUSS, Frame.WHOLE} else None

    def _is_small_talk(self, units: Sequence[Unit], all_clauses: Sequence[Clause]) -> bool:
        """Whether a message only greets, thanks, or asks the bot about itself."""
        words = [unit for unit in units if unit.kind is not Kind.MARK]
        named = any(unit.kind is Kind.NAME for unit in words)
        if any(self._lookup.narrows(unit) for unit in words):
            return False
        if any(unit.has(Frame.HELP) for unit in words) and not named:
            return True
        frames = (Frame.DISCUSS, Frame.OMIT, Frame.QUOTE, Frame.SETTING, Frame.WHOLE, Frame.SAY)
        content = (Kind.NAME, Kind.WORD, Kind.KNOWN)
        substance = [unit for unit in words if unit.has(*frames) or (unit.kind in content and not unit.talk)]
        to_bot = any(unit.kind is Kind.STOP and unit.word in self._grammar.second_person for unit in words)
        if not substance:
            asks = any(clause.words and clause.words[0].word in self._grammar.question_words for clause in all_clauses)
            return not any(self._lookup.speakers(unit) for unit in words) and (to_bot or not asks)
        subject = any(
            unit.kind in (Kind.NAME, Kind.KNOWN)
            or unit.has(Frame.DISCUSS, Frame.OMIT)
            or (unit.has(Frame.WHOLE) and unit.word not in self._english.stop_words)
            for unit in substance
        )
        firsts = [clause.words[0] for clause in all_clauses if clause.words]
        opens = any(unit.talk and unit.kind is not Kind.STOP for unit in firsts)
        talks = opens or any(unit.has(Frame.SMALL_TALK) for unit in words)
        return not subject and (to_bot or (talks and not any(clause.asks for clause in all_clauses)))


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
