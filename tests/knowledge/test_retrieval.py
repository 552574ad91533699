"""The index finds what rank-bm25 finds, by the same scores, whatever is searched for."""

from collections.abc import Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from knowledge.columns import LISTED
from knowledge.document import Status
from knowledge.loading import load
from knowledge.record import Record
from knowledge.retrieval import postings
from knowledge.retrieval.postings import Postings, highest, lay_out
from knowledge.retrieval.search import Requirement, Search
from knowledge.retrieval.sums import Sums
from knowledge.retrieval.weights import Corpus
from tests.knowledge.records import document, write_files

Passages = list[list[str]]

TERMS = "abcdefghij"
PASSAGES = st.lists(st.lists(st.sampled_from(TERMS), max_size=12), min_size=1, max_size=60).filter(any)
QUERIES = st.lists(st.sampled_from(TERMS), min_size=1, max_size=24)


def corpus_of(passages: Passages) -> Corpus:
    numbers: dict[str, int] = {}
    row = [numbers.setdefault(term, len(numbers)) for term in chain.from_iterable(passages)]
    return Corpus(
        tuple(numbers), np.array(row, dtype=np.int32), np.array([len(terms) for terms in passages], dtype=np.int64)
    )


def postings_of(passages: Passages) -> tuple[Postings, dict[str, int]]:
    corpus = corpus_of(passages)
    return Postings(lay_out(corpus)), {term: number for number, term in enumerate(corpus.terms)}


def rank_bm25(passages: Passages, terms: Sequence[str]) -> list[float]:
    scores: list[float] = BM25Plus(passages, delta=0).get_scores(list(dict.fromkeys(terms))).tolist()
    return scores


def ranked(scores: Sequence[float], limit: int) -> list[int]:
    """The passages of the highest scores, ties in their order; scores that differ by rounding are equal."""
    found = [position for position, score in enumerate(scores) if score > 0]
    return sorted(found, key=lambda position: (-round(scores[position], 9), position))[:limit]


def known(numbers: dict[str, int], terms: Sequence[str]) -> list[int]:
    return [numbers[term] for term in dict.fromkeys(terms) if term in numbers]


@settings(deadline=None)
@given(PASSAGES, QUERIES, st.integers(1, 120))
def test_the_best_are_those_of_rank_bm25_with_its_scores(passages: Passages, terms: list[str], limit: int) -> None:
    index, numbers = postings_of(passages)
    expected = rank_bm25(passages, terms)
    found, scores = index.best(known(numbers, terms), limit)
    assert scores.tolist() == pytest.approx([expected[position] for position in found.tolist()], abs=1e-9)
    assert [round(expected[one], 9) for one in found.tolist()] == [
        round(expected[one], 9) for one in ranked(expected, limit)
    ]


@settings(deadline=None)
@given(PASSAGES, QUERIES)
def test_any_passage_has_the_score_of_rank_bm25(passages: Passages, terms: list[str]) -> None:
    index, numbers = postings_of(passages)
    expected = rank_bm25(passages, terms)
    everywhere = np.arange(len(passages), dtype=np.int32)
    asked = known(numbers, terms)
    assert index.scores(asked, everywhere).tolist() == pytest.approx(expected, abs=1e-9)
    for position in range(len(passages)):
        alone = index.scores(asked, np.array([position], dtype=np.int32))
        assert alone.tolist() == pytest.approx([expected[position]], abs=1e-9)


@settings(deadline=None)
@given(PASSAGES, st.lists(st.sampled_from(TERMS), min_size=1, max_size=4, unique=True), st.integers(1, 100))
def test_passages_of_equal_words_stand_in_the_order_of_the_record(
    passages: Passages, terms: list[str], limit: int
) -> None:
    doubled = [one for passage in passages for one in (passage, passage)]
    index, numbers = postings_of(doubled)
    found, scores = index.best(known(numbers, terms), limit)
    for one, other in zip(range(len(found)), range(1, len(found)), strict=False):
        assert scores[one] > scores[other] or (scores[one] == scores[other] and found[one] < found[other])


@settings(deadline=None)
@given(PASSAGES, st.integers(1, 100))
def test_a_kept_rank_bounds_what_so_many_passages_reach(passages: Passages, limit: int) -> None:
    layout = lay_out(corpus_of(passages))
    for number in range(len(layout.starts) - 1):
        impacts = np.sort(layout.impacts[layout.starts[number] : layout.starts[number + 1]])[::-1]
        for rank, bound in zip(postings.RANKS, layout.bounds[number].tolist(), strict=True):
            # Fewer postings than the rank give none; a rank that is kept holds for every smaller number.
            assert bound == (impacts[rank - 1] if len(impacts) >= rank else 0.0)
            if bound and limit <= rank:
                assert impacts[limit - 1] >= bound


@settings(deadline=None)
@given(PASSAGES)
def test_a_coarse_impact_is_never_below_and_less_than_a_step_above(passages: Passages) -> None:
    layout = lay_out(corpus_of(passages))
    above = layout.coarse * layout.step - layout.impacts
    assert (above > -1e-9).all()
    assert (above < layout.step).all()
    assert int(layout.coarse.max()) * postings.FEW_TERMS <= np.iinfo(np.uint16).max


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=400),
    st.integers(1, 20),
    st.integers(1, 25),
    st.integers(0, 5),
)
def test_all_sums_near_the_highest_of_a_row_are_found(values: list[int], limit: int, floor: int, within: int) -> None:
    sums = Sums(len(values), np.uint16)
    np.add.at(sums.row, np.arange(len(values)), np.array(values, dtype=np.uint16))
    found = sums.near_highest(limit, floor, within).tolist()
    lowest = max(floor, sorted(values)[-min(limit, len(values))] - within)
    assert found == sorted(set(found))
    assert {place for place, value in enumerate(values) if value >= lowest} <= set(found)
    assert all(values[place] >= floor for place in found)


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.floats(0.001, 50), min_size=1, max_size=3000),
    st.integers(1, 12),
)
def test_the_highest_of_a_row_are_found_without_sorting_all(values: list[float], limit: int) -> None:
    # Repeated, so that there are ties and many parts.
    scores = np.array(values * (1 + 3000 // len(values)))
    positions = np.arange(len(scores), dtype=np.int32)
    found, best = highest(positions, scores, limit)
    expected = sorted(range(len(scores)), key=lambda one: (-scores[one], one))[:limit]
    assert found.tolist() == expected
    assert best.tolist() == scores[expected].tolist()


def test_a_search_leaves_its_row_of_sums_as_it_was_even_if_it_breaks_off() -> None:
    index, numbers = postings_of([["a"], ["a", "b"], ["b"]])
    expected = index.best([numbers["a"]], 3)
    with pytest.raises(IndexError):
        index.best([numbers["b"], 99], 3)
    found, scores = index.best([numbers["a"]], 3)
    assert (found.tolist(), scores.tolist()) == (expected[0].tolist(), expected[1].tolist())


def test_searches_at_the_same_time_do_not_meet() -> None:
    passages = [[f"own{n}", "a" if n % 2 else "b", *("c" for _ in range(n % 7))] for n in range(2000)]
    index, numbers = postings_of(passages)
    queries = [[numbers["a"], numbers["c"]], [numbers["b"]]]
    alone = [index.best(query, 10)[0].tolist() for query in queries]
    wrong: list[list[int]] = []

    def search(query: list[int], expected: list[int]) -> None:
        for _ in range(300):
            found = index.best(query, 10)[0].tolist()
            if found != expected:
                wrong.append(found)

    threads = [Thread(target=search, args=pair) for pair in zip(queries * 2, alone * 2, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("passages", [[[]], [[], []]])
def test_a_corpus_without_words_answers_nothing(passages: Passages) -> None:
    index = Postings(lay_out(corpus_of(passages)))
    assert index.size == len(passages)
    assert index.best([], 3)[0].tolist() == []
    assert index.scores([], np.arange(len(passages), dtype=np.int32)).tolist() == [0.0] * len(passages)


# Through the door


def texts() -> Iterator[str]:
    """Paragraphs of words that repeat, so that requirements are met by many and by few."""
    for number in count():
        colour = ("red", "green", "blue")[number % 3]
        fruit = ("apples", "pears")[number % 2]
        yield f"Ministers weighed {colour} {fruit} near village{number % 5} and{' gladly' * (number % 4)} ate."


def sources(bodies: dict[str, str]) -> dict[str, str]:
    """The files of documents."""
    return {f"{name}.md": document(name, f"Talks {name}", "2020-01-02", body) for name, body in bodies.items()}


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record of two documents, each with a list of topics and twenty paragraphs beside."""
    folder = tmp_path_factory.mktemp("orchard")
    source = texts()
    bodies = {
        name: "\n\n".join(
            [
                *(next(source) for _ in range(20)),
                "The main topics were as follows:",
                f"- **Harvest.** Red apples of {name} were ripe.",
                f"- **Prices.** President Berg said that pears in {name} are dear.",
            ]
        )
        for name in ("ONE", "TWO")
    }
    return load(write_files(folder, sources(bodies)))


def holding(record: Record, *terms: str) -> list[int]:
    return [one.position for one in record.passages if set(terms) <= set(one.terms)]


def found_by(record: Record, search: Search) -> list[int]:
    """The positions that a search finds, which are as many as it counts."""
    found = sorted(hit.position for hit in record.index.search(search))
    assert record.index.count(search) == len(found)
    return found


def test_requirements_are_met_by_any_of_their_readings(orchard: Record) -> None:
    search = Search(("red",), 1000, (Requirement((("red",), ("blue",))), Requirement((("appl",),))))
    expected = set(holding(orchard, "red", "appl")) | set(holding(orchard, "blue", "appl"))
    assert found_by(orchard, search) == sorted(expected)


def test_a_reading_of_several_terms_needs_them_all(orchard: Record) -> None:
    search = Search(None, 1000, (Requirement((("green", "pear", "glad"),)),))
    assert found_by(orchard, search) == holding(orchard, "green", "pear", "glad") != []


def test_some_requirements_may_do(orchard: Record) -> None:
    wanted = [Requirement(((term,),)) for term in ("red", "pear", "glad")]
    search = Search(None, 1000, tuple(wanted), at_least=2)
    pairs = (("red", "pear"), ("red", "glad"), ("pear", "glad"))
    assert found_by(orchard, search) == sorted(set(chain.from_iterable(holding(orchard, *pair) for pair in pairs)))


def test_granted_documents_meet_a_requirement_with_all_their_passages(orchard: Record) -> None:
    search = Search(None, 1000, (Requirement((("red",),), frozenset({"TWO"})),))
    granted = {one.position for one in orchard.passages.of("TWO")}
    assert found_by(orchard, search) == sorted(granted | set(holding(orchard, "red")))


def test_only_some_documents_are_searched(orchard: Record) -> None:
    own = {one.position for one in orchard.passages.of("ONE")}
    for requirements in ((), (Requirement((("pear",),)),)):
        search = Search(("pear", "red"), 1000, requirements, documents=frozenset({"ONE"}))
        expected = holding(orchard, "pear") if requirements else holding(orchard, "pear") + holding(orchard, "red")
        assert found_by(orchard, search) == sorted(own & set(expected))


def test_under_a_filter_the_best_come_first_though_others_score_higher(orchard: Record) -> None:
    everywhere = orchard.index.search(Search(("red", "glad"), 1000))
    own = {one.position for one in orchard.passages.of("TWO")}
    filtered = orchard.index.search(Search(("red", "glad"), 3, documents=frozenset({"TWO"})))
    assert filtered == tuple(hit for hit in everywhere if hit.position in own)[:3]


def test_passages_under_a_topic_and_those_of_a_speaker_can_be_asked_for(orchard: Record) -> None:
    listed = [one.position for one in orchard.passages if one.passage.topic]
    assert found_by(orchard, Search(None, 1000, statuses=frozenset(LISTED))) == listed != []
    assert found_by(orchard, Search(None, 1000, statuses=frozenset({Status.DISCUSSED}))) == listed
    assert found_by(orchard, Search(None, 1000, statuses=frozenset({Status.NO_INDICATION}))) == []
    said = [one.position for one in orchard.passages if any("Berg" in s.speakers for s in one.passage.sentences)]
    assert found_by(orchard, Search(None, 1000, only_said_by=(frozenset({"Berg", "Nobody"}),))) == said != []
    assert found_by(orchard, Search(None, 1000, only_said_by=(frozenset({"Berg"}), frozenset({"Nobody"})))) == []


def test_heads_can_be_left_out(orchard: Record) -> None:
    heads = [one.position for one in orchard.passages if one.passage.number == 0]
    assert heads
    without = found_by(orchard, Search(None, 1000, with_heads=False))
    assert without == [one.position for one in orchard.passages if one.position not in heads]


def test_no_more_hits_than_asked_for_and_no_unknown_term_finds_anything(orchard: Record) -> None:
    assert len(orchard.index.search(Search(("pear",), 4))) == 4
    assert orchard.index.count(Search(("pear",), 4)) == len(holding(orchard, "pear"))
    assert found_by(orchard, Search(("zebra",), 9)) == []
    assert found_by(orchard, Search((), 9)) == []
    assert found_by(orchard, Search(("pear",), 1000, (Requirement((("zebra",),)),))) == []


def test_a_term_is_spread_over_documents(orchard: Record) -> None:
    spread = orchard.index.spread("pear").tolist()
    assert sum(spread) == len(holding(orchard, "pear"))
    positions = [[one.position for one in orchard.passages.of(name)] for name in ("ONE", "TWO")]
    assert spread == [sum(one in holding(orchard, "pear") for one in own) for own in positions]
    assert orchard.index.spread("zebra").tolist() == [0, 0]


@pytest.mark.parametrize(
    ("row", "stands"),
    [
        (("red", "appl"), True),
        (("appl", "red"), False),
        (("weigh", "red", "appl"), True),
        # A stop word between them doesn't count ...
        (("glad", "ate"), True),
        # ... but the end of a sentence, or a paragraph, does.
        (("ate", "minist"), False),
        (("harvest", "red"), False),
        (("zebra",), False),
        ((), False),
    ],
)
def test_a_row_of_terms_stands_within_a_sentence(orchard: Record, row: tuple[str, ...], stands: bool) -> None:
    assert orchard.index.holds_row(row) is stands


def test_a_row_is_found_however_many_passages_hold_its_words(tmp_path: Path) -> None:
    paragraphs = [f"Pears resembled apples, said farmer{n}." for n in range(700)]
    body = "\n\n".join([*paragraphs, "They saw apples resembled pears."])
    index = load(write_files(tmp_path, sources({"ONE": body}))).index
    assert index.holds_row(("appl", "resembl", "pear"))
    assert not index.holds_row(("appl", "pear", "resembl"))


# The weights that were chosen


def test_a_term_weighs_less_the_more_passages_hold_it_and_never_nothing() -> None:
    passages = [[f"own{n}", *(term for term, held in (("most", 15), ("third", 8)) if n < held)] for n in range(20)]
    index, numbers = postings_of(passages)
    assert index.weight(numbers["own1"]) > index.weight(numbers["third"]) > index.weight(numbers["most"]) > 0


def test_the_weights_of_the_record_fall_as_more_passages_hold_a_term(record: Record) -> None:
    index = record.index
    held = {term: index.count(Search((term,))) for term in ("presid", "<russia>", "sanction")}
    assert held["presid"] > held["<russia>"] > held["sanction"] == 1
    assert index.weight("sanction") > index.weight("<russia>") > index.weight("presid") > 0
    assert index.weight("zebra") == 0
    assert "zebra" not in index
    assert len(index) == len(record.passages)
