"""How long an answer, a cold start and loading the record take, beside a baseline of the same run.

    python tests/benchmarks/answering.py [--rounds N | --small]

Each figure is the median of the rounds. Nothing is asserted: a machine may be slow, a baseline on it is as slow.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from rank_bm25 import BM25Okapi

from bot.terminal import Screen, columns
from knowledge.answering import Answerer
from knowledge.loading import SHIPPED, load
from knowledge.record import Record

QUESTION = "were sanctions discussed"
SUMMIT = Path(sys.executable).with_name("summit")
BASELINE = [sys.executable, "-c", "import rank_bm25, pydantic"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--rounds", type=int, default=9, help="rounds of each measurement (9)")
    size.add_argument("--small", action="store_const", dest="rounds", const=1, help="a single round")
    rounds = max(parser.parse_args().rounds, 1)

    table = columns("Measure", "Summit", "Baseline", "Ratio", "Target")
    for row in (*answer_rows(rounds), *start_rows(rounds), *load_rows(rounds)):
        table.add_row(*row)
    Screen().show([table])


def answer_rows(rounds: int) -> Iterable[Sequence[str]]:
    record = load()
    lines = (SHIPPED / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["q"] for line in lines]
    answer = Answerer(record).answer
    retrieve = top_passages(record)
    summit, baseline = [], []
    for _ in range(rounds):
        summit.append([seconds(partial(answer, question)) for question in questions])
        baseline.append([seconds(partial(retrieve, question)) for question in questions])
    for share, target in ((50, 1), (99, 4)):
        ours, others = (
            statistics.median(percentile(times, share) for times in measured) for measured in (summit, baseline)
        )
        name = f"an answer in process, p{share}, beside get_top_n"
        yield name, milliseconds(ours), milliseconds(others), f"{ours / others:.1f}", f"<= {target} ms"


def top_passages(record: Record) -> Callable[[str], list[str]]:
    """rank-bm25 as its README uses it, on the passages of the record."""
    texts = [indexed.document.text[indexed.passage.start : indexed.passage.end] for indexed in record.passages]
    model = BM25Okapi([text.split() for text in texts])

    def retrieve(question: str) -> list[str]:
        passages: list[str] = model.get_top_n(question.split(), texts, n=3)
        return passages

    return retrieve


def start_rows(rounds: int) -> Iterable[Sequence[str]]:
    commands = {
        "summit ask from cold": [str(SUMMIT), "ask", QUESTION],
        "summit ask --json from cold": [str(SUMMIT), "ask", "--json", QUESTION],
    }
    times: dict[str, list[float]] = {name: [] for name in (*commands, "baseline")}
    for _ in range(rounds):
        # In turn, so that what else the machine does falls on all of them.
        for name, command in (*commands.items(), ("baseline", BASELINE)):
            times[name].append(seconds(partial(subprocess.run, command, check=True, stdout=subprocess.DEVNULL)))
    baseline = statistics.median(times["baseline"])
    for name in commands:
        ours = statistics.median(times[name])
        ratio = f"{ours / baseline:.1f}"
        yield f"{name}, beside importing libraries", milliseconds(ours), milliseconds(baseline), ratio, "ratio <= 2.0"


def load_rows(rounds: int) -> Iterable[Sequence[str]]:
    times, ready = [], []
    for _ in range(rounds):
        forget()
        times.append(seconds(load))
        ready.append(seconds(partial(Answerer, load())))
    yield "loading the record", milliseconds(statistics.median(times)), "", "", "<= 60 ms"
    yield "an answerer of a loaded record", milliseconds(statistics.median(ready)), "", "", ""


def forget() -> None:
    """Empty every cache of `knowledge`, whichever module it is in."""
    for name, module in list(sys.modules.items()):
        if name.startswith("knowledge."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def seconds(function: Callable[[], object]) -> float:
    began = time.perf_counter()
    function()
    return time.perf_counter() - began


def percentile(times: Sequence[float], share: int) -> float:
    """The nearest rank, which is a time that was measured."""
    ranked = sorted(times)
    return ranked[max(-(-len(ranked) * share // 100), 1) - 1]


def milliseconds(time_taken: float) -> str:
    return f"{time_taken * 1000:.2f} ms"


if __name__ == "__main__":
    main()
