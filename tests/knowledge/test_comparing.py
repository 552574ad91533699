"""What changed from one record to another."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.comparing import Changes, PassageChange, compare
from knowledge.errors import RecordError
from knowledge.loading import load
from knowledge.matching import matched
from tests.knowledge.records import LISBON, TRANSCRIPT, write_files

Compared = Callable[..., Changes]
LISTING = "There is no indication that these subjects were discussed:"
FERRY = "- **Ferry Lines.** Albers proposed to Okonjo a ferry line from Porto.\n"


@pytest.fixture
def compared(tmp_path: Path) -> Compared:
    """What changed since the record of Lisbon, by files that replace its own (None: that are gone)."""

    def changes(files: Mapping[str, str | None], limit: int = 100) -> Changes:
        old = write_files(tmp_path / "old", LISBON)
        kept = {name: text for name, text in {**LISBON, **files}.items() if text is not None}
        return compare(load(old), load(write_files(tmp_path / "new", kept)), limit)

    return changes


def first(old: str, new: str) -> dict[str, str | None]:
    """The first report with one thing replaced."""
    assert old in LISBON["b/first.md"]
    return {"b/first.md": LISBON["b/first.md"].replace(old, new)}


def told(changes: Changes) -> list[tuple[str, str | None, str | None]]:
    return [(one.how, one.old, one.new) for one in changes.passages]


def question(text: str) -> str:
    return json.dumps({"id": text, "q": text, "style": "status", "status_any": ["discussed"]}) + "\n"


def test_the_same_record_has_no_changes(compared: Compared) -> None:
    changes = compared({})
    assert not changes
    assert changes.old_digest == changes.new_digest


def test_where_a_document_lies_is_no_change(compared: Compared) -> None:
    assert not compared({"b/first.md": None, "elsewhere/1.md": LISBON["b/first.md"]})


def test_documents_come_and_go(compared: Compared) -> None:
    third = LISBON["press/conference.md"].replace("PRESS", "THIRD")
    changes = compared({"press/conference.md": None, "third.md": third})
    assert [(one.document, one.how) for one in changes.documents] == [("THIRD", "added"), ("PRESS", "removed")]
    assert changes.passages == ()
    assert changes


def test_a_field_of_the_metadata_is_named(compared: Compared) -> None:
    changes = compared(first("issued: 2020-03-05", "issued: 2020-03-06\nURL: https://example.org/first"))
    (change,) = changes.documents
    assert (change.document, change.how, set(change.fields)) == ("FIRST", "corrected", {"issued", "URL"})
    assert changes.passages == ()
    assert changes.old_digest == changes.new_digest


def test_a_corrected_paragraph_is_shown_with_both_texts(compared: Compared) -> None:
    changes = compared(first("ferry line from Porto", "ferry line from Faro"))
    (change,) = changes.passages
    assert (change.how, change.old, change.new) == ("corrected", "FIRST:4", "FIRST:4")
    assert change.old_text == "Ferry Lines. Albers proposed to Okonjo a ferry line from Porto."
    assert change.new_text == "Ferry Lines. Albers proposed to Okonjo a ferry line from Faro."
    assert [(one.document, one.how, one.fields) for one in changes.documents] == [("FIRST", "corrected", ())]


def test_a_paragraph_that_comes_renumbers_those_after_it(compared: Compared) -> None:
    changes = compared(first(LISTING, f"They ate well.\n\n{LISTING}"))
    assert told(changes) == [
        ("added", None, "FIRST:5"),
        ("renumbered", "FIRST:5", "FIRST:6"),
        ("renumbered", "FIRST:6", "FIRST:7"),
        ("renumbered", "FIRST:7", "FIRST:8"),
    ]


def test_a_paragraph_that_goes_renumbers_those_after_it(compared: Compared) -> None:
    changes = compared(first(FERRY, ""))
    assert ("removed", "FIRST:4", None) in told(changes)
    assert ("renumbered", "FIRST:7", "FIRST:6") in told(changes)
    assert [(one.topic, one.old, one.new) for one in changes.topics] == [("Ferry Lines", "discussed", None)]


def test_a_paragraph_may_be_corrected_and_renumbered_at_once(compared: Compared) -> None:
    edited = FERRY.replace("from Porto", "from Faro")
    changes = compared(first(FERRY, f"- **Trams.** They rode one.\n{edited}"))
    assert ("corrected", "FIRST:4", "FIRST:5") in told(changes)
    assert ("added", None, "FIRST:4") in told(changes)


def test_paragraphs_that_change_places_are_renumbered(compared: Compared) -> None:
    lines = TRANSCRIPT.strip().split("\n\n")
    lines[3], lines[5] = lines[5], lines[3]
    body = "\n\n".join(lines)
    source = LISBON["press/conference.md"].replace(TRANSCRIPT.strip(), body)
    assert sorted(told(compared({"press/conference.md": source}))) == [
        ("renumbered", "PRESS:4", "PRESS:6"),
        ("renumbered", "PRESS:6", "PRESS:4"),
    ]


def test_another_lead_in_changes_the_statuses_of_its_topics(compared: Compared) -> None:
    changes = compared(first(LISTING, "The following subjects were discussed too:"))
    assert [(one.document, one.topic, one.old, one.new) for one in changes.topics] == [
        ("FIRST", "Control of Arms", "no_indication", "discussed"),
        ("FIRST", "Visas", "no_indication", "discussed"),
    ]


def test_questions_that_are_answered_otherwise_are_shown_with_both_answers(compared: Compared) -> None:
    questions = "".join(map(question, ("was a ferry line discussed", "were fishing quotas discussed", "tunnels")))
    changes = compared({**first(FERRY, ""), "questions.jsonl": questions})
    assert changes.asked == 3
    (change,) = changes.answers
    assert change.question == "was a ferry line discussed"
    assert (change.old.status, change.old.passage) == ("discussed", "FIRST:4")
    assert change.old.quote == "Albers proposed to Okonjo a ferry line from Porto."
    assert (change.new.status, change.new.quote, change.new.passage) == ("absent", None, None)


def test_a_quote_that_only_moved_is_no_other_answer(compared: Compared) -> None:
    moved = first(FERRY, f"- **Trams.** They rode one.\n{FERRY}")
    changes = compared({**moved, "questions.jsonl": question("was a ferry line discussed")})
    assert ("renumbered", "FIRST:4", "FIRST:5") in told(changes)
    assert changes.answers == ()


def test_a_name_in_the_thesaurus_changes_answers_alone(compared: Compared) -> None:
    thesaurus = LISBON["thesaurus.yaml"].replace("words:", "  Ferry Lines: [boat service]\nwords:")
    changes = compared({"thesaurus.yaml": thesaurus, "questions.jsonl": question("was a boat service discussed")})
    assert changes.thesaurus
    assert (changes.documents, changes.passages, changes.topics) == ((), (), ())
    assert [(one.old.status, one.new.status) for one in changes.answers] == [("absent", "discussed")]


def test_so_many_questions_are_asked_and_the_others_counted(compared: Compared) -> None:
    questions = "".join(question(f"were ferry lines discussed {number}") for number in range(7))
    changes = compared({**first(FERRY, ""), "questions.jsonl": questions}, limit=3)
    assert (changes.asked, changes.unasked, len(changes.answers)) == (3, 4, 3)


def test_a_question_that_is_refused_is_passed_over(compared: Compared) -> None:
    assert compared({**first(FERRY, ""), "questions.jsonl": question("?!")}).answers == ()


def test_labelled_questions_that_cannot_be_read_are_named(compared: Compared) -> None:
    with pytest.raises(RecordError, match=r"questions\.jsonl:1"):
        compared({"questions.jsonl": '{"id": 1}\n'})


def test_changes_are_data(compared: Compared) -> None:
    changes = compared({**first(FERRY, ""), "questions.jsonl": question("was a ferry line discussed")})
    assert Changes.model_validate_json(changes.model_dump_json()) == changes
    assert PassageChange.model_validate(changes.passages[0].model_dump()) == changes.passages[0]


# Matching

TEXTS = st.lists(
    st.sampled_from(["yes", "no", "a longer turn of words", "a longer turn of word", "other"]), max_size=12
)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_every_text_is_matched_once_and_equal_ones_as_often_as_they_can_be(old: list[str], new: list[str]) -> None:
    pairs = matched(old, new)
    assert sorted(was for was, _ in pairs if was is not None) == list(range(len(old)))
    assert sorted(became for _, became in pairs if became is not None) == list(range(len(new)))
    equal = sum(was is not None and became is not None and old[was] == new[became] for was, became in pairs)
    assert equal == sum(min(old.count(text), new.count(text)) for text in set(old))


@settings(deadline=None)
@given(TEXTS)
def test_equal_lists_are_matched_in_place(texts: list[str]) -> None:
    assert matched(texts, texts) == [(position, position) for position in range(len(texts))]


def test_texts_that_have_little_in_common_are_not_one_corrected() -> None:
    assert matched(["They spoke of cod."], ["Nobody remembers any of it now."]) == [(None, 0), (0, None)]


def test_a_corrected_text_is_found_behind_many_that_came_and_before_what_follows_it() -> None:
    dredged = "the harbour will be dredged in the {}"
    came = [f"paragraph {number} that nobody had before" for number in range(100)]
    behind = matched(["the opening", dredged.format("spring")], [*came, "the opening", dredged.format("autumn")])
    assert {(0, 100), (1, 101)} <= set(behind)
    before = matched([dredged.format("spring"), "the end"], [*came, dredged.format("autumn"), "the end"])
    assert {(0, 100), (1, 101)} <= set(before)
