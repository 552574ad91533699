from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.loading import load
from knowledge.record import Record
from tests import contract
from tests.bot.world import Story, play


@pytest.fixture(scope="session")
def shipped() -> Record:
    return load()


@pytest.fixture
def tell(shipped: Record, tmp_path: Path) -> Iterator[Callable[..., list[Any]]]:
    """Lets a story happen, and holds every body that the bot sent in it against Discord's specification."""

    def told(story: Story, record: Record = shipped, **options: Any) -> list[Any]:
        sent = play(story, record, tmp_path, **options)
        assert contract.problems((one.method, one.path, one.json) for one in sent) == []
        return sent

    yield told
    contract.skip_where_missing()
