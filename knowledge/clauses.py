"""A question's clauses, and which of them carry the question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.units import Kind, Unit
from knowledge.vocabulary import Frame, Grammar

ASKING = (Frame.DISCUSS, Frame.SAY, Frame.SOURCE, Frame.QUOTE, Frame.OMIT)
LEADING = frozenset(("any", "anything", "tell", "is", "there", "know"))
"""Words of a lead-in that make what follows a question ("is there anything on …")."""
SHORT = 6
"""Units of the longest clause that may be one more item of a question after it has ended ("… And Iran?")."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of units between marks or conjunctions; `words` are those that are no marks.

    `sentence` counts the sentence it is of; `asks` says that it is put as a question, `bare` that it has no verb (an
    item of a list, a look-up), `personal` that its speaker talks of himself, `queried` that a question mark ends it.
    """

    units: tuple[Unit, ...]
    words: tuple[Unit, ...]
    sentence: int
    asks: bool
    bare: bool
    personal: bool
    queried: bool


def clauses(units: Sequence[Unit], grammar: Grammar) -> Iterator[Clause]:
    """The clauses of a question, in order."""
    sentence = 0
    current: list[Unit] = []
    for i, unit in enumerate(units):
        after = units[i + 1].word if i + 1 < len(units) else ""
        joins = unit.word in grammar.coordinators and after in grammar.clause_openers
        if _breaks(units, i) or joins or unit.word in grammar.clause_starts:
            if current:
                yield _clause(current, sentence, grammar, question=unit.word.startswith("?"))
            current = []
            sentence += unit.kind is Kind.MARK and unit.word[0] in ".?!\n…"
        else:
            current.append(unit)
    if current:
        yield _clause(current, sentence, grammar, question=False)


def _breaks(units: Sequence[Unit], i: int) -> bool:
    """Whether a mark ends a clause; a hyphen within a word and marks that join don't."""
    unit = units[i]
    if unit.kind is not Kind.MARK:
        return False
    if unit.word in "-–":
        return i > 0 and units[i - 1].end < unit.start
    return unit.word not in "&+/'\""


def _clause(units: list[Unit], sentence: int, grammar: Grammar, *, question: bool) -> Clause:
    content = [unit for unit in units if not unit.has(Frame.CHATTER, Frame.SMALL_TALK)] or units
    words = tuple(unit for unit in units if unit.kind is not Kind.MARK)
    first = next((unit.word for unit in content if unit.kind is not Kind.MARK), "")
    asking = any(unit.has(*ASKING) for unit in units)
    led_in = any(unit.has(Frame.CHATTER) and not LEADING.isdisjoint(unit.word.split()) for unit in units)
    verbless = not asking and not any(unit.kind is Kind.STOP and unit.word in grammar.verbal for unit in content)
    personal = any(unit.word in grammar.first_person for unit in content)
    asks = first in grammar.question_words or asking or led_in or (question and not verbless)
    return Clause(tuple(units), words, sentence, asks, verbless and not personal, personal, question)


def carrying(
    all_clauses: Sequence[Clause], subjects: Sequence[bool], named: Sequence[bool], grammar: Grammar
) -> list[Clause]:
    """The clauses that carry the question; what surrounds it is left out.

    `subjects` says of each clause whether it holds a subject as a question does, `named` whether it names anything.
    """
    known = dict(zip(map(id, all_clauses), zip(subjects, named, strict=True), strict=True))
    asking = [clause for clause in all_clauses if clause.asks and known[id(clause)][0]]
    if asking:
        asking = [clause for clause in asking if not clause.personal] or asking
        first = all_clauses.index(asking[0])
        chosen = [
            clause
            for i, clause in enumerate(all_clauses)
            if clause in asking
            or (clause.bare and known[id(clause)][1] and _belongs(clause, all_clauses[first], after=i > first))
        ]
        return [clause for clause in chosen if not _offers_agents(clause, all_clauses, grammar)]
    naming = [clause for clause in all_clauses if known[id(clause)][1]]
    listed = {clause.sentence for clause in naming if clause.bare}
    naming = [clause for clause in all_clauses if clause in naming or (clause.bare and clause.sentence in listed)]
    return (
        [clause for clause in naming if clause.bare or not clause.personal]
        or naming
        or [clause for clause in all_clauses if not clause.personal]
    )


def _belongs(clause: Clause, asking: Clause, *, after: bool) -> bool:
    """Whether a clause without a verb is one more item of the question, not its setting ("memo due at 5, …")."""
    if after:
        return clause.sentence == asking.sentence or (clause.queried and len(clause.units) <= SHORT)
    kinds = {unit.kind for unit in clause.units if not unit.frames}
    return Kind.WORD not in kinds and (Kind.NAME not in kinds or clause.sentence == asking.sentence)


def _offers_agents(clause: Clause, all_clauses: Sequence[Clause], grammar: Grammar) -> bool:
    """Whether a clause only offers answers to "who …?" ("…, Obama or Trump?")."""
    if not clause.bare or not any(unit.word == "or" for unit in clause.units):
        return False
    who = any(unit.word == "who" for other in all_clauses if other is not clause for unit in other.units)
    return who and all(
        unit.kind in (Kind.STOP, Kind.MARK) or unit.word in grammar.coordinators or unit.naming for unit in clause.units
    )
