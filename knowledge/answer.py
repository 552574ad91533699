"""The answer as data: what `summit ask --json` prints, and what every face renders."""

import datetime
from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from knowledge.document import Status

STRENGTH = (Status.DISCUSSED, Status.NO_INDICATION, Status.MENTIONED, Status.ABSENT)
"""Statuses of a topic, the strongest first."""
WHERE_ANY = Field(exclude_if=lambda value: not value)
"""A field that came later: not in the JSON where it says nothing, as in a record of one document."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GroundQuote(_Frozen):
    """The sentence that gives a status, verbatim."""

    passage: str
    start: int
    end: int
    text: str


class Quote(_Frozen):
    """A verbatim span of one passage: `document.text[start:end] == text`, always."""

    passage: str
    start: int
    end: int
    text: str
    speakers: tuple[str, ...]
    silent: tuple[str, ...]
    topic: str | None
    citation: str
    url: str | None


class Finding(_Frozen):
    """What a document has on one thing asked; `quotes` are indexes into the answer's quotes.

    `document` is that document where the record has several; none where none of them has anything.
    """

    topic: str | None
    asked: str
    status: Status
    note: str
    quotes: tuple[int, ...]
    ground: GroundQuote | None
    document: Annotated[str | None, WHERE_ANY] = None


class LookedFor(_Frozen):
    """A part of what was asked, how it was read, and how many passages hold it."""

    asked: str
    read_as: str
    how: str
    passages: int


class RecordStamp(_Frozen):
    """Which record answered: its documents, its latest date, its digest.

    `searched` are those of its documents that were searched, where these are not all, and `passages` counts theirs.
    """

    documents: tuple[str, ...]
    as_of: datetime.date
    digest: str
    searched: Annotated[tuple[str, ...], WHERE_ANY] = ()
    passages: Annotated[int, WHERE_ANY] = 0


class Answer(_Frozen):
    """A question, its findings, the overall status.

    `disagreements` are the parts of the note that say of a topic that documents give it different statuses, and which.
    """

    question: str
    read_as: str
    status: Status
    note: str
    findings: tuple[Finding, ...] = ()
    quotes: tuple[Quote, ...] = ()
    looked_for: tuple[LookedFor, ...] = ()
    together: int = 0
    nearby: tuple[Quote, ...] = ()
    record: RecordStamp
    version: int = 1
    disagreements: Annotated[tuple[str, ...], WHERE_ANY] = ()


def strongest(statuses: Iterable[Status]) -> Status:
    """The strongest of a topic's statuses: what any document says weighs more than what another leaves out."""
    return min(statuses, key=STRENGTH.index)
