"""A question's text becomes units, read against the words of one record."""

import re
from collections.abc import Iterable
from dataclasses import replace

from knowledge.analysis import (
    Analyzer,
    Token,
    capitals_tell,
    fold,
    phrase_stems,
    tokenize,
    trigrams,
    without_hyphens,
)
from knowledge.language import derivations
from knowledge.read_words import Words
from knowledge.record import Record
from knowledge.retrieval.search import Terms
from knowledge.spelling import Speller
from knowledge.synonyms import synonyms
from knowledge.units import How, Kind, Reading, Unit
from knowledge.vocabulary import TALK, English, Frame
from knowledge.wordings import Alias, wordings

YEAR = re.compile(r"(1[5-9]|20)\d\d$")
QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")


Found = list[tuple[int, Frame | Alias]]
"""Phrases found at a token: the length of each in tokens, and what it is."""


class Reader:
    """Reads questions against a record's terms, its thesaurus, and English."""

    def __init__(self, record: Record, english: English) -> None:
        self._record = record
        self._english = english
        self._analyzer: Analyzer = record.analyzer
        names = (name for entry in record.thesaurus.entries for name in (entry.term, *entry.names))
        self._speller = Speller(record.lexicon.surface, record.index, names, english)
        self._phrases = wordings(record, english)

    def read(self, text: str) -> Reading:
        """The units of a question; marks included, in order, without gaps."""
        tokens = without_hyphens(tokenize(text))
        telling = capitals_tell([token for token in tokens if token.is_word])
        expanded = self._expanded(tokens)
        mended = self._speller.mended(expanded, telling=telling)
        read = tuple(mended.get(i, token) for i, token in enumerate(expanded))
        words = Words(text, self._analyzer.merged(read), frozenset(token.start for token in mended.values()), telling)
        return Reading(
            text,
            _respelled(text, mended.values()),
            tuple(self._units(words)),
            trigrams(tokens),
            frozenset().union(*(trigrams(tokenize(quoted)) for quoted in QUOTED.findall(text))),
        )

    def _expanded(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """The tokens with chat shorthand and contractions written out; a written-out word keeps the typed span."""
        expanded: list[Token] = []
        shorthand = self._english.shorthand
        for token in tokens:
            typed = fold(token.text.replace("’", "'")) if token.is_word else ""
            plain = shorthand.get(typed) or shorthand.get(typed.replace("'", ""))
            # In capitals it may be an acronym, unless it is a contraction.
            if plain and (len(plain) > 1 or len(token.text) == 1 or not token.text.isupper()):
                expanded += [
                    replace(token, word=word, stem=stemmed[0])
                    for word, stemmed in zip(plain, phrase_stems(plain), strict=True)
                ]
            else:
                expanded.append(token)
        return tuple(expanded)

    def _units(self, words: Words) -> Iterable[Unit]:
        position = 0
        while position < len(words.tokens):
            found = self._phrases.at(words.sequence, position) if words.tokens[position].word else []
            length, unit = self._unit(words, position, found)
            talk = length == 1 and any(isinstance(value, Frame) and value in TALK for n, value in found if n == 1)
            yield unit._replace(talk=True) if talk else unit
            position += length

    def _unit(self, words: Words, position: int, found: Found) -> tuple[int, Unit]:
        """The unit that begins at a token, and its length in tokens: a name of the record's before all else."""
        token = words.tokens[position]
        if not token.word:
            return 1, words.unit(Kind.MARK, position, 1)
        framed = [(n, value) for n, value in found if isinstance(value, Frame) and (n > 1 or value not in TALK)]
        frame_length = max((n for n, _ in framed), default=0)
        length, aliases = self._aliases(words.sequence, position, found)
        longest = max(length, frame_length, 1)
        frames = tuple(value for n, value in framed if n == longest)
        is_stop = token.word in self._english.stop_words
        related = () if is_stop else self._related(token)
        own = () if is_stop or token.stem not in self._record.index else ((token.stem,),)
        joined = self._joined(words.tokens, position)
        if joined and joined[0] > max(length, frame_length):
            return joined[0], words.unit(Kind.KNOWN, position, *joined, how=How.STEM, naming=True)
        if frame_length > length or (frames and length == 1 and not own and not aliases[0].naming):
            kind = Kind.STOP if frame_length == 1 and is_stop else Kind.FRAME
            readings = own if frame_length == 1 else self._literal(words.tokens[position : position + frame_length])
            return frame_length, words.unit(kind, position, frame_length, readings, frames=frames)
        if aliases:
            return length, self._alias_unit(words, position, length, aliases, frames)
        if is_stop:
            return 1, words.unit(Kind.STOP, position, 1, frames=frames)
        if own:
            naming = token.stem in self._record.naming
            known = words.unit(Kind.KNOWN, position, 1, own, how=How.STEM, naming=naming)
            return 1, known._replace(related=related) if related else known
        if related:
            return 1, words.unit(Kind.KNOWN, position, 1, related, how=How.STEM)
        return 1, words.unit(self._unknown_kind(words, position), position, 1)

    def _related(self, token: Token) -> tuple[tuple[str, ...], ...]:
        """Terms of words of the record that a word is derived from, or they from it ("closure": "close"); synonyms."""
        derived = ((stem,) for stem in derivations().get(token.stem, ()))
        others = dict.fromkeys((*derived, *synonyms().get((token.stem,), ())))
        return tuple(terms for terms in others if self._holds(terms))

    def _stands(self, alias: Alias) -> bool:
        return not alias.in_row or self._record.holds_sequence(alias.terms)

    def _holds(self, terms: Terms) -> bool:
        """Whether the record has a word, or the words of a phrase in a row."""
        return terms[0] in self._record.index if len(terms) == 1 else self._record.holds_sequence(terms)

    def _aliases(self, sequence: tuple[str, ...], position: int, found: Found) -> tuple[int, tuple[Alias, ...]]:
        """The longest names of things, else the longest everyday words, with their length."""
        aliases = [(n, value) for n, value in found if isinstance(value, Alias) and self._stands(value)]
        if not aliases:
            return 0, ()
        chosen = [(n, alias) for n, alias in aliases if alias.naming] or [
            (n, alias) for n, alias in aliases if not self._names_within(sequence, position, n)
        ]
        length = max((n for n, _ in chosen), default=0)
        return length, tuple(alias for n, alias in chosen if n == length)

    def _names_within(self, sequence: tuple[str, ...], position: int, length: int) -> bool:
        """Whether a name stands within a longer everyday wording: then the name counts."""
        return length > 1 and any(
            sequence[inner] in self._record.naming
            or any(isinstance(value, Alias) and value.naming for _, value in self._phrases.at(sequence, inner))
            for inner in range(position, position + length)
        )

    def _alias_unit(
        self, words: Words, position: int, length: int, aliases: tuple[Alias, ...], frames: tuple[Frame, ...]
    ) -> Unit:
        """A unit of the thesaurus; its words also stand for themselves where the record holds them all."""
        literal = self._literal(words.tokens[position : position + length])
        readings = tuple(dict.fromkeys((*literal, *(alias.terms for alias in aliases))))
        naming = aliases[0].naming
        return words.unit(
            Kind.FRAME if frames and length == 1 else Kind.KNOWN,
            position,
            length,
            readings,
            how=How.STEM if literal else How.THESAURUS,
            read_as="" if literal else " / ".join(dict.fromkeys(alias.text for alias in aliases)),
            frames=() if naming and length > 1 else frames,
            naming=naming and Frame.SETTING not in frames,
        )

    def _literal(self, tokens: tuple[Token, ...]) -> tuple[tuple[str, ...], ...]:
        """The words' own terms, where the record holds them all."""
        terms = self._analyzer.terms(tokens)
        return (terms,) if terms and all(term in self._record.index for term in terms) else ()

    def _joined(self, tokens: tuple[Token, ...], position: int) -> tuple[int, tuple[tuple[str, ...], ...]] | None:
        """Two words that the record writes as one ('cyber security'), or one that it writes as two."""
        word = tokens[position].word
        if compound := self._record.lexicon.compounds.get(word):
            return 1, (compound,)
        if position + 1 < len(tokens) and tokens[position + 1].word:
            together = word + tokens[position + 1].word
            # "for a" is no "fora".
            if (
                together in self._record.lexicon.surface
                and not {word, tokens[position + 1].word} <= self._english.stop_words
            ):
                return None if self._english.is_ordinary(together) else (2, (phrase_stems([together])[0],))
        return None

    def _unknown_kind(self, words: Words, position: int) -> Kind:
        """Whether a word that the record doesn't have is a name, a number, or a word of the dictionary."""
        token = words.tokens[position]
        word = token.word
        within = bool(position) and words.tokens[position - 1].is_word
        if word.isdigit():
            return Kind.NAME if YEAR.match(word) else Kind.NUMBER
        if token.stem.startswith("<") or any(char.isdigit() for char in word):
            return Kind.NAME
        if words.telling and ((token.text[:1].isupper() and within) or (token.text.isupper() and len(word) > 1)):
            return Kind.NAME
        return Kind.WORD if self._english.is_ordinary(word) else Kind.NAME


def _respelled(text: str, mended: Iterable[Token]) -> str:
    """The text with the mended words in place."""
    parts, position = [], 0
    for token in mended:
        if token.start < position:
            continue
        ending = token.text[-2:] if token.text.lower().endswith(("'s", "’s")) else ""
        word = token.word.capitalize() if token.text[:1].isupper() else token.word
        parts += [text[position : token.start], word, ending]
        position = token.end
    return "".join(parts) + text[position:]
