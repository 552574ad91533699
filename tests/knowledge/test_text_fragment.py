"""Text fragments: by the specification's own way of finding words, and in a browser."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from knowledge.citing.text_fragment import LONGEST_EXACT, Fragment, fragment_of, link_to
from knowledge.document import Document
from knowledge.loading import SHIPPED
from knowledge.markdown import read_document
from tests.knowledge.browser import Browser, running

CRS = Path(__file__).parents[2].parent / "shared" / "data" / "crs"
HARD = """
# Nobody Said So

Nobody said so. [Nobody](https://x.org) said *anything*, or so he said. **Nobody** said so.

- **Talks (2018).** "Nobody said so," he said; NOBODY SAID SO. Nobody said so?

  A résumé isn't a resume, 50% of the time (or 5%). A resume isn't a résumé, 50% of the time (or 5%).
- **Talks (2019).** “Nobody said so,” she said — nobody – nothing. It's so-so, U.S.-made, and "so-so."
  1. Nobody said so, and nobody will, as long as there are more words in this sentence than a link has room for.
  2. Nobody said so, and nobody will, as long as there are more words in that sentence than a link has room for.

He said "so it is" then. He said “so it is” then. It’s so, then. It's so, then.

> Nobody said so. `Nobody said so` it says; ~nobody_ & | <so> [is] "so" #1, a+b=c?

Nobody said so.

## Nobody Said So

Nobody said so, and nobody will, as long as there are more words in this sentence than a link has room for. So.
"""


def spans(document: Document) -> Iterator[tuple[int, int]]:
    """Every sentence, and every passage."""
    for passage in document.passages:
        yield passage.start, passage.end
        yield from ((sentence.start, sentence.end) for sentence in passage.sentences)


# By the specification


def parsed(directive: str) -> dict[str, str]:
    """The terms of a text directive (https://wicg.github.io/scroll-to-text-fragment/#parse-a-text-directive)."""
    tokens = directive.removeprefix("text=").split(",")
    terms = {}
    if tokens[0].endswith("-"):
        terms["prefix"] = unquote(tokens.pop(0)[:-1], errors="strict")
    if tokens[-1].startswith("-"):
        terms["suffix"] = unquote(tokens.pop()[1:], errors="strict")
    assert len(tokens) in (1, 2)
    return terms | dict(zip(("start", "end"), (unquote(token, errors="strict") for token in tokens), strict=False))


def base(text: str) -> str:
    """Base characters, one for each character: no case, no accents."""
    return "".join(unicodedata.normalize("NFD", char)[0].lower() for char in text)


def is_boundary(block: str, at: int) -> bool:
    """Whether a word may begin or end between two characters (https://www.unicode.org/reports/tr29, WB5 to WB13)."""
    if at in (0, len(block)):
        return True
    around = [block[i] if 0 <= i < len(block) else " " for i in range(at - 2, at + 2)]
    letters = [char.isalnum() or char == "_" for char in around]
    joins = [char in ".'’:," for char in around]
    return not (
        (letters[1] and letters[2])
        or (letters[1] and joins[2] and letters[3])
        or (letters[0] and joins[1] and letters[2])
    )


def find(text: str, query: str, at: int, *, starts: bool, ends: bool) -> tuple[int, int] | None:
    """The next place of a term within one block, at word boundaries where that is asked for."""
    offset = 0
    for block in text.split("\n\n"):
        place = base(block).find(base(query), max(at - offset, 0))
        while place >= 0:
            end = place + len(query)
            if (not starts or is_boundary(block, place)) and (not ends or is_boundary(block, end)):
                return offset + place, offset + end
            place = base(block).find(base(query), place + 1)
        offset += len(block) + 2
    return None


def past_space(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())


def found(text: str, directive: str, at: int = 0) -> tuple[int, int] | None:
    """The range of a text directive (https://wicg.github.io/scroll-to-text-fragment/#find-a-range-from-a-text-directive)."""
    terms = parsed(directive)
    suffix, ending = terms.get("suffix"), terms.get("end")
    bounded = ending is not None or suffix is None
    while at < len(text):
        if prefix := terms.get("prefix"):
            before = find(text, prefix, at, starts=True, ends=False)
            if before is None:
                return None
            at = before[0] + 1
            start = past_space(text, before[1])
            match = find(text, terms["start"], start, starts=False, ends=bounded)
            if match is None:
                return None
            if match[0] != start:
                continue
        else:
            match = find(text, terms["start"], at, starts=True, ends=bounded)
            if match is None:
                return None
            at = match[0] + 1
        end = match[1]
        while True:
            if ending is not None:
                last = find(text, ending, end, starts=True, ends=suffix is None)
                if last is None:
                    return None
                end = last[1]
            if suffix is None:
                return match[0], end
            follows = past_space(text, end)
            after = find(text, suffix, follows, starts=False, ends=True)
            if after is None:
                return None
            if after[0] == follows:
                return match[0], end
            if ending is None:
                break
    return None


FEW_WORDS = st.sampled_from(
    ["a", "A", "the", "so", "So.", "résumé", "resume", '"no"', "(no)", "50%", "x-y", "x", "U.S.", "isn't", "a,", "--"]
)
BLOCK = st.lists(FEW_WORDS, min_size=1, max_size=40).map(" ".join)
TEXT = st.lists(BLOCK, min_size=1, max_size=5).map("\n\n".join)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), text=TEXT)
def test_a_fragment_finds_its_span_and_no_other(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    fragment = fragment_of(text, start, end)
    if fragment is None:
        return
    place = found(text, str(fragment))
    assert place is not None
    assert found(text, str(fragment), place[0] + 1) is None
    wanted = text[start:end]
    first, last = start + len(wanted) - len(wanted.lstrip()), end - len(wanted) + len(wanted.rstrip())
    # What it is grown by is the rest of the words that it begins and ends in.
    assert place[0] <= first < last <= place[1]
    assert not re.search(r"\s", text[place[0] : first] + text[last : place[1]])
    blocks = text[:first].rpartition("\n\n")[2], text[last:].partition("\n\n")[0]
    if is_boundary(blocks[0] + text[first:], len(blocks[0])):
        assert place[0] == first
    if is_boundary(text[:last] + blocks[1], last):
        assert place[1] == last


@given(st.lists(st.integers(0, 9999), min_size=1, max_size=60, unique=True), st.data())
def test_where_every_word_differs_there_is_always_a_fragment(numbers: list[int], data: st.DataObject) -> None:
    words = [f"w{number:04}" for number in numbers]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    text = " ".join(words)
    start, end = 6 * first, 6 * last + 5
    fragment = fragment_of(text, start, end)
    assert fragment is not None
    assert found(text, str(fragment)) == (start, end)
    # Nothing else has to be told apart.
    assert (fragment.prefix, fragment.suffix) == ("", "")


TERM = r"(?:[A-Za-z0-9.!']|%[0-9A-F]{2})+"


@given(st.text(min_size=1).filter(str.strip), *3 * [st.text()])
@example(start="50%&", end="-a,b-", prefix="~_*|", suffix='(@:/<\\>`[]#"')
def test_all_that_chats_markdown_and_the_syntax_would_read_is_encoded(
    start: str, end: str, prefix: str, suffix: str
) -> None:
    fragment = Fragment(start, end, prefix, suffix)
    shown = str(fragment)
    assert re.fullmatch(rf"text=(?:{TERM}-,)?{TERM}(?:,{TERM})?(?:,-{TERM})?", shown)
    expected = {name: " ".join(getattr(fragment, name).split()) for name in ("start", "end", "prefix", "suffix")}
    assert parsed(shown) == {name: term for name, term in expected.items() if term}


# What they look like


def fragment_in(text: str, words: str, nth: int = 1) -> str:
    """The fragment of the nth occurrence of some words."""
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return str(fragment_of(text, at, at + len(words)))


def test_few_words_are_given_exactly_and_many_by_how_they_begin_and_end() -> None:
    few = "It was said in Helsinki."
    many = "Both sides then said that there would be talks, as soon as all of their experts could meet."
    assert len(few) < LONGEST_EXACT < len(many)
    assert fragment_in(f"{few} {many}", few) == "text=It%20was%20said%20in%20Helsinki."
    assert fragment_in(f"{few} {many}", many) == "text=Both%20sides%20then,experts%20could%20meet."


def test_as_many_words_are_given_as_tell_the_beginning_apart() -> None:
    first = "Both of the two sides then agreed to talk about it all, and they set a date for talks about it all."
    second = "Both of the two sides soon agreed to talk about it all, and they set a place for talks about it all."
    text = f"{first} {second}"
    assert fragment_in(text, first) == "text=Both%20of%20the%20two%20sides%20then,about%20it%20all."
    assert fragment_in(text, second) == "text=Both%20of%20the%20two%20sides%20soon,about%20it%20all."


def test_words_that_occur_twice_are_told_apart_by_what_stands_around_them() -> None:
    text = "On Monday it began. He said so. It was noon.\n\nOn Tuesday it ended. He said so. It was dusk."
    assert fragment_in(text, "He said so.") == "text=Monday%20it%20began.-,He%20said%20so."
    assert fragment_in(text, "He said so.", 2) == "text=Tuesday%20it%20ended.-,He%20said%20so."
    assert fragment_in(text.replace("Tuesday it ended", "Monday it began"), "He said so.", 2) == (
        "text=He%20said%20so.,-It%20was%20dusk."
    )


def test_what_a_browser_would_pass_over_is_not_taken_for_the_end() -> None:
    # It looks for "a a a" before "the" behind each "a a a" that it finds, and here finds none.
    text = f"the a\n\n{'a ' * 16}the"
    fragment = fragment_of(text, 0, len(text) - 4)
    assert fragment is None or found(text, str(fragment)) == (0, len(text) - 4)


def test_a_paragraph_that_occurs_twice_is_told_apart_by_its_neighbours() -> None:
    text = "Early on, once.\n\nHe said so.\n\nLater on, again.\n\nHe said so.\n\nThe very end."
    assert fragment_in(text, "He said so.", 2) == "text=Later%20on%2C%20again.-,He%20said%20so."


def test_a_fragment_does_without_what_chat_clients_break_if_it_can() -> None:
    risky = "He (the President) said that 50% was enough."
    assert (
        fragment_in(f"First. {risky}", risky) == "text=He%20%28the%20President%29%20said%20that%2050%25%20was%20enough."
    )
    begins = "He said then (as the President) that 50% was enough for all."
    assert fragment_in(f"First. {begins}", begins) == "text=He%20said%20then,enough%20for%20all."


@pytest.mark.parametrize(("text", "start", "end"), [(" ", 0, 1), ("\u200d", 0, 1), ("so " * 40, 60, 62), ("a b", 1, 1)])
def test_what_can_not_be_told_apart_has_no_fragment(text: str, start: int, end: int) -> None:
    assert fragment_of(text, start, end) is None


@pytest.mark.parametrize(
    ("words", "marked"),
    [("anction", "sanctions"), ("U.", "U.S"), ("didn", "didn't"), (" on ", "on"), ("sanc", "sanctions")],
)
def test_a_part_of_a_word_grows_to_the_whole(words: str, marked: str) -> None:
    text = "They didn't speak of U.S. sanctions on Russia."
    assert parsed(fragment_in(text, words))["start"] == marked


# Links


def with_address(document: Document, url: str | None) -> Document:
    return replace(document, metadata=document.metadata.model_copy(update={"url": url}))


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://x.org/a?b=1&c=%20", "https://x.org/a?b=1&c=%20#:~:"),
        ("https://x.org/a#part", "https://x.org/a#part:~:"),
        ("https://x.org/a#part:~:text=old", "https://x.org/a#part:~:"),
        ("https://x.org/Summit_(2018)*", "https://x.org/Summit_%282018%29%2A#:~:"),
        ("https://x.org/<é>", "https://x.org/%3C%C3%A9%3E#:~:"),
    ],
)
def test_a_link_is_the_address_of_the_page_with_the_fragment(url: str, page: str, document: Document) -> None:
    ukraine = document.passages[15].sentences[3]
    link = link_to(with_address(document, url), ukraine.start, ukraine.end)
    assert link == f"{page}text=President%20Trump%20did%20not%20mention%20Ukraine%20in%20his%20public%20remarks."


def test_without_an_address_there_is_no_link(document: Document) -> None:
    assert link_to(with_address(document, None), 0, 10) is None


def test_a_link_to_what_can_not_be_told_apart_lands_on_the_page(document: Document) -> None:
    assert link_to(replace(document, text="so " * 40), 60, 62) == document.metadata.url


def test_every_link_into_the_record_is_whole_in_markdown_and_short(document: Document) -> None:
    for start, end in spans(document):
        link = link_to(document, start, end)
        assert link is not None
        assert len(link) <= 200
        (paragraph,) = (token for token in MarkdownIt().parse(f"([source]({link}))") if token.type == "inline")
        (opening,) = (token for token in paragraph.children or () if token.type == "link_open")
        assert opening.attrs["href"] == link
        assert paragraph.content.endswith("))")


# In a browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running(tmp_path_factory.mktemp("chromium")) as started:
        yield started


def page_of(path: Path, folder: Path) -> Path:
    """A document's source as a page of its own."""
    html = MarkdownIt().use(front_matter_plugin).disable("code").render(path.read_text(encoding="utf-8"))
    # A document's text has a picture's words, a space for a forced line break, and no code; indented paragraphs stay.
    html = re.sub(r'<img [^>]*alt="([^"]*)"[^>]*>', r"\1", html).replace("<br />", "")
    html = re.sub(r"<pre>.*?</pre>", "", html, flags=re.DOTALL)
    page = folder / f"{path.stem}.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>Page</title>{html}", "utf-8")
    return page


def assert_each_is_marked(
    browser: Browser, page: Path, document: Document, wanted: Iterable[tuple[int, int]], *, some_recur: bool = False
) -> None:
    """Whether the fragment of each span marks just that span, and only words that recur are without a fragment."""
    fragments = {span: fragment_of(document.text, *span) for span in wanted}
    told_apart = {span: str(fragment) for span, fragment in fragments.items() if fragment}
    for start, end in fragments.keys() - told_apart.keys():
        assert some_recur
        assert document.text.count(document.text[start:end].partition("\n\n")[0]) > 1
    marked = browser.marked(page, list(told_apart.values()))
    for ((start, end), fragment), texts in zip(told_apart.items(), marked, strict=True):
        assert texts is not None, f"{fragment} marks nothing"
        before, words = (text.split() for text in texts)
        assert words == document.text[start:end].split(), fragment
        assert "".join(before) == "".join(document.text[:start].split()), fragment


def test_the_fragment_of_every_sentence_and_passage_marks_just_that(
    browser: Browser, document: Document, tmp_path: Path
) -> None:
    assert_each_is_marked(browser, page_of(SHIPPED / "IN10933.md", tmp_path), document, spans(document))


def test_so_does_the_fragment_of_any_words_in_a_row(browser: Browser, document: Document, tmp_path: Path) -> None:
    words = [match.span() for match in re.finditer(r"\S+", document.text)]
    rows = [words[first : first + 1 + first % 7] for first in range(0, len(words), 5)]
    in_one_block = [(row[0][0], row[-1][1]) for row in rows if "\n" not in document.text[row[0][0] : row[-1][1]]]
    assert_each_is_marked(browser, page_of(SHIPPED / "IN10933.md", tmp_path), document, in_one_block)


def test_so_it_does_where_words_recur_in_other_cases_accents_and_quotes(
    browser: Browser, write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write(HARD)
    document = read_document(path)
    assert_each_is_marked(browser, page_of(path, tmp_path), document, spans(document))


@pytest.mark.skipif(not CRS.is_dir(), reason=f"no other documents at {CRS}")
def test_so_it_does_in_other_documents_with_the_furniture_of_their_pages(
    browser: Browser, write: Callable[..., Path], tmp_path: Path
) -> None:
    # Three of them will do: a browser takes a second for each.
    for source in sorted(CRS.glob("*.md"))[:3]:
        path = write(source.read_text(encoding="utf-8"), source.name)
        document = read_document(path)
        assert_each_is_marked(browser, page_of(path, tmp_path), document, spans(document), some_recur=True)
