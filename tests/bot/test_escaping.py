import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.escaping import _INDENTED_OR_NUMBERED, _RENDERING, _SUSPECT, cut, escaped, size, unescaped
from knowledge.loading import load

MARKS = st.text(alphabet=st.sampled_from("\\*_~|`[]()<>@#:/.-+& \n\t12abé😀everyonhttps"), max_size=60)
PINGS = ("@everyone", "@here", "<@1>", "<@!1>", "<@&1>", "<#1>", "</ask:1>", "<t:1>", "<:a:1>", "<a:b:1>", "<id:home>")


@given(st.one_of(MARKS, st.text()))
def test_unescaping_gives_the_text_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(st.lists(st.one_of(st.sampled_from((*PINGS, ":100:", "discord.gg/a", "1.\n", " - ")), MARKS), max_size=6))
def test_the_quick_look_passes_over_nothing_that_would_render(parts: list[str]) -> None:
    text = "".join(parts)
    assert _SUSPECT.search(text) or not (_RENDERING.search(text) or _INDENTED_OR_NUMBERED.search(text))


@pytest.mark.parametrize("part", ["sentences", "whole"])
def test_no_sentence_of_the_shipped_record_gets_a_backslash(part: str) -> None:
    for document in load().documents:
        if part == "whole":
            assert escaped(document.text) == document.text
        for passage in document.passages:
            for sentence in passage.sentences:
                quote = document.text[sentence.start : sentence.end]
                assert escaped(quote) == quote


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a*", r"\*a\*"),
        ("**a**", r"\*\*a\*\*"),
        ("2 * 3", "2 * 3"),
        ("* item", r"\* item"),
        ("  * item", r"  \* item"),
        ("_a_", r"\_a\_"),
        ("snake_case", "snake_case"),
        ("__a__", r"\_\_a\_\_"),
        ("~5", "~5"),
        ("~~a~~", r"\~\~a\~\~"),
        ("||a||", r"\|\|a\|\|"),
        ("a | b", "a | b"),
        ("`a`", r"\`a\`"),
        ("[a](b)", r"\[a](b)"),
        ("[sic]", "[sic]"),
        ("[open", r"\[open"),
        ("a < b", "a < b"),
        ("<@1>", r"\<@1>"),
        ("@everyone", r"\@everyone"),
        ("a@example.org", "a@example.org"),
        (":smile:", r"\:smile:"),
        ("10:30:45", "10:30:45"),
        ("https://a.b", r"https\://a.b"),
        ("# head", r"\# head"),
        ("#1", "#1"),
        ("-# small", r"\-# small"),
        ("- item", r"\- item"),
        ("a - b", "a - b"),
        ("1. item", r"1\. item"),
        ("in 2016. Then", "in 2016. Then"),
        ("> a", r"\> a"),
        (r"C:\dir", r"C:\dir"),
        (r"\*", r"\\\*"),
        ("a\\", "a\\\\"),
    ],
)
def test_only_what_would_render_is_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


@given(st.lists(st.one_of(st.sampled_from(PINGS), MARKS), max_size=6).map("".join))
def test_no_ping_mention_or_link_can_form(text: str) -> None:
    live = re.sub(r"\\[^0-9A-Za-z\s]", "·", escaped(text))
    assert not re.search(r"@(everyone|here)|<[@#:/&+0-9A-Za-z][^<>\n·]*>|[A-Za-z]://|\*\*|`|~~|\|\|", live)


@given(MARKS, st.integers(min_value=20, max_value=80))
def test_a_cut_text_fits_when_escaped_and_is_marked(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert short == text or (short.endswith("[…]") and size(escaped(short)) <= limit)


@given(MARKS, st.integers(min_value=-20, max_value=20))
def test_where_there_is_no_room_only_the_mark_is_left(text: str, limit: int) -> None:
    assert size(escaped(cut(text, limit))) <= max(limit, len("[…]"))
