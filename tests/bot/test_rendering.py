import pytest

from bot.buttons import Verb
from bot.desk import Desk
from bot.escaping import size
from bot.fitting import MESSAGE, PAGE
from bot.rendering import Page
from bot.requests import Request
from knowledge.loading import load
from tests.bot.made import quoted

QUESTIONS = (
    "were sanctons discussed",
    "sanctions or Crimea?",
    "what was discussed?",
    "what was not discussed?",
    "did they discuss brexit",
    "china's arms control and merkel and nato",
    "thanks!",
    "who wrote this",
    "what did Putin say about Syria?",
    "brexit, sanctions",
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(load())


def private(desk: Desk, question: str) -> tuple[Page, ...]:
    return desk.render.private(*desk.answer(Request(question)))


def public(desk: Desk, question: str, *, opens: bool = False) -> Page:
    return desk.render.public(*desk.answer(Request(question)), opens=opens)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_page_fits_and_quotes_word_for_word(desk: Desk, question: str) -> None:
    text = desk.record.documents[0].text
    for page in (*private(desk, question), public(desk, question), public(desk, question, opens=True)):
        assert size(page.text) <= PAGE < MESSAGE
        assert all(quote in text for quote in quoted(page.text))


def test_a_public_answer_shows_the_best_quote_of_three_findings_and_counts_the_rest(desk: Desk) -> None:
    page = public(desk, "what was discussed?")
    assert len(quoted(page.text)) == 3
    assert page.text.endswith("-# and 4 more")
    assert [button.verb for button in page.buttons] == [Verb.MORE, Verb.DELETE]


def test_an_absent_public_answer_is_two_lines(desk: Desk) -> None:
    first, second = public(desk, "did they discuss brexit").text.split("\n")
    assert "brexit" in first
    assert "0 of 21 passages" in second
    assert "July 20, 2018, sha256:" in second


def test_an_absent_private_answer_sets_apart_what_stands_near_by(desk: Desk) -> None:
    (page,) = private(desk, "china's arms control")
    places = [page.text.index(text) for text in ("together in 0 of 21", "Near by, and not an answer:", "\n> ")]
    assert places == sorted(places)


def test_an_absent_answer_says_how_many_of_the_parts_that_were_looked_for_it_leaves_out(desk: Desk) -> None:
    (page,) = private(desk, ", ".join(f"zz{n:02}" for n in range(60)))
    shown = page.text.count("not a word of the record")
    assert page.text.endswith(f"\n-# and {60 - shown} more")
    assert " […]: together in 0 of 21 passages" in page.text


def test_all_pages_together_hold_every_quote_once(desk: Desk) -> None:
    answer = desk.answer(Request("what was discussed?"))[1]
    shown = [quote for page in private(desk, "what was discussed?") for quote in quoted(page.text)]
    assert sorted(shown) == sorted(quote.text for quote in answer.quotes)


def test_the_ground_is_shown_in_private_and_the_question_opens_the_answer(desk: Desk) -> None:
    (page,) = private(desk, "were sanctons discussed")
    assert page.text.startswith("-# Question: were sanctions discussed\n")
    assert "“To date, there is no indication that the following subjects were discussed:” (IN10933:17)" in page.text


def test_what_is_in_the_record_stands_before_what_is_not(desk: Desk) -> None:
    for page in (*private(desk, "brexit, sanctions"), public(desk, "brexit, sanctions")):
        assert page.text.index("Sanctions: no indication") < page.text.index("Not in the record: brexit")


def test_small_talk_is_answered_with_how_to_ask(desk: Desk) -> None:
    assert "Ask about what was said" in public(desk, "thanks!").text
