"""The English language as data: word lists and wordings that every record shares, read from `english/`."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from Stemmer import Stemmer

FOLDER = Path(__file__).parent / "english"

_stemmer = Stemmer("english")


def stems(words: list[str]) -> list[str]:
    """Snowball's English stems of lower-case words (https://snowballstem.org)."""
    stemmed: list[str] = _stemmer.stemWords(words)
    return stemmed


def read_yaml(path: Path) -> Any:
    """A YAML file's data; the C loader, where there is one, is five times as fast."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with path.open("rb") as file:
        return yaml.load(file, loader)  # noqa: S506: both loaders are safe ones


def comma_separated(text: str) -> tuple[str, ...]:
    """Entries of a folded list: 'said, told, called for'."""
    return tuple(entry.strip() for entry in text.split(",") if entry.strip())


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording compared by stems, with alternatives and gaps ('following ... discussed/raised')."""

    pattern: re.Pattern[str]

    @classmethod
    def parse(cls, line: str) -> "Wording":
        """A wording from its line in a data file."""
        parts = []
        for word in line.split():
            if word == "...":
                parts.append(r"(?:\S+ ){0,8}?")
            else:
                parts.append("(?:" + "|".join(re.escape(stem) for stem in stems(word.lower().split("/"))) + ") ")
        return cls(re.compile(r"(?:^|(?<= ))" + "".join(parts)))

    def end_in(self, sentence_stems: list[str]) -> int | None:
        """How many of the stems stand up to the end of the wording, or None where it doesn't occur."""
        joined = "".join(f"{stem} " for stem in sentence_stems)
        found = self.pattern.search(joined)
        return joined.count(" ", 0, found.end()) if found else None


@dataclass(frozen=True, slots=True)
class LeadIns:
    """Wordings that tell whether what a list names was discussed."""

    no_indication: tuple[Wording, ...]
    discussed: tuple[Wording, ...]


@cache
def lead_ins() -> LeadIns:
    """The lead-in wordings of `lead_ins.yaml`."""
    data = read_yaml(FOLDER / "lead_ins.yaml")
    return LeadIns(
        no_indication=tuple(map(Wording.parse, data["no_indication"])),
        discussed=tuple(map(Wording.parse, data["discussed"])),
    )


@dataclass(frozen=True, slots=True)
class Reporting:
    """Words by which a sentence reports who said something, all lower case."""

    verbs: frozenset[str]
    according: tuple[str, ...]
    silence: frozenset[str]
    negations: frozenset[str]
    between: frozenset[str]
    bodies: frozenset[str]
    titles: frozenset[str]
    determiners: frozenset[str]
    singular: frozenset[str]
    plural: frozenset[str]
    others: frozenset[str]


@cache
def reporting() -> Reporting:
    """The words of `reporting.yaml`."""
    data = read_yaml(FOLDER / "reporting.yaml")
    return Reporting(
        verbs=frozenset(comma_separated(data["verbs"])),
        according=tuple(data["according"]),
        silence=frozenset(comma_separated(data["silence"])),
        negations=frozenset(data["negations"]),
        between=frozenset(comma_separated(data["between"])),
        bodies=frozenset(comma_separated(data["bodies"])),
        titles=frozenset(comma_separated(data["titles"])),
        determiners=frozenset(comma_separated(data["determiners"])),
        singular=frozenset(data["pronouns"]["singular"]),
        plural=frozenset(data["pronouns"]["plural"]),
        others=frozenset(data["pronouns"]["others"]),
    )
