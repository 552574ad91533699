"""Checked quotations become messages: each with its verdict, what differs, and the record's own sentences.

Only the record's words stand in quotation form; what was checked stands without marks, lest a wrong quotation be copied
for the record's.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from bot import phrases
from bot.buttons import Button, Verb
from bot.escaping import abridged, cut_inside, escaped, size
from bot.fitting import MOST_MESSAGES, Quotes, fits
from bot.places import Place
from bot.rendering import Page, Renderer
from bot.visible import visible
from knowledge.answer import Quote
from knowledge.quoting import quote_of
from knowledge.record import Record
from knowledge.verifying.quotation_marks import without_marks
from knowledge.verifying.verification import Change, Check, Verdict, Verification
from knowledge.verifying.verification import Place as Standing

MOST_SENTENCES = 3
"""Sentences of the record shown under a quotation."""
_LONGEST_QUOTATION = 200
_LONGEST_CHANGE = 80
_LONGEST_CHANGES = 400
_LONGEST_NOTE = 250


@dataclass(frozen=True, slots=True)
class _Block:
    """A checked quotation as text, and the first sentence of the record under it."""

    text: str
    quote: Quote | None


class Verdicts:
    """Renders checks of quotations against one record."""

    def __init__(self, record: Record, quotes: Quotes, render: Renderer) -> None:
        self._record = record
        self._quotes = quotes
        self._render = render
        self._stamp = f"-# {phrases.CHECKED_IN.format(stamp=record.stamp)}"

    def pages(self, found: Verification) -> tuple[Page, ...]:
        """The checks of a text, in as many messages as may be; in the last, how many more there are.

        Where not all of them fit, each has just one sentence of the record under it.
        """
        pages = self._pages(found, MOST_SENTENCES)
        if sum(map(len, pages)) < len(found.checks):
            pages = self._pages(found, 1)
        hidden = len(found.checks) - sum(map(len, pages))
        opening = _opening(found)
        shown = []
        for blocks in pages:
            is_last = blocks is pages[-1]
            footer = [f"-# {phrases.MORE_CHECKS.format(count=hidden)}"] if hidden and is_last else []
            texts = [*opening, *(block.text for block in blocks), *footer, self._stamp]
            shown.append(self._page(texts, [block.quote for block in blocks if block.quote]))
            opening = []
        return tuple(shown)

    def posted(self, shown: str, place: Place | None) -> Page | None:
        """What a private message shows of checks, for everyone; None where the record was corrected since.

        The text can't be checked again, for it isn't in the message; but the message is the bot's own.
        """
        if self._stamp not in shown.split("\n"):
            return None
        more = (Button(Verb.MORE, place),) if place else ()
        return Page(shown, (*more, Button(Verb.DELETE, place)))

    def _pages(self, found: Verification, sentences: int) -> list[list[_Block]]:
        """The checks on each page, as many as fit, each with so many sentences of the record at most."""
        total = len(found.checks)
        around = [*_opening(found), f"-# {phrases.MORE_CHECKS.format(count=total)}", self._stamp]
        is_unmarked = total == 1 and found.checks[0].quoted == found.text.strip()
        pages: list[list[_Block]] = [[]]
        for number, check in enumerate(found.checks, start=1):
            heading = [_heading(check, number if total > 1 else 0)]
            if is_unmarked and check.verdict is not Verdict.EXACT:
                heading.append(f"-# {phrases.UNMARKED}")
            block = self._block(check, heading, around, sentences)
            if pages[-1] and not fits(*around, *(one.text for one in pages[-1]), block.text):
                if len(pages) == MOST_MESSAGES:
                    break
                pages.append([])
            pages[-1].append(block)
        return pages

    def _page(self, texts: Sequence[str], quotes: Sequence[Quote]) -> Page:
        first = quotes[0] if quotes else None
        post = Button(Verb.POST_CHECKS, self._quotes.place(first) if first else None)
        return Page("\n".join(texts), (post,), self._render.menu(first) if first else None)

    def _block(self, check: Check, heading: Sequence[str], around: Sequence[str], most: int) -> _Block:
        """A check under its heading, with as much of the record as fits on a page with other lines around it."""
        texts = list(heading)
        if check.changes:
            texts.append(f"-# {_changes(check.changes)}")
        if check.note:
            texts.append(f"-# {abridged(visible(check.note), _LONGEST_NOTE)}")
        standing: dict[tuple[str, str], Standing] = {}
        for place in check.places:
            standing.setdefault((place.passage, place.sentence), place)
        under = [*around, *texts, f"-# {phrases.MORE_HIDDEN.format(count=len(standing))}"]
        headed = [("", self._sentence(place, under)) for place in islice(standing.values(), most)]
        stacked = self._quotes.stacked(headed, under)
        texts += [text for text, _ in stacked]
        if len(stacked) < len(standing):
            texts.append(f"-# {phrases.MORE_HIDDEN.format(count=len(standing) - len(stacked))}")
        return _Block("\n".join(texts), stacked[0][1] if stacked else None)

    def _sentence(self, place: Standing, under: Sequence[str]) -> Quote:
        """The whole sentences that a place is of; where they don't fit under lines, the place alone."""
        indexed = self._record.passage(place.passage)
        first = indexed.passage.start
        start = first + indexed.text.index(place.sentence, max(place.end - len(place.sentence) - first, 0))
        whole = quote_of(indexed, start, start + len(place.sentence))
        is_whole = self._quotes.first(whole, under) == whole
        return whole if is_whole else quote_of(indexed, place.start, place.end)


def _heading(check: Check, number: int) -> str:
    """A quotation's verdict and its words, with a number where it isn't 0."""
    checked = phrases.CHECKED.format(
        mark=phrases.VERDICT_MARKS[check.verdict],
        verdict=phrases.VERDICT_WORDS[check.verdict],
        quoted=escaped(cut_inside(without_marks(visible(check.quoted)), _LONGEST_QUOTATION)),
    )
    return phrases.CHECKED_NUMBER.format(number=number, checked=checked) if number else checked


def _opening(found: Verification) -> list[str]:
    """How many quotations there are of each verdict, where there are several."""
    counts = Counter(check.verdict for check in found.checks)
    listed = [
        phrases.VERDICT_COUNT.format(
            mark=phrases.VERDICT_MARKS[verdict], count=counts[verdict], verdict=phrases.VERDICT_WORDS[verdict]
        )
        for verdict in Verdict
        if counts[verdict]
    ]
    verdicts = phrases.VERDICTS.format(count=len(found.checks), verdicts=" · ".join(listed))
    return [verdicts] if len(found.checks) > 1 else []


def _changes(changes: Sequence[Change]) -> str:
    """What the record has and what the quotation has instead, as many changes as fit on a line."""
    listed: list[str] = []
    for change in changes:
        record, quoted = (abridged(visible(words), _LONGEST_CHANGE) for words in (change.record, change.quoted))
        text = phrases.CHANGES[change.op].format(record=record, quoted=quoted)
        if size("; ".join((*listed, text))) > _LONGEST_CHANGES:
            listed.append(phrases.MORE_HIDDEN.format(count=len(changes) - len(listed)))
            break
        listed.append(text)
    return "; ".join(listed)
