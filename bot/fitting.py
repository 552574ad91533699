"""What fits in a message: a quote whole, or as much of it as does, under whatever lines stand above it."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from bot.escaping import size
from bot.lines import quote_lines
from bot.places import place_of
from knowledge.answer import Quote
from knowledge.quoting import beginning, rest
from knowledge.record import Record

MESSAGE = 2000
"""Characters of the longest message (https://docs.discord.com/developers/resources/message#create-message)."""
PAGE = MESSAGE - 250
"""Characters of the longest page; the rest is for the lines above it: who posted, on what, for whom."""
MOST_MESSAGES = 5
"""Messages that answer one command: where nobody but the user installed the app, Discord takes hardly more."""
LONGEST_QUOTE = 1500
"""Characters of the longest quote in one piece, where the lines around it leave that much room."""
CACHED = 2000


def fits(*lines: str, limit: int = PAGE) -> bool:
    """Whether lines fit on a page."""
    return size("\n".join(lines)) <= limit


def how_many(texts: Sequence[str], under: Sequence[str] = (), limit: int = PAGE) -> int:
    """How many of the texts, from the first, fit on a page under lines."""
    return bisect_right(range(len(texts)), False, key=lambda last: not fits(*under, *texts[: last + 1], limit=limit))


def landed(compose: Callable[[bool], Sequence[str]], under: Sequence[str] = (), limit: int = PAGE) -> list[str]:
    """The lines that come of composing them with links that land on the words; where these don't fit, without.

    So no such link costs a message any of its quotes.
    """
    lines = list(compose(True))
    return lines if fits(*under, *lines, limit=limit) else list(compose(False))


class Quotes:
    """The quotes of one record as lines of a page."""

    def __init__(self, record: Record) -> None:
        self._record = record
        # Of the record's own sentences, which are escaped and measured again and again; nothing that users wrote.
        self._lines = lru_cache(CACHED)(partial(quote_lines, record))
        self.place = lru_cache(CACHED)(partial(place_of, record))

    def lines(self, quote: Quote, whole: Quote | None = None, *, landing: bool = False) -> list[str]:
        """The lines of a quote, or of a part of a whole one; with a link that lands on it, or the shortest there is."""
        return self._lines(quote, goes_on=whole is not None and quote.end < whole.end, landing=landing)

    def numbered(self, number: int, quote: Quote, *, landing: bool = False) -> list[str]:
        """The lines of a quote under its number."""
        return [f"**{number}.**", *self.lines(quote, landing=landing)]

    def first(self, quote: Quote, under: Sequence[str] = ()) -> Quote:
        """The longest beginning of a quote that fits under lines: all of it, else whole sentences, else whole words."""
        return beginning(
            self._record.passage(quote.passage),
            quote,
            lambda part: size(part.text) <= LONGEST_QUOTE and fits(*under, *self.lines(part, quote)),
        )

    def parts(self, quote: Quote, under: Sequence[str] = ()) -> tuple[Quote, ...]:
        """A quote in the parts that fit under lines, each as long as it can be; one part where all of it fits."""
        parts = [self.first(quote, under)]
        while left := rest(self._record.passage(quote.passage), parts[-1].end, quote.end):
            parts.append(self.first(left, under))
        return tuple(parts)

    def stacked(self, headed: Sequence[tuple[str, Quote]], under: Sequence[str]) -> list[tuple[str, Quote]]:
        """As many quotes, each under its heading, as fit under lines; of the first, as much as fits.

        Each comes as its text with what it shows of the quote.
        """
        parts = [
            quote if number else self.first(quote, (*under, *_headings(heading)))
            for number, (heading, quote) in enumerate(headed)
        ]

        def texts(landing: bool) -> list[str]:
            return [
                "\n".join((*_headings(heading), *self.lines(part, quote, landing=landing)))
                for (heading, quote), part in zip(headed, parts, strict=False)
            ]

        parts = parts[: how_many(texts(False), under)]
        return list(zip(landed(texts, under), parts, strict=True))

    def is_whole(self, quote: Quote) -> bool:
        """Whether a quote can be shown in one piece."""
        return self.first(quote) == quote


def _headings(heading: str) -> tuple[str, ...]:
    return (heading,) if heading else ()
