"""Files become documents: what is rendered, how topics get their grounds, and how faults are named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.document import Document, Status
from knowledge.errors import RecordError
from knowledge.loading import load
from knowledge.markdown import read_document
from knowledge.thesaurus import read_thesaurus

Write = Callable[..., Path]

HEAD = "# The Oslo Talks\n\nJanuary 2, 2020\n\n***\n\n"
LIST = "- **Fish.** The two sides spoke of cod.\n- **Timber.** They spoke of spruce.\n"


def paragraphs(document: Document) -> list[str]:
    return [document.text[passage.start : passage.end] for passage in document.passages if passage.number]


def quotes(document: Document) -> list[list[str]]:
    return [
        [document.text[one.start : one.end] for one in passage.sentences]
        for passage in document.passages
        if passage.number
    ]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("They met\nin Oslo.", "They met in Oslo."),
        ("They met  \nin Oslo.", "They met in Oslo."),
        ("They met in [Oslo](https://example.org/oslo).", "They met in Oslo."),
        ("They *met* in **Oslo**, `quietly`.", "They met in Oslo, quietly."),
        (r"They met \*in\* Oslo &amp; Bergen.", "They met *in* Oslo & Bergen."),
        ('They met -- "in Oslo"...', 'They met -- "in Oslo"...'),
        ("[They](#) *met* in **[Oslo](#)**.", "They met in Oslo."),
    ],
)
def test_marks_go_and_words_stay(markdown: str, text: str, write: Write) -> None:
    assert paragraphs(read_document(write(HEAD + markdown))) == [text]


def test_blocks_stand_in_order_with_a_blank_line_between(write: Write) -> None:
    document = read_document(write(HEAD + "They met.\n\n\n\nThey left.\n"))
    assert document.text == "The Oslo Talks\n\nJanuary 2, 2020\n\nThey met.\n\nThey left."


def test_the_head_is_passage_0_and_paragraphs_count_from_1(write: Write) -> None:
    document = read_document(write(HEAD + "They met.\n\nThey left.\n"))
    assert [passage.id for passage in document.passages] == ["X1:0", "X1:1", "X1:2"]
    assert document.text[: document.passages[0].end] == "The Oslo Talks\n\nJanuary 2, 2020"


def test_a_title_without_a_rule_is_the_head_by_itself(write: Write) -> None:
    document = read_document(write("# The Oslo Talks\n\nThey met.\n"))
    assert document.text[: document.passages[0].end] == "The Oslo Talks"
    assert paragraphs(document) == ["They met."]


def test_a_run_in_stands_in_the_text_and_not_in_the_quotes(write: Write) -> None:
    document = read_document(write(HEAD + "The main topics were as follows:\n\n" + LIST))
    assert paragraphs(document)[1] == "Fish. The two sides spoke of cod."
    assert quotes(document)[1] == ["The two sides spoke of cod."]


def test_bold_words_that_end_like_no_heading_are_no_run_in(write: Write) -> None:
    document = read_document(write(HEAD + "The main topics were as follows:\n\n- **Fish** was one of them.\n"))
    assert document.topics == ()
    assert quotes(document)[1] == ["Fish was one of them."]


def test_paragraphs_that_continue_an_item_belong_to_its_topic(write: Write) -> None:
    body = (
        "The main topics were as follows:\n\n"
        "- **Fish.** They spoke of cod.\n\n  They spoke of quotas.\n\n  They spoke of nets.\n\n"
        "- **Timber.** They spoke of spruce.\n\nThey left.\n"
    )
    document = read_document(write(HEAD + body))
    assert [(topic.name, topic.passages) for topic in document.topics] == [("Fish", (2, 3, 4)), ("Timber", (5,))]
    assert document.passages[6].topic is None


DISCUSSED = [
    "The main topics were reportedly as follows:",
    "The principal issues are as follows:",
    "Topics of discussion included:",
    "Issues that were discussed included the following:",
    "The following subjects were discussed:",
    "The following points came up:",
    "They discussed the following:",
    "The talks covered the following:",
    "On the agenda:",
]
NOT_DISCUSSED = [
    "To date, there is no indication that the following subjects were discussed:",
    "There is no evidence that these matters were raised:",
    "There was no mention of the following:",
    "The following subjects were not discussed:",
    "These issues were never raised:",
    "Topics that did not come up:",
    "The following was not on the agenda:",
    "The following were left off the agenda:",
    "Missing from the talks:",
    "The following went undiscussed:",
]


@pytest.mark.parametrize(
    ("lead_in", "status"),
    [(one, Status.DISCUSSED) for one in DISCUSSED] + [(one, Status.NO_INDICATION) for one in NOT_DISCUSSED],
)
def test_a_lead_in_gives_its_list_a_status(lead_in: str, status: Status, write: Write) -> None:
    document = read_document(write(f"{HEAD}They met in Oslo. {lead_in}\n\n{LIST}"))
    assert document.warnings == ()
    for topic in document.topics:
        assert topic.status is status
        assert topic.ground is not None
        assert topic.ground.passage == "X1:1"
        assert document.text[topic.ground.start : topic.ground.end] == lead_in


def test_each_list_goes_by_its_own_lead_in(write: Write) -> None:
    body = f"{DISCUSSED[0]}\n\n- **Fish.** Cod.\n\n{NOT_DISCUSSED[0]}\n\n- **Timber.** Spruce.\n"
    document = read_document(write(HEAD + body))
    assert [topic.status for topic in document.topics] == [Status.DISCUSSED, Status.NO_INDICATION]


def test_a_ground_ends_with_the_clause_that_says_it(write: Write) -> None:
    lead_in = "The main topics were reportedly as follows, based on transcripts:"
    document = read_document(write(f"{HEAD}{lead_in}\n\n{LIST}"))
    ground = document.topics[0].ground
    assert ground is not None
    assert document.text[ground.start : ground.end] == "The main topics were reportedly as follows"


def test_a_list_that_no_lead_in_explains_counts_as_mentioned_with_a_warning(write: Write) -> None:
    path = write(f"{HEAD}They met in Oslo.\n\n{LIST}")
    document = read_document(path)
    assert [(topic.status, topic.ground) for topic in document.topics] == [(Status.MENTIONED, None)] * 2
    (warning,) = document.warnings
    line = path.read_text(encoding="utf-8").splitlines().index(LIST.splitlines()[0]) + 1
    assert warning.startswith(f"{path}:{line}: ")
    assert "mentioned" in warning
    assert load(path).warnings == document.warnings


def test_a_list_without_topics_needs_no_lead_in(write: Write) -> None:
    document = read_document(write(f"{HEAD}They ate well.\n\n- cod\n- bread\n"))
    assert document.topics == ()
    assert document.warnings == ()


# Faults


def error_of(read: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(RecordError) as caught:
        read(path)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        (b"", None, "empty"),
        (b" \n\n", None, "empty"),
        (b"---\nid: X1\n---\n\nThey met in Troms\xf8.\n", 5, "not UTF-8"),
        (b"# The Oslo Talks\n\nThey met.\n", 1, "no front matter"),
        (b"---\nid: X1\ntitle: T\nissued: 2020-01-02\n---\n", None, "no paragraph"),
        (b"---\nid: X1\ntitle: T\nissued: 2020-01-02\nplace: Oslo\n---\n\nThey met.\n", 5, "place: unknown field"),
        (b"---\nid: X1\ntitle: T\nissued: 2020-01-02\ntitle: U\n---\n\nThey met.\n", 5, "'title' stands twice"),
        (b"---\nid: X1\nissued: 2020-01-02\n---\n\nThey met.\n", 1, "title: missing field"),
        (b"---\nid: X1\ntitle: T\nissued: 2 Jan\n---\n\nThey met.\n", 4, "issued: "),
        (b"---\nid: X 1\ntitle: T\nissued: 2020-01-02\n---\n\nThey met.\n", 2, "id: "),
        (b"---\nid: %s\ntitle: T\nissued: 2020-01-02\n---\n\nThey met.\n" % (b"X" * 25), 2, "id: "),
        (b"---\nid: X1\ntitle: T\nissued: 2020-01-02\nURL: oslo\n---\n\nThey met.\n", 5, "URL: "),
        (b"---\n- id\n- title\n---\n\nThey met.\n", 1, "not a list of fields"),
        (b"---\nid: X1\ntitle: [T\nissued: 2020-01-02\n---\n\nThey met.\n", 4, "front matter"),
    ],
)
def test_a_faulty_document_is_named_with_file_and_line(
    content: bytes, line: int | None, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "talks.md"
    path.write_bytes(content)
    message = error_of(read_document, path)
    assert message.startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert problem in message


def test_an_error_in_the_front_matter_names_the_fields_that_there_are(tmp_path: Path) -> None:
    path = tmp_path / "talks.md"
    path.write_text("---\nid: X1\nauthors: Ada\n---\n\nThey met.\n", encoding="utf-8")
    message = error_of(read_document, path)
    assert "author" in message
    assert "event-date" in message


@pytest.mark.parametrize("read", [read_document, load])
def test_a_file_that_is_not_there_is_named(read: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "none.md"
    assert error_of(read, path).startswith(f"{path}: no such file")


def test_a_folder_without_documents_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("They met.", encoding="utf-8")
    assert error_of(load, tmp_path).startswith(f"{tmp_path}: no document")


def test_an_id_in_two_documents_is_named_with_a_file(write: Write, tmp_path: Path) -> None:
    write("They met.\n", name="a.md", id="X1")
    write("They left.\n", name="b.md", id="x1")
    message = error_of(load, tmp_path)
    assert message.startswith((f"{tmp_path / 'a.md'}: ", f"{tmp_path / 'b.md'}: "))
    assert "another document" in message


def test_documents_of_a_folder_are_read_together(write: Write, tmp_path: Path) -> None:
    write("They met.\n", name="a.md", id="X1")
    write("They left.\n", name="b.md", id="X2")
    assert [document.id for document in load(tmp_path).documents] == ["X1", "X2"]


def test_a_byte_order_mark_is_no_fault(write: Write) -> None:
    path = write(HEAD + "They met.\n")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert paragraphs(read_document(path)) == ["They met."]


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        (b"names:\n  cod: {fish: 1}\n", 2, "'cod' are no list"),
        (b"names:\n  cod: [fish]\n  Cod: [haddock]\n", 3, "'Cod' stands twice"),
        (b"names:\n  cod: [fish]\nthings:\n  spruce: [tree]\n", 3, "unknown group 'things'"),
        (b"- cod\n- spruce\n", 1, "not a mapping"),
        (b"names:\n  - cod\n", 2, "not a mapping"),
        (b"names:\n  cod: [fish\n", None, ""),
        (b"names:\n  cod: [f\xf8sh]\n", None, "not UTF-8"),
    ],
)
def test_a_faulty_thesaurus_is_named_with_file_and_line(
    content: bytes, line: int | None, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "thesaurus.yaml"
    path.write_bytes(content)
    message = error_of(read_thesaurus, path)
    assert message.startswith(f"{path}:{line}: " if line else f"{path}:")
    assert problem in message


def test_a_term_may_stand_in_both_groups_and_an_empty_file_has_none(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.yaml"
    path.write_text("names:\n  cod: [fish]\nwords:\n  cod: [food]\n", encoding="utf-8")
    assert [(entry.term, entry.names, entry.naming) for entry in read_thesaurus(path).entries] == [
        ("cod", ("fish",), True),
        ("cod", ("food",), False),
    ]
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert read_thesaurus(path).entries == ()


def test_a_term_that_the_record_does_not_have_is_warned_of_with_its_line(write: Write, tmp_path: Path) -> None:
    write("They spoke of cod and of spruce.\n")
    path = tmp_path / "thesaurus.yaml"
    path.write_text("names:\n  cod: [fish]\n  salmon: [fish]\n\n  spruce cod: [tree]\n", encoding="utf-8")
    first, second = load(tmp_path).warnings
    assert first.startswith(f"{path}:3: 'salmon'")
    assert second.startswith(f"{path}:5: 'spruce cod'")
