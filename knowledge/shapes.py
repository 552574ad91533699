"""The words by which a sentence in no usual wording tells of topics, or denies that they came up."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache

from knowledge.language import FOLDER, comma_separated, read_yaml, reporting


@dataclass(frozen=True, slots=True)
class Shape:
    """The words by which a lead-in in no usual wording is read; explained in `english/shapes.yaml`."""

    denying: frozenset[str]
    subject: frozenset[str]
    party: frozenset[str]
    telling: frozenset[str]
    open: frozenset[str]
    refusing: frozenset[str]
    agreeing: frozenset[str]


@cache
def shape() -> Shape:
    """The words of `shapes.yaml`."""
    data: Mapping[str, str] = read_yaml(FOLDER / "shapes.yaml")
    words = {name: frozenset(comma_separated(line)) for name, line in data.items()}
    words["refusing"] |= words["denying"]
    return Shape(**words | {"telling": words["telling"] | reporting().verbs})


def denies(words: Set[str]) -> bool:
    """Whether words of a sentence deny that something came up."""
    return not shape().denying.isdisjoint(words) and not shape().subject.isdisjoint(words)
