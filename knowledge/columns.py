"""What the passages of a record hold, in columns: few bytes a word, in memory or read from files as needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Status
from knowledge.retrieval.postings import Layout
from knowledge.retrieval.search import Terms

SENTENCE = 0
"""The form that stands before the words of each sentence."""
OUTSIDE = 1
"""The form that stands before words of a passage that are in no sentence, such as a run-in heading; it opens each."""
NO_TERM = -1
"""The term of a stop word."""
LISTED = (Status.DISCUSSED, Status.NO_INDICATION, Status.MENTIONED)
"""Statuses of topics, by whose places the column of passages has them."""
NO_TOPIC = -1
"""The place of a status where a passage is under no topic."""
BREAK = -2
"""The term of SENTENCE and OUTSIDE."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name of one who speaks, or is silent, by its terms; and his country's, where the record gives one."""

    terms: Terms
    country: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a record as they are counted, compared and mended.

    `surface`: how often each word stands as written; `compounds`: words with a hyphen, written as one, and their terms;
    `naming`: terms of capitalised words that no dictionary has, and of countries; `names`: of those who speak or are
    silent; `topics`: the terms of topics' names; `sentences`: how many there are; `mean_length`: theirs, in distinct
    terms.
    """

    surface: Mapping[str, int]
    compounds: Mapping[str, Terms]
    naming: frozenset[str]
    names: Mapping[str, Named]
    topics: Mapping[str, Terms]
    sentences: int
    mean_length: float


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks in each document, in order of appearance; who is silent; and in which passages either name stands.

    The passages of the i-th of `names` are `passages[starts[i] : starts[i + 1]]`.
    """

    speakers: tuple[Terms, ...]
    silent: tuple[Terms, ...]
    names: tuple[str, ...]
    starts: NDArray[np.int64]
    passages: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Columns:
    """The passages of a record without their texts, in its order.

    `documents`: the ids of its documents; `first_passages`: of each, and the end of the last; `is_head`, `status_of`:
    of each passage, whether it is a document's head, and its topic's status by the place in LISTED, or NO_TOPIC.
    `forms` are the record's words, each with its term in `terms` by number, or NO_TERM; `words` holds the forms of all
    passages one after the other, with SENTENCE and OUTSIDE between them, `first_words` where those of each passage
    begin. `layout` are the postings.
    """

    documents: tuple[str, ...]
    first_passages: NDArray[np.int32]
    is_head: NDArray[np.bool_]
    status_of: NDArray[np.int8]
    terms: tuple[str, ...]
    forms: tuple[str, ...]
    form_terms: NDArray[np.int32]
    words: NDArray[np.int32]
    first_words: NDArray[np.int64]
    layout: Layout
    lexicon: Lexicon
    voices: Voices

    @cached_property
    def term_of_form(self) -> tuple[str | None, ...]:
        """The term of each form; none of a stop word, or of what stands between sentences."""
        return tuple(self.terms[number] if number >= 0 else None for number in self.form_terms.tolist())

    @cached_property
    def numbers_of_form(self) -> dict[str, list[int]]:
        """The forms that are written as a word is, by their numbers: one may be a stop word, and a country."""
        found: dict[str, list[int]] = {}
        for number, form in enumerate(self.forms):
            found.setdefault(form, []).append(number)
        return found

    def forms_of(self, position: int) -> list[list[int]]:
        """The forms of a passage's words: those outside its sentences, then each sentence's."""
        words = self.words[self.first_words[position] : self.first_words[position + 1]]
        marks = np.flatnonzero(words <= OUTSIDE).tolist()
        forms: list[int] = words.tolist()
        outside: list[int] = []
        groups = [outside]
        for mark, end in pairwise((*marks, len(forms))):
            if forms[mark] == SENTENCE:
                groups.append(forms[mark + 1 : end])
            else:
                outside += forms[mark + 1 : end]
        return groups

    def terms_of(self, position: int) -> Terms:
        """The terms of a passage's text, in order."""
        forms = self.words[self.first_words[position] : self.first_words[position + 1]].tolist()
        terms = self.term_of_form
        return tuple(term for form in forms if (term := terms[form]) is not None)


def all_terms(topic: Terms, own: Terms, asked: Terms) -> Terms:
    """The terms that a passage is found by: its text's, its topic's name's, and those of what it answers."""
    held = set(own)
    if not held.issuperset(topic):
        own = (*topic, *own)
        held.update(topic)
    return (*own, *(term for term in dict.fromkeys(asked) if term not in held))


def distinct(names: tuple[Terms, ...]) -> Terms:
    """Names in order of appearance, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(names)))
