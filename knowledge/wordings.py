"""All wordings that a question is read by: the thesaurus, the record's names, English's frames, the meeting's names."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from knowledge.analysis import Phrases
from knowledge.record import Record
from knowledge.same_topics import Key
from knowledge.synonyms import is_name, phrases_with_synonyms, synonyms
from knowledge.vocabulary import English, Frame, english


@dataclass(frozen=True, slots=True)
class Alias:
    """What a phrase stands for: words of the record, their terms, and whether it names a thing.

    One `in_row` stands for them only where the record has them in a row.
    """

    text: str
    terms: tuple[str, ...]
    naming: bool
    in_row: bool = False


def wordings(record: Record, english: English) -> Phrases[Frame | Alias]:
    """The wordings for questions about one record."""
    named = [*_other_names(record), *_names(record)]
    meetings = tuple(_meeting_names(record))
    meeting_terms = {record.terms(name) for name in meetings}
    other_names = [stemmed for stemmed, alias in named if alias.terms in meeting_terms]
    settings = [(stemmed, Frame.SETTING) for stemmed in (*record.analyzer.phrases(meetings), *other_names)]
    return Phrases([*named, *_synonyms(record), *english.frames, *settings])


def _synonyms(record: Record) -> Iterable[tuple[tuple[str, ...], Alias]]:
    """The names of several words for which the record has others."""
    for phrase, stemmed in phrases_with_synonyms():
        held = [terms for terms in synonyms()[stemmed] if all(term in record.index for term in terms)]
        if held and is_name(phrase):
            yield from ((stemmed, Alias(" ".join(terms), terms, naming=False, in_row=True)) for terms in held)


def _other_names(record: Record) -> Iterable[tuple[tuple[str, ...], Alias]]:
    """The names that the thesaurus has for a term; one of a topic also stands for its names in other documents."""
    topics = _topics(record)
    aliases = [(name, entry) for entry in record.thesaurus.entries for name in (entry.term, *entry.names)]
    stemmed_aliases = record.analyzer.phrases(name for name, _ in aliases)
    for stemmed, (_, entry) in zip(stemmed_aliases, aliases, strict=True):
        terms = record.terms_of_thesaurus[entry.term]
        yield stemmed, Alias(entry.term, terms, entry.naming)
        for topic in topics.get(tuple(sorted(terms)), ()) if entry.naming else ():
            if topic.terms != terms:
                yield stemmed, topic


def _names(record: Record) -> Iterable[tuple[tuple[str, ...], Alias]]:
    """The names of those who speak and of topics; one of a topic also stands for its names in other documents."""
    people = (*record.speakers, *record.silent)
    meant = [(name, Alias(name, record.terms(name), naming=True)) for name in people]
    meant += [(topic.text, other) for topics in _topics(record).values() for topic in topics for other in topics]
    # A name of nothing but stop words ("I") stands for nothing.
    meant = [(name, alias) for name, alias in meant if alias.terms]
    stemmed = record.analyzer.phrases(name for name, _ in meant)
    return zip(stemmed, (alias for _, alias in meant), strict=True)


def _topics(record: Record) -> dict[Key, list[Alias]]:
    """The names of topics, those of one topic together."""
    topics: dict[Key, list[Alias]] = {}
    for name, key in record.topic_keys.items():
        topics.setdefault(key, []).append(Alias(name, record.terms(name), naming=True))
    return topics


def _kind(event: str) -> str:
    """What an event is called, by the noun of its name: "ministerial" of "Third Oslo Ministerial on Fish"."""
    words = [*takewhile(lambda word: word not in english().grammar.name_prepositions, event.split())]
    return words[-1].lower() if words and words[-1].isalpha() else ""


def _places(event_place: str) -> list[str]:
    """The names of where a meeting was, without its country: "Villa Corenne" and "Lake Sennet" of three."""
    places = [place.strip() for place in event_place.split(",")]
    return places[:-1] or places


def _meeting_names(record: Record) -> Iterable[str]:
    """The names of the meetings that documents are of, as their metadata has them; they tell nothing apart.

    A title that is the name of a topic is none: one document may be on what another lists.
    """
    topics = set(map(record.terms, record.topic_keys))
    words_of_topics = {term for terms in topics for term in terms}
    for document in record.documents:
        metadata = document.metadata
        title = metadata.title.removeprefix("The ")
        titles = () if record.terms(title) in topics else (title, f"the {title}")
        yield from (name for name in (metadata.event_title, *titles) if name)
        kind = _kind(metadata.event_title or "")
        if kind and words_of_topics.isdisjoint(record.terms(kind)):
            yield kind
        if metadata.event_place:
            for place in _places(metadata.event_place):
                yield from (place, f"summit in {place}", f"meeting in {place}")
