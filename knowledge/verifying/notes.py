"""What a check says of a quotation besides its verdict, in words of its own."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from knowledge.verifying.attributing import Named
from knowledge.verifying.mentions import Mentions
from knowledge.verifying.name_phrases import without_genitive
from knowledge.verifying.splices import Part
from knowledge.verifying.verification import Place
from knowledge.verifying.words import Words


class Notes:
    """Words for people about quotations from one record."""

    def __init__(self, mentions: Mentions) -> None:
        self._mentions = mentions

    def quoting(self, places: Sequence[Place], quoted: Sequence[bool]) -> str:
        """Whom the record itself quotes with the words, where it does."""
        inner = [place for place, is_quoted in zip(places, quoted, strict=True) if is_quoted]
        whom = _distinct(self._speakers(place) or "somebody" for place in inner)
        where = "" if len(inner) == len(places) else f"in {_listed(_distinct(place.passage for place in inner))} "
        return f"{where}the record quotes {_listed(whom)}" if whom else ""

    def another(self, places: Sequence[Place], named: Named) -> str:
        """To whom the record gives the words instead of the one who was named."""
        whom = _distinct(self._speakers(place) for place in places)
        given = _listed([name for name in whom if name])
        names = _listed([without_genitive(" ".join(phrase)) for phrase in named[-1]])
        names = f"the{names[3:]}" if names.startswith("The ") else names
        if given:
            return f"the record gives this to {given}, not to {names}"
        return f"the record says this itself and gives it to nobody, not to {names}"

    @staticmethod
    def splicing(found: Sequence[Part], places: Sequence[Place], read: Sequence[Words]) -> str:
        """What lies between parts, given with their places and the words of their passages."""
        between = []
        for (one, after), (first, second), (of_one, _) in zip(*map(pairwise, (found, places, read)), strict=True):
            if one.passage != after.passage:
                between.append(f"from different passages, {first.passage} and {second.passage}")
            elif after.start < one.end:
                between.append(f"in another order than in {first.passage}")
            else:
                count = of_one.count(one.end, after.start)
                between.append(f"{count or 'no'} word{'' if count == 1 else 's'} left out")
        if len(between) == 1:
            return f"{between[0]} between these" if between[0].endswith("left out") else between[0]
        return "; ".join(f"between parts {i} and {i + 1}: {what}" for i, what in enumerate(between, 1))

    def _speakers(self, place: Place) -> str:
        return _listed([self._mentions.full_name(speaker) for speaker in place.speakers])


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _listed(texts: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join(part for part in (", ".join(texts[:-1]), *texts[-1:]) if part)
