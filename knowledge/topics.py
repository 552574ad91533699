"""The topics that a document lists, by lists, bold openings and headings, with the statuses that its lead-ins give."""

from collections.abc import Sequence
from pathlib import Path

from knowledge.blocks import Kind, Placed
from knowledge.document import Ground, Status, Topic
from knowledge.implied import beside_lead_ins, implied
from knowledge.item_names import item_name, opening_name
from knowledge.lead_ins import (
    Announcement,
    announced,
    announces_next,
    heading_announces,
    names_part,
    without_numbering,
)
from knowledge.sections import Doubts, Introduction, Listed, Section
from knowledge.statements import denied

BENEATH_HEADINGS = 7
"""The level of bold openings outside lists: one below the deepest heading."""


class TopicFinder:
    """Finds the topics of one document, going through its blocks in order.

    What names a topic: a list item's bold opening; a list item under a lead-in; a heading, or a paragraph's bold
    opening, unless it names a part such as "Background". `openings` has, by a passage's number, how many characters of
    an item are only its topic's name.
    """

    def __init__(self, path: Path, document: str, text: str, placed: Sequence[Placed]) -> None:
        self._doubts = Doubts(path)
        self._document = document
        self._text = text
        self._placed = placed
        self._implied = implied(text, placed)
        self._no_topics = beside_lead_ins(text, placed, self._implied)
        self._sections = [Section(0)]
        self._lists: dict[int, Introduction | None] = {}
        self._items: dict[int, str] = {}
        self._after_list: Introduction | None = None
        self._listed: dict[str, Listed] = {}
        self._since_run_in: list[Placed] = []
        self._topic_of: dict[int, str] = {}
        self.openings: dict[int, int] = {}
        for index, one in enumerate(placed):
            before = placed[index - 1] if index else None
            match one.block.kind:
                case Kind.HEADING:
                    self._heading(one, before)
                case Kind.PARAGRAPH:
                    self._paragraph(one, before, placed[index + 1] if index + 1 < len(placed) else None)
                case _:
                    self._since_run_in = []
                    self._close(BENEATH_HEADINGS)

    @property
    def warnings(self) -> list[str]:
        """What was found doubtful, a line each."""
        return self._doubts.warnings

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in order of appearance; those that no paragraph treats are left out."""
        numbers: dict[str, list[int]] = {}
        for number, key in sorted(self._topic_of.items()):
            numbers.setdefault(key, []).append(number)
        return tuple(
            Topic(one.name, *self._status(one.introduction), tuple(numbers[key]))
            for key, one in self._listed.items()
            if key in numbers
        )

    def name_of(self, number: int) -> str | None:
        """The name of the topic that a passage belongs to."""
        key = self._topic_of.get(number)
        return self._listed[key].name if key is not None else None

    def _status(self, introduction: Introduction | None) -> tuple[Status, Ground | None]:
        if introduction is None:
            return Status.MENTIONED, None
        passage = f"{self._document}:{introduction.number}"
        return introduction.status, Ground(passage, introduction.start, introduction.end)

    # Headings

    def _heading(self, one: Placed, before: Placed | None) -> None:
        level = one.block.level
        self._since_run_in = []
        self._after_list = None
        self._close(level)
        parent = self._sections[-1]
        if before and before.block.kind is Kind.PARAGRAPH and (said := self._announces_next(before)):
            parent.series, parent.series_level = said, level
        usual = heading_announces(self._text, one.sentences[0])
        lead = self._implied.get(one.start) or self._introduction(usual, one.number)
        section = Section(level, lead=lead)
        self._sections.append(section)
        if lead or names_part(one.block.text):
            parent.series = None
        elif not self._within_topic():
            introduction = (parent.series if parent.series_level == level else None) or self._lead()
            if introduction or one.start not in self._no_topics:
                self._name(section, one.block.text, introduction, one.block.line, "headings")

    def _close(self, level: int) -> None:
        while self._sections[-1].level >= level:
            self._sections.pop()

    def _announces_next(self, one: Placed) -> Introduction | None:
        return self._introduction(announces_next(self._text, one.sentences), one.number)

    @staticmethod
    def _introduction(said: Announcement | None, number: int) -> Introduction | None:
        return Introduction(said.status, said.start, said.end, number) if said else None

    def _lead(self) -> Introduction | None:
        """What the headings above say of all under them; the innermost that says anything."""
        return next((section.lead for section in reversed(self._sections) if section.lead), None)

    def _within_topic(self) -> bool:
        """Whether a topic that has a status goes on here: what stands under it is of that topic."""
        return any(section.has_status for section in self._sections)

    def _name(self, section: Section, name: str, introduction: Introduction | None, line: int, what: str) -> None:
        section.topic = self._add(name, introduction, line)
        section.has_status = introduction is not None
        if introduction is None:
            self._doubts.unexplained(what, line)

    # Paragraphs

    def _paragraph(self, one: Placed, before: Placed | None, after: Placed | None) -> None:
        block = one.block
        for listing in block.lists:
            if listing not in self._lists:
                self._lists[listing] = self._list_introduction(one, before)
        if block.lists:
            self._item(one)
        elif (name := self._opening(one, before)) and not self._opens_part(one, after):
            self._run_in(one, before, name)
        elif self._sections[-1].level == BENEATH_HEADINGS:
            # Between two bold openings it belongs to the first; behind the last it may be of neither.
            if self._announces_next(one):
                self._close(BENEATH_HEADINGS)
                self._since_run_in = []
            else:
                self._since_run_in.append(one)
                return
        key = next((self._items[item] for item in reversed(block.items) if item in self._items), None)
        if key is None and not block.lists and not one.is_spoken:
            key = self._statement(one)
        if key is None and not self._leads_on(one, after):
            key = next((section.topic for section in reversed(self._sections) if section.topic), None)
        if key is not None:
            self._topic_of.update(dict.fromkeys(one.numbers, key))

    def _statement(self, one: Placed) -> str | None:
        """The topic that a paragraph says wasn't discussed, where the heading or the list above says so of others."""
        said = self._after_list or (None if self._within_topic() else self._lead())
        if said is None or said.status is not Status.NO_INDICATION or not (found := denied(self._text, one.sentences)):
            return None
        name, announcement = found
        return self._add(name, self._introduction(announcement, one.number), one.block.line)

    def _opening(self, one: Placed, before: Placed | None) -> str | None:
        """The topic that a paragraph opens with: in bold, or behind a lead-in as an item of a list would."""
        if one.block.run_in or one.is_spoken:
            return None if one.is_spoken else one.block.run_in
        led_in = before and before.block.kind is Kind.PARAGRAPH and self._announces_next(before)
        named = opening_name(one.block.text) if led_in or self._sections[-1].is_plain else None
        if named is None:
            return None
        name, self.openings[one.number] = named
        return name

    def _opens_part(self, one: Placed, after: Placed | None) -> bool:
        """Whether a bold opening names a part of the document: by its words, or as it leads in to a list."""
        leads = after and after.block.lists and announced(self._text, one.sentences)
        return bool(leads) or names_part(one.block.run_in or "")

    def _leads_on(self, one: Placed, after: Placed | None) -> bool:
        """Whether a paragraph is nothing but a lead-in to what follows the section that it stands in."""
        leads = len(one.sentences) == 1 and after and after.block.kind is Kind.HEADING
        return bool(leads and self._announces_next(one))

    def _run_in(self, one: Placed, before: Placed | None, name: str) -> None:
        if (topic := self._sections[-1].topic) is not None:
            for earlier in self._since_run_in:
                self._topic_of.update(dict.fromkeys(earlier.numbers, topic))
        self._since_run_in = []
        self._close(BENEATH_HEADINGS)
        parent = self._sections[-1]
        if before and before.block.kind is Kind.PARAGRAPH and (said := self._announces_next(before)):
            parent.series, parent.series_level = said, BENEATH_HEADINGS
        introduction = parent.series if parent.series_level == BENEATH_HEADINGS else None
        if introduction or not self._within_topic():
            section = Section(BENEATH_HEADINGS, is_plain=not one.block.run_in)
            self._sections.append(section)
            self._name(section, name, introduction or self._lead(), one.block.line, "bold openings")

    # Lists

    def _list_introduction(self, one: Placed, before: Placed | None) -> Introduction | None:
        """What the paragraph before a list says of it, or the list before, or a heading above."""
        if before and before.block.kind is Kind.PARAGRAPH:
            outer = before.block.lists
            if outer and outer[0] not in one.block.lists:
                return self._lists[outer[0]]
            usual = announced(self._text, before.sentences)
            if found := self._implied.get(before.start) or self._introduction(usual, before.number):
                return found
        return None if self._within_topic() else self._lead()

    def _item(self, one: Placed) -> None:
        block = one.block
        item, introduction = block.items[-1], self._lists[block.lists[-1]]
        self._after_list = introduction
        if introduction and not self._within_topic():
            self._leads_only()
        if item in self._items or one.is_spoken or (introduction is None and self._within_topic()):
            return
        if block.run_in:
            if not names_part(block.run_in):
                self._items[item] = self._add(block.run_in, introduction, block.line)
                if introduction is None:
                    self._doubts.unexplained(f"list {block.lists[-1]}", block.line)
        elif introduction and len(block.items) == 1:
            if named := item_name(block):
                self._items[item] = self._add(named[0], introduction, block.line)
                self.openings[one.number] = named[1]
            else:
                self._doubts.note(
                    block.line, "this item names no topic: it is a sentence; open it with the name in bold"
                )

    def _leads_only(self) -> None:
        """Take headings that nothing gave a status for no topics: the list under them names them."""
        keys = {section.topic for section in self._sections}
        self._topic_of = {number: key for number, key in self._topic_of.items() if key not in keys}
        for section in self._sections:
            section.topic = None

    # All

    def _add(self, name: str, introduction: Introduction | None, line: int) -> str:
        """Note a topic; named twice it has the stronger of its statuses."""
        name = without_numbering(name)
        key = name.casefold()
        listed = self._listed.setdefault(key, Listed(name, introduction))
        if introduction and listed.introduction and introduction.status is not listed.introduction.status:
            self._doubts.note(line, f"{name!r} has two statuses in this document; the stronger one counts")
        listed.strengthen(introduction)
        return key
