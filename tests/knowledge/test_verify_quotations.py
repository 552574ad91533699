"""What of a text counts as quotation."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.verifying.quotation_marks import MARK, outermost, without_marks
from knowledge.verifying.quotations import quotations

MARKS = ['""', "''", "“”", "„“", "„”", "””", "‘’", "‚‘", "«»", "»«", "»»", "‹›", "＂＂"]


def quoted(text: str) -> list[str]:
    return [one.text for one in quotations(text)]


@pytest.mark.parametrize("marks", MARKS)
def test_what_stands_between_marks_of_any_kind_is_quoted(marks: str) -> None:
    opening, closing = marks
    assert quoted(f"He said {opening}peace is near,{closing} and left.") == ["peace is near,"]
    assert quoted(f"{opening}Peace{closing}, {opening}war{closing}!") == ["Peace", "war"]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        (outer, inner)
        for outer in ["“”", "«»", "‹›", '""', "‘’"]
        for inner in ['""', "“”", "‘’", "«»"]
        # A straight mark within straight ones could as well close them.
        if outer != inner or outer == "“”"
    ],
)
def test_the_outermost_marks_count_and_nested_ones_belong_to_the_quotation(outer: str, inner: str) -> None:
    text = f"argued that {inner[0]}nobody knows{inner[1]} and left"
    assert quoted(f"Putin {outer[0]}{text}{outer[1]} so") == [text]


def test_straight_marks_nest_by_what_they_lean_on() -> None:
    assert quoted('"Putin argued that "nobody knows" and left" indeed') == ['Putin argued that "nobody knows" and left']


@pytest.mark.parametrize(
    "text",
    [
        "we can't and won't",
        "the Presidents' talks",
        "Trump’s and the Administrations’ talks",
        "5'10\" tall",
        "'tis late",
    ],
)
def test_an_apostrophe_is_no_mark_and_a_text_without_marks_is_quoted_whole(text: str) -> None:
    assert quoted(text) == [text]


def test_an_apostrophe_ends_no_single_quotation() -> None:
    assert quoted("it was 'strong on the fact that we can't have meddling' again") == [
        "strong on the fact that we can't have meddling"
    ]
    assert quoted("it was ‘the Presidents’ first meeting’ again") == ["the Presidents’ first meeting"]


def test_a_mark_of_the_other_kind_without_its_counterpart_ends_nothing() -> None:
    assert quoted('“peace and reconciliation" in Syria can be”') == ['peace and reconciliation" in Syria can be']
    assert quoted('"to “reset relations"') == ["to “reset relations"]


def test_a_straight_mark_closes_a_curly_one_where_no_other_does() -> None:
    assert quoted('“peace is near" he said') == ["peace is near"]


@pytest.mark.parametrize(
    "text", ['he said " peace is near " so', 'he said"peace is near" so', "he said“peace is near”so"]
)
def test_marks_that_lean_nowhere_open_and_close_in_turn(text: str) -> None:
    assert quoted(text) == ["peace is near"]


def test_a_mark_that_is_never_closed_reaches_to_the_end_of_its_paragraph() -> None:
    assert quoted('Putin: "nobody knows\n\nThe end') == ["nobody knows"]
    assert quoted('"One.\n\n"Two."') == ["One.", "Two."]


def test_a_quotation_may_run_over_paragraphs() -> None:
    assert quoted("“One.\n\nTwo.”") == ["One.\n\nTwo."]


def test_of_a_block_quote_its_lines_count_and_not_the_comment_under_it() -> None:
    assert quoted("look:\n> one\n>two\nthree") == ["one\ntwo"]
    assert quoted("> one\n\n> two\nthree") == ["one", "two"]
    assert quoted(">>> one\ntwo") == ["one\ntwo"]


def test_marks_within_a_block_quote_belong_to_it_and_those_outside_count_too() -> None:
    assert quoted('> he said "one" and left\nso "two" it is') == ['he said "one" and left', "two"]


def test_the_name_that_signs_a_block_quote_is_not_quoted() -> None:
    (one,) = quotations("> nobody knows\n> — Donald Trump")
    assert (one.text, one.signed) == ("nobody knows", "Donald Trump")
    assert quotations("> — Donald Trump")[0].text == "— Donald Trump"


@pytest.mark.parametrize(
    "text",
    [
        'run `say("war")` and he said "peace"',
        'run ``say(`x`, "war")`` and he said "peace"',
        '```py\nsay("war")\n\n> war\n```\nand he said "peace"',
        'he said "peace", not `"war"`',
    ],
)
def test_what_stands_in_code_is_no_quotation(text: str) -> None:
    assert quoted(text) == ["peace"]


def test_code_within_a_quotation_belongs_to_it() -> None:
    assert quoted('he said "run `say("war")` now" and left') == ['run `say("war")` now']


def test_where_only_code_is_marked_the_whole_text_is_quoted() -> None:
    assert quoted('look at `say("peace")` first') == ['look at `say("peace")` first']


def test_a_text_of_nothing_but_code_is_read_as_if_it_were_none() -> None:
    assert quoted('```\nPutin said "peace"\n```') == ["peace"]
    assert quoted('`Putin said "peace"`') == ["peace"]
    assert quoted("`peace is near`") == ["`peace is near`"]


@pytest.mark.parametrize(
    "text", ['he can`t say "peace" and won`t', 'one ` says "peace"\n\nand ` so', 'a ` "peace"', '\\`"peace"\\`']
)
def test_backticks_that_mark_no_code_hide_nothing(text: str) -> None:
    assert "peace" in quoted(text)


@pytest.mark.parametrize("text", ["", " \n", "?!", '""', "“…”", "🙂", "> "])
def test_where_there_is_no_word_there_is_no_quotation(text: str) -> None:
    assert quotations(text) == ()


def test_quotations_without_a_word_are_none() -> None:
    assert quoted('He said "…" and "yes".') == ["yes"]


@given(st.text(alphabet="ab \n\"'“”‘’«»‹›„>.,s", max_size=200))
def test_quotations_stand_in_order_and_apart(text: str) -> None:
    found = quotations(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in found:
        if not one.is_block:
            assert one.text == text[one.start : one.end].strip()


@given(st.text(alphabet='ab "“”«»', max_size=60))
def test_nothing_is_left_of_a_pair_that_stands_within_another(text: str) -> None:
    spans = list(outermost(text))
    assert all(end < start for (_, end), (start, _) in pairwise(spans))
    assert all(start == 0 or MARK.match(text[start - 1]) for start, _ in spans)


def test_without_its_marks_a_text_reads_as_no_quotation_and_keeps_its_apostrophes() -> None:
    assert without_marks("he said “you can't 'believe' anybody”, \"ever") == "he said you can't believe anybody, ever"
