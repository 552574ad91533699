"""Search engines under measurement: Summit's postings, and its peers from the package index, over the same terms."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.columns import NO_TOPIC, Columns, Lexicon, Voices
from knowledge.index import Index
from knowledge.retrieval.postings import ARRAYS, Layout, lay_out
from knowledge.retrieval.search import Search as Wanted
from knowledge.retrieval.weights import Corpus as Terms

TOP = 10

Search = Callable[[Sequence[int]], list[float]]
"""Finds the best passages for terms by their numbers; returns their scores, best first."""


@dataclass(frozen=True)
class Corpus:
    """Passages as the numbers of their terms, one after the other, and how many each has."""

    terms: int
    numbers: NDArray[np.int32]
    lengths: NDArray[np.int64]

    def passages(self) -> list[list[str]]:
        """The passages as lists of words, for engines that take those."""
        words = [f"t{number}" for number in range(self.terms)]
        ends = np.concatenate([[0], np.cumsum(self.lengths)]).tolist()
        return [[words[number] for number in self.numbers[start:end].tolist()] for start, end in pairwise(ends)]


def summit(corpus: Corpus, folder: Path) -> Search:
    """Summit's index through its door: postings laid out, saved, and mapped from the files."""

    terms = tuple(f"t{number}" for number in range(corpus.terms))
    layout = lay_out(Terms(terms, corpus.numbers, corpus.lengths))
    arrays = {}
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", getattr(layout, name))
        arrays[name] = np.load(folder / f"{name}.npy", mmap_mode="r").view(np.ndarray)
    index = Index(_columns(terms, Layout(**arrays, step=layout.step, size=layout.size)))
    return lambda query: [hit.score for hit in index.search(Wanted(tuple(f"t{number}" for number in query), TOP))]


def _columns(terms: tuple[str, ...], layout: Layout) -> Columns:
    """Columns with nothing but postings, of one document."""
    nothing = np.empty(0, dtype=np.int32)
    return Columns(
        documents=("all",),
        first_passages=np.array([0, layout.size], dtype=np.int32),
        is_head=np.zeros(layout.size, dtype=bool),
        status_of=np.full(layout.size, NO_TOPIC, dtype=np.int8),
        terms=terms,
        forms=(),
        form_terms=nothing,
        words=nothing,
        first_words=np.zeros(layout.size + 1, dtype=np.int64),
        layout=layout,
        lexicon=Lexicon({}, {}, frozenset(), {}, {}, 0, 1.0),
        voices=Voices(((),), ((),), (), np.zeros(1, dtype=np.int64), nothing),
    )


def rank_bm25(corpus: Corpus, folder: Path) -> Search:  # noqa: ARG001 as all engines
    """The library itself, with the variant that Summit takes."""
    from rank_bm25 import BM25Plus

    model = BM25Plus(corpus.passages(), delta=0)

    def search(query: Sequence[int]) -> list[float]:
        # What `get_top_n` does, which keeps the scores to itself.
        scores = model.get_scores([f"t{number}" for number in query])
        best: list[float] = scores[np.argsort(scores)[::-1][:TOP]].tolist()
        return best

    return search


def bm25s_numpy(corpus: Corpus, folder: Path) -> Search:  # noqa: ARG001
    """bm25s as it is by default."""
    return _bm25s(corpus, "numpy")


def bm25s_numba(corpus: Corpus, folder: Path) -> Search:  # noqa: ARG001
    """bm25s compiled at every start."""
    return _bm25s(corpus, "numba")


def _bm25s(corpus: Corpus, backend: str) -> Search:
    import bm25s

    model = bm25s.BM25(backend=backend)
    model.index(corpus.passages(), show_progress=False)

    def search(query: Sequence[int]) -> list[float]:
        words = [[f"t{number}" for number in query]]
        scores: list[float] = model.retrieve(words, k=TOP, show_progress=False, n_threads=0).scores[0].tolist()
        return scores

    search([0])
    return search


def sqlite(corpus: Corpus, folder: Path) -> Search:
    """SQLite's full-text index."""
    connection = sqlite3.connect(folder / "fts.sqlite")
    connection.execute("CREATE VIRTUAL TABLE passages USING fts5(terms, content='', detail='none')")
    rows = ((" ".join(passage),) for passage in corpus.passages())
    connection.executemany("INSERT INTO passages(terms) VALUES (?)", rows)
    connection.commit()

    def search(query: Sequence[int]) -> list[float]:
        wanted = " OR ".join(f"t{number}" for number in query)
        found = connection.execute(
            "SELECT -rank FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?", (wanted, TOP)
        )
        return [score for (score,) in found]

    return search


def tantivy(corpus: Corpus, folder: Path) -> Search:
    """Tantivy, mapped from its files, in one segment."""
    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    index = library.Index(schema, path=str(folder))
    writer = index.writer(500_000_000, 1)
    for passage in corpus.passages():
        writer.add_document(library.Document(terms=" ".join(passage)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query: Sequence[int]) -> list[float]:
        terms = (library.Query.term_query(schema, "terms", f"t{number}", index_option="freq") for number in query)
        wanted = library.Query.boolean_query([(library.Occur.Should, term) for term in terms])
        return [score for score, _ in searcher.search(wanted, TOP, count=False).hits]

    return search


ENGINES: dict[str, Callable[[Corpus, Path], Search]] = {
    "rank-bm25": rank_bm25,
    "bm25s, NumPy": bm25s_numpy,
    "SQLite FTS5": sqlite,
    "bm25s, Numba": bm25s_numba,
    "tantivy": tantivy,
    "Summit": summit,
}
