"""Whom a name means among those who speak, and under which names one of them speaks."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from knowledge.retrieval.search import Terms

_KEPT = 256
"""Speakers whose other names are kept at hand."""


class SpeakerNames:
    """The names of those who speak in a record or a part of it, by their terms.

    A name that ends with another is another name of the same one: "Secretary of State Acheson" of "Acheson".
    """

    def __init__(self, names: Mapping[str, Terms]) -> None:
        """`names` are in the order of appearance; one of nothing but stop words can't be asked for ("I")."""
        self._terms = {name: terms for name, terms in names.items() if terms}
        self._by_last: dict[str, list[str]] = {}
        for name, terms in self._terms.items():
            self._by_last.setdefault(terms[-1], []).append(name)
        self._order = {name: place for place, name in enumerate(self._terms)}
        self.same = lru_cache(_KEPT)(self._find_same)

    def meant(self, readings: Iterable[Terms]) -> Terms:
        """Those whom any of some readings names by their last word at least ('Congress' for Members of Congress).

        Of one who has several names, the shortest.
        """
        found = {
            name
            for reading in readings
            for last in reading
            for name in self._by_last.get(last, ())
            if set(reading) <= set(self._terms[name])
        }
        return tuple(sorted(self._without_same(found), key=self._order.__getitem__))

    def are_among(self, speakers: Iterable[str], said: Terms) -> bool:
        """Whether each of some speakers is among those who say something, under any name."""
        return all(not self.same(name).isdisjoint(said) for name in speakers)

    def _without_same(self, names: set[str]) -> set[str]:
        """Names without those of somebody who has a shorter one among them, or the same one earlier."""
        kept: dict[Terms, str] = {}
        for name in sorted(names, key=lambda name: (len(self._terms[name]), self._order[name])):
            terms = self._terms[name]
            if not any(terms[start:] in kept for start in range(len(terms))):
                kept[terms] = name
        return set(kept.values())

    def _find_same(self, name: str) -> frozenset[str]:
        """All names of the one who has a name."""
        terms = self._terms.get(name, ())
        held = self._by_last.get(terms[-1], ()) if terms else ()
        return frozenset((name, *(one for one in held if self._terms[one][-len(terms) :] == terms)))
