"""What a misspelling is mended to, and what is never mended."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knowledge.answering import Answerer
from knowledge.record import Record
from knowledge.spelling import Spelling
from knowledge.vocabulary import english

COUNTRIES = sorted(
    {name for names in english().countries.values() for name in names if name.isascii() and name.isalpha()}
)


def read_as(answerer: Answerer, question: str) -> str:
    return answerer.understand(question).read_as


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("were sanctons mentioned?", "were sanctions mentioned?"),
        ("did putn say anything", "did putin say anything"),
        ("the minks agremeents", "the minsk agreements"),
        ("the gollan hieghts", "the golan heights"),
        ("what about ukriane", "what about ukraine"),
        ("did skirpal come up", "did skripal come up"),
        ("was nuclaer policy raised", "was nuclear policy raised"),
        ("the jcpao", "the jcpoa"),
        ("cybersecuirty", "cybersecurity"),
        ("election interfernce", "election interference"),
        ("were sanctionsss discussed", "were sanctions discussed"),
        ("was isreal safe", "was israel safe"),
        ("did they dicsuss syria", "did they discuss syria"),
        ("did novichock come up", "did novichok come up"),
    ],
)
def test_a_misspelling_is_mended_to_the_word_that_is_meant(typed: str, meant: str, answerer: Answerer) -> None:
    assert read_as(answerer, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sanctons, Putn", "Sanctions, Putin"),
        ("were Putn's words", "were Putin's words"),
        ("  ukriane ?!", "  ukraine ?!"),
    ],
)
def test_only_the_word_is_changed(typed: str, meant: str, answerer: Answerer) -> None:
    assert read_as(answerer, typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "was iraq discussed",
        "did brexit come up",
        "did opec come up",
        "did crime come up",
        "was trade discussed",
        "did nato come up",
        "was the imf discussed",
        "did pence come up",
        "was nafta discussed",
        "did merkel come up",
        "was niger discussed",
        "were the austrians mentioned",
        "did sylvia come up",
    ],
)
def test_a_word_or_name_of_its_own_stays_and_is_absent(question: str, answerer: Answerer) -> None:
    assert read_as(answerer, question) == question
    assert answerer.answer(question).status == "absent"


@pytest.mark.parametrize("name", COUNTRIES)
def test_a_name_of_a_country_is_never_mended_to_another(name: str, answerer: Answerer) -> None:
    assert read_as(answerer, f"was {name} discussed") == f"was {name} discussed"
    assert read_as(answerer, f"was {name.title()} discussed") == f"was {name.title()} discussed"


@pytest.mark.parametrize("typed", ["irak", "iraqq", "iraw", "Irak"])
def test_a_misspelling_that_is_as_near_to_another_country_is_not_taken_for_one_of_the_record(
    typed: str, answerer: Answerer
) -> None:
    assert answerer.answer(f"was {typed} discussed").status == "absent"


def test_a_known_name_is_never_mended(answerer: Answerer) -> None:
    names = sorted(english().names)
    assert len(names) > 1000
    for i in range(0, len(names), 40):
        asked = ", ".join(names[i : i + 40])
        assert read_as(answerer, asked) == asked


def test_a_frequent_word_is_never_mended(answerer: Answerer) -> None:
    words = sorted(english().frequent)
    assert len(words) > 1000
    for i in range(0, len(words), 40):
        asked = " ".join(words[i : i + 40])
        assert read_as(answerer, asked) == asked


def test_no_word_of_the_record_is_mended(answerer: Answerer, record: Record) -> None:
    for document in record.documents:
        for passage in document.passages:
            text = document.text[passage.start : passage.end]
            assert read_as(answerer, text) == text


@pytest.mark.parametrize("typed", ["kraine", "xanctions", "yria", "antarctions", "sanctuaries", "ukr"])
def test_the_first_letter_is_kept_and_only_whole_words_are_taken(typed: str, answerer: Answerer) -> None:
    assert read_as(answerer, f"was {typed} discussed") == f"was {typed} discussed"


KNOWN = {"sanctions": 3, "syria": 7, "putin": 30, "agreement": 1, "agreements": 2, "form": 4, "from": 9}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def edited(word: str, place: int, letter: str, kind: str) -> str:
    """A word with one slip behind its first letter."""
    at = 1 + place % (len(word) - 1)
    match kind:
        case "more":
            return word[:at] + letter + word[at:]
        case "less":
            return word[:at] + word[at + 1 :]
        case "swapped":
            return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
        case _:
            return word[:at] + letter + word[at + 1 :]


SLIPS = st.tuples(st.integers(0, 20), st.sampled_from(LETTERS), st.sampled_from(["more", "less", "swapped", "other"]))


@given(st.sampled_from(["sanctions", "syria", "putin"]), SLIPS)
def test_one_slip_behind_the_first_letter_is_mended(word: str, slip: tuple[int, str, str]) -> None:
    typed = edited(word, *slip)
    assume(typed not in KNOWN)
    assert Spelling(KNOWN, {}).mend(typed) == word


@given(st.text(LETTERS, min_size=1, max_size=12))
def test_a_mended_word_is_a_known_one_with_the_same_first_letter(typed: str) -> None:
    mended = Spelling(KNOWN, {}).mend(typed)
    assert mended is None or (mended in KNOWN and mended[0] == typed[0])


def test_two_slips_are_mended_from_eight_letters_on_only() -> None:
    spelling = Spelling(KNOWN, {})
    assert spelling.mend("sancton") is None
    assert spelling.mend("sanktoins") == "sanctions"
    assert spelling.mend("pottin") is None
    assert spelling.mend("pwten") is None


def test_a_word_of_the_dictionary_is_taken_for_another_only_with_two_letters_swapped() -> None:
    spelling = Spelling(KNOWN, {})
    assert spelling.mend("syrai", only_swapped=True) == "syria"
    assert spelling.mend("syrup", only_swapped=True) is None
    assert spelling.mend("puttin", only_swapped=True) is None


def test_of_two_as_near_the_record_s_own_word_goes_first_then_the_frequent_one() -> None:
    assert Spelling({"cared": 1}, {"carer": 1}).mend("carex") == "cared"
    assert Spelling({"carer": 1}, {"cared": 1}).mend("carex") == "carer"
    assert Spelling({"cared": 1, "carer": 2}, {}).mend("carex") == "carer"


@pytest.mark.parametrize("word", ["", "sy", "sy1ia", "syr-a", "syr ia"])
def test_what_is_too_short_or_no_word_is_not_mended(word: str) -> None:
    assert Spelling(KNOWN, {}).mend(word) is None


@settings(deadline=None)
@given(st.text(LETTERS + " ", max_size=60).filter(lambda text: any(map(str.isalnum, text))))
def test_mending_what_is_mended_changes_nothing(answerer: Answerer, text: str) -> None:
    once = read_as(answerer, text)
    assert read_as(answerer, once) == once
