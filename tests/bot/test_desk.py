"""The desk, without Discord."""

import pytest

from bot.desk import Desk
from bot.places import place_of
from bot.requests import Request
from knowledge.document import Status
from knowledge.loading import load


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(load())


def test_following_takes_the_frame_from_the_last_question_that_has_it(desk: Desk) -> None:
    first = Request("what did Putin say about Syria?")
    second = desk.following("and Iran?", first)
    assert second.before == first.question
    assert desk.following("and Ukraine?", second).before == first.question
    assert desk.following("and Trump?", second).before == "and Iran?"


def test_a_follow_up_that_names_another_speaker_drops_the_one_asked_for_before(desk: Desk) -> None:
    earlier = Request("was Syria discussed", said_by="Putin")
    assert desk.following("and Iran?", earlier).said_by == "Putin"
    assert desk.following("what did Trump say about Iran?", earlier).said_by == ""


def topics_of(desk: Desk, request: Request) -> set[str | None]:
    return {finding.topic for finding in desk.answer(request)[1].findings}


@pytest.mark.parametrize("topic", [topic.name for _, topic in load().topics])
def test_a_follow_up_under_a_topic_is_about_the_topic(desk: Desk, topic: str) -> None:
    earlier = desk.topic(topic)
    assert earlier
    follow_up = desk.following("what did Trump say?", earlier)
    assert follow_up.before == topic
    assert topics_of(desk, follow_up) == {topic}
    assert topics_of(desk, desk.following("and Iran?", earlier)) == {"Nonproliferation"}


def test_a_follow_up_under_a_quote_is_about_its_topic(desk: Desk) -> None:
    quote = desk.cite("IN10933:15#2")
    assert quote
    follow_up = desk.following("what did Trump say?", None, place_of(desk.record, quote))
    assert follow_up.before == "Ukraine"
    read, answer = desk.answer(follow_up)
    assert read.lines == ("-# After: Ukraine", "-# Question: what did Trump say?")
    assert answer.findings[0].topic == "Ukraine"


def test_a_question_counts_more_than_the_topic_of_a_quote_under_it(desk: Desk) -> None:
    quote = desk.cite("IN10933:15#2")
    assert quote
    follow_up = desk.following("and Trump?", Request("what did Putin say about Syria?"), place_of(desk.record, quote))
    assert follow_up.before == "what did Putin say about Syria?"


def test_a_follow_up_to_nothing_is_a_question_of_its_own(desk: Desk) -> None:
    outside = desk.cite("1")
    assert outside
    assert outside.topic is None
    for place in (None, place_of(desk.record, outside)):
        assert desk.following("and Iran?", None, place) == Request("and Iran?")


def test_an_answer_of_a_topic_shows_all_its_sentences(desk: Desk) -> None:
    request = desk.topic("syria")
    assert request
    request, answer = desk.answer(request)
    assert answer.status is Status.DISCUSSED
    assert len(answer.quotes) == 5
    assert desk.render.private(request, answer)[0].text.startswith("-# Topic: Syria\n✅ **Syria: reported as discussed")
