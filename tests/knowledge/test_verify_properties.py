"""What holds of every quotation: spans of the record, re-typed and changed, and any text at all."""

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from knowledge.errors import QuotationError
from knowledge.loading import load
from knowledge.verifying.comparing import compared
from knowledge.verifying.likeness import at_most, nearest
from knowledge.verifying.splices import parts
from knowledge.verifying.verification import Check, Verdict, Verification
from knowledge.verifying.verify import Verifier
from knowledge.verifying.word_columns import UNKNOWN
from knowledge.verifying.word_positions import WordPositions, lettered
from knowledge.verifying.words import words

RECORD = load()
TEXTS = [one.document.text[one.passage.start : one.passage.end] for one in RECORD.passages]
FORMS = [words(text).forms for text in TEXTS]
POSITIONS = WordPositions(RECORD)
OWN = sorted({word for text in TEXTS for word in text.split()})
OUTER = ["“”", "„“", "«»", "»«", "‹›", "‘’", "＂＂", '""']
INNER = {"“": "«»", "„": "‘’", "«": '""', "»": "“”", "‹": "„“", "‘": "“”", "＂": "‘’", '"': "«»"}
SPACES = [" ", "  ", "\u00a0", "\u2009", "\n", " \u200b"]
DASHES = ["-", "‐", "‑", "–"]
LONG_DASHES = ["—", "–", " — ", " -- ", "―"]
ELLIPSES = ["...", "…", ". . .", "[...]", "[…]"]
CASES: list[Callable[[str], str]] = [str, str.upper, str.lower, str.title, str.swapcase]


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    return Verifier(RECORD)


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int, int]:
    """A passage, and the characters from the start of a word of it to the end of another."""
    number = draw(st.integers(0, len(TEXTS) - 1))
    found = words(TEXTS[number]).spans
    first = draw(st.integers(0, len(found) - 1))
    last = draw(st.integers(first, min(first + 40, len(found) - 1)))
    return number, found[first][0], found[last][1]


def retyped(text: str, draw: st.DrawFn, marks: str) -> str:
    """A text with other quotation marks, dashes, spaces, ellipses and case."""
    inner = INNER[marks[0]]
    chance = draw(st.randoms(use_true_random=False))
    opening = iter(range(len(text)))

    def typed(match: re.Match[str]) -> str:
        match match.group():
            case '"':
                return inner[next(opening) % 2]
            case "'":
                return chance.choice("'’")
            case "-":
                return chance.choice(DASHES)
            case " ":
                return chance.choice(SPACES)
            case "—":
                return chance.choice(LONG_DASHES)
            case _:
                return f" {chance.choice(ELLIPSES)} "

    cased = draw(st.sampled_from(CASES))(text)
    return re.sub(r"[\"' —-]|\.{3,4}", typed, cased)


def check_of(verifier: Verifier, quoted: str, marks: str) -> Check:
    (check,) = verifier.verify(f"{marks[0]}{quoted}{marks[1]}").checks
    return check


def plain(text: str) -> list[str]:
    """The words of a text by another way than the program's."""
    text = re.sub(r"\b((?:[A-Za-z]\.)+)", lambda match: match[0].replace(".", ""), text.lower().replace("’", "'"))
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)*", text)


def stands(quoted: str) -> bool:
    """Whether the words stand in the record in a row; where it divides them into words makes no difference."""
    wanted = re.compile(f" {' ?'.join(map(re.escape, ''.join(plain(quoted))))} ")
    return any(wanted.search(f" {' '.join(plain(text))} ") for text in TEXTS)


@settings(deadline=None, max_examples=300)
@given(st.data(), spans(), st.sampled_from(OUTER))
def test_any_span_however_typed_is_exact_with_its_place_among_the_places(
    verifier: Verifier, data: st.DataObject, span: tuple[int, int, int], marks: str
) -> None:
    number, start, end = span
    typed = data.draw(st.composite(lambda draw: retyped(TEXTS[number][start:end], draw, marks))())
    lead, tail = data.draw(st.sampled_from([("", ""), ("...", ""), ("", "…"), ("[…] ", " ...")]))
    check = check_of(verifier, f"{lead}{typed}{tail}", marks)
    passage = RECORD.passages[number].passage
    assert check.verdict == "exact"
    assert (passage.id, passage.start + start, passage.start + end) in [
        (place.passage, place.start, place.end) for place in check.places
    ]


@settings(deadline=None, max_examples=300)
@given(
    spans(),
    st.integers(0, 40),
    st.sampled_from(["replaced", "added", "deleted", "doubled", "negated"]),
    st.one_of(st.sampled_from(OWN), st.just("bananas")),
)
@example((1, 90, 99), 0, "replaced", "put")
def test_a_changed_span_is_never_exact_unless_its_words_stand_in_the_record(
    verifier: Verifier, span: tuple[int, int, int], at: int, change: str, other: str
) -> None:
    number, start, end = span
    row = TEXTS[number][start:end].replace('"', "").split()
    at %= len(row)
    match change:
        case "replaced":
            row[at] = other
        case "added":
            row.insert(at, other)
        case "deleted":
            del row[at]
        case "doubled":
            row.insert(at, row[at])
        case _:
            row.insert(at, "not")
    quoted = " ".join(row).replace('"', "")
    assume(plain(quoted))
    check = check_of(verifier, quoted, "“”")
    assert (check.verdict == "exact") == stands(quoted)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(st.sampled_from(OWN), st.text(max_size=8)), min_size=1, max_size=30).map(" ".join))
def test_whatever_is_checked_every_place_is_the_records_and_fits_the_verdict(verifier: Verifier, text: str) -> None:
    try:
        found = verifier.verify(text)
    except QuotationError:
        return
    assert found.text == text
    assert verifier.verify(text) == found
    assert Verification.model_validate_json(found.model_dump_json()) == found
    for check in found.checks:
        for place in check.places:
            indexed = RECORD.passage(place.passage)
            assert indexed.document.text[place.start : place.end] == place.text
            assert place.text in place.sentence
            assert place.sentence in indexed.document.text[indexed.passage.start : indexed.passage.end]
        match check.verdict:
            case Verdict.EXACT | Verdict.MISATTRIBUTED:
                assert check.places
            case Verdict.DIFFERS:
                assert len(check.places) == 1
            case Verdict.SPLICED:
                assert len(check.places) > 1
            case Verdict.NOT_IN_RECORD:
                assert not check.places
        assert bool(check.changes) <= (check.verdict is Verdict.DIFFERS)


@settings(deadline=None, max_examples=200)
@given(spans(), st.integers(0, 40), st.integers(1, 12))
def test_what_a_comparison_shows_is_both_texts_whole(span: tuple[int, int, int], at: int, length: int) -> None:
    number, start, end = span
    own = TEXTS[number][start:end]
    row = own.split()
    quoted = " ".join([*row[:at], "bananas", *row[at + length :]])
    stretches = list(compared(own, quoted))
    assert [form for one in stretches for form in words(one.record).forms] == list(words(own).forms)
    assert [form for one in stretches for form in words(one.quoted).forms] == list(words(quoted).forms)


# The parts that the verdicts rest on, beside the slow and plain way

ROWS = st.text("abcdef", min_size=1, max_size=14)
"""Words, a letter each."""


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from([form for forms in FORMS[:6] for form in forms]), min_size=1, max_size=4))
def test_words_in_a_row_are_found_wherever_they_stand(wanted: list[str]) -> None:
    numbers, _ = POSITIONS.numbers(words(" ".join(wanted)))
    assume(UNKNOWN not in numbers and len(numbers) == len(wanted))
    found = POSITIONS.places(POSITIONS.find(numbers))
    assert found == [
        (number, at)
        for number, forms in enumerate(FORMS)
        for at in range(len(forms))
        if list(forms[at : at + len(wanted)]) == wanted
    ]


@settings(deadline=None, max_examples=300)
@given(ROWS, ROWS)
def test_no_span_is_liker_than_it_can_be_and_its_edits_make_the_quotation_of_it(passage: str, quoted: str) -> None:
    found = nearest(passage, ((0, len(passage)),), quoted)
    if found is None:
        return
    assert found.likeness <= at_most(passage, quoted) + 1e-9
    span = passage[found.start : found.end]
    made = ""
    for edit in found.edits:
        made += span[edit.start : edit.end] if edit.op == "kept" else quoted[edit.quoted_start : edit.quoted_end]
    assert made == quoted
    assert nearest(passage, ((0, len(passage)),), quoted, found.likeness) is None


@settings(deadline=None, max_examples=100)
@example(20, 18, 2)
@given(st.integers(0, len(FORMS) - 1), st.integers(0, 100), st.integers(2, 5))
def test_a_row_of_words_with_one_of_them_left_out_is_like_the_row(number: int, start: int, size: int) -> None:
    row = POSITIONS.row_of(number)
    span = row[start : start + 2 * size + 1]
    assume(len(span) > 3)
    found = nearest(row, ((0, len(row)),), span[: len(span) // 2] + span[len(span) // 2 + 1 :])
    assert found
    assert found.likeness >= 1 - 1 / (2 * len(span) - 1) - 1e-9


@settings(deadline=None, max_examples=200)
@given(st.lists(spans(), min_size=1, max_size=4), st.booleans())
def test_the_parts_of_a_splice_stand_in_the_record_and_make_up_the_quotation(
    pieces: Sequence[tuple[int, int, int]], is_marked: bool
) -> None:
    texts = [TEXTS[number][start:end] for number, start, end in pieces]
    numbers, written = POSITIONS.numbers(words((" … " if is_marked else " ").join(texts)))
    found = parts(POSITIONS, numbers, written.pauses)
    if is_marked and len(pieces) > 1:
        assert found
    covered = [i for part in found for i in range(part.quoted_start, part.quoted_end)]
    assert covered == sorted(set(covered))
    for part in found:
        row = POSITIONS.row_of(part.passage)
        assert row[part.start : part.end] == lettered(numbers[part.quoted_start : part.quoted_end])
