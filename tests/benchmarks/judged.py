"""How good retrieval is on judged collections: nDCG@10, with Summit's own analysis, weights and index.

    python -m tests.benchmarks.judged [--small]

The collections are those of ../shared/data, titles and abstracts as one passage each; passed over where that isn't
there. It fails where one is below its target. nDCG as trec_eval has it (Järvelin and Kekäläinen, 2002): gains as
judged, discounted by log2(rank + 1).
"""

import argparse
import csv
import json
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import log2
from pathlib import Path
from statistics import mean

import numpy as np

from bot.terminal import Screen, columns
from knowledge.record import analyzer
from knowledge.retrieval.postings import Postings, lay_out
from knowledge.retrieval.weights import Corpus

DATA = Path(__file__).parents[3] / "shared" / "data"
TARGETS = {"scifact": 0.686, "cranfield": 0.38}
TOP = 10
SMALL = 50


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help=f"only {SMALL} queries of each, against no target")
    is_small = parser.parse_args().small
    table, is_below = columns("Collection", "Passages", "Queries", f"nDCG@{TOP}", "Target"), False
    for name, target in TARGETS.items():
        if not (DATA / name).exists():
            table.add_row(name, "", "", "not there", "")
            continue
        passages, scores = judged(DATA / name, SMALL if is_small else None)
        table.add_row(name, f"{passages:,}", str(len(scores)), f"{mean(scores):.4f}", f">= {target}")
        is_below |= not is_small and mean(scores) < target
    Screen().show([table])
    return int(is_below)


def judged(folder: Path, limit: int | None) -> tuple[int, list[float]]:
    """How many passages a collection has, and the nDCG of each query that has a relevant one."""
    analysis = analyzer()

    def terms(text: str) -> Sequence[str]:
        return analysis.terms(analysis.tokens(text))

    ids, numbers, row, lengths = [], {}, array("i"), []
    for document in lines(folder / "corpus.jsonl"):
        own = terms(f"{document['title']} {document['text']}")
        row.extend([numbers.setdefault(term, len(numbers)) for term in own])
        lengths.append(len(own))
        ids.append(document["_id"])
    corpus = Corpus(tuple(numbers), np.frombuffer(row, dtype=np.int32), np.array(lengths, dtype=np.int64))
    postings = Postings(lay_out(corpus))
    scores = []
    judgements = read_judgements(folder / "qrels.tsv")
    for query in islice(lines(folder / "queries.jsonl"), limit):
        gains = judgements.get(query["_id"], {})
        if max(gains.values(), default=0) > 0:
            known = [numbers[term] for term in dict.fromkeys(terms(query["text"])) if term in numbers]
            found, _ = postings.best(known, TOP)
            scores.append(ndcg([gains.get(ids[position], 0) for position in found.tolist()], gains))
    return len(ids), scores


def ndcg(found: Sequence[int], gains: Mapping[str, int]) -> float:
    """The discounted gain of a ranking, as a share of the best ranking's."""
    best = sorted((gain for gain in gains.values() if gain > 0), reverse=True)[:TOP]
    return discounted(found) / discounted(best)


def discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))


def read_judgements(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    return found


def lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    sys.exit(main())
