"""The words by which a sentence in no usual wording tells of topics, or denies that they came up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from knowledge.language import FOLDER, comma_separated, read_yaml, reporting


@dataclass(frozen=True, slots=True)
class Shape:
    """The words by which a lead-in in no usual wording is read; explained in `lead_ins.yaml`."""

    denying: frozenset[str]
    subject: frozenset[str]
    party: frozenset[str]
    telling: frozenset[str]
    open: frozenset[str]


@cache
def shape() -> Shape:
    """The words under `shape` in `lead_ins.yaml`."""
    data: Mapping[str, str] = read_yaml(FOLDER / "lead_ins.yaml")["shape"]
    words = {name: frozenset(comma_separated(line)) for name, line in data.items()}
    return Shape(**words | {"telling": words["telling"] | reporting().verbs})
