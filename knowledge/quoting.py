"""Any span of a passage as a quote, and how a span grows to its surroundings."""

from collections.abc import Callable

from knowledge.answer import Quote
from knowledge.record import IndexedPassage


def quote_of(indexed: IndexedPassage, start: int, end: int) -> Quote:
    """A span of a passage, by its offsets into the document's text, with all who speak in it."""
    document, passage = indexed.document, indexed.passage
    touched = [sentence for sentence in passage.sentences if sentence.start < end and sentence.end > start]
    return Quote(
        passage=passage.id,
        start=start,
        end=end,
        text=document.text[start:end],
        speakers=tuple(dict.fromkeys(name for sentence in touched for name in sentence.speakers)),
        silent=tuple(dict.fromkeys(name for sentence in touched for name in sentence.silent)),
        topic=passage.topic,
        citation=document.citation(passage),
        url=document.metadata.url,
    )


def body(indexed: IndexedPassage) -> Quote:
    """A whole paragraph without its run-in heading."""
    sentences = indexed.passage.sentences
    return quote_of(indexed, sentences[0].start, sentences[-1].end)


def grown(indexed: IndexedPassage, quote: Quote, fits: Callable[[Quote], bool]) -> Quote | None:
    """A quote with the sentences before and after it, as far as that fits; None where it can't grow."""
    sentences = indexed.passage.sentences
    touched = [i for i, one in enumerate(sentences) if one.start < quote.end and one.end > quote.start]
    first, last = touched[0], touched[-1]
    before, after = max(first - 1, 0), min(last + 1, len(sentences) - 1)
    for left, right in ((before, after), (first, after), (before, last), (first, last)):
        wider = quote_of(indexed, sentences[left].start, sentences[right].end)
        if (wider.start, wider.end) != (quote.start, quote.end) and fits(wider):
            return wider
    return None
