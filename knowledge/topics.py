"""The topics that a document lists, by lists, bold openings and headings, with the statuses that its lead-ins give."""

from collections.abc import Sequence
from pathlib import Path

from knowledge.blocks import Kind, Placed
from knowledge.document import Ground, Status, Topic
from knowledge.item_names import item_name
from knowledge.lead_ins import Announcement, announced, announces_next, heading_announces, names_part
from knowledge.sections import Introduction, Listed, Section

STRENGTH = (Status.DISCUSSED, Status.NO_INDICATION, Status.MENTIONED)
BENEATH_HEADINGS = 7
"""The level of bold openings outside lists: one below the deepest heading."""


class TopicFinder:
    """Finds the topics of one document, going through its blocks in order.

    What names a topic: a list item's bold opening; a list item under a lead-in; a heading, or a paragraph's bold
    opening, unless it names a part such as "Background". `openings` has, by a passage's number, how many characters of
    an item are only its topic's name; `warnings` what was found doubtful.
    """

    def __init__(self, path: Path, document: str, text: str, placed: Sequence[Placed]) -> None:
        self._path = path
        self._document = document
        self._text = text
        self._placed = placed
        self._sections = [Section(0)]
        self._lists: dict[int, Introduction | None] = {}
        self._items: dict[int, str] = {}
        self._listed: dict[str, Listed] = {}
        self._since_run_in: list[Placed] = []
        self._unexplained: dict[str, int] = {}
        self._topic_of: dict[int, str] = {}
        self.openings: dict[int, int] = {}
        self.warnings: list[str] = []
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
        self._close(level)
        parent = self._sections[-1]
        if before and before.block.kind is Kind.PARAGRAPH and (said := self._announces_next(before)):
            parent.series, parent.series_level = said, level
        lead = self._introduction(heading_announces(self._text, one.sentences[0]), one.number)
        section = Section(level, lead=lead)
        self._sections.append(section)
        if lead or names_part(one.block.text):
            parent.series = None
        elif not self._within_topic():
            introduction = parent.series if parent.series_level == level else None
            self._name(section, one.block.text, introduction or self._lead(), one.block.line, "headings")

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
            self._unexplain(what, line)

    # Paragraphs

    def _paragraph(self, one: Placed, before: Placed | None, after: Placed | None) -> None:
        block = one.block
        for listing in block.lists:
            if listing not in self._lists:
                self._lists[listing] = self._list_introduction(one, before)
        if block.lists:
            self._item(one)
        elif block.run_in and not one.is_spoken and not self._opens_part(one, after):
            self._run_in(one, before)
        elif self._sections[-1].level == BENEATH_HEADINGS:
            # Between two bold openings it belongs to the first; behind the last it may be of neither.
            if self._announces_next(one):
                self._close(BENEATH_HEADINGS)
                self._since_run_in = []
            else:
                self._since_run_in.append(one)
                return
        key = next((self._items[item] for item in reversed(block.items) if item in self._items), None)
        if key is None and not self._leads_on(one, after):
            key = next((section.topic for section in reversed(self._sections) if section.topic), None)
        if key is not None:
            self._topic_of.update(dict.fromkeys(one.numbers, key))

    def _opens_part(self, one: Placed, after: Placed | None) -> bool:
        """Whether a bold opening names a part of the document: by its words, or as it leads in to a list."""
        leads = after and after.block.lists and announced(self._text, one.sentences)
        return bool(leads) or names_part(one.block.run_in or "")

    def _leads_on(self, one: Placed, after: Placed | None) -> bool:
        """Whether a paragraph is nothing but a lead-in to what follows the section that it stands in."""
        leads = len(one.sentences) == 1 and after and after.block.kind is Kind.HEADING
        return bool(leads and self._announces_next(one))

    def _run_in(self, one: Placed, before: Placed | None) -> None:
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
            section = Section(BENEATH_HEADINGS)
            self._sections.append(section)
            self._name(section, one.block.run_in or "", introduction or self._lead(), one.block.line, "bold openings")

    # Lists

    def _list_introduction(self, one: Placed, before: Placed | None) -> Introduction | None:
        """What the paragraph before a list says of it, or the list before, or a heading above."""
        if before and before.block.kind is Kind.PARAGRAPH:
            outer = before.block.lists
            if outer and outer[0] not in one.block.lists:
                return self._lists[outer[0]]
            if said := announced(self._text, before.sentences):
                return self._introduction(said, before.number)
        return None if self._within_topic() else self._lead()

    def _item(self, one: Placed) -> None:
        block = one.block
        item, introduction = block.items[-1], self._lists[block.lists[-1]]
        if item in self._items or one.is_spoken or (introduction is None and self._within_topic()):
            return
        if block.run_in:
            if not names_part(block.run_in):
                self._items[item] = self._add(block.run_in, introduction, block.line)
                if introduction is None:
                    self._unexplain(f"list {block.lists[-1]}", block.line)
        elif introduction and len(block.items) == 1:
            if named := item_name(block):
                self._items[item] = self._add(named[0], introduction, block.line)
                self.openings[one.number] = named[1]
            else:
                self._warn(block.line, "this item names no topic: it is a sentence; open it with the name in bold")

    # All

    def _add(self, name: str, introduction: Introduction | None, line: int) -> str:
        """Note a topic; named twice it has the stronger of its statuses."""
        key = name.casefold()
        listed = self._listed.setdefault(key, Listed(name, introduction))
        if introduction and listed.introduction and introduction.status is not listed.introduction.status:
            self._warn(line, f"{name!r} has two statuses in this document; the stronger one counts")
        if introduction and (
            listed.introduction is None
            or STRENGTH.index(introduction.status) < STRENGTH.index(listed.introduction.status)
        ):
            listed.introduction = introduction
        return key

    def _unexplain(self, what: str, line: int) -> None:
        """Warn, once for each list and kind of opening, that nothing gives its topics a status."""
        if what in self._unexplained:
            return
        self._unexplained[what] = line
        subject = "this list" if what.startswith("list ") else f"the {what} from here on"
        self._warn(
            line,
            f"no sentence before {subject} says whether its topics were discussed; "
            f"they count as mentioned (wordings: knowledge/english/lead_ins.yaml)",
        )

    def _warn(self, line: int, problem: str) -> None:
        self.warnings.append(f"{self._path}:{line}: {problem}")
