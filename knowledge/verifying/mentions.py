"""What a record writes before a speaker's name: his title, his given name, his country."""

from dataclasses import dataclass
from functools import lru_cache

from knowledge.record import Record
from knowledge.verifying.word_positions import WordPositions
from knowledge.verifying.words import words

_KEPT = 4096
"""Names whose mentions are kept at hand."""
_MENTIONS = 50
"""Mentions of a name that are read."""
_REACH = 4
"""Words before a person's name that belong to it."""
_LONGEST = 80
"""Characters of as many words."""


@dataclass(frozen=True, slots=True)
class Before:
    """The capitalised words that stand before a name, as they stand and in their normal forms, the nearest first.

    Before a body's name it is the last word alone, capitalised or not.
    """

    written: tuple[str, ...]
    forms: tuple[str, ...]


class Mentions:
    """Reads the mentions of names in one record."""

    def __init__(self, record: Record, positions: WordPositions, titles: frozenset[str]) -> None:
        self._record = record
        self._positions = positions
        self._titles = titles
        self.before = lru_cache(_KEPT)(self._before)

    def is_mentioned(self, form: str) -> bool:
        """Whether the record has a word, in its normal form."""
        return self._positions.holds(form)

    def countries(self, name: str) -> set[str]:
        """The terms of a speaker's country: in a body's name, or before a person's."""
        terms = self._record.terms(name)
        if len(terms) == 1:
            terms = self._record.terms(" ".join(reversed(self.before(name).written)))
        return {term for term in terms if term.startswith("<")}

    def full_name(self, name: str) -> str:
        """A speaker's name with the title or the article that the record gives it: 'President Putin'."""
        before = self.before(name)
        if " " in name:
            return f"the {name}" if "the" in before.forms else name
        found = zip(before.written, before.forms, strict=True)
        title = next((word for word, form in found if form in self._titles and name[:1].isupper()), None)
        return f"{title.capitalize()} {name}" if title else name

    def _before(self, name: str) -> Before:
        numbers, _ = self._positions.numbers(words(name))
        reach = 1 if " " in name else _REACH
        found: dict[str, str] = {}
        for passage, number in self._positions.places(self._positions.find(numbers)[:_MENTIONS]):
            indexed = self._record.passages[passage]
            mention = indexed.passage.start + self._positions.span(passage, number, number + 1)[0]
            text = indexed.document.text[max(mention - _LONGEST, indexed.passage.start) : mention]
            read = words(text)
            following = len(text)
            for form, (start, end) in list(zip(read.forms, read.spans, strict=True))[: -reach - 1 : -1]:
                word = text[start:end]
                if not (text[end:following].isspace() and (word[:1].isupper() or reach == 1)):
                    break
                found.setdefault(form, word)
                following = start
        return Before(tuple(found.values()), tuple(found))
