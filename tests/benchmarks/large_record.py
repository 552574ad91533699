"""How long indexing, a cold start and an answer take on a large record of real text.

    python -m tests.benchmarks.large_record [--passages N] [--folder FOLDER] [--small]

The record is of the first N paragraphs of ../shared/data/frus.jsonl.xz, in documents of up to 4,000, and saved by
`summit index`; in FOLDER, where it is given, it is kept, and used again while its index is good. The questions are of
words that stand beside each other in passages drawn by chance, in the usual wordings, one in four misspelt. They are
answered as the bot does it, which has garbage searched for seldom. Nothing is asserted: a machine may be slow.
"""

import argparse
import gc
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.reloading import settle
from bot.serve import ALLOCATIONS_PER_SEARCH
from bot.terminal import Screen, columns
from knowledge.answering import Answerer
from knowledge.errors import RecordError
from knowledge.loading import load
from knowledge.record import Record
from knowledge.saved.place import current
from tests.benchmarks.material.frus import FRUS, write_record

QUESTIONS, COLD_STARTS, SMALL = 400, 5, 3_000
SUMMIT = Path(sys.executable).with_name("summit")
WORDINGS = (
    "was {} discussed?", "what did they say about {}", "{}", "what about {} and {}?", "did {} come up",
    "who spoke of {}",
    "what did {} say about {}", "why was {} not mentioned",
)  # fmt: skip
SHORTEST = 4
"""Letters of the shortest word that is asked for."""
MISSPELT = 0.25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=100_000, help="how many (100,000)")
    parser.add_argument("--folder", type=Path, help="where the record is kept")
    parser.add_argument("--small", action="store_true", help=f"{SMALL:,} passages, few questions")
    options = parser.parse_args()
    if not FRUS.exists():
        sys.stderr.write(f"{FRUS.name} is not there\n")
        return
    passages = SMALL if options.small else options.passages
    table = columns("Measure", f"{passages:,} passages", "Target")
    with TemporaryDirectory() as folder:
        for row in rows(options.folder or Path(folder), passages, 40 if options.small else QUESTIONS):
            table.add_row(*row)
    Screen().show([table])


def rows(folder: Path, passages: int, questions: int) -> Iterator[tuple[str, str, str]]:
    """What is measured, in words."""
    if not is_good(folder):
        write_record(folder, passages)
        taken = seconds(partial(subprocess.run, [str(SUMMIT), "index", "--record", str(folder)], check=True))
        yield "summit index", f"{taken:.0f} s", ""
    saved = current(folder)
    size = sum(path.stat().st_size for path in saved.iterdir()) if saved else 0
    yield "the saved index", f"{size / 1e6:,.0f} MB", ""
    for name, text in (("ask", "was the blockade discussed"), ("verify", "the blockade of the island")):
        command = [str(SUMMIT), "--record", str(folder), name, text]
        cold = [seconds(partial(subprocess.run, command, stdout=subprocess.DEVNULL)) for _ in range(COLD_STARTS)]
        yield f"summit {name} from cold, p50", f"{statistics.median(cold) * 1000:.0f} ms", "<= 1,000 ms"
    record = load(folder)
    asked = list(some_questions(record, questions))
    answer = Answerer(record).answer
    settle()
    gc.set_threshold(ALLOCATIONS_PER_SEARCH)
    first = [seconds(partial(answer, question)) for question in asked]
    again = [seconds(partial(answer, question)) for question in asked]
    for name, times in (("asked for the first time", first), ("asked again", again)):
        for share in (50, 90, 99):
            target = ("<= 10 ms" if passages <= 100_000 else "<= 40 ms") if share == 50 else ""
            yield f"an answer, {name}, p{share}", f"{percentile(times, share) * 1000:.1f} ms", target


def is_good(folder: Path) -> bool:
    """Whether a record is there, with an index that is of it."""
    try:
        return current(folder) is not None and bool(load(folder))
    except RecordError:
        return False


def some_questions(record: Record, number: int) -> Iterator[str]:
    """Questions on what stands in the record, as people type them."""
    chance = random.Random(20180716)  # noqa: S311 no secret
    while number:
        passage = record.passages[chance.randrange(len(record.passages))]
        words = [word for word in passage.text.split() if len(word) >= SHORTEST and word.isalpha()]
        wording = chance.choice(WORDINGS)
        gaps = wording.count("{}")
        if len(words) < 2 * gaps:
            continue
        firsts = [chance.randrange(len(words) - 1) for _ in range(gaps)]
        question = wording.format(*(" ".join(words[first : first + chance.choice((1, 1, 2))]) for first in firsts))
        if chance.random() < MISSPELT:
            at = chance.randrange(len(question) - 2)
            question = question[:at] + question[at + 1] + question[at] + question[at + 2 :]
        number -= 1
        yield question


def percentile(times: list[float], share: int) -> float:
    return sorted(times)[max(-(-len(times) * share // 100), 1) - 1]


def seconds(act) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
