"""Answers become messages: text within Discord's limit, and the buttons under it. Nothing here knows discord.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from bot import lines, phrases
from bot.buttons import Button, Verb
from bot.escaping import escaped, size
from bot.places import Place, place_of
from bot.requests import Request
from knowledge.answer import Answer, Finding, Quote
from knowledge.document import Status
from knowledge.record import Record

MESSAGE = 2000
"""Characters of the longest message (https://docs.discord.com/developers/resources/message#create-message)."""
PAGE = MESSAGE - 250
"""Characters of the longest page; the rest is for the lines above it: who posted, on what, for whom."""
WHOLE_SENTENCE = 1500
"""Characters of the longest sentence shown in one part, where the lines around it leave that much room."""
PUBLIC_FINDINGS = 3
NEARBY = 3
PAGE_QUOTES = 5
CACHED = 2000
ROW = 5
"""Buttons in a row."""


@dataclass(frozen=True, slots=True)
class Page:
    """A message: its text, and its buttons."""

    text: str
    buttons: tuple[Button, ...] = ()

    @property
    def place(self) -> Place | None:
        """Where the first quote on it stands."""
        return next((button.place for button in self.buttons if button.place), None)

    def under(self, *above: str) -> "Page":
        """The page with lines of small print above it."""
        return replace(self, text="\n".join((*(f"-# {line}" for line in above), self.text)))


@dataclass(frozen=True, slots=True)
class _Item:
    """A quote with the finding that it is of; a finding without a quote; or a quote about the record itself."""

    finding: Finding | None
    quote: Quote | None


class Renderer:
    """Renders answers from one record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        # Of the record's own sentences, which are escaped and measured again and again; nothing that users wrote.
        self._quoted = lru_cache(CACHED)(partial(lines.quote_lines, record))
        self._place = lru_cache(CACHED)(partial(place_of, record))

    # Answers

    def private(self, request: Request, answer: Answer) -> tuple[Page, ...]:
        """All of an answer, for one reader: findings with their grounds, all quotes, what was looked for."""
        if answer.status is Status.ABSENT:
            return (Page(_fitting([*request.lines, *self._absent(answer)]), (Button(Verb.POST),)),)
        paged = self._paged(request, answer)
        pages = []
        for number, items in enumerate(paged, start=1):
            texts = [*request.lines, self._block(answer, items, _room(request))]
            if len(paged) > 1:
                texts.append(f"-# {phrases.PAGE.format(page=number, pages=len(paged))}")
            place = self._first_place(items)
            following = (Button(Verb.NEXT, place),) if number < len(paged) and request.is_whole else ()
            context = (Button(Verb.CONTEXT, place),) if place else ()
            pages.append(Page("\n".join(texts), (*following, *context, Button(Verb.POST, place))))
        return tuple(pages)

    def public(self, request: Request, answer: Answer, *, opens: bool, place: Place | None = None) -> Page:
        """The best of an answer, or of its page that starts at a place: each finding's best quote, three findings.

        `opens` tells whether it opens with the question.
        """
        opening = request.lines if opens else ()
        if answer.status is Status.ABSENT:
            text = "\n".join((*opening, *lines.absent_lines(self._record, answer)))
            return Page(text, (Button(Verb.MORE), Button(Verb.DELETE)))
        items = _best(self._items_from(request, answer, place))
        shown = items[:PUBLIC_FINDINGS]
        while len(shown) > 1 and size("\n".join((*opening, self._plain(answer, shown)))) > PAGE:
            shown.pop()
        text = "\n".join((*opening, self._plain(answer, shown)))
        quoted = sum(1 for item in shown if item.quote)
        hidden = len(items) - len(shown) or (0 if place else len(answer.quotes) - quoted)
        if hidden > 0:
            text += f"\n-# {phrases.MORE_HIDDEN.format(count=hidden)}"
        first = self._first_place(shown)
        more = (Button(Verb.MORE, first),) if first or answer.findings else ()
        return Page(text, (*more, Button(Verb.DELETE, first)))

    # Quotes

    def citation(self, quote: Quote) -> Page:
        """A quote with its citation, for everyone."""
        first = self.parts(quote)[0]
        place = self._place(first)
        text = "\n".join(self._quoted(first))
        return Page(text, (Button(Verb.MORE, place), Button(Verb.DELETE, place)))

    def context(self, quotes: Sequence[Quote], about: Quote, *, grows: bool) -> Page:
        """A quote among its surroundings, for one reader."""
        place = self._place(about)
        text = "\n".join(line for quote in quotes for line in self._quoted(quote))
        more = (Button(Verb.CONTEXT, place),) if grows else ()
        return Page(text, (*more, Button(Verb.POST, place)))

    def numbered(self, title: str, quotes: Sequence[Quote]) -> Page:
        """Quotes under numbers, each with a button that posts it."""
        text = title
        buttons: list[Button] = []
        for number, quote in enumerate(quotes[:ROW], start=1):
            first = self.parts(quote)[0]
            heading = f"**{number}.** {lines.topic_line(self._record, quote)}".rstrip()
            block = "\n".join((text, heading, *self._quoted(first)))
            if buttons and size(block) > PAGE:
                break
            text = block
            label = phrases.POST_NUMBER.format(number=number) if len(quotes) > 1 else phrases.POST
            buttons.append(Button(Verb.POST, self._place(first), label))
        return Page(text, tuple(buttons))

    def fits(self, *quotes: Quote) -> bool:
        """Whether quotes fit on one page."""
        return size("\n".join(line for quote in quotes for line in self._quoted(quote))) <= PAGE

    def parts(self, quote: Quote, limit: int = WHOLE_SENTENCE) -> tuple[Quote, ...]:
        """A quote in parts, cut between words, none longer than the limit as it is sent."""
        if 2 * size(quote.text) <= limit or size(escaped(quote.text)) <= limit:
            return (quote,)
        parts, rest = [], quote.text
        while rest:
            start = quote.end - len(rest)
            cut, rest = _cut(rest, limit - 2 * size(f" {phrases.CUT}"))
            parts.append(quote.model_copy(update={"start": start, "end": start + len(cut), "text": cut}))
        return tuple(parts)

    # Pages

    def _paged(self, request: Request, answer: Answer) -> list[list[_Item]]:
        """The items of an answer, on as few pages as hold them."""
        room = _room(request)
        around = lines.LONGEST_NOTE + lines.LONGEST_CITATION
        pages: list[list[_Item]] = [[]]
        for item in self._items(answer, max(min(WHOLE_SENTENCE, room - around), lines.LONGEST_NOTE)):
            held = pages[-1]
            full = item.finding in [one.finding for one in held] and len(held) >= PAGE_QUOTES
            if held and (full or size(self._block(answer, [*held, item], room)) > room):
                pages.append([])
            pages[-1].append(item)
        return pages

    def _items(self, answer: Answer, limit: int) -> Iterator[_Item]:
        """Each finding's best quote, or its note where it has none; then the further quotes."""
        finding_of = {number: finding for finding in answer.findings for number in finding.quotes}
        best = [finding.quotes[0] for finding in answer.findings if finding.quotes]
        further = [number for number in range(len(answer.quotes)) if number not in best]
        for finding in answer.findings:
            if not finding.quotes:
                yield _Item(finding, None)
            for number in finding.quotes[:1]:
                yield from (_Item(finding, part) for part in self.parts(answer.quotes[number], limit))
        for number in further:
            yield from (_Item(finding_of.get(number), part) for part in self.parts(answer.quotes[number], limit))
        if not answer.findings and not answer.quotes:
            yield _Item(None, None)

    def _items_from(self, request: Request, answer: Answer, place: Place | None) -> list[_Item]:
        """The items of the page that starts at a place; of all pages where there is none."""
        pages = self._paged(request, answer)
        at_place = [items for items in pages if place and self._first_place(items) == place]
        return at_place[0] if at_place else [item for items in pages for item in items]

    def _first_place(self, items: Sequence[_Item]) -> Place | None:
        return next((self._place(item.quote) for item in items if item.quote), None)

    # Text

    def _block(self, answer: Answer, items: Sequence[_Item], room: int) -> str:
        """Items under their findings with their grounds; without the grounds where those don't fit."""
        text = self._plain(answer, items, grounds=True)
        return text if size(text) <= room else self._plain(answer, items)

    def _plain(self, answer: Answer, items: Sequence[_Item], *, grounds: bool = False) -> str:
        texts: list[str] = []
        for finding in {id(item.finding): item.finding for item in items}.values():
            texts += lines.note_lines(finding, grounds=grounds) if finding else [lines.bold(answer.note)]
            for item in items:
                if item.finding is finding and item.quote:
                    texts += self._quoted(item.quote)
        if not answer.findings and not answer.quotes:
            texts.append(f"-# {phrases.HOW_TO_ASK}")
        return "\n".join(texts)

    def _absent(self, answer: Answer) -> Iterator[str]:
        """What was looked for, how it was read, and what stands near by."""
        yield from lines.absent_lines(self._record, answer)
        yield from lines.looked_for_lines(self._record, answer)
        for number, quote in enumerate(answer.nearby[:NEARBY]):
            title = [] if number else [phrases.NEARBY]
            yield "\n".join((*title, *self._quoted(self.parts(quote)[0])))


def _room(request: Request) -> int:
    """Characters left on a page that opens with the request and ends with its number."""
    return PAGE - size("\n".join((*request.lines, phrases.PAGE, "")))


def _best(items: Sequence[_Item]) -> list[_Item]:
    """The first item of each finding."""
    first: dict[int, _Item] = {}
    for item in items:
        first.setdefault(id(item.finding), item)
    return list(first.values())


def _fitting(texts: Sequence[str]) -> str:
    """As many of the texts as fit on a page, one below the other."""
    shown = list(texts)
    while size("\n".join(shown)) > PAGE and len(shown) > 1:
        shown.pop()
    return "\n".join(shown)


def _cut(text: str, limit: int) -> tuple[str, str]:
    """The longest beginning of a text, up to a space, that fits when escaped; and the rest."""
    if size(escaped(text)) <= limit:
        return text, ""
    length = min(len(text), limit)
    while size(escaped(text[:length])) > limit:
        length -= max(1, (size(escaped(text[:length])) - limit) // 2)
    at_space = text.rfind(" ", 0, length + 1)
    length = at_space if at_space > 0 else length
    return text[:length].rstrip(), text[length:].lstrip()
