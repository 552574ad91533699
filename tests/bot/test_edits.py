"""Questions that are edited or deleted, and what becomes of their answers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot import phrases
from bot.exchanges import REMEMBERED, REMEMBERED_FOR, Exchange, Exchanges
from tests.bot.world import World

Tell = Callable[..., list[Any]]
SANCTIONS = "were sanctions discussed?"
SYRIA = "✅ **Syria"


def changes(sent: list[Any]) -> list[str]:
    """The messages that the bot edited or deleted, as methods."""
    return [one.method for one in sent if one.method in ("PATCH", "DELETE") and "/messages/" in one.path]


def test_an_edited_question_edits_its_answer_and_its_buttons(tell: Tell) -> None:
    async def story(world: World) -> None:
        answer = await world.ask(SANCTIONS)
        await world.edit(f"{world.me} was Syria discussed?")
        (edited,) = world.posted()
        assert edited.id == answer.id
        assert edited.content.startswith(SYRIA)
        copy = await world.bob.click(edited, label="More")
        assert SYRIA in copy.response.content
        await world.edit(f"{world.me} {SANCTIONS}")
        assert world.posted()[0].content == answer.content

    sent = tell(story)
    edits = [one.json for one in sent if one.method == "PATCH"]
    assert len(edits) == 2
    assert [one["allowed_mentions"] for one in edits] == 2 * [{"parse": []}]


def test_an_edited_follow_up_keeps_its_frame(tell: Tell) -> None:
    async def story(world: World) -> None:
        first = await world.ask("what did Putin say about Syria?")
        await world.alice.send(world.channel, "and Iran?", reply_to=first)
        await world.edit("and Crimea?")
        opening = "-# After: what did Putin say about Syria?\n-# Question: and Crimea?\n"
        assert world.posted()[-1].content.startswith(opening)

    tell(story)


def test_a_mended_spelling_still_opens_the_answer_after_an_edit(tell: Tell) -> None:
    async def story(world: World) -> None:
        await world.ask("Syria?")
        await world.edit(f"{world.me} were sanctons discussed?")
        assert world.posted()[0].content.startswith("-# Question: were sanctions discussed?\n")

    tell(story)


def test_a_deleted_question_takes_its_answer_along(tell: Tell) -> None:
    async def story(world: World) -> None:
        await world.ask(SANCTIONS)
        await world.alice.delete(world.question())
        assert world.posted() == []

    tell(story)


def test_questions_deleted_at_once_take_their_answers_along(tell: Tell) -> None:
    async def story(world: World) -> None:
        kept = await world.ask(SANCTIONS)
        questions = []
        for question in ("Syria?", "Iran?"):
            await world.ask(question)
            questions.append(world.question().id)
        world.env.backend.bulk_delete_messages(world.channel.id, questions)
        await world.env.settle()
        assert [one.id for one in world.posted()] == [kept.id]

    tell(story)


def test_a_mention_edited_away_deletes_the_answer_for_good(tell: Tell) -> None:
    async def story(world: World) -> None:
        await world.ask(SANCTIONS)
        await world.edit(SANCTIONS)
        assert world.posted() == []
        await world.edit(f"{world.me} {SANCTIONS}")
        assert world.posted() == []

    tell(story)


def test_an_edit_never_starts_an_answer(tell: Tell) -> None:
    async def story(world: World) -> None:
        answer = await world.ask(SANCTIONS)
        for text, reply_to in ((SANCTIONS, None), ("thanks!", answer)):
            await world.alice.send(world.channel, text, reply_to=reply_to)
            await world.edit(f"{world.me} was Syria discussed?")
        assert [one.content for one in world.posted()] == [answer.content]

    assert changes(tell(story)) == []


@pytest.mark.parametrize("remark", ["thanks!", "and brexit?", "who are you?", "???"])
def test_a_reply_edited_into_what_gets_silence_loses_its_answer(tell: Tell, remark: str) -> None:
    async def story(world: World) -> None:
        first = await world.ask("what did Putin say about Syria?")
        await world.alice.send(world.channel, "and Iran?", reply_to=first)
        assert len(world.posted()) == 2
        await world.edit(remark)
        assert [one.id for one in world.posted()] == [first.id]

    tell(story)


def test_what_cant_be_answered_is_said_in_the_answers_place_and_can_be_put_right(tell: Tell) -> None:
    async def story(world: World) -> None:
        await world.ask(SANCTIONS)
        for text, opening in (("???", "That can't be answered"), ("", "Ask me something"), ("Syria?", SYRIA)):
            await world.edit(f"{world.me} {text}")
            (answer,) = world.posted()
            assert answer.content.startswith(opening)
            assert bool(answer.components) == (opening == SYRIA)

    tell(story)


def test_over_the_limit_the_answer_stands_but_a_mention_edited_away_still_deletes_it(tell: Tell) -> None:
    async def story(world: World) -> None:
        answer = await world.ask(SANCTIONS)
        for _ in range(3):
            await world.edit(f"{world.me} Syria?")
        await world.edit(f"{world.me} Iran?")
        assert [one.id for one in world.posted()] == [answer.id]
        assert world.posted()[0].content.startswith(SYRIA)
        await world.edit("Iran?")
        assert world.posted() == []

    assert changes(tell(story, questions=2)) == ["PATCH", "DELETE"]


def test_ten_minutes_later_the_answer_stands(tell: Tell) -> None:
    async def story(world: World) -> None:
        answer = await world.ask(SANCTIONS)
        world.now += REMEMBERED_FOR
        await world.edit(f"{world.me} Syria?")
        await world.alice.delete(world.question())
        assert [one.content for one in world.posted()] == [answer.content]

    assert changes(tell(story)) == []


def test_ten_minutes_count_from_the_question_not_from_its_last_edit(tell: Tell) -> None:
    async def story(world: World) -> None:
        await world.ask(SANCTIONS)
        world.now += REMEMBERED_FOR - 1
        await world.edit(f"{world.me} Syria?")
        world.now += 1
        await world.edit(f"{world.me} {SANCTIONS}")
        assert world.posted()[0].content.startswith(SYRIA)

    tell(story)


def test_after_a_restart_the_answer_stands(tell: Tell) -> None:
    async def story(world: World) -> None:
        answer = await world.ask(SANCTIONS)
        await world.restart()
        await world.edit(f"{world.me} Syria?")
        await world.alice.delete(world.question())
        assert [one.content for one in world.posted()] == [answer.content]

    tell(story)


def test_updates_that_are_no_edits_are_ignored(tell: Tell) -> None:
    async def story(world: World) -> None:
        moderator = world.guild.owner
        await world.ask(SANCTIONS)
        for edit in (None, f"{world.me} Syria?"):
            if edit:
                await world.edit(edit)
            for pinned in (True, False):
                world.env.backend.set_pinned(world.channel.id, world.question().id, pinned, actor_id=moderator.id)
                await world.env.settle()

    assert changes(tell(story)) == ["PATCH"]


def test_an_answer_that_was_deleted_meanwhile_is_forgotten(tell: Tell) -> None:
    async def story(world: World) -> None:
        await world.alice.click(await world.ask(SANCTIONS), label="Delete")
        for text in ("Syria?", "Iran?"):
            await world.edit(f"{world.me} {text}")
        await world.alice.delete(world.question())
        assert world.posted() == []

    assert changes(tell(story)).count("PATCH") == 1


def test_a_question_whose_answer_was_deleted_can_be_deleted_too(tell: Tell, caplog: pytest.LogCaptureFixture) -> None:
    async def story(world: World) -> None:
        await world.alice.click(await world.ask(SANCTIONS), label="Delete")
        await world.alice.delete(world.question())

    tell(story)
    assert not [one for one in caplog.records if one.levelname == "ERROR"]


def test_a_failed_edit_leaves_a_calm_line_in_the_answers_place(tell: Tell, caplog: pytest.LogCaptureFixture) -> None:
    async def story(world: World) -> None:
        await world.ask(SANCTIONS)
        world.env.inject_error("PATCH", "/channels/*/messages/*", status=400, code=50035, message="Invalid Form Body")
        await world.edit(f"{world.me} was Syria discussed?")
        (answer,) = world.posted()
        assert answer.content.startswith("That didn't work")
        assert answer.content.split()[-1] in caplog.text

    caplog.set_level("INFO")
    tell(story)
    assert "Syria discussed" not in caplog.text


def test_an_answer_that_is_no_reply_still_opens_with_the_edited_question(tell: Tell) -> None:
    async def story(world: World) -> None:
        world.env.inject_error("POST", "/channels/*/messages", status=400, code=160002, message="Cannot reply")
        await world.ask("sanctions?")
        await world.edit(f"{world.me} Syria?")
        assert world.posted()[0].content.startswith(f"-# Question: Syria?\n{SYRIA}")

    tell(story)


def test_a_direct_message_is_answered_anew_where_it_was_and_deleted_with_its_answer(tell: Tell) -> None:
    async def story(world: World) -> None:
        user = world.env.create_user("dana")
        question = await user.send_dm(SANCTIONS)
        answer = user.dm_channel.last_message
        await user.edit(question, "help")
        assert user.dm_channel.last_message.id == answer.id
        assert user.dm_channel.last_message.content == phrases.HELP
        await user.delete(question)
        assert user.dm_channel.history() == []

    tell(story)


def test_only_so_many_exchanges_are_remembered() -> None:
    exchanges = Exchanges(lambda: 0.0)
    for question in range(REMEMBERED + 1):
        exchanges.begin(question)
    assert exchanges.of(0) is None
    assert exchanges.of(REMEMBERED)


def test_an_edit_is_news_once_and_not_after_a_later_one() -> None:
    exchange, moment = Exchange(), datetime(2026, 1, 1, tzinfo=UTC)
    later = moment + timedelta(microseconds=1)
    assert [exchange.is_news(one) for one in (later, later, moment)] == [True, False, False]
