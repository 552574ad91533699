"""Answers: the JSON contract, what gives a status, which quotes come first, and what a note may say."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answer import Answer
from knowledge.answering import Answerer
from knowledge.document import Document, Status
from knowledge.errors import UnknownSpeakerError
from knowledge.loading import load
from knowledge.record import Record

Write = Callable[..., Path]

GROUND = "To date, there is no indication that the following subjects were discussed:"
AS_OF = "as of July 20, 2018"
PHRASES = {
    Status.DISCUSSED: "reported as discussed",
    Status.NO_INDICATION: "no indication that it was discussed",
    Status.MENTIONED: "mentioned, not reported as discussed",
}


def found(answer: Answer) -> list[tuple[str | None, Status]]:
    return [(finding.topic, finding.status) for finding in answer.findings]


# The contract


def test_the_readme_s_question_is_answered_word_for_word(answerer: Answerer, document: Document) -> None:
    def span(text: str) -> dict[str, object]:
        return {"start": document.text.index(text), "end": document.text.index(text) + len(text), "text": text}

    answer = json.loads(answerer.answer("Were sanctions discussed?").model_dump_json())
    digest = answer["record"].pop("digest")
    note = f"Sanctions: no indication that it was discussed, {AS_OF}"
    assert answer == {
        "question": "Were sanctions discussed?",
        "read_as": "Were sanctions discussed?",
        "status": "no_indication",
        "note": note,
        "findings": [
            {
                "topic": "Sanctions",
                "asked": "sanctions",
                "status": "no_indication",
                "note": note,
                "quotes": [0],
                "ground": {"passage": "IN10933:17", **span(GROUND)},
            }
        ],
        "quotes": [
            {
                "passage": "IN10933:19",
                **span("Neither President indicated that U.S. sanctions on Russia were discussed."),
                "speakers": [],
                "silent": ["Trump", "Putin"],
                "topic": "Sanctions",
                "citation": "Cory Welt, The Trump-Putin Summit, CRS Insight IN10933, July 20, 2018, "
                "par. 19 (Sanctions)",
                "url": "https://www.congress.gov/crs-product/IN10933",
            }
        ],
        "looked_for": [{"asked": "sanctions", "read_as": "sanctions", "how": "stem", "passages": 1}],
        "together": 1,
        "nearby": [],
        "record": {"documents": ["IN10933"], "as_of": "2018-07-20"},
        "version": 1,
    }
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", digest)


def test_the_example_of_the_design_is_mended_and_tells_how(answerer: Answerer) -> None:
    answer = answerer.answer("were sanctons discussed")
    assert (answer.question, answer.read_as) == ("were sanctons discussed", "were sanctions discussed")
    assert [finding.asked for finding in answer.findings] == ["sanctons"]
    (looked_for,) = answer.looked_for
    assert (looked_for.asked, looked_for.read_as, looked_for.how) == ("sanctons", "sanctions", "spelling")


QUOTE_FIELDS = ["passage", "start", "end", "text", "speakers", "silent", "topic", "citation", "url"]
QUESTIONS = [
    "was crimea discussed",
    "was brexit discussed",
    "crimea, brexit and sanctions",
    "what was left out?",
    "hello",
    "who wrote this report?",
    "will putin visit the white house",
    "what did trump say about crimea",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_has_the_fields_of_the_contract_in_their_order(question: str, answerer: Answerer) -> None:
    answer = json.loads(answerer.answer(question).model_dump_json())
    fields = "question read_as status note findings quotes looked_for together nearby record version"
    assert list(answer) == fields.split()
    for finding in answer["findings"]:
        assert list(finding) == ["topic", "asked", "status", "note", "quotes", "ground"]
        assert finding["ground"] is None or list(finding["ground"]) == ["passage", "start", "end", "text"]
    for quote in answer["quotes"] + answer["nearby"]:
        assert list(quote) == QUOTE_FIELDS
    for looked_for in answer["looked_for"]:
        assert list(looked_for) == ["asked", "read_as", "how", "passages"]
        assert looked_for["how"] in ("stem", "thesaurus", "spelling", "unknown")
    assert answer["version"] == 1


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_is_of_exactly_one_finding_where_there_are_findings(question: str, answerer: Answerer) -> None:
    answer = answerer.answer(question, quotes=5)
    numbers = [number for finding in answer.findings for number in finding.quotes]
    if answer.findings:
        assert sorted(numbers) == list(range(len(answer.quotes)))
    for finding in answer.findings:
        assert list(finding.quotes) == sorted(finding.quotes)
        assert all(answer.quotes[number].topic == finding.topic for number in finding.quotes)


def test_a_finding_outside_the_topics_has_neither_topic_nor_ground(answerer: Answerer) -> None:
    (finding,) = answerer.answer("will putin visit the white house").findings
    assert (finding.topic, finding.status, finding.ground) == (None, Status.MENTIONED, None)


# Statuses


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("did the golan heights come up", [("Syria", "discussed")]),
        ("novichok", [("State-Sponsored Violence", "no_indication")]),
        ("was a readout released", [(None, "mentioned")]),
        ("was whaling discussed", [(None, "absent")]),
        ("crimea and meddling", [("Ukraine", "discussed"), ("Election Interference", "discussed")]),
        ("space weapons and missile defense", [("Arms Control", "discussed")]),
        ("sanctions, crimea", [("Sanctions", "no_indication"), ("Ukraine", "discussed")]),
        ("sanctions and venezuela", [("Sanctions", "no_indication"), (None, "absent")]),
        ("iran sanctions", [(None, "absent")]),
        ("crimea refugees", [(None, "absent")]),
        ("china's missile defense", [(None, "absent")]),
        ("hello", []),
        ("who wrote this report?", []),
    ],
)
def test_a_status_comes_from_the_topics_found(
    question: str, topics: list[tuple[str | None, str]], answerer: Answerer
) -> None:
    answer = answerer.answer(question)
    assert found(answer) == topics
    statuses = {status for _, status in topics}
    assert answer.status == ("none" if not topics else statuses.pop() if len(statuses) == 1 else "mixed")


@pytest.mark.parametrize(
    "question",
    [
        "what did merkel say about syria",
        "what did Macron say about sanctions",
        "what did the pope say about iran",
        "what did Skripal say about Putin",
        "what did Obama say about refugees",
        "what did Netanyahu tell them about the golan heights",
        "according to Merkel, was crimea discussed",
    ],
)
def test_words_asked_of_one_to_whom_the_record_gives_none_are_absent(question: str, answerer: Answerer) -> None:
    answer = answerer.answer(question)
    assert (answer.status, answer.quotes) == (Status.ABSENT, ())


@pytest.mark.parametrize(
    ("question", "topic", "speaker"),
    [
        ("what did trump say about crimea", "Ukraine", "Trump"),
        ("what did trump say about new start", "Arms Control", "Trump"),
        ("what did putin say about business leaders", "Working Groups", "Putin"),
        ("what did congress say about refugees", "Syria", "Members of Congress"),
        ("what did the russian delegation say about crimea", "Ukraine", "Russian delegation"),
        ("what did observers say about sanctions", "Sanctions", "observers"),
    ],
)
def test_a_speaker_who_says_nothing_on_a_topic_gets_its_status_and_a_note(
    question: str, topic: str, speaker: str, answerer: Answerer, document: Document
) -> None:
    answer = answerer.answer(question)
    status = document.topic_of[topic].status
    assert found(answer) == [(topic, status)]
    on_it = [
        speaker in sentence.speakers + sentence.silent
        for passage in document.passages
        if passage.topic == topic
        for sentence in passage.sentences
    ]
    no_words = f"; no words of {speaker} on it in the record"
    relevant = any(speaker in quote.speakers + quote.silent for quote in answer.quotes)
    assert answer.note.endswith(no_words) == (not relevant)
    assert answer.note.endswith(no_words) or any(on_it)


def test_a_sentence_of_silence_answers_what_somebody_said(answerer: Answerer) -> None:
    answer = answerer.answer("what did trump say about ukraine")
    assert answer.quotes[0].text == "President Trump did not mention Ukraine in his public remarks."
    assert answer.quotes[0].silent == ("Trump",)
    assert answer.status == "discussed"


def test_the_whole_has_a_finding_for_each_topic_of_its_status(answerer: Answerer, document: Document) -> None:
    topics = [(topic.name, topic.status) for topic in document.topics]
    assert found(answerer.answer("what did they discuss")) == [one for one in topics if one[1] == "discussed"]
    assert found(answerer.answer("what was not discussed")) == [one for one in topics if one[1] == "no_indication"]
    assert found(answerer.answer("list every topic")) == topics


def test_the_whole_of_somebodys_words_has_a_finding_for_each_topic_of_his(
    answerer: Answerer, document: Document
) -> None:
    answer = answerer.answer("what did putin say?")
    with_words = {
        passage.topic
        for passage in document.passages
        if passage.topic and any("Putin" in sentence.speakers for sentence in passage.sentences)
    }
    assert {topic for topic, _ in found(answer)} == with_words
    assert all("Putin" in quote.speakers for quote in answer.quotes)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who wrote this report?", "Cory Welt"),
        ("email of the analyst", "cwelt@crs.loc.gov"),
        ("what is the report number", "IN10933"),
        ("when was this report published", "July 20, 2018"),
        ("what's the title of this document", "The Trump-Putin Summit"),
        ("what is the list of topics based on", "based on transcripts"),
        ("on what day was the summit", "July 16, 2018"),
        ("in which city did they meet?", "Helsinki"),
    ],
)
def test_a_question_about_the_document_is_answered_by_quoting_it(question: str, said: str, answerer: Answerer) -> None:
    answer = answerer.answer(question)
    assert (answer.status, answer.findings) == (Status.NONE, ())
    assert said in answer.quotes[0].text


# Absent


def test_an_absent_answer_can_be_checked(answerer: Answerer, record: Record) -> None:
    answer = answerer.answer("did they discuss china's missile defence?")
    assert answer.status == "absent"
    assert answer.quotes == ()
    assert [(one.how, one.passages) for one in answer.looked_for] == [("unknown", 0), ("thesaurus", 1)]
    assert answer.together == 0
    assert answer.record.digest == record.digest
    assert str(answer.record.as_of) == "2018-07-20"


def test_parts_that_never_stand_together_are_counted_apart(answerer: Answerer) -> None:
    answer = answerer.answer("iran sanctions")
    assert [(one.asked, one.passages) for one in answer.looked_for] == [("iran", 2), ("sanctions", 1)]
    assert answer.together == 0
    assert answerer.answer("north korea denuclearization").together == 1


def test_what_is_near_an_absent_subject_is_set_apart_from_the_quotes(answerer: Answerer) -> None:
    answer = answerer.answer("what did merkel say about syria")
    assert answer.quotes == ()
    assert all(finding.quotes == () for finding in answer.findings)
    assert {quote.topic for quote in answer.nearby} >= {"Syria"}


@pytest.mark.parametrize("question", ["was crimea discussed", "hello", "what was left out?", "sanctions and brexit"])
def test_only_an_absent_answer_has_anything_near_by(question: str, answerer: Answerer) -> None:
    assert answerer.answer(question).nearby == ()


@pytest.mark.parametrize("wording", ["{}", "what about {}", "does the record mention {}"])
def test_no_word_of_the_record_is_said_to_be_absent(wording: str, answerer: Answerer, record: Record) -> None:
    words = {
        document.text[token.start : token.end]
        for document in record.documents
        for token in record.analyzer.tokens(document.text)
    }
    asked = sorted(word for word in words if record.terms(word))
    assert len(asked) > 300
    denied = [word for word in asked if answerer.answer(wording.format(word)).status == "absent"]
    assert denied == []


@pytest.mark.parametrize("name", ["Russia", "US", "the U.S.", "Moscow", "Washington", "Trump", "Putin"])
def test_who_stands_all_over_the_record_is_in_it(name: str, answerer: Answerer) -> None:
    for question in (name, f"what about {name}?", f"was {name} mentioned"):
        assert answerer.answer(question).status != "absent"


# Quotes


@pytest.mark.parametrize("question", ["iran, syria and ukraine", "meddling and iran", "what did they discuss"])
def test_each_findings_best_quote_comes_before_any_findings_second(question: str, answerer: Answerer) -> None:
    answer = answerer.answer(question, quotes=12)
    ranks = {number: rank for finding in answer.findings for rank, number in enumerate(finding.quotes)}
    assert len(answer.quotes) > len(answer.findings) > 1
    assert [ranks[number] for number in range(len(answer.quotes))] == sorted(ranks.values())


@pytest.mark.parametrize(
    "question", ["syria", "iran, syria and ukraine", "what did they discuss", "was brexit discussed"]
)
@pytest.mark.parametrize("limit", [1, 2, 3, 8])
def test_there_are_no_more_quotes_than_wanted_but_one_for_each_finding(
    question: str, limit: int, answerer: Answerer
) -> None:
    answer = answerer.answer(question, quotes=limit)
    assert len(answer.quotes) <= max(limit, len(answer.findings))
    assert len(answer.nearby) <= limit
    if answer.status != "absent":
        assert all(finding.quotes for finding in answer.findings)
    most = answerer.answer(question, quotes=20).quotes
    assert most[: len(answer.quotes)] == answer.quotes


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("what did putin say about syria", "President Putin"),
        ("when does new start expire", "In an interview, President Putin said he assured"),
        ("who wants to end the north korea problem", "President Trump said they discussed the denuclearization"),
        ("1974 agreement", "Putin indicated that Russia expected"),
    ],
)
def test_the_sentence_that_answers_comes_first(question: str, start: str, answerer: Answerer) -> None:
    assert answerer.answer(question).quotes[0].text.startswith(start)


def test_the_words_of_the_one_asked_about_come_first(answerer: Answerer) -> None:
    for speaker in ("Putin", "Trump"):
        for subject in ("iran", "syria", "meddling", "cybersecurity or terrorism"):
            answer = answerer.answer(f"what did {speaker} say about {subject}")
            theirs = [speaker in quote.speakers + quote.silent for quote in answer.quotes]
            assert theirs[0]


# Said by


def test_said_by_puts_somebodys_words_first(answerer: Answerer) -> None:
    for name, speaker in (("Putin", "Putin"), ("president trump", "Trump"), ("Vladimir", "Putin")):
        answer = answerer.answer("was iran discussed", said_by=name)
        assert speaker in answer.quotes[0].speakers
        assert found(answer) == [("Nonproliferation", Status.DISCUSSED)]


def test_said_by_somebody_without_words_on_it_is_noted(answerer: Answerer) -> None:
    answer = answerer.answer("was crimea discussed", said_by="state department")
    assert found(answer) == [("Ukraine", Status.DISCUSSED)]
    assert "no words of U.S. Department of State on it" in answer.note


@pytest.mark.parametrize("name", ["Merkel", "Skripal", "White House", "nobody", "...", "no\nbody", "制裁"])
def test_an_unknown_speaker_is_an_error_that_names_those_there_are(
    name: str, answerer: Answerer, record: Record
) -> None:
    with pytest.raises(UnknownSpeakerError) as caught:
        answerer.answer("was iran discussed", said_by=name)
    assert caught.value.speakers == record.speakers
    assert "\n" not in str(caught.value)
    assert "Putin, observers" in str(caught.value)


@pytest.mark.parametrize("name", ["Merkel and Putin", "Putin and Merkel"])
def test_one_unknown_speaker_among_several_is_an_error(name: str, answerer: Answerer) -> None:
    with pytest.raises(UnknownSpeakerError):
        answerer.answer("was iran discussed", said_by=name)


# Notes

CLAIMS = st.builds(
    "{} {} {} {} {}".format,
    st.sampled_from(["why did", "when did", "did", "isn't it true that", "how come"]),
    st.sampled_from(["trump", "putin", "both presidents", "the russians", "Macron", "congress"]),
    st.sampled_from(["lift", "surrender", "secretly sign away", "refuse to discuss", "laugh about", "say about"]),
    st.sampled_from(["sanctions", "crimea", "the golan heights", "new start", "a readout", "meddling", "whaling"]),
    st.sampled_from(["", "and iran", "for money", "because of the hostages", "again and again", "in Moscow"]),
)


@settings(deadline=None)
@given(CLAIMS)
def test_a_note_never_repeats_what_a_question_claims(answerer: Answerer, record: Record, claim: str) -> None:
    """A note is a topic's name, a fixed phrase, a speaker of the record and its date; or words that it hasn't."""
    answer = answerer.answer(claim)
    assert answer.note == "; ".join(dict.fromkeys(finding.note for finding in answer.findings))
    names = {name for one in (record.speakers, record.silent) for name in one}
    for finding in answer.findings:
        if finding.status is Status.ABSENT:
            looked_for = {one.asked for one in answer.looked_for}
            note = re.fullmatch(rf"(?:Not .*the record: (.*)|No words of (.*) in the record), {AS_OF}", finding.note)
            assert note is not None
            assert set((note[1] or note[2]).split(", ")) <= looked_for
        else:
            head = f"{finding.topic or 'Outside the listed topics'}: {PHRASES[finding.status]}, {AS_OF}"
            assert finding.note.startswith(head)
            rest = finding.note.removeprefix(head)
            spoken = re.fullmatch(r"(?:; no words of (.+) on it in the record)?", rest)
            assert spoken is not None
            assert set((spoken[1] or "").split(" and ")) <= names | {""}


@pytest.mark.parametrize("text", ["hello", "who wrote this report?", "thanks, that settles the Crimea thing", ""])
def test_an_answer_without_findings_has_a_fixed_note(text: str, answerer: Answerer) -> None:
    answer = answerer.answer(text or "bye")
    if not answer.findings:
        assert answer.note in ("No topic of the record is asked for.", "About the record itself.")


# Other records

OTHER = """# The Oslo Talks

***

Chancellor Meyer met President Ruiz in Oslo.

The following subjects were discussed:

- **Fish.** Chancellor Meyer said that cod came up.

There is no indication that these matters were raised:

- **Timber.** Neither side said that spruce was discussed.

They also ate.

- **Food.** There was soup.
"""


@pytest.fixture
def other(write: Write) -> Answerer:
    return Answerer(load(write(OTHER)))


@pytest.mark.parametrize(
    ("question", "topic", "status", "ground"),
    [
        ("was fish discussed", "Fish", "discussed", "The following subjects were discussed:"),
        ("spruce?", "Timber", "no_indication", "There is no indication that these matters were raised:"),
        ("was there soup", "Food", "mentioned", None),
        ("was crimea discussed", None, "absent", None),
    ],
)
def test_another_records_statuses_come_from_its_own_grounds(
    question: str, topic: str | None, status: str, ground: str | None, other: Answerer
) -> None:
    (finding,) = other.answer(question).findings
    assert (finding.topic, finding.status) == (topic, status)
    assert (finding.ground.text if finding.ground else None) == ground


def test_a_record_without_topics_answers_and_lists_none(write: Write) -> None:
    answerer = Answerer(load(write("# The Oslo Talks\n\nChancellor Meyer said that cod came up.\n")))
    answer = answerer.answer("was cod discussed")
    assert found(answer) == [(None, Status.MENTIONED)]
    assert answer.quotes[0].text == "Chancellor Meyer said that cod came up."
    assert answerer.answer("list every topic").status == "none"


def test_two_documents_that_disagree_are_both_heard(write: Write, tmp_path: Path) -> None:
    write("The following subjects were discussed:\n\n- **Fish.** They spoke of cod.\n", name="a.md", id="A")
    write("The following were not discussed:\n\n- **Fish.** Nobody spoke of cod.\n", name="b.md", id="B")
    record = load(tmp_path)
    ledger = Answerer(record).topic("Fish")
    assert ledger is not None
    assert ledger.status == "discussed"
    assert [finding.status for finding in ledger.findings] == ["discussed", "no_indication"]
    assert [quote.passage for quote in ledger.quotes] == ["A:2", "B:2"]


# Topics by name


def test_a_topic_by_its_name_is_every_sentence_on_it(record: Record, document: Document) -> None:
    for topic in document.topics:
        answer = Answerer(record).topic(topic.name)
        assert answer is not None
        assert found(answer) == [(topic.name, topic.status)]
        spans = [
            (sentence.start, sentence.end)
            for number in topic.passages
            for sentence in document.passages[number].sentences
        ]
        assert [(quote.start, quote.end) for quote in answer.quotes] == spans
        assert answer.findings[0].quotes == tuple(range(len(spans)))
    assert Answerer(record).topic("Whaling") is None


@pytest.mark.parametrize("question", ["what did he say?", "what was said?", "his words", "what does he claim?"])
def test_a_question_that_names_nothing_takes_all_words_of_the_speaker_that_is_chosen(
    answerer: Answerer, question: str
) -> None:
    answer = answerer.answer(question, said_by="Putin", quotes=9)
    assert {finding.topic for finding in answer.findings} >= {"Syria", "Arms Control"}
    assert all("Putin" in quote.speakers for quote in answer.quotes)


def test_a_follow_up_that_names_nothing_is_about_the_earlier_subject(answerer: Answerer) -> None:
    earlier = answerer.answer("what did Putin say about Syria?")
    assert answerer.answer("what did he say?", before="what did Putin say about Syria?").quotes == earlier.quotes


@pytest.mark.parametrize("question", ["is this true?", "what did she say?", "what about this?"])
def test_nothing_is_called_absent_where_nothing_is_named(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question).status is Status.NONE


@given(
    st.lists(
        st.sampled_from(["what was discussed?", "say", "his", "is it true?", "\n", "🙏", "Putin", "no", "not", ":"])
    )
)
def test_lines_in_any_order_are_answered(answerer: Answerer, words: list[str]) -> None:
    text = " ".join(words)
    if any(map(str.isalnum, text)):
        assert answerer.answer(text).question == text
