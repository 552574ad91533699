"""The answer as data: what `summit ask --json` prints, and what every face renders."""

import datetime

from pydantic import BaseModel, ConfigDict

from knowledge.document import Status


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
    """What the record has on one thing asked; `quotes` are indexes into the answer's quotes."""

    topic: str | None
    asked: str
    status: Status
    note: str
    quotes: tuple[int, ...]
    ground: GroundQuote | None


class LookedFor(_Frozen):
    """A part of what was asked, how it was read, and how many passages hold it."""

    asked: str
    read_as: str
    how: str
    passages: int


class RecordStamp(_Frozen):
    """Which record answered: its documents, its latest date, its digest."""

    documents: tuple[str, ...]
    as_of: datetime.date
    digest: str


class Answer(_Frozen):
    """A question, its findings, the overall status."""

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
