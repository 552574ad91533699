"""A document of the record: metadata, text, passages, sentences, topics, all by spans of one text."""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Protocol, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PositiveInt, StringConstraints, model_validator

QUESTIONER = "Q"
"""The speaker of what is asked in a transcript, whoever it is."""


class Status(StrEnum):
    """Whether a topic was reported as discussed; `none` and `mixed` are of whole answers only."""

    DISCUSSED = "discussed"
    NO_INDICATION = "no_indication"
    MENTIONED = "mentioned"
    ABSENT = "absent"
    NONE = "none"
    MIXED = "mixed"


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _pairs(fields: Any) -> Any:
    """The fields of a mapping as pairs, which can't be changed; anything else as it is, to be refused."""
    return tuple(fields.items()) if isinstance(fields, dict) else fields


class Name(BaseModel):
    """A person's or a body's name (CSL name variable)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if not (self.family or self.literal):
            raise ValueError("a name needs a family name, or a literal one")
        return self

    def __str__(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


class GivenTopic(BaseModel):
    """A topic that the front matter gives a status, or denies one (`mentioned`), naming the sentence that says so.

    `paragraphs` are the numbers of those that treat it; without them it has those that the document gives it, or the
    one that its ground stands in.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Text
    status: Literal[Status.DISCUSSED, Status.NO_INDICATION, Status.MENTIONED]
    ground: Text
    paragraphs: tuple[PositiveInt, ...] = ()


class Metadata(BaseModel):
    """A document's front matter, by CSL's variable names (https://docs.citationstyles.org).

    `topics` and `speakers` are the project's own: statuses that the document's form doesn't tell, and the names behind
    a transcript's labels (`THE PRESIDENT: Berg`; null for an opening that is no speaker's label).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]{1,24}$")]
    title: Text
    issued: datetime.date
    type: Text = "report"
    author: tuple[Name, ...] = ()
    publisher: Text | None = None
    genre: Text | None = None
    number: Text | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = Field(default=None, alias="URL")
    language: Text | None = None
    event_title: Text | None = Field(default=None, alias="event-title")
    event_date: datetime.date | None = Field(default=None, alias="event-date")
    event_place: Text | None = Field(default=None, alias="event-place")
    topics: tuple[GivenTopic, ...] = ()
    speakers: Annotated[tuple[tuple[Text, Text | None], ...], BeforeValidator(_pairs)] = ()

    @property
    def citation(self) -> str:
        """Author, title, series and number, date: 'Cory Welt, The Trump-Putin Summit, CRS Insight IN10933, …'."""
        series = " ".join(part for part in (self.genre, self.number or self.id) if part)
        authors = " and ".join(map(str, self.author)) or self.publisher
        return ", ".join(part for part in (authors, self.title, series, written_date(self.issued)) if part)


def written_date(date: datetime.date) -> str:
    """A date as the record writes it: 'July 20, 2018'."""
    return f"{date:%B} {date.day}, {date.year}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its span in the document's text, half open, in code points; and who says it.

    `silent` names those of whom the sentence reports that they did not speak of something.
    """

    start: int
    end: int
    speakers: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def is_question(self) -> bool:
        """Whether it is of one who asks in a transcript."""
        return self.speakers == (QUESTIONER,)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, the unit of retrieval; its span includes a run-in heading, its sentences leave it out."""

    document: str
    number: int
    start: int
    end: int
    topic: str | None
    sentences: tuple[Sentence, ...]

    @property
    def id(self) -> str:
        """Document and paragraph: 'IN10933:19'."""
        return f"{self.document}:{self.number}"

    @property
    def is_question(self) -> bool:
        """Whether it is put to somebody in a transcript."""
        return bool(self.sentences) and all(sentence.is_question for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Ground:
    """The sentence that gives a topic its status, by its span in the document's text."""

    passage: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that a document lists, with the status that the document gives it."""

    name: str
    status: Status
    ground: Ground | None
    passages: tuple[int, ...]


class SourceText(Protocol):
    """A document's text: a str, or one that is read from a file as needed; `str(text)` is the whole of it."""

    def __len__(self) -> int:
        """Its code points."""

    def __getitem__(self, span: slice, /) -> str:
        """A part of it."""


@dataclass(frozen=True)
class Document:
    """One source: metadata, rendered text, passages in order (numbered as a reader counts) and topics."""

    metadata: Metadata
    text: SourceText
    passages: Sequence[Passage]
    topics: tuple[Topic, ...]
    warnings: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id under which passages are cited."""
        return self.metadata.id

    @cached_property
    def topic_of(self) -> dict[str, Topic]:
        """Topics by name."""
        return {topic.name: topic for topic in self.topics}

    def citation(self, passage: Passage) -> str:
        """The citation of a passage, with its paragraph and topic."""
        pinpoint = f"par. {passage.number}" + (f" ({passage.topic})" if passage.topic else "")
        return f"{self._citation}, {pinpoint}"

    @cached_property
    def _citation(self) -> str:
        return self.metadata.citation


def as_of(documents: Iterable[Document]) -> datetime.date:
    """The day on which the latest of documents was issued."""
    return max(document.metadata.issued for document in documents)


def digest(documents: Iterable[Document]) -> str:
    """SHA-256 over each document's id and text, in the order of ids: markup and thesaurus don't count."""
    sha = hashlib.sha256()
    for document in sorted(documents, key=lambda document: document.id):
        for part in (document.id, str(document.text)):
            data = part.encode()
            sha.update(len(data).to_bytes(8, "big") + data)
    return f"sha256:{sha.hexdigest()}"
