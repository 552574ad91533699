"""Who speaks in a sentence, and of whom it reports silence: all of the record's, labelled by hand, and each rule."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.document import Document
from knowledge.markdown import read_document
from knowledge.record import Record

LABELLED = Path(__file__).with_name("sentences.txt")

Names = tuple[str, ...]
Said = Callable[..., list[tuple[Names, Names]]]


@pytest.fixture
def said(write: Callable[..., Path]) -> Said:
    """The speakers and the silent of each sentence of a document of these paragraphs."""

    def read(*paragraphs: str) -> list[tuple[Names, Names]]:
        document = read_document(write("# The Oslo Talks\n\n" + "\n\n".join(paragraphs)))
        return [
            (sentence.speakers, sentence.silent)
            for passage in document.passages
            if passage.number
            for sentence in passage.sentences
        ]

    return read


def labels() -> list[tuple[int, Names, Names, str]]:
    def names(field: str) -> Names:
        return tuple(name.strip() for name in field.split(",") if name.strip())

    lines = LABELLED.read_text(encoding="utf-8").splitlines()
    fields = [line.split("|", 3) for line in lines if not line.startswith("#")]
    return [(int(number), names(who), names(silent), text.strip()) for number, who, silent, text in fields]


@pytest.mark.parametrize(("number", "speakers", "silent", "text"), labels(), ids=lambda value: str(value)[:40])
def test_a_sentence_of_the_record_is_of_those_whom_a_reader_hears(
    number: int, speakers: Names, silent: Names, text: str, document: Document
) -> None:
    (sentence,) = (one for one in document.passages[number].sentences if document.text[one.start : one.end] == text)
    assert (sentence.speakers, sentence.silent) == (speakers, silent)


def test_the_speakers_of_the_record_are_in_order_of_appearance(record: Record) -> None:
    assert record.speakers == (
        "Trump",
        "Putin",
        "observers",
        "Russian delegation",
        "U.S. Department of State",
        "Members of Congress",
    )
    assert record.silent == ("White House", "Russian administration", "Trump", "Putin")


@pytest.mark.parametrize(
    "sentence",
    [
        "Chancellor Meyer said that Minister Koch told reporters that the harbour was closed.",
        "In an interview, Chancellor Meyer said she told Minister Koch that the harbour was closed.",
        'Chancellor Meyer stated that "Minister Koch said no."',
        '"Minister Koch said no," Chancellor Meyer insisted.',
    ],
)
def test_in_a_chain_the_outer_one_speaks(sentence: str, said: Said) -> None:
    assert said(sentence) == [(("Meyer",), ())]


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("However, Meyer also argued that tariffs must fall.", ("Meyer",)),
        ("The harbour, Chancellor Meyer said, is closed.", ("Meyer",)),
        ("The Norwegian delegation reportedly presented three drafts.", ("Norwegian delegation",)),
        ("Many senators expressed doubt about the deal.", ("senators",)),
        ("According to the Ministry of Trade, tariffs will fall.", ("Ministry of Trade",)),
        ("Both Chancellor Meyer and President Ruiz said that tariffs will fall.", ("Meyer", "Ruiz")),
        ("Chancellor Meyer and President Ruiz said that tariffs will fall.", ("Meyer", "Ruiz")),
        ("Norn and Vessia opposed the tariffs.", ("Norn", "Vessia")),
        ("Trinidad and Tobago opposed the tariffs.", ("Trinidad and Tobago",)),
        ("Labour and Trade opposed the tariffs.", ("Trade",)),
        ("According to its lawyer, Jon Vik, tariffs will fall.", ("Vik",)),
        ("The mediator, the retired judge Jon Vik, said that tariffs will fall.", ("Vik",)),
    ],
)
def test_those_whose_statement_is_reported_speak(sentence: str, speakers: Names, said: Said) -> None:
    assert said(sentence) == [(speakers, ())]


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks were held in Oslo.",
        "Chancellor Meyer invited President Ruiz to Oslo.",
        "The United States held talks in Oslo.",
        "The talks failed, nor do the United States expect others.",
        "There is no indication that the harbour was discussed.",
        "It was not said that fish was served.",
        "On Monday, ministers exchanged views on the use of credits from Oslo.",
    ],
)
def test_a_sentence_that_reports_no_words_has_no_speaker(sentence: str, said: Said) -> None:
    assert said(sentence) == [((), ())]


@pytest.mark.parametrize(
    ("sentence", "silent"),
    [
        ("Minister Koch did not mention the harbour.", ("Koch",)),
        ("Minister Koch never mentioned the harbour.", ("Koch",)),
        ("Minister Koch declined to comment on the harbour.", ("Koch",)),
        ("Minister Koch refused to say whether the harbour was closed.", ("Koch",)),
        ("Neither President Ruiz nor Chancellor Meyer said that fish was served.", ("Ruiz", "Meyer")),
        ("Neither the Foreign Ministry nor the Treasury released a statement.", ("Foreign Ministry", "Treasury")),
        ("No one mentioned the harbour.", ()),
        ("No minister spoke about the harbour.", ("minister",)),
    ],
)
def test_a_report_of_silence_has_no_speaker(sentence: str, silent: Names, said: Said) -> None:
    assert said(sentence) == [((), silent)]


def test_a_pronoun_carries_over_within_a_passage(said: Said) -> None:
    text = "Chancellor Meyer said that the talks went well. The sun shone. She noted that fish was served."
    assert said(text) == [(("Meyer",), ()), ((), ()), (("Meyer",), ())]


def test_a_pronoun_means_who_spoke_last(said: Said) -> None:
    text = "President Ruiz welcomed the plan. Chancellor Meyer said that Ruiz agreed. She added that he smiled."
    assert said(text) == [(("Ruiz",), ()), (("Meyer",), ()), (("Meyer",), ())]


def test_a_pronoun_does_not_carry_over_to_the_next_passage(said: Said) -> None:
    assert said("Chancellor Meyer said no.", "She added that fish was served.") == [(("Meyer",), ()), ((), ())]


@pytest.mark.parametrize("verb", ["say", "point out", "argue", "claim", "warn"])
def test_others_are_more_of_the_same_group(verb: str, said: Said) -> None:
    text = f"Some analysts say the talks failed. Others {verb} that they went well."
    assert said(text) == [(("analysts",), ())] * 2


def test_a_plural_title_means_those_who_bear_it_and_speak(said: Said) -> None:
    spoken = said(
        "President Ruiz welcomed the plan. Chancellor Meyer welcomed it.",
        "President Sund said no.",
        "The Presidents stated that peace is near.",
        "Both Presidents announced a treaty.",
        "Neither President said that fish was served.",
    )
    assert spoken[3:] == [(("Ruiz", "Sund"), ()), (("Ruiz", "Sund"), ()), ((), ("Ruiz", "Sund"))]


def test_the_head_has_no_speaker(document: Document) -> None:
    assert all(not sentence.speakers and not sentence.silent for sentence in document.passages[0].sentences)


def test_a_verb_like_called_reports_before_a_quotation_only(said: Said) -> None:
    assert said('President Vik called the text "nine-tenths done."', "President Vik called an election.") == [
        (("Vik",), ()),
        ((), ()),
    ]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Jon Vik, a lawyer for the families, said that they waited.", "Vik"),
        ("Their lawyer, Jon Vik, said that they waited.", "Vik"),
        ("The union, after a long day, said that it would wait.", "union"),
        ('Former opposition leader Jon Vik called it "a handshake."', "Vik"),
    ],
)
def test_what_is_put_in_beside_a_name_does_not_hide_the_speaker(sentence: str, speaker: str, said: Said) -> None:
    assert said(sentence) == [((speaker,), ())]


def test_when_and_where_it_was_said_is_no_speaker(said: Said) -> None:
    assert said("In May, in Oslo, said the host, they met.") == [((), ())]
