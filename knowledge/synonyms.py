"""Words that are readily exchanged for each other: a question may use the one, and the record the other."""

from collections.abc import Iterator
from functools import cache

from knowledge.analysis import phrase_stems
from knowledge.language import FOLDER, comma_separated
from knowledge.retrieval.search import Terms
from knowledge.vocabulary import english


@cache
def synonyms() -> dict[Terms, tuple[Terms, ...]]:
    """By the stems of a word or phrase those of its synonyms ("wage": "pay")."""
    lines = (FOLDER / "synonyms.txt").read_text(encoding="utf-8").splitlines()
    groups = [comma_separated(line) for line in lines if not line.startswith("#")]
    stemmed = iter(phrase_stems(name for group in groups for name in group))
    others: dict[Terms, dict[Terms, None]] = {}
    for group in groups:
        members = [next(stemmed) for _ in group]
        for member in members:
            others.setdefault(member, {}).update(dict.fromkeys(one for one in members if one != member))
    return {member: tuple(found) for member, found in others.items()}


@cache
def phrases_with_synonyms() -> frozenset[Terms]:
    """The stems of those synonyms that are names of several words; a verb and its particle ("set up") are none."""
    return frozenset(_names())


def _names() -> Iterator[Terms]:
    lines = (FOLDER / "synonyms.txt").read_text(encoding="utf-8").splitlines()
    phrases = [name for line in lines if not line.startswith("#") for name in comma_separated(line) if " " in name]
    for name, stemmed in zip(phrases, phrase_stems(phrases), strict=True):
        words = name.split()
        if not english().is_verb(words[0]) and english().stop_words.isdisjoint((words[0], words[-1])):
            yield stemmed
