import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.record import Record, load
from tests.bot.world import Story, contract, play


@pytest.fixture(scope="session")
def shipped() -> Record:
    return load()


@pytest.fixture(scope="session")
def wrong_in() -> Callable[[list[Any]], list[str]]:
    """What Discord would refuse of what the bot sent; nothing where its specification is not there."""
    try:
        module = contract()
    except pytest.skip.Exception:
        return lambda _: []
    spec = Path(module.__file__ or "").with_name("openapi.json")
    with warnings.catch_warnings():
        # It leaves closing the file to the interpreter.
        warnings.simplefilter("ignore", ResourceWarning)
        validator = module.SpecValidator(str(spec))

    def wrong(requests: list[Any]) -> list[str]:
        return [
            f"{one.method} {one.path}: {problem}"
            for one in requests
            if one.method != "GET"
            for problem in validator.errors(one.method, one.path, one.json)
        ]

    return wrong


@pytest.fixture
def tell(shipped: Record, wrong_in: Callable[[list[Any]], list[str]], tmp_path: Path) -> Callable[..., list[Any]]:
    """Lets a story happen, and holds every body that the bot sent in it against Discord's specification."""

    def told(story: Story, record: Record = shipped, **options: Any) -> list[Any]:
        sent = play(story, record, tmp_path, **options)
        assert wrong_in(sent) == []
        return sent

    return told
