import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.buttons import LONGEST_CODE, Button, Code, Verb
from bot.desk import Desk
from bot.escaping import size, unescaped
from bot.places import Place, place_of, quote_at
from bot.rendering import MESSAGE, PAGE, WHOLE_SENTENCE, Page
from bot.requests import Request
from knowledge.document import Status
from knowledge.record import Record, load
from tests.bot.made import write_record

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
SNOWFLAKES = st.integers(min_value=1, max_value=2**64 - 1)
PLACES = st.builds(
    Place,
    document=st.from_regex(r"[A-Za-z0-9.-]{1,24}", fullmatch=True),
    number=st.integers(0, 99_999),
    start=st.integers(0, 99_999),
    end=st.integers(0, 99_999),
    digits=st.from_regex(r"[0-9a-f]{6}", fullmatch=True),
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(load())


def quoted(page: Page) -> list[str]:
    """The quotes that a page shows, as they stand in the record."""
    lines = [line.removeprefix("> ") for line in page.text.split("\n") if line.startswith("> ")]
    return [unescaped(line).removeprefix("[…] ").removesuffix(" […]") for line in lines]


def private(desk: Desk, question: str) -> tuple[Page, ...]:
    return desk.render.private(*desk.answer(Request(question)))


def public(desk: Desk, question: str, *, opens: bool = False) -> Page:
    return desk.render.public(*desk.answer(Request(question)), opens=opens)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_page_fits_and_quotes_word_for_word(desk: Desk, question: str) -> None:
    text = desk.record.documents[0].text
    for page in (*private(desk, question), public(desk, question), public(desk, question, opens=True)):
        assert size(page.text) <= PAGE < MESSAGE
        assert all(quote in text for quote in quoted(page))


def test_a_public_answer_shows_the_best_quote_of_three_findings_and_counts_the_rest(desk: Desk) -> None:
    page = public(desk, "what was discussed?")
    assert len(quoted(page)) == 3
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


def test_all_pages_together_hold_every_quote_once(desk: Desk) -> None:
    answer = desk.answer(Request("what was discussed?"))[1]
    shown = [quote for page in private(desk, "what was discussed?") for quote in quoted(page)]
    assert sorted(shown) == sorted(quote.text for quote in answer.quotes)


def test_the_ground_is_shown_in_private_and_the_question_opens_the_answer(desk: Desk) -> None:
    (page,) = private(desk, "were sanctons discussed")
    assert page.text.startswith("-# Question: were sanctions discussed\n")
    assert "“To date, there is no indication that the following subjects were discussed:” (IN10933:17)" in page.text


def test_small_talk_is_answered_with_how_to_ask(desk: Desk) -> None:
    assert "Ask about what was said" in public(desk, "thanks!").text


@given(
    st.text(max_size=400), st.text(max_size=400), st.text(max_size=60), st.sampled_from(["", "Syria", "A: b [c](d)"])
)
def test_a_request_that_is_whole_is_read_back_from_its_lines(
    question: str, before: str, said_by: str, topic: str
) -> None:
    request = Request(question, before, said_by, topic)
    read = Request.read("\n".join((*request.lines, "**answer**")))
    if request.is_whole and read:
        assert read.lines == request.lines
        assert Request.read("\n".join((*read.lines, "**answer**"))) == read
    for line in request.lines:
        assert "\n" not in line


def test_a_page_is_not_mistaken_for_a_request() -> None:
    assert Request.read("**note**\n-# Question: no") is None


@given(st.sampled_from(Verb), SNOWFLAKES, SNOWFLAKES, st.none() | PLACES)
def test_a_buttons_id_fits_and_is_read_back(verb: Verb, asker: int, about: int, place: Place | None) -> None:
    code = Code(verb, asker, about, place)
    assert len(str(code)) <= LONGEST_CODE
    assert Code.read(str(code)) == code


@given(st.text(max_size=100).map(lambda text: f"s/{text}"))
def test_any_other_id_is_refused_with_a_value_error(code: str) -> None:
    with suppress(ValueError):
        assert str(Code.read(code))


def test_every_sentence_is_found_at_its_place_after_renumbering(tmp_path: Path) -> None:
    record = write_record(tmp_path, "First one here.\n\nSecond one here. And more.")
    quote = Desk(record).cite("2")
    assert quote
    place = place_of(record, quote)
    renumbered = write_record(tmp_path, "An insertion.\n\nFirst one here.\n\nSecond one here. And more.")
    found = quote_at(renumbered, place)
    assert found
    assert (found[0].passage.number, found[1].text) == (3, "Second one here. And more.")
    corrected = write_record(tmp_path, "First one here.\n\nSecond one there. And more.")
    assert quote_at(corrected, place) is None


WORDS = st.lists(st.sampled_from(["treaty", "*x*", "a_b", "[sic]", "`q`", "10", "“word”", "😀", "<@1>"]), min_size=1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=3), st.integers(1, 400))
def test_a_long_sentence_is_shown_in_marked_parts_that_join_to_the_whole(
    tmp_path: Path, words: list[list[str]], times: int
) -> None:
    text = " ".join("Treaty " + " ".join(part * times) + "." for part in words)
    record = write_record(tmp_path, text.replace("*", r"\*").replace("`", r"\`").replace("<", r"\<"))
    desk = Desk(record)
    document = record.documents[0].text
    request, answer = desk.answer(Request("what about the treaty?"))
    pages = desk.render.private(request, answer)
    for page in (*pages, desk.render.public(request, answer, opens=True)):
        assert size(page.text) <= PAGE
        assert all(quote in document for quote in quoted(page))
    for quote in answer.quotes:
        parts = desk.render.parts(quote)
        assert all(document[part.start : part.end] == part.text for part in parts)
        assert " ".join("".join(part.text for part in parts).split()).replace(" ", "") == quote.text.replace(" ", "")
        assert len(parts) == 1 or size(quote.text) > WHOLE_SENTENCE / 2


def test_a_sentence_of_1500_characters_is_shown_whole_and_a_longer_one_in_parts(tmp_path: Path) -> None:
    for length, parts in ((WHOLE_SENTENCE, 1), (WHOLE_SENTENCE + 1, 2)):
        sentence = "Treaty " + "word " * 298 + "x" * (length - 7 - 5 * 298 - 1) + "."
        assert len(sentence) == length
        desk = Desk(write_record(tmp_path, sentence))
        quote = desk.cite("1")
        assert quote
        assert len(desk.render.parts(quote)) == parts
        page = desk.render.citation(quote)
        assert ("[…]" in page.text) is (parts == 2)
        assert size(page.text) <= MESSAGE


def test_context_grows_to_the_paragraph_and_then_to_its_neighbours(desk: Desk) -> None:
    quote = desk.cite("IN10933:15#2")
    assert quote
    page = desk.at(place_of(desk.record, quote))
    sizes = [quoted(page)[0]] if page else []
    while page and page.buttons[0].verb is Verb.CONTEXT and page.place:
        page = desk.around(page.place)
        assert page
        sizes.append(max(quoted(page), key=len))
        assert size(page.text) <= PAGE
    assert [len(text) for text in sizes] == sorted(len(text) for text in sizes)
    assert page
    assert len(quoted(page)) == 3
    assert re.findall(r"par\. (\d+)", page.text) == ["14", "15", "16"]


def test_an_answer_of_a_topic_shows_all_its_sentences(desk: Desk) -> None:
    request = desk.topic("syria")
    assert request
    request, answer = desk.answer(request)
    assert answer.status is Status.DISCUSSED
    assert len(answer.quotes) == 5
    assert desk.render.private(request, answer)[0].text.startswith("-# Topic: Syria\n✅ **Syria: reported as discussed")


def test_following_takes_the_frame_from_the_last_question_that_has_it(desk: Desk) -> None:
    first = Request("what did Putin say about Syria?")
    second = desk.following("and Iran?", first)
    assert second.before == first.question
    assert desk.following("and Ukraine?", second).before == first.question
    assert desk.following("and Trump?", second).before == "and Iran?"


def test_a_label_stands_on_every_button() -> None:
    assert all(Button(verb).text for verb in Verb)


def test_the_ledger_and_about_fit_for_a_record_of_many_topics(tmp_path: Path, shipped: Record) -> None:
    from bot import overview

    assert len(overview.ledger(shipped)) == 1
    items = "\n\n".join(f"- **Topic number {n} of the meeting.** They spoke of thing {n}." for n in range(120))
    record = write_record(tmp_path, f"The main topics were as follows:\n\n{items}")
    for messages in (overview.ledger(record), overview.about(record)):
        assert all(size(message) <= MESSAGE for message in messages)
