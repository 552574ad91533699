"""Mending a misspelled word towards a word that is known."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from knowledge.analysis import Token, base_forms, fold, phrase_stems
from knowledge.vocabulary import English

SHORTEST = 4
"""Characters of the shortest word that is mended; one character less where two letters are swapped."""
SHUFFLED = 5
"""Characters from which on two edits are allowed that only put the same letters in another order."""
LONG = 8
"""Characters from which on two edits are allowed."""
STRETCHED = re.compile(r"(.)\1{2,}")


class Spelling:
    """The words that a misspelling may be mended to, the record's own before English's."""

    def __init__(
        self, own: Mapping[str, int], general: Mapping[str, int], foreign: frozenset[str] = frozenset()
    ) -> None:
        """`own` are the record's words with their counts in it, `general` those of English with any rank.

        `foreign` are names that the record doesn't have; one of them that is as near as a word of the record is meant.
        """
        self.own = own
        self._general = general
        self._foreign = foreign
        self._by_initial: dict[str, tuple[dict[int, tuple[str, ...]], ...]] = {}

    def _candidates(self, initial: str) -> tuple[dict[int, tuple[str, ...]], ...]:
        """The known words of a first letter by length, so that only those that could be near are compared."""
        if initial not in self._by_initial:
            groups = (self._foreign, self.own, self._general)
            self._by_initial[initial] = tuple(_by_length(words, initial) for words in groups)
        return self._by_initial[initial]

    def mend(self, word: str, *, only_swapped: bool = False) -> str | None:
        """The nearest known word, or None.

        The first letter is kept; one edit (a letter more, less, other, or two swapped) under eight letters, two from
        there on, or from five letters on where the letters are the same. Where two known words are equally near,
        letters swapped go first, then the record's own words, the frequent ones first. A word of the dictionary may
        only be one with letters swapped (`only_swapped`): nobody types another word by a slip as often as he means it.
        """
        # Imported where it is used: few questions have a word to mend.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract_iter

        if len(word) < SHORTEST - 1 or not word.isalpha():
            return None
        only_swapped = only_swapped or len(word) < SHORTEST
        allowed = 1 if len(word) < SHUFFLED else 2
        letters = sorted(word)
        best: tuple[int, bool, int, int, str] | None = None
        for order, known in enumerate(self._candidates(word[0])):
            for length in range(len(word) - allowed, len(word) + allowed + 1):
                near = extract_iter(word, known.get(length, ()), scorer=OSA.distance, score_cutoff=allowed)
                for candidate, distance, _ in near:
                    swapped = length == len(word) and sorted(candidate) == letters
                    # A short unknown word is near many short ones: "jong" is a name, and not to be read as "jog".
                    doubtful = len(word) < SHUFFLED and candidate not in self.own
                    if (only_swapped or doubtful) and not swapped:
                        continue
                    two = swapped or (len(word) >= LONG and len(candidate) >= LONG - 1)
                    shortened = self._general.get(candidate, 0) and len(candidate) < len(word)
                    if not shortened and (distance == 1 or two):
                        rank = (int(distance), not swapped, order, -self._count(candidate), candidate)
                        best = min(best, rank) if best else rank
        return best[-1] if best else None

    def _count(self, word: str) -> int:
        return self.own.get(word, self._general.get(word, 0))


class Speller:
    """Mends the words of a question towards a record's words, then English's wordings, then its frequent words."""

    def __init__(
        self, surface: Mapping[str, int], stems: Container[str], aliases: Iterable[str], english: English
    ) -> None:
        """`surface` are the record's words with their counts, `stems` its terms, `aliases` its thesaurus's names."""
        self._english = english
        self._stems = stems
        self._surface = surface
        self._aliases = tuple(aliases)

    # What follows is made when the first word is met that is neither the record's nor a wording's.

    @cached_property
    def _known(self) -> frozenset[str]:
        names = {word for name in self._aliases for word in fold(name).split() if word.isalpha()}
        return frozenset(names).union(self._surface)

    @cached_property
    def _own(self) -> Spelling:
        own = {word: self._surface.get(word, 0) for word in self._known - self._english.stop_words}
        return Spelling(own, {}, self._english.places - self._surface.keys())

    @cached_property
    def _all(self) -> Spelling:
        stop_words = self._english.stop_words
        general = {word: int(word in stop_words) for word in self._english.frame_words | stop_words}
        return Spelling(self._own.own, general, self._english.places - self._surface.keys())

    @cached_property
    def _frequent(self) -> Spelling:
        return Spelling({}, dict.fromkeys(self._english.frequent, 0))

    def mended(self, tokens: tuple[Token, ...], *, telling: bool) -> dict[int, Token]:
        """The misspelled tokens by position, mended; `telling` says that capitals mark names."""
        result = {}
        for i, token in enumerate(tokens):
            within = bool(i) and tokens[i - 1].is_word
            better = self._mended(token, telling=telling, within=within) if token.word.isalpha() else None
            if better:
                result[i] = replace(token, word=better, stem=phrase_stems([better])[0][0])
        return result

    def _mended(self, token: Token, *, telling: bool, within: bool) -> str | None:
        word, english = token.word, self._english
        if (
            token.stem in self._stems
            or self._is_known(word)
            or word in english.frame_words
            or word in english.frequent
            or word in english.names
        ):
            return None
        if word not in english.ordinary and (doubled := self._doubled(word)):
            return doubled
        # A rare word's inflection is more likely a slip ("discused" is no throw of a discus).
        in_dictionary = word in english.ordinary or not english.frequent.isdisjoint(base_forms(word))
        if in_dictionary and telling and within and token.text[:1].isupper():
            return None
        short = STRETCHED.sub(r"\1", word)
        if short != word and (english.is_ordinary(short) or short in english.talk_words or self._is_known(short)):
            return short
        acronym = telling and token.text.isupper()
        spelling = self._all if token.text.islower() else self._own
        better = spelling.mend(word, only_swapped=in_dictionary or acronym)
        if not better and not in_dictionary and word.endswith("s"):
            # The genitive loses its apostrophe in chats.
            better = self._own.mend(word[:-1])
        if not better and not in_dictionary and token.text.islower() and len(word) >= SHUFFLED:
            better = self._frequent.mend(word)
        return better

    def _doubled(self, word: str) -> str | None:
        """The record's word that has a letter twice that stands here once ("shipping" for "shiping")."""
        longer = (word[:i] + word[i - 1 :] for i in range(1, len(word) + 1))
        return next((one for one in longer if one in self._surface), None)

    def _is_known(self, word: str) -> bool:
        return word in self._known or word in self._english.stop_words or word in self._english.places


def _by_length(words: Iterable[str], initial: str) -> dict[int, tuple[str, ...]]:
    groups: dict[int, list[str]] = {}
    for word in words:
        if word.startswith(initial) and len(word) >= SHORTEST - 1 and word.isalpha():
            groups.setdefault(len(word), []).append(word)
    return {length: tuple(sorted(group)) for length, group in groups.items()}
