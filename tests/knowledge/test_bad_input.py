"""Input that no one should have to think of: an answer or an error of one line, never anything else."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answer import Answer
from knowledge.answering import LONGEST, Answerer
from knowledge.errors import QuestionError, RecordError
from knowledge.loading import load
from tests.knowledge.records import BERGEN, LISBON, write_files

BLANK = ["", " ", "\n\t ", "\u00a0\u2003", "\u200b\u200e\u202e", "\x00", "\ufeff"]
WORDLESS = ["🕊️", "🕊️🔥🇫🇮", "?", "?!...", "—", "**", "```", "()[]{}", "\x07\x1b"]
LONG = ["x" * 100_000, "sanctions " * 10_000, "?" * 100_000, "🕊️" * 50_000, " " * 100_000, "a." * 50_000, "(" * 100_000]
STRANGE = [
    "were sanctions\x00discussed",
    "\x07were\x08 sanctions\x7f discussed\x9f",
    "\u202ewere sanctions discussed\u202c",
    "\u200fwere sanctions\u200e discussed",
    "were sanctions discussed 🕊️🔥",
    "**were** _sanctions_ `discussed`?",
    "# were [sanctions](https://example.org) discussed",
    "> ||were sanctions discussed|| <@1234> @everyone",
    "were\r\nsanctions\u2028discussed",
    "\ufeffwere sanctions discussed",
]
OTHER_LANGUAGES = [
    "обсуждались ли санкции?",
    "هل نوقشت العقوبات؟",
    "制裁は議論されましたか",
    "제재가 논의되었나요?",
    "συζητήθηκαν οι κυρώσεις;",
    "האם נדונו סנקציות",
    "क्या प्रतिबंधों पर चर्चा हुई?",
    "wurde über den Walfang gesprochen?",
    "a-t-on parlé de la chasse à la baleine ?",
    "𝖜𝖊𝖗𝖊 𝖜𝖍𝖆𝖑𝖊𝖘",
]


def answer_or_error(answerer: Answerer, text: str, before: str | None = None) -> Answer | str:
    """The answer, which must be printable as JSON, or an error's message, which must be of one short line."""
    try:
        answer = answerer.answer(text, before)
    except QuestionError as error:
        message = str(error)
        assert message
        assert len(message.splitlines()) == 1
        assert len(message) < 200
        return message
    assert Answer.model_validate_json(answer.model_dump_json()) == answer
    return answer


@pytest.mark.parametrize("text", BLANK + WORDLESS, ids=ascii)
def test_a_question_without_words_is_refused(text: str, answerer: Answerer) -> None:
    with pytest.raises(QuestionError):
        answerer.answer(text)
    assert isinstance(answer_or_error(answerer, text), str)


@pytest.mark.parametrize("text", LONG, ids=lambda text: ascii(text[:10]))
def test_a_question_of_100000_characters_is_refused(text: str, answerer: Answerer) -> None:
    assert isinstance(answer_or_error(answerer, text), str)


def test_a_question_that_is_too_long_is_told_how_long_it_may_be(answerer: Answerer) -> None:
    assert f"{LONGEST:,}" in str(answer_or_error(answerer, "x" * (LONGEST + 1)))


@pytest.mark.parametrize(
    "piece", ["x", "sanctions ", "was crimea, ", "a.", "U.S.", "'s a", "and ", "((a", "not ", "🕊️ a "]
)
def test_the_longest_question_is_answered(piece: str, answerer: Answerer) -> None:
    assert isinstance(answer_or_error(answerer, (piece * LONGEST)[:LONGEST]), Answer)


@pytest.mark.parametrize("text", STRANGE, ids=ascii)
def test_strange_characters_around_a_question_take_nothing_from_its_answer(text: str, answerer: Answerer) -> None:
    answer = answer_or_error(answerer, text)
    assert isinstance(answer, Answer)
    assert [finding.topic for finding in answer.findings][:1] == ["Sanctions"]
    assert answer.quotes[0].passage == "IN10933:19"
    assert answer.question == text


@pytest.mark.parametrize("text", OTHER_LANGUAGES)
def test_another_language_is_not_answered_by_chance(text: str, answerer: Answerer) -> None:
    answer = answer_or_error(answerer, text)
    assert isinstance(answer, Answer)
    assert (answer.status, answer.quotes) == ("absent", ())


@pytest.mark.parametrize("text", ["\udcff sanctions", "sanctions \ud83d", "\x1b[31msanctions\x1b[0m"], ids=ascii)
def test_what_is_no_text_is_refused_or_answered(text: str, answerer: Answerer) -> None:
    answer_or_error(answerer, text)


@pytest.mark.parametrize("before", ["", "?", "x" * 100_000, "hello", "制裁"])
def test_a_strange_question_before_does_no_harm(before: str, answerer: Answerer) -> None:
    result = answer_or_error(answerer, "and crimea?", before)
    assert isinstance(result, str) or result.quotes[0].topic == "Ukraine"


@pytest.mark.parametrize("text", ["\n say about", "discuss\n", "\n\nwhat was said\n"])
def test_lines_that_end_where_nothing_is_asked_yet_do_no_harm(text: str, answerer: Answerer) -> None:
    assert isinstance(answer_or_error(answerer, text), Answer)


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_text_is_answered_or_refused_in_one_line(answerer: Answerer, text: str) -> None:
    result = answer_or_error(answerer, text)
    if isinstance(result, Answer):
        assert result.question == text
        assert "\n" not in json.loads(result.model_dump_json())["note"]


# Folders


def left_out(folder: Path) -> dict[str, str]:
    """What was left out of the record of a folder that has a sound document too, by its path there."""
    record = load(write_files(folder, BERGEN))
    assert [document.id for document in record.documents] == ["BERGEN"]
    return {str(one.path.relative_to(folder)): one.problem for one in record.sources.left_out}


def test_links_out_of_the_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    outside = write_files(tmp_path / "outside", LISBON)
    folder = tmp_path / "record"
    (folder / "below").mkdir(parents=True)
    (folder / "first.md").symlink_to(outside / "b" / "first.md")
    (folder / "below" / "up.md").symlink_to("../../outside/a/second.md")
    (folder / "talks").symlink_to(outside, target_is_directory=True)
    (folder / "thesaurus.yaml").symlink_to(outside / "thesaurus.yaml")
    assert left_out(folder) == {
        "first.md": "a link out of the folder, which is not followed",
        "below/up.md": "a link out of the folder, which is not followed",
        "talks": "a link to a folder, which is not followed",
        "thesaurus.yaml": "a link out of the folder, which is not followed",
    }


def test_a_link_within_the_folder_is_its_file_once(tmp_path: Path) -> None:
    write_files(tmp_path, {".store/x.md": LISBON["b/first.md"]})
    (tmp_path / "first.md").symlink_to(".store/x.md")
    (tmp_path / "second.md").symlink_to("first.md")
    record = load(tmp_path)
    assert [document.id for document in record.documents] == ["FIRST"]
    assert [(one.path.name, one.problem) for one in record.sources.left_out] == [
        ("second.md", "a link to a file that is read already")
    ]


def test_links_that_lead_nowhere_or_round_are_named(tmp_path: Path) -> None:
    (tmp_path / "round.md").symlink_to("other.md")
    (tmp_path / "other.md").symlink_to("round.md")
    (tmp_path / "gone.md").symlink_to("nothing.md")
    (tmp_path / "here").symlink_to(tmp_path, target_is_directory=True)
    named = left_out(tmp_path)
    assert {name: named[name] for name in ("round.md", "other.md", "gone.md")} == dict.fromkeys(
        ("round.md", "other.md", "gone.md"), "not a file that can be read"
    )
    assert set(named) == {"round.md", "other.md", "gone.md", "here"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_named_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    assert left_out(tmp_path) == {"pipe.md": "not a file that can be read"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_document_in_another_encoding_is_a_fault_and_not_passed_over(encoding: str, tmp_path: Path) -> None:
    write_files(tmp_path, BERGEN)
    (tmp_path / "odd.md").write_bytes(LISBON["press/conference.md"].encode(encoding))
    with pytest.raises(RecordError, match=r"odd\.md"):
        load(tmp_path)
    assert [one.is_broken for one in load(tmp_path, lenient=True).sources.left_out] == [True]


def test_bytes_without_front_matter_are_named_and_left_out(tmp_path: Path) -> None:
    tmp_path.joinpath("noise.md").write_bytes(bytes(range(256)) * 100)
    tmp_path.joinpath("nul.md").write_bytes(b"\0" * 100_000)
    assert left_out(tmp_path) == {"noise.md": "no front matter", "nul.md": "no front matter"}


def test_names_of_any_kind_are_read(tmp_path: Path) -> None:
    for number, name in enumerate(("a b.md", "ünï.md", "-x.md", "line\nend.md", "UPPER.MD", "日本.md")):
        write_files(tmp_path, {name: LISBON["press/conference.md"].replace("PRESS", f"P{number}")})
    record = load(tmp_path)
    assert len(record.documents) == 6
    assert not record.sources.left_out


def test_many_faults_are_one_line_of_bounded_length(tmp_path: Path) -> None:
    for number in range(500):
        write_files(tmp_path, {f"{number:03}.md": "---\nid: X\n---\n\nThey met.\n"})
    with pytest.raises(RecordError) as caught:
        load(tmp_path)
    assert len(caught.value.others) == 499
    assert "and 494 more" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
