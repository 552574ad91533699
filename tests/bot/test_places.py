"""Places, and the ids of buttons that carry them."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons import Button, Code, Verb
from bot.desk import Desk
from bot.places import Place, place_of, quote_at
from knowledge.loading import load
from knowledge.quoting import quote_of
from knowledge.record import Record
from tests.bot.made import write_record
from tests.knowledge.records import LISBON, write_files

QUOTED = "Albers proposed to Okonjo a ferry line from Porto."
LONGEST_ID = 100
"""Characters (https://docs.discord.com/developers/components/reference#anatomy-of-a-component)."""
SNOWFLAKES = st.integers(min_value=1, max_value=2**64 - 1)
NUMBERS = st.integers(0, 9_999_999)
PLACES = st.builds(
    Place,
    document=st.from_regex(r"[A-Za-z0-9.-]{1,24}", fullmatch=True),
    number=NUMBERS,
    start=NUMBERS,
    end=NUMBERS,
    digits=st.from_regex(r"[0-9a-f]{6}", fullmatch=True),
)


@given(st.sampled_from(Verb), SNOWFLAKES, SNOWFLAKES, st.none() | PLACES)
def test_a_buttons_id_fits_and_is_read_back(verb: Verb, asker: int, about: int, place: Place | None) -> None:
    code = Code(verb, asker, about, place)
    assert len(str(code)) <= LONGEST_ID
    assert Code.read(str(code)) == code


def test_the_longest_id_that_is_read_fits() -> None:
    place = Place("x" * 24, 9_999_999, 9_999_999, 9_999_999, "abcdef")
    assert len(str(Code(Verb.CONTEXT, 2**64 - 1, 2**64 - 1, place))) <= LONGEST_ID


@given(st.text(max_size=100).map(lambda text: f"s/{text}"))
def test_any_other_id_is_refused_with_a_value_error(code: str) -> None:
    with suppress(ValueError):
        assert str(Code.read(code))


def test_a_label_stands_on_every_button() -> None:
    assert all(Button(verb).text for verb in Verb)


def test_every_sentence_is_found_at_its_place_after_renumbering(tmp_path: Path) -> None:
    record = write_record(tmp_path, "First one here.\n\nSecond one here. And more.")
    quote = Desk(record).cite("2")
    assert quote
    place = place_of(record, quote)
    renumbered = write_record(tmp_path, "An insertion.\n\nFirst one here.\n\nSecond one here. And more.")
    found = quote_at(renumbered, place)
    assert found
    assert (found[0].passage.number, found[1].text) == (3, "Second one here. And more.")
    corrected = write_record(tmp_path, "First one here.\n\nSecond one there. And more.")
    assert quote_at(corrected, place) is None


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place in the first report, before anything changed."""
    record = load(write_files(tmp_path / "old", LISBON))
    indexed = record.passage("FIRST:4")
    sentence = indexed.passage.sentences[0]
    return place_of(record, quote_of(indexed, sentence.start, sentence.end))


def changed(folder: Path, old: str, new: str) -> Record:
    source = LISBON["b/first.md"]
    assert old in source
    return load(write_files(folder / "new", {**LISBON, "b/first.md": source.replace(old, new)}))


def test_a_place_in_a_paragraph_that_was_renumbered_is_of_the_same_text(place: Place, tmp_path: Path) -> None:
    record = changed(tmp_path, "The following subjects", "They ate.\n\nThe following subjects")
    found = quote_at(record, place)
    assert found is not None
    assert found[1].text == QUOTED
    assert found[1].passage == "FIRST:5"


def test_a_place_in_a_paragraph_that_was_corrected_is_none(place: Place, tmp_path: Path) -> None:
    assert quote_at(changed(tmp_path, "from Porto", "from Faro"), place) is None


def test_a_place_in_a_document_that_is_gone_is_none(place: Place, tmp_path: Path) -> None:
    kept = {name: text for name, text in LISBON.items() if name != "b/first.md"}
    assert quote_at(load(write_files(tmp_path / "kept", kept)), place) is None
