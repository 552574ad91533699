"""What stands beside each quotation of a text, and whom it names as the speaker there."""

import re
from bisect import bisect, bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.sentences import sentence_spans
from knowledge.verifying.attributing import Attributor, Named
from knowledge.verifying.name_phrases import Group
from knowledge.verifying.quotations import Quotation

_MASK = "x"
_WORD = re.compile(r"[^\W_]")
_ITEM = re.compile(r"[\s>*_~#•·+-]*(?:\d{1,3}[.)]\s*)?[\s*_~]*\Z")
_INTRODUCING = re.compile(r"[:,–—-][\s*_~]*\Z")
_ENDED = re.compile(r"[.!?…][\s*_~)]*\Z")
_FULL_STOP = re.compile(r"(?<!\.)\.\Z")
_SPACE_AND_CAPITAL = re.compile(r"[^\w\s][ \t]+(?=[A-Z])")
_LEAD_IN = 8
"""Words of a line that may name the speaker of the quotation under it without a colon."""
_SIGNED = re.compile(r"[-–—―~(]")
_SHORT = 4
"""Words of a line under a block quote that may name its speaker without a dash ("said Trump")."""
_PRONOUN = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
_PRONOUNS = ((("he",),), (("she",),))


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The words of a quotation's own sentence before and after it, up to the quotations beside it.

    `follows` that another quotation stands before it in the sentence, or above it in a list; `leads` that one comes
    right after it.
    """

    before: str
    after: str
    follows: bool
    leads: bool


class Beside:
    """Reads who is named beside the quotations of a text."""

    def __init__(self, attributor: Attributor) -> None:
        self._attributor = attributor

    def named(self, text: str, found: Sequence[Quotation]) -> list[Named]:
        """Who is named for each quotation.

        Before it or after it, or once for several of a sentence or a list; nobody, where the text says that he did not
        say it. A pronoun means who was named last, else the only person whom the text has named.
        """
        masked = _masked(text, found)
        result: list[Named] = []
        used_after = False
        for number, one in enumerate(found):
            around = _surroundings(masked, found, number)
            between = masked[found[number - 1].end : one.start] if number else ""
            before = self._attributor.before(around.before, around.after)
            after = self._after(one, around)
            if before is None:
                named: Named = ()
            elif before and not (used_after and after and around.follows):
                named = before
            else:
                named = after or (result[-1] if around.follows and result and self._attributor.carries(between) else ())
            used_after = bool(after) and named == after
            if before and after and named == before and not around.leads:
                # "Reuters: “…”, Putin says": either will do.
                named = (*before, *after)
            if any(group in _PRONOUNS for group in named):
                start = found[number - 1].end if number else 0
                spoken = masked[start : one.start]
                pronouns = [] if used_after else list(_PRONOUN.finditer(spoken))
                meant = self._meant(spoken[: pronouns[-1].start()] if pronouns else spoken, result)
                named = tuple(name for group in named if (name := meant if group in _PRONOUNS else group))
            result.append(named)
        return result

    def _after(self, one: Quotation, around: _Surroundings) -> Named:
        if one.signed:
            return self._attributor.signature(one.signed)
        if around.leads and around.after.rstrip(" \t\n*_~").endswith((":", "-", "–", "—")):
            # A label of the next quotation.
            return ()
        return self._attributor.after(around.after) or (
            self._attributor.signature(around.after) if one.is_block else ()
        )

    def _meant(self, before: str, earlier: Sequence[Named]) -> Group:
        """Whom a pronoun means after some words that follow a quotation; nobody, where they name several persons."""
        persons = self._attributor.persons(before)
        if persons:
            return (persons[0],) if len({person[-1] for person in persons}) == 1 else ()
        return next((named[-1] for named in reversed(earlier) if named), ())


def _masked(text: str, found: Sequence[Quotation]) -> str:
    """The text with every quotation's inside made one word, so that its words and marks say nothing."""
    parts, position = [], 0
    for one in found:
        parts += [text[position : one.start], _MASK * (one.end - one.start)]
        position = one.end
    masked = "".join((*parts, text[position:]))
    for one in found:
        if _FULL_STOP.search(one.text) and (space := _SPACE_AND_CAPITAL.match(masked, one.end)):
            # Within the marks, as Americans write it, the full stop ends the sentence that holds the quotation too.
            masked = f"{masked[: space.end() - 1]}\n{masked[space.end() :]}"
    return masked


def _surroundings(masked: str, found: Sequence[Quotation], number: int) -> _Surroundings:
    one = found[number]
    earlier = found[number - 1] if number else None
    later = found[number + 1] if number + 1 < len(found) else None
    edge = 0 if one.is_block else 1
    opening, closing = max(one.start - edge, 0), min(one.end + edge, len(masked))
    start, end = _sentence(masked, opening, closing)
    follows = bool(earlier and not one.is_block and earlier.end >= start)
    leads = bool(later and not later.is_block and later.start <= end)
    before = masked[earlier.end + 1 if earlier and follows else start : opening]
    after = masked[closing : later.start - 1 if later and leads else end]
    if not follows and _ITEM.match(before):
        above = _line_above(masked, opening)
        if earlier and earlier.end >= above[0]:
            # The next item of a list, or the next of quotations a line each.
            alone = not _WORD.search(
                masked[above[0] : earlier.start].replace(_MASK, "") + masked[earlier.end : above[1]]
            )
            follows = not one.is_block and (bool(before.strip()) or alone)
        elif _introduces(masked[slice(*above)]):
            before = masked[slice(*above)]
    if not leads and not _WORD.search(after):
        below = slice(*_line_below(masked, end))
        is_short = one.is_block and len(masked[below].split()) <= _SHORT
        if (is_short or _SIGNED.match(masked[below])) and not (later and later.start < below.stop):
            after = masked[below]
    return _Surroundings(before, after, follows, leads)


def _introduces(line: str) -> bool:
    """Whether a line leads to a quotation under it."""
    return bool(_INTRODUCING.search(line)) or (len(line.split()) <= _LEAD_IN and not _ENDED.search(line))


@lru_cache(64)
def _sentences(line: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a line, which may hold many quotations."""
    return sentence_spans(line)


def _sentence(masked: str, opening: int, closing: int) -> tuple[int, int]:
    """The sentence of a quotation's own line, or lines, that it stands in."""
    start = masked.rfind("\n", 0, opening) + 1
    end = masked.find("\n", closing)
    end = len(masked) if end == -1 else end
    spans = _sentences(masked[start:end])
    first = bisect(spans, opening - start, key=lambda span: span[0]) - 1
    last = bisect_left(spans, closing - start, key=lambda span: span[1])
    return start + spans[first][0] if first >= 0 else start, start + spans[last][1] if last < len(spans) else end


def _line_above(masked: str, position: int) -> tuple[int, int]:
    """The last sentence of the nearest line above that isn't blank."""
    end = len(masked[: masked.rfind("\n", 0, position) + 1].rstrip())
    start = masked.rfind("\n", 0, end) + 1
    spans = _sentences(masked[start:end])
    return (start + spans[-1][0], end) if spans else (start, end)


def _line_below(masked: str, position: int) -> tuple[int, int]:
    """The nearest line below that isn't blank."""
    rest = masked[position:]
    start = position + len(rest) - len(rest.lstrip())
    end = masked.find("\n", start)
    return start, len(masked) if end == -1 else end
