"""Whatever a record and a request hold, every message fits, and every quote stands word for word."""

import re
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.buttons import Verb
from bot.desk import Desk
from bot.escaping import size
from bot.fitting import LONGEST_QUOTE, PAGE, Quotes, how_many
from bot.rendering import Page
from bot.requests import Request
from knowledge.record import Record
from tests.bot.made import quoted, with_topic_named, write_record

IN_FRONT_OF_TOPICS = "The main topics were as follows:"
PIECES = st.sampled_from(["treaty", "*x*", "a_b", "[sic]", "`q`", "10", "“word”", "😀", "<@1>", "@here", "[", "||"])
NAMES = st.one_of(
    st.just("A Meeting"),
    st.lists(PIECES, min_size=1, max_size=8).map(lambda words: " ".join(words * 80)),
    st.sampled_from(["*" * 3000, "😀" * 3000, "Title " * 600]),
)
ADDRESSES = st.sampled_from([None, "https://a.b/" + "c" * 40, "https://a.b/" + "c" * 230, "https://a.b/" + "c" * 3000])
REQUESTS = st.builds(
    Request,
    question=st.sampled_from(
        [
            "what about the treaty?",
            "*" * 280 + " the treaty?",
            "what about the treaty? " + "and so on " * 190,
            "treaty, " + ", ".join(f"zz{n}" for n in range(60)),
            ", ".join(f"zz{n}" for n in range(60)),
            "zzz and " * 200,
        ]
    ),
    before=st.sampled_from(["", "what did they say about whales?", "what did they say about whales? " * 60]),
)


def sentence_of(length: int) -> str:
    """A sentence of so many characters in which no two words are the same."""
    number = count()
    words = "Treaty"
    while len(words) < length - 12:
        words += f" w{next(number)}"
    return words + " " + "x" * (length - len(words) - 2) + "."


def record_of(folder: Path, sentences: list[str], name: str, address: str | None, topic: str) -> Record:
    text = " ".join(re.sub(r"([*`<\[|_])", r"\\\1", sentence) for sentence in sentences)
    facts = {"title": name, "author": [{"literal": name}, {"literal": "B"}], **({"URL": address} if address else {})}
    body = f"They met in May.\n\n{IN_FRONT_OF_TOPICS}\n\n- **Treaty.** {text}\n\nThe treaty is of June."
    return with_topic_named(write_record(folder, body, **facts), topic)


def all_pages(desk: Desk, request: Request) -> list[Page]:
    """Every message that the renderer makes of a request, or of the paragraphs of the record."""
    read, answer = desk.answer(request)
    private = desk.render.private(read, answer)
    pages = [*private, *(desk.render.public(read, answer, opens=opens) for opens in (True, False))]
    pages += [desk.render.public(read, answer, opens=True, place=page.place) for page in private]
    for quote in (desk.cite("3"), desk.cite("3#1"), *answer.quotes, *answer.nearby):
        if quote:
            pages += [desk.render.citation(quote), desk.render.alone(quote), desk.render.around(quote)]
    found = (desk.candidates("treaty"), desk.touched("what treaty? in May"))
    checks = desk.checked(f"“treaty” {' '.join(f'“{one.text}”' for one in answer.quotes)} “{request.question}”")
    return [*pages, *(page for page in found if page), *checks]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.integers(20, 1600).map(sentence_of),
            st.tuples(st.lists(PIECES, min_size=1, max_size=6), st.integers(1, 150)).map(
                lambda drawn: f"Treaty {' '.join(drawn[0] * drawn[1])}."
            ),
        ),
        min_size=1,
        max_size=4,
    ),
    NAMES,
    ADDRESSES,
    NAMES.filter(lambda name: len(name) > 20),
    REQUESTS,
)
def test_every_message_fits_whatever_the_record_holds(
    tmp_path: Path, sentences: list[str], name: str, address: str | None, topic: str, request_: Request
) -> None:
    desk = Desk(record_of(tmp_path, sentences, name, address, topic))
    text = desk.record.documents[0].text
    for page in all_pages(desk, request_):
        assert size(page.text) <= PAGE
        assert all(quote in text for quote in quoted(page.text))
        assert len({(button.verb, button.place) for button in page.buttons}) == len(page.buttons)
        assert page.menu is None or size(page.menu.text) <= 150


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    # A paragraph of the longest of these stays under the 50,000 characters that one may have.
    st.lists(st.lists(PIECES, min_size=1, max_size=4), min_size=1, max_size=3),
    st.integers(1, 400),
    st.lists(st.text(max_size=300), max_size=3),
)
def test_a_quote_comes_in_parts_that_join_to_the_whole(
    tmp_path: Path, words: list[list[str]], times: int, above: list[str]
) -> None:
    desk = Desk(record_of(tmp_path, [f"Treaty {' '.join(part * times)}." for part in words], "A", None, "Treaty"))
    document = desk.record.documents[0].text
    quotes = Quotes(desk.record)
    for key in ("3", "3#1"):
        quote = desk.cite(key)
        assert quote
        parts = quotes.parts(quote, above)
        assert all(document[part.start : part.end] == part.text for part in parts)
        assert (parts[0].start, parts[-1].end) == (quote.start, quote.end)
        assert all(document[one.end : two.start].isspace() or one.end == two.start for one, two in pairwise(parts))
        for part in parts:
            assert size(part.text) <= LONGEST_QUOTE
            assert size("\n".join((*above, *quotes.lines(part, quote)))) <= PAGE


@pytest.mark.parametrize("length", [1000, 1300, LONGEST_QUOTE])
def test_a_sentence_that_fits_is_shown_whole_in_every_place(tmp_path: Path, length: int) -> None:
    sentence = sentence_of(length)
    assert len(sentence) == length
    desk = Desk(record_of(tmp_path, [sentence], "A Meeting", None, "Treaty"))
    quote = desk.cite("3#1")
    assert quote
    read, answer = desk.answer(Request("w1 w2?"))
    (page,) = desk.render.private(read, answer)
    shown = (
        page,
        desk.render.public(read, answer, opens=True),
        desk.render.public(read, answer, opens=False),
        desk.render.citation(quote),
        desk.render.alone(quote),
        desk.candidates("w1 w2"),
        desk.touched("Treaty"),
    )
    for one in shown:
        assert one
        assert sentence in quoted(one.text)
        assert "[…]" not in one.text


def test_a_sentence_of_more_than_1500_characters_is_shown_in_marked_parts(tmp_path: Path) -> None:
    desk = Desk(record_of(tmp_path, [sentence_of(LONGEST_QUOTE + 1)], "A Meeting", None, "Treaty"))
    first, second = desk.render.private(*desk.answer(Request("w1 w2?")))
    assert re.search(r"\n> Treaty .* \[…\]\n", first.text)
    assert re.search(r"\n> \[…\] .*x\.\n", second.text)
    for page in (desk.render.public(*desk.answer(Request("w1 w2?")), opens=False), desk.candidates("w1")):
        assert page
        assert re.search(r"> Treaty .* \[…\]\n", page.text)


def test_a_long_title_or_topic_hides_neither_paragraph_nor_status_nor_date(tmp_path: Path) -> None:
    desk = Desk(record_of(tmp_path, [sentence_of(900)], "Title " * 600, "https://a.b/c", ("Topic " * 60).strip()))
    for page in all_pages(desk, Request("what about the treaty?")):
        if "✅ **Topic" in page.text:
            assert "reported as discussed" in page.text
        assert page.text.count("\n-# Title ") == len(re.findall(r"Title[^>]* par\. \d", page.text))
    (page,) = desk.render.private(*desk.answer(Request("w1 w2?")))
    assert "[…]: reported as discussed, as of January 2, 2020**" in page.text
    assert "[…], par. 3 (Topic Topic" in page.text
    assert "[source](<https://a.b/c#:~:text=Treaty%20w0" in page.text


def test_findings_without_a_quote_never_fill_two_pages(tmp_path: Path) -> None:
    desk = Desk(record_of(tmp_path, [sentence_of(1400), sentence_of(900)], "A Meeting", None, "Treaty"))
    subjects = ", ".join(f"zz{n:02}" for n in range(90))
    read, answer = desk.answer(Request(f"treaty, {subjects}"))
    pages = desk.render.private(read, answer)
    assert len(pages) > 2
    places = [page.place for page in pages]
    assert len(set(places)) == len(places)
    hidden = re.findall(r"\n-# and (\d+) more without a quote\n", "\n".join(page.text for page in pages))
    assert len(hidden) == 1
    noted = sum(page.text.count("❔") for page in pages)
    assert noted + int(hidden[0]) == 90
    public = desk.render.public(read, answer, opens=False)
    assert public.text.endswith("-# and 88 more")


def test_next_stands_on_every_page_but_the_last_however_long_the_question_is(tmp_path: Path) -> None:
    desk = Desk(record_of(tmp_path, [sentence_of(1600), sentence_of(1400)], "A Meeting", None, "Treaty"))
    read, answer = desk.answer(Request("what about the treaty? " + "and so on " * 190))
    assert not read.is_whole
    *before, last = desk.render.private(read, answer)
    assert before
    assert all(page.buttons[0].verb is Verb.NEXT and page.buttons[0].place == page.place for page in before)
    assert last.buttons[0].verb is not Verb.NEXT
    places = [page.place for page in (*before, last)]
    assert len(set(places)) == len(places)


@given(st.lists(st.text(max_size=600), max_size=12), st.lists(st.text(max_size=400), max_size=3))
def test_as_many_texts_as_fit_are_counted(texts: list[str], under: list[str]) -> None:
    shown = how_many(texts, under)
    assert shown == 0 or size("\n".join((*under, *texts[:shown]))) <= PAGE
    assert shown == len(texts) or size("\n".join((*under, *texts[: shown + 1]))) > PAGE
