"""Whatever is asked, every string shown as the record's is the record's, at the place that it names."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.answer import Answer, Quote
from knowledge.answering import Answerer
from knowledge.errors import QuestionError, UnknownPassageError
from knowledge.loading import load
from knowledge.quoting import body, grown, quote_of
from knowledge.record import Record
from knowledge.vocabulary import english

RECORD = load()
OWN = sorted({word for document in RECORD.documents for word in document.text.split()})
NAMES = sorted({name for entry in RECORD.thesaurus.entries for name in (entry.term, *entry.names)})
ENGLISH = sorted(english().frequent)
FRAMES = sorted({" ".join(phrase) for phrase, _ in english().frames})
COUNTRIES = sorted({name for names in english().countries.values() for name in names})
OTHERS = ["制裁", "санкции", "العقوبات", "κυρώσεις", "🕊️", "🇫🇮", "e\u0301", "\u202e", "\x00", "\x1b[1m", "**", "[x](y)"]
MARKS = [*".,;:?!…\"'“”‘’()[]—–-/&+\n\t", "...", "?!", " - "]
ASKING = [
    "what did",
    "putin",
    "trump",
    "say about",
    "was",
    "discussed",
    "and",
    "or",
    "who",
    "not",
    "why",
    "according to",
]

WORDS = st.one_of(
    *(st.sampled_from(words) for words in (OWN, OWN, NAMES, NAMES, ENGLISH, FRAMES, COUNTRIES, OTHERS, MARKS, ASKING)),
    st.text(max_size=10),
)
QUESTIONS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)


def assert_verbatim(quote: Quote, record: Record) -> None:
    indexed = record.passage(quote.passage)
    passage = indexed.passage
    assert passage.id == quote.passage
    assert passage.start <= quote.start < quote.end <= passage.end
    assert indexed.document.text[quote.start : quote.end] == quote.text
    pinpoint = re.search(r", par\. (\d+)(?: \((.+)\))?$", quote.citation)
    assert pinpoint is not None
    assert (int(pinpoint[1]), pinpoint[2]) == (passage.number, passage.topic)
    assert quote.topic == passage.topic


def assert_all_verbatim(answer: Answer, record: Record) -> None:
    for quote in (*answer.quotes, *answer.nearby):
        assert_verbatim(quote, record)
    for finding in answer.findings:
        if finding.ground:
            indexed = record.passage(finding.ground.passage)
            ground = finding.ground
            assert indexed.document.text[ground.start : ground.end] == ground.text
            assert indexed.passage.start <= ground.start < ground.end <= indexed.passage.end
            assert finding.topic is not None
            assert finding.status == indexed.document.topic_of[finding.topic].status


@settings(deadline=None, max_examples=400)
@given(QUESTIONS, st.none() | QUESTIONS, st.integers(1, 6))
def test_every_string_shown_is_at_its_place_in_the_record(
    answerer: Answerer, record: Record, question: str, before: str | None, limit: int
) -> None:
    try:
        answer = answerer.answer(question, before, quotes=limit)
    except QuestionError:
        return
    assert_all_verbatim(answer, record)
    if answer.status == "absent":
        assert answer.quotes == ()
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


@settings(deadline=None)
@given(QUESTIONS, st.sampled_from(RECORD.speakers))
def test_so_is_every_string_in_somebodys_words(answerer: Answerer, record: Record, question: str, speaker: str) -> None:
    try:
        answer = answerer.answer(question, said_by=speaker)
    except QuestionError:
        return
    assert_all_verbatim(answer, record)


@settings(deadline=None)
@given(st.integers(0, 20), st.integers(0, 400), st.integers(1, 600))
def test_any_span_of_a_passage_is_quoted_with_those_who_speak_in_it(
    record: Record, number: int, start: int, length: int
) -> None:
    indexed = record.passages[number]
    passage = indexed.passage
    first = min(passage.start + start, passage.end - 1)
    last = min(first + length, passage.end)
    quote = quote_of(indexed, first, last)
    assert_verbatim(quote, record)
    speaking = {name for one in passage.sentences if one.start < last and one.end > first for name in one.speakers}
    assert set(quote.speakers) == speaking


def test_a_paragraph_is_quoted_without_its_run_in(record: Record) -> None:
    for indexed in record.passages:
        quote = body(indexed)
        assert_verbatim(quote, record)
        assert quote.end == indexed.passage.end
        assert not quote.text.startswith(f"{indexed.passage.topic}.")


def test_a_quote_grows_to_its_neighbours_within_its_passage_as_far_as_that_fits(record: Record) -> None:
    indexed = record.passage("IN10933:15")
    sentences = indexed.passage.sentences
    quote = quote_of(indexed, sentences[1].start, sentences[1].end)
    widest = grown(indexed, quote, lambda _: True)
    assert widest is not None
    assert (widest.start, widest.end) == (sentences[0].start, sentences[2].end)
    assert_verbatim(widest, record)
    narrow = grown(indexed, quote, lambda wider: len(wider.text) < len(widest.text))
    assert narrow is not None
    assert narrow.start <= quote.start
    assert narrow.end >= quote.end
    assert grown(indexed, quote, lambda _: False) is None
    assert grown(indexed, body(indexed), lambda _: True) is None


@pytest.mark.parametrize("asked", ["IN10933:7", "in10933:7", " IN10933:7 ", "7"])
def test_a_passage_is_found_by_its_id_or_number(asked: str, record: Record) -> None:
    assert record.passage(asked).passage.id == "IN10933:7"


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("IN10933:99", "IN10933:20"),
        ("99", "IN10933:20"),
        ("IN10933", "IN10933:0"),
        ("IN1:5", "IN10933:5"),
        ("", "IN10933:0"),
        ("¹", "IN10933:0"),
        ("IN10933:¹", "IN10933:0"),
        ("IN10933:" + "9" * 5000, "IN10933:20"),
    ],
)
def test_an_unknown_passage_names_the_nearest(asked: str, nearest: str, record: Record) -> None:
    with pytest.raises(UnknownPassageError) as caught:
        record.passage(asked)
    assert caught.value.nearest == nearest


@given(st.text(max_size=30))
@example("007")
@example("٧")
def test_any_id_is_a_passage_or_an_error_of_one_line(record: Record, asked: str) -> None:
    try:
        passage = record.passage(asked).passage
    except UnknownPassageError as error:
        message, nearest = str(error), error.nearest
    else:
        message, nearest = "", passage.id
        wanted = asked.strip()
        assert wanted.casefold() == passage.id.casefold() or int(wanted) == passage.number
    assert len(message.splitlines()) <= 1
    assert record.passage(nearest).passage.id == nearest


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(OWN + ENGLISH[::20] + ASKING), min_size=1, max_size=6).map(" ".join))
@example(question='is "agreed')
def test_what_an_answer_says_the_record_lacks_is_not_in_it(answerer: Answerer, record: Record, question: str) -> None:
    try:
        answer = answerer.answer(question)
    except QuestionError:
        return
    for one in answer.looked_for:
        terms = record.terms(one.asked)
        if one.how == "unknown":
            assert one.passages == 0
            assert not terms or not record.holds_sequence(terms)
