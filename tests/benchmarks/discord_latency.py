"""From interaction to response over loopback, beside a bare discord.py bot in the same run; then a long run.

Usage: python -m tests.benchmarks.discord_latency [--interactions 5000] [--small]

It fails where an interaction is lost or memory grows more than its target. How long answers take is printed beside its
target, and fails nothing: that tells as much of the machine.
"""

import asyncio
import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from knowledge.loading import SHIPPED
from tests.end_to_end import events
from tests.end_to_end.events import Interaction
from tests.end_to_end.launcher import PRODUCT
from tests.end_to_end.loopback import Discord
from tests.end_to_end.process import BARE, BotProcess

USERS = 100
FIRST_MARK = 1000
PATIENCE = 10
TARGET = 1.3
TARGET_GROWTH = 0.05


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    singles: int
    rounds: int
    interactions: int


FULL = Size(singles=500, rounds=20, interactions=5000)
SMALL = Size(singles=100, rounds=5, interactions=1500)


@dataclass
class Subject:
    """A bot under measurement."""

    discord: Discord
    bot: BotProcess
    questions: Iterator[str]
    waiting: dict[str, asyncio.Future[float]] = field(default_factory=dict)

    def answered(self, interaction: Interaction) -> None:
        """Note a response as it comes in."""
        future = self.waiting.pop(interaction.token, None)
        if future is not None and not future.done():
            future.set_result(interaction.answered_at - interaction.sent_at)

    def question(self) -> Interaction:
        """The next question, by somebody who hasn't asked yet."""
        return events.slash("ask", {"question": next(self.questions)}, events.user("someone"))

    async def latency(self, asked: Interaction) -> float | None:
        """Seconds from the event to the response; None where none came."""
        future = self.waiting[asked.token] = asyncio.get_running_loop().create_future()
        await self.discord.happens(asked)
        try:
            return await asyncio.wait_for(future, PATIENCE)
        except TimeoutError:
            return None

    async def at_once(self, users: int) -> list[float | None]:
        """The latencies of as many users as ask in the same moment."""
        asked = [self.question() for _ in range(users)]
        return await asyncio.gather(*(self.latency(one) for one in asked))


async def main(size: Size) -> int:
    """Measure both bots in turns, then the product for long; print a table."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        subjects = [await _subject(stack, folder / entry.replace(":", "."), entry) for entry in (PRODUCT, BARE)]
        for subject in subjects:
            await subject.at_once(USERS)
        single: list[list[float | None]] = [[], []]
        for _ in range(size.singles):
            for subject, measured in zip(subjects, single, strict=True):
                measured.append(await subject.latency(subject.question()))
        slowest: list[list[float]] = [[], []]
        lost = sum(times.count(None) for times in single)
        for _ in range(size.rounds):
            for subject, p99s in zip(subjects, slowest, strict=True):
                times = await subject.at_once(USERS)
                lost += times.count(None)
                p99s.append(quantiles(_known(times), n=100)[98])
        _row("", "product", "bare", "ratio", "target")
        _compare(f"p50, one at a time ({size.singles})", *(median(_known(times)) for times in single))
        # The rounds' median, as a single round tells more of what else the machine does.
        _compare(f"p99, {USERS} at once ({size.rounds} times)", *(median(p99s) for p99s in slowest))
        lost_later, growth = await _long_run(subjects[0], size.interactions)
        lost += lost_later
        _row("lost", str(lost), "", "", "0")
    return 1 if lost or growth > TARGET_GROWTH else 0


async def _subject(stack: AsyncExitStack, folder: Path, entry: str) -> Subject:
    discord = Discord()
    await discord.start()
    stack.push_async_callback(discord.stop)
    bot = stack.enter_context(BotProcess(discord, folder, entry=entry))
    await asyncio.to_thread(discord.log.wait, "identify", seconds=20)
    lines = (SHIPPED / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    subject = Subject(discord, bot, cycle([json.loads(line)["q"] for line in lines]))
    discord.rest.on_answer = subject.answered
    return subject


async def _long_run(subject: Subject, interactions: int) -> tuple[int, float]:
    """Ask for long; how many got no response, and by which share of it memory grew, which is printed."""
    lost, memory = 0, 0
    for done in range(USERS, interactions + 1, USERS):
        lost += (await subject.at_once(USERS)).count(None)
        memory = subject.bot.memory if done == FIRST_MARK else memory
    growth = (subject.bot.memory - memory) / memory
    _row(f"memory at {FIRST_MARK:,} of {interactions:,}", f"{memory / 1024:.1f} MiB", "", "", "")
    target = f"<= {TARGET_GROWTH:.0%}"
    _row("memory at the last", f"{subject.bot.memory / 1024:.1f} MiB", "", f"{growth:+.1%}", target)
    return lost, growth


def _known(times: list[float | None]) -> list[float]:
    return [time for time in times if time is not None]


def _compare(name: str, product: float, bare: float) -> None:
    _row(name, f"{product * 1000:.2f} ms", f"{bare * 1000:.2f} ms", f"{product / bare:.2f}", f"<= {TARGET}")


def _row(name: str, *cells: str) -> None:
    print(f"{name:<32}" + "".join(f"{cell:>12}" for cell in cells), flush=True)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--interactions", type=int, help=f"the long run's (at least {FIRST_MARK})")
    parser.add_argument("--small", action="store_true", help="fewer of everything, for under 20 seconds")
    options = parser.parse_args()
    chosen = SMALL if options.small else FULL
    wanted = max(options.interactions or chosen.interactions, FIRST_MARK)
    sys.exit(asyncio.run(main(Size(chosen.singles, chosen.rounds, wanted))))
