"""How long the bot takes to its end, on a clock that doesn't wait."""

import asyncio
import selectors
from collections.abc import Callable
from unittest.mock import create_autospec

from bot.client import SummitClient
from bot.failures import Funnel
from bot.serve import _until

LIMIT = 5
LONG = 0.7


class Hurrying(asyncio.SelectorEventLoop):
    """A loop whose time is what its tasks waited for, and nothing else."""

    def __init__(self) -> None:
        self.now = 0.0
        super().__init__(_Selector(self._pass))

    def time(self) -> float:
        return self.now

    def _pass(self, seconds: float) -> None:
        self.now += seconds


class _Selector(selectors.DefaultSelector):
    def __init__(self, passes: Callable[[float], None]) -> None:
        super().__init__()
        self._passes = passes

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self._passes(timeout or 0.0)
        return super().select(0)


async def stops(closing: float, ending: float) -> float:
    """The seconds from being told to stop, in the middle of an answer that never ends, to the end."""
    loop = asyncio.get_running_loop()

    async def start(_token: str) -> None:
        try:
            await asyncio.sleep(1000)
        finally:
            await asyncio.sleep(ending)

    async def close() -> None:
        await asyncio.sleep(closing)

    async def answering() -> None:
        async def tell(_text: str) -> None:
            pass

        async with client.funnel.running("message", tell):
            await asyncio.sleep(1000)

    client = create_autospec(SummitClient, instance=True)
    client.funnel, client.start, client.close = Funnel(), start, close
    stop = asyncio.Event()
    busy = asyncio.create_task(answering())
    await asyncio.sleep(0)
    began = loop.time()
    stop.set()
    assert await _until(stop, client, "a.b.c") is None
    assert busy.done()
    return loop.time() - began


def test_it_ends_in_time_however_long_its_answer_its_connection_and_its_log_in_take() -> None:
    for closing, ending in ((0, 0), (LONG, 0), (0, LONG), (LONG, 2 * LONG), (100, 100)):
        with asyncio.Runner(loop_factory=Hurrying) as runner:
            assert runner.run(stops(closing, ending)) < LIMIT
