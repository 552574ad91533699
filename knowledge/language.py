"""The English language as data: word lists and wordings that every record shares, read from `english/`."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from Stemmer import Stemmer

FOLDER = Path(__file__).parent / "english"

YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C loader, where there is one, is five times as fast; both are safe ones."""

_stemmer = Stemmer("english")


def stems(words: list[str]) -> list[str]:
    """Snowball's English stems of lower-case words (https://snowballstem.org), irregular forms by their base form."""
    base_forms = irregular()
    stemmed: list[str] = _stemmer.stemWords([base_forms.get(word, word) for word in words])
    return stemmed


@cache
def irregular() -> dict[str, str]:
    """Irregular forms of verbs and nouns, with their base forms."""
    lines = (FOLDER / "irregular.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if not line.startswith("#"))


@cache
def derivations() -> dict[str, tuple[str, ...]]:
    """By a word's stem the stems of those that it is derived from, or they from it ("closure" of "close")."""
    lines = (FOLDER / "derivations.txt").read_text(encoding="utf-8").splitlines()
    families = [line.split() for line in lines if not line.startswith("#")]
    stemmed = iter(stems([word for family in families for word in family]))
    related: dict[str, dict[str, None]] = {}
    for family in families:
        verb, *nouns = [next(stemmed) for _ in family]
        for noun in nouns:
            related.setdefault(verb, {})[noun] = None
            related.setdefault(noun, {})[verb] = None
    return {stem: tuple(others) for stem, others in related.items()}


def read_yaml(path: Path) -> Any:
    """A YAML file's data."""
    with path.open("rb") as file:
        return yaml.load(file, YAML_LOADER)  # noqa: S506 both loaders are safe ones


def comma_separated(text: str) -> tuple[str, ...]:
    """Entries of a folded list: 'said, told, called for'."""
    return tuple(entry.strip() for entry in text.split(",") if entry.strip())


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording compared by stems, with alternatives and gaps ('following ... discussed/raised')."""

    line: str

    def stands_in(self, row: str) -> bool:
        """Whether it stands among stems in a row."""
        return _pattern(self.line).search(row) is not None


def in_a_row(stemmed: list[str]) -> str:
    """Stems as wordings are looked for among them: with a space after each."""
    return "".join(f"{stem} " for stem in stemmed)


@cache
def _pattern(wording: str) -> re.Pattern[str]:
    """A wording as a pattern over stems in a row; compiled when first needed."""
    parts = []
    for word in wording.split():
        if word == "...":
            parts.append(r"(?:\S+ ){0,8}?")
        else:
            parts.append("(?:" + "|".join(map(re.escape, stems(word.lower().split("/")))) + ") ")
    return re.compile(r"(?:^|(?<= ))" + "".join(parts))


@dataclass(frozen=True, slots=True)
class Reporting:
    """Words by which a sentence reports who said something, all lower case."""

    verbs: frozenset[str]
    before_quotes: frozenset[str]
    according: tuple[str, ...]
    silence: frozenset[str]
    negations: frozenset[str]
    between: frozenset[str]
    bodies: frozenset[str]
    titles: frozenset[str]
    determiners: frozenset[str]
    clause_words: frozenset[str]
    dummies: frozenset[str]
    singular: frozenset[str]
    plural: frozenset[str]
    others: frozenset[str]


@cache
def reporting() -> Reporting:
    """The words of `reporting.yaml`."""
    data = read_yaml(FOLDER / "reporting.yaml")
    return Reporting(
        verbs=frozenset(comma_separated(data["verbs"])),
        before_quotes=frozenset(comma_separated(data["before_quotes"])),
        according=tuple(data["according"]),
        silence=frozenset(comma_separated(data["silence"])),
        negations=frozenset(data["negations"]),
        between=frozenset(comma_separated(data["between"])),
        bodies=frozenset(comma_separated(data["bodies"])),
        titles=frozenset(comma_separated(data["titles"])),
        clause_words=frozenset(comma_separated(data["clause_words"])),
        dummies=frozenset(comma_separated(data["dummies"])),
        determiners=frozenset(comma_separated(data["determiners"])),
        singular=frozenset(data["pronouns"]["singular"]),
        plural=frozenset(data["pronouns"]["plural"]),
        others=frozenset(data["pronouns"]["others"]),
    )


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words by which a text names the speaker of a quotation beside it, all lower case; see `attribution.yaml`."""

    verbs: frozenset[str]
    participles: frozenset[str]
    addressing: frozenset[str]
    passives: frozenset[str]
    nouns: frozenset[str]
    sourcing: tuple[tuple[str, ...], ...]
    governing: frozenset[str]
    after: tuple[tuple[str, ...], ...]
    impersonal: frozenset[str]
    names: frozenset[str]
    particles: frozenset[str]
    bodies: frozenset[str]
    assigning: frozenset[str]
    passing_on: frozenset[str]
    denying: frozenset[str]


@cache
def attribution() -> Attribution:
    """The words of `attribution.yaml`."""
    data = read_yaml(FOLDER / "attribution.yaml")

    def phrases(key: str) -> tuple[tuple[str, ...], ...]:
        """Wordings by their words, the longest first."""
        return tuple(sorted((tuple(entry.split()) for entry in comma_separated(data[key])), key=len, reverse=True))

    return Attribution(
        **{key: frozenset(comma_separated(data[key])) for key in ("verbs", "participles", "addressing", "passives")},
        **{
            key: frozenset(comma_separated(data[key]))
            for key in (
                "nouns",
                "governing",
                "impersonal",
                "names",
                "particles",
                "bodies",
                "assigning",
                "passing_on",
                "denying",
            )
        },
        sourcing=phrases("sourcing"),
        after=phrases("after"),
    )
