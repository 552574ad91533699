"""Words that are readily exchanged for each other: a question may use the one, and the record the other."""

from functools import cache

from knowledge.analysis import phrase_stems
from knowledge.language import FOLDER, comma_separated
from knowledge.retrieval.search import Terms
from knowledge.vocabulary import english


@cache
def synonyms() -> dict[Terms, tuple[Terms, ...]]:
    """By the stems of a word or phrase those of its synonyms ("wage": "pay")."""
    others: dict[Terms, dict[Terms, None]] = {}
    for group in _groups():
        for _, member in group:
            others.setdefault(member, {}).update(dict.fromkeys(one for _, one in group if one != member))
    return {member: tuple(found) for member, found in others.items()}


@cache
def phrases_with_synonyms() -> tuple[tuple[str, Terms], ...]:
    """The synonyms of several words, with their stems."""
    return tuple({name: stemmed for group in _groups() for name, stemmed in group if " " in name}.items())


def is_name(phrase: str) -> bool:
    """Whether a phrase names something; a verb with its particle ("set up") doesn't."""
    words = phrase.split()
    return not english().is_verb(words[0]) and english().stop_words.isdisjoint((words[0], words[-1]))


@cache
def _groups() -> tuple[tuple[tuple[str, Terms], ...], ...]:
    lines = (FOLDER / "synonyms.txt").read_text(encoding="utf-8").splitlines()
    groups = [comma_separated(line) for line in lines if not line.startswith("#")]
    stemmed = iter(phrase_stems(name for group in groups for name in group))
    return tuple(tuple((name, next(stemmed)) for name in group) for group in groups)
