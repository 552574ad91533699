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


DENIED = "No mention was made of the following:\n\n- Visas\n- Tolls\n"


@pytest.mark.parametrize(
    "lead_in",
    [
        "Here is what the two presidents had to say about five subjects:",
        "Those at the talks remember the same two points from the session:",
        "Each of the delegations brought a folder with these items in it:",
        "Asked what had been on the table, both sides gave the same two matters:",
    ],
)
def test_before_what_was_denied_a_sentence_over_a_list_tells_of_topics_if_it_names_them_and_a_party(
    lead_in: str,
) -> None:
    denied = {"Visas": NO_INDICATION, "Tolls": NO_INDICATION}
    assert statuses(f"{lead_in}\n\n{LOW}{DENIED}") == {"Rail": DISCUSSED, "Fish": DISCUSSED} | denied
    assert statuses(f"{lead_in}\n\n{LOW}") == {}


@pytest.mark.parametrize(
    "lead_in",
    [
        "On some subjects that the ministers have quarrelled over for years there was no exchange:",
        "Officials have it that neither of these ever came to the table:",
        "Nothing in either account suggests that they went near these points:",
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
        "The leaders left no doubt about what they had discussed:",
        "The two sides reached no agreement on their old quarrels:",
        "The presidents did not sign these, but they did talk of them:",
        "Nobody came but the following members:",
        "The council made no changes to these items of the budget:",
        "The delegation from Tarn brought the following gifts for the leaders:",
        "The two sides set these points for the coming year:",
        "The points that the governments must still act on are these:",
    ],
)
def test_a_sentence_over_a_list_of_something_else_says_nothing(lead_in: str) -> None:
    found = statuses(f"{lead_in}\n\n- Anna Koch, minister\n- Otto Brandl, envoy\n\n{DENIED}")
    assert {status for name, status in found.items() if name not in ("Visas", "Tolls")} <= {MENTIONED}


@pytest.mark.parametrize(
    "topics",
    [
        "**Fishing.** The presidents discussed cod. Roe said that he would never raise quotas.\n\n"
        "**Rail.** The presidents discussed the line. There was no discussion of the bridge.\n",
        "**Tickets.** There are no refunds after you show your ticket.\n\n**Lost items.** They are not kept.\n",
        "**Dredging.** The council agreed to dredge the harbour. Nobody spoke against it.\n\n"
        "**Lamps.** The council agreed to new lamps. There was no further discussion.\n",
    ],
)
def test_topics_that_were_talked_about_are_not_denied_by_a_word_in_them(topics: str) -> None:
    assert set(
        statuses(f"## Decisions\n\nThe session was not open, and no questions were taken.\n\n{topics}").values()
    ) == {MENTIONED}


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
        "The leaders discussed:\n\n- Fish\n\n## In the drawer\n\nTwo old matters got no hearing.\n\n"
        "**Visas.** They expire in May.\n\n**Tolls.** They have risen.\n"
    )
    assert {topic.name: topic.status for topic in document.topics} == {
        "Fish": DISCUSSED,
        "Visas": NO_INDICATION,
        "Tolls": NO_INDICATION,
    }
    assert ground(document, "Tolls") == ("Two old matters got no hearing.", "X1:3")


def test_headings_beside_one_that_leads_in_to_topics_are_sections_and_no_topics() -> None:
    assert "How it began" not in statuses(HEADINGS)
    assert list(statuses("## Issues raised\n\n- Fish\n- Rail\n\n## A word of thanks\n\nTo all.\n")) == ["Fish", "Rail"]


def test_an_item_that_says_of_itself_that_it_came_up_or_did_not_names_a_topic() -> None:
    body = (
        "The ministers did not discuss:\n\n- Visas, as in other years, did not come up.\n"
        "- Tolls were never mentioned.\n- Norn has asked for a new quay.\n"
        "- The press, in the meantime, did not get to put questions.\n- Rain, wind and snow are points on the map.\n"
    )
    assert list(statuses(body)) == ["Visas", "Tolls"]


def test_what_a_lead_in_says_by_the_way_denies_nothing() -> None:
    body = (
        "## What kept them\n\nAll accounts agree on these subjects, though not on how long each was discussed.\n\n"
        "### Fish\n\nBoth sides agreed on cod.\n\n### Rail\n\nNorn offered a bridge.\n\n"
        "## What they left alone\n\nThe two old matters found no place in the room.\n\n"
        "### Visas\n\nThey expire in May.\n\n### Tolls\n\nThey have risen.\n"
    )
    assert statuses(body) == {"Fish": DISCUSSED, "Rail": DISCUSSED, "Visas": NO_INDICATION, "Tolls": NO_INDICATION}
