"""The verdict on a quotation: each rule, and how its borderline cases are read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.errors import QuotationError
from knowledge.loading import load
from knowledge.record import Record
from knowledge.verifying.verification import Check, Verification
from knowledge.verifying.verify import LONGEST, Verifier, verify

Checked = Callable[[str], Check]


@pytest.fixture(scope="module")
def verifier(record: Record) -> Verifier:
    return Verifier(record)


@pytest.fixture(scope="module")
def checked(verifier: Verifier) -> Checked:
    """The check of a quotation, given without its marks."""

    def check(quoted: str) -> Check:
        (only,) = verifier.verify(f"“{quoted}”").checks
        return only

    return check


def passages(check: Check) -> list[str]:
    return [place.passage.removeprefix("IN10933:") for place in check.places]


def changes(check: Check) -> list[tuple[str, str, str]]:
    return [(change.op, change.record, change.quoted) for change in check.changes]


# Exact


@pytest.mark.parametrize(
    "quoted",
    [
        "President Trump did not mention Ukraine",
        "PRESIDENT TRUMP DID NOT MENTION UKRAINE",
        "president  trump\u00a0did\nnot mention ukraine",
        "[p]resident Trump did not mention Ukraine",
        "...did not mention Ukraine…",
        "[…] mention Ukraine in his public remarks [...]",
        "did not mention Ukraine, in his public remarks!",
        "did not mention [sic] Ukraine",
        "did not mention Ukraine (sic!) in his [*sic*] public remarks [sic]",
    ],
)
def test_typography_makes_no_difference(quoted: str, checked: Checked) -> None:
    check = checked(quoted)
    assert (check.verdict, passages(check)) == ("exact", ["15"])


@pytest.mark.parametrize(
    ("quoted", "passage"),
    [
        ("we can’t have meddling … I let him know we can't have this", "6"),
        ("people of Syria . . . on a humanitarian basis", "10"),
        ("US intelligence community assessment", "6"),
        ("fine‑tune dialogue", "11"),
        ("fine tune dialogue", "11"),
        ("modest proposals—a high–level working group with business leaders, some sort", "16"),
        ("Non-Proliferation", "12"),
        ("a working group on cyber-security", "14"),
    ],
)
def test_dashes_ellipses_and_abbreviations_are_as_typographers_vary_them(
    quoted: str, passage: str, checked: Checked
) -> None:
    check = checked(quoted)
    assert check.verdict == "exact"
    assert passage in passages(check)


def test_an_exact_quotation_lists_all_its_places_each_in_its_whole_sentence(checked: Checked) -> None:
    check = checked("were discussed")
    assert passages(check) == ["17", "18", "19"]
    assert all(place.text in place.sentence for place in check.places)
    assert check.places[2].sentence == "Neither President indicated that U.S. sanctions on Russia were discussed."


def test_one_word_is_enough_and_may_stand_twice_in_a_passage(checked: Checked) -> None:
    check = checked("denuclearization")
    assert (check.verdict, passages(check)) == ("exact", ["12"])
    assert passages(checked("sanctions")) == ["19", "19"]


def test_words_across_two_sentences_of_a_paragraph_are_exact_and_shown_in_both(checked: Checked) -> None:
    check = checked("as part of Ukraine. President Trump did not")
    assert check.verdict == "exact"
    assert check.places[0].sentence.startswith("Putin also said")
    assert check.places[0].sentence.endswith("in his public remarks.")
    assert check.places[0].speakers == ("Putin",)


def test_a_run_in_heading_belongs_to_its_paragraph(checked: Checked) -> None:
    check = checked("Sanctions. Neither President indicated")
    assert (check.verdict, passages(check)) == ("exact", ["19"])
    assert check.places[0].sentence.startswith("Sanctions. Neither")


def test_the_head_can_be_quoted(checked: Checked) -> None:
    assert passages(checked("The Trump-Putin Summit")) == ["0"]


def test_the_records_own_ellipsis_may_be_left_out(checked: Checked) -> None:
    assert checked("people of Syria on a humanitarian basis").verdict == "exact"


# Differs


@pytest.mark.parametrize(
    ("quoted", "passage", "expected"),
    [
        ("President Trump did mention Ukraine in his public remarks", "15", [("left_out", "not", "")]),
        ("the Russian state has rarely interfered", "7", [("replaced", "never", "rarely")]),
        ("the New START Treaty, which expires in 2026", "11", [("replaced", "2021", "2026")]),
        ("a very high-level working group", "16", [("added", "", "very")]),
        ("U.S. sanctions on Russia were not discussed", "19", [("added", "", "not")]),
        ("Putin indicated that Russia expected return to the prewar", "9", [("left_out", "the situation to", "")]),
        ("the the Russian state has never interfered", "7", [("replaced", "that", "the")]),
        ("we cannot have meddling", "6", [("replaced", "can't", "cannot")]),
        ("I let [Putin] know we can't have this", "6", [("replaced", "him", "Putin")]),
    ],
)
def test_a_changed_word_number_or_negation_makes_a_difference_and_is_marked(
    quoted: str, passage: str, expected: list[tuple[str, str, str]], checked: Checked
) -> None:
    check = checked(quoted)
    assert (check.verdict, passages(check), changes(check)) == ("differs", [passage], expected)


@pytest.mark.parametrize(
    "quoted",
    [
        "Neither President indicated that U.S. sanctions on Ukraine were discussed",
        "President Putin did not mention Ukraine in his public remarks",
        "the Russian state has never never interfered",
        "This was the first U.S.-Russia U.S.-Russia summit",
    ],
)
def test_a_single_changed_word_is_no_splice_though_it_stands_elsewhere(quoted: str, checked: Checked) -> None:
    assert checked(quoted).verdict == "differs"


def test_what_is_left_out_counts_by_written_words(checked: Checked) -> None:
    three = checked("agreed in 2017 to Putin indicated that Russia expected the situation")
    assert three.verdict == "spliced"
    assert (
        checked("agreed in 2017 to establish Putin indicated that Russia expected the situation").verdict == "differs"
    )


@pytest.mark.parametrize(
    ("quoted", "verdict"),
    [
        ("never interfered", "exact"),
        ("never meddled", "not_in_record"),
        ("has never meddled", "differs"),
        ("meddled", "not_in_record"),
        ("rapprochment", "not_in_record"),
        ("no collusion", "not_in_record"),
    ],
)
def test_the_likeness_is_of_words_in_common_by_both_lengths(quoted: str, verdict: str, checked: Checked) -> None:
    assert checked(quoted).verdict == verdict


# Spliced


@pytest.mark.parametrize(
    ("quoted", "where", "note"),
    [
        (
            "the Russian state has never interfered in U.S. domestic affairs",
            ["7", "7"],
            "6 words left out between these",
        ),
        ("the Russian state … never interfered", ["7", "7"], "1 word left out between these"),
        ("you can't believe … anybody", ["7", "7"], "no words left out between these"),
        (
            "Crimea as part of Ukraine. Putin suggested the United States",
            ["15", "15"],
            "in another order than in IN10933:15",
        ),
        (
            "crushing terrorists on a humanitarian basis",
            ["9", "10"],
            "from different passages, IN10933:9 and IN10933:10",
        ),
        ("sanctions ... Skripal", ["19", "18"], "from different passages, IN10933:19 and IN10933:18"),
        (
            "President Trump has invited Putin in the fall … expressed concern",
            ["20", "20", "20"],
            "between parts 1 and 2: 4 words left out; between parts 2 and 3: in another order than in IN10933:20",
        ),
        ("we can't have meddling and you can't believe anybody", ["6", "7"], ""),
    ],
)
def test_exact_parts_that_stand_apart_are_spliced_and_the_note_says_what_lies_between(
    quoted: str, where: list[str], note: str, checked: Checked
) -> None:
    check = checked(quoted)
    assert (check.verdict, passages(check)) == ("spliced", where)
    assert note in check.note


def test_parts_of_one_passage_are_preferred(checked: Checked) -> None:
    assert passages(checked("Neither President said that assassination attempts ... were discussed")) == ["18", "18"]


def test_words_across_two_paragraphs_are_spliced(checked: Checked) -> None:
    check = checked("President Trump did not mention Ukraine in his public remarks.\n\nWorking Groups. According to")
    assert (check.verdict, passages(check)) == ("spliced", ["15", "16"])


# Several quotations, the speaker, notes


def test_checks_stand_in_the_order_of_the_text(verifier: Verifier) -> None:
    found = verifier.verify('"witch hunt", then\n> creating safety for Israel\nand ‘private meeting’')
    assert [(check.quoted, check.verdict) for check in found.checks] == [
        ("witch hunt", "not_in_record"),
        ("creating safety for Israel", "exact"),
        ("private meeting", "exact"),
    ]


def test_the_speaker_matters_only_where_the_words_are_exact(verifier: Verifier) -> None:
    (check,) = verifier.verify('Merkel: "the Russian state has rarely interfered"').checks
    assert check.verdict == "differs"


def test_a_quotation_inside_the_record_says_so(checked: Checked) -> None:
    assert checked("you can't believe anybody").note == "the record quotes President Putin"
    assert checked("a pretty good place to start").note == "the record quotes the U.S. Department of State"
    assert checked("Putin also argued that").note == ""


def test_a_misattributed_quotation_names_both(verifier: Verifier) -> None:
    (check,) = verifier.verify('Trump: "the United States could be firmer"').checks
    assert check.verdict == "misattributed"
    assert check.note == "the record gives this to President Putin, not to Trump"
    (check,) = verifier.verify('Merkel: "Neither President indicated"').checks
    assert check.note == "the record says this itself and gives it to nobody, not to Merkel"


def test_the_check_is_of_the_shape_that_programs_are_promised(verifier: Verifier) -> None:
    found = verifier.verify('Putin: "you can\'t believe somebody"')
    assert found.model_dump(mode="json") == {
        "text": 'Putin: "you can\'t believe somebody"',
        "checks": [
            {
                "quoted": "you can't believe somebody",
                "verdict": "differs",
                "places": [
                    {
                        "passage": "IN10933:7",
                        "start": found.checks[0].places[0].start,
                        "end": found.checks[0].places[0].end,
                        "text": "you can't believe anybody",
                        "sentence": found.checks[0].places[0].sentence,
                        "speakers": ["Putin"],
                    }
                ],
                "changes": [{"op": "replaced", "record": "anybody", "quoted": "somebody"}],
                "note": "",
            }
        ],
    }


# Bad input, other records


@pytest.mark.parametrize("text", ["", " \n", "“…”", "?!", "\ud800 a", "word " * (LONGEST // 5 + 1)])
def test_a_text_without_words_or_too_long_is_refused(text: str, verifier: Verifier) -> None:
    with pytest.raises(QuotationError):
        verifier.verify(text)


def test_the_longest_text_is_taken(verifier: Verifier) -> None:
    assert not verifier.verify("a" * LONGEST).is_exact


def test_a_text_can_be_checked_without_keeping_a_verifier(record: Record) -> None:
    found = verify(record, "mention Ukraine in his public remarks")
    assert isinstance(found, Verification)
    assert found.is_exact


def test_any_record_is_checked_by_the_same_rules(write: Callable[..., Path]) -> None:
    body = (
        "# The Oslo Talks\n\nPresident Ruiz said the harbour would open on May 5. "
        'Chancellor Meyer said it was "a triumph."\n\nThe Norwegian delegation stated that 2,000 ships were waiting.\n'
    )
    verifier = Verifier(load(write(body)))
    text = (
        'Ruiz: "the harbour would open on May 5"; Meyer: "the harbour would open". Meyer said "a triumph", and '
        "“2000 ships were waiting”, said the Norwegians. “3,000 ships were waiting”."
    )
    verdicts = [check.verdict for check in verifier.verify(text).checks]
    assert verdicts == ["exact", "misattributed", "exact", "exact", "differs"]
