"""Requests, and how they are read back from what a message opens with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import Desk
from bot.escaping import size
from bot.requests import LONGEST, Opening, Request
from knowledge.loading import load
from knowledge.record import Record
from tests.bot.made import with_topic_named, write_record

MARKS = st.text(alphabet="\\*_~|`[]()<>@#:/.-+& \n12aé😀", max_size=300)


@given(
    st.text(max_size=400), st.text(max_size=400), st.text(max_size=60), st.sampled_from(["", "Syria", "A: b [c](d)"])
)
def test_a_request_that_is_whole_is_read_back_from_its_lines(
    question: str, before: str, said_by: str, topic: str
) -> None:
    request = Request(question, before, said_by, topic)
    read = Request.read("\n".join((*request.lines, "**answer**")))
    if request.is_whole and read:
        assert read.lines == request.lines
        assert Request.read("\n".join((*read.lines, "**answer**"))) == read
    for line in request.lines:
        assert "\n" not in line


@given(MARKS, st.text(max_size=100))
def test_what_a_command_asks_is_always_whole(question: str, said_by: str) -> None:
    request = Request(f"a{question}"[:300].removesuffix("[…]"), said_by=said_by.replace("[…]", ""))
    assert request.is_whole
    read = Request.read("\n".join(request.lines))
    assert read
    assert read.lines == request.lines


def test_300_characters_that_all_take_a_backslash_are_whole() -> None:
    request = Request("*" * 299 + "a", said_by="*" * 99 + "a")
    assert request.is_whole
    assert Request.read("\n".join(request.lines)) == request


@given(MARKS.map(lambda text: 7 * text), MARKS.map(lambda text: 7 * text), MARKS, MARKS)
def test_however_long_a_request_is_its_lines_leave_room_for_the_answer(
    question: str, before: str, said_by: str, topic: str
) -> None:
    request = Request(question, before, said_by, topic)
    assert size("\n".join(request.lines)) <= LONGEST + 100


def test_a_long_question_before_is_cut_rather_than_the_question() -> None:
    request = Request("and Iran?", before="word " * 400, said_by="Putin")
    assert request.lines[1:] == ("-# Question: and Iran?", "-# Said by: Putin")
    assert request.lines[0].endswith(" […]")
    assert not request.is_whole


def test_a_commands_question_that_ends_with_the_mark_of_a_cut_is_whole_all_the_same() -> None:
    request, _ = Desk(load()).answer(Request("were sanctions discussed […]"))
    assert request.is_whole
    assert request.lines == ("-# Question: were sanctions discussed",)


@pytest.mark.parametrize("name", ["Syria " * 200, "*" * 2000, "The [bracket " * 100])
def test_a_topic_is_found_again_however_long_its_name_is(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    body = "The main topics were as follows:\n\n- **Syria.** They spoke of it."
    record: Record = with_topic_named(write_record(tmp_path_factory.mktemp("record"), body), name.strip())
    desk = Desk(record)
    request = Request(topic=name.strip())
    read = Request.read("\n".join(request.lines))
    assert read
    assert read.is_whole
    assert desk.answer(read)[1] == desk.answer(request)[1]
    assert desk.answer(read)[1].quotes


def test_a_page_is_not_mistaken_for_a_request() -> None:
    assert Request.read("**note**\n-# Question: no") is None


@pytest.mark.parametrize(
    ("content", "opening"),
    [
        ("-# Question: Iran?\n✅ **Iran**", Opening(is_posted=False, request=Request("Iran?"))),
        ("-# Posted by alice\n-# Question: Iran?\n✅", Opening(is_posted=True, request=Request("Iran?"))),
        (
            "-# Posted by alice\n-# Only you can see this here.\n-# On <https://a.b>\n-# Question: Iran?\n✅",
            Opening(is_posted=True, request=Request("Iran?")),
        ),
        (
            "-# Only you can see this here.\n-# Topic: Syria\n✅",
            Opening(is_posted=False, request=Request(topic="Syria")),
        ),
        ("-# Posted by alice\n> They met.\n-# Question: no", Opening(is_posted=True, request=None)),
        ("-# Question: Posted by alice\n✅", Opening(is_posted=False, request=Request("Posted by alice"))),
        ("-# On <https://a.b>\n> They met.", Opening(is_posted=False, request=None)),
        ("> They met.\n-# Posted by alice", Opening(is_posted=False, request=None)),
        ("", Opening(is_posted=False, request=None)),
    ],
)
def test_the_opening_lines_tell_what_a_message_is(content: str, opening: Opening) -> None:
    assert Opening.read(content) == opening


def test_the_question_before_keeps_a_share_of_the_lines_however_long_the_question_is() -> None:
    before, question = Request("and Iran? " * 200, before="what did Putin say about Syria?").lines
    assert before == "-# After: what did Putin say about Syria?"
    assert question.endswith("[…]")
