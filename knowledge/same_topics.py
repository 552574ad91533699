"""Which topics of several documents are one: by their names' terms, or by the thesaurus."""

from collections.abc import Callable, Iterable

from knowledge.thesaurus import Thesaurus

Key = tuple[str, ...]


def topic_keys(names: Iterable[str], thesaurus: Thesaurus, terms: Callable[[str], Key]) -> dict[str, Key]:
    """A key for each topic's name, equal for names of one thing.

    Names are of one thing where they have the same terms in any order ("Control of Arms" for "Arms Control"), or where
    the thesaurus has one as a name for the other, or both as names of a third.
    """
    term_of: dict[Key, Key] = {}
    for entry in thesaurus.entries:
        if entry.naming:
            for name in entry.names:
                term_of.setdefault(_key(name, terms), _key(entry.term, terms))
    keys = {name: _key(name, terms) for name in dict.fromkeys(names)}
    return {name: term_of.get(key, key) for name, key in keys.items()}


def _key(name: str, terms: Callable[[str], Key]) -> Key:
    """The terms of a name in an order of their own; the name itself where it has none but stop words."""
    return tuple(sorted(terms(name))) or (name.casefold(),)
