"""Text becomes terms, the same for what is indexed and what is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.analysis import Phrases, base_forms, fold, tokenize
from knowledge.answering import Answerer
from knowledge.document import Document
from knowledge.record import Record


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Putin's", "putin"),
        ("the Presidents' view", "the presidents view"),
        ("Skripal’s daughter", "skripal's daughter"),
        ("Erdoğan", "erdogan"),
        ("SANCTIONS", "sanctions"),
        ("sanctions", "sanction"),
        ("discussed", "discussing"),
        ("working-group", "working group"),
        ("working\u2010group", "working-group"),
        ("“sanctions”", '"sanctions"'),
        ("(sanctions)", "sanctions"),
        ("Mr. Putin", "mr putin"),
        ("Dept. of State", "dept of state"),
        ("U.S.", "US"),
        ("U.S. sanctions", "American sanctions"),
        ("the United States of America", "the USA"),
        ("Russian", "Russia"),
        ("Russians", "Russia's"),
        ("Syrians", "Syria"),
        ("Israeli", "Israel"),
        ("North Koreans", "DPRK"),
        ("U.K.", "British"),
        ("Côte d'Ivoire", "ivory coast"),
    ],
)
def test_spellings_of_one_thing_are_the_same_terms(one: str, other: str, record: Record) -> None:
    assert record.terms(one) == record.terms(other) != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran", "Iraq"),
        ("North Korea", "South Korea"),
        ("Niger", "Nigeria"),
        ("Guinea", "Guinea-Bissau"),
        ("Sudan", "South Sudan"),
        ("start", "New START"),
    ],
)
def test_other_things_are_other_terms(one: str, other: str, record: Record) -> None:
    assert record.terms(one) != record.terms(other)


@pytest.mark.parametrize(
    "text", ["North Korea", "the United Kingdom", "U.S.", "People's Republic of China", "russians"]
)
def test_a_country_and_its_people_are_one_term_that_no_word_can_be(text: str, record: Record) -> None:
    (term,) = record.terms(text)
    assert all(mark not in token.text for mark in term[0] + term[-1] for token in tokenize(text))
    assert (term[0], term[-1]) == ("<", ">")


def test_us_is_the_pronoun_unless_in_capitals(record: Record) -> None:
    assert record.terms("tell us") == record.terms("tell")
    assert record.terms("tell the US") == (*record.terms("tell"), *record.terms("the United States"))
    assert record.terms("Us") == ()


@pytest.mark.parametrize("text", ["", "  ", "the of and", "... — ?!", "🕊️", "''"])
def test_what_has_no_words_of_its_own_has_no_terms(text: str, record: Record) -> None:
    assert record.terms(text) == ()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Were U.S. sanctions raised?", ["Were", "U.S.", "sanctions", "raised", "?"]),
        ("can't", ["can't"]),
        ("de-escalation", ["de", "-", "escalation"]),
        ("(JCPOA), 2018.", ["(", "JCPOA", ")", ",", "2018", "."]),
        ("naïve e\u0301te\u0301", ["naïve", "e", "\u0301", "te", "\u0301"]),
    ],
)
def test_a_text_is_cut_into_words_and_marks(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == tokens


def test_every_sentence_of_the_record_is_found_by_its_own_words(document: Document, record: Record) -> None:
    for indexed in record.passages:
        for sentence in indexed.sentences:
            span = sentence.sentence
            asked = record.terms(document.text[span.start : span.end].upper().replace(".", " . "))
            assert set(record.terms(document.text[span.start : span.end])) <= set(indexed.terms)
            assert set(asked) & set(indexed.terms)


def test_questions_and_passages_go_through_the_same_analysis(answerer: Answerer, record: Record) -> None:
    question = answerer.understand("anything about the Golan Heights' refugees?")
    read = {term for part in question.parts for unit in part.required for reading in unit.readings for term in reading}
    assert set(record.terms("Golan Heights refugees")) <= read | {"refuge"}
    assert all(term in record.index for term in read)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_tokens_are_spans_of_the_text_in_order(text: str) -> None:
    reached = 0
    for token in tokenize(text):
        assert reached <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        assert token.glued == (token.start > 0 and not text[token.start - 1].isspace())
        reached = token.end


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_letter_or_digit_of_a_text_is_lost(text: str) -> None:
    tokens = "".join(token.text for token in tokenize(text))
    assert [char for char in tokens if char.isalnum()] == [char for char in text if char.isalnum()]


@settings(deadline=None)
@given(st.text(st.characters(categories=["L"], max_codepoint=0x17F), max_size=20))
def test_folding_twice_changes_nothing_more(word: str) -> None:
    assert fold(fold(word)) == fold(word)
    assert fold(word.upper()) == fold(word.upper().lower())


@pytest.mark.parametrize(
    ("form", "base"), [("stopped", "stop"), ("spies", "spy"), ("raising", "raise"), ("cod", "cod")]
)
def test_the_base_of_an_inflected_word_is_among_its_forms(form: str, base: str) -> None:
    assert base in base_forms(form)


def test_phrases_are_found_where_they_start_the_longest_first() -> None:
    phrases = Phrases([(("new",), 1), (("new", "start"), 2), (("new", "start", "treaty"), 3), (("start",), 4)])
    words = ["a", "new", "start", "treaty"]
    assert phrases.at(words, 1) == [(3, 3), (2, 2), (1, 1)]
    assert phrases.at(words[:3], 1) == [(2, 2), (1, 1)]
    assert phrases.at(words, 2) == [(1, 4)]
    assert phrases.at(words, 0) == []
