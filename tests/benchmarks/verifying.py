"""How long checking the quotations of a text takes, on the shipped record and on a large one.

    python tests/benchmarks/verifying.py [--passages N] [--rounds N | --small]

The large record is of the first N paragraphs of ../shared/data/frus.jsonl.xz, where that is there. Each text of 4,000
characters is checked so many times. Nothing is asserted: a machine may be slow.
"""

import argparse
import datetime
import gc
import json
import lzma
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from bot.command import ALLOCATIONS_PER_SEARCH
from bot.terminal import Screen, columns
from knowledge.document import Document, Metadata, Passage, Sentence
from knowledge.errors import QuotationError
from knowledge.loading import load
from knowledge.record import Record
from knowledge.sentences import sentence_spans
from knowledge.speakers import attribute
from knowledge.verifying.verify import LONGEST, Verifier

FRUS = Path(__file__).parents[3] / "shared" / "data" / "frus.jsonl.xz"
CHARACTERS = 4000
TOO_LONG = 100_000
COMMON = 40
"""Words that stand most often in the sample of a record."""
SMALL = 500
"""Passages of the large record of a small run."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=100_000, help="passages of the large record (100,000)")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--rounds", type=int, default=25, help="rounds of each text (25)")
    size.add_argument("--small", action="store_true", help="a single round, a large record of a few passages")
    options = parser.parse_args()
    rounds, passages = (1, SMALL) if options.small else (max(options.rounds, 1), max(options.passages, 1))

    # As the command does: a search for garbage among a large record's objects takes a second.
    gc.set_threshold(ALLOCATIONS_PER_SEARCH)
    table = columns("Record", "Text", "Quotations", "p50", "worst", "Target")
    for row in record_rows("shipped", load, rounds, "50 ms"):
        table.add_row(*row)
    if FRUS.exists():
        for row in record_rows(f"{passages:,} of FRUS", lambda: frus(passages), rounds, "500 ms"):
            table.add_row(*row)
    else:
        table.add_row(f"{FRUS.name} is not there")
    Screen().show([table])


def record_rows(name: str, read: Callable[[], Record], rounds: int, target: str) -> Iterator[Sequence[str]]:
    record = read()
    began = time.perf_counter()
    verifier = Verifier(record)
    verifier.verify("the first of all texts")
    yield name, "a verifier of a loaded record", "", milliseconds(time.perf_counter() - began), "", ""
    for kind, text in texts(record).items():
        times = []
        for _ in range(rounds):
            began = time.perf_counter()
            checks = verifier.verify(text).checks
            times.append(time.perf_counter() - began)
        p50, worst = statistics.median(times), max(times)
        yield name, kind, str(len(checks)), milliseconds(p50), milliseconds(worst), target
    began = time.perf_counter()
    try:
        verifier.verify("word " * (TOO_LONG // 5))
        outcome = "answered"
    except QuotationError:
        outcome = f"refused, over {LONGEST:,}"
    taken = milliseconds(time.perf_counter() - began)
    yield name, f"{TOO_LONG:,} characters", outcome, taken, taken, "1,000 ms"


def texts(record: Record) -> dict[str, str]:
    """Texts of 4,000 characters: as people write them, and as hard as they come."""
    chance = random.Random(1)  # noqa: S311 nothing is secret
    own = [
        indexed.document.text[indexed.passage.start : indexed.passage.end]
        for indexed in chance.sample(record.passages, min(len(record.passages), 300))
    ]
    sentences = [text[start:end] for text in own for start, end in sentence_spans(text) if end - start > 40]
    words = [word.strip('"“”') for text in own for word in text.split()]
    common = [word for word, _ in Counter(filter(str.isalpha, words)).most_common(COMMON)]

    def quoted(change: Callable[[list[str]], list[str]]) -> str:
        return cut(f"Trump said “{' '.join(change(sentence.split()))}” and so on.\n" for sentence in sentences)

    def reworded(sentence: list[str]) -> list[str]:
        at = chance.randrange(len(sentence))
        return [*sentence[:at], "never", *sentence[at + 1 :]]

    def of_common_words(between: str) -> str:
        return cut(f"“{between.join(chance.choices(common, k=4))}” " for _ in range(CHARACTERS))

    return {
        "sentences of the record": quoted(lambda sentence: sentence),
        "the same, a word changed": quoted(reworded),
        "the same, the middle left out": quoted(lambda it: [*it[: len(it) // 3], "…", *it[-len(it) // 3 :]]),
        "a paste of the record": cut(f"{text}\n\n" for text in own).replace('"', ""),
        "nothing of the record": cut(f"“Nobody {'xyzzy '.join(words[i : i + 12])}” " for i in range(len(words))),
        "its words in disorder": cut(f"{chance.choice(words)} " for _ in range(CHARACTERS)).replace('"', ""),
        "its words two at a time": cut(f"“{chance.choice(words)} {chance.choice(words)}” " for _ in range(CHARACTERS)),
        "its words one at a time": cut(f"“{word}” " for word in words),
        "its commonest words, by fours": of_common_words(" "),
        "the same, between ellipses": of_common_words(" … "),
    }


def cut(parts: Iterable[str]) -> str:
    """The first parts that make up a text of 4,000 characters."""
    return "".join(islice(parts, CHARACTERS))[:CHARACTERS]


def frus(passages: int) -> Record:
    """A record of one document of so many paragraphs."""
    with lzma.open(FRUS, "rt", encoding="utf-8") as file:
        paragraphs = [json.loads(line)["text"] for line in islice(file, passages)]
    found: list[Passage] = []
    start = 0
    for number, text in enumerate(paragraphs, 1):
        sentences = tuple(Sentence(start + first, start + last) for first, last in sentence_spans(text))
        found.append(Passage("FRUS", number, start, start + len(text), None, sentences))
        start += len(text) + 2
    whole = "\n\n".join(paragraphs)
    metadata = Metadata(id="FRUS", title="Foreign Relations of the United States", issued=datetime.date(2018, 1, 1))
    return Record((Document(metadata, whole, attribute(whole, tuple(found)), ()),))


def milliseconds(taken: float) -> str:
    return f"{taken * 1000:.1f} ms"


if __name__ == "__main__":
    main()
