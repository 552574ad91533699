"""Which passages of two versions of a document are the same: by their text, else by its likeness."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

LIKENESS = 60
"""Percent of the letters, by both lengths, that a corrected passage has in common with what it was, in order."""
REACH = 10
"""Passages on each side of where a corrected one is looked for."""


def matched(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Pairs of positions: of the same text, of a text and its correction, of one text and none (None).

    Equal texts are paired in their order; the others where they lie by their neighbours, the most alike first. Linear
    in the number of passages. In the order of the new ones, those that are gone after the ones that were before them.
    """
    partner = dict(_equal(old, new))
    gone = [position for position in range(len(old)) if position not in partner]
    taken = set(partner.values())
    candidates = sorted(_alike(old, new, gone, partner, taken))
    for _, was, became in candidates:
        if was not in partner and became not in taken:
            partner[was] = became
            taken.add(became)
    pairs: list[tuple[int | None, int | None]] = [*partner.items()]
    pairs += [(None, became) for became in range(len(new)) if became not in taken]
    pairs.sort(key=lambda pair: (pair[1] is None, pair[1] or 0))
    return pairs + [(was, None) for was in gone if was not in partner]


def _equal(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Positions of equal texts, the first with the first."""
    standing: dict[str, list[int]] = {}
    for position in reversed(range(len(new))):
        standing.setdefault(new[position], []).append(position)
    for position, text in enumerate(old):
        if standing.get(text):
            yield position, standing[text].pop()


def _alike(
    old: Sequence[str], new: Sequence[str], gone: Sequence[int], partner: dict[int, int], taken: set[int]
) -> Iterator[tuple[float, int, int]]:
    """Unlikeness, old position and new, of texts that may be one corrected, near where it should stand."""
    before, after = _shifts(gone, partner), _shifts(gone[::-1], partner, step=1)
    for was in gone:
        middles = {was + before[was], was + after[was]}
        near = {became for middle in middles for became in range(middle - REACH, middle + REACH + 1)}
        for became in sorted(near - taken):
            if 0 <= became < len(new):
                likeness = fuzz.ratio(old[was], new[became], score_cutoff=LIKENESS)
                if likeness:
                    yield -likeness, was, became


def _shifts(gone: Sequence[int], partner: dict[int, int], step: int = -1) -> dict[int, int]:
    """By how much the nearest text on one side that has a partner moved, for each text that has none."""
    shifts: dict[int, int] = {}
    for was in gone:
        beside = was + step
        shifts[was] = partner[beside] - beside if beside in partner else shifts.get(beside, 0)
    return shifts
