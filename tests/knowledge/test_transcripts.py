"""Transcripts: whose words each passage has, by the labels of speakers; and openings that are none."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.document import Document
from knowledge.markdown import parse_document
from knowledge.turns import LONGEST_PASSAGE

Names = tuple[str, ...]


def of(*paragraphs: str, fields: str = "", between: str = "\n\n") -> Document:
    front = f"---\nid: X1\ntitle: A Conference\nissued: 2020-01-02\n{fields}---\n\n"
    return parse_document(Path("conference.md"), front + between.join(paragraphs) + "\n")


def spoken(document: Document) -> list[tuple[Names, str]]:
    """The speakers and the quotes of each passage."""
    found = []
    for passage in document.passages:
        speakers = {sentence.speakers for sentence in passage.sentences}
        assert len(speakers) == 1
        said = document.text[passage.sentences[0].start : passage.sentences[-1].end]
        found.append((speakers.pop(), said))
    return found


def speakers(*paragraphs: str, fields: str = "") -> list[Names]:
    return [names for names, _ in spoken(of(*paragraphs, fields=fields))]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("PRESIDENT TRUMP:", "Trump"),
        ("MS. SANDERS:", "Sanders"),
        ("SECRETARY RICE:", "Rice"),
        ("SENIOR ADMINISTRATION OFFICIAL:", "Senior Administration Official"),
        ("THE PRESIDENT:", "President"),
        ("MODERATOR:", "Moderator"),
        ("PREMIER KARSK (through an interpreter):", "Karsk"),
        ("SENATOR GRAHAM (R-SC):", "Graham"),
        ("MR. LEMIRE, Associated Press:", "Lemire"),
        ("DAME EDIT VANCE:", "Vance"),
        ("JUDGE ANNA BAKER:", "Baker"),
        ("**PROFESSOR ODEKU:**", "Odeku"),
        ("MAYOR LUND:", "Lund"),
        ("Vladimir Putin:", "Putin"),
        ("Foreign Minister Sergey Lavrov:", "Lavrov"),
        ("President of the United States of America Donald Trump:", "Trump"),
        ("Chancellor Veld:", "Veld"),
        ("**PRESIDENT PUTIN:**", "Putin"),
        ("**PRESIDENT PUTIN**:", "Putin"),
        ("**President of Russia Vladimir Putin:**", "Putin"),
        ("**President Berg.**", "Berg"),
        ("*Chancellor Veld:*", "Veld"),
        ("Q:", "Q"),
        ("**Q.**", "Q"),
        ("Q (Jeff Mason):", "Q"),
    ],
)
def test_a_label_names_who_speaks_and_is_left_out_of_the_quote(label: str, name: str) -> None:
    document = of(f"{label} We spoke of cod. Minister Koch said no.")
    assert spoken(document) == [((name,), "We spoke of cod. Minister Koch said no.")]
    assert document.topics == ()
    plain = label.replace("*", "")
    assert document.text.startswith(f"{plain} We spoke")
    assert document.passages[0].start == 0


@pytest.mark.parametrize(
    "opening",
    [
        "Background:",
        "Note:",
        "NOTE:",
        "BACKGROUND:",
        "Summary:",
        "SUBJECT:",
        "Syria:",
        "UKRAINE:",
        "Helsinki:",
        "Tel Aviv:",
        "JCPOA:",
        "Trade talks:",
        "What was said:",
        "He was clear:",
        "Dear Mr. Rusk:",
        "Mr. President:",
        "Foreign Minister Meeting:",
        "For Ambassador Bruce:",
        "President's role:",
        "12:30",
    ],
)
def test_another_opening_is_no_label(opening: str) -> None:
    document = of(f"{opening} we spoke of cod.")
    assert spoken(document) == [((), f"{opening} we spoke of cod.")]


def test_a_bold_opening_that_is_no_name_stays_a_run_in() -> None:
    document = of("The leaders discussed:", "- **Background:** cod.", "- **Putin's proposal:** crab.")
    assert [topic.name for topic in document.topics] == ["Putin's proposal"]


def test_a_name_alone_is_a_label_where_it_is_repeated_or_among_others() -> None:
    assert speakers("Putin: Cod.") == [()]
    assert speakers("Putin: Cod.", "Wallace: Crab?", "Putin: Crab.") == [("Putin",), ("Wallace",), ("Putin",)]
    assert speakers("SECRETARY RICE: Cod.", "RICE: Crab.") == [("Rice",), ("Rice",)]


def test_names_that_nobody_knows_are_labels_where_two_speak_again_and_again() -> None:
    talk = ["Chona: Cod.", "Nouira: Crab."]
    assert speakers(*talk) == [(), ()]
    assert speakers(*talk * 3) == [("Chona",), ("Nouira",)] * 3


def test_a_paragraph_without_a_label_belongs_to_the_turn_before() -> None:
    paragraphs = ("PRESIDENT BERG: Cod.", "And crab. Minister Koch said no.", "Q: And eels?", "Eels too?")
    assert speakers(*paragraphs) == [("Berg",), ("Berg",), ("Q",), ("Q",)]


def test_a_heading_or_a_rule_or_the_end_ends_a_turn() -> None:
    for end in ("## Annex", "***", "END 3:15 P.M. EDT", "[End of transcript]"):
        document = of("# A Conference", "***", "PRESIDENT BERG: Cod.", "Crab.", end, "The text was checked.")
        assert document.passages[-1].sentences[0].speakers == (), end
        assert document.passages[2].sentences[0].speakers == ("Berg",), end


def test_a_stage_direction_is_nobodys_words_and_the_turn_goes_on() -> None:
    assert speakers("PRESIDENT BERG: Cod.", "(Laughter.)", "Crab.") == [("Berg",), (), ("Berg",)]


def test_a_list_within_a_turn_is_of_its_speaker() -> None:
    assert speakers("PRESIDENT BERG: I want:", "- cod\n- crab", "No more.") == [("Berg",)] * 4


def test_a_single_plain_name_in_a_report_takes_its_own_paragraph_only() -> None:
    report = ("The talks were long.", "Vladimir Putin: We are content.", "Observers said no.")
    document = of(*report)
    assert [passage.sentences[0].speakers for passage in document.passages] == [(), ("Putin",), ("Observers",)]


def test_labels_on_lines_of_one_paragraph_begin_turns() -> None:
    document = of("Q: Cod?", "MS. SANDERS: Cod.", "Q  And crab?", "MS. SANDERS: Crab.", between="\n")
    assert spoken(document) == [
        (("Q",), "Cod?"),
        (("Sanders",), "Cod."),
        (("Q",), "And crab?"),
        (("Sanders",), "Crab."),
    ]


def test_a_label_above_its_turn_is_no_paragraph() -> None:
    document = of("PRESIDENT BERG:", "Cod.", "Q:", "Crab?")
    assert spoken(document) == [(("Berg",), "Cod."), (("Q",), "Crab?")]
    assert [passage.id for passage in document.passages] == ["X1:1", "X1:2"]


def test_an_answer_is_not_taken_for_more_of_the_question() -> None:
    assert speakers("Q: Cod?", "A: Cod.", "Q: Crab?", "A: Crab.") == [("Q",), ("A",), ("Q",), ("A",)]
    assert speakers("A. Cod is a fish.", "A. Crab is none.") == [(), ()]


def test_two_who_speak_at_once_are_both_named() -> None:
    assert speakers("PRESIDENT BERG AND CHANCELLOR VELD: Cod.") == [("Berg", "Veld")]


def test_a_name_in_capitals_is_written_as_the_text_writes_it() -> None:
    assert speakers("SENATOR MCCONNELL: Cod.", "Q: Senator McConnell, crab?")[0] == ("McConnell",)


# Front matter

NAMES = "speakers:\n  THE PRESIDENT: Berg\n  A: Koch\n  Background: null\n  United Norland: Norland\n"


def test_the_front_matter_names_who_is_behind_a_label() -> None:
    paragraphs = ("THE PRESIDENT: Cod.", "Q: Crab?", "A: Crab.", "United Norland: Eels.")
    assert speakers(*paragraphs, fields=NAMES) == [("Berg",), ("Q",), ("Koch",), ("Norland",)]


def test_the_front_matter_denies_that_an_opening_is_a_label() -> None:
    denied = "speakers:\n  Vladimir Putin: null\n"
    assert speakers("Vladimir Putin: a portrait.", fields=denied) == [()]


def test_a_label_of_the_front_matter_that_never_occurs_is_warned_of_with_its_line() -> None:
    (warning,) = of("THE PRESIDENT: Cod.", fields="speakers:\n  THE PRESIDENT: Berg\n  A: Koch\n").warnings
    assert warning.startswith("conference.md:7: ")


# Long turns


def test_a_long_turn_is_cut_at_the_ends_of_sentences_into_passages_much_alike() -> None:
    said = " ".join(f"We have counted the herring {number} times." for number in range(90))
    document = of(f"PRESIDENT BERG: {said}", "Q: And crab?")
    *parts, question = document.passages
    assert len(parts) == -(-len(said) // LONGEST_PASSAGE)
    assert all(len(document.text[part.start : part.end]) <= LONGEST_PASSAGE for part in parts)
    assert min(part.end - part.start for part in parts) > LONGEST_PASSAGE / 2
    assert " ".join(document.text[part.start : part.end] for part in parts) == f"PRESIDENT BERG: {said}"
    assert {sentence.speakers for part in parts for sentence in part.sentences} == {("Berg",)}
    assert [passage.number for passage in document.passages] == list(range(1, len(parts) + 2))
    assert question.sentences[0].speakers == ("Q",)


def test_a_correction_in_one_turn_moves_no_passage_of_another() -> None:
    said = " ".join(f"We have counted the herring {number} times." for number in range(90))
    before, after = (of(f"PRESIDENT BERG: {said}", f"Q: And {what}?").passages for what in ("crab", "the crabs"))
    assert before[:-1] == after[:-1]


def test_a_long_paragraph_of_a_report_stays_one() -> None:
    said = "They counted the herring again. " * 90
    assert len(of(said).passages) == 1


WORDS = st.lists(
    st.sampled_from(["cod.", "We", "crab", "U.S.", "herring!", "Q:", "said", "x" * 500]), min_size=1, max_size=400
)


@settings(deadline=None, max_examples=60)
@given(WORDS)
def test_the_passages_of_a_turn_follow_each_other_and_have_all_its_words(words: list[str]) -> None:
    document = of("PRESIDENT BERG: We say " + " ".join(words))
    reached = 0
    for passage in document.passages:
        assert document.text[reached : passage.start].strip() == ""
        assert passage.sentences
        assert passage.sentences[-1].end == passage.end
        assert passage.end - passage.start <= LONGEST_PASSAGE or len(passage.sentences) == 1
        reached = passage.end
    assert reached == len(document.text)


def test_where_most_bold_openings_are_labels_all_are() -> None:
    document = of(
        "**Minister Koch:** Good evening.",
        "**Radio Sund:** Will there be a toll?",
        "**Minister Koch:** No.",
        "**The Hall Ushers:** Order, please.",
        "**Premier Dorn:** Quite so.",
        "*END 3:12 P.M.*",
    )
    assert [names for names, _ in spoken(document)][:5] == [
        ("Koch",),
        ("Q",),
        ("Koch",),
        ("The Hall Ushers",),
        ("Dorn",),
    ]
    assert document.topics == ()


def test_a_label_in_bold_may_stand_before_a_dash() -> None:
    assert speakers("**Minister Koch (Norn)** – Good evening.", "**Premier Dorn (Wend)** — And to you.") == [
        ("Koch",),
        ("Dorn",),
    ]
