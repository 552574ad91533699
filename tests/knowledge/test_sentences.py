"""Where sentences end: all of the record's, written out by hand, and what holds of any text."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.document import Document
from knowledge.sentences import sentence_spans

WRITTEN_OUT = Path(__file__).with_name("sentences.txt")


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_the_sentences_of_the_record_are_those_that_a_reader_tells_apart(document: Document) -> None:
    lines = WRITTEN_OUT.read_text(encoding="utf-8").splitlines()
    fields = [line.split("|", 3) for line in lines if not line.startswith("#")]
    expected = [(int(number), sentence.strip()) for number, _, _, sentence in fields]
    assert [
        (passage.number, document.text[sentence.start : sentence.end])
        for passage in document.passages
        for sentence in passage.sentences
    ] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It must not meddle in U.S. domestic affairs.",
        'He was firm that "we can\'t have meddling.... I let him know."',
        "Mr. Koch met Dr. Meyer on Jan. 2 in Oslo.",
        "The U.S. Department of State, e.g., said so.",
        "Prices rose by 2.5 percent.",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(sentence: str) -> None:
    assert sentences(f"{sentence} The talks ended.") == [sentence, "The talks ended."]


def test_a_quotation_that_ends_a_sentence_stays_with_it() -> None:
    assert sentences('He said "we spoke." She left.') == ['He said "we spoke."', "She left."]


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_nothing_has_no_sentences(text: str) -> None:
    assert sentence_spans(text) == ()


@pytest.mark.parametrize("word", ["🕊️🇫🇮", "e\u0301te\u0301", "𝔗𝔥𝔢", "мир"])
def test_offsets_are_code_points(word: str) -> None:
    text = f"{word} came up. They met {word}. It ended."
    assert sentences(text) == [f"{word} came up.", f"They met {word}.", "It ended."]


PIECES = st.one_of(
    st.sampled_from(
        ["U.S.", "Mr.", "...", ". ", "? ", "!", '"', "(", ")", "🕊️", "e\u0301", "\u200f", "2.5", "met", "\n"]
    ),
    st.text(max_size=8),
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_sentences_follow_each_other_and_cover_all_but_the_white_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
