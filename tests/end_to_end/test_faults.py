"""Whatever goes wrong, no answer is lost that Discord would take, and none is sent twice."""

from typing import Any

import pytest

from tests.end_to_end import events
from tests.end_to_end.conftest import Stage
from tests.end_to_end.events import Interaction, Json
from tests.end_to_end.faults import DROPPED, Fault

SANCTIONS = "were sanctions discussed?"
STATUSES = [429, 500, 502]


@pytest.fixture
def asker(request: pytest.FixtureRequest) -> Json:
    return events.user(request.node.name[:32])


def _asks(asker: Json) -> Interaction:
    return events.slash("ask", {"question": SANCTIONS}, asker)


def _once(stage: Stage, asked: Interaction) -> None:
    """It was answered once, and nothing followed."""
    assert [one.taken for one in stage.loopback.log.all("callback", asked.token)].count(True) == 1
    assert not stage.loopback.log.all("follow_up", asked.token)
    assert not stage.loopback.log.all("edit_answer", asked.token)


def _posts(stage: Stage, to: Json) -> set[Any]:
    """The messages that stand in the channel as replies to a message."""
    messages = stage.loopback.discord.rest.store.messages.values()
    return {
        one["id"]
        for one in messages
        if one["author"]["bot"] and str(one.get("message_reference", {}).get("message_id")) == to["id"]
    }


def _settled(stage: Stage) -> None:
    """Everything before this has been dealt with: a channel's messages go out in order, one at a time."""
    stage.loopback.posted(stage.loopback.says(events.mention(SANCTIONS, events.user("another"))))


@pytest.mark.parametrize("status", STATUSES)
def test_an_answer_is_sent_again_after(shared: Stage, asker: Json, status: int) -> None:
    asked = _asks(asker)
    shared.loopback.wrong(Fault("callback", status, asked.token))
    shared.loopback.happens(asked)
    shared.loopback.answer(asked)
    assert [one.status for one in shared.loopback.log.all("callback", asked.token)] == [status, 200]
    _once(shared, asked)


@pytest.mark.parametrize("status", [500, 502])
def test_an_answer_that_was_taken_counts_although_its_response_was(shared: Stage, asker: Json, status: int) -> None:
    asked = _asks(asker)
    shared.loopback.wrong(Fault("callback", status, asked.token, taken=True))
    shared.loopback.happens(asked)
    shared.loopback.log.wait("callback", lambda one: asked.token in one.path and one.status == 400)
    _settled(shared)
    _once(shared, asked)


@pytest.mark.parametrize("taken", [False, True], ids=["before it was taken", "after it was taken"])
def test_an_answer_is_sent_again_when_the_connection_breaks(shared: Stage, asker: Json, taken: bool) -> None:
    asked = _asks(asker)
    shared.loopback.wrong(Fault("callback", DROPPED, asked.token, taken=taken))
    shared.loopback.happens(asked)
    shared.loopback.log.wait("callback", lambda one: asked.token in one.path and one.status != DROPPED)
    _settled(shared)
    _once(shared, asked)
    assert "Neither President indicated" in shared.loopback.answer(asked)["data"]["content"]


def test_an_answer_that_is_too_late_is_not_followed_by_another(shared: Stage, asker: Json) -> None:
    asked = _asks(asker)
    shared.loopback.wrong(Fault("callback", 500, asked.token, times=2))
    shared.loopback.happens(asked)
    shared.loopback.log.wait("callback", lambda one: asked.token in one.path and one.status == 404)
    _settled(shared)
    assert len(shared.loopback.log.all("callback", asked.token)) == 3
    assert not shared.loopback.log.all("follow_up", asked.token)


@pytest.mark.parametrize(
    ("status", "taken"),
    [(429, False), (500, False), (502, False), (500, True), (502, True)],
    ids=["429", "500", "502", "500 after it was taken", "502 after it was taken"],
)
def test_a_reply_is_sent_once_although_it_failed(shared: Stage, asker: Json, status: int, taken: bool) -> None:
    shared.loopback.wrong(Fault("message", status, taken=taken))
    asked = shared.loopback.says(events.message(SANCTIONS, asker, events.DIRECT), events.DIRECT)
    shared.loopback.log.wait("message", lambda one: _answers(one.body, asked), count=2)
    assert len(_posts(shared, asked)) == 1


def test_a_reply_waits_as_long_as_the_library_does(shared: Stage, asker: Json) -> None:
    shared.loopback.wrong(Fault("message", 500, times=2))
    asked = shared.loopback.says(events.message(SANCTIONS, asker, events.DIRECT), events.DIRECT)
    shared.loopback.posted(asked)
    assert len(_posts(shared, asked)) == 1


def test_an_interaction_that_is_replayed_is_answered_once(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.happens(_asks(asker))
    shared.loopback.answer(asked)
    shared.loopback.replay()
    _settled(shared)
    _once(shared, asked)


def test_a_mention_that_is_replayed_is_answered_once(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.says(events.mention(SANCTIONS, asker))
    shared.loopback.posted(asked)
    shared.loopback.replay()
    _settled(shared)
    assert len(_posts(shared, asked)) == 1


def test_a_reply_that_is_replayed_while_its_answer_is_looked_up_is_answered_once(shared: Stage, asker: Json) -> None:
    asked, after = (_reply_without_its_answer(shared, asker, "and Syria?") for _ in range(2))
    shared.loopback.hold("get_message")
    shared.loopback.says(asked)
    shared.loopback.log.wait("held", lambda one: asked["message_reference"]["message_id"] in one.path)
    shared.loopback.replay()
    _settled(shared)
    shared.loopback.release()
    assert "Syria" in shared.loopback.posted(asked)["content"]
    # Messages are looked up in order, too.
    shared.loopback.posted(shared.loopback.says(after))
    assert len([one for one in shared.loopback.log.all("message") if _answers(one.body, asked)]) == 1


@pytest.mark.parametrize(("times", "word"), [(2, "Syria"), (10, "That didn't work")], ids=["at first", "for good"])
def test_a_reply_is_not_lost_where_its_answer_cant_be_looked_up(
    shared: Stage, asker: Json, times: int, word: str
) -> None:
    asked = _reply_without_its_answer(shared, asker, f"<@{events.BOT['id']}> and Syria?")
    shared.loopback.wrong(Fault("get_message", DROPPED, asked["message_reference"]["message_id"], times=times))
    shared.loopback.says(asked)
    assert word in shared.loopback.posted(asked)["content"]


def test_a_press_of_post_that_is_replayed_posts_once(shared: Stage, asker: Json) -> None:
    answer = shared.loopback.shown(shared.loopback.happens(_asks(asker)))
    shared.loopback.answer(shared.loopback.happens(events.click(dict(answer), "Post", asker)))
    shared.loopback.log.wait("message", lambda one: asker["username"] in one.body["content"])
    shared.loopback.replay()
    _settled(shared)
    stored = shared.loopback.discord.rest.store.messages.values()
    assert len([one for one in stored if one["author"]["bot"] and asker["username"] in one["content"]]) == 1


@pytest.mark.parametrize("taken", [False, True], ids=["before it was taken", "after it was taken"])
def test_a_press_of_post_posts_once_although_its_response_failed(shared: Stage, asker: Json, taken: bool) -> None:
    asker = {**asker, "global_name": asker["id"]}
    press = events.click(shared.loopback.shown(shared.loopback.happens(_asks(asker))), "Post", asker)
    shared.loopback.wrong(Fault("callback", 500, press.token, taken=taken))
    shared.loopback.happens(press)
    shared.loopback.log.wait("message", lambda one: asker["id"] in one.body["content"])
    _settled(shared)
    stored = shared.loopback.discord.rest.store.messages.values()
    assert len([one for one in stored if one["author"]["bot"] and asker["id"] in one["content"]]) == 1


def test_a_press_of_post_that_was_too_late_leaves_the_next_one_to_post(shared: Stage, asker: Json) -> None:
    asker = {**asker, "global_name": asker["id"]}
    answer = shared.loopback.shown(shared.loopback.happens(_asks(asker)))
    late = events.click(answer, "Post", asker)
    shared.loopback.wrong(Fault("callback", 500, late.token, times=2))
    shared.loopback.happens(late)
    shared.loopback.log.wait("callback", lambda one: late.token in one.path and one.status == 404)
    shared.loopback.happens(events.click(answer, "Post", asker))
    shared.loopback.log.wait("message", lambda one: asker["id"] in one.body["content"])


@pytest.mark.parametrize("taken", [False, True], ids=["before it was taken", "after it was taken"])
def test_a_press_of_delete_deletes_although_its_response_failed(shared: Stage, asker: Json, taken: bool) -> None:
    asked = events.slash("ask", {"question": SANCTIONS, "public": True}, asker)
    press = events.click(shared.loopback.shown(shared.loopback.happens(asked)), "Delete", asker)
    shared.loopback.wrong(Fault("callback", 500, press.token, taken=taken))
    shared.loopback.happens(press)
    shared.loopback.log.wait("delete_answer", lambda one: press.token in one.path)


def _reply_without_its_answer(stage: Stage, who: Json, content: str) -> Json:
    """A reply to an answer whose event leaves the answer out, as Discord's may."""
    answer = stage.loopback.posted(stage.loopback.says(events.mention(SANCTIONS, who)))
    told = events.reply(content, answer, who)
    del told["referenced_message"]
    return told


def _answers(body: Json, to: Json) -> bool:
    reference: Json = body.get("message_reference") or {}
    return str(reference.get("message_id")) == str(to["id"])
