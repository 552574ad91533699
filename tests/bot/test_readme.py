"""What the README says of the project, held against the project."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("room", ["knowledge", "bot"])
def test_the_map_shows_every_module_of_a_room(room: str) -> None:
    modules = {path.stem for path in (ROOT / room).glob("*.py")} - {"__init__"}
    drawn = re.search(rf"^{room}/ .*\n((?:  .*\n)+)", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert drawn
    # Names and the words on them stand two spaces apart.
    assert modules <= set(re.split(r"\s{2,}", drawn[1]))
