"""How good the answers are from a record that the program was not made with, and what it took to answer from such ones.

`summit/` beside this file is a report on an invented summit and the transcript of its press conference, with 40
labelled questions, written without sight of the program; it has no thesaurus. The rules below serve any record of a
report and a transcript.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.answer import Answer
from knowledge.answering import Answerer
from knowledge.document import Status
from knowledge.evaluate import Scores, evaluate, read_questions
from knowledge.loading import load
from tests.knowledge.records import document, write_files

SECOND = Path(__file__).with_name("summit")
AT_LEAST = {"status": 0.90, "quote@1": 0.88, "verbatim": 1.0}
AT_MOST = {"wrong": 0.08}

REPORT = """
**What the two went into.** Their spokesman said that these matters were gone into in some depth:

1. rail freight between the two ports
2. the water level of Lake Orlo
3. Border Crossings. A driver waits for nine hours in Dravo.

**What was left out.** Nothing was heard in public on any of the following:

- timber tariffs
- a joint brigade for the fires in the forests

On Lake Orlo the sides remain apart. Chancellor Otto Brandl called the sluices "a toy for engineers." His adviser, Ilse
Hagen, said that the lake was full. The journalists who were held in Dravo were not named.
"""
PRESS = """
PRESIDENT KORVIN: Good evening.

Q: Chancellor, what about the timber tariffs? Will you lower them?

CHANCELLOR BRANDL: We left them to the trade ministers. I have no figures with me.

Q: Who pays for the nine planes of the fire brigade?

CHANCELLOR BRANDL: We pay for five and our neighbors pay for four. The hangars are old.

Q: Were bridges a subject?

PRESIDENT KORVIN: Bears were.
"""


@pytest.fixture(scope="module")
def scores() -> Scores:
    record = load(SECOND)
    assert record.thesaurus.entries == ()
    return evaluate(read_questions(SECOND / "questions.jsonl"), Answerer(record).answer, record)


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    files = {
        "report.md": document("REPORT", "Talks in Dravo", "2019-05-20", REPORT),
        "press.md": document("PRESS", "Statements to the Press", "2019-05-14", PRESS),
    }
    return Answerer(load(write_files(tmp_path_factory.mktemp("dravo"), files))).answer


def found(answer: Answer) -> dict[str | None, Status]:
    return {finding.topic: finding.status for finding in answer.findings}


@pytest.mark.parametrize(("measure", "threshold"), AT_LEAST.items())
def test_enough_answers_from_another_record_are_right(measure: str, threshold: float, scores: Scores) -> None:
    assert scores.questions == 40
    assert scores.rates[measure].share >= threshold, [miss.question.text for miss in scores.misses]


@pytest.mark.parametrize(("measure", "threshold"), AT_MOST.items())
def test_few_answers_from_another_record_are_wrong(measure: str, threshold: float, scores: Scores) -> None:
    assert scores.rates[measure].share <= threshold, [miss.question.text for miss in scores.misses]


# Topics


def test_a_bold_opening_that_leads_in_to_a_list_is_no_topic_and_its_items_are(answer: Callable[[str], Answer]) -> None:
    assert found(answer("what was discussed and what was not?")) == {
        "rail freight between the two ports": Status.DISCUSSED,
        "the water level of Lake Orlo": Status.DISCUSSED,
        "Border Crossings": Status.DISCUSSED,
        "timber tariffs": Status.NO_INDICATION,
        "a joint brigade for the fires in the forests": Status.NO_INDICATION,
    }


def test_topics_are_asked_for_by_everyday_words_of_their_names(answer: Callable[[str], Answer]) -> None:
    several = answer("were timber tariffs and rail freight discussed?")
    assert several.status is Status.MIXED
    assert found(several) == {
        "timber tariffs": Status.NO_INDICATION,
        "rail freight between the two ports": Status.DISCUSSED,
    }
    assert [quote.text for quote in several.quotes[:2]] == ["timber tariffs", "rail freight between the two ports"]


def test_a_slip_in_a_word_that_only_a_heading_has_is_mended(tmp_path: Path) -> None:
    files = {"a.md": document("A", "T", "2020-01-02", "They discussed:\n\n## Detained Sailors\n\nThe sailors wait.\n")}
    answer = Answerer(load(write_files(tmp_path, files))).answer("were the detaned sailors discussed")
    assert found(answer) == {"Detained Sailors": Status.DISCUSSED}


# Quotes


def test_what_a_document_says_elsewhere_goes_with_an_item_that_only_names_its_topic(
    answer: Callable[[str], Answer],
) -> None:
    lake = answer("how far apart are the sides on Lake Orlo?")
    assert found(lake) == {"the water level of Lake Orlo": Status.DISCUSSED}
    assert lake.quotes[0].text == "On Lake Orlo the sides remain apart."


def test_a_bare_item_comes_after_what_another_document_says_where_more_is_asked(
    answer: Callable[[str], Answer],
) -> None:
    asked = answer("who pays for the planes of the brigade?")
    assert asked.quotes[0].text == "We pay for five and our neighbors pay for four."
    assert asked.status is Status.NO_INDICATION
    assert answer("did the fires in the forests come up?").quotes[0].passage.startswith("REPORT:")


def test_an_answer_in_a_transcript_is_on_what_was_asked_and_the_question_no_answer(
    answer: Callable[[str], Answer],
) -> None:
    first, *_ = answer("what did Brandl say about the timber tariffs?").quotes
    assert (first.text, first.speakers) == ("We left them to the trade ministers.", ("Brandl",))
    assert answer("did bridges come up?").quotes[0].text == "Bears were."


# Names


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "what did Otto Brandl say about the sluices",
            'Chancellor Otto Brandl called the sluices "a toy for engineers."',
        ),
        ("what did Ilse Hagen say about the lake", "His adviser, Ilse\nHagen, said that the lake was full."),
    ],
)
def test_a_full_name_is_the_speakers(question: str, text: str, answer: Callable[[str], Answer]) -> None:
    asked = answer(question)
    assert asked.status is not Status.ABSENT
    assert asked.quotes[0].text == text.replace("\n", " ")


def test_a_full_name_without_words_on_a_topic_has_the_topics_status(answer: Callable[[str], Answer]) -> None:
    asked = answer("what did Ilse Hagen say about rail freight")
    assert asked.status is Status.DISCUSSED
    assert "no words of Hagen" in asked.note


def test_journalists_who_are_asked_about_are_a_subject_and_no_audience(answer: Callable[[str], Answer]) -> None:
    asked = answer("what did the report say about the journalists?")
    assert asked.quotes[0].text == "The journalists who were held in Dravo were not named."
    told = answer("what did Brandl tell journalists about the sluices")
    assert told.quotes[0].speakers == ("Brandl",)


def test_a_word_that_is_also_a_verb_is_a_subject_right_after_discussing(answer: Callable[[str], Answer]) -> None:
    assert answer("did Brandl mention drinks").status is Status.ABSENT
