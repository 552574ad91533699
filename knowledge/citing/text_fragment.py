"""Links that land on words: an address with a text fragment (https://wicg.github.io/scroll-to-text-fragment/).

A browser looks for the words of a fragment in the page, whatever their case and accents, and marks them where it finds
them first. So each fragment made here is tried on the document's text, read at least as loosely as browsers read it,
and taken only if its words stand there once, at the span that is meant.

Chat clients rewrite addresses: Discord changes "%25&" (https://github.com/kavigupta/urbanstats/issues/299), and has
shown masked links as bare text where they held "%25", "%28", "%29", "%2A", "%27" or "%21"
(https://github.com/jayktaylor/mw-discord/pull/54), while bare parentheses and stars break Markdown. So "!" and "'" stay
as they are, and where a fragment can do without the other four, it does. A period stays too: where a client leaves the
last one out of the link, that costs no more than its mark.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from urllib.parse import quote

from knowledge.document import Document

LONGEST_EXACT = 80
"""Characters up to which a fragment holds all of the words. The specification advises 300; a chat has less room."""
FEWEST_WORDS = 3
"""Words by which a fragment tells how a longer text begins and ends, or what stands before and after it."""
MOST_WORDS = 12
_BLOCKS = "\n\n"
_LETTER = r"[\w\u0300-\u036f\u200c\u200d]"
_WORD = re.compile(rf"{_LETTER}+(?:[.,:;'’·]{_LETTER}+)*")
"""What may hold no word boundary within (https://www.unicode.org/reports/tr29/#Word_Boundaries)."""
_QUOTES = str.maketrans("‘’‚‛′“”„‟″", "'''''\"\"\"\"\"")
_RISKY = frozenset("()*%")
_UNESCAPED_BY_QUOTE = {ord("-"): "%2D", ord("_"): "%5F", ord("~"): "%7E"}


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text directive: the words or, with `end`, how they begin and end; and what stands before and after them."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        prefix, suffix = (_encoded(term) for term in (self.prefix, self.suffix))
        terms = (prefix and f"{prefix}-", _encoded(self.start), _encoded(self.end), suffix and f"-{suffix}")
        return f"text={','.join(filter(None, terms))}"


def link_to(document: Document, start: int, end: int) -> str | None:
    """The document's address, landing on a span of its text; None where the document has no address.

    Where nothing tells the words from others, it is the address of the page.
    """
    if document.metadata.url is None:
        return None
    address = quote(document.metadata.url, safe="!#$%&'+,/:=?@[]")
    fragment = fragment_of(str(document.text), start, end)
    if fragment is None:
        return address
    # A fragment that the address has of its own stays, for browsers that know no others.
    page = address.partition(":~:")[0]
    return f"{page}{'' if '#' in page else '#'}:~:{fragment}"


def fragment_of(text: str, start: int, end: int) -> Fragment | None:
    """The fragment of a span of a text of blocks with blank lines between them; the span grows to whole words.

    None where nothing tells the words from others, or there are none.
    """
    start, end = _whole_words(text, start, end)
    if start == end:
        return None
    page = _page(text)
    kinds = (page.ranged, page.exact) if end - start > LONGEST_EXACT else (page.exact, page.ranged)
    found = (fragment for kind in kinds if (fragment := kind(start, end)))
    terms = _safest(astuple(fragment) for fragment in found)
    return Fragment(*terms) if terms else None


class _Page:
    """A text to look for words in as loosely as any browser does it: also within other words, and across blocks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded, self._places = _fold(text)

    def exact(self, start: int, end: int) -> Fragment | None:
        """A fragment of all the words: alone, else with what stands before, after, or on both sides."""
        words = self._text[start:end]
        before, after = self._before(start), self._after(end)
        contexts = [
            ("", ""),
            *((one, "") for one in before),
            *(("", one) for one in after),
            *zip(before, after, strict=False),
        ]
        found = _safest(
            (prefix, suffix) for prefix, suffix in contexts if self._stands_once(start, prefix, words, suffix)
        )
        return Fragment(words, prefix=found[0], suffix=found[1]) if found and _BLOCKS not in words else None

    def ranged(self, start: int, end: int) -> Fragment | None:
        """A fragment of how the words begin and how they end, either with context where it needs some."""
        words = self._text[start:end]
        openings = _openings(words.partition(_BLOCKS)[0])
        closings = _closings(words.rpartition(_BLOCKS)[2])
        opening = _safest(
            (prefix, term)
            for prefix, term in [
                *(("", term) for term in openings),
                *((prefix, term) for prefix in self._before(start) for term in openings[:1]),
            ]
            if self._stands_once(start, prefix, term)
        )
        if not opening:
            return None
        begun = start + len(opening[1])
        closing = _safest(
            (term, suffix)
            for term, suffix in [
                *((term, "") for term in closings),
                *((term, suffix) for suffix in self._after(end) for term in closings[:1]),
            ]
            if self._ends_next(begun, term, suffix) == self._places[end]
        )
        return Fragment(opening[1], closing[0], opening[0], closing[1]) if closing else None

    def _stands_once(self, start: int, prefix: str, term: str, suffix: str = "") -> bool:
        """Whether a term stands in its context at a place, and nowhere else."""
        pattern = _pattern(prefix, term, suffix)
        first = pattern.search(self._folded)
        if not first or first.start("term") != self._places[start]:
            return False
        return pattern.search(self._folded, first.start() + 1) is None

    def _ends_next(self, start: int, term: str, suffix: str) -> int | None:
        """Where a term in its context next ends, in the folded text; None too where a browser would miss it."""
        begun = self._places[start]
        found = _pattern("", term, suffix).search(self._folded, begun)
        if not found:
            return None
        # Of a term that stands elsewhere too, a browser goes on looking only behind it: it misses what overlaps.
        first, end = found.span("term")
        nearest = _pattern("", term, "").search(self._folded, max(2 * first - end + 1, begun))
        return end if nearest and nearest.start() == first else None

    def _before(self, start: int) -> list[str]:
        """The last words before a place, ever more of them: of its block, or of the one before where it begins one."""
        return _closings(self._text[:start].rstrip().rpartition(_BLOCKS)[2])

    def _after(self, end: int) -> list[str]:
        """The first words after a place, ever more of them: of its block, or of the next where it ends one."""
        return _openings(self._text[end:].lstrip().partition(_BLOCKS)[0])


@lru_cache(maxsize=16)
def _page(text: str) -> _Page:
    return _Page(text)


def _fold(text: str) -> tuple[str, list[int]]:
    """A text as browsers compare it, and the place of each of its characters in that, and of its end."""
    folded: list[str] = []
    places: list[int] = []
    length = 0
    for char in text:
        places.append(length)
        kept = _folded(char)
        if kept == " " and folded[-1:] == [" "]:
            continue
        if kept:
            folded.append(kept)
            length += len(kept)
    return "".join(folded), [*places, length]


@cache
def _folded(char: str) -> str:
    """A character without case and accents, quotation marks as typed; nothing where it doesn't show."""
    if char.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", char).translate(_QUOTES).casefold()
    return "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Me", "Cf", "Cc"))


def _pattern(prefix: str, term: str, suffix: str) -> re.Pattern[str]:
    """A term in its context, with or without white space between."""
    before, words, after = (re.escape(_fold(part)[0]) for part in (prefix, term, suffix))
    return re.compile(f"{before and f'{before} ?'}(?P<term>{words}){after and f' ?{after}'}")


def _openings(block: str) -> list[str]:
    """The first words of a block, ever more of them."""
    ends = [word.end() for word in re.finditer(r"\S+", block)]
    return [block[:end] for end in ends[FEWEST_WORDS - 1 : MOST_WORDS] or ends[-1:]]


def _closings(block: str) -> list[str]:
    """The last words of a block, ever more of them."""
    starts = [word.start() for word in re.finditer(r"\S+", block)][::-1]
    return [block[start:] for start in starts[FEWEST_WORDS - 1 : MOST_WORDS] or starts[-1:]]


def _safest(found: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The first terms that no chat client is known to break; else the first."""
    first = None
    for terms in found:
        if _RISKY.isdisjoint("".join(terms)):
            return terms
        first = first or terms
    return first


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends, grown to whole words: browsers find no parts of words."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        return start, end
    left = start - len(text[:start].rpartition(" ")[2])
    for word in _WORD.finditer(text, left):
        if word.start() >= end:
            break
        if word.start() < start < word.end():
            start = word.start()
        end = max(end, word.end())
    return start, end


def _encoded(term: str) -> str:
    return quote(" ".join(term.split()), safe="!'.").translate(_UNESCAPED_BY_QUOTE)
