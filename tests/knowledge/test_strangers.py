"""Questions about a stranger's record: what a topic's noun, an office, a compound or a group in them means."""

from collections.abc import Callable

import pytest

from knowledge.answer import Answer
from knowledge.answering import Answerer
from knowledge.document import Status
from knowledge.loading import load
from tests.knowledge.records import document, write_files

REPORT = """
The ministers of Norn and Vessia met for two days at the harbour of Ostby. The chair's summary was not adopted, and
the two countries have asked for another. Norn had stopped paying subsidies for the mill in May, and paid for a ferry.
A president of a club wrote it down.

They took up the following subjects:

- **Subsidies for the saw mill.** Norn pays too little, said Minister Koch. The lease of a shed was paid by Vessia.
- **The lease of the quay.** The town wants to be released from it. It runs for ten years.
- **Shipping.** The ministers spoke of old boats, which Norn has.

The following did not come up:

- the ferry line to the islands;
- the school of Norn.
"""
BRIEFING = """
**MINISTER KOCH:** We have paid the subsidies that we owed. The mill is a good mill.

**MINISTER KOCH:** Norn is small.

**MINISTER KOCH:** And old.

**MINISTER KOCH:** It rains.
"""


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    files = {
        "r.md": document("R", "On Talks", "2020-01-02", REPORT),
        "b.md": document("B", "A Briefing", "2020-01-01", BRIEFING),
    }
    return Answerer(load(write_files(tmp_path_factory.mktemp("strangers"), files))).answer


def found(answered: Answer) -> dict[str | None, Status]:
    return {one.topic: one.status for one in answered.findings if one.document != "B"}


def test_a_topic_is_named_by_its_noun_before_what_is_told_elsewhere(answer: Callable[[str], Answer]) -> None:
    assert found(answer("subsidies")) == {"Subsidies for the saw mill": Status.DISCUSSED}


def test_beside_a_name_the_noun_of_a_topic_is_asked_for(answer: Callable[[str], Answer]) -> None:
    assert found(answer("why does Norn want to keep the lease?")) == {"The lease of the quay": Status.DISCUSSED}


def test_an_office_that_the_record_does_not_have_says_nothing(answer: Callable[[str], Answer]) -> None:
    assert answer("what did the vice president say about the lease?").status is Status.ABSENT
    assert answer("what did the minister say about the mill?").status is Status.DISCUSSED


def test_a_word_of_asking_may_be_of_a_compound_of_the_record(answer: Callable[[str], Answer]) -> None:
    assert found(answer("ferry line, the quay")) == {
        "the ferry line to the islands": Status.NO_INDICATION,
        "The lease of the quay": Status.DISCUSSED,
    }
    assert (
        answer("did they adopt the chair's summary?").quotes[0].text.startswith("The chair's summary was not adopted")
    )


def test_what_a_group_discussed_is_all_that_was_discussed(answer: Callable[[str], Answer]) -> None:
    assert set(found(answer("so what did the ministers discuss"))) == {
        "Subsidies for the saw mill",
        "The lease of the quay",
        "Shipping",
    }


def test_a_letter_that_should_stand_twice_is_mended_to_a_word_of_the_record(answer: Callable[[str], Answer]) -> None:
    assert found(answer("did they discuss shiping")) == {"Shipping": Status.DISCUSSED}


EVENT = "event-title: Third Ostby Ministerial on Timber\nevent-date: 2020-01-01\nevent-place: Ostby, Norn\n"
MINISTERIAL = """
Three ministers gathered in Ostby on January 1 and 2, 2020. Some saw the ministerial as a waste of time.

They discussed:

- **A successor to the partnership.** Both may want one.

Not discussed:

- tolls.
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    text = document("M", "On Timber", "2020-01-05", MINISTERIAL).replace("\n---", f"\n{EVENT}---", 1)
    return Answerer(load(write_files(tmp_path_factory.mktemp("ministerial"), {"m.md": text}))).answer


def test_what_a_records_meeting_is_called_is_the_meeting(asked: Callable[[str], Answer]) -> None:
    assert found(asked("what was left out of the ministerial?")) == {"tolls": Status.NO_INDICATION}
    when = asked("where and when was the ministerial held")
    assert when.status is Status.NONE
    assert when.quotes[0].text.startswith("Three ministers gathered in Ostby on January 1 and 2")


def test_partners_are_found_where_the_record_has_a_partnership(asked: Callable[[str], Answer]) -> None:
    answered = asked("will they ever be partners again?")
    assert found(answered) == {"A successor to the partnership": Status.DISCUSSED}
