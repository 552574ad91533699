"""The record: all documents that answers come from, with their index and thesaurus."""

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from itertools import count

from knowledge.analysis import Analyzer, Token, trigrams
from knowledge.document import Document, Passage, Sentence, Topic, as_of, digest, written_date
from knowledge.index import Index
from knowledge.passages import IndexedPassage, IndexedSentence, Passages
from knowledge.same_topics import Key, topic_keys
from knowledge.scope import EVERYTHING, Scope, scope_of
from knowledge.sources import Sources
from knowledge.thesaurus import EMPTY, Entry, Thesaurus
from knowledge.vocabulary import english

SHORT_DIGEST = len("sha256:") + 12
"""Characters of a digest that tell records apart."""
TITLE_REACH = 3
"""Terms between a person's country and his name: a title and a given name."""


class Record:
    """Documents ready to be asked."""

    def __init__(
        self, documents: tuple[Document, ...], thesaurus: Thesaurus = EMPTY, sources: Sources | None = None
    ) -> None:
        self.documents = documents
        self.thesaurus = thesaurus
        self.sources = sources or Sources()
        words = english()
        self.analyzer = Analyzer(words.stop_words, words.countries)
        self.surface: Counter[str] = Counter()
        self.compounds: dict[str, tuple[str, ...]] = {}
        self._capitalised: set[str] = set()
        self.passages = Passages(self._all_indexed())
        self.index = Index([indexed.terms for indexed in self.passages])
        self.digest = digest(documents)

    @cached_property
    def stamp(self) -> str:
        """Which record it is, in short: 'record of July 20, 2018, sha256:17c487c5540b'."""
        return f"record of {written_date(as_of(self.documents))}, {self.digest[:SHORT_DIGEST]}"

    def _all_indexed(self) -> Iterator[IndexedPassage]:
        positions = count()
        for document in self.documents:
            asked: tuple[str, ...] = ()
            for passage in document.passages:
                indexed = self._indexed(document, passage, next(positions), asked)
                asked = indexed.terms if passage.is_question else ()
                yield indexed

    def _indexed(self, document: Document, passage: Passage, position: int, asked: tuple[str, ...]) -> IndexedPassage:
        tokens = self.analyzer.tokens(document.text[passage.start : passage.end])
        self._note_words(tokens)
        terms = self.analyzer.terms(tokens)
        topic = self.terms(passage.topic) if passage.topic else ()
        if topic and not set(topic) <= set(terms):
            terms = (*topic, *terms)
            self._note_words(self.analyzer.tokens(passage.topic or ""))
        asked = () if passage.is_question else asked
        terms += tuple(term for term in dict.fromkeys(asked) if term not in terms)
        sentences = tuple(
            self._indexed_sentence(
                sentence, [one for one in tokens if sentence.start <= passage.start + one.start < sentence.end]
            )
            for sentence in passage.sentences
        )
        return IndexedPassage(document, passage, position, terms, topic, asked, sentences)

    def _indexed_sentence(self, sentence: Sentence, tokens: list[Token]) -> IndexedSentence:
        terms = self.analyzer.terms(tokens)
        return IndexedSentence(sentence, frozenset(terms), trigrams(tokens), f" {' '.join(terms)} ")

    def _note_words(self, tokens: tuple[Token, ...]) -> None:
        """Count the words as written, and remember those written with hyphens."""
        self.surface.update(word for token in tokens for word in token.word.split())
        for i, token in enumerate(tokens):
            if token.text[:1].isupper() and not english().is_ordinary(token.word) and not token.word.endswith("."):
                self._capitalised.add(token.stem)
            if token.text == "-" and 0 < i < len(tokens) - 1 and token.glued and tokens[i + 1].glued:
                left, right = tokens[i - 1], tokens[i + 1]
                self.compounds[left.word + right.word] = self.analyzer.terms((left, right))

    def terms(self, text: str) -> tuple[str, ...]:
        """The distinct terms of a text."""
        return tuple(dict.fromkeys(self.analyzer.terms(self.analyzer.tokens(text))))

    def holds_sequence(self, terms: tuple[str, ...]) -> bool:
        """Whether terms stand in a row in some sentence, or in a topic's name."""
        if not terms:
            return False
        wanted = f" {' '.join(terms)} "
        holding = set.intersection(*(set(self.index.holding(term)) for term in terms))
        return any(wanted in self.passages[position].sequence for position in holding)

    @cached_property
    def naming(self) -> frozenset[str]:
        """Terms that name things: topics of one word, countries, and capitalised words that no dictionary has."""
        topics = (terms[0] for _, topic in self.topics if len(terms := self.terms(topic.name)) == 1)
        return frozenset((*topics, *self._capitalised, *(term for term in self.index.terms if term.startswith("<"))))

    def country_of(self, name: str) -> str | None:
        """The term of a speaker's country: in a body's name, or before a person's ("Russian President Vladimir …")."""
        terms = self.terms(name)
        if len(terms) > 1:
            return next((term for term in terms if term.startswith("<")), None)
        for indexed in self.passages:
            for position, term in enumerate(indexed.terms):
                before = indexed.terms[max(0, position - TITLE_REACH) : position] if (term,) == terms else ()
                if country := next((other for other in reversed(before) if other.startswith("<")), None):
                    return country
        return None

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """All to whom the record gives words, in order of appearance."""
        return self.speakers_in(EVERYTHING)

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """All of whom the record reports silence."""
        return self.silent_in(EVERYTHING)

    def speakers_in(self, scope: Scope) -> tuple[str, ...]:
        """All to whom a part of the record gives words, in order of appearance."""
        return self._named_in(scope, lambda sentence: sentence.speakers)

    def silent_in(self, scope: Scope) -> tuple[str, ...]:
        """All of whom a part of the record reports silence."""
        return self._named_in(scope, lambda sentence: sentence.silent)

    def _named_in(self, scope: Scope, names: Callable[[Sentence], tuple[str, ...]]) -> tuple[str, ...]:
        sentences = (one for indexed in self.passages.within(scope) for one in indexed.passage.sentences)
        return tuple(dict.fromkeys(name for sentence in sentences for name in names(sentence)))

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What is doubtful about the record though it can be used, a line each."""
        return (
            *(warning for document in self.documents for warning in document.warnings),
            *(f"{entry.path}:{entry.line}: {entry.term!r} stands nowhere in the record" for entry in self.dangling),
        )

    @cached_property
    def dangling(self) -> tuple[Entry, ...]:
        """Entries of the thesaurus whose term the record doesn't hold."""
        terms = self.terms_of_thesaurus
        return tuple(entry for entry in self.thesaurus.entries if not self.holds_sequence(terms[entry.term]))

    @cached_property
    def terms_of_thesaurus(self) -> dict[str, tuple[str, ...]]:
        """The terms of each entry of the thesaurus."""
        entries = [entry.term for entry in self.thesaurus.entries]
        return dict(zip(entries, self.analyzer.phrases(entries, terms_only=True), strict=True))

    @property
    def topics(self) -> tuple[tuple[Document, Topic], ...]:
        """Every topic with the document that lists it."""
        return tuple((document, topic) for document in self.documents for topic in document.topics)

    @cached_property
    def topic_keys(self) -> dict[str, Key]:
        """A key for each topic's name, equal for those that are one topic of several documents."""
        thesaurus = self.thesaurus if len(self.documents) > 1 else EMPTY
        return topic_keys((topic.name for _, topic in self.topics), thesaurus, self.terms)

    def scope(
        self,
        documents: Collection[str] = (),
        after: datetime.date | None = None,
        before: datetime.date | None = None,
    ) -> Scope:
        """The documents of these ids (of none: all) that were issued after and before these days, not on them.

        Raises UnknownDocumentError for an id that the record doesn't have, ScopeError where no document remains.
        """
        return scope_of(self.documents, documents, after, before)

    def documents_in(self, scope: Scope) -> tuple[Document, ...]:
        """The documents that are searched, in the record's order."""
        return tuple(document for document in self.documents if scope.holds(document.id))

    def passage(self, asked: str) -> IndexedPassage:
        """The passage of an id ('IN10933:7') or, in a record of one document, of a number.

        Raises UnknownPassageError with the nearest id, AmbiguousPassageError with those that a number may mean.
        """
        return self.passages.named(asked)
