"""How fast the best ten of many passages are found, beside other engines in the same run.

    python -m tests.benchmarks.retrieval [--passages N ...] [--picture FILE.svg] [--small]

The passages are the first N paragraphs of ../shared/data/frus.jsonl.xz (made-up ones where that isn't there), analysed
once as Summit does it; all engines get the same terms, each in a process of its own, on one core. The queries are of
three to eight terms of a passage drawn by chance. Printed are the medians of the rounds; whether Summit's scores are
rank-bm25's own is checked, and fails the run if they aren't. Speed fails nothing: a machine may be slow.
"""

import argparse
import gc
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bot.terminal import Screen, columns
from knowledge.record import analyzer
from tests.benchmarks.material.engines import ENGINES, TOP, Corpus
from tests.benchmarks.material.frus import FRUS, paragraphs
from tests.benchmarks.material.picture import picture

QUERIES, SLOW_QUERIES, ROUNDS = 500, 12, 5
LIBRARIES = {"tantivy": "tantivy", "bm25s, NumPy": "bm25s", "bm25s, Numba": "numba"}
HEADINGS = ("Passages", "Engine", "p50", "p95", "Queries a second", "× rank-bm25", "Indexing", "Peak memory", "On disk")
TOLERANCE = 1e-9


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[100_000], help="how many (100,000)")
    parser.add_argument("--picture", type=Path, help="draw the table into this file")
    parser.add_argument("--small", action="store_true", help="2,000 passages, a single round")
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.engine:
        sys.stdout.write(json.dumps(measure(options.engine, options.folder)))
        return 0
    sizes, rounds = ([2_000], 1) if options.small else (options.passages, ROUNDS)
    table, results, differing = columns(*HEADINGS), {}, 0
    for passages in sizes:
        results[passages] = found = compared(passages, rounds)
        for row in rows(passages, found):
            table.add_row(*row)
        ours, its = (np.array(found[engine]["scores"]) for engine in ("Summit", "rank-bm25"))
        differing += not np.allclose(ours, its, rtol=0, atol=TOLERANCE)
    Screen().show([table])
    if options.picture:
        options.picture.write_text(picture(results), encoding="utf-8")
    return differing


def compared(passages: int, rounds: int) -> dict[str, dict]:
    """What was measured of each engine."""
    found = {}
    with TemporaryDirectory() as folder:
        place = Path(folder)
        write_corpus(place, passages, rounds)
        for engine in ENGINES:
            library = LIBRARIES.get(engine)
            if library and not find_spec(library):
                sys.stderr.write(f"{engine}: not installed (pip install '.[benchmarks]')\n")
                continue
            command = [sys.executable, "-m", "tests.benchmarks.retrieval", "--engine", engine, "--folder", folder]
            found[engine] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def write_corpus(folder: Path, passages: int, rounds: int) -> None:
    """Analyse passages, and draw queries, for every engine to read."""
    terms: dict[str, int] = {}
    numbers: list[int] = []
    lengths = []
    analysis = analyzer()
    for text in texts(passages):
        own = analysis.terms(analysis.tokens(text))
        lengths.append(len(own))
        numbers += [terms.setdefault(term, len(terms)) for term in own]
    row, ends = np.array(numbers, dtype=np.int32), np.concatenate([[0], np.cumsum(lengths)])
    chance = random.Random(20180716)  # noqa: S311 no secret
    queries: list[list[int]] = []
    while len(queries) < QUERIES:
        passage = chance.randrange(len(lengths))
        own = sorted(set(row[ends[passage] : ends[passage + 1]].tolist()))
        if len(own) >= (wanted := chance.randint(3, 8)):
            queries.append(chance.sample(own, wanted))
    np.savez(folder / "corpus.npz", numbers=row, lengths=np.array(lengths, dtype=np.int64))
    (folder / "queries.json").write_text(json.dumps({"terms": len(terms), "queries": queries, "rounds": rounds}))


def texts(passages: int) -> Iterator[str]:
    """Paragraphs of real text, or of made-up words where there is none."""
    if FRUS.exists():
        yield from (one.text for one in paragraphs(passages))
        return
    chance = random.Random(1)  # noqa: S311
    for _ in range(passages):
        yield " ".join(f"word{int(chance.paretovariate(0.7)) % 5000}x" for _ in range(chance.randint(3, 60)))


def measure(engine: str, folder: Path) -> dict:
    """Times of one engine, in seconds, and its peak of memory, in bytes."""
    asked = json.loads((folder / "queries.json").read_text())
    with np.load(folder / "corpus.npz") as arrays:
        corpus = Corpus(asked["terms"], arrays["numbers"], arrays["lengths"])
    gc.disable()
    start = time.perf_counter()
    with TemporaryDirectory() as place:
        search = ENGINES[engine](corpus, Path(place))
        indexing = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        disk = sum(path.stat().st_size for path in Path(place).rglob("*") if path.is_file())
        queries, rounds = asked["queries"], asked["rounds"]
        if engine == "rank-bm25":
            queries, rounds = queries[:SLOW_QUERIES], 1
        found = [search(query) for query in queries[:SLOW_QUERIES]]
        times = [[_time(lambda query=query: search(query)) for query in queries] for _ in range(rounds)]
    return {
        "p50": statistics.median(map(statistics.median, times)),
        "p95": statistics.median(statistics.quantiles(one, n=20)[-1] for one in times),
        "mean": statistics.median(map(statistics.mean, times)),
        "indexing": indexing,
        "peak": peak,
        "disk": disk,
        # An engine may list passages that hold none of the terms, or leave them out.
        "scores": [scores + [0.0] * (TOP - len(scores)) for scores in found],
    }


def rows(passages: int, found: dict[str, dict]) -> Iterable[tuple[str, ...]]:
    """The rows of a table."""
    slowest = found["rank-bm25"]["mean"]
    for engine, one in found.items():
        yield (
            f"{passages:,}",
            engine,
            f"{one['p50'] * 1000:.3f} ms",
            f"{one['p95'] * 1000:.3f} ms",
            f"{1 / one['mean']:,.0f}",
            f"{slowest / one['mean']:,.0f}",
            f"{one['indexing']:.1f} s",
            f"{one['peak'] / 1e6:,.0f} MB",
            f"{one['disk'] / 1e6:,.0f} MB" if one["disk"] else "",
        )


def _time(act) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
