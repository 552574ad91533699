"""The quotes and notes of an answer, in order, on as few pages as hold them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import phrases
from bot.fitting import Quotes, fits, how_many
from bot.lines import bold, ground_line, note_line
from bot.places import Place
from knowledge.answer import Answer, Finding, Quote

PAGE_QUOTES = 5
FOOTER = f"-# {phrases.PAGE.format(page=100, pages=100)}"
"""A line as long as any that a page ends with."""


@dataclass(frozen=True, slots=True)
class Item:
    """A quote with the finding that it is of; a finding without a quote; or a quote about the record itself.

    `hidden` counts the findings without a quote for which there is no room after it.
    """

    finding: Finding | None
    quote: Quote | None = None
    hidden: int = 0


class Paging:
    """The pages of one answer."""

    def __init__(self, quotes: Quotes, answer: Answer) -> None:
        self._quotes = quotes
        self._answer = answer
        # Each is measured with every quote under it.
        self._notes = {id(finding): note_line(finding) for finding in answer.findings}

    def pages(self, opening: Sequence[str]) -> list[list[Item]]:
        """The items of each page that opens with the lines; no two pages have the same place, or both none."""
        pages: list[list[Item]] = [[]]
        for item in self._items((*opening, FOOTER)):
            held = pages[-1]
            full = len(held) >= PAGE_QUOTES and item.finding in [one.finding for one in held]
            if held and (full or not fits(*opening, FOOTER, *self.lines([*held, item]))):
                pages.append([])
            pages[-1].append(item)
        return pages

    def page_at(self, opening: Sequence[str], place: Place | None) -> list[Item]:
        """The items of the page that starts at a place; of all pages where there is none."""
        pages = self.pages(opening)
        at_place = [items for items in pages if place and self.place(items) == place]
        return at_place[0] if at_place else [item for items in pages for item in items]

    def place(self, items: Sequence[Item]) -> Place | None:
        """Where the first quote of items stands."""
        return next((self._quotes.place(item.quote) for item in items if item.quote), None)

    def lines(self, items: Sequence[Item], *, grounds: bool = False, landing: bool = False) -> list[str]:
        """Items under their findings, with links that land on the quotes, or the shortest ones."""
        texts: list[str] = []
        for finding in {id(item.finding): item.finding for item in items}.values():
            texts.append(self._note(finding))
            if grounds and finding and finding.ground:
                texts.append(ground_line(finding.ground))
            for item in items:
                if item.finding is finding and item.quote:
                    texts += self._quotes.lines(item.quote, landing=landing)
                if item.finding is finding and item.hidden:
                    texts.append(f"-# {phrases.NOTES_HIDDEN.format(count=item.hidden)}")
        if not self._answer.findings and not self._answer.quotes:
            texts.append(f"-# {phrases.HOW_TO_ASK}")
        return texts

    def _items(self, opening: Sequence[str]) -> Iterator[Item]:
        """Each finding's best quote; the notes of those without; the further quotes."""
        answer = self._answer
        finding_of = {number: finding for finding in answer.findings for number in finding.quotes}
        best = [finding.quotes[0] for finding in answer.findings if finding.quotes]
        further = [number for number in range(len(answer.quotes)) if number not in best]

        def parts(numbers: Sequence[int]) -> Iterator[Item]:
            for number in numbers:
                finding = finding_of.get(number)
                under = (*opening, self._note(finding))
                yield from (Item(finding, part) for part in self._quotes.parts(answer.quotes[number], under))

        yield from parts(best)
        yield from self._without_quotes(opening)
        yield from parts(further)
        if not answer.findings and not answer.quotes:
            yield Item(None)

    def _without_quotes(self, opening: Sequence[str]) -> Iterator[Item]:
        """The findings without a quote, as many as fit on a page of their own."""
        # On two pages, neither would have a place, by which one turns to the next.
        findings = [finding for finding in self._answer.findings if not finding.quotes]
        hidden = f"-# {phrases.NOTES_HIDDEN.format(count=len(findings))}"
        shown = findings[: how_many([self._note(finding) for finding in findings], (*opening, hidden))]
        for finding in shown:
            is_last = finding is shown[-1]
            yield Item(finding, hidden=len(findings) - len(shown) if is_last else 0)

    def _note(self, finding: Finding | None) -> str:
        return self._notes[id(finding)] if finding else bold(self._answer.note)
