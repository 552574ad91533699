"""Citations for programs, read back by the libraries that programs use; and selectors, by what they say of a text."""

import datetime
import json
import re
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from csl_reference import Reference
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from knowledge.citing.cite import citation, quote_at
from knowledge.citing.data import CONTEXT, bibtex, csl_json, ris, text_quote_selector
from knowledge.citing.style import Style
from knowledge.document import Document, Metadata, Name
from knowledge.record import Record

NOTE = "par. 19, Sanctions; record of July 20, 2018, sha256:17c487c5540b"
KEY = "IN10933:19"
LINE = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
MARKS = st.sampled_from(
    ["{", "}", "{}", "\\", "\\&", "$", "&", "%", "#", "_", "^", "~", "--", "---", "''", "``", '"', "?`", "<<", "@", "="]
)
WORDS = st.sampled_from(["and", "And", "others", "van", "de la", "et al.", "é", "ß", "Ω", "漢字", "TY - RPRT", "ER -"])
TEXT = (
    st.lists(LINE | MARKS | WORDS, min_size=1, max_size=5)
    .map(lambda parts: " ".join(" ".join(parts).split()))
    .filter(bool)
)
NAME = st.builds(Name, family=TEXT, given=TEXT) | st.builds(Name, literal=TEXT) | st.builds(Name, family=TEXT)
URL = st.sampled_from(
    ["https://www.congress.gov/crs-product/IN10933", "https://x.org/a_b/(c)%20d?e=1&f={g};h=~#i", "http://x.org/ü"]
)
METADATA = st.builds(
    Metadata,
    id=st.just("IN10933"),
    title=TEXT,
    issued=st.dates(datetime.date(1000, 1, 1)),
    type=st.sampled_from(["report", "book", "webpage", "speech"]),
    author=st.lists(NAME, max_size=3).map(tuple),
    publisher=st.none() | TEXT,
    genre=st.none() | TEXT,
    number=st.none() | TEXT,
    url=st.none() | URL,
    language=st.none() | st.just("en-US"),
)
LATEX = get_default_latex_context_db()
# What pylatexenc has no word for, or takes for an accent: LaTeX's own names of three characters.
LATEX.add_context_category(
    "characters",
    prepend=True,
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
    ],
)


def set_by_tex(source: str) -> str:
    """What TeX sets, without the braces that group."""
    return str(LatexNodes2Text(latex_context=LATEX, strict_latex_spaces=True).latex_to_text(source))


def read_bibtex(text: str) -> dict[str, Any]:
    """The fields of the only entry, and its type and key."""
    library = bibtexparser.parse_string(
        text,
        append_middleware=[
            middlewares.MonthIntMiddleware(),
            middlewares.SeparateCoAuthors(),
            middlewares.SplitNameParts(),
        ],
    )
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {
        "ENTRY": entry.entry_type,
        "KEY": entry.key,
        **{name: field.value for name, field in entry.fields_dict.items()},
    }


@given(METADATA)
def test_bibtex_is_read_back_with_the_same_fields(metadata: Metadata) -> None:
    fields = read_bibtex(bibtex(metadata, KEY, NOTE))
    assert fields.pop("KEY") == KEY
    publisher = {"techreport": "institution", "book": "publisher", "misc": "howpublished"}[fields.pop("ENTRY")]
    names = [
        tuple(set_by_tex(" ".join(part)) for part in (name.first, name.von + name.last))
        for name in fields.pop("author", [])
    ]
    assert names == [
        (name.given, name.family) if name.given and name.family else ("", str(name)) for name in metadata.author
    ]
    assert fields.pop("url", None) == (metadata.url and metadata.url.replace("{", "%7B").replace("}", "%7D"))
    assert int(fields.pop("month")) == metadata.issued.month
    expected = {
        "title": metadata.title,
        publisher: metadata.publisher,
        "type": metadata.genre,
        "number": metadata.number,
        "year": str(metadata.issued.year),
        "date": metadata.issued.isoformat(),
        "note": NOTE,
    }
    assert {name: set_by_tex(value) for name, value in fields.items()} == {
        name: value for name, value in expected.items() if value
    }


@given(METADATA)
def test_the_braces_of_bibtex_are_balanced_as_it_counts_them(metadata: Metadata) -> None:
    open_braces = 0
    for position, char in enumerate(written := bibtex(metadata, KEY, NOTE)):
        open_braces += (char == "{") - (char == "}")
        assert open_braces > 0 or position < len("@techreport") or position == len(written) - 1
    assert open_braces == 0


@given(METADATA)
def test_ris_is_read_back_with_the_same_fields(metadata: Metadata) -> None:
    (reference,) = rispy.loads(ris(metadata, KEY, NOTE))
    kinds = {"report": "RPRT", "book": "BOOK", "webpage": "ELEC", "speech": "GEN"}
    expected = {
        "type_of_reference": kinds[metadata.type],
        "authors": [
            f"{name.family}, {name.given}" if name.family and name.given else str(name) for name in metadata.author
        ],
        "title": metadata.title,
        "publisher": metadata.publisher,
        "type_of_work": metadata.genre,
        "issn" if metadata.type == "report" else "number": metadata.number,
        "year": f"{metadata.issued.year}",
        "date": f"{metadata.issued:%Y/%m/%d}",
        "language": metadata.language,
        # rispy takes a semicolon for what divides addresses.
        "urls": metadata.url and metadata.url.split(";"),
        "notes": [NOTE],
        "id": KEY,
    }
    assert reference == {name: value for name, value in expected.items() if value}


@given(METADATA)
def test_csl_json_is_valid_and_read_back_with_the_same_fields(metadata: Metadata) -> None:
    (item,) = json.loads(csl_json(metadata, KEY, NOTE))
    # The model is generated from CSL's schema; what it doesn't know it would leave out.
    assert Reference.model_validate(item).csl_dump(mode="json") == item
    assert item.pop("id") == KEY
    assert item.pop("note") == NOTE
    assert all(item.values())
    (parts,) = item.pop("issued")["date-parts"]
    assert Metadata.model_validate({**item, "id": "IN10933", "issued": datetime.date(*parts)}) == metadata


def test_an_event_is_csl_too(document: Document) -> None:
    (item,) = json.loads(csl_json(document.metadata, KEY, NOTE))
    assert Reference.model_validate(item).csl_dump(mode="json") == item
    assert item["event-date"] == {"date-parts": [[2018, 7, 16]]}


@pytest.mark.parametrize("style", [Style.BIBTEX, Style.RIS, Style.CSL_JSON])
def test_each_holds_pinpoint_date_and_digest(style: Style, record: Record) -> None:
    text = str(citation(record, quote_at(record, "IN10933:19"), style))
    assert NOTE in text
    assert record.digest.startswith(re.findall(r"sha256:[0-9a-f]{12}", text)[0])
    assert KEY in text


def test_the_head_has_no_pinpoint(record: Record) -> None:
    text = str(citation(record, quote_at(record, "IN10933:0"), Style.RIS))
    assert "N1  - record of July 20, 2018, sha256:" in text


def selected(document: Document, start: int, end: int) -> tuple[str, str, str]:
    resource = json.loads(text_quote_selector(document, start, end))
    assert resource["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert resource.get("source") == document.metadata.url
    selector = resource["selector"]
    assert selector.pop("type") == "TextQuoteSelector"
    return selector.pop("prefix"), selector.pop("exact"), selector.pop("suffix")


@given(data=st.data())
def test_a_selector_chooses_its_span_and_no_other(data: st.DataObject, document: Document) -> None:
    repetitive = data.draw(st.sampled_from(["so it is. ", "it is not so.\n\n", "a"])) * data.draw(st.integers(1, 60))
    made = Document(document.metadata, repetitive, (), ())
    text = data.draw(st.sampled_from([document, made])).text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    prefix, exact, suffix = selected(Document(document.metadata, text, (), ()), start, end)
    assert exact == text[start:end]
    assert text[:start].endswith(prefix)
    assert text[end:].startswith(suffix)
    whole = prefix + exact + suffix
    assert text.find(whole, text.find(whole) + 1) == -1


def test_a_selector_gives_what_stands_around_even_where_the_words_are_alone(document: Document) -> None:
    sentence = document.passages[19].sentences[0]
    prefix, _, suffix = selected(document, sentence.start, sentence.end)
    assert (len(prefix), len(suffix)) == (CONTEXT, CONTEXT)
    assert prefix.endswith("Sanctions. ")
