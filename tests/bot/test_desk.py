"""The desk, without Discord."""

from bot.desk import Desk
from bot.requests import Request
from knowledge.record import load


def test_a_follow_up_that_names_another_speaker_drops_the_one_asked_for_before() -> None:
    desk = Desk(load())
    earlier = Request("was Syria discussed", said_by="Putin")
    assert desk.following("and Iran?", earlier).said_by == "Putin"
    assert desk.following("what did Trump say about Iran?", earlier).said_by == ""
