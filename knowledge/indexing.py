"""Documents become columns, one after the other."""

from array import array
from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from knowledge.analysis import Analyzer, Token
from knowledge.columns import (
    BREAK,
    LISTED,
    NO_TERM,
    NO_TOPIC,
    OUTSIDE,
    SENTENCE,
    Columns,
    Lexicon,
    Named,
    Voices,
    all_terms,
)
from knowledge.document import Document, Passage
from knowledge.retrieval.postings import lay_out
from knowledge.retrieval.search import Terms
from knowledge.retrieval.weights import Corpus
from knowledge.vocabulary import English

TITLE_REACH = 3
"""Terms between a person's country and his name: a title and a given name."""


class Indexer:
    """Analyses the passages of a record's documents, given in its order, and keeps what is needed to find them."""

    def __init__(self, analyzer: Analyzer, english: English) -> None:
        self._analyzer = analyzer
        self._english = english
        self._documents: list[str] = []
        self._first_passages = array("i", [0])
        self._is_head = bytearray()
        self._status_of = array("b")
        self._terms: dict[str, int] = {}
        self._forms: dict[tuple[str, int], int] = {("", BREAK): SENTENCE, ("\n", BREAK): OUTSIDE}
        self._words = array("i")
        self._first_words = array("q", [0])
        # What passages are found by: the numbers of their terms.
        self._found_by = array("i")
        self._lengths = array("q")
        self._surface: Counter[str] = Counter()
        self._compounds: dict[str, Terms] = {}
        self._capitalised: set[str] = set()
        self._countries_before: dict[str, str] = {}
        self._topics: dict[str, Terms] = {}
        self._speakers: list[Terms] = []
        self._silent: list[Terms] = []
        self._voices: dict[str, array[int]] = {}
        self._sentences = self._sentence_terms = 0

    def add(self, document: Document) -> None:
        """Analyse a document."""
        for topic in document.topics:
            self._topic(topic.name)
        asked: Terms = ()
        for passage in document.passages:
            terms = self._add(document, passage, asked)
            asked = terms if passage.is_question else ()
        self._documents.append(document.id)
        self._first_passages.append(len(self._lengths))
        sentences = [sentence for passage in document.passages for sentence in passage.sentences]
        self._speakers.append(tuple(dict.fromkeys(name for sentence in sentences for name in sentence.speakers)))
        self._silent.append(tuple(dict.fromkeys(name for sentence in sentences for name in sentence.silent)))

    def columns(self) -> Columns:
        """All that was added."""
        terms = tuple(self._terms)
        naming = self._capitalised.union(term for term in terms if term.startswith("<"))
        return Columns(
            documents=tuple(self._documents),
            first_passages=np.frombuffer(self._first_passages, dtype=np.int32),
            is_head=np.array(self._is_head, dtype=bool),
            status_of=np.array(self._status_of, dtype=np.int8),
            terms=terms,
            forms=tuple(word for word, _ in self._forms),
            form_terms=np.fromiter((term for _, term in self._forms), dtype=np.int32, count=len(self._forms)),
            words=_int32(self._words),
            first_words=np.frombuffer(self._first_words, dtype=np.int64),
            layout=lay_out(Corpus(terms, _int32(self._found_by), np.array(self._lengths, dtype=np.int64))),
            lexicon=Lexicon(
                surface=self._surface,
                compounds=self._compounds,
                naming=frozenset(naming),
                names=dict(self._named()),
                topics=self._topics,
                sentences=self._sentences,
                mean_length=self._sentence_terms / self._sentences if self._sentences else 1.0,
            ),
            voices=self._all_voices(),
        )

    def _add(self, document: Document, passage: Passage, asked: Terms) -> Terms:
        """Analyse a passage; the terms that it is found by."""
        tokens = self._analyzer.tokens(document.text[passage.start : passage.end])
        self._note_words(tokens)
        self._add_words(passage, tokens)
        own = self._analyzer.terms(tokens)
        topic = self._topic(passage.topic) if passage.topic else ()
        if not set(topic) <= set(own):
            self._note_words(self._analyzer.tokens(passage.topic or ""))
        terms = all_terms(topic, own, () if passage.is_question else asked)
        numbers = self._terms
        self._found_by.extend([numbers.setdefault(term, len(numbers)) for term in terms])
        self._note_countries(terms)
        position = len(self._lengths)
        self._lengths.append(len(terms))
        self._is_head.append(passage.number == 0)
        status = document.topic_of[passage.topic].status if passage.topic else None
        self._status_of.append(LISTED.index(status) if status else NO_TOPIC)
        named = [name for sentence in passage.sentences for name in sentence.speakers + sentence.silent]
        for name in dict.fromkeys(named):
            self._voices.setdefault(name, array("i")).append(position)
        return terms

    def _add_words(self, passage: Passage, tokens: Iterable[Token]) -> None:
        """The forms of a passage's words, sentence by sentence."""
        words = [OUTSIDE]
        numbers, forms = self._terms, self._forms
        following = iter(passage.sentences)
        sentence = next(following, None)
        is_inside = False
        terms: set[int] = set()
        for token in tokens:
            if not token.word:
                continue
            start = passage.start + token.start
            while sentence and start >= sentence.end:
                words += [] if is_inside else [SENTENCE]
                self._end_sentence(terms)
                sentence, is_inside = next(following, None), False
                words.append(OUTSIDE)
            if sentence and start >= sentence.start and not is_inside:
                words.append(SENTENCE)
                is_inside = True
            is_term = self._analyzer.is_term(token)
            term = numbers.setdefault(token.stem, len(numbers)) if is_term else NO_TERM
            if is_inside and is_term:
                terms.add(term)
            form = token.word.replace("'", "") if "'" in token.word else token.word
            words.append(forms.setdefault((form, term), len(forms)))
        while sentence:
            words += [] if is_inside else [SENTENCE]
            self._end_sentence(terms)
            sentence, is_inside = next(following, None), False
        self._words.extend(words)
        self._first_words.append(len(self._words))

    def _end_sentence(self, terms: set[int]) -> None:
        self._sentences += 1
        self._sentence_terms += len(terms)
        terms.clear()

    def _note_words(self, tokens: tuple[Token, ...]) -> None:
        """Count the words as written, and remember those written with hyphens."""
        self._surface.update([word for token in tokens for word in token.word.split()])
        for i, token in enumerate(tokens):
            is_capital = token.text[:1].isupper() and token.stem not in self._capitalised
            if is_capital and not self._english.is_ordinary(token.word) and not token.word.endswith("."):
                self._capitalised.add(token.stem)
            if token.text == "-" and 0 < i < len(tokens) - 1 and token.glued and tokens[i + 1].glued:
                left, right = tokens[i - 1], tokens[i + 1]
                self._compounds[left.word + right.word] = self._analyzer.terms((left, right))

    def _note_countries(self, terms: Terms) -> None:
        """Which country's term stands right before others ("Russian President Vladimir …"); the first one counts."""
        for place, country in enumerate(terms):
            if country.startswith("<"):
                for following in terms[place + 1 : place + 1 + TITLE_REACH]:
                    if following.startswith("<"):
                        # What follows it is nearer to that one.
                        self._countries_before.setdefault(following, country)
                        break
                    self._countries_before.setdefault(following, country)

    def _topic(self, name: str) -> Terms:
        if name not in self._topics:
            self._topics[name] = tuple(dict.fromkeys(self._analyzer.terms(self._analyzer.tokens(name))))
        return self._topics[name]

    def _named(self) -> Iterable[tuple[str, Named]]:
        """The names of those who speak or are silent, and their countries: in a body's name, or before a person's."""
        for name in self._voices:
            terms = tuple(dict.fromkeys(self._analyzer.terms(self._analyzer.tokens(name))))
            if len(terms) > 1:
                country = next((term for term in terms if term.startswith("<")), None)
            else:
                country = self._countries_before.get(terms[0]) if terms else None
            yield name, Named(terms, country)

    def _all_voices(self) -> Voices:
        starts = np.zeros(len(self._voices) + 1, dtype=np.int64)
        np.cumsum([len(held) for held in self._voices.values()], out=starts[1:])
        passages = array("i")
        for held in self._voices.values():
            passages.extend(held)
        return Voices(
            speakers=tuple(self._speakers),
            silent=tuple(self._silent),
            names=tuple(self._voices),
            starts=starts,
            passages=_int32(passages),
        )


def _int32(values: "array[int]") -> NDArray[np.int32]:
    """The values as an array; an empty one has no buffer to look at."""
    return np.frombuffer(values, dtype=np.int32) if values else np.empty(0, dtype=np.int32)
