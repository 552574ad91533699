"""Where the names of those who may speak stand in a clause: persons, titles, bodies, and several joined by "and"."""

import re

from knowledge.language import Attribution, Reporting
from knowledge.speakers import BOUNDARIES, WORD
from knowledge.verifying.people import People, Phrase

Group = tuple[Phrase, ...]
"""Names that speak together ("Trump and Putin"), or a pronoun ("he"); empty for nobody."""
_ARTICLES = ("the", "a", "an")
_DASH = re.compile(r"\s[-–—]+\s")
_LONGEST = 24
"""Words of the longest names that "and" joins."""


class NamePhrases:
    """Finds names among the words and marks of a clause (`speakers.WORD`)."""

    def __init__(self, people: People, reporting: Reporting, attribution: Attribution) -> None:
        self._people = people
        self._reporting = reporting
        self._breaks = reporting.clause_words | attribution.governing
        self._governing = attribution.governing
        self._particles = attribution.particles
        self._heads = reporting.bodies | reporting.titles | attribution.bodies

    def tokens(self, text: str) -> Phrase:
        """The words and marks of a text; a name that is typed in lower case is written as names are."""
        tokens = (match.group() for match in WORD.finditer(_DASH.sub(" — ", text)))
        return tuple(
            token.capitalize() if token.islower() and self._people.is_name(_bare(token)) else token for token in tokens
        )

    def ending(self, tokens: Phrase, *, opens: bool = False, led: bool = False) -> Group:
        """The names at the end of some words: of "when President Trump", President Trump.

        `opens`: the words open a sentence, where everything is capitalised. `led`: a preposition may stand before the
        name; else the words are of the body before it ("an aide to Putin").
        """
        if tokens and tokens[-1].lower() in self._reporting.singular:
            return ((tokens[-1].lower(),),)
        for start in range(max(len(tokens) - _LONGEST, 0), len(tokens)):
            spans = self._joined(tokens, start)
            if not spans or spans[-1][1] != len(tokens):
                continue
            if start and not led and tokens[start - 1].lower() in self._governing | {"of"}:
                if not self._people.is_place(tokens[start]):
                    # "An aide to Putin": the words are the aide's.
                    return self._body(tokens[: start - 1])
                # "In Helsinki Trump": the name begins after the place.
                continue
            return self._group(tokens, spans, opens=opens and not start)
        return ()

    def _body(self, tokens: Phrase) -> Group:
        """Somebody without a name who is told by whom he belongs to."""
        found = next((i for i, token in enumerate(tokens) if token.lower() in self._heads), None)
        return (tokens[found:],) if found is not None else ()

    def at(self, tokens: Phrase, start: int) -> Group:
        """The names that begin at a word."""
        if start < len(tokens) and tokens[start].lower() in self._reporting.singular:
            return ((tokens[start].lower(),),)
        return self._group(tokens, self._joined(tokens, start))

    def first(self, tokens: Phrase) -> Group:
        """The first names of those who are surely somebody, and not only spoken about or to."""
        i = 0
        while i < len(tokens):
            end = self.end(tokens, i)
            governed = i and tokens[i - 1].lower() in self._governing
            if end > i and not governed and self._people.somebody(tokens[i:end], surely=True):
                return self.at(tokens, i)
            i = max(end, i + 1)
        return ()

    def persons(self, tokens: Phrase) -> list[Phrase]:
        """Every name of a person, but for those after a preposition."""
        found = []
        i = 0
        while i < len(tokens):
            end = self.end(tokens, i)
            governed = i and tokens[i - 1].lower() in self._governing
            if end > i and not governed and self._people.is_name(_bare(tokens[end - 1])):
                found.append((*tokens[i : end - 1], without_genitive(tokens[end - 1])))
            i = max(end, i + 1)
        return found

    def end(self, tokens: Phrase, start: int) -> int:
        """Where a name ends that begins at a word; the word itself where none does.

        A name is articles, then capitalised words, titles and bodies, with "of" between them; a genitive may end it.
        """
        end = start
        while end < len(tokens) and tokens[end].lower() in _ARTICLES:
            end += 1
        first = end
        while end < len(tokens) and self._goes_on(tokens, end, first):
            end += 1
        return end if end > first else start

    def _goes_on(self, tokens: Phrase, i: int, first: int) -> bool:
        """Whether a word belongs to a name that begins at `first`."""
        token, low = tokens[i], tokens[i].lower()
        if i > first and low in ("of", "for", "the"):
            following = next((one for one in tokens[i + 1 :] if one.lower() != "the"), "")
            return following[:1].isupper() and (low != "the" or tokens[i - 1].lower() in ("of", "for"))
        if token in BOUNDARIES or low in self._breaks:
            return False
        before = tokens[i - 1] if i > first else ""
        if before[:1].isupper() and (low in self._particles or low.partition("-")[0] in self._particles):
            # "Mohammed bin Salman", "Bashar al-Assad".
            following = tokens[i + 1] if i + 1 < len(tokens) else ""
            return "-" in token or following[:1].isupper() or following.lower() in self._particles
        if token[:1].isupper() and not token.isupper() and self._people.is_name(_bare(before)):
            # "Theresa May".
            return True
        return low in self._heads or (token[:1].isupper() and not self._people.is_function_word(token))

    def _joined(self, tokens: Phrase, start: int) -> list[tuple[int, int]]:
        """Spans of names that "and" joins, from a word on."""
        spans = []
        position = start
        while (end := self.end(tokens, position)) > position:
            spans.append((position, end))
            if tokens[end : end + 1] not in (("and",), ("nor",), ("&",)):
                break
            position = end + 1
        return spans

    def _group(self, tokens: Phrase, spans: list[tuple[int, int]], *, opens: bool = False) -> Group:
        phrases = tuple(self._own(tokens[start:end]) for start, end in spans)
        return phrases if all(self._people.somebody(phrase, opens=opens) for phrase in phrases) else ()

    def _own(self, phrase: Phrase) -> Phrase:
        """A name without those to whom its bearer belongs: of "Trump's opponent Putin", "opponent Putin"."""
        owner = next((i for i in range(len(phrase) - 1, 0, -1) if phrase[i - 1] != without_genitive(phrase[i - 1])), 0)
        return phrase[owner:] if self._people.is_name(_bare(phrase[-1])) else phrase


def without_genitive(token: str) -> str:
    """A word without the ending of a genitive."""
    return token.removesuffix("'s").removesuffix("’s")


def _bare(token: str) -> str:
    return without_genitive(token.lower())
