"""Answers in a record's own words: what is asked by other forms of them, and what only looks like it is asked for."""

from collections.abc import Callable

import pytest

from knowledge.answer import Answer
from knowledge.answering import Answerer
from knowledge.document import Status
from knowledge.loading import load
from tests.knowledge.records import document, write_files

REPORT = """
Premier Ilka Dorn and Chancellor Otto Brandl met for two days. No joint statement was issued, and no date was set.

They took up the following subjects:

- **Hatch Tunnel.** The inspectors who came in May, after the storms, found water in it. The cost of the
  tunnel is a burden. The tunnel is to cost 40 million marks and to take four years, and the banks have doubts.
- **Ferry Fares.** Brandl supported lower fares on the lake. The small harbours along both shores are to close in May.
- **Milk.** Dorn spoke of butter, and of the dairies.

Nothing was heard on the following:

- **Extradition of Anton Havlik.** Neither side mentioned the banker who is wanted for fraud by three courts and has
  written a book about it. He lives abroad.

The mayor of the town, Vera Lisk, gave a long dinner on Lake Orlo. The closure of the bridge was a nuisance to all,
as the minister found.
"""


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    folder = write_files(tmp_path_factory.mktemp("own"), {"r.md": document("R", "On Talks", "2020-01-02", REPORT)})
    return Answerer(load(folder)).answer


def first(answered: Answer) -> str:
    return answered.quotes[0].text if answered.quotes else ""


def found(answered: Answer) -> dict[str | None, Status]:
    return {one.topic: one.status for one in answered.findings}


def test_of_a_topic_that_only_its_name_holds_the_first_sentence_is_quoted(answer: Callable[[str], Answer]) -> None:
    assert first(answer("havlik extradition")).startswith("Neither side mentioned the banker")


def test_a_question_of_how_much_is_answered_by_a_number(answer: Callable[[str], Answer]) -> None:
    assert first(answer("how much will the tunnel cost?")).startswith("The tunnel is to cost 40 million")


def test_a_topics_word_is_no_verb(answer: Callable[[str], Answer]) -> None:
    assert found(answer("why did both leaders refuse to reopen the tunnel?")) == {"Hatch Tunnel": Status.DISCUSSED}


def test_everyday_words_beside_a_name_are_a_subject_of_their_own(answer: Callable[[str], Answer]) -> None:
    both = {"Extradition of Anton Havlik": Status.NO_INDICATION, "Milk": Status.DISCUSSED}
    assert found(answer("Havlik and the dairies, were those discussed?")) == both
    assert found(answer("Havlik and butter, were they discussed?")) == both
    assert found(answer("fares and the dairies, were those discussed?")) == {
        "Ferry Fares": Status.DISCUSSED,
        "Milk": Status.DISCUSSED,
    }


def test_an_officials_country_is_no_part_of_what_he_speaks_about(answer: Callable[[str], Answer]) -> None:
    assert found(answer("what doubts does Lisk's minister have about the fares?")) == {"Ferry Fares": Status.DISCUSSED}
    assert answer("what doubts does Merkel's minister have about the fares?").status is Status.ABSENT


def test_what_else_is_said_helps_to_choose_a_sentence(answer: Callable[[str], Answer]) -> None:
    assert first(answer("ferry fares - are the small harbours in?")).startswith("The small harbours")


def test_each_item_of_a_list_is_asked_for(answer: Callable[[str], Answer]) -> None:
    assert found(answer("Havlik, lower fares, tobacco: which of those came up?")) == {
        "Extradition of Anton Havlik": Status.NO_INDICATION,
        "Ferry Fares": Status.DISCUSSED,
        None: Status.ABSENT,
    }


def test_a_topics_noun_of_something_else_is_not_that_topic(answer: Callable[[str], Answer]) -> None:
    assert answer("did they discuss the extradition of Vera Lisk?").status is Status.ABSENT
    assert answer("a tunnel under Lake Orlo?").status is Status.ABSENT
    assert answer("did they discuss the extradition of Havlik?").status is Status.NO_INDICATION


def test_a_noun_finds_the_verb_that_it_is_made_of_where_nothing_else_is_found(answer: Callable[[str], Answer]) -> None:
    assert first(answer("what of the harbour closures?")).startswith("The small harbours")
    assert first(answer("and the bridge closure?")).startswith("The closure of the bridge")


def test_how_long_something_is_asks_for_no_length(answer: Callable[[str], Answer]) -> None:
    assert first(answer("how long was the joint statement?")).startswith("No joint statement was issued")


def test_a_word_of_asking_for_the_author_is_a_subject_where_it_is_asked_if_it_came_up(
    answer: Callable[[str], Answer],
) -> None:
    assert answer("was mobile phone roaming mentioned anywhere").status is Status.ABSENT


def test_who_supports_something_speaks(answer: Callable[[str], Answer]) -> None:
    assert first(answer("what is Brandl's position on lower fares?")) == "Brandl supported lower fares on the lake."
