"""Questions without a subject: which ask about the whole, and which only greet, thank, or talk to the bot."""

from collections.abc import Sequence

from knowledge.clauses import Clause
from knowledge.lookup import Lookup
from knowledge.question import Extent
from knowledge.units import Kind, Unit
from knowledge.vocabulary import English, Frame


class Wholes:
    """Tells what a question wants that names nothing."""

    def __init__(self, english: English, lookup: Lookup) -> None:
        self._english = english
        self._grammar = english.grammar
        self._lookup = lookup

    def denies(self, units: Sequence[Unit]) -> bool:
        """Whether a question supposes that something was not said ("who didn't say a word about …")."""
        return any(
            unit.has(Frame.SAY, Frame.DISCUSS) and i > 0 and units[i - 1].word in self._grammar.negations
            for i, unit in enumerate(units)
        )

    def extent(self, units: Sequence[Unit]) -> Extent | None:
        """Which topics a question without a subject wants, if it asks about the whole."""
        frames = {frame for unit in units for frame in unit.frames}
        if not frames & {Frame.DISCUSS, Frame.OMIT, Frame.WHOLE, Frame.SAY, Frame.QUOTE}:
            return None
        speaks = any(self._lookup.speakers(unit) for unit in units)
        if speaks and (Frame.SAY in frames or self.denies(units)):
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

    def is_small_talk(self, units: Sequence[Unit], all_clauses: Sequence[Clause]) -> bool:
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
