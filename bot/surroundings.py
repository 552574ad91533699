"""What stands around a quote, step by step: more of its paragraph, the rest of it, its neighbours."""

from functools import lru_cache

from bot.fitting import CACHED, Quotes, fits
from knowledge.answer import Quote
from knowledge.passages import IndexedPassage
from knowledge.quoting import body, grown, rest
from knowledge.record import Record


class Surroundings:
    """The surroundings of the quotes of one record."""

    def __init__(self, record: Record, quotes: Quotes) -> None:
        self._record = record
        self._quotes = quotes
        # Every page asks for them, to know whether there is anything to turn to.
        self.of = lru_cache(CACHED)(self._of)

    def _of(self, quote: Quote) -> tuple[Quote, ...]:
        """What to turn to from a quote; nothing where there is no more that fits.

        The quote with a sentence more on each side; where that doesn't fit, what follows in its paragraph after as much
        of it as is shown; after the paragraph's end, the neighbouring paragraphs that touch it.
        """
        indexed = self._record.passage(quote.passage)
        paragraph, shown = body(indexed), self._quotes.first(quote)
        wider = grown(indexed, quote, self._quotes.is_whole) if shown == quote else None
        following = wider or rest(indexed, shown.end, paragraph.end)
        return (following,) if following else self._between_neighbours(indexed, quote, paragraph)

    def _between_neighbours(self, indexed: IndexedPassage, quote: Quote, paragraph: Quote) -> tuple[Quote, ...]:
        own = self._record.passages.of(indexed.document.id)
        position = indexed.position - own[0].position
        shown = [quote]
        if position and quote.start <= paragraph.start and self._fit(before := body(own[position - 1]), quote):
            shown.insert(0, before)
        if position + 1 < len(own) and self._fit(*shown, after := body(own[position + 1])):
            shown.append(after)
        return tuple(shown) if len(shown) > 1 else ()

    def _fit(self, *quotes: Quote) -> bool:
        return fits(*(line for number, quote in enumerate(quotes, 1) for line in self._quotes.numbered(number, quote)))
