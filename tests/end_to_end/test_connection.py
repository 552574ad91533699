"""The bot's connection breaks, or the bot is told to end: what was asked is answered, once."""

import signal
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.end_to_end import events
from tests.end_to_end.conftest import Stage, staged
from tests.end_to_end.events import Interaction
from tests.end_to_end.faults import Fault
from tests.end_to_end.loopback import Loopback

LIMIT = 8
"""Seconds to the end on a busy machine; that the bot plans with less than five, tests/bot/test_stopping.py holds."""


def _asks() -> Interaction:
    return events.slash("ask", {"question": "were sanctions discussed?"}, events.user("asker"))


def _taken(stage: Stage, asked: Interaction) -> int:
    return [one.taken for one in stage.loopback.log.all("callback", asked.token)].count(True)


@pytest.mark.parametrize("drop", [Loopback.close_socket, Loopback.reconnect], ids=["closed", "told to reconnect"])
def test_what_is_asked_while_the_socket_is_gone_is_answered_on_resuming(
    stage: Stage, drop: Callable[[Loopback], None]
) -> None:
    before = stage.loopback.happens(_asks())
    stage.loopback.answer(before)
    drop(stage.loopback)
    meanwhile = stage.loopback.happens(_asks())
    stage.loopback.answer(meanwhile)
    stage.loopback.log.wait("resume")
    assert (_taken(stage, before), _taken(stage, meanwhile)) == (1, 1)
    assert len(stage.loopback.log.all("identify")) == 1


def test_an_answer_goes_out_although_the_socket_closes_in_the_middle(stage: Stage) -> None:
    asked = _asks()
    stage.loopback.hold("callback", asked.token)
    stage.loopback.happens(asked)
    stage.loopback.log.wait("held")
    stage.loopback.close_socket()
    stage.loopback.log.wait("resume")
    stage.loopback.release()
    stage.loopback.answer(asked)
    assert _taken(stage, asked) == 1


def test_it_identifies_afresh_where_its_session_is_gone(stage: Stage, tmp_path: Path) -> None:
    # Side by side, as the library waits for five seconds before it identifies again.
    with ExitStack() as stack:
        invalid, forgotten = stage, staged(stack, tmp_path / "another")
        before = [one.loopback.happens(_asks()) for one in (invalid, forgotten)]
        for one, asked in zip((invalid, forgotten), before, strict=True):
            one.loopback.answer(asked)
        invalid.loopback.invalidate()
        forgotten.loopback.forget()
        forgotten.loopback.close_socket(4009)
        for one, asked in zip((invalid, forgotten), before, strict=True):
            one.loopback.log.wait("identify", count=2, seconds=15)
            after = one.loopback.happens(_asks())
            one.loopback.answer(after)
            assert (_taken(one, asked), _taken(one, after)) == (1, 1)
            assert len(one.loopback.log.all("sync")) == 1
        forgotten.checked()


def test_it_comes_back_to_a_server_that_was_away_for_a_while(tmp_path: Path) -> None:
    with ExitStack() as stack:
        with Loopback() as before:
            stage = staged(stack, tmp_path, loopback=before)
        after = stack.enter_context(Loopback(before.discord.port))
        after.log.wait("identify", seconds=30)
        after.answer(after.happens(_asks()))
        stage.bot.stop()
        assert "Traceback" not in stage.bot.said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_it_finish_what_it_is_answering(stage: Stage, number: int) -> None:
    asked = _asks()
    stage.loopback.hold("callback", asked.token)
    stage.loopback.happens(asked)
    stage.loopback.log.wait("held")
    stage.bot.terminate(number)
    stage.loopback.release()
    code, seconds = stage.bot.ends()
    assert (code, _taken(stage, asked)) == (0, 1)
    assert seconds < LIMIT


def test_sigterm_ends_it_although_discord_does_not_reply(stage: Stage) -> None:
    asked = _asks()
    stage.loopback.hold("callback", asked.token)
    stage.loopback.happens(asked)
    stage.loopback.log.wait("held")
    stage.bot.terminate()
    code, seconds = stage.bot.ends()
    assert code == 0
    assert seconds < LIMIT


def test_sigterm_cuts_the_wait_for_a_retry_short(stage: Stage) -> None:
    asked = events.mention("were sanctions discussed?", events.user("asker"))
    stage.loopback.wrong(Fault("message", 500, times=5))
    stage.loopback.says(asked)
    # The library waits for one second, then for three, five, seven and nine.
    stage.loopback.log.wait("message", count=2)
    stage.bot.terminate()
    code, seconds = stage.bot.ends()
    assert code == 0
    assert seconds < LIMIT


def test_sigterm_ends_it_while_nothing_is_asked(stage: Stage) -> None:
    stage.loopback.answer(stage.loopback.happens(_asks()))
    stage.bot.terminate()
    code, seconds = stage.bot.ends()
    assert code == 0
    assert seconds < LIMIT
