"""Statements: sentences that name a topic themselves and say that it wasn't discussed ("Nor were tolls raised")."""

import re
from collections.abc import Sequence
from functools import cache

from knowledge.document import Sentence, Status
from knowledge.item_names import LONGEST_NAME, name_in
from knowledge.language import FOLDER, read_yaml
from knowledge.lead_ins import Announcement

PIECES = {"X": rf"(?P<name>[^.,;:()]{{1,{LONGEST_NAME}}}?)\s+", "~": r"(?:\w+\s+){0,3}?", "$": "$"}


def denied(text: str, sentences: Sequence[Sentence]) -> tuple[str, Announcement] | None:
    """The topic that a paragraph says wasn't discussed, and where; None where it says so of none, or of two."""
    found = [(name, one) for one in sentences if (name := _denied(text[one.start : one.end]))]
    if len(found) != 1:
        return None
    ((name, sentence),) = found
    return name, Announcement(Status.NO_INDICATION, sentence.start, sentence.end)


def _denied(sentence: str) -> str | None:
    matches = (pattern.match(sentence.rstrip(".") + " ") for pattern in _denials())
    return next((name for match in matches if match and (name := name_in(match["name"]))), None)


@cache
def _denials() -> tuple[re.Pattern[str], ...]:
    """The wordings of `denials` in `lead_ins.yaml`, as patterns of a sentence."""
    data = read_yaml(FOLDER / "lead_ins.yaml")
    raised = "".join(data["words"]["RAISED"].split()).replace("=", "")
    return tuple(_pattern(line.replace("RAISED", raised)) for line in data["denials"])


def _pattern(line: str) -> re.Pattern[str]:
    pieces = (PIECES.get(word) or f"(?:{word.replace('/', '|')})[\\s,]+" for word in line.split())
    return re.compile("".join(pieces), re.IGNORECASE)
