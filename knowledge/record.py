"""The record: all documents that answers come from, with their index and thesaurus."""

import datetime
from collections.abc import Collection, Sequence, Set
from functools import cached_property

from knowledge.analysis import Analyzer
from knowledge.columns import Columns, Named, distinct
from knowledge.document import Document, Topic, as_of, written_date
from knowledge.document import digest as digest_of
from knowledge.index import Index
from knowledge.indexing import Indexer
from knowledge.passages import IndexedPassage, Passages
from knowledge.retrieval.search import Retriever, Terms
from knowledge.same_topics import Key, topic_keys
from knowledge.scope import EVERYTHING, Scope, scope_of
from knowledge.sources import Sources
from knowledge.speaker_names import SpeakerNames
from knowledge.thesaurus import EMPTY, Entry, Thesaurus
from knowledge.verifying.word_columns import WordColumns, words_of
from knowledge.vocabulary import english

SHORT_DIGEST = len("sha256:") + 12
"""Characters of a digest that tell records apart."""


class Record:
    """Documents ready to be asked."""

    def __init__(
        self,
        documents: Sequence[Document],
        thesaurus: Thesaurus = EMPTY,
        sources: Sources | None = None,
        columns: Columns | None = None,
        words: WordColumns | None = None,
        digest: str | None = None,
    ) -> None:
        """`columns`, `words`, `digest` are the documents' own, where they were saved: else they are made of them."""
        self.documents = documents
        self.thesaurus = thesaurus
        self.sources = sources or Sources()
        self.analyzer = analyzer()
        self.digest = digest or digest_of(documents)
        columns = columns or columns_of(documents, self.analyzer)
        self.passages = Passages(documents, columns)
        self.index: Retriever = Index(columns)
        self.lexicon = columns.lexicon
        self.sentences = columns.lexicon.sentences
        self._voices = columns.voices
        self._words = words

    @cached_property
    def word_columns(self) -> WordColumns:
        """All words of the documents, stop words too; a while in the making, and only quotations are checked by it."""
        return self._words or words_of(self.documents)

    @cached_property
    def stamp(self) -> str:
        """Which record it is, in short: 'record of July 20, 2018, sha256:17c487c5540b'."""
        return f"record of {written_date(as_of(self.documents))}, {self.digest[:SHORT_DIGEST]}"

    def terms(self, text: str) -> Terms:
        """The distinct terms of a text."""
        if named := self.lexicon.names.get(text):
            return named.terms
        if text in self.lexicon.topics:
            return self.lexicon.topics[text]
        return tuple(dict.fromkeys(self.analyzer.terms(self.analyzer.tokens(text))))

    def holds_sequence(self, terms: Terms) -> bool:
        """Whether terms stand in a row in some sentence, or in a topic's name."""
        return bool(terms) and (f" {' '.join(terms)} " in self._topic_names or self.index.holds_row(terms))

    @cached_property
    def _topic_names(self) -> str:
        """The terms of the names of topics, as one text."""
        return "|".join(f" {' '.join(terms)} " for terms in self.lexicon.topics.values())

    @cached_property
    def naming(self) -> frozenset[str]:
        """Terms that name things: topics of one word, countries, and capitalised words that no dictionary has."""
        return self.lexicon.naming.union(terms[0] for terms in self.lexicon.topics.values() if len(terms) == 1)

    def country_of(self, name: str) -> str | None:
        """The term of a speaker's country: in a body's name, or before a person's ("Russian President Vladimir …")."""
        return self.lexicon.names.get(name, Named((), None)).country

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
        return self._named_in(scope, self._voices.speakers)

    def silent_in(self, scope: Scope) -> tuple[str, ...]:
        """All of whom a part of the record reports silence."""
        return self._named_in(scope, self._voices.silent)

    @cached_property
    def speaker_names(self) -> SpeakerNames:
        """The names of all who speak or are silent."""
        return self.speaker_names_in(EVERYTHING)

    def speaker_names_in(self, scope: Scope) -> SpeakerNames:
        """The names of those who speak or are silent in a part of the record."""
        names = self.speakers_in(scope) + self.silent_in(scope)
        return SpeakerNames({name: self.lexicon.names[name].terms for name in names})

    def _named_in(self, scope: Scope, names: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
        held = zip(self.documents, names, strict=True)
        return distinct(tuple(own for document, own in held if scope.holds(document.id)))

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
    def terms_of_thesaurus(self) -> dict[str, Terms]:
        """The terms of each entry of the thesaurus."""
        entries = [entry.term for entry in self.thesaurus.entries]
        return dict(zip(entries, self.analyzer.phrases(entries, terms_only=True), strict=True))

    @property
    def topics(self) -> tuple[tuple[Document, Topic], ...]:
        """Every topic with the document that lists it."""
        return tuple((document, topic) for document in self.documents for topic in document.topics)

    @cached_property
    def topics_of(self) -> dict[str, list[tuple[Document, Topic]]]:
        """The topics of each name, with the documents that list them."""
        found: dict[str, list[tuple[Document, Topic]]] = {}
        for document, topic in self.topics:
            found.setdefault(topic.name, []).append((document, topic))
        return found

    def topics_named(self, terms: Set[str]) -> list[str]:
        """The names of topics that terms name: with all words of the name, or with some and no others."""
        candidates = dict.fromkeys(name for term in sorted(terms) for name in self._topics_by_term.get(term, ()))
        return [name for name in candidates if terms <= (own := set(self.lexicon.topics[name])) or terms >= own]

    @cached_property
    def _topics_by_term(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, terms in self.lexicon.topics.items():
            for term in terms:
                found.setdefault(term, []).append(name)
        return found

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


def analyzer() -> Analyzer:
    """The analysis of what is indexed and what is asked."""
    words = english()
    return Analyzer(words.stop_words, words.countries)


def columns_of(documents: Sequence[Document], analyzer: Analyzer) -> Columns:
    """The columns of documents that are in memory."""
    indexer = Indexer(analyzer, english())
    for document in documents:
        indexer.add(document)
    return indexer.columns()
