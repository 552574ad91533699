"""All wordings that a question is read by: the thesaurus, the record's names, English's frames, the meeting's names."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.analysis import Phrases
from knowledge.record import Record
from knowledge.vocabulary import English, Frame


@dataclass(frozen=True, slots=True)
class Alias:
    """What a phrase stands for: words of the record, their terms, and whether it names a thing."""

    text: str
    terms: tuple[str, ...]
    naming: bool


def wordings(record: Record, english: English) -> Phrases[Frame | Alias]:
    """The wordings for questions about one record."""
    aliases = [(name, entry) for entry in record.thesaurus.entries for name in (entry.term, *entry.names)]
    stemmed_aliases = record.analyzer.phrases(name for name, _ in aliases)
    terms_of = record.terms_of_thesaurus
    named = [
        (stemmed, Alias(entry.term, terms_of[entry.term], entry.naming))
        for stemmed, (_, entry) in zip(stemmed_aliases, aliases, strict=True)
    ]
    names = (*record.speakers, *record.silent, *(topic.name for _, topic in record.topics))
    named += [
        (stemmed, Alias(name, record.terms(name), naming=True))
        for stemmed, name in zip(record.analyzer.phrases(names), names, strict=True)
    ]
    meetings = tuple(_meeting_names(record))
    meeting_terms = {record.terms(name) for name in meetings}
    other_names = [stemmed for stemmed, alias in named if alias.terms in meeting_terms]
    settings = [(stemmed, Frame.SETTING) for stemmed in (*record.analyzer.phrases(meetings), *other_names)]
    return Phrases([*named, *english.frames, *settings])


def _meeting_names(record: Record) -> Iterable[str]:
    """The names of the meetings that documents are of, as their metadata has them; they tell nothing apart."""
    for document in record.documents:
        metadata = document.metadata
        title = metadata.title.removeprefix("The ")
        yield from (name for name in (metadata.event_title, title, f"the {title}") if name)
        if metadata.event_place:
            place = metadata.event_place.split(",")[0]
            yield from (place, f"summit in {place}", f"meeting in {place}")
