"""Input that no one should have to think of: an answer or an error of one line, never anything else."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answer import Answer
from knowledge.answering import LONGEST, Answerer
from knowledge.errors import QuestionError

BLANK = ["", " ", "\n\t ", "\u00a0\u2003", "\u200b\u200e\u202e", "\x00", "\ufeff"]
WORDLESS = ["🕊️", "🕊️🔥🇫🇮", "?", "?!...", "—", "**", "```", "()[]{}", "\x07\x1b"]
LONG = ["x" * 100_000, "sanctions " * 10_000, "?" * 100_000, "🕊️" * 50_000, " " * 100_000, "a." * 50_000, "(" * 100_000]
STRANGE = [
    "were sanctions\x00discussed",
    "\x07were\x08 sanctions\x7f discussed\x9f",
    "\u202ewere sanctions discussed\u202c",
    "\u200fwere sanctions\u200e discussed",
    "were sanctions discussed 🕊️🔥",
    "**were** _sanctions_ `discussed`?",
    "# were [sanctions](https://example.org) discussed",
    "> ||were sanctions discussed|| <@1234> @everyone",
    "were\r\nsanctions\u2028discussed",
    "\ufeffwere sanctions discussed",
]
OTHER_LANGUAGES = [
    "обсуждались ли санкции?",
    "هل نوقشت العقوبات؟",
    "制裁は議論されましたか",
    "제재가 논의되었나요?",
    "συζητήθηκαν οι κυρώσεις;",
    "האם נדונו סנקציות",
    "क्या प्रतिबंधों पर चर्चा हुई?",
    "wurde über den Walfang gesprochen?",
    "a-t-on parlé de la chasse à la baleine ?",
    "𝖜𝖊𝖗𝖊 𝖜𝖍𝖆𝖑𝖊𝖘",
]


def answer_or_error(answerer: Answerer, text: str, before: str | None = None) -> Answer | str:
    """The answer, which must be printable as JSON, or an error's message, which must be of one short line."""
    try:
        answer = answerer.answer(text, before)
    except QuestionError as error:
        message = str(error)
        assert message
        assert len(message.splitlines()) == 1
        assert len(message) < 200
        return message
    assert Answer.model_validate_json(answer.model_dump_json()) == answer
    return answer


@pytest.mark.parametrize("text", BLANK + WORDLESS, ids=ascii)
def test_a_question_without_words_is_refused(text: str, answerer: Answerer) -> None:
    with pytest.raises(QuestionError):
        answerer.answer(text)
    assert isinstance(answer_or_error(answerer, text), str)


@pytest.mark.parametrize("text", LONG, ids=lambda text: ascii(text[:10]))
def test_a_question_of_100000_characters_is_refused(text: str, answerer: Answerer) -> None:
    assert isinstance(answer_or_error(answerer, text), str)


def test_a_question_that_is_too_long_is_told_how_long_it_may_be(answerer: Answerer) -> None:
    assert f"{LONGEST:,}" in str(answer_or_error(answerer, "x" * (LONGEST + 1)))


@pytest.mark.parametrize(
    "piece", ["x", "sanctions ", "was crimea, ", "a.", "U.S.", "'s a", "and ", "((a", "not ", "🕊️ a "]
)
def test_the_longest_question_is_answered(piece: str, answerer: Answerer) -> None:
    assert isinstance(answer_or_error(answerer, (piece * LONGEST)[:LONGEST]), Answer)


@pytest.mark.parametrize("text", STRANGE, ids=ascii)
def test_strange_characters_around_a_question_take_nothing_from_its_answer(text: str, answerer: Answerer) -> None:
    answer = answer_or_error(answerer, text)
    assert isinstance(answer, Answer)
    assert [finding.topic for finding in answer.findings][:1] == ["Sanctions"]
    assert answer.quotes[0].passage == "IN10933:19"
    assert answer.question == text


@pytest.mark.parametrize("text", OTHER_LANGUAGES)
def test_another_language_is_not_answered_by_chance(text: str, answerer: Answerer) -> None:
    answer = answer_or_error(answerer, text)
    assert isinstance(answer, Answer)
    assert (answer.status, answer.quotes) == ("absent", ())


@pytest.mark.parametrize("text", ["\udcff sanctions", "sanctions \ud83d", "\x1b[31msanctions\x1b[0m"], ids=ascii)
def test_what_is_no_text_is_refused_or_answered(text: str, answerer: Answerer) -> None:
    answer_or_error(answerer, text)


@pytest.mark.parametrize("before", ["", "?", "x" * 100_000, "hello", "制裁"])
def test_a_strange_question_before_does_no_harm(before: str, answerer: Answerer) -> None:
    result = answer_or_error(answerer, "and crimea?", before)
    assert isinstance(result, str) or result.quotes[0].topic == "Ukraine"


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_text_is_answered_or_refused_in_one_line(answerer: Answerer, text: str) -> None:
    result = answer_or_error(answerer, text)
    if isinstance(result, Answer):
        assert result.question == text
        assert "\n" not in json.loads(result.model_dump_json())["note"]
