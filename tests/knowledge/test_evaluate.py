"""Scores of answers on labelled questions, the same as those of the team's own script."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.answer import Answer
from knowledge.answering import Answerer
from knowledge.document import Status
from knowledge.errors import RecordError
from knowledge.evaluate import LabelledQuestion, Rate, Scores, evaluate, read_questions
from knowledge.loading import SHIPPED, load
from knowledge.record import Record

SHARED = Path(__file__).parents[3] / "shared"
SCRIPT = SHARED / "eval" / "score.py"
TEXT = SHARED / "record" / "IN10933.txt"
QUESTIONS = SHIPPED / "questions.jsonl"

SANCTIONS = "Neither President indicated that U.S. sanctions on Russia were discussed."
ABSENT_BY_STATUS = {"status_any": ["absent"], "style": "absent"}


@pytest.fixture(scope="module")
def record() -> Record:
    return load()


@pytest.fixture(scope="module")
def answerer(record: Record) -> Answerer:
    return Answerer(record)


@pytest.fixture
def score(record: Record, answerer: Answerer) -> Callable[..., Scores]:
    """Scores the answers to questions of these labels."""

    def scored(*labels: dict[str, object], answer: Callable[[str], Answer] = answerer.answer) -> Scores:
        return evaluate([labelled(**fields) for fields in labels], answer, record)

    return scored


def labelled(**fields: object) -> LabelledQuestion:
    defaults = {"id": "1", "q": "was syria discussed", "style": "status", "status_any": ["discussed"]}
    return LabelledQuestion.model_validate({**defaults, **fields})


def test_a_right_status_counts(score: Callable[..., Scores]) -> None:
    scores = score({}, {"status_any": ["mentioned", "discussed"]}, {"status_any": ["mentioned"]})
    assert scores.rates["status"] == Rate(2, 3)


def test_a_fact_may_be_mentioned_as_well_as_of_no_topic() -> None:
    assert labelled(status_any=["none"], quote_any=["x"]).allows(Status.MENTIONED)
    assert not labelled(status_any=["none"]).allows(Status.MENTIONED)


def test_the_topics_found_must_be_exactly_the_labelled_ones(score: Callable[..., Scores]) -> None:
    right = {"topics": {"Syria": "discussed"}}
    another = {"topics": {"Syria": "mentioned"}}
    more = {"topics": {"Syria": "discussed", "Ukraine": "discussed"}}
    assert score(right, another, more).rates["topics"] == Rate(1, 3)


def test_a_quote_must_hold_a_labelled_string_in_any_case_and_spacing(score: Callable[..., Scores]) -> None:
    sanctions = {"q": "were sanctions discussed", "status_any": ["no_indication"]}
    right = {**sanctions, "quote_any": ["no such words", "neither  PRESIDENT\nindicated"]}
    wrong = {**sanctions, "quote_any": ["no such words"]}
    scores = score(right, wrong)
    assert scores.rates["quote@1"] == Rate(1, 2)
    assert scores.rates["both@1"] == Rate(1, 2)


def test_a_quote_of_over_400_characters_is_wrong(score: Callable[..., Scores], answerer: Answerer) -> None:
    answer = answerer.answer("were sanctions discussed")
    long = answer.quotes[0].model_copy(update={"text": answer.quotes[0].text + "x" * 400})
    padded = answer.model_copy(update={"quotes": (long,)})
    assert score({"quote_any": [SANCTIONS]}, answer=lambda _: answer).rates["quote@1"] == Rate(1, 1)
    assert score({"quote_any": [SANCTIONS]}, answer=lambda _: padded).rates["quote@1"] == Rate(0, 1)


def test_a_quote_that_is_not_in_the_record_is_found_out(score: Callable[..., Scores], answerer: Answerer) -> None:
    answer = answerer.answer("were sanctions discussed")
    (quote,) = answer.quotes
    for change in ({"text": quote.text + "!"}, {"start": quote.start + 1}, {"passage": "IN10933:18"}):
        forged = answer.model_copy(update={"quotes": (quote.model_copy(update=change),)})
        assert score({}, answer=lambda _, forged=forged: forged).rates["verbatim"] == Rate(0, 1)


def test_an_answer_to_what_is_absent_counts_as_wrong(score: Callable[..., Scores]) -> None:
    scores = score(ABSENT_BY_STATUS, {**ABSENT_BY_STATUS, "q": "was brexit discussed"})
    assert scores.rates["wrong"] == Rate(1, 2)
    assert scores.styles["absent"] == Rate(1, 2)
    assert [miss.question.text for miss in scores.misses] == ["was syria discussed"]


def test_an_answerable_question_without_a_quote_counts_as_silent(score: Callable[..., Scores]) -> None:
    scores = score({"q": "was brexit discussed", "quote_any": [SANCTIONS]}, {"quote_any": [SANCTIONS]})
    assert scores.rates["silent"] == Rate(1, 2)
    assert scores.characters > 0


def test_absent_where_readers_differ_is_excused_from_quotes(score: Callable[..., Scores]) -> None:
    either = {"q": "was brexit discussed", "status_any": ["mentioned", "absent"], "quote_any": [SANCTIONS]}
    scores = score(either)
    assert scores.rates == {"status": Rate(1, 1)}
    assert not scores.misses


def test_each_part_of_a_question_is_asked_for(score: Callable[..., Scores]) -> None:
    parts = {
        "q": "were sanctions and brexit discussed",
        "style": "multi",
        "status_any": ["mixed"],
        "topics": {"Sanctions": "no_indication", "brexit": "absent"},
    }
    assert score(parts).rates["multi"] == Rate(1, 1)
    assert score({**parts, "q": "were sanctions discussed"}).rates["multi"] == Rate(0, 1)


def test_macro_f1_is_the_mean_over_the_classes_that_are_labelled(score: Callable[..., Scores]) -> None:
    right: dict[str, object] = {}
    also_right = {"status_any": ["mentioned", "discussed"]}
    missed = {"q": "was brexit discussed"}
    # discussed: one hit of two labels and one answer, 2/3; mentioned: right by its second label, 1; absent has none.
    assert score(right, also_right, missed).macro_f1 == pytest.approx((2 / 3 + 1) / 2)


def test_measures_that_nothing_counts_for_are_left_out(score: Callable[..., Scores]) -> None:
    assert list(score({"q": "was brexit discussed", **ABSENT_BY_STATUS}).rates) == ["status", "wrong"]


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        (b"", "", "no questions"),
        (b"\n{\n", ":2", "JSON"),
        (b'{"id": "1", "q": "x", "style": "s", "status_any": ["maybe"]}', ":1", "status_any"),
        (b'{"id": "1", "q": "x", "style": "s", "status_any": []}', ":1", "status_any"),
        (b'{"id": "1", "q": "", "style": "s", "status_any": ["none"]}', ":1", "q: "),
        (b'{"id": "1", "q": "x", "style": "s", "status_any": ["none"], "topic": {}}', ":1", "topic"),
        (b'{"id": "1", "q": "\xff", "style": "s", "status_any": ["none"]}', ":1", ""),
    ],
)
def test_a_faulty_file_of_questions_is_named_with_its_line(
    content: bytes, place: str, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    with pytest.raises(RecordError) as caught:
        read_questions(path)
    assert str(caught.value).startswith(f"{path}{place}: ")
    assert problem in str(caught.value)


def test_a_file_of_questions_that_is_not_there_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(RecordError, match="can't be read"):
            read_questions(path)


@pytest.mark.skipif(not SCRIPT.exists(), reason=f"the team's script isn't at {SCRIPT}")
@pytest.mark.parametrize("swapped", [False, True])
def test_the_scores_equal_those_of_the_teams_script(
    swapped: bool, record: Record, answerer: Answerer, tmp_path: Path
) -> None:
    lines = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    if swapped:
        # Every other question with another's labels: right answers alone hardly tell two formulas apart.
        for one, other in zip(lines[::2], lines[1::2], strict=False):
            one["q"], other["q"] = other["q"], one["q"]
    questions, answers = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
    questions.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    given = [answerer.answer(line["q"]) for line in lines]
    answers.write_text("".join(f"{answer.model_dump_json()}\n" for answer in given), encoding="utf-8")
    printing = "import pathlib, sys; sys.stdout.buffer.write(pathlib.Path(sys.argv[1]).read_bytes())"
    done = subprocess.run(
        [sys.executable, SCRIPT, questions, "--record", TEXT, "--", sys.executable, "-c", printing, answers],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    rates = re.findall(r"^(\S+) +[\d.]+%  (\d+)/(\d+)$", done.stdout, re.MULTILINE)
    styles = re.findall(r"(\w+) (\d+)/(\d+)(?:  |$)", done.stdout.partition("by style ")[2])
    scores = evaluate(read_questions(questions), answerer.answer, record)
    assert scores.rates == {name: Rate(int(right), int(of)) for name, right, of in rates}
    assert scores.styles == {name: Rate(int(right), int(of)) for name, right, of in styles}
    assert f"\nchars    {scores.characters:.0f}\n" in done.stdout
