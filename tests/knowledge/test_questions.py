"""How questions are understood: what is asked, whose words are wanted, and what only surrounds the question."""

import pytest

from knowledge.answering import Answerer
from knowledge.question import Aim, Extent
from knowledge.units import How
from knowledge.vocabulary import MetaKind


def subjects(answerer: Answerer, question: str, before: str | None = None) -> list[str]:
    """What the parts of a question must find in the record, as the record or the question calls it."""
    understood = answerer.understand(question, before)
    assert understood.aim is Aim.SUBJECT
    return [" ".join(unit.word for unit in part.required) for part in understood.parts]


# Parts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("was the golan discussed", ["golan"]),
        ("were refugees, crimea and space weapons on the agenda?", ["refugees", "crimea", "space weapons"]),
        ("iran and ukraine?", ["iran", "ukraine"]),
        ("refugees or missile defense?", ["refugees", "missile defense"]),
        ("ukraine as well as iran", ["ukraine", "iran"]),
        ("iran & crimea", ["iran", "crimea"]),
        ("did they discuss iran and did they discuss crimea", ["iran", "crimea"]),
        ("iran? crimea?", ["iran", "crimea"]),
        ("trade, energy, crimea", ["trade", "energy", "crimea"]),
        ("sanctions and the whale quota", ["sanctions", "whale quota"]),
    ],
)
def test_each_subject_is_a_part_of_its_own(question: str, parts: list[str], answerer: Answerer) -> None:
    assert subjects(answerer, question) == parts


@pytest.mark.parametrize("question", ["peace and reconciliation in Syria", "counterterrorism and cybersecurity?"])
def test_what_the_record_joins_by_and_is_one_thing(question: str, answerer: Answerer) -> None:
    assert len(subjects(answerer, question)) == 1


def test_a_subject_named_twice_is_one_part(answerer: Answerer) -> None:
    assert len(subjects(answerer, "iran, iran and iran")) == 1


def test_those_who_met_are_no_subject_beside_one(answerer: Answerer) -> None:
    assert subjects(answerer, "did trump and putin discuss missile defense") == ["missile defense"]


# Whose words


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("what did putin say about refugees", ("Putin",)),
        ("what did trump and putin say about iran", ("Trump", "Putin")),
        ("according to trump, was meddling raised", ("Trump",)),
        ("quote putin on refugees", ("Putin",)),
        ("putin's views on refugees", ("Putin",)),
        ("the russian delegation's proposals on space weapons", ("Russian delegation",)),
        ("what did congress say about the private meeting", ("Members of Congress",)),
        ("what did the state department say about business leaders", ("U.S. Department of State",)),
        ("what did Vladimir say about refugees", ("Putin",)),
    ],
)
def test_those_whose_words_are_wanted_are_understood(
    question: str, speakers: tuple[str, ...], answerer: Answerer
) -> None:
    assert answerer.understand(question).speakers == speakers


def test_who_only_acts_is_named_and_his_words_are_not_wanted(answerer: Answerer) -> None:
    question = answerer.understand("did putin bring up refugees")
    assert question.speakers == ("Putin",)
    assert not question.says
    assert answerer.understand("what did putin say about refugees").says


@pytest.mark.parametrize("name", ["Skripal", "Obama", "Medvedev"])
def test_somebody_of_the_record_without_words_in_it_is_a_stranger(name: str, answerer: Answerer) -> None:
    assert answerer.understand(f"what did {name} say about Iran").stranger is not None


# Follow-ups


def test_a_follow_up_keeps_whose_words_are_wanted(answerer: Answerer) -> None:
    question = answerer.understand("and iran?", "what did putin say about refugees")
    assert (question.speakers, question.says) == (("Putin",), True)
    assert subjects(answerer, "and iran?", "what did putin say about refugees") == ["iran"]


@pytest.mark.parametrize("follow_up", ["and trump?", "what about trump?", "what did trump say?"])
def test_a_follow_up_that_names_a_speaker_keeps_the_subject(follow_up: str, answerer: Answerer) -> None:
    question = answerer.understand(follow_up, "what did putin say about iran")
    assert question.speakers == ("Trump",)
    assert subjects(answerer, follow_up, "what did putin say about iran") == ["iran"]


def test_a_follow_up_of_its_own_takes_nothing_over(answerer: Answerer) -> None:
    before = "what did putin say about refugees"
    question = answerer.understand("what did trump say about crimea", before)
    assert question == answerer.understand("what did trump say about crimea")


@pytest.mark.parametrize("text", ["thanks!", "what was left out?", "who wrote this report?"])
def test_what_is_no_follow_up_is_read_by_itself(text: str, answerer: Answerer) -> None:
    assert answerer.understand(text, "was crimea discussed") == answerer.understand(text)


# The whole


@pytest.mark.parametrize(
    ("question", "extent"),
    [
        ("what did they talk about", Extent.DISCUSSED),
        ("what came up", Extent.DISCUSSED),
        ("what was on the agenda?", Extent.DISCUSSED),
        ("what was left out?", Extent.NOT_DISCUSSED),
        ("what wasn't raised", Extent.NOT_DISCUSSED),
        ("which issues didn't come up", Extent.NOT_DISCUSSED),
        ("list every topic", Extent.ALL),
        ("show me all topics", Extent.ALL),
        ("give me a list of all topics", Extent.ALL),
        ("all topics please", Extent.ALL),
        ("please summarize everything", Extent.ALL),
        ("what topics were raised and which weren't?", Extent.ALL),
        ("what was on the agenda and what was not", Extent.ALL),
    ],
)
def test_a_question_about_the_whole_has_its_extent(question: str, extent: Extent, answerer: Answerer) -> None:
    understood = answerer.understand(question)
    assert (understood.aim, understood.extent) == (Aim.WHOLE, extent)


@pytest.mark.parametrize("question", ["what did putin say?", "putin's statements", "what did Putin say at the summit"])
def test_all_of_somebodys_words_are_of_the_whole(question: str, answerer: Answerer) -> None:
    understood = answerer.understand(question)
    assert (understood.aim, understood.extent, understood.speakers) == (Aim.WHOLE, Extent.ALL, ("Putin",))


# Small talk and the document itself


@pytest.mark.parametrize(
    "text",
    [
        "hello there",
        "good evening everyone",
        "thanks a lot!",
        "ok cool",
        "how are you",
        "who are you?",
        "what can you do",
        "tell me a joke",
        "bye",
        "lol",
        "sorry, my bad",
    ],
)
def test_small_talk_asks_for_no_topic(text: str, answerer: Answerer) -> None:
    assert answerer.understand(text).aim is Aim.SMALL_TALK


@pytest.mark.parametrize(
    "text", ["hi, was crimea discussed?", "thanks! and the golan heights?", "hello bot: refugees?"]
)
def test_a_greeting_before_a_question_is_none(text: str, answerer: Answerer) -> None:
    assert len(subjects(answerer, text)) == 1


@pytest.mark.parametrize("text", ["hello Beyoncé concert", "thanks for the blockchain"])
def test_a_name_in_small_talk_is_not_taken_for_a_topic_of_the_record(text: str, answerer: Answerer) -> None:
    assert answerer.answer(text).status in ("none", "absent")
    assert answerer.answer(text).quotes == ()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who is the author?", MetaKind.AUTHOR),
        ("who wrote this report?", MetaKind.AUTHOR),
        ("email of the analyst", MetaKind.CONTACT),
        ("what is the report number", MetaKind.NUMBER),
        ("when was this report published", MetaKind.DATE),
        ("what's the title of this document", MetaKind.TITLE),
        ("which agency published this report", MetaKind.PUBLISHER),
        ("what is the list of topics based on", MetaKind.SOURCES),
        ("on what day was the summit", MetaKind.EVENT_DATE),
        ("when did the meeting take place?", MetaKind.EVENT_DATE),
        ("in which city did they meet?", MetaKind.EVENT_PLACE),
        ("where was the summit held", MetaKind.EVENT_PLACE),
    ],
)
def test_a_question_about_the_document_itself_is_one(question: str, kind: MetaKind, answerer: Answerer) -> None:
    understood = answerer.understand(question)
    assert (understood.aim, understood.meta) == (Aim.META, kind)


@pytest.mark.parametrize("question", ["when was crimea discussed", "who published the minsk agreements"])
def test_a_question_that_names_a_subject_is_not_about_the_document(question: str, answerer: Answerer) -> None:
    assert answerer.understand(question).aim is Aim.SUBJECT


# What surrounds a question


@pytest.mark.parametrize(
    "question",
    [
        "a friend of mine claims that missile defense came up. true?",
        "my boss needs this by 5pm: did they raise missile defense",
        "quick question - was missile defense covered, thanks",
        "did they get to missile defense? my flight leaves at nine",
        "honestly no idea what happened there, but did missile defense come up",
        "could you check whether missile defense was talked about, please",
        "For my class I have to write an essay. Was missile defense discussed?",
        "i heard from Maria that missile defense came up, is that right?",
        "did someone take a selfie while discussing missile defense",
        "was it sunny when they talked about missile defense",
        "so umm... missile defense?",
        "did they laugh about missile defense",
        "how long did they spend talking about missile defense",
    ],
)
def test_what_surrounds_a_question_is_no_subject(question: str, answerer: Answerer) -> None:
    assert subjects(answerer, question) == ["missile defense"]


# Names and ordinary words


@pytest.mark.parametrize(
    "question",
    [
        "did they meet Beyoncé",
        "was Xi there",
        "Tillerson wore a hat",
        "did trump thank netanyahu",
        "were the scientologists raised by trump",
        "NAFTA",
        "is Opec worried",
    ],
)
def test_a_name_that_the_record_does_not_have_is_a_subject_anywhere(question: str, answerer: Answerer) -> None:
    unknown = [unit for part in answerer.understand(question).parts for unit in part.unknown]
    assert unknown
    assert all(unit.how is How.UNKNOWN for unit in unknown)
    assert answerer.answer(question).status == "absent"


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("what did they say about whales", "whales"),
        ("any news on penguins", "penguins"),
        ("was the weather discussed", "weather"),
        ("did football come up", "football"),
        ("is there anything against tobacco", "tobacco"),
        ("tuna quotas", "quotas"),
        ("the carpathian question", "carpathian"),
        ("crimean tourism", "tourism"),
    ],
)
def test_an_ordinary_word_in_a_subjects_place_is_a_subject(question: str, word: str, answerer: Answerer) -> None:
    unknown = [unit.word for part in answerer.understand(question).parts for unit in part.unknown]
    assert word in unknown
    assert answerer.answer(question).status == "absent"


@pytest.mark.parametrize(
    "question",
    [
        "did they chuckle about refugees",
        "did anybody bother to raise refugees",
        "did putin honestly blurt out anything on refugees",
        "did trump whisper anything on refugees",
    ],
)
def test_an_ordinary_word_elsewhere_is_no_subject(question: str, answerer: Answerer) -> None:
    assert subjects(answerer, question) == ["refugees"]


def test_each_word_is_read_in_the_way_that_is_told(answerer: Answerer) -> None:
    understood = answerer.understand("refugees, novichok, skirpal, penguins")
    assert [(part.required[0].word, part.required[0].how) for part in understood.parts] == [
        ("refugees", How.STEM),
        ("novichok", How.THESAURUS),
        ("skripal", How.SPELLING),
        ("penguins", How.UNKNOWN),
    ]


def test_the_question_stays_as_it_was_typed(answerer: Answerer) -> None:
    understood = answerer.understand("  Were Sanctons (really) raised?! ")
    assert understood.text == "  Were Sanctons (really) raised?! "
    assert understood.read_as == "  Were Sanctions (really) raised?! "
