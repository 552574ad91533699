"""The record: all documents that answers come from, with their index, thesaurus and questions."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from knowledge.analysis import Analyzer, Token, trigrams
from knowledge.document import Document, Passage, Sentence, Topic, digest
from knowledge.errors import RecordError, UnknownPassageError
from knowledge.index import Index
from knowledge.markdown import read_document
from knowledge.thesaurus import EMPTY, Entry, Thesaurus, read_thesaurus
from knowledge.vocabulary import english

TITLE_REACH = 3
"""Terms between a person's country and his name: a title and a given name."""
SHIPPED = Path(__file__).parent / "record"


@dataclass(frozen=True, slots=True)
class IndexedSentence:
    """A sentence with the distinct terms that it holds, and every three words in a row."""

    sentence: Sentence
    terms: frozenset[str]
    trigrams: frozenset[tuple[str, ...]]
    sequence: str


@dataclass(frozen=True)
class IndexedPassage:
    """A passage with its document, its terms in order, and its sentences' terms.

    The name of a passage's topic counts among its terms, also where the paragraph doesn't repeat it.
    """

    document: Document
    passage: Passage
    terms: tuple[str, ...]
    topic_terms: tuple[str, ...]
    sentences: tuple[IndexedSentence, ...]

    @cached_property
    def sequence(self) -> str:
        """The terms of each sentence as one text, for finding some of them in a row."""
        topic = f" {' '.join(self.topic_terms)} "
        return "|".join((topic, *(sentence.sequence for sentence in self.sentences)))


class Record:
    """Documents ready to be asked."""

    def __init__(self, path: Path, documents: tuple[Document, ...], thesaurus: Thesaurus = EMPTY) -> None:
        self.path = path
        self.documents = documents
        self.thesaurus = thesaurus
        words = english()
        self.analyzer = Analyzer(words.stop_words, words.countries)
        self.surface: Counter[str] = Counter()
        self.compounds: dict[str, tuple[str, ...]] = {}
        self._capitalised: set[str] = set()
        self.passages: tuple[IndexedPassage, ...] = tuple(
            self._indexed(document, passage) for document in documents for passage in document.passages
        )
        self.index = Index([indexed.terms for indexed in self.passages])
        self.digest = digest(documents)

    def _indexed(self, document: Document, passage: Passage) -> IndexedPassage:
        tokens = self.analyzer.tokens(document.text[passage.start : passage.end])
        self._note_words(tokens)
        terms = self.analyzer.terms(tokens)
        topic = self.terms(passage.topic) if passage.topic else ()
        if topic and not set(topic) <= set(terms):
            terms = (*topic, *terms)
        sentences = tuple(
            self._indexed_sentence(
                sentence, [one for one in tokens if sentence.start <= passage.start + one.start < sentence.end]
            )
            for sentence in passage.sentences
        )
        return IndexedPassage(document, passage, terms, topic, sentences)

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
        return tuple(
            dict.fromkeys(
                speaker
                for indexed in self.passages
                for sentence in indexed.passage.sentences
                for speaker in sentence.speakers
            )
        )

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """All of whom the record reports silence."""
        return tuple(
            dict.fromkeys(
                name for indexed in self.passages for sentence in indexed.passage.sentences for name in sentence.silent
            )
        )

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What is doubtful about the record though it can be used, a line each."""
        return (
            *(warning for document in self.documents for warning in document.warnings),
            *(
                f"{self.thesaurus.path}:{entry.line}: {entry.term!r} stands nowhere in the record"
                for entry in self.dangling
            ),
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

    def passage(self, asked: str) -> IndexedPassage:
        """The passage of an id ('IN10933:7') or, in a record of one document, of a number.

        Raises UnknownPassageError with the nearest id.
        """
        wanted = asked.strip()
        if wanted.isdecimal() and len(self.documents) == 1:
            wanted = f"{self.documents[0].id}:{wanted}"
        for indexed in self.passages:
            if indexed.passage.id.casefold() == wanted.casefold():
                return indexed
        name, _, number = wanted.rpartition(":")
        number = number if number.isdecimal() else "0"
        # A number of thousands of digits is no number of a paragraph.
        distance = {
            indexed.passage.id: (
                indexed.passage.document.casefold() != name.casefold(),
                abs(indexed.passage.number - int(number[:9])),
            )
            for indexed in self.passages
        }
        raise UnknownPassageError(asked, min(distance, key=lambda id_: distance[id_]))


def load(path: Path = SHIPPED) -> Record:
    """Read a record: the documents of a folder (`*.md`) with the thesaurus beside them, or a single file.

    Raises RecordError where there is no document, one can't be read, or two share an id.
    """
    if path.is_dir():
        files = sorted(path.glob("*.md"))
    elif path.exists():
        files = [path]
    else:
        raise RecordError(path, "no such file or folder")
    if not files:
        raise RecordError(path, "no document in this folder", remedy="a document is a *.md file with front matter")
    documents = tuple(read_document(file) for file in files)
    ids = Counter(document.id.casefold() for document in documents)
    for file, document in zip(files, documents, strict=True):
        if ids[document.id.casefold()] > 1:
            raise RecordError(file, f"the id {document.id!r} belongs to another document too", remedy="ids are unique")
    beside = (path if path.is_dir() else path.parent) / "thesaurus.yaml"
    thesaurus = read_thesaurus(beside) if beside.is_file() else EMPTY
    record = Record(path, documents, thesaurus)
    if path.resolve() == SHIPPED.resolve() and record.dangling:
        others = ", ".join(f"{entry.term!r} in line {entry.line}" for entry in record.dangling[1:])
        first = record.dangling[0]
        problem = f"{first.term!r} stands nowhere in the record" + (f"; nor do {others}" if others else "")
        raise RecordError(beside, problem, first.line, "correct or remove")
    return record
