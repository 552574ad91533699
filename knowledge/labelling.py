"""The words that speakers' labels are made of."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.language import FOLDER, comma_separated, read_yaml


@dataclass(frozen=True, slots=True)
class Labelling:
    """The words that labels are made of; explained in `english/labels.yaml`."""

    questioners: frozenset[str]
    answerers: frozenset[str]
    salutations: frozenset[str]
    forms_of_address: frozenset[str]
    roles: frozenset[str]
    small_words: frozenset[str]
    suffixes: frozenset[str]
    ends: frozenset[str]
    no_names: frozenset[str]
    given_names: frozenset[str]
    media: frozenset[str]


@cache
def labelling() -> Labelling:
    """The words of `labels.yaml` and `given_names.txt`."""
    data: dict[str, Any] = read_yaml(FOLDER / "labels.yaml")
    lines = (FOLDER / "given_names.txt").read_text(encoding="utf-8").splitlines()
    return Labelling(
        questioners=frozenset(data["questioners"]),
        answerers=frozenset(data["answerers"]),
        salutations=frozenset(data["salutations"]),
        forms_of_address=frozenset(data["forms_of_address"]),
        roles=frozenset(comma_separated(data["roles"])),
        small_words=frozenset(comma_separated(data["small_words"])),
        suffixes=frozenset(data["suffixes"]),
        ends=frozenset(data["ends"]),
        media=frozenset(comma_separated(data["media"])),
        no_names=frozenset(comma_separated(data["no_names"])),
        given_names=frozenset(word for line in lines if not line.startswith("#") for word in line.split()),
    )
