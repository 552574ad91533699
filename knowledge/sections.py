"""What a document's headings, bold openings and lead-ins say of the topics that stand under them."""

from dataclasses import dataclass, field
from pathlib import Path

from knowledge.document import Status

STRENGTH = (Status.DISCUSSED, Status.NO_INDICATION, Status.MENTIONED)


@dataclass(frozen=True, slots=True)
class Introduction:
    """What gives the topics after it their status: an announcement, and the number of the passage it is cited to."""

    status: Status
    start: int
    end: int
    number: int


@dataclass(slots=True)
class Section:
    """What stands under a heading or after a bold opening: the topic it names, and what its lead-ins say.

    `lead` is what the heading itself says of all under it; `series` what a paragraph says of the headings of one level
    that follow it, and `series_level` that level; `is_plain` says that the opening isn't set in bold.
    """

    level: int
    topic: str | None = None
    lead: Introduction | None = None
    series: Introduction | None = None
    series_level: int = 0
    has_status: bool = False
    is_plain: bool = False


@dataclass(slots=True)
class Listed:
    """A topic being gathered."""

    name: str
    introduction: Introduction | None

    def strengthen(self, other: Introduction | None) -> None:
        """Take another introduction of it where that gives a stronger status, or any."""
        own = self.introduction
        if other and (own is None or STRENGTH.index(other.status) < STRENGTH.index(own.status)):
            self.introduction = other


@dataclass(slots=True)
class Doubts:
    """What was found doubtful about the topics of a file, as warnings with its lines."""

    path: Path
    warnings: list[str] = field(default_factory=list)
    _unexplained: set[str] = field(default_factory=set)

    def note(self, line: int, problem: str) -> None:
        """Warn of a problem in a line."""
        self.warnings.append(f"{self.path}:{line}: {problem}")

    def unexplained(self, what: str, line: int) -> None:
        """Warn, once for each list and kind of opening, that nothing gives its topics a status."""
        if what in self._unexplained:
            return
        self._unexplained.add(what)
        subject = "this list" if what.startswith("list ") else f"the {what} from here on"
        self.note(
            line,
            f"no sentence before {subject} says whether its topics were discussed; "
            f"they count as mentioned (wordings: knowledge/english/lead_ins.yaml)",
        )
