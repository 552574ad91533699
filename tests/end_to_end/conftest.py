"""What the tests over the wire share: a server, a bot that serves on it, and what always holds afterwards."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from knowledge.loading import load
from knowledge.record import Record
from tests import contract, verified
from tests.end_to_end.launcher import PRODUCT
from tests.end_to_end.loopback import Loopback
from tests.end_to_end.process import BotProcess


@cache
def _record() -> Record:
    return load()


@dataclass
class Stage:
    """A server and the bot that serves on it."""

    loopback: Loopback
    bot: BotProcess

    def checked(self) -> None:
        """What holds after every test.

        No body that Discord would refuse, no public quotation that isn't exact, no route unknown to it, no traceback.
        """
        sent = [(one.method, one.path, one.body) for one in self.loopback.log.all()]
        assert not contract.problems(sent)
        assert not verified.misquoted(sent, [_record()])
        assert not self.loopback.log.all("unexpected")
        assert "Traceback" not in self.bot.said, self.bot.said


def staged(stack: ExitStack, folder: Path, entry: str = PRODUCT, loopback: Loopback | None = None) -> Stage:
    """A server with a bot that has logged in."""
    loopback = loopback or stack.enter_context(Loopback())
    logged_in = len(loopback.log.all("identify"))
    bot = stack.enter_context(BotProcess(loopback.discord, folder, entry=entry))
    try:
        loopback.log.wait("identify", count=logged_in + 1, seconds=20)
    except AssertionError as error:
        raise AssertionError(f"{error}\n{bot.said}") from None
    return Stage(loopback, bot)


@pytest.fixture(autouse=True)
def _contract() -> Iterator[None]:
    """Whatever a test finds, it says where what was sent was not held against Discord's specification."""
    yield
    contract.skip_where_missing()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One bot for a whole module, as what one test does to it doesn't show in another."""
    with ExitStack() as stack:
        stage = staged(stack, tmp_path_factory.mktemp("bot"))
        yield stage
        stage.checked()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A bot of the test's own."""
    with ExitStack() as stack:
        stage = staged(stack, tmp_path)
        yield stage
        stage.checked()
