"""What a document's first lines tell of it: title, date line, byline, number; and its metadata from all of it."""

import calendar
import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.adding.source import furniture_words
from knowledge.blocks import Block, Kind
from knowledge.document import written_date
from knowledge.labels import LabelReader, Strength
from knowledge.language import reporting

HEAD_BLOCKS = 7
LONGEST_TITLE = 160
LONGEST_ID = 24
REPORT_NUMBER = re.compile(r"\b[A-Z]{1,5}-?\d{3,6}\b")
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(r"(?P<name>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2}), (?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2}) (?P<name>[A-Z][a-z]{2,8})\.? (?P<year>\d{4})"),
    re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})"),
)
TIME = re.compile(r"\d{1,2}[:.]\d\d\s*(?:[ap]\.?\s?m\.?)?(?:\s+(?:local time|[A-Z]{2,4}))?", re.IGNORECASE)
NAME = r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|van|von|der|di|al|bin))* [^\W\d_a-z][\w'’-]+"
BYLINE = re.compile(rf"(?:(?i:by|author:?|written by)\s+)?(?P<name>{NAME})(?:, (?P<role>[^.!?]{{3,100}}))?")
DAY_FIRST_FROM = 13


@dataclass(frozen=True, slots=True)
class Head:
    """The blocks at a document's head, those of its body, and what the head tells."""

    blocks: tuple[Block, ...]
    body: tuple[Block, ...]
    facts: Mapping[str, str]


def date_in(text: str) -> datetime.date | None:
    """The first date in a text: 2018-07-20, July 20, 2018, 20 July 2018, or 7/20/2018, the month first."""
    for pattern in DATES:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = MONTHS.get(parts["name"].lower(), 0) if parts.get("name") else int(parts["month"])
            day = int(parts["day"])
            if month >= DAY_FIRST_FROM:
                month, day = day, month
            try:
                return datetime.date(int(parts["year"]), month, day)
            except ValueError:
                continue
    return None


def is_ambiguous(text: str) -> bool:
    """Whether a date of numbers may be read with the day first as well as with the month."""
    found = DATES[-1].search(text)
    return bool(found and int(found["day"]) < DAY_FIRST_FROM and int(found["month"]) < DAY_FIRST_FROM)


def read_head(blocks: Sequence[Block], known: Mapping[str, str]) -> Head:
    """The title, date line and byline with which a document begins, and what they tell of it.

    `known` is what else is known of the document: a title that stands there too is left out the second time, and cut
    off where a converter let it run into the line behind it.
    """
    facts: dict[str, str] = {}
    labels = LabelReader("\n".join(block.text for block in blocks))
    head: list[Block] = []
    taken = 0
    title = known.get("title", "")
    for i, block in enumerate(blocks[:HEAD_BLOCKS]):
        text = _behind_title(block.text, facts.get("title") or title)
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if block.kind is Kind.RULE:
            if head:
                taken = i + 1
            continue
        if not text:
            if "title" not in facts:
                head.append(_as(block, Kind.HEADING, block.text))
                facts["title"] = block.text
            taken = i + 1
            continue
        if (label := labels.label(block.text, block.bold)) and label.strength is Strength.STRONG:
            break
        if "title" not in facts and not head and (block.kind is Kind.HEADING or _is_title(text, following)):
            facts["title"] = text
            head.append(_as(block, Kind.HEADING, text))
        elif _is_date_line(text):
            if date := date_in(text):
                facts.setdefault("issued", date.isoformat())
            if number := REPORT_NUMBER.search(text):
                facts.setdefault("id", number.group())
            head.append(_as(block, Kind.PARAGRAPH, text))
        elif (byline := BYLINE.fullmatch(text.split(" (")[0])) and _is_byline(byline, text):
            facts.setdefault("author", byline["name"])
            head.append(_as(block, Kind.PARAGRAPH, text))
        else:
            break
        taken = i + 1
    return Head(tuple(head), tuple(blocks[taken:]), facts)


def _as(block: Block, kind: Kind, text: str) -> Block:
    return Block(kind, text, block.line, level=1 if kind is Kind.HEADING else 0)


def _behind_title(text: str, title: str) -> str:
    """A text without the title that it begins with."""
    straight = str.maketrans("‘’“”", "''\"\"")
    if title and text.translate(straight).startswith(title.translate(straight)):
        return text[len(title) :].strip()
    return text


def _is_title(text: str, following: Block | None) -> bool:
    if len(text) > LONGEST_TITLE or text.endswith((".", ":", ";", ",")) or not text[:1].isupper():
        return False
    return following is not None and not _is_date_line(text) and len(text.split()) > 1


def _is_date_line(text: str) -> bool:
    """Whether a line has a date or a time, and hardly anything else."""
    rest = TIME.sub("", text)
    if rest == text and not date_in(text):
        return False
    for pattern in DATES:
        rest = pattern.sub("", rest, count=1)
    words = re.findall(r"[^\W\d_]+", REPORT_NUMBER.sub("", rest))
    return all(word.lower() in furniture_words().date_words or word.isupper() for word in words)


def _is_byline(byline: re.Match[str], text: str) -> bool:
    """Whether a name stands there as an author's: behind "By", with an office, or with an address for mail."""
    role = (byline["role"] or "").lower()
    words = set(re.findall(r"[a-z]+", role))
    office = words & (reporting().titles | reporting().bodies | ROLES)
    return bool(office or "@" in text or text.lower().startswith(("by ", "author", "written by")))


ROLES = frozenset(
    (
        "analyst",
        "specialist",
        "correspondent",
        "editor",
        "reporter",
        "researcher",
        "fellow",
        "professor",
        "writer",
        "author",
    )
)


def metadata_from(facts: Mapping[str, str], stem: str) -> dict[str, Any]:
    """The fields of the front matter, as far as facts tell them; the id from the file's name where nothing does."""
    fields: dict[str, Any] = {}
    number = REPORT_NUMBER.search(facts.get("id", ""))
    fields["id"] = number.group() if number else as_id(facts.get("id") or stem)
    for name in ("type", "genre", "number", "title"):
        if facts.get(name):
            fields[name] = facts[name]
    if number and facts.get("id"):
        fields.setdefault("number", number.group())
    if authors := names_in(facts.get("author", "")):
        fields["author"] = authors
    if facts.get("publisher"):
        fields["publisher"] = facts["publisher"]
    if date := date_in(facts.get("issued", "")):
        fields["issued"] = date
    if re.fullmatch(r"https?://\S+", facts.get("URL", "")):
        fields["URL"] = facts["URL"]
    for name in ("language", "event-title", "event-date", "event-place"):
        if facts.get(name):
            fields[name] = (date_in(facts[name]) or facts[name]) if name == "event-date" else facts[name]
    return fields


def as_id(text: str) -> str:
    """A text as a document's id: at most 24 of `A-Za-z0-9.-`."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text)[:LONGEST_ID].strip("-.") or ""


def names_in(text: str) -> list[dict[str, str]]:
    """Authors as the front matter has them, of "Kerr, Paul K.; Fink, Anya L." or "Paul Kerr and Anya Fink"."""
    names = []
    for part in re.split(r"\s*(?:;|\band\b|&)\s*", text):
        if not part.strip():
            continue
        family, comma, given = part.partition(",")
        if not comma:
            given, _, family = part.strip().rpartition(" ")
        names.append({"family": family.strip(), "given": given.strip()} if given.strip() else {"literal": part.strip()})
    return names


def shown_field(value: Any) -> str:
    """A field's value, for people."""
    if isinstance(value, datetime.date):
        return written_date(value)
    if isinstance(value, list):
        return "; ".join(one.get("literal") or f"{one['family']}, {one['given']}" for one in value)
    return str(value)
