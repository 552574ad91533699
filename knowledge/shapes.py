"""The words by which sentences in no usual wording tell of topics, or deny that they came up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.language import FOLDER, comma_separated, read_yaml, reporting
from knowledge.lead_ins import WORD

CLOSE = 5
"""Words from a denial up to what it denies."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Words by what they tell; explained in `english/shapes.yaml`. `refusing` are those of `denying` too."""

    denying: frozenset[str]
    raising: frozenset[str]
    signs: frozenset[str]
    topics: frozenset[str]
    party: frozenset[str]
    open: frozenset[str]
    talking: frozenset[str]
    telling: frozenset[str]
    refusing: frozenset[str]
    agreeing: frozenset[str]


@cache
def shape() -> Shape:
    """The words of `shapes.yaml`; verbs of reporting tell of talks too."""
    data: Mapping[str, str] = read_yaml(FOLDER / "shapes.yaml")
    words = {name: frozenset(comma_separated(line)) for name, line in data.items()}
    words["refusing"] |= words["denying"]
    return Shape(**words | {"telling": words["telling"] | reporting().verbs})


def words_of(text: str) -> list[str]:
    """The words of a sentence; "not" behind each that ends with n't."""
    found = []
    for match in WORD.finditer(text):
        word = match.group().lower().replace("’", "'")
        found += [word, "not"] if word.endswith("n't") else [word]
    return found


def denies(words: Sequence[str]) -> bool:
    """Whether words of a sentence deny that something came up: "did not come up", "nothing … suggests that …"."""
    for at, word in enumerate(words):
        if word in shape().denying:
            close, rest = words[at + 1 : at + 1 + CLOSE], words[at + 1 :]
            if not (shape().raising.isdisjoint(close) and shape().signs.isdisjoint(rest)):
                return True
    return False
