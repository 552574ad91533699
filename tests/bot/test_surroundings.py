"""What *Context* and *Next* turn to from a quote."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.buttons import Button, Verb
from bot.desk import Desk
from bot.escaping import size
from bot.fitting import PAGE
from bot.rendering import Page
from bot.requests import Request
from knowledge.loading import load
from knowledge.quoting import body
from tests.bot.made import quoted, write_record


def paragraph_of(lengths: Iterable[int]) -> str:
    """Sentences of so many words, no two words the same."""
    number = count()
    return " ".join(f"Words {' '.join(f'w{next(number)}' for _ in range(length))}." for length in lengths)


PARAGRAPHS = st.lists(st.integers(1, 800), min_size=1, max_size=7).map(paragraph_of)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(load())


def context_of(page: Page) -> Button | None:
    return next((button for button in page.buttons if button.verb is Verb.CONTEXT), None)


def turned(desk: Desk, page: Page) -> Iterator[Page]:
    """The page and all that its button turns to, one after the other."""
    for _ in range(100):
        yield page
        button = context_of(page)
        if button is None:
            return
        assert button.place
        following = desk.around(button.place)
        assert following
        assert following.text != page.text
        page = following
    pytest.fail("no end")


def test_context_grows_to_the_paragraph_and_then_to_its_neighbours(desk: Desk) -> None:
    quote = desk.cite("IN10933:15#2")
    assert quote
    pages = list(turned(desk, desk.render.alone(quote)))
    sizes = [len(max(quoted(page.text), key=len)) for page in pages]
    assert sizes == sorted(sizes)
    assert len(quoted(pages[-1].text)) == 3
    assert re.findall(r"par\. (\d+)", pages[-1].text) == ["14", "15", "16"]
    assert [button.text for button in pages[0].buttons] == ["Context", "Post"]


@pytest.mark.parametrize("body", ["Only this.", paragraph_of([700])])
def test_no_button_stands_where_nothing_more_does(tmp_path: Path, body: str) -> None:
    (path,) = write_record(tmp_path, body).sources.paths
    path.write_text(path.read_text().replace("# A Meeting\n\nJanuary 2, 2020\n\n***\n\n", ""))
    desk = Desk(load(path))
    quote = desk.cite("1")
    assert quote
    *before, last = turned(desk, desk.render.alone(quote))
    assert len(before) == len(body) // 1500
    assert [button.text for button in last.buttons] == ["Post"]
    *_, page = desk.render.private(*desk.answer(Request("only this" if len(body) < 20 else "w1")))
    assert [button.text for button in page.buttons] == ["Post"]


def test_a_paragraph_too_long_for_a_message_is_cut_at_sentence_ends(tmp_path: Path) -> None:
    paragraph = paragraph_of([60] * 15)
    desk = Desk(write_record(tmp_path, f"Before it.\n\n{paragraph}\n\nAfter it."))
    quote = desk.cite("2")
    assert quote
    citation = desk.render.citation(quote)
    assert re.search(r"^> Words w0 .*\. \[…\]\n", citation.text)
    assert citation.place
    private = desk.at(citation.place)
    assert private
    assert private.text == citation.text
    assert [button.text for button in private.buttons] == ["Next", "Post"]
    pages = list(turned(desk, private))
    parts = [quoted(page.text)[0] for page in pages]
    assert " ".join(parts[:4]) == quote.text
    assert all(part.endswith(".") for part in parts)
    assert quoted(pages[-1].text)[-1] == "After it."
    assert "Before it." not in pages[-1].text


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARAGRAPHS, st.integers(0, 8), st.booleans())
def test_all_that_follows_a_quote_in_its_paragraph_is_reached(
    tmp_path: Path, paragraph: str, number: int, cited_whole: bool
) -> None:
    desk = Desk(write_record(tmp_path, f"Before it.\n\n{paragraph}\n\nAfter it."))
    indexed = desk.record.passages[2]
    quote = desk.cite("2" if cited_whole else f"DOC-1:2#{number % len(indexed.passage.sentences) + 1}")
    assert quote
    document, whole = indexed.document, body(indexed)
    reached = quote.start
    pages = list(turned(desk, desk.render.alone(quote)))
    for page in pages:
        assert size(page.text) <= PAGE
        assert page.place
        shown = [text for text in quoted(page.text) if text in whole.text]
        for text in shown:
            assert text in document.text
            start = document.text.index(text)
            # No gap: each page goes on where the last one ended, or holds it.
            assert document.text[min(start, reached) : max(start, reached)].strip() == "" or start < reached
            reached = max(reached, start + len(text))
    assert reached == whole.end


def test_a_page_and_what_is_posted_from_it_show_the_same(tmp_path: Path) -> None:
    desk = Desk(write_record(tmp_path, paragraph_of([120] * 6)))
    quote = desk.cite("1")
    assert quote
    for page in turned(desk, desk.render.alone(quote)):
        assert page.place
        posted = desk.quote(page.place)
        assert posted
        if len(quoted(page.text)) == 1:
            assert desk.render.citation(posted).text == page.text


def test_of_numbered_quotes_the_rest_of_the_first_is_a_press_away(tmp_path: Path) -> None:
    desk = Desk(write_record(tmp_path, paragraph_of([600, 3])))
    page = desk.candidates("w1 w599")
    assert page
    assert "[…]" in page.text
    assert [button.text for button in page.buttons] == ["Post", "Next"]
    button = context_of(page)
    assert button
    assert button.place
    following = desk.around(button.place)
    assert following
    first, second = quoted(page.text)[0], quoted(following.text)[0]
    assert desk.record.documents[0].text.index(second) == desk.record.documents[0].text.index(first) + len(first) + 1


def test_a_paragraph_of_nothing_but_a_heading_has_surroundings_too(tmp_path: Path) -> None:
    desk = Desk(write_record(tmp_path, "The main topics were as follows:\n\n- **Syria.**\n\n- **Iran.** They spoke."))
    quote = desk.cite("2")
    assert quote
    pages = list(turned(desk, desk.render.alone(quote)))
    assert quoted(pages[-1].text) == ["The main topics were as follows:", "Syria.", "They spoke."]
