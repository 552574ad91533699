"""Topics by lists, bold openings and headings; and statuses that the front matter gives or denies."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.document import Document, Status
from knowledge.errors import RecordError
from knowledge.markdown import parse_document, read_document

Write = Callable[..., Path]
Topics = dict[str, tuple[Status, tuple[int, ...]]]
DISCUSSED, NO_INDICATION, MENTIONED = Status.DISCUSSED, Status.NO_INDICATION, Status.MENTIONED


def topics(document: Document) -> Topics:
    return {topic.name: (topic.status, topic.passages) for topic in document.topics}


def of(body: str, fields: str = "") -> Document:
    front = f"---\nid: X1\ntitle: The Oslo Talks\nissued: 2020-01-02\n{fields}---\n\n# The Oslo Talks\n\n"
    return parse_document(Path("talks.md"), front + body)


def ground(document: Document, name: str) -> tuple[str, str]:
    found = document.topic_of[name].ground
    assert found is not None
    return document.text[found.start : found.end], found.passage


# Lists


def test_items_under_a_lead_in_name_topics() -> None:
    document = of("The leaders discussed:\n\n- fishing rights;\n- the Ore Railway; and\n- Visas: two sorts of them.\n")
    assert topics(document) == {
        "fishing rights": (DISCUSSED, (2,)),
        "the Ore Railway": (DISCUSSED, (3,)),
        "Visas": (DISCUSSED, (4,)),
    }
    assert document.warnings == ()


def test_a_name_before_a_colon_is_left_out_of_quotes() -> None:
    document = of("Not discussed:\n\n- Visas: Neither side raised them.\n")
    (sentence,) = document.passages[2].sentences
    assert document.text[sentence.start : sentence.end] == "Neither side raised them."


def test_a_clause_that_goes_on_from_a_name_is_no_part_of_it() -> None:
    document = of("The leaders discussed:\n\n- harbour dues, which have risen\n- cod, herring and crab\n")
    assert list(topics(document)) == ["harbour dues", "cod, herring and crab"]


def test_an_item_that_is_a_sentence_names_no_topic_and_is_warned_of() -> None:
    document = of("They discussed the following:\n\n- Both sides were glad to hear that the harbour is open again.\n")
    assert topics(document) == {}
    (warning,) = document.warnings
    assert warning.startswith("talks.md:11: ")


def test_a_list_within_an_item_belongs_to_its_topic() -> None:
    document = of("The leaders discussed:\n\n- **Fish.** They spoke of:\n  - cod\n  - crab\n- **Rail.** One line.\n")
    assert topics(document) == {"Fish": (DISCUSSED, (2, 3, 4)), "Rail": (DISCUSSED, (5,))}


def test_a_list_behind_another_one_goes_by_the_same_lead_in() -> None:
    document = of("The leaders discussed:\n\n- Fish\n\n1. Rail\n")
    assert topics(document) == {"Fish": (DISCUSSED, (2,)), "Rail": (DISCUSSED, (3,))}


def test_an_item_names_its_topic_before_the_first_full_stop() -> None:
    document = of(
        "The leaders discussed:\n\n1. Harbour dues. Norn asked for less.\n"
        "2. Licences for pilots and tugs. Both sides have a list.\n3. Norn tabled a draft. It was long.\n"
    )
    assert topics(document) == {"Harbour dues": (DISCUSSED, (2,)), "Licences for pilots and tugs": (DISCUSSED, (3,))}
    (sentence,) = document.passages[2].sentences
    assert document.text[sentence.start : sentence.end] == "Norn asked for less."


def test_a_clause_that_tells_which_is_no_part_of_a_name_whatever_its_verb() -> None:
    document = of("Not discussed:\n\n- seabed mining, which is for the courts;\n- the ban that Norn is considering.\n")
    assert list(topics(document)) == ["seabed mining", "the ban"]


def test_an_item_may_have_its_name_in_bold_before_a_sentence() -> None:
    document = of("The leaders discussed:\n\n- **Pilots** Norn has none.\n- **Fish** was one of them.\n")
    assert topics(document) == {"Pilots": (DISCUSSED, (2,))}


def test_a_sentence_after_a_list_may_deny_a_further_topic() -> None:
    document = of("Not discussed:\n\n- Visas\n\nNor were student grants raised by anybody.\n\nAll went home.\n")
    assert topics(document) == {"Visas": (NO_INDICATION, (2,)), "student grants": (NO_INDICATION, (3,))}
    assert ground(document, "student grants") == ("Nor were student grants raised by anybody.", "X1:3")


@pytest.mark.parametrize(
    "sentence",
    [
        "Seal hunting was not discussed.",
        "Seal hunting did not come up either.",
        "Nor did seal hunting come up.",
        "There was no mention of seal hunting.",
        "Neither side raised seal hunting.",
        "Seal hunting was not touched on either.",
        "Seal hunting wasn’t on the agenda.",
        "There is likewise no indication that seal hunting was discussed.",
        "There was no sign of any discussion of seal hunting, although Norn had asked for it.",
        "No delegation spoke about seal hunting, despite a letter from the islands.",
        "Nobody brought up seal hunting.",
    ],
)
def test_a_sentence_under_a_heading_may_deny_a_topic(sentence: str) -> None:
    document = of(f"They discussed fish.\n\n## Not discussed\n\n{sentence}\n")
    assert {name.lower(): one for name, one in topics(document).items()} == {"seal hunting": (NO_INDICATION, (2,))}


def test_a_denial_of_several_things_names_none_of_them_alone() -> None:
    assert topics(of("## Not discussed\n\nNobody raised fish, rail or visas.\n")) == {}


def test_a_long_item_names_a_topic_if_it_is_no_sentence() -> None:
    item = "Norn's plan to move all of its old ferries from Sund to the Isle of Wend"
    document = of(f"Not discussed:\n\n- {item};\n- tolls.\n")
    assert list(topics(document)) == [item, "tolls"]


def test_a_denial_elsewhere_names_no_topic() -> None:
    assert topics(of("Duties were not raised for ten years.\n\nThe leaders discussed:\n\n- Fish\n\nIt rained.\n")) == {
        "Fish": (DISCUSSED, (3,))
    }


# Headings


def test_a_heading_over_a_list_that_names_the_topics_is_none() -> None:
    document = of("## Progress by subject\n\nThey discussed the following:\n\n- Fish\n- Rail\n\n## Guests\n\nTwo.\n")
    assert topics(document) == {"Fish": (DISCUSSED, (2,)), "Rail": (DISCUSSED, (3,)), "Guests": (MENTIONED, (4,))}


def test_the_numbers_that_count_headings_are_no_part_of_their_names() -> None:
    document = of(
        "## 1. Issues raised\n\n### 1.1 Fish\n\nOf cod.\n\n### Item 2: Rail\n\nOf rail.\n\n"
        "## II. Issues not raised\n\n### (a) Visas\n\nNobody did.\n"
    )
    assert topics(document) == {
        "Fish": (DISCUSSED, (1,)),
        "Rail": (DISCUSSED, (2,)),
        "Visas": (NO_INDICATION, (3,)),
    }


def test_headings_follow_a_sentence_that_counts_them() -> None:
    document = of("The two discussed three topics.\n\n## Fish\n\nOf cod.\n\nThe two men parted.\n\n## Rail\n\nRails.\n")
    assert topics(document) == {"Fish": (DISCUSSED, (2, 3)), "Rail": (DISCUSSED, (4,))}


def test_headings_behind_a_lead_in_name_topics_up_to_the_next_lead_in() -> None:
    document = of(
        "They took up the following matters:\n\n## Fish\n\nOf cod.\n\nOf crab.\n\n## Rail\n\nOf rail.\n\n"
        "The following subjects were not on the agenda:\n\n## Visas\n\nNeither side raised visas.\n"
    )
    assert topics(document) == {
        "Fish": (DISCUSSED, (2, 3)),
        "Rail": (DISCUSSED, (4,)),
        "Visas": (NO_INDICATION, (6,)),
    }
    assert ground(document, "Visas") == ("The following subjects were not on the agenda:", "X1:5")


def test_a_heading_is_a_lead_in_for_the_headings_and_lists_under_it() -> None:
    document = of(
        "## Issues raised\n\n### Fish\n\nOf cod.\n\n### Rail\n\nOf rail.\n\n## Issues not raised\n\n- Visas\n- Tolls\n"
    )
    assert topics(document) == {
        "Fish": (DISCUSSED, (1,)),
        "Rail": (DISCUSSED, (2,)),
        "Visas": (NO_INDICATION, (3,)),
        "Tolls": (NO_INDICATION, (4,)),
    }
    assert ground(document, "Rail") == ("Issues raised", "X1:1")
    assert ground(document, "Tolls") == ("Issues not raised", "X1:3")


def test_a_part_such_as_next_steps_ends_the_series_and_is_no_topic() -> None:
    document = of("They discussed the following:\n\n## Fish\n\nCod.\n\n## Next steps\n\nMay.\n\n## Visas\n\nNo word.\n")
    assert topics(document) == {"Fish": (DISCUSSED, (2,)), "Visas": (MENTIONED, (4,))}


def test_a_heading_under_a_topic_with_a_status_is_part_of_it() -> None:
    document = of("They discussed the following:\n\n## Fish\n\nOf cod.\n\n### Crab\n\nOf crab.\n")
    assert topics(document) == {"Fish": (DISCUSSED, (2, 3))}


def test_a_sentence_that_happens_to_deny_something_gives_no_status_to_the_next_heading() -> None:
    document = of("## Fish\n\nThey spoke of cod. Crab was not discussed.\n\n## Rail\n\nThey spoke of rail.\n")
    assert topics(document) == {"Fish": (MENTIONED, (1,)), "Rail": (MENTIONED, (2,))}


def test_headings_that_no_lead_in_explains_are_warned_of_once() -> None:
    document = of("## Fish\n\nCod.\n\n## Rail\n\nRails.\n")
    (warning,) = document.warnings
    assert warning.startswith("talks.md:9: ")
    assert "mentioned" in warning


def test_a_topic_named_twice_has_its_stronger_status_and_all_its_paragraphs() -> None:
    document = of("The leaders discussed:\n\n- Fish\n- Rail\n\n## Fish\n\nThey spoke of cod.\n")
    assert topics(document) == {"Fish": (DISCUSSED, (2, 4)), "Rail": (DISCUSSED, (3,))}


# Bold openings


def test_bold_openings_outside_lists_name_topics() -> None:
    document = of(
        "The following issues were raised:\n\n**Fish.** Of cod.\n\nOf crab.\n\n**Rail.** Of rail.\n\nThey left.\n\n"
        "Topics that did not come up:\n\n**Visas.** Neither side raised them.\n\n**Note.** Made in Oslo.\n"
    )
    assert topics(document) == {
        "Fish": (DISCUSSED, (2, 3)),
        "Rail": (DISCUSSED, (4,)),
        "Visas": (NO_INDICATION, (7,)),
    }


def test_openings_in_italics_name_topics() -> None:
    document = of("They discussed the following.\n\n*Fish.* Of cod.\n\n*Daily Cod* was there.\n\n*Rail.* Of rail.\n")
    assert topics(document) == {"Fish": (DISCUSSED, (2, 3)), "Rail": (DISCUSSED, (4,))}


def test_a_line_in_bold_is_a_heading() -> None:
    document = of("They discussed the following.\n\n**Fish**\n\nOf cod.\n\n**Not discussed**\n\n- Visas\n")
    assert topics(document) == {"Fish": (DISCUSSED, (2,)), "Visas": (NO_INDICATION, (3,))}


def test_a_line_in_bold_that_somebody_says_is_a_paragraph() -> None:
    document = of("**MR. BERG:** Good day.\n\n**We will not sign**\n\n**MS. LUND:** Good day.\n")
    assert [passage.number for passage in document.passages] == [0, 1, 2, 3]


def test_paragraphs_behind_a_lead_in_open_with_their_topics_in_plain_letters_too() -> None:
    document = of(
        "They discussed the following:\n\n(a) Harbour dues. Norn asked for less.\n\n(b) Pilots. There are none.\n\n"
        "They parted. All was well.\n"
    )
    assert topics(document) == {"Harbour dues": (DISCUSSED, (2,)), "Pilots": (DISCUSSED, (3,))}


# Front matter


GIVEN = "topics:\n  - name: Visas\n    status: no_indication\n    ground: Neither side raised visas.\n"
BODY = "They spoke of cod. Neither side raised visas.\n\nThey left.\n\nVisas stay.\n"


def test_the_front_matter_gives_a_status_by_its_ground() -> None:
    document = of(BODY, GIVEN)
    assert topics(document) == {"Visas": (NO_INDICATION, (1,))}
    assert ground(document, "Visas") == ("Neither side raised visas.", "X1:1")
    assert [passage.topic for passage in document.passages if passage.number] == ["Visas", None, None]


def test_the_front_matter_names_the_paragraphs_of_a_topic() -> None:
    document = of(BODY, GIVEN + "    paragraphs: [1, 3]\n")
    assert [passage.topic for passage in document.passages if passage.number] == ["Visas", None, "Visas"]
    assert document.topic_of["Visas"].passages == (1, 3)


def test_the_front_matter_denies_a_status() -> None:
    denied = "topics:\n  - {name: fish, status: mentioned, ground: It is unclear who spoke of it.}\n"
    document = of(
        "The leaders discussed:\n\n- **Fish.** It is unclear who spoke of it.\n- **Rail.** One line.\n", denied
    )
    assert topics(document) == {"Fish": (MENTIONED, (2,)), "Rail": (DISCUSSED, (3,))}


def test_a_paragraph_given_to_a_topic_belongs_to_no_other() -> None:
    given = GIVEN.replace("Neither side raised visas.", "Nobody raised visas.") + "    paragraphs: [3]\n"
    document = of("The leaders discussed:\n\n- **Fish.** Of cod.\n\n  Nobody raised visas.\n", given)
    assert topics(document) == {"Fish": (DISCUSSED, (2,)), "Visas": (NO_INDICATION, (3,))}


@pytest.mark.parametrize(
    ("fields", "line", "problem"),
    [
        (GIVEN.replace("raised", "mentioned"), 8, "the ground of 'Visas' stands nowhere"),
        (GIVEN + "    paragraphs: [1, 9]\n", 9, "no paragraph 9; the last is 3"),
        (GIVEN.replace("no_indication", "absent"), 7, "topics.1.status"),
        (GIVEN.replace("    ground: Neither side raised visas.\n", ""), 6, "topics.1.ground: missing"),
        (GIVEN + "    why: none\n", 9, "topics.1.why: unknown field"),
        ("author: [{}]\n", 5, "author.1: a name needs a family name"),
        ("author:\n  - family: Berg\n  - given: Ada\n", 7, "author.2: a name needs a family name"),
        ("speakers: [Berg]\n", 5, "speakers"),
        ("title2: &a [*a]\n", 5, "a reference"),
        (f"genre: {'[' * 30_000}\n", 5, "more than 8 lists"),
        (f"genre: {'x' * 100_000}\n", 1, "100,0"),
    ],
)
def test_a_fault_in_the_front_matter_is_named_with_its_line(fields: str, line: int, problem: str) -> None:
    with pytest.raises(RecordError) as caught:
        of(BODY, fields)
    assert str(caught.value).startswith(f"talks.md:{line}: front matter: ")
    assert problem in str(caught.value)


def test_a_written_document_has_the_topics_that_its_text_has(write: Write) -> None:
    path = write("The leaders discussed:\n\n- Fish\n")
    assert topics(read_document(path)) == {"Fish": (DISCUSSED, (2,))}
