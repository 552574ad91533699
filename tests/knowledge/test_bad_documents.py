"""Documents that nobody should have to think of: read, or refused in one line that says where and what to do."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.document import Document
from knowledge.errors import RecordError
from knowledge.markdown import LONGEST_DOCUMENT, LONGEST_PARAGRAPH, MOST_LINES, parse_document, read_document

FRONT = "---\nid: X1\ntitle: The Oslo Talks\nissued: 2020-01-02\n---\n\n"
FIRST = 7
"""The file's line on which a body begins."""


def of(body: str) -> Document:
    return parse_document(Path("talks.md"), FRONT + body)


def refusal(read: Callable[[], object]) -> str:
    with pytest.raises(RecordError) as caught:
        read()
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 400
    return message


def refused(read: Callable[[], object]) -> str:
    """What is said where a document is refused; nothing where it is read."""
    try:
        read()
    except RecordError as error:
        return str(error)
    return ""


def texts(document: Document) -> list[str]:
    return [document.text[passage.start : passage.end] for passage in document.passages if passage.number]


# Size


def test_a_file_of_50_mb_is_refused_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    with path.open("wb") as file:
        file.write(FRONT.encode())
        file.truncate(50_000_000)
    assert refusal(lambda: read_document(path)) == f"{path}: more than 2 MB (divide it into several documents)"


def test_an_endless_file_is_refused() -> None:
    endless = Path("/dev/zero")
    if not endless.exists():
        pytest.skip("there is no /dev/zero")
    assert "more than 2 MB" in refusal(lambda: read_document(endless))


def test_a_million_headings_are_refused() -> None:
    assert "1,000,006 lines; at most 50,000" in refusal(lambda: of("#\n" * 1_000_000))


def test_as_many_headings_as_a_file_may_have_are_read() -> None:
    document = of("# Cod\n" * (MOST_LINES - 10) + "\nThey met.\n")
    assert texts(document) == ["They met."]


def test_a_paragraph_that_is_a_whole_text_is_refused_with_its_line() -> None:
    problem = refusal(lambda: of("They met.\n\n" + "They met. " * LONGEST_PARAGRAPH))
    assert problem.startswith(f"talks.md:{FIRST + 2}: a paragraph of ")
    assert f"at most {LONGEST_PARAGRAPH:,}" in problem


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "*a ",
        "**a** ",
        "_a",
        "`",
        "a``b",
        "<",
        "<b>",
        "&amp;",
        "\\",
        "a.",
        '"',
        "(",
        "said ",
        "Q: ",
        "x said ",
    ],
)
def test_the_longest_paragraph_of_marks_is_read(piece: str) -> None:
    of("They met.\n\n" + (piece * LONGEST_PARAGRAPH)[:LONGEST_PARAGRAPH])


@pytest.mark.parametrize("piece", ["> ", "- ", "1. ", "  ", "\t"])
def test_blocks_within_blocks_without_end_are_read_or_refused(piece: str) -> None:
    assert refused(lambda: of(piece * 5_000 + "They met.\n")) in (
        "",
        "talks.md: no paragraph after the front matter and the title",
    )


@pytest.mark.parametrize(
    "body", ["", "\n\n", "# Only\n\n## Headings\n", "***\n", "<div>\nThey met.\n</div>\n", "PRESIDENT BERG:\n"]
)
def test_a_document_without_a_paragraph_is_refused(body: str) -> None:
    assert "no paragraph" in refusal(lambda: of(body))


# Encodings


def test_a_byte_that_is_not_utf8_is_named_with_its_place_and_line(tmp_path: Path) -> None:
    path = tmp_path / "talks.md"
    start = (FRONT + "They met in Tromsø.\n\nThey left Troms").encode()
    path.write_bytes(start + "ø.\n".encode("cp1252"))
    assert refusal(lambda: read_document(path)) == (
        f"{path}:{FIRST + 2}: not UTF-8: byte 0xF8, the file's {len(start) + 1}. (save the file as UTF-8)"
    )


def test_an_old_line_end_is_one() -> None:
    assert texts(of("They met.\r\rThey\r\nleft.\r\n")) == ["They met.", "They left."]


# HTML and code


def test_html_is_left_out_and_named_with_its_line() -> None:
    document = of("They met.\n\n<script>\nalert(1)\n</script>\n\n<div>\nNo word.\n</div>\n\nThey left.\n")
    assert texts(document) == ["They met.", "They left."]
    (warning,) = document.warnings
    assert warning.startswith(f"talks.md:{FIRST + 2}: HTML was left out (also line {FIRST + 6})")


def test_html_within_a_paragraph_loses_its_tags_and_a_script_its_words() -> None:
    document = of("They <u>met</u><br>in Oslo<script>alert(1)</script>.\n\nThey left.<!-- a note -->\n")
    assert texts(document) == ["They met in Oslo.", "They left."]
    assert sorted(warning.split(" was ")[0] for warning in document.warnings) == [
        f"talks.md:{FIRST}: HTML (its text stays): u",
        f"talks.md:{FIRST}: a script or the like",
    ]


def test_a_comment_is_no_text_and_no_fault() -> None:
    document = of("<!-- a note\nof two lines -->\n\nThey met.\n")
    assert (texts(document), document.warnings) == (["They met."], ())


def test_code_and_tables_are_left_out_and_named() -> None:
    document = of("They met.\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| c | d |\n\nThey left.\n")
    assert texts(document) == ["They met.", "They left."]
    code, table = document.warnings
    assert code.startswith(f"talks.md:{FIRST + 2}: a code block was left out")
    assert table.startswith(f"talks.md:{FIRST + 6}: a table was left out")


def test_an_indented_paragraph_is_a_paragraph() -> None:
    assert texts(of("They met.\n\n    They left.\n")) == ["They met.", "They left."]


def test_many_pieces_of_html_are_named_in_one_line() -> None:
    (warning,) = of("<hr>\n\nThey met.\n\n" * 1_000).warnings
    assert "and 995 more" in warning


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_a_document_or_refused_in_one_line(text: str) -> None:
    document = None
    with contextlib.suppress(RecordError):
        document = of(text)
    if document is None:
        refusal(lambda: of(text))
        return
    for passage in document.passages:
        assert 0 <= passage.start < passage.end <= len(document.text)
        for sentence in passage.sentences:
            assert passage.start <= sentence.start < sentence.end <= passage.end


@settings(deadline=None, max_examples=150)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_document_or_refused_in_one_line(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes(data)
    assert "\n" not in refused(lambda: read_document(path))


def test_the_limits_are_those_that_are_told() -> None:
    assert (LONGEST_DOCUMENT, MOST_LINES, LONGEST_PARAGRAPH) == (2_000_000, 50_000, 50_000)
