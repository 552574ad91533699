"""Answers become messages: text within Discord's limit, and the buttons under it. Nothing here knows discord.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot import lines, phrases
from bot.buttons import Button, Menu, Verb
from bot.escaping import cut
from bot.fitting import Quotes, fits, how_many, landed
from bot.paging import FOOTER, Item, Paging
from bot.places import Place
from bot.requests import Request
from bot.surroundings import Surroundings
from bot.visible import visible
from knowledge.answer import Answer, Quote
from knowledge.citing.prose import Pinpoint
from knowledge.document import Status
from knowledge.record import Record

PUBLIC_FINDINGS = 3
NEARBY = 3
LONGEST_PLACE = 120
"""Characters of the place that a menu names; all that it says may take 150
(https://docs.discord.com/developers/components/reference#string-select)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of text with a message."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A message: its text, its buttons, the menu of styles under them, and its file."""

    text: str
    buttons: tuple[Button, ...] = ()
    menu: Menu | None = None
    attachment: Attachment | None = None

    @property
    def place(self) -> Place | None:
        """Where the first quote on it stands."""
        return next((button.place for button in self.buttons if button.place), None)

    def under(self, *above: str) -> "Page":
        """The page with lines of small print above it."""
        return replace(self, text="\n".join((*(f"-# {line}" for line in above), self.text)))


class Renderer:
    """Renders answers from one record."""

    def __init__(self, record: Record, quotes: Quotes) -> None:
        self._record = record
        self._quotes = quotes
        self._surroundings = Surroundings(record, self._quotes)

    # Answers

    def private(self, request: Request, answer: Answer) -> tuple[Page, ...]:
        """All of an answer, for one reader: findings with their grounds, all quotes, what was looked for."""
        return tuple(self._pages(request, answer))

    def first(self, request: Request, answer: Answer) -> Page:
        """The first page of an answer for one reader."""
        return next(self._pages(request, answer))

    def _pages(self, request: Request, answer: Answer) -> Iterator[Page]:
        if answer.status is Status.ABSENT:
            yield self._absent(request, answer)
            return
        paging = Paging(self._quotes, answer)
        opening = _opening(request, answer)
        pages = paging.pages(opening)
        for number, items in enumerate(pages, start=1):
            yield self._page(paging, opening, items, number, len(pages))

    def public(self, request: Request, answer: Answer, *, opens: bool, place: Place | None = None) -> Page:
        """The best of an answer, or of its page that starts at a place: each finding's best quote, three findings.

        `opens` tells whether it opens with the question.
        """
        opening = _opening(request if opens else Request(), answer)
        if answer.status is Status.ABSENT:
            text = "\n".join((*opening, *lines.absent_lines(self._record, answer)))
            return Page(text, (Button(Verb.MORE), Button(Verb.DELETE)))
        paging = Paging(self._quotes, answer)
        items = _best(paging.page_at(opening, place))
        shown = items[:PUBLIC_FINDINGS]
        while len(shown) > 1 and not fits(*opening, FOOTER, *paging.lines(shown)):
            shown.pop()
        quoted = sum(1 for item in shown if item.quote)
        findings = sum(1 + item.hidden for item in items[len(shown) :])
        hidden = findings or (0 if place else len(answer.quotes) - quoted)
        footer = [f"-# {phrases.MORE_HIDDEN.format(count=hidden)}"] if hidden > 0 else []
        texts = landed(lambda landing: [*opening, *paging.lines(shown, landing=landing), *footer])
        first = paging.place(shown)
        more = (Button(Verb.MORE, first),) if first or answer.findings else ()
        return Page("\n".join(texts), (*more, Button(Verb.DELETE, first)))

    # Quotes

    def citation(self, quote: Quote) -> Page:
        """A quote with its citation, or as much of it as fits, for everyone."""
        place = self._quotes.place(quote)
        return Page(self._text(quote), (Button(Verb.MORE, place), Button(Verb.DELETE, place)))

    def alone(self, quote: Quote) -> Page:
        """A quote, or as much of it as fits, for one reader."""
        post = Button(Verb.POST, self._quotes.place(quote))
        return Page(self._text(quote), (*self._context(quote), post), self.menu(quote))

    def around(self, quote: Quote) -> Page:
        """What a reader turns to from a quote: more around it, or what follows; the quote where there is neither."""
        shown = self._surroundings.of(quote) or (quote,)
        if len(shown) == 1:
            return self.alone(shown[0])
        # Beyond the neighbouring paragraphs, there is nothing to turn to.
        texts = landed(
            lambda landing: [
                line
                for number, one in enumerate(shown, 1)
                for line in self._quotes.numbered(number, one, landing=landing)
            ]
        )
        posts = tuple(self._post(number, one) for number, one in enumerate(shown, 1))
        return Page("\n".join(texts), posts, self.menu(quote))

    def menu(self, quote: Quote) -> Menu:
        """The menu that cites a quote, and says where it stands: there may be others above it."""
        indexed = self._record.passage(quote.passage)
        document = "" if len(self._record.documents) == 1 else indexed.document.id
        pinpoint = Pinpoint(indexed.passage.number, indexed.passage.topic).written()
        place = cut(visible(", ".join(part for part in (document, pinpoint) if part)), LONGEST_PLACE)
        text = phrases.CITE_PLACE_AS.format(place=place) if place else phrases.CITE_AS
        return Menu(self._quotes.place(quote), text)

    def numbered(self, title: str, quotes: Sequence[Quote]) -> Page:
        """As many quotes as fit, under numbers, each with a button that posts it; of the first, as much as fits."""
        headed = [
            (f"**{number}.** {lines.topic_line(self._record, quote)}".rstrip(), quote)
            for number, quote in enumerate(quotes, start=1)
        ]
        stacked = self._quotes.stacked(headed, [title])
        posts = [self._post(number, quote) for number, quote in enumerate(quotes[: len(stacked)], start=1)]
        if len(posts) == 1:
            posts = [Button(Verb.POST, posts[0].place)]
        first = stacked[0][1]
        rest = self._context(first) if first != quotes[0] else ()
        menu = self.menu(quotes[0]) if len(posts) == 1 else None
        return Page("\n".join((title, *(text for text, _ in stacked))), (*posts, *rest), menu)

    # Text and buttons

    def _page(self, paging: Paging, opening: Sequence[str], items: Sequence[Item], number: int, pages: int) -> Page:
        """A page of an answer, with the grounds of its findings where they fit."""
        grounds = fits(*opening, *paging.lines(items, grounds=True), FOOTER)
        footer = [f"-# {phrases.PAGE.format(page=number, pages=pages)}"] if pages > 1 else []
        texts = landed(lambda landing: [*opening, *paging.lines(items, grounds=grounds, landing=landing), *footer])
        place = paging.place(items)
        quote = next((item.quote for item in items if item.quote), None)
        following = (Button(Verb.NEXT, place),) if number < pages else ()
        context = (Button(Verb.CONTEXT, place),) if quote and self._surroundings.of(quote) else ()
        menu = self.menu(quote) if quote else None
        return Page("\n".join(texts), (*following, *context, Button(Verb.POST, place)), menu)

    def _absent(self, request: Request, answer: Answer) -> Page:
        """What was looked for, how it was read, and what stands near by, as far as it fits."""
        texts = [*request.lines, *lines.absent_lines(self._record, answer)]
        read = lines.looked_for_lines(self._record, answer)
        shown = how_many(read, (*texts, FOOTER))
        texts += read[:shown]
        if shown < len(read):
            texts.append(f"-# {phrases.MORE_HIDDEN.format(count=len(read) - shown)}")
        nearby = [(phrases.NEARBY if number == 0 else "", quote) for number, quote in enumerate(answer.nearby[:NEARBY])]
        texts += [text for text, _ in self._quotes.stacked(nearby, texts)]
        return Page("\n".join(texts), (Button(Verb.POST),))

    def _post(self, number: int, quote: Quote) -> Button:
        return Button(Verb.POST, self._quotes.place(quote), phrases.POST_NUMBER.format(number=number))

    def _context(self, quote: Quote) -> tuple[Button, ...]:
        """The button that turns to what stands around a quote, or follows it; none where nothing does."""
        around = self._surroundings.of(quote)
        if not around:
            return ()
        goes_on = around[0].start > quote.start
        return (Button(Verb.CONTEXT, self._quotes.place(quote), phrases.NEXT if goes_on else phrases.CONTEXT),)

    def _text(self, quote: Quote) -> str:
        shown = self._quotes.first(quote)
        return "\n".join(landed(lambda landing: self._quotes.lines(shown, quote, landing=landing)))


def _opening(request: Request, answer: Answer) -> tuple[str, ...]:
    """The lines above an answer's findings."""
    return (*request.lines, *lines.disagreement_lines(answer))


def _best(items: Sequence[Item]) -> list[Item]:
    """The first item of each finding."""
    first: dict[int, Item] = {}
    for item in items:
        first.setdefault(id(item.finding), item)
    return list(first.values())
