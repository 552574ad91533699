"""Questions that are edited or deleted, over the wire."""

import pytest

from tests.end_to_end import events
from tests.end_to_end.conftest import Stage
from tests.end_to_end.events import BOT, Json

ME = f"<@{BOT['id']}>"
SANCTIONS = "were sanctions discussed?"
SYRIA = "✅ **Syria"


@pytest.fixture
def asker(request: pytest.FixtureRequest) -> Json:
    return events.user(request.node.name[:32])


def test_an_edited_question_edits_its_answer(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.says(events.mention(SANCTIONS, asker))
    answer = shared.loopback.posted(asked)
    shared.loopback.edits(asked, f"{ME} was Syria discussed?")
    edited = shared.loopback.log.wait("edit_message", lambda one: answer["id"] in one.path)
    assert edited.body["content"].startswith(SYRIA)
    assert edited.body["allowed_mentions"] == {"parse": []}
    pressed = shared.loopback.happens(events.click(answer, "More", asker))
    assert SYRIA in shared.loopback.shown(pressed)["content"]


def test_an_edited_reply_edits_its_answer(shared: Stage, asker: Json) -> None:
    answer = shared.loopback.posted(shared.loopback.says(events.mention(SANCTIONS, asker)))
    asked = shared.loopback.says(events.reply("and Iran?", answer, asker))
    second = shared.loopback.posted(asked)
    shared.loopback.edits(asked, "and Syria?")
    edited = shared.loopback.log.wait("edit_message", lambda one: second["id"] in one.path)
    assert SYRIA in edited.body["content"]


def test_a_replayed_edit_and_a_preview_edit_nothing_again(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.says(events.mention(SANCTIONS, asker))
    answer = shared.loopback.posted(asked)
    shared.loopback.updates(asked)
    shared.loopback.edits(asked, f"{ME} was Syria discussed?")
    shared.loopback.replay()
    shared.loopback.updates(asked)
    shared.loopback.edits(asked, f"{ME} was Iran discussed?")
    shared.loopback.log.wait("edit_message", lambda one: answer["id"] in one.path and "Iran" in one.body["content"])
    assert len(shared.loopback.log.all("edit_message", answer["id"])) == 2


def test_a_mention_edited_away_deletes_the_answer(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.says(events.mention(SANCTIONS, asker))
    answer = shared.loopback.posted(asked)
    shared.loopback.edits(asked, SANCTIONS)
    shared.loopback.log.wait("delete_message", lambda one: answer["id"] in one.path)


def test_deleted_questions_take_their_answers_along(shared: Stage, asker: Json) -> None:
    asked = [shared.loopback.says(events.mention(SANCTIONS, asker)) for _ in range(3)]
    answers = [shared.loopback.posted(one) for one in asked]
    shared.loopback.deletes(asked[0])
    shared.loopback.deletes(*asked[1:])
    for answer in answers:
        shared.loopback.log.wait("delete_message", lambda one, id_=answer["id"]: id_ in one.path)


def test_an_edit_waits_until_the_first_answer_is_sent(shared: Stage, asker: Json) -> None:
    asked = events.mention(SANCTIONS, asker)
    shared.loopback.hold("message")
    shared.loopback.says(asked)
    shared.loopback.log.wait("held", lambda one: str(one.body.get("nonce")) == asked["id"])
    shared.loopback.edits(asked, f"{ME} was Syria discussed?")
    # The client hears in order, so that it knows of the edit by now.
    shared.loopback.answer(shared.loopback.happens(events.slash("help", {}, asker)))
    assert not _answers(shared, asked)
    shared.loopback.release()
    answer = shared.loopback.posted(asked)
    shared.loopback.log.wait("edit_message", lambda one: answer["id"] in one.path)
    assert answer["content"].startswith(SYRIA)
    assert len(_answers(shared, asked)) == 1


def test_a_question_edited_and_deleted_while_it_is_answered_leaves_no_answer(shared: Stage, asker: Json) -> None:
    asked = events.mention(SANCTIONS, asker)
    shared.loopback.hold("message")
    shared.loopback.says(asked)
    shared.loopback.log.wait("held", lambda one: str(one.body.get("nonce")) == asked["id"])
    shared.loopback.deletes(asked)
    # Discord doesn't tell of them in this order, but an edit that waits behind a deletion starts no answer either.
    shared.loopback.edits(asked, f"{ME} was Syria discussed?")
    shared.loopback.answer(shared.loopback.happens(events.slash("help", {}, asker)))
    shared.loopback.release()
    sent = shared.loopback.log.wait("message", lambda one: str(one.body.get("nonce")) == asked["id"])
    shared.loopback.log.wait("delete_message", lambda one: sent.result["id"] in one.path)
    shared.loopback.posted(shared.loopback.says(events.mention(SANCTIONS, asker)))
    assert len(_answers(shared, asked)) == 1


def _answers(stage: Stage, asked: Json) -> list[Json]:
    """What was sent to a channel on a question."""
    return [one.body for one in stage.loopback.log.all("message") if str(one.body.get("nonce")) == asked["id"]]
