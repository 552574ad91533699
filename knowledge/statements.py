"""Statements: sentences that name a topic themselves and say that it wasn't discussed ("Nor were tolls raised")."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from knowledge.document import Sentence, Status
from knowledge.item_names import LONGEST_NAME, name_in
from knowledge.language import FOLDER, read_yaml, reporting
from knowledge.lead_ins import Announcement
from knowledge.vocabulary import english

PIECES = {"X": rf"(?P<name>[^.,;:()]{{1,{LONGEST_NAME}}}?)\s+", "~": r"(?:[\w'-]+\s+){0,3}?", "$": "$"}
GOING_ON = re.compile(r"\s*[,;:—–(]\s*(?P<word>\w+)")


def denied(text: str, sentences: Sequence[Sentence]) -> tuple[str, Announcement] | None:
    """The topic that a paragraph says wasn't discussed, and where; None where it says so of none, or of two."""
    found = [(name, one) for one in sentences if (name := _denied(text[one.start : one.end]))]
    if len(found) != 1:
        return None
    ((name, sentence),) = found
    return name, Announcement(Status.NO_INDICATION, sentence.start, sentence.end)


def _denied(sentence: str) -> str | None:
    said = _without_rest(sentence)
    matches = (pattern.match(said.replace("’", "'")) for pattern in _denials())
    names = (name_in(said[slice(*match.span("name"))].rstrip()) for match in matches if match)
    return next(filter(None, names), None)


def _without_rest(sentence: str) -> str:
    """A sentence up to what goes on from it (", despite …"), but not up to the next of several things it names."""
    for found in GOING_ON.finditer(sentence):
        if found["word"].lower() in _openers():
            return sentence[: found.start()] + " "
    return sentence.rstrip(".") + " "


@cache
def _openers() -> frozenset[str]:
    """Words with which a sentence goes on from what it has said."""
    words = english().stop_words | reporting().clause_words | {"despite"}
    return words - english().grammar.determiners - english().grammar.coordinators


@cache
def _denials() -> tuple[re.Pattern[str], ...]:
    """The wordings of `denials` in `lead_ins.yaml`, as patterns of a sentence."""
    data = read_yaml(FOLDER / "lead_ins.yaml")
    named = {name: "".join(words.split()).replace("=", "") for name, words in data["words"].items()}
    return tuple(_pattern(line, named) for line in data["denials"])


def _pattern(line: str, named: Mapping[str, str]) -> re.Pattern[str]:
    alternatives = ("/".join(named.get(part, part) for part in word.split("/")) for word in line.split())
    pieces = (PIECES.get(word) or f"(?:{word.replace('/', '|')})[\\s,]+" for word in alternatives)
    return re.compile("".join(pieces), re.IGNORECASE)
