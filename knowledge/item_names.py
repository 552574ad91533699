"""The topic that an item of a list names, by itself or before what it says of it."""

import re
from functools import cache

from knowledge.blocks import Block
from knowledge.language import reporting
from knowledge.vocabulary import english

LONGEST_NAME = 80
"""Characters; a list item of more is no topic's name but a sentence."""
LONGEST_ITEM = 300
"""Characters of an item up to which its name is looked for before a clause that goes on from it."""
MOST_WORDS = 12
NAME_AND_TEXT = re.compile(rf"(?P<name>[^:\n]{{1,{LONGEST_NAME}}}?)(?::|\s[–—-]|—)\s+(?=\S)")
TITLE_AND_TEXT = re.compile(rf"(?P<name>[^.:!?\n]{{3,{LONGEST_NAME}}}[^\W\d_]{{3}})\.\s+(?=[^\W\d_a-z])")
LIST_ENDING = re.compile(r"[\s.,;:]*(?:[,;]\s*(?:and|or))?[\s.,;:]*$")
JOINING = {"and", "or"}


def item_name(block: Block) -> tuple[str, int] | None:
    """The topic that a list item names, and how many characters of it are only the name; None for a sentence.

    "Sanctions", "Sanctions;", "Sanctions: neither side …", or with a dash, or as "Gas Exports. Neither side …".
    """
    found = NAME_AND_TEXT.match(block.text) or _title_and_text(block.text)
    name, opening = (found["name"], found.end()) if found else (block.text, 0)
    if len(name) > LONGEST_ITEM:
        return None
    words = name.lower().split()
    is_sentence = name.endswith((".", "!", "?")) and len(words) > MOST_WORDS // 2
    name = LIST_ENDING.sub("", _without_clause(name))
    if not name or is_sentence or not _finite_verbs().isdisjoint(words):
        return None
    return (name, opening) if len(name) <= LONGEST_NAME and len(words) <= MOST_WORDS else None


def _title_and_text(text: str) -> re.Match[str] | None:
    """A name written like a title, and sentences behind it; its words but small ones begin with capitals."""
    found = TITLE_AND_TEXT.match(text)
    if not found:
        return None
    words = [word for word in found["name"].split() if word.lower() not in english().stop_words]
    reports = {word.lower() for word in words} & reporting().verbs
    return found if words and not reports and all(word[0].isupper() for word in words) else None


def _without_clause(name: str) -> str:
    """A name without the clause that goes on from it: "harbour dues" of "harbour dues, which …"."""
    for comma in re.finditer(r",\s+(?P<word>\w+)", name):
        if comma["word"].lower() in reporting().clause_words - JOINING:
            return name[: comma.start()]
    return name


@cache
def _finite_verbs() -> frozenset[str]:
    """Words that make a sentence of a list item."""
    grammar = english().grammar
    return grammar.copulas | grammar.auxiliaries
