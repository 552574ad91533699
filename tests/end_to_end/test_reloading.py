"""A record that is reloaded while it is served, over the wire."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot import phrases
from tests.bot.made import write_record
from tests.end_to_end import events
from tests.end_to_end.conftest import Stage, staged
from tests.end_to_end.events import ASKER, EPHEMERAL, OWNER, Interaction, Json


@pytest.fixture
def record(tmp_path: Path) -> Path:
    folder = tmp_path / "record"
    folder.mkdir()
    write_record(folder, "They spoke of trade.")
    return folder


@pytest.fixture
def stage(tmp_path: Path, record: Path) -> Iterator[Stage]:
    """A bot that answers from the record, as its settings say."""
    (tmp_path / ".env").write_text(f"SUMMIT_RECORD={record}\n")
    with ExitStack() as stack:
        stage = staged(stack, tmp_path)
        yield stage
        stage.checked()


def followed_up(stage: Stage, asked: Interaction) -> Json:
    """What an interaction was told after it had been acknowledged."""
    told: Json = stage.loopback.log.wait("follow_up", lambda one: asked.token in one.path).result
    return told


def answer(stage: Stage, question: str) -> str:
    asked = stage.loopback.happens(events.slash("ask", {"question": question}))
    return str(stage.loopback.shown(asked)["content"])


def test_an_owner_reloads_the_record_which_answers_from_then_on(stage: Stage, record: Path) -> None:
    assert "> They spoke of trade." in answer(stage, "trade?")
    new = write_record(record, "They spoke of fish.")
    shown = followed_up(stage, stage.loopback.happens(events.slash("record reload", {}, OWNER)))
    assert shown["flags"] & EPHEMERAL
    assert new.digest in shown["content"]
    assert "> They spoke of trade." in answer(stage, "trade?")
    confirmed = stage.loopback.happens(events.click(shown, phrases.RELOAD_BUTTON, OWNER))
    assert followed_up(stage, confirmed)["content"] == phrases.RECORD_RELOADED.format(digest=new.digest)
    assert "> They spoke of fish." in answer(stage, "fish?")
    assert "> They spoke of trade." not in answer(stage, "trade?")


def test_a_record_that_cant_be_read_any_more_leaves_the_old_one_serving(stage: Stage, record: Path) -> None:
    (record / "made.md").write_text("---\nid: DOC-1\n---\n\nThey spoke of fish.\n")
    told = followed_up(stage, stage.loopback.happens(events.slash("record reload", {}, OWNER)))
    assert told["content"].startswith(phrases.RECORD_REFUSED.partition("{")[0])
    assert not told["components"]
    assert "> They spoke of trade." in answer(stage, "trade?")


def test_nobody_but_those_who_run_the_bot_reloads_the_record(stage: Stage, record: Path) -> None:
    write_record(record, "They spoke of fish.")
    told = followed_up(stage, stage.loopback.happens(events.slash("record reload", {}, ASKER)))
    assert told["content"] == phrases.NOT_AN_OWNER
    assert "> They spoke of trade." in answer(stage, "trade?")
