"""The shipped document against its source, and what holds of every document's text, passages and digest."""

import datetime
import re
from pathlib import Path

import pytest

from knowledge.document import Document, Metadata, Name, Status, Topic, digest
from knowledge.loading import SHIPPED, load

SOURCE = Path(__file__).parents[2].parent / "shared" / "record" / "IN10933.txt"
SHIPPED_DIGEST = "sha256:17c487c5540bd5d2b5c31ee578dcc87f9e996bd285c541a287f67320bbe9fee9"
SPANS = {
    "Election Interference": (6, 7),
    "Syria": (8, 9, 10),
    "Arms Control": (11,),
    "Nonproliferation": (12, 13),
    "Counterterrorism and Cybersecurity": (14,),
    "Ukraine": (15,),
    "Working Groups": (16,),
    "State-Sponsored Violence": (18,),
    "Sanctions": (19,),
}
NOT_DISCUSSED = ("State-Sponsored Violence", "Sanctions")


def text_of(document: Document, number: int) -> str:
    passage = document.passages[number]
    return document.text[passage.start : passage.end]


@pytest.mark.skipif(not SOURCE.exists(), reason=f"the source isn't at {SOURCE}")
def test_the_words_are_those_of_the_source_in_their_order_with_their_punctuation(document: Document) -> None:
    source = SOURCE.read_text(encoding="utf-8")
    source = re.sub(r"^Related Author\n\n- \[Cory Welt\]\(#\)\n-$", "", source, count=1, flags=re.MULTILINE)
    source = re.sub(r"^- ", "", source, flags=re.MULTILINE).replace("**", "")
    source = re.sub(r"\[([^\]]*)\]\(#\)", r"\1", source)
    assert document.text.split() == source.split()
    assert "Related Author" not in document.text


def test_a_slip_of_the_source_stays(document: Document) -> None:
    assert 'He said he made clear the "the United States will not allow Iran' in document.text


def test_there_are_the_head_and_twenty_numbered_paragraphs(document: Document) -> None:
    assert [passage.id for passage in document.passages] == [f"IN10933:{number}" for number in range(21)]


def test_the_head_is_title_date_line_and_byline(document: Document) -> None:
    assert text_of(document, 0).split("\n\n") == [
        "The Trump-Putin Summit",
        "July 20, 2018 (IN10933)",
        "Cory Welt, Analyst in European Affairs (cwelt@crs.loc.gov, 7-0530)",
    ]


def test_blocks_are_joined_by_a_blank_line(document: Document) -> None:
    assert document.text == "\n\n".join(text_of(document, passage.number) for passage in document.passages)


@pytest.mark.parametrize(("topic", "numbers"), SPANS.items())
def test_a_topic_has_its_paragraphs(topic: str, numbers: tuple[int, ...], document: Document) -> None:
    assert document.topic_of[topic].passages == numbers
    assert tuple(passage.number for passage in document.passages if passage.topic == topic) == numbers


def test_the_topics_are_the_nine_listed_ones(document: Document) -> None:
    assert tuple(topic.name for topic in document.topics) == tuple(SPANS)


def test_a_paragraph_broken_by_a_page_is_one(document: Document) -> None:
    assert 'However, Putin also argued that "you can\'t believe anybody" and insisted' in text_of(document, 7)


def test_the_closing_paragraph_belongs_to_no_topic(document: Document) -> None:
    assert text_of(document, 20).startswith("After the meeting, many Members of Congress")
    assert document.passages[20].topic is None


def test_a_topic_has_the_status_that_its_list_is_introduced_with(document: Document) -> None:
    def grounds(topic: Topic) -> tuple[Status, str, str]:
        assert topic.ground is not None
        return topic.status, topic.ground.passage, document.text[topic.ground.start : topic.ground.end]

    discussed = (Status.DISCUSSED, "IN10933:5", "The main topics were reportedly as follows")
    not_discussed = (
        Status.NO_INDICATION,
        "IN10933:17",
        "To date, there is no indication that the following subjects were discussed:",
    )
    for topic in document.topics:
        assert grounds(topic) == (not_discussed if topic.name in NOT_DISCUSSED else discussed)


def test_a_sentence_lies_in_its_passage_and_a_passage_in_the_text(document: Document) -> None:
    reached = 0
    for passage in document.passages:
        assert reached <= passage.start < passage.end <= len(document.text)
        at = passage.start
        for sentence in passage.sentences:
            assert at <= sentence.start < sentence.end <= passage.end
            at = sentence.end
        assert at == passage.end
        reached = passage.end


def test_a_passage_includes_its_run_in_and_its_sentences_leave_it_out(document: Document) -> None:
    sanctions = document.passages[19]
    first = sanctions.sentences[0]
    assert document.text[sanctions.start : first.start] == "Sanctions. "
    assert document.text[first.start : first.end].startswith("Neither President indicated")


def test_a_citation_names_the_document_the_paragraph_and_the_topic(document: Document) -> None:
    cited = "Cory Welt, The Trump-Putin Summit, CRS Insight IN10933, July 20, 2018"
    assert document.metadata.citation == cited
    assert document.citation(document.passages[19]) == f"{cited}, par. 19 (Sanctions)"
    assert document.citation(document.passages[20]) == f"{cited}, par. 20"


def test_a_citation_makes_do_with_what_there_is() -> None:
    issued = datetime.date(2020, 1, 2)
    bare = Metadata(id="X1", title="The Oslo Talks", issued=issued)
    assert bare.citation == "The Oslo Talks, X1, January 2, 2020"
    body = bare.model_copy(update={"publisher": "The Peace Office"})
    assert body.citation == "The Peace Office, The Oslo Talks, X1, January 2, 2020"
    authors = (Name(given="Ada", family="Berg"), Name(literal="The Chancery"))
    assert body.model_copy(update={"author": authors}).citation.startswith("Ada Berg and The Chancery, The Oslo")


def test_the_metadata_tell_where_the_document_is_and_what_it_is_on(document: Document) -> None:
    metadata = document.metadata
    assert metadata.url == "https://www.congress.gov/crs-product/IN10933"
    assert metadata.publisher == "Congressional Research Service"
    assert (metadata.issued, metadata.event_date) == (datetime.date(2018, 7, 20), datetime.date(2018, 7, 16))
    assert metadata.event_place == "Helsinki, Finland"


def test_the_shipped_digest_is_the_one_that_citations_were_made_with(document: Document) -> None:
    assert digest((document,)) == SHIPPED_DIGEST


def shipped_with(folder: Path, old: str, new: str, thesaurus: str = "") -> str:
    """The digest of the shipped document with one thing replaced, beside another thesaurus."""
    source = (SHIPPED / "IN10933.md").read_text(encoding="utf-8")
    assert old in source
    (folder / "IN10933.md").write_text(source.replace(old, new), encoding="utf-8")
    (folder / "thesaurus.yaml").write_text(thesaurus, encoding="utf-8")
    return load(folder).digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**Sanctions.**", "__Sanctions.__"),
        ("- **", "* **"),
        ("Finland. This was", "Finland.\nThis was"),
        ("INF Treaty prohibiting", "[INF Treaty](https://example.org) prohibiting"),
        ("publisher: Congressional Research Service", "publisher: CRS"),
    ],
)
def test_markup_and_metadata_leave_the_digest_alone(old: str, new: str, tmp_path: Path) -> None:
    assert shipped_with(tmp_path, old, new) == SHIPPED_DIGEST


def test_the_thesaurus_leaves_the_digest_alone(tmp_path: Path) -> None:
    thesaurus = "names:\n  Sanctions: [penalties]\n"
    assert shipped_with(tmp_path, "Sanctions", "Sanctions", thesaurus) == SHIPPED_DIGEST


@pytest.mark.parametrize(
    ("old", "new"),
    [("in the fall", "in the autumn"), ('clear the "the', 'clear "the'), ("—were", "-were")],
)
def test_a_word_or_a_mark_of_the_text_changes_the_digest(old: str, new: str, tmp_path: Path) -> None:
    assert shipped_with(tmp_path, old, new) != SHIPPED_DIGEST


def test_the_digest_depends_on_the_id_and_not_on_the_order(document: Document) -> None:
    metadata = document.metadata.model_copy(update={"id": "Z"})
    other = Document(metadata, document.text, document.passages, document.topics)
    assert digest((other,)) != digest((document,))
    assert digest((document, other)) == digest((other, document))
