"""Text becomes terms: the one analysis for what is indexed and what is asked."""

import re
import unicodedata
from collections.abc import Iterable, KeysView, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from knowledge.language import stems

TOKEN = re.compile(
    r"(?P<abbreviation>(?:[^\W\d_]\.){2,})"
    r"|(?P<title>(?i:mr|mrs|ms|dr|prof|sen|rep|gen|gov|vs|dept)\.)"
    r"|(?P<code>(?=[^\W_/-]*[-/]?[^\W_]*\d)[^\W\d_]{0,4}\d*(?:[-/]\d+[^\W_]*)+)"
    r"|(?P<word>[^\W_]+(?:'[^\W_]+)*)"
    r"|(?P<stop>\n|[.?!;:…]+)"
    r"|(?P<mark>[,()\"—–/&+-]|[^\w\s])"
)
TYPOGRAPHIC = str.maketrans("‘’ʼ‛′`´“”„‟«»\u2010\u2011", "'''''''\"\"\"\"\"\"--")
POSSESSIVE = re.compile(r"(?<=s)'$|'s$")


Value = TypeVar("Value")


TITLE_CASE = 0.7
"""Share of capitalised words from which on capitals tell nothing about names."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a text, by its span in it.

    `word` is its lower-case form without a possessive ending, empty for a mark; `stem` is Snowball's stem of the word;
    `glued` says that no white space stands before it.
    """

    text: str
    start: int
    end: int
    word: str
    stem: str
    glued: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a word, not a mark."""
        return bool(self.word)


def tokenize(text: str) -> tuple[Token, ...]:
    """The words and marks of a text, in order; linear in its length."""
    plain = text.translate(TYPOGRAPHIC)
    matches = list(TOKEN.finditer(plain))
    words = [_word(match) for match in matches]
    return tuple(
        Token(
            text[match.start() : match.end()],
            match.start(),
            match.end(),
            word,
            stem,
            match.start() > 0 and not plain[match.start() - 1].isspace(),
        )
        for match, word, stem in zip(matches, words, stems(words), strict=True)
    )


def _word(match: re.Match[str]) -> str:
    """The normal form of a token: lower case, no possessive, an abbreviation with one full stop ("us.")."""
    text = match.group()
    match match.lastgroup:
        case "abbreviation":
            return text.replace(".", "").lower() + "."
        case "title":
            return text[:-1].lower()
        case "word" | "code":
            word = fold(text)
            return POSSESSIVE.sub("", word) if "'" in word else word
        case _:
            return ""


def without_hyphens(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens without the hyphens that join words ("one-on-one"), as wordings are compared without them."""
    return tuple(
        token
        for i, token in enumerate(tokens)
        if not (token.text in "-‐‑" and token.glued and i + 1 < len(tokens) and tokens[i + 1].glued)
    )


def capitals_tell(words: Sequence[Token]) -> bool:
    """Whether capitals tell names from other words: not where everything is capitalised, or shouted."""
    shouting = sum(token.text.isupper() for token in words) > len(words) / 2
    return not shouting and sum(token.text[:1].isupper() for token in words) < TITLE_CASE * len(words)


ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ly")


def base_forms(word: str) -> set[str]:
    """The word, and what it may be an inflection of ("stopped": stop)."""
    forms = {word}
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            bare = word.removesuffix(ending)
            forms |= {bare, bare + "e", bare[:-1] + "y"}
            if bare[-1] == bare[-2]:
                forms.add(bare[:-1])
    return forms


def trigrams(tokens: Iterable[Token]) -> frozenset[tuple[str, ...]]:
    """Every three words in a row, stop words and all, apostrophes left out ("can't" and "cant" are one)."""
    words = [token.word.replace("'", "") for token in tokens if token.word]
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def fold(word: str) -> str:
    """A word in lower case without accents ('Erdoğan' and 'erdogan' are one)."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class Phrases(Generic[Value]):
    """Phrases by their stems, for finding those that start at a token."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], Value]]) -> None:
        self._values: dict[tuple[str, ...], list[Value]] = {}
        lengths: dict[str, set[int]] = {}
        for phrase, value in entries:
            if phrase:
                self._values.setdefault(phrase, []).append(value)
                lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    @property
    def firsts(self) -> KeysView[str]:
        """The first words of the phrases."""
        return self._lengths.keys()

    def at(self, sequence: Sequence[str], position: int) -> list[tuple[int, Value]]:
        """Every phrase that starts at the position, by its length and its value, the longest first."""
        lengths = self._lengths.get(sequence[position])
        if lengths is None:
            return []
        return [
            (length, value)
            for length in lengths
            if position + length <= len(sequence)
            for value in self._values.get(tuple(sequence[position : position + length]), ())
        ]


class Analyzer:
    """Text to terms: stems, with a country, its people and its abbreviations as one term.

    A country's term is its name in angle brackets, so that no stem can be equal to it.
    """

    def __init__(self, stop_words: frozenset[str], countries: dict[str, tuple[str, ...]]) -> None:
        self._stop_words = stop_words
        self._countries = Phrases(
            (tuple(_words(name)), f"<{country}>") for country, names in countries.items() for name in names
        )

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, each country as one."""
        return self.merged(tokenize(text))

    def merged(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """The tokens with those that name a country put together, its term as their stem."""
        words = [token.word for token in tokens]
        result: list[Token] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            found = self._countries.at(words, position) if token.word else []
            if not found and token.word.endswith("s"):
                # "finlands president": in chats the genitive loses its apostrophe.
                found = self._countries.at([token.word[:-1]], 0)
            if found and found[0][0] == 1 and token.text in ("us", "Us") and not self._is_country(tokens, position):
                found = []
            if found:
                length, term = found[0]
                last = tokens[position + length - 1]
                name = " ".join(words[position : position + length])
                token = replace(token, end=last.end, word=name, stem=term)
                position += length - 1
            result.append(token)
            position += 1
        return tuple(result)

    def _is_country(self, tokens: tuple[Token, ...], position: int) -> bool:
        """Whether "us" in lower case is the country: a noun's modifier, not after a verb ("us sanctions")."""
        before = tokens[position - 1] if position else None
        after = tokens[position + 1] if position + 1 < len(tokens) else None
        opens = before is None or not before.word or before.word in self._stop_words
        return opens and after is not None and self.is_term(after)

    def phrases(self, phrases: Iterable[str], *, terms_only: bool = False) -> list[tuple[str, ...]]:
        """The stems of each phrase, countries by their terms; in one go, as there are thousands to load.

        `terms_only` leaves the stop words out.
        """
        split = [_words(phrase) for phrase in phrases]
        stemmed = iter(stems([word for words in split for word in words]))
        result = []
        for words in split:
            row = [next(stemmed) for _ in words]
            position = 0
            named = not self._countries.firsts.isdisjoint(words)
            while named and position < len(row):
                if found := self._countries.at(words, position):
                    length, term = found[0]
                    row[position : position + length] = [term]
                    words[position : position + length] = [term]
                position += 1
            if terms_only:
                row = [stem for stem, word in zip(row, words, strict=True) if word not in self._stop_words]
            result.append(tuple(row))
        return result

    def terms(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """The terms of tokens, in order; stop words and marks give none."""
        return tuple(token.stem for token in tokens if self.is_term(token))

    def is_term(self, token: Token) -> bool:
        """Whether a token is a term: a word, and no stop word."""
        return bool(token.word) and (token.stem.startswith("<") or token.word not in self._stop_words)


def phrase_stems(phrases: Iterable[str]) -> list[tuple[str, ...]]:
    """The stems of each phrase's words; in one go, as there are thousands to load."""
    split = [_words(phrase) for phrase in phrases]
    stemmed = iter(stems([word for words in split for word in words]))
    return [tuple(next(stemmed) for _ in words) for words in split]


def _words(phrase: str) -> list[str]:
    """The words of a phrase in a data file, as `tokenize` would give them."""
    if phrase.isascii() and phrase.replace(" ", "").isalnum():
        return phrase.lower().split()
    return [word for match in TOKEN.finditer(phrase.translate(TYPOGRAPHIC)) if (word := _word(match))]
