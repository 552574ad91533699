"""Any span of a passage as a quote, how a span grows to its surroundings, and where a long one is cut."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from knowledge.answer import Quote
from knowledge.document import Sentence
from knowledge.passages import IndexedPassage

Fits = Callable[[Quote], bool]
"""Whether a quote can be shown in one piece; of two that begin together, the longer one never fits more easily."""
FEWEST_WORDS = 4
"""Words of the shortest sentence that is quoted by itself."""
_SPACE = re.compile(r"\s+")


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


def sentence_quote(indexed: IndexedPassage, sentence: Sentence) -> Quote:
    """A sentence as a quote, as far as it goes."""
    return quote_of(indexed, sentence.start, reach(indexed, sentence))


def reach(indexed: IndexedPassage, sentence: Sentence) -> int:
    """Where the quote of a sentence ends: one of a few words ("We did not.") has the next with it, if it is his too."""
    end = sentence.end
    if len(indexed.document.text[sentence.start : end].split()) < FEWEST_WORDS:
        following = next((one for one in indexed.passage.sentences if one.start >= end), None)
        end = following.end if following and following.speakers == sentence.speakers else end
    return end


def body(indexed: IndexedPassage) -> Quote:
    """A whole paragraph without its run-in heading; the heading where there is nothing else."""
    spans = indexed.passage.sentences or (indexed.passage,)
    return quote_of(indexed, spans[0].start, spans[-1].end)


def grown(indexed: IndexedPassage, quote: Quote, fits: Fits) -> Quote | None:
    """A quote with the sentences before and after it, as far as that fits; None where it can't grow."""
    sentences = indexed.passage.sentences
    touched = [i for i, one in enumerate(sentences) if one.start < quote.end and one.end > quote.start]
    if not touched:
        return None
    first, last = touched[0], touched[-1]
    before, after = max(first - 1, 0), min(last + 1, len(sentences) - 1)
    for left, right in ((before, after), (first, after), (before, last), (first, last)):
        wider = quote_of(indexed, sentences[left].start, sentences[right].end)
        if (wider.start, wider.end) != (quote.start, quote.end) and fits(wider):
            return wider
    return None


def beginning(indexed: IndexedPassage, quote: Quote, fits: Fits) -> Quote:
    """The longest beginning of a quote that fits: all of it, else whole sentences, whole words, or characters."""
    if fits(quote):
        return quote

    def longest(ends: Sequence[int]) -> Quote | None:
        inside = [end for end in ends if quote.start < end < quote.end]
        fitting = bisect_right(inside, False, key=lambda end: not fits(quote_of(indexed, quote.start, end)))
        return quote_of(indexed, quote.start, inside[fitting - 1]) if fitting else None

    return (
        longest([sentence.end for sentence in indexed.passage.sentences])
        or longest([quote.start + space.start() for space in _SPACE.finditer(quote.text)])
        or longest(range(quote.start + 1, quote.end))
        or quote
    )


def rest(indexed: IndexedPassage, start: int, end: int) -> Quote | None:
    """What a passage holds between two offsets, without white space around it; None where that is nothing."""
    text = indexed.document.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    return quote_of(indexed, start, end) if start < end else None
