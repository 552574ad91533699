"""Lead-ins in the usual wordings, and sentences that look like one: what each says of the list or headings after it."""

import pytest

from knowledge.document import Sentence, Status
from knowledge.lead_ins import announced, announces_next, heading_announces, lead_ins, names_part
from knowledge.sentences import sentence_spans

NO_INDICATION = """
The following issues were not discussed:
The following topics did not come up:
The following subjects were not on the agenda:
These matters weren't on the agenda.
Not discussed:
Not on the agenda:
No mention was made of the following:
There was no mention of:
The leaders did not discuss:
The leaders didn't discuss the following topics:
The two ministers did not raise any of these questions:
Neither side raised the following points:
Neither leader mentioned these issues:
Nobody raised the following:
No one raised the following:
None of the following was discussed:
None of these topics came up:
The delegations avoided the following subjects:
Left off the agenda:
Left out of the talks:
The following questions were set aside:
Off the table:
The talks did not touch on:
The talks did not touch upon the following matters:
The communiqué is silent on the following:
The chair's summary omits any mention of the following:
Nothing was said about:
The record has no indication that these matters were raised:
There is no indication in the record that any of these were discussed.
There is no evidence that any of the following came up:
Nothing suggests that the following topics were discussed:
The following topics were never brought up:
Several topics were conspicuously not raised:
Some questions went unaddressed:
They steered clear of the following:
The two failed to discuss the following:
There was no time for the following:
The sides did not speak about the following:
Absent from the talks were the following:
The following subjects did not feature in the talks:
The following items were dropped from the agenda:
It was noted that the following topics had not been discussed:
According to both delegations, the following did not come up at all:
The following subjects, according to the host, were not touched on:
The following were outside the scope of the talks:
The delegations did not get to the following items:
There was reportedly no exchange on these points:
Nothing in the communiqué suggests that these topics were addressed:
Not a word was said about:
To our knowledge, none of these subjects was touched on:
No discussion took place on the following:
It does not appear that the following were discussed:
The chair ruled the following out of order, and they were not debated:
Nothing was heard in public on any of the following:
Still, several matters never reached the table:
The leaders kept off these subjects:
The following were left for another day:
Nobody seems to have brought up:
No one present recalls any exchange about:
Time ran out before these could be reached:
Not one of the participants spoke of the following:
The following found no place in the talks:
The following played no part in the conversation:
Reporters had expected to hear about the following, and heard nothing:
Neither readout has a word on the following:
Neither readout mentions:
These questions stayed outside the room:
There is nothing to show that the following were discussed:
No delegation raised:
No minister mentioned the following:
None of the accounts refers to these matters:
Neither communiqué refers to:
Nor did the ministers discuss:
The following were not among the subjects discussed:
The talks did not extend to:
The following did not form part of the talks:
They did not get around to:
The delegates said nothing on the following:
Absent from both accounts are:
The following are missing from the statement and from all that officials told:
The following were held over to the next meeting:
We have no information that the following were discussed:
Nothing in the accounts suggests that these came up:
There was no time to discuss:
Nobody spoke of:
"""
DISCUSSED = """
The leaders discussed:
The leaders discussed the following:
The following issues were raised:
The following issues were raised.
The following topics came up:
The ministers raised these points:
On the agenda:
The agenda included:
Issues raised at the meeting:
The talks covered:
The talks focused on:
The discussions centred on the following issues:
The conversation touched on the following:
They spoke about:
They talked about the following.
They dealt with:
The topics of discussion were:
Among the topics discussed were:
The subjects covered by the two leaders are listed below.
According to the joint statement, the two sides discussed the following questions:
The presidents exchanged views on the following issues:
They went over the following points:
The delegations took up the following matters:
The following matters have been addressed:
Discussed at the summit:
The ministers brought up:
Although no communiqué was issued, the following issues were raised:
The delegations reportedly addressed the following points:
The heads of government reviewed the following files:
The following themes dominated the talks:
At the plenary the following questions were examined:
The leaders had an in-depth exchange on the following:
The meeting addressed five subjects:
The ministers held talks on the following issues:
The main subjects of the talks were the following:
The conversation reportedly ranged over the following:
Officials listed the following as topics of the conversation:
The readout says that these matters were gone into in some depth:
The two spent most of their time on five subjects:
The ministers worked through the following:
The leaders worked their way through a list of five items:
Members of both delegations agree that the conversation dealt with these questions:
On the table in Lisbon were the following:
The agenda, as both sides later confirmed, had five points:
Participants confirmed that the talks went into the following:
They found time for the following:
Discussed, according to both sides:
Texts were compared on the following subjects:
Views were exchanged on these matters:
Progress was made on the following topics:
Agreement was reached on the following points:
Discussions were held on:
Four subjects were discussed.
The two leaders discussed five topics.
The talks covered three areas.
The agenda consisted of the following items:
The meeting's agenda was as follows:
They talked through the following:
The two days were given over to:
No communiqué was issued, and the following issues were raised:
"""
MENTIONED = """
It is unclear whether the following were discussed:
It is not known whether the following issues came up:
Neither government has said whether the following was discussed:
Officials would not confirm whether these matters were raised:
The following topics will be discussed in May:
The following issues may have been raised:
They are expected to discuss the following:
The following subjects were to be discussed:
The next meeting will take up the following:
The next round will deal with the following subjects:
The ministers hope to make progress on the following issues:
The following were on the provisional agenda:
"""
NOTHING = """
They met in Oslo.
The following people attended:
The delegations consisted of:
Additional requirements include:
In addition to the status quo, other policy considerations include the following:
The sale involves other concerns that the assembly may consider, including the following:
The credit was limited to $600, with the following exceptions:
The leaders agreed on the following:
The parties signed the following agreements:
He gave the following address:
The following countries took part in the talks:
Matters left unresolved:
Three ministers spoke at the dinner:
The treaty names the following weapons:
The delegates went to the following dinners:
The table had the following guests:
The ships reached the following harbors:
Without a word on why, they discussed nothing of the following:
It was denied that the following issues were discussed:
The following issues were raised by journalists but not by the leaders:
Three people were asked about the following:
The office has published papers on the following subjects:
"""


def sentences(text: str) -> list[Sentence]:
    return [Sentence(start, end) for start, end in sentence_spans(text)]


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def status_of(paragraph: str) -> Status | None:
    found = announced(paragraph, sentences(paragraph))
    return found.status if found else None


@pytest.mark.parametrize("wording", lines(NO_INDICATION))
def test_a_lead_in_says_that_there_is_no_indication(wording: str) -> None:
    assert status_of(wording) is Status.NO_INDICATION


@pytest.mark.parametrize("wording", lines(DISCUSSED))
def test_a_lead_in_says_that_topics_were_discussed(wording: str) -> None:
    assert status_of(wording) is Status.DISCUSSED


@pytest.mark.parametrize("wording", lines(MENTIONED))
def test_a_lead_in_that_leaves_it_open_makes_topics_mentioned(wording: str) -> None:
    assert status_of(wording) is Status.MENTIONED


@pytest.mark.parametrize("wording", lines(NOTHING))
def test_a_sentence_that_says_nothing_of_the_kind_is_no_lead_in(wording: str) -> None:
    assert status_of(wording) is None


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        *(
            (one, Status.NO_INDICATION)
            for one in ("Topics not raised", "Issues Not Discussed", "What did not come up", "3. Points not taken up")
        ),
        *(
            (one, Status.NO_INDICATION)
            for one in ("Not on the agenda", "What the communiqué leaves out", "Omitted topics")
        ),
        *((one, Status.DISCUSSED) for one in ("Topics discussed", "Issues raised", "What was discussed")),
        *((one, Status.DISCUSSED) for one in ("On the agenda", "What the leaders discussed", "Topics of the talks")),
        *((one, None) for one in ("Discussion", "Background", "Trade talks", "Climate talks", "Policy Considerations")),
        *((one, None) for one in ("Sanctions", "The talks", "Cover letter", "Questions", "Next steps", "Main issues")),
    ],
)
def test_a_heading_is_a_lead_in_where_it_names_no_topic_itself(heading: str, status: Status | None) -> None:
    found = heading_announces(heading, Sentence(0, len(heading)))
    assert (found.status if found else None) is status


def test_only_the_last_sentence_introduces_a_list_unless_another_points_to_it() -> None:
    assert status_of("Sanctions were not discussed. The delegations then ate.") is None
    assert status_of("The following were not discussed. All wait for May.") is Status.NO_INDICATION


def test_a_paragraph_introduces_headings_only_if_it_points_to_them() -> None:
    for text, is_one in (("Sanctions were not discussed.", False), ("These subjects were not discussed.", True)):
        assert (announces_next(text, sentences(text)) is not None) is is_one


def test_a_lead_in_reaches_to_the_comma_behind_what_it_says() -> None:
    text = "The main topics were reportedly as follows, based on transcripts:"
    found = announced(text, sentences(text))
    assert found is not None
    assert text[found.start : found.end] == "The main topics were reportedly as follows"


def test_every_wording_is_of_a_form_that_can_occur() -> None:
    """Each wording finds the first alternative of each of its words, its gaps left empty."""
    wordings = [(status, wording) for status, group in lead_ins().wordings for wording in group]
    assert len(wordings) > 100
    for _, wording in wordings:
        steps = [step for step in wording.steps if not step.most]
        forms = [min(step.forms, default=min(step.stems, default="")) for step in steps]
        stemmed = [min(step.stems, default=min(step.forms, default="")) for step in steps]
        assert wording.end_in(forms, stemmed) == len(forms), wording.line
        assert wording.end_in(["cod"], ["cod"]) is None, wording.line


@pytest.mark.parametrize("heading", ["Background", "2. Next steps", "Notes:", "Table 4", "Editor’s note", "Annex B"])
def test_a_part_of_a_document_is_no_topic(heading: str) -> None:
    assert names_part(heading)


@pytest.mark.parametrize("heading", ["Table manners", "Notes on fishing rights", "Fisheries", "Agenda for peace"])
def test_a_topic_is_no_part_of_a_document(heading: str) -> None:
    assert not names_part(heading)
