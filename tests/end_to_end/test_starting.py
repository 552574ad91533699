"""How the bot starts, starts again, and starts where something is wrong."""

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.end_to_end import events
from tests.end_to_end.conftest import staged
from tests.end_to_end.faults import DROPPED, Fault
from tests.end_to_end.loopback import Discord, Loopback
from tests.end_to_end.process import BotProcess

WRONG = "another.token.altogether"


def test_commands_are_synced_once_and_not_again_at_a_second_start(tmp_path: Path) -> None:
    with ExitStack() as stack:
        loopback = stack.enter_context(Loopback())
        for _ in range(2):
            stage = staged(stack, tmp_path, loopback=loopback)
            loopback.answer(loopback.happens(events.slash("help", {})))
            stage.bot.stop()
            stage.checked()
        assert len(loopback.log.all("sync")) == 1


def test_a_button_works_after_a_restart(tmp_path: Path) -> None:
    with ExitStack() as stack:
        stage = staged(stack, tmp_path)
        question = {"question": "were sanctions discussed?", "public": True}
        answer = stage.loopback.shown(stage.loopback.happens(events.slash("ask", question)))
        stage.bot.stop()
        stage = staged(stack, tmp_path, loopback=stage.loopback)
        pressed = stage.loopback.happens(events.click(answer, "More"))
        assert "Neither President indicated" in stage.loopback.shown(pressed)["content"]
        stage.checked()


def test_a_failed_sync_names_the_field_and_does_not_stop_serving(tmp_path: Path) -> None:
    field = {"_errors": [{"code": "BASE_TYPE_BAD_LENGTH", "message": "Must be between 1 and 100 in length."}]}
    body = {"message": "Invalid Form Body", "code": 50035, "errors": {"0": {"description": field}}}
    with ExitStack() as stack:
        loopback = stack.enter_context(Loopback())
        loopback.wrong(Fault("sync", 400, body=body))
        stage = staged(stack, tmp_path, loopback=loopback)
        stage.bot.wait_line(lambda line: "description" in line)
        loopback.answer(loopback.happens(events.slash("help", {})))
        stage.checked()


def test_a_connection_that_breaks_while_syncing_does_not_end_the_start(tmp_path: Path) -> None:
    with ExitStack() as stack:
        loopback = stack.enter_context(Loopback())
        # Once, the library asks again.
        loopback.wrong(Fault("sync", DROPPED, times=2))
        stage = staged(stack, tmp_path, loopback=loopback)
        stage.bot.wait_line(lambda line: "commands not synced" in line)
        loopback.answer(loopback.happens(events.slash("help", {})))
        assert len(loopback.log.all("me")) == 1
        stage.bot.stop()
        stage = staged(stack, tmp_path, loopback=loopback)
        loopback.log.wait("sync", lambda one: one.taken)
        stage.checked()


def test_a_refused_token_ends_it_with_a_line(tmp_path: Path) -> None:
    with Loopback() as loopback, BotProcess(loopback.discord, tmp_path, token=WRONG) as bot:
        code, _ = bot.ends(seconds=15)
        assert code == 2
        told = [line for line in bot.lines if " INFO " not in line]
        assert len(told) == 1, bot.said
        assert "SUMMIT_TOKEN" in told[0]
        assert WRONG not in bot.said


def test_a_token_that_is_refused_later_ends_it_with_a_line(tmp_path: Path) -> None:
    with ExitStack() as stack:
        stage = staged(stack, tmp_path)
        stage.loopback.close_socket(4004)
        code, _ = stage.bot.ends(seconds=15)
        assert code == 2
        assert "SUMMIT_TOKEN" in stage.bot.lines[-1]
        stage.checked()


def test_it_waits_for_a_server_that_is_away_with_a_line_each_time(tmp_path: Path) -> None:
    with ExitStack() as stack:
        port = _free_port()
        bot = stack.enter_context(BotProcess(Discord(), tmp_path, port=port))
        bot.wait_line(_is_retry, count=2, seconds=20)
        loopback = stack.enter_context(Loopback(port))
        loopback.log.wait("identify", seconds=20)
        loopback.answer(loopback.happens(events.slash("help", {})))
        bot.stop()
        assert "Traceback" not in bot.said


def test_sigterm_ends_it_while_the_server_is_away(tmp_path: Path) -> None:
    with BotProcess(Discord(), tmp_path, port=_free_port()) as bot:
        # Behind the third such line, it would wait for four seconds.
        bot.wait_line(_is_retry, count=3, seconds=20)
        bot.terminate()
        code, seconds = bot.ends()
        assert code == 0
        assert seconds < 4
        assert "Traceback" not in bot.said


def test_sigterm_ends_it_while_the_log_in_waits_to_try_again(tmp_path: Path) -> None:
    with Loopback() as loopback:
        loopback.wrong(Fault("me", 500, times=50))
        with BotProcess(loopback.discord, tmp_path) as bot:
            loopback.log.wait("me", seconds=15)
            bot.terminate()
            code, _ = bot.ends()
            assert code == 0
            assert "Traceback" not in bot.said


@pytest.mark.parametrize("status", [500, 503])
def test_it_waits_for_a_server_that_is_ill_at_start(tmp_path: Path, status: int) -> None:
    with ExitStack() as stack:
        loopback = stack.enter_context(Loopback())
        loopback.wrong(Fault("me", status))
        stage = staged(stack, tmp_path, loopback=loopback)
        loopback.answer(loopback.happens(events.slash("help", {})))
        stage.checked()


def _is_retry(line: str) -> bool:
    return "again" in line


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
