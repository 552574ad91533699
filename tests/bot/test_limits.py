"""How much one user may ask, and how much is posted in one channel."""

from collections.abc import Callable
from typing import Any

import pytest

from bot import phrases
from bot.limits import MINUTE, MOST_KEYS, Limits, OverLimitError
from tests.bot.world import World

Tell = Callable[..., list[Any]]


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_minute_later_one_may_ask_again() -> None:
    clock = Clock()
    limits = Limits(2, 10, clock)
    limits.count(1)
    limits.count(1)
    with pytest.raises(OverLimitError):
        limits.count(1)
    limits.count(2)
    clock.now = MINUTE
    limits.count(1)


def test_over_the_channels_limit_the_question_is_not_counted_either() -> None:
    limits = Limits(2, 1, Clock())
    limits.count(1, 7)
    for _ in range(3):
        with pytest.raises(OverLimitError):
            limits.count(2, 7)
    limits.count(2)
    limits.count(2)


def test_who_asked_long_ago_is_forgotten() -> None:
    clock = Clock()
    limits = Limits(8, 10, clock)
    for user in range(3 * MOST_KEYS):
        clock.now += 0.1
        limits.count(user)
    assert len(limits._questions._times) <= MOST_KEYS


def test_a_command_over_the_limit_gets_one_private_line_and_a_mention_silence(tell: Tell) -> None:
    async def story(world: World) -> None:
        for _ in range(8):
            assert (await world.alice.slash(world.channel, "ask", question="sanctions")).response.content != (
                phrases.USER_LIMIT
            )
        over = await world.alice.slash(world.channel, "ask", question="sanctions", public=True)
        assert over.ephemeral
        assert over.response.content == phrases.USER_LIMIT
        await world.alice.send(world.channel, f"{world.me} sanctions?")
        assert world.posted() == []
        await world.bob.send(world.channel, f"{world.me} sanctions?")
        assert len(world.posted()) == 1

    tell(story, questions=8)


def test_a_channel_gets_no_more_posts_than_its_limit_but_private_answers_go_on(tell: Tell) -> None:
    async def story(world: World) -> None:
        for _ in range(3):
            await world.alice.slash(world.channel, "cite", passage="19")
        over = await world.bob.slash(world.channel, "cite", passage="19")
        assert over.ephemeral
        assert over.response.content == phrases.CHANNEL_LIMIT
        await world.bob.send(world.channel, f"{world.me} sanctions?")
        private = await world.bob.slash(world.channel, "ask", question="sanctions")
        assert "Neither President" in private.response.content
        pressed = await world.bob.click(private.response, label="Post")
        assert pressed.response.content == phrases.CHANNEL_LIMIT
        assert len(world.posted()) == 3

    tell(story, posts=3)


def test_more_next_and_context_count_as_questions(tell: Tell) -> None:
    async def story(world: World) -> None:
        answer = await world.ask("what was discussed?")
        copy = await world.bob.click(answer, label="More")
        await world.bob.click(copy.response, label="Next")
        await world.bob.click(copy.response, label="Context")
        shown = copy.response.content
        for message, label in ((answer, "More"), (copy.response, "Context")):
            over = await world.bob.click(message, label=label)
            assert over.response.content == phrases.USER_LIMIT
        assert copy.response.content == shown
        assert (await world.alice.click(answer, label="More")).response.content != phrases.USER_LIMIT

    tell(story, questions=3)


def test_a_mention_that_fails_counts_once_and_gets_its_line_unless_it_was_over_the_limit(tell: Tell) -> None:
    async def story(world: World) -> None:
        for _ in range(2):
            world.env.inject_error("POST", "/channels/*/messages", status=400, code=50035, message="Invalid Form Body")
            assert (await world.ask("sanctions?")).content.startswith("That didn't work")
        await world.alice.send(world.channel, f"{world.me} ???")
        assert len(world.posted()) == 2

    tell(story, questions=2)


def test_a_mention_that_cant_be_answered_counts_once(tell: Tell) -> None:
    async def story(world: World) -> None:
        for _ in range(2):
            assert "no words" in (await world.ask("???")).content
        await world.alice.send(world.channel, f"{world.me} ???")
        assert len(world.posted()) == 2

    tell(story, questions=2)


def test_refused_questions_are_not_counted(tell: Tell) -> None:
    async def story(world: World) -> None:
        for _ in range(5):
            await world.alice.slash(world.channel, "ask", question="???")
            await world.alice.slash(world.channel, "topic", name="no such topic")
        assert "Neither" in (await world.alice.slash(world.channel, "ask", question="sanctions")).response.content

    tell(story, questions=1)
