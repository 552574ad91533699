"""Places, and the ids of buttons that carry them."""

from contextlib import suppress
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.buttons import Button, Code, Verb
from bot.desk import Desk
from bot.places import Place, place_of, quote_at
from tests.bot.made import write_record

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
