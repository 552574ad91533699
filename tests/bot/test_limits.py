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


def test_refused_questions_are_not_counted(tell: Tell) -> None:
    async def story(world: World) -> None:
        for _ in range(5):
            await world.alice.slash(world.channel, "ask", question="???")
            await world.alice.slash(world.channel, "topic", name="no such topic")
        assert "Neither" in (await world.alice.slash(world.channel, "ask", question="sanctions")).response.content

    tell(story, questions=1)
