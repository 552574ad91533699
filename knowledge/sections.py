"""What a document's headings, bold openings and lead-ins say of the topics that stand under them."""

from dataclasses import dataclass

from knowledge.document import Status


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
    that follow it, and `series_level` that level.
    """

    level: int
    topic: str | None = None
    lead: Introduction | None = None
    series: Introduction | None = None
    series_level: int = 0
    has_status: bool = False


@dataclass(slots=True)
class Listed:
    """A topic being gathered."""

    name: str
    introduction: Introduction | None
