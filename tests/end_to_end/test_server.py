"""The loopback server itself, proved with a bare discord.py bot."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests import contract
from tests.end_to_end import events
from tests.end_to_end.conftest import Stage, staged
from tests.end_to_end.faults import Fault
from tests.end_to_end.process import BARE


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with ExitStack() as stack:
        stage = staged(stack, tmp_path_factory.mktemp("bare"), entry=BARE)
        yield stage
        stage.checked()


def test_a_body_that_discord_would_refuse_is_found() -> None:
    contract.skip_where_missing()
    path, body = "/api/v10/interactions/1/token/callback", {"type": 4, "data": {"content": "x" * 2001}}
    assert len(contract.problems([("POST", path, body)])) == 1


def test_a_slash_command_is_answered(bare: Stage) -> None:
    asked = bare.loopback.happens(events.slash("ask", {"question": "were sanctions discussed"}))
    assert "Sanctions" in bare.loopback.shown(asked)["content"]


def test_a_mention_is_answered(bare: Stage) -> None:
    asked = bare.loopback.says(events.mention("were sanctions discussed"))
    assert "Sanctions" in bare.loopback.posted(asked)["content"]


def test_a_message_that_is_not_meant_for_the_bot_comes_without_its_text() -> None:
    told = events.seen_by_bot(events.message("between us", events.ASKER))
    assert told["content"] == ""


@pytest.mark.parametrize("status", [429, 500, 502])
def test_the_library_tries_again_after(bare: Stage, status: int) -> None:
    asked = events.slash("ask", {"question": "x"})
    bare.loopback.wrong(Fault("callback", status, asked.token))
    bare.loopback.happens(asked)
    bare.loopback.answer(asked)
    assert [one.status for one in bare.loopback.log.all("callback", asked.token)] == [status, 200]


def test_a_second_response_is_refused(bare: Stage) -> None:
    asked = bare.loopback.happens(events.slash("ask", {"question": "x"}))
    bare.loopback.answer(asked)
    bare.loopback.replay()
    bare.loopback.log.wait("callback", lambda one: asked.token in one.path and one.status == 400)
    assert len([one for one in bare.loopback.log.all("callback", asked.token) if one.taken]) == 1


def test_a_dropped_client_resumes_and_gets_what_it_missed(bare: Stage) -> None:
    bare.loopback.close_socket()
    asked = bare.loopback.happens(events.slash("ask", {"question": "x"}))
    bare.loopback.answer(asked)
    bare.loopback.log.wait("resume")
