"""What the bot does for people, over the wire, as `summit serve` runs it."""

from copy import deepcopy

import pytest

from tests.end_to_end import events
from tests.end_to_end.conftest import Stage
from tests.end_to_end.events import ELSEWHERE, EPHEMERAL, GROUP, Interaction, Json

PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15
SANCTIONS = "were sanctions discussed?"


@pytest.fixture
def asker(request: pytest.FixtureRequest) -> Json:
    asker = events.user(request.node.name[:32])
    return {**asker, "global_name": asker["id"]}


def test_it_logs_in_without_privileged_intents(shared: Stage) -> None:
    assert not shared.loopback.log.wait("identify").body["intents"] & PRIVILEGED


def test_it_prints_its_invite_link(shared: Stage) -> None:
    line = shared.bot.wait_line(lambda one: "oauth2/authorize" in one)
    assert events.APPLICATION in line


def test_its_commands_can_be_used_in_servers_direct_and_group_messages(shared: Stage) -> None:
    for command in shared.loopback.log.wait("sync").body:
        # The record is kept by those who run the bot, where it is installed.
        expected = ([0], [0]) if command["name"] == "record" else ([0, 1, 2], [0, 1])
        assert (command["contexts"], command["integration_types"]) == expected, command["name"]


def test_a_slash_command_is_answered_privately(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.happens(events.slash("ask", {"question": SANCTIONS}, asker))
    shown = shared.loopback.shown(asked)
    assert "Neither President indicated that U.S. sanctions on Russia were discussed." in shown["content"]
    assert shown["flags"] & EPHEMERAL


def test_an_answer_is_public_where_it_is_asked_for(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.happens(events.slash("ask", {"question": SANCTIONS, "public": True}, asker))
    shown = shared.loopback.shown(asked)
    assert "Sanctions" in shown["content"]
    assert not shown["flags"] & EPHEMERAL


@pytest.mark.parametrize(
    ("command", "options", "word"),
    [
        ("topics", {}, "Syria"),
        ("topic", {"name": "Syria"}, "Syria"),
        ("cite", {"passage": "19"}, "sanctions"),
        ("verify", {"text": "there is no indication that"}, "To date, there is no indication that"),
        ("about", {}, "IN10933"),
        ("help", {}, "/ask"),
    ],
)
def test_a_command_is_answered(shared: Stage, asker: Json, command: str, options: Json, word: str) -> None:
    asked = shared.loopback.happens(events.slash(command, options, asker))
    assert word in shared.loopback.shown(asked)["content"]


@pytest.mark.parametrize(
    ("command", "option", "typed", "word"),
    [("topic", "name", "syr", "Syria"), ("cite", "passage", "sanctions", "anction"), ("ask", "said_by", "pu", "Putin")],
)
def test_what_is_typed_is_completed(
    shared: Stage, asker: Json, command: str, option: str, typed: str, word: str
) -> None:
    typing = shared.loopback.happens(events.autocomplete(command, option, typed, asker))
    choices = shared.loopback.answer(typing)["data"]["choices"]
    assert choices
    assert word in choices[0]["name"]


def test_a_mention_is_answered_with_a_reply_that_pings_nobody(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.says(events.mention(SANCTIONS, asker))
    shared.loopback.posted(asked)
    body = shared.loopback.log.all("message")[-1].body
    assert "Neither President indicated" in body["content"]
    assert body["allowed_mentions"] == {"parse": [], "replied_user": False}


def test_a_reply_to_an_answer_is_a_follow_up_question(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.says(events.mention(SANCTIONS, asker))
    answer = shared.loopback.posted(asked)
    further = shared.loopback.says(events.reply("and Syria?", answer, asker))
    assert "Syria" in shared.loopback.posted(further)["content"]


def test_thanks_get_silence(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.says(events.mention(SANCTIONS, asker))
    thanks = shared.loopback.says(events.reply("thanks!", shared.loopback.posted(asked), asker))
    # Whatever a channel is sent comes in order, so that an answer to the thanks would stand before this one.
    shared.loopback.posted(shared.loopback.says(events.mention(SANCTIONS, asker)))
    answered = [one.body["message_reference"]["message_id"] for one in shared.loopback.log.all("message")]
    assert thanks["id"] not in [str(one) for one in answered]


def test_a_direct_message_is_answered(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.says(events.message(SANCTIONS, asker, events.DIRECT), events.DIRECT)
    assert "Neither President indicated" in shared.loopback.posted(asked)["content"]


def test_a_message_is_found_in_the_record(shared: Stage, asker: Json) -> None:
    rant = events.message("They let him off on sanctions, as always.", events.OWNER)
    asked = shared.loopback.happens(events.message_command("Find in the record", rant, asker))
    shown = shared.loopback.shown(asked)
    assert "Neither President indicated" in shown["content"]
    assert shown["flags"] & EPHEMERAL


def test_a_quotation_is_checked_and_posted_to_the_message_that_holds_it(shared: Stage, asker: Json) -> None:
    claim = events.message("“President Trump did mention Ukraine in his public remarks.” So there.", events.OWNER)
    asked = shared.loopback.happens(events.message_command("Check quotations", claim, asker))
    shown = shared.loopback.shown(asked)
    assert shown["flags"] & EPHEMERAL
    assert "**differs**: President Trump did mention Ukraine" in shown["content"]
    assert "> President Trump did not mention Ukraine in his public remarks." in shown["content"]
    shared.loopback.happens(events.click(shown, "Post", asker))
    posted = shared.loopback.posted(claim)
    assert posted["content"] == f"-# Posted by {asker['id']}\n{shown['content']}"


def test_verify_takes_as_much_as_a_message_holds(shared: Stage, asker: Json) -> None:
    (command,) = (one for one in shared.loopback.log.wait("sync").body if one["name"] == "verify")
    assert command["options"][0]["max_length"] == 4000
    text = " ".join(f'"{word} {number}"' for number, word in enumerate(["Syria"] * 300))[:4000]
    asked = shared.loopback.happens(events.slash("verify", {"text": text}, asker, ELSEWHERE))
    assert shared.loopback.shown(asked)["content"].startswith("**")
    shared.loopback.log.wait("follow_up", lambda one: asked.token in one.path, count=4)
    assert asked.follow_ups == 4


def test_a_quote_is_cited_in_a_style_of_ones_choice(shared: Stage, asker: Json) -> None:
    shown = shared.loopback.shown(shared.loopback.happens(events.slash("ask", {"question": SANCTIONS}, asker)))
    cited = shared.loopback.shown(shared.loopback.happens(events.choose(shown, "bibtex", asker)))
    assert cited["flags"] & EPHEMERAL
    assert cited["content"].startswith("```\n@")
    assert "par. 19, Sanctions" in cited["content"]


def test_a_button_opens_the_whole_answer_privately(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.happens(events.slash("ask", {"question": SANCTIONS, "public": True}, asker))
    pressed = shared.loopback.happens(events.click(shared.loopback.shown(asked), "More", events.user("reader")))
    shown = shared.loopback.shown(pressed)
    assert "Neither President indicated" in shown["content"]
    assert shown["flags"] & EPHEMERAL


def test_a_double_tap_posts_once(shared: Stage, asker: Json) -> None:
    shown = shared.loopback.shown(shared.loopback.happens(events.slash("ask", {"question": SANCTIONS}, asker)))
    taps = _taps(shared, shown, asker)
    assert len(_posted_by(shared, asker)) == 1
    told = [shared.loopback.answer(tap).get("data", {}).get("content") for tap in taps]
    assert sorted(map(str, told)) == ["None", "This was posted already."]


def test_a_double_tap_posts_once_although_the_question_is_looked_up_before(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.says(events.mention(f"{'I ask ' * 150}{SANCTIONS}", asker))
    public = shared.loopback.posted(asked)
    shown = shared.loopback.shown(shared.loopback.happens(events.click(public, "More", asker)))
    _taps(shared, shown, asker)
    assert len(_posted_by(shared, asker)) == 1


def test_the_asker_can_delete_an_answer(shared: Stage, asker: Json) -> None:
    answer = shared.loopback.posted(shared.loopback.says(events.mention(SANCTIONS, asker)))
    press = shared.loopback.happens(events.click(answer, "Delete", asker))
    shared.loopback.log.wait("delete_answer", lambda one: press.token in one.path)
    assert answer["id"] not in shared.loopback.discord.rest.store.messages


def test_nobody_else_can_delete_an_answer(shared: Stage, asker: Json) -> None:
    answer = shared.loopback.posted(shared.loopback.says(events.mention(SANCTIONS, asker)))
    press = shared.loopback.happens(events.click(answer, "Delete", events.user("somebody else")))
    assert shared.loopback.shown(press)["flags"] & EPHEMERAL
    assert answer["id"] in shared.loopback.discord.rest.store.messages


@pytest.mark.parametrize("place", [ELSEWHERE, GROUP], ids=["user-only install", "group message"])
def test_it_answers_where_only_a_user_installed_it(shared: Stage, asker: Json, place: events.Place) -> None:
    asked = shared.loopback.happens(events.slash("ask", {"question": SANCTIONS, "public": True}, asker, place))
    shown = shared.loopback.shown(asked)
    pressed = shared.loopback.happens(events.click(shown, "More", asker, place))
    assert "Neither President indicated" in shared.loopback.shown(pressed)["content"]


def test_an_answer_that_stays_private_says_so(shared: Stage, asker: Json) -> None:
    asked = events.slash("ask", {"question": SANCTIONS, "public": True}, asker, ELSEWHERE)
    asked.forced_private = True
    shared.loopback.happens(asked)
    shared.loopback.answer(asked)
    told = shared.loopback.log.wait("edit_answer", lambda one: asked.token in one.path)
    assert "Only you can see this" in told.body["content"]


@pytest.mark.parametrize("place", [ELSEWHERE, GROUP], ids=["user-only install", "group message"])
def test_the_five_follow_ups_are_enough_where_only_they_can_post(
    shared: Stage, asker: Json, place: events.Place
) -> None:
    asked = shared.loopback.happens(events.slash("ask", {"question": SANCTIONS}, asker, place))
    shown = shared.loopback.shown(asked)
    pressed = shared.loopback.happens(events.click(shown, "Post", asker, place))
    posted = shared.loopback.log.wait("follow_up", lambda one: pressed.token in one.path)
    assert posted.body["content"].startswith(f"-# Posted by {asker['id']}\n")
    assert not posted.body.get("flags", 0) & EPHEMERAL
    spent = [one for one in (asked, pressed) if one.follow_ups > 5]
    assert not spent


def test_a_spent_interaction_ends_calmly(shared: Stage, asker: Json) -> None:
    asked = shared.loopback.happens(events.slash("ask", {"question": SANCTIONS}, asker, ELSEWHERE))
    press = events.click(shared.loopback.shown(asked), "Post", asker, ELSEWHERE)
    press.follow_ups = 5
    shared.loopback.happens(press)
    shared.loopback.log.wait("follow_up", lambda one: press.token in one.path and one.status == 400)
    shared.loopback.answer(shared.loopback.happens(events.slash("help", {}, asker)))


def _taps(stage: Stage, shown: Json, who: Json) -> list[Interaction]:
    """Two presses of *Post* at once: before the first gets any reply from Discord, the bot has heard of the second."""
    taps = [events.click(deepcopy(shown), "Post", who) for _ in range(2)]
    stage.loopback.hold("get_message")
    for tap in taps:
        stage.loopback.hold("callback", tap.token)
        stage.loopback.happens(tap)
    # It hears in order.
    stage.loopback.answer(stage.loopback.happens(events.slash("help", {}, events.user("another"))))
    stage.loopback.release()
    for tap in taps:
        stage.loopback.answer(tap)
    stage.loopback.posted(stage.loopback.says(events.mention(SANCTIONS, events.user("another"))))
    return taps


def _posted_by(stage: Stage, who: Json) -> list[Json]:
    return [one.body for one in stage.loopback.log.all("message") if f"Posted by {who['id']}" in one.body["content"]]
