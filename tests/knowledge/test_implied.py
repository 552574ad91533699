"""Lead-ins in no usual wording: what their shape, and the topics under them, say of those topics."""

from pathlib import Path

import pytest

from knowledge.document import Document, Status
from knowledge.markdown import parse_document

DISCUSSED, NO_INDICATION, MENTIONED = Status.DISCUSSED, Status.NO_INDICATION, Status.MENTIONED
FRONT = "---\nid: X1\ntitle: The Oslo Talks\nissued: 2020-01-02\n---\n\n# The Oslo Talks\n\n"
LOW = "- Rail: Norn asked for a bridge.\n- Fish: Both sides agreed on cod.\n\n"


def of(body: str) -> Document:
    return parse_document(Path("talks.md"), FRONT + body)


def statuses(body: str) -> dict[str, Status]:
    return {topic.name: topic.status for topic in of(body).topics}


def ground(document: Document, name: str) -> tuple[str, str]:
    found = document.topic_of[name].ground
    assert found is not None
    return document.text[found.start : found.end], found.passage


@pytest.mark.parametrize(
    "lead_in",
    [
        "Here is what the two ministers had to say about five subjects:",
        "Those in the room remember the same two points from the session:",
        "Each of the delegations brought a folder with these items in it:",
        "What was on the table, as both sides tell it:",
    ],
)
def test_a_sentence_over_a_list_tells_of_topics_if_it_names_them_and_a_party(lead_in: str) -> None:
    assert statuses(f"{lead_in}\n\n{LOW}") == {"Rail": DISCUSSED, "Fish": DISCUSSED}


@pytest.mark.parametrize(
    "lead_in",
    [
        "Two subjects that the ministers have quarrelled over for years got no hearing at all:",
        "Silence reigned, say both sides, over two old points of dispute:",
        "Officials have it that neither of these ever came to the table:",
    ],
)
def test_a_sentence_over_a_list_denies_topics_by_a_negation(lead_in: str) -> None:
    assert statuses(f"{lead_in}\n\n{LOW}") == {"Rail": NO_INDICATION, "Fish": NO_INDICATION}


@pytest.mark.parametrize(
    "lead_in",
    [
        "The ministers were accompanied by four of their staff:",
        "The next session will deal with the points that both sides left over:",
        "The office has papers on two of the issues:",
        "The harbour has two piers:",
    ],
)
def test_a_sentence_over_a_list_of_something_else_says_nothing(lead_in: str) -> None:
    assert set(statuses(f"{lead_in}\n\n{LOW}").values()) <= {MENTIONED}


HEADINGS = """
## How it began

They had last met in May.

## What kept them busy

### Rail

Norn asked for a bridge. Wend offered a ferry.

### Fish

Both sides agreed on cod.

## The ghosts at the feast

### Visas

Nobody brought up visas, which expire in May.

### Tolls

They have risen. There is nothing to suggest that they were raised.

## The day after

### The press

The papers said little.

### The banks

The banks said nothing at all.
"""


def test_topics_that_say_that_they_were_not_raised_give_their_status_to_all_under_the_heading() -> None:
    document = of(HEADINGS)
    assert {topic.name: topic.status for topic in document.topics} == {
        "Rail": DISCUSSED,
        "Fish": DISCUSSED,
        "Visas": NO_INDICATION,
        "Tolls": NO_INDICATION,
        "The press": MENTIONED,
        "The banks": MENTIONED,
    }
    assert ground(document, "Tolls") == ("The ghosts at the feast", "X1:4")
    assert ground(document, "Rail") == ("What kept them busy", "X1:2")


def test_without_topics_that_were_not_raised_nothing_says_that_the_others_were() -> None:
    only = HEADINGS[: HEADINGS.index("## The ghosts")]
    assert set(statuses(only).values()) == {MENTIONED}


def test_bold_openings_under_a_heading_are_denied_by_the_sentence_before_them() -> None:
    document = of(
        "The leaders discussed:\n\n- Fish\n\n## In the drawer\n\nSome matters that all had expected never left it.\n\n"
        "**Visas.** They expire in May.\n\n**Tolls.** They have risen.\n"
    )
    assert {topic.name: topic.status for topic in document.topics} == {
        "Fish": DISCUSSED,
        "Visas": NO_INDICATION,
        "Tolls": NO_INDICATION,
    }
    assert ground(document, "Tolls") == ("Some matters that all had expected never left it.", "X1:3")


def test_headings_beside_one_that_leads_in_to_topics_are_sections_and_no_topics() -> None:
    assert "How it began" not in statuses(HEADINGS)
    assert list(statuses("## Issues raised\n\n- Fish\n- Rail\n\n## A word of thanks\n\nTo all.\n")) == ["Fish", "Rail"]


def test_an_item_that_says_of_itself_that_it_came_up_or_did_not_names_a_topic() -> None:
    body = (
        "The ministers did not discuss:\n\n- Visas, as in other years, did not come up.\n"
        "- Tolls were never mentioned.\n- Norn has asked for a new quay.\n"
        "- The leaders were silent on the subject of wine.\n"
    )
    assert list(statuses(body)) == ["Visas", "Tolls"]


def test_what_a_lead_in_says_by_the_way_denies_nothing() -> None:
    body = (
        "## What kept them\n\nAll accounts agree on these subjects, though not on how long each was discussed.\n\n"
        "### Fish\n\nBoth sides agreed on cod.\n\n### Rail\n\nNorn offered a bridge.\n\n"
        "## What they left alone\n\nNeither of the two old matters found a place.\n\n"
        "### Visas\n\nThey expire in May.\n\n### Tolls\n\nThey have risen.\n"
    )
    assert statuses(body) == {"Fish": DISCUSSED, "Rail": DISCUSSED, "Visas": NO_INDICATION, "Tolls": NO_INDICATION}
