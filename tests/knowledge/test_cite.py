"""Citations: what can be cited, and the prose styles, by the manuals."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from knowledge.citing.cite import citation, quote_at
from knowledge.citing.prose import Kind, Pinpoint, apa, chicago_note, markdown, plain
from knowledge.citing.style import Style
from knowledge.citing.text_fragment import link_to
from knowledge.document import Document, Metadata, Name, Passage, Sentence
from knowledge.errors import UnknownPassageError
from knowledge.loading import load
from knowledge.quoting import quote_of
from knowledge.record import Record

URL = "https://www.congress.gov/crs-product/IN10933"
WELT = Name(family="Welt", given="Cory")
NELSON = Name(family="Nelson", given="Rebecca M.")
PAUL = Name(family="Ménard", given="Jean-Paul")
CRS = Name(literal="Congressional Research Service")
PINPOINT = Pinpoint(19, "Sanctions")


def cited(record: Record, asked: str, style: Style) -> str:
    return str(citation(record, quote_at(record, asked), style))


def document_of(text: str = "It was a summit.", **fields: Any) -> Document:
    """A document of one paragraph, with the shipped one's metadata where nothing else is given."""
    facts: dict[str, Any] = {
        "title": "The Trump-Putin Summit",
        "author": (WELT,),
        "issued": datetime.date(2018, 7, 20),
        "genre": "CRS Insight",
        "number": "IN10933",
        "publisher": "Congressional Research Service",
        "url": URL,
    }
    metadata = Metadata(id="X1", **(facts | fields))
    sentences = tuple(Sentence(*match.span()) for match in re.finditer(r"\S.*?(?:\.(?= )|$)", text))
    return Document(metadata, text, (Passage("X1", 1, 0, len(text), None, sentences),), ())


# What can be cited


@pytest.mark.parametrize("asked", ["IN10933:15", "15", " in10933:15 "])
def test_a_paragraph_is_cited_by_its_id_or_number(asked: str, record: Record) -> None:
    quote = quote_at(record, asked)
    assert (quote.passage, quote.text[:14]) == ("IN10933:15", "President Puti")
    assert quote.text.endswith("in his public remarks.")


def test_a_sentence_is_cited_by_its_number_in_the_paragraph(record: Record) -> None:
    quote = quote_at(record, "IN10933:15#3")
    assert quote.text.startswith("Putin also said President Trump adhered")
    assert quote_at(record, "15#3") == quote


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("IN10933:99", "IN10933:20"),
        ("IN10933:99#1", "IN10933:20"),
        ("IN10933:15#5", "IN10933:15#4"),
        ("IN10933:15#0", "IN10933:15#4"),
        ("IN10933:15#", "IN10933:15#4"),
        ("IN10933:15#two", "IN10933:15#4"),
        ("", "IN10933:0"),
        ("#", "IN10933:0"),
    ],
)
def test_what_is_not_there_names_the_nearest(asked: str, nearest: str, record: Record) -> None:
    with pytest.raises(UnknownPassageError) as caught:
        quote_at(record, asked)
    assert caught.value.nearest == nearest
    assert quote_at(record, nearest)


# Styles


@pytest.mark.parametrize(
    ("asked", "style"),
    [
        ("plain", Style.PLAIN),
        ("Markdown", Style.MARKDOWN),
        ("chicago", Style.CHICAGO_NOTE),
        ("Chicago note", Style.CHICAGO_NOTE),
        ("CSL_JSON", Style.CSL_JSON),
        ("BibTeX", Style.BIBTEX),
        ("TextQuoteSelector", Style.TEXT_QUOTE_SELECTOR),
        *((style.value, style) for style in Style),
    ],
)
def test_a_style_is_found_by_its_name(asked: str, style: Style) -> None:
    assert Style(asked) is style


@pytest.mark.parametrize("asked", ["", "c", "-", "chicagoo", "MLA"])
def test_another_name_is_no_style(asked: str) -> None:
    with pytest.raises(ValueError, match="is not a valid Style"):
        Style(asked)


def test_every_style_has_a_label_of_its_own_and_four_are_prose() -> None:
    assert len({style.label for style in Style}) == len(Style)
    assert [style for style in Style if style.is_prose] == [
        Style.PLAIN,
        Style.MARKDOWN,
        Style.CHICAGO_NOTE,
        Style.APA,
    ]


# The shipped record


def test_a_paragraph_of_the_record_in_each_prose_style(record: Record) -> None:
    link = f"{URL}#:~:text=Neither%20President%20indicated%20that%20U.S.%20sanctions%20on%20Russia%20were%20discussed."
    described = "CRS Insight IN10933, July 20, 2018"
    assert cited(record, "19", Style.PLAIN) == (
        f"Cory Welt, The Trump-Putin Summit, {described}, par. 19, Sanctions, {link}"
    )
    assert cited(record, "19", Style.MARKDOWN) == (
        f"Cory Welt, *The Trump-Putin Summit*, {described}, [par. 19, Sanctions]({link})"
    )
    assert cited(record, "19", Style.CHICAGO_NOTE) == (
        "Cory Welt, “The Trump-Putin Summit,” CRS Insight IN10933 (Congressional Research Service, July 20, 2018), "
        f"par. 19, Sanctions, {URL}."
    )
    assert cited(record, "19", Style.APA) == (
        "Welt, C. (2018, July 20). The Trump-Putin summit (CRS Insight No. IN10933). Congressional Research Service. "
        f"{URL}\n(Welt, 2018, para. 19, Sanctions)"
    )


def test_a_paragraph_of_no_topic_has_its_number_alone(record: Record) -> None:
    assert f"July 20, 2018, par. 20, {URL}#:~:text=" in cited(record, "20", Style.PLAIN)
    assert "July 20, 2018, [par. 20](" in cited(record, "20", Style.MARKDOWN)
    assert cited(record, "20", Style.CHICAGO_NOTE).endswith(f"July 20, 2018), par. 20, {URL}.")
    assert cited(record, "20", Style.APA).endswith("\n(Welt, 2018, para. 20)")


def test_the_head_stands_for_the_document(record: Record) -> None:
    assert f"CRS Insight IN10933, July 20, 2018, {URL}#:~:text=The%20Trump" in cited(record, "0", Style.PLAIN)
    assert cited(record, "0", Style.MARKDOWN).startswith(f"Cory Welt, [*The Trump-Putin Summit*]({URL}#:~:text=")
    assert cited(record, "0", Style.MARKDOWN).endswith("), CRS Insight IN10933, July 20, 2018")
    assert cited(record, "0", Style.CHICAGO_NOTE).endswith(f"(Congressional Research Service, July 20, 2018), {URL}.")
    assert cited(record, "0", Style.APA).endswith("\n(Welt, 2018)")


def test_titles_and_addresses_are_told_from_the_rest(record: Record) -> None:
    quote = quote_at(record, "19")
    apart = {
        (style, stretch.kind): stretch.text
        for style in Style
        for stretch in citation(record, quote, style).stretches
        if stretch.kind in (Kind.TITLE, Kind.ADDRESS)
    }
    assert apart == {
        (Style.PLAIN, Kind.ADDRESS): link_to(record.documents[0], quote.start, quote.end),
        (Style.CHICAGO_NOTE, Kind.ADDRESS): URL,
        (Style.APA, Kind.TITLE): "The Trump-Putin summit",
        (Style.APA, Kind.ADDRESS): URL,
    }


def test_a_quote_is_cited_wherever_it_begins_and_ends(record: Record) -> None:
    indexed = record.passage("IN10933:15")
    start = record.documents[0].text.index("discussed the Ukraine conflict")
    quote = quote_of(indexed, start, start + 30)
    assert "#:~:text=discussed%20the%20Ukraine%20conflict" in str(citation(record, quote, Style.PLAIN))


# By the manuals


def text_of(stretches: Any) -> str:
    return "".join(stretch.text for stretch in stretches)


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        (
            {"author": (WELT, NELSON)},
            "Cory Welt and Rebecca M. Nelson, “The Trump-Putin Summit,” CRS Insight IN10933 "
            "(Congressional Research Service, July 20, 2018)",
        ),
        (
            {"author": (WELT, NELSON, PAUL)},
            "Cory Welt et al., “The Trump-Putin Summit,” CRS Insight IN10933 "
            "(Congressional Research Service, July 20, 2018)",
        ),
        (
            {"author": ()},
            "Congressional Research Service, “The Trump-Putin Summit,” CRS Insight IN10933 "
            "(Congressional Research Service, July 20, 2018)",
        ),
        ({"author": (), "publisher": None}, "“The Trump-Putin Summit,” CRS Insight IN10933 (July 20, 2018)"),
        (
            {"author": (CRS,), "genre": None},
            "Congressional Research Service, “The Trump-Putin Summit,” no. IN10933 "
            "(Congressional Research Service, July 20, 2018)",
        ),
        ({"genre": None, "number": None, "publisher": None}, "Cory Welt, The Trump-Putin Summit (July 20, 2018)"),
        (
            {"title": 'A "Reset" with “Russia”?'},
            "Cory Welt, “A ‘Reset’ with ‘Russia’?,” CRS Insight IN10933 "
            "(Congressional Research Service, July 20, 2018)",
        ),
    ],
)
def test_a_chicago_note(fields: dict[str, Any], note: str) -> None:
    with_address, without = (
        text_of(chicago_note(document_of(**fields, **url).metadata, PINPOINT)) for url in ({}, {"url": None})
    )
    assert with_address == f"{note}, par. 19, Sanctions, {URL}."
    assert without == f"{note}, par. 19, Sanctions."


def test_chicago_sets_a_report_of_no_series_in_italics() -> None:
    document = document_of(genre=None, number=None)
    assert [stretch.text for stretch in chicago_note(document.metadata, PINPOINT) if stretch.kind is Kind.TITLE] == [
        "The Trump-Putin Summit"
    ]


REPORT = "(2018, July 20). The Trump-Putin summit (CRS Insight No. IN10933). Congressional Research Service."


@pytest.mark.parametrize(
    ("fields", "reference", "in_text"),
    [
        ({"author": (WELT, NELSON)}, f"Welt, C., & Nelson, R. M. {REPORT}", "Welt & Nelson, 2018"),
        ({"author": (WELT, NELSON, PAUL)}, f"Welt, C., Nelson, R. M., & Ménard, J.-P. {REPORT}", "Welt et al., 2018"),
        (
            {"author": (WELT,) * 21},
            f"{'Welt, C., ' * 19}. . . Welt, C. {REPORT}",
            "Welt et al., 2018",
        ),
        (
            {"author": (CRS,)},
            "Congressional Research Service. (2018, July 20). The Trump-Putin summit (CRS Insight No. IN10933).",
            "Congressional Research Service, 2018",
        ),
        (
            {"author": ()},
            "Congressional Research Service. (2018, July 20). The Trump-Putin summit (CRS Insight No. IN10933).",
            "Congressional Research Service, 2018",
        ),
        (
            {"author": (), "publisher": None},
            "The Trump-Putin summit (CRS Insight No. IN10933). (2018, July 20).",
            "The Trump-Putin Summit, 2018",
        ),
        (
            {"genre": None},
            "Welt, C. (2018, July 20). The Trump-Putin summit (No. IN10933). Congressional Research Service.",
            "Welt, 2018",
        ),
        (
            {"genre": None, "number": None, "publisher": None, "title": "What Happened in Helsinki?"},
            "Welt, C. (2018, July 20). What Happened in Helsinki?",
            "Welt, 2018",
        ),
        (
            {"author": (Name(literal="The Press Office", family="Office", given="Press"),)},
            f"The Press Office. {REPORT}",
            "The Press Office, 2018",
        ),
        (
            {"author": (Name(family="Welt"),), "number": None, "publisher": "Summit Inc."},
            "Welt. (2018, July 20). The Trump-Putin summit (CRS Insight). Summit Inc.",
            "Welt, 2018",
        ),
    ],
)
def test_an_apa_reference_and_citation(fields: dict[str, Any], reference: str, in_text: str) -> None:
    with_address, without = (text_of(apa(document_of(**fields, **url), PINPOINT)) for url in ({}, {"url": None}))
    assert with_address == f"{reference} {URL}\n({in_text}, para. 19, Sanctions)"
    assert without == f"{reference}\n({in_text}, para. 19, Sanctions)"


@pytest.mark.parametrize(
    ("title", "text", "cased"),
    [
        (
            "Talks and the White House",
            "It talks of talks and of the white paper. In the White House, the White House.",
            "Talks and the White House",
        ),
        ("The US Summit: A Report", "Of a US summit there is a report in the us.", "The US summit: A report"),
        ("A New START", "We start a new start, a new one.", "A new START"),
        ("Putin's Visit", "Putin came; Putin's visit was short.", "Putin's visit"),
        ("All Talks", "Talks began. Talks went on. Then the talks ended.", "All talks"),
        ("Summits", "We had no meeting.", "Summits"),
    ],
)
def test_apa_writes_small_what_the_document_writes_small(title: str, text: str, cased: str) -> None:
    (stretch, *_) = (one for one in apa(document_of(text, title=title), PINPOINT) if one.kind is Kind.TITLE)
    assert stretch.text == cased


# Markdown

MARKUP = st.sampled_from(
    ["*", "_", "**a**", "[a](b)", "`", "<b>", "&amp;", "\\", "~~", "|", "#", "1.", "-", "+", ">", "!"]
)
TITLE = st.lists(MARKUP | st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1), min_size=1).map(" ".join)


@given(TITLE, TITLE, st.none() | TITLE, st.none() | st.just("https://x.org/a_(b)*?c&copy;d"))
def test_markdown_reads_as_the_plain_citation_does(title: str, author: str, topic: str | None, url: str | None) -> None:
    document = document_of(title=title, author=(Name(literal=author),), url=url)
    link = link_to(document, 0, len(document.text))
    pinpoint = Pinpoint(3, topic)
    source = text_of(markdown(document.metadata, pinpoint, link))
    opening, paragraph, closing = MarkdownIt().parse(source)
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    shown = "".join(child.content for child in paragraph.children or () if child.type in ("text", "text_special"))
    assert f"{shown}, {link}" == f"{text_of(plain(document.metadata, pinpoint, link))}{'' if link else ', None'}"
    addresses = [child.attrs["href"] for child in paragraph.children or () if child.type == "link_open"]
    assert addresses == [link] * bool(link)
    assert [child.type for child in paragraph.children or ()].count("em_open") == 1


def test_the_note_names_the_latest_of_several_documents(tmp_path: Path) -> None:
    for year in (2019, 2021):
        (tmp_path / f"{year}.md").write_text(f"---\nid: Y{year}\ntitle: T\nissued: {year}-03-04\n---\n\nOne.\n")
    text = cited(load(tmp_path), "Y2019:1", Style.BIBTEX)
    assert "note = {par. 1; record of March 4, 2021, sha256:" in text
    assert "date = {2019-03-04}" in text
