"""Which sentence answers: by what it tells of the talk, denies, counts or quotes; and what makes another subject."""

from collections.abc import Callable

import pytest

from knowledge.answer import Answer
from knowledge.answering import Answerer
from knowledge.document import Status
from knowledge.loading import load
from tests.knowledge.records import document, write_files

REPORT = """
Premier Ilka Dorn and Chancellor Otto Brandl met at Villa Sund, Lake Orlo. Reporters had asked for weeks whether
they would.

They took up the following subjects:

- **Hatch Tunnel.** Water ran into six shafts last spring. Dorn and Brandl agreed to call in new inspectors. The cost
  is put at 40 million marks. Brandl refused to close it before the winter.
- **Ferry Fares.** The fares have risen. They talked about a ticket for both shores.

Nothing was heard on the following:

- **Extradition of Anton Havlik.** The banker has been wanted since 2015, and lives on the northern shore. Neither side
  mentioned him.

The mayor, Vera Lisk, gave a dinner for the dairymen of the valley. Lorries still wait at the harbour.

Students marched along the quay. Analysts at Orlo Bank praise the harbour. They expect a toll in the autumn.
"""
BRIEFING = """
**PREMIER DORN:** On the ferries, a ticket is a ticket on both shores, and I will not pay twice.

**Radio Sund:** Will there be a toll on the quay?

**CHANCELLOR BRANDL:** No. The quay is free.

**Evening Post:** And was the lighthouse a subject?

**PREMIER DORN:** We did not. It is dark these days.
"""


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    place = "event-place: Villa Sund, Lake Orlo, Norn\n"
    files = {
        "r.md": document("R", "On Talks", "2020-01-02", REPORT).replace("issued:", f"{place}issued:"),
        "b.md": document("B", "A Briefing", "2020-01-01", BRIEFING),
    }
    return Answerer(load(write_files(tmp_path_factory.mktemp("evidence"), files))).answer


def first(answered: Answer) -> str:
    return answered.quotes[0].text if answered.quotes else ""


def found(answered: Answer) -> dict[str | None, Status]:
    return {one.topic: one.status for one in answered.findings if one.document != "B"}


def test_whether_it_came_up_is_answered_by_what_tells_of_the_talk(answer: Callable[[str], Answer]) -> None:
    assert first(answer("did the hatch tunnel come up?")).startswith("Dorn and Brandl agreed")
    assert first(answer("was the extradition of Havlik raised?")) == "Neither side mentioned him."


def test_a_look_up_is_answered_by_the_first_sentence(answer: Callable[[str], Answer]) -> None:
    assert first(answer("ferry fares")) == "The fares have risen."


def test_how_much_is_answered_by_a_sum_and_not_by_any_number(answer: Callable[[str], Answer]) -> None:
    assert first(answer("how much will the hatch tunnel cost?")) == "The cost is put at 40 million marks."


def test_what_is_taken_for_granted_is_answered_by_what_refuses_it(answer: Callable[[str], Answer]) -> None:
    assert first(answer("why did Brandl agree to close the tunnel?")).startswith("Brandl refused to close")


def test_exact_words_are_answered_by_direct_speech(answer: Callable[[str], Answer]) -> None:
    assert first(answer("Dorn's exact words on the ferries, please")).startswith("On the ferries, a ticket is a ticket")


def test_a_sentence_of_a_few_words_is_quoted_with_the_one_that_goes_on(answer: Callable[[str], Answer]) -> None:
    assert first(answer("was there talk of the lighthouse?")) == "We did not. It is dark these days."


def test_a_pronoun_carries_over_what_it_stands_for(answer: Callable[[str], Answer]) -> None:
    assert first(answer("what toll does Orlo Bank expect?")) == "They expect a toll in the autumn."


def test_an_everyday_word_is_found_by_its_synonym(answer: Callable[[str], Answer]) -> None:
    assert first(answer("why do trucks wait at the harbour?")) == "Lorries still wait at the harbour."


def test_whom_something_is_told_is_no_subject(answer: Callable[[str], Answer]) -> None:
    assert found(answer("what did Dorn tell Brandl about Havlik?")) == {
        "Extradition of Anton Havlik": Status.NO_INDICATION
    }


def test_of_a_subject_outside_the_topics_somebody_elses_words_are_no_answer(answer: Callable[[str], Answer]) -> None:
    assert answer("what did Dorn say about the dairymen?").status is Status.ABSENT
    assert answer("who gave a dinner for the dairymen?").status is Status.MENTIONED


@pytest.mark.parametrize(
    "question",
    [
        "did they talk about selling the quay?",
        "did they discuss remote harbours?",
        "did students march along the quay in the valley?",
    ],
)
def test_words_of_the_record_that_make_another_thing_together_are_absent(
    question: str, answer: Callable[[str], Answer]
) -> None:
    assert answer(question).status is Status.ABSENT


def test_each_place_of_the_meeting_tells_nothing_apart(answer: Callable[[str], Answer]) -> None:
    for place in ("at Villa Sund", "at Lake Orlo"):
        assert found(answer(f"was the tunnel discussed {place}?")) == {"Hatch Tunnel": Status.DISCUSSED}


def test_two_who_discussed_are_all_who_took_part(answer: Callable[[str], Answer]) -> None:
    assert set(found(answer("what subjects did Dorn and Brandl discuss?"))) == {"Hatch Tunnel", "Ferry Fares"}


def test_in_a_transcript_in_bold_every_bold_opening_is_a_label(answer: Callable[[str], Answer]) -> None:
    answered = answer("what was asked about the quay?")
    assert {one.topic for one in answered.findings} == {None}


def test_no_sentence_is_quoted_twice(answer: Callable[[str], Answer]) -> None:
    for question in ("the quay", "did they talk of the quay being free?", "was there talk of the lighthouse?"):
        texts = [quote.text for quote in answer(question).quotes]
        assert texts
        assert not any(one in other for one in texts for other in texts if one is not other)
