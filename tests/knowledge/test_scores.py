"""How good the answers to labelled questions are.

`questions.jsonl` beside this file are 1,070 more questions of the kinds of the shipped ones, in other words and mostly
harder, written without sight of the program. A few of their labels are arguable, and stay as they were written.
"""

from pathlib import Path

import pytest

from knowledge.answering import Answerer
from knowledge.evaluate import Scores, evaluate, read_questions
from knowledge.loading import SHIPPED
from knowledge.record import Record

SHIPPED_QUESTIONS = SHIPPED / "questions.jsonl"
MORE_QUESTIONS = Path(__file__).with_name("questions.jsonl")
AT_LEAST = {
    "status": 0.95,
    "topics": 0.92,
    "multi": 0.85,
    "quote@1": 0.92,
    "quote@3": 0.95,
    "both@1": 0.90,
    "verbatim": 1.0,
}
AT_MOST = {"wrong": 0.06, "silent": 0.04}
CHARACTERS = 220
HARDER = {"quote@3": 0.94}
"""What is asked of the harder questions, where it is less."""


@pytest.fixture(scope="module")
def scores(answerer: Answerer, record: Record) -> dict[Path, Scores]:
    paths = (SHIPPED_QUESTIONS, MORE_QUESTIONS)
    return {path: evaluate(read_questions(path), answerer.answer, record) for path in paths}


def test_all_that_is_measured_is_held_to_a_threshold(scores: dict[Path, Scores]) -> None:
    assert scores[SHIPPED_QUESTIONS].questions == 121
    assert scores[MORE_QUESTIONS].questions == 1070
    assert all(set(one.rates) == {*AT_LEAST, *AT_MOST} for one in scores.values())


@pytest.mark.parametrize(("measure", "threshold"), AT_LEAST.items())
def test_enough_answers_are_right(measure: str, threshold: float, scores: dict[Path, Scores]) -> None:
    shipped, more = scores[SHIPPED_QUESTIONS], scores[MORE_QUESTIONS]
    assert shipped.rates[measure].share >= threshold, [miss.question.text for miss in shipped.misses]
    assert more.rates[measure].share >= HARDER.get(measure, threshold), [miss.question.text for miss in more.misses]


@pytest.mark.parametrize(("measure", "threshold"), AT_MOST.items())
def test_few_answers_are_wrong(measure: str, threshold: float, scores: dict[Path, Scores]) -> None:
    for one in scores.values():
        assert one.rates[measure].share <= threshold, [miss.question.text for miss in one.misses]


def test_quotes_are_short(scores: dict[Path, Scores]) -> None:
    assert all(0 < one.characters <= CHARACTERS for one in scores.values())
