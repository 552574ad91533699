"""What holds in records of more passages, documents and topics than are ranked sentence by sentence."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from knowledge.answering import Answerer
from knowledge.document import Status
from knowledge.loading import load
from knowledge.lookup import MANY
from knowledge.treatments import MOST_DOCUMENTS
from tests.knowledge.records import document, write_files

LISTS = {
    Status.DISCUSSED: "The main topics were as follows:",
    Status.NO_INDICATION: "There is no indication that these subjects were discussed:",
}
DISCUSSED, NO_INDICATION = LISTS
OTHER = {DISCUSSED: NO_INDICATION, NO_INDICATION: DISCUSSED}


def answerer_of(folder: Path, bodies: Mapping[str, str]) -> Answerer:
    files = {f"{id_}.md": document(id_, f"Talks {id_}", "2020-01-02", body) for id_, body in bodies.items()}
    return Answerer(load(write_files(folder, files)))


def long_item(topic: str) -> str:
    """An item that names its topic once, in so many words that others are better by theirs."""
    rest = " ".join(f"They spoke at length of matter{n}." for n in range(60))
    return f"- **{topic}.** {rest}\n"


@pytest.mark.parametrize("stands", [DISCUSSED, NO_INDICATION])
def test_one_status_of_a_hundred_documents_is_never_missed(tmp_path: Path, stands: Status) -> None:
    body = f"{LISTS[OTHER[stands]]}\n\n- **Arms Control.** Arms control, arms control.\n"
    bodies = {f"D{n}": body for n in range(100)} | {"LAST": f"{LISTS[stands]}\n\n{long_item('Arms Control')}"}
    answer = answerer_of(tmp_path, bodies).answer("was arms control discussed?")
    assert answer.status is DISCUSSED
    assert {finding.status for finding in answer.findings} == {DISCUSSED, NO_INDICATION}
    assert "LAST" in [finding.document for finding in answer.findings]
    assert "the documents disagree" in answer.note
    assert len(answer.findings) <= MOST_DOCUMENTS + 1


@pytest.mark.parametrize("stands", [DISCUSSED, NO_INDICATION])
def test_a_topic_of_many_paragraphs_hides_no_other_document_that_lists_it(tmp_path: Path, stands: Status) -> None:
    item = "- **Sanctions.** Sanctions, sanctions.\n\n" + "\n\n".join(["  Sanctions, sanctions."] * (MANY + 10))
    bodies = {
        "A": f"{LISTS[OTHER[stands]]}\n\n{item}\n",
        "B": f"{LISTS[stands]}\n\n{long_item('Sanctions')}",
    }
    answer = answerer_of(tmp_path, bodies).answer("were sanctions discussed?")
    assert answer.status is DISCUSSED
    assert [finding.document for finding in answer.findings] in (["A", "B"], ["B", "A"])
    assert answer.disagreements


def test_a_topic_that_is_named_is_found_behind_any_number_of_passages_with_its_words(tmp_path: Path) -> None:
    bodies = {
        f"D{n}": f"{LISTS[DISCUSSED]}\n\n- **Cod Quotas {n}.** Visas, visas and cod.\n" for n in range(MANY + 20)
    } | {"X": f"{LISTS[NO_INDICATION]}\n\n{long_item('Visas')}"}
    answer = answerer_of(tmp_path, bodies).answer("were visas discussed?")
    assert (answer.findings[0].topic, answer.findings[0].document) == ("Visas", "X")
    assert answer.findings[0].status is NO_INDICATION


def test_somebody_has_no_words_on_a_thing_only_where_none_of_his_sentences_has_any(tmp_path: Path) -> None:
    others = [f"The weather in village{n} was fine." for n in range(600)]
    beside = ["Sanctions, sanctions, sanctions. Secretary Adams said that the weather was fine."] * (2 * MANY)
    rest = " ".join(f"Nobody knew of matter{n}." for n in range(60))
    his = f"Secretary Adams said that sanctions would be lifted. {rest}"
    answerer = answerer_of(tmp_path, {"A": "\n\n".join([*others, *beside, his])})
    for answer in (
        answerer.answer("what did Adams say about sanctions?"),
        answerer.answer("sanctions", said_by="Adams"),
    ):
        assert answer.quotes[0].text == "Secretary Adams said that sanctions would be lifted."
        assert "no words of" not in answer.note
    silent = answerer_of(tmp_path / "other", {"B": "\n\n".join([*others, *beside])})
    assert "no words of Adams on it" in silent.answer("sanctions", said_by="Adams").note


@pytest.mark.parametrize("quoted", ["that the harbour was", "of the harbour as if it were his", "as if it were"])
def test_a_quotation_is_found_wherever_it_stands(tmp_path: Path, quoted: str) -> None:
    # Its words stand in every paragraph, in another order.
    around = [f"Was it, if that were as his, of the harbour {n}, the harbour?" for n in range(300)]
    told = "At length the envoy wrote that the harbour was closed, and spoke of the harbour as if it were his own."
    answerer = answerer_of(tmp_path, {"A": "\n\n".join([*around, told, *around])})
    assert answerer.answer(f"who said “{quoted}”?").quotes[0].text == told


def test_what_somebody_said_on_any_topic_is_found_behind_any_number_of_paragraphs(tmp_path: Path) -> None:
    around = "\n\n".join(["  The weather was fine."] * (2 * MANY))
    his = "Secretary Adams said that sanctions would be lifted."
    items = f"- **Sanctions.** The weather was fine.\n\n{around}\n\n  {his}\n- **Visas.** The weather was fine.\n"
    answerer = answerer_of(tmp_path, {"A": f"{LISTS[DISCUSSED]}\n\n{items}"})
    answer = answerer.answer("what did Adams say?")
    assert [finding.topic for finding in answer.findings] == ["Sanctions"]
    assert [quote.text for quote in answer.quotes] == [his]


@pytest.mark.parametrize("wanted", [1, 3, 12])
def test_a_question_about_the_whole_has_as_many_quotes_as_are_wanted_and_one_of_each_topic(
    tmp_path: Path, wanted: int
) -> None:
    rest = "\n\n".join(f"  They spoke of matter{n}." for n in range(MANY))
    items = "".join(f"- **{topic}.** It was raised.\n\n{rest}\n\n" for topic in ("Sanctions", "Visas"))
    answer = answerer_of(tmp_path, {"A": f"{LISTS[DISCUSSED]}\n\n{items}"}).answer("what was discussed?", quotes=wanted)
    assert [finding.topic for finding in answer.findings] == ["Sanctions", "Visas"]
    assert len(answer.quotes) == max(wanted, 2)
    assert [finding.quotes[0] for finding in answer.findings] == [0, 1]
