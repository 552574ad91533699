"""A passage of the record, or a sentence of it, as a citation in the form that one needs."""

from dataclasses import dataclass

from knowledge.answer import Quote
from knowledge.citing.data import bibtex, csl_json, ris, text_quote_selector
from knowledge.citing.prose import Kind, Pinpoint, Stretch, Stretches, apa, chicago_note, markdown, plain
from knowledge.citing.style import Style
from knowledge.citing.text_fragment import link_to
from knowledge.errors import UnknownPassageError
from knowledge.record import Record
from knowledge.sentence_search import SentenceSearch


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in a style: as text, and by its stretches, for a face that can set titles in italics."""

    style: Style
    stretches: Stretches

    def __str__(self) -> str:
        return "".join(stretch.text for stretch in self.stretches)


def citation(record: Record, quote: Quote, style: Style) -> Citation:
    """A quote's citation in a style, with its paragraph and topic.

    Plain text and Markdown link to the words; the others give the document's own address, as manuals and reference
    managers have it. Those for programs hold the record's date and digest.
    """
    indexed = record.passage(quote.passage)
    document, passage = indexed.document, indexed.passage
    metadata, pinpoint = document.metadata, Pinpoint(passage.number, passage.topic)
    match style:
        case Style.PLAIN:
            stretches = plain(metadata, pinpoint, link_to(document, quote.start, quote.end))
        case Style.MARKDOWN:
            stretches = markdown(metadata, pinpoint, link_to(document, quote.start, quote.end))
        case Style.CHICAGO_NOTE:
            stretches = chicago_note(metadata, pinpoint)
        case Style.APA:
            stretches = apa(document, pinpoint)
        case Style.TEXT_QUOTE_SELECTOR:
            stretches = (Stretch(text_quote_selector(document, quote.start, quote.end), Kind.MARKUP),)
        case _:
            write = {Style.BIBTEX: bibtex, Style.RIS: ris, Style.CSL_JSON: csl_json}[style]
            stretches = (Stretch(write(metadata, passage.id, _note(record, pinpoint)), Kind.MARKUP),)
    return Citation(style, stretches)


def quote_at(record: Record, asked: str) -> Quote:
    """The quote of a paragraph by its id or number ('IN10933:15'), or of a sentence of it ('IN10933:15#3').

    Raises UnknownPassageError with the nearest.
    """
    found = SentenceSearch(record).resolve(asked)
    if found:
        return found
    indexed = record.passage(asked.partition("#")[0])
    raise UnknownPassageError(asked, f"{indexed.passage.id}#{len(indexed.passage.sentences)}")


def _note(record: Record, pinpoint: Pinpoint) -> str:
    """Where in which record: 'par. 19, Sanctions; record of July 20, 2018, sha256:17c487c5540b'."""
    return "; ".join(part for part in (pinpoint.written(), record.stamp) if part)
