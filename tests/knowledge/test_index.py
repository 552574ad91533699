"""The index's weights and scores, beside those of rank-bm25's variants that were not chosen."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from knowledge.index import Hit, Index
from knowledge.record import Record

PASSAGES = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=12), min_size=1, max_size=25)


def passages_with(**counts: int) -> list[list[str]]:
    """Twenty passages of which the first so many hold each term, and each one word of its own."""
    return [[f"own{i}", *(term for term, count in counts.items() if i < count)] for i in range(20)]


@settings(deadline=None)
@given(PASSAGES)
def test_a_term_weighs_less_the_more_passages_hold_it(passages: list[list[str]]) -> None:
    index = Index(passages)
    by_count = sorted((len(index.holding(term)), index.weight(term)) for term in index.terms)
    for (fewer, high), (more, low) in itertools.pairwise(by_count):
        assert high > low if fewer < more else high == low


@settings(deadline=None)
@given(PASSAGES)
def test_every_weight_is_positive(passages: list[list[str]]) -> None:
    index = Index(passages)
    assert all(index.weight(term) > 0 for term in index.terms)


@settings(deadline=None)
@given(PASSAGES, st.lists(st.sampled_from("abcdefghxyz"), max_size=5))
def test_a_passage_scores_above_nothing_exactly_where_it_holds_a_term(
    passages: list[list[str]], terms: list[str]
) -> None:
    scores = Index(passages).scores(terms)
    assert len(scores) == len(passages)
    for passage, score in zip(passages, scores, strict=True):
        assert score > 0 if set(passage) & set(terms) else score == 0.0


@settings(deadline=None)
@given(PASSAGES, st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4))
def test_a_term_counts_once_however_often_it_is_asked(passages: list[list[str]], terms: list[str]) -> None:
    index = Index(passages)
    assert index.scores(terms * 3) == index.scores(terms)


def test_the_weights_of_the_record_fall_as_more_passages_hold_a_term(record: Record) -> None:
    index = record.index
    president, russia, sanction = "presid", "<russia>", "sanction"
    assert len(index.holding(president)) > len(index.holding(russia)) > len(index.holding(sanction)) == 1
    assert index.weight(sanction) > index.weight(russia) > index.weight(president) > 0


def test_okapi_gives_a_term_of_half_the_passages_no_weight_and_ours_does() -> None:
    passages = passages_with(half=10)
    assert BM25Okapi(passages).idf["half"] == 0
    assert Index(passages).weight("half") > 0


def test_okapi_turns_the_order_of_weights_over_and_ours_does_not() -> None:
    passages = passages_with(most=15, third=8)
    okapi, index = BM25Okapi(passages).idf, Index(passages)
    assert okapi["most"] > okapi["third"]
    assert index.weight("most") < index.weight("third")


def test_the_best_passage_comes_first_and_ties_in_the_order_of_the_record() -> None:
    index = Index([["x"], ["a", "b"], ["a", "c"], ["a", "b"], ["a", "b", "b"]])
    hits = index.search(["b"], 10)
    assert [hit.position for hit in hits] == [4, 1, 3]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert [hit.position for hit in index.search(["a"], 10)] == [1, 2, 3, 4]
    assert [hit.position for hit in index.search(["a"], 2)] == [1, 2]


def test_a_hit_has_the_score_of_its_passage() -> None:
    index = Index([["x"], ["a"], ["b"]])
    assert index.search(["a"], 3) == (Hit(1, index.scores(["a"])[1]),)


@pytest.mark.parametrize("passages", [[], [[]], [[], []]])
def test_a_corpus_without_words_answers_nothing(passages: list[list[str]]) -> None:
    index = Index(passages)
    assert index.search(["a"], 3) == ()
    assert index.scores(["a"]) == [0.0] * len(passages)
    assert index.weight("a") == 0
    assert "a" not in index


def test_a_term_is_held_by_its_passages_in_their_order() -> None:
    index = Index([["b"], ["a"], ["b", "a", "b"]])
    assert index.holding("b") == (0, 2)
    assert index.holding("z") == ()
    assert "a" in index
    assert "z" not in index
