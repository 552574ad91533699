"""The topic that an item of a list names, by itself or before what it says of it."""

import re
from functools import cache
from itertools import pairwise

from knowledge.blocks import Block
from knowledge.language import irregular, reporting
from knowledge.lead_ins import without_numbering
from knowledge.shapes import denies, shape, words_of
from knowledge.vocabulary import english

LONGEST_NAME = 80
"""Characters; a list item of more is no topic's name but a sentence."""
LONGEST_ITEM = 300
"""Characters of an item up to which its name is looked for before a clause that goes on from it."""
MOST_WORDS = 12
DIRECTLY = 3
"""Words behind a verb within which it is told what something was."""
NAME_AND_TEXT = re.compile(rf"(?P<name>[^:\n]{{1,{LONGEST_NAME}}}?)(?::|\s[–—-]|—)\s+(?=\S)")
NAME_AND_SENTENCES = re.compile(rf"(?P<name>[^.:!?\n]{{1,{LONGEST_NAME}}}[^\W\d_]{{3}})\.\s+(?=[^\W\d_a-z]|[\"“])")
SUBJECT = re.compile(
    rf"(?P<name>[^,.;:()\n]{{1,{LONGEST_NAME}}}?)(?:,| (?:is|are|was|were|has|had|have|did|does|do|never))\s"
)
CLAUSE = re.compile(r"(?P<comma>,)?\s+(?P<word>\w+)")
LIST_ENDING = re.compile(r"[\s.,;:]*(?:[,;]\s*(?:and|or))?[\s.,;:]*$")
JOINING = {"and", "or"}


def item_name(block: Block) -> tuple[str, int] | None:
    """The topic that a list item names, and how many characters of it are only the name; None for a sentence.

    "Sanctions", "Sanctions;", "Sanctions: neither side …", or with a dash, or as "Gas exports. Neither side …"; or what
    it has in bold at its beginning, before a sentence.
    """
    if opening := opening_name(block.text):
        return opening
    if 0 < len(block.bold) <= LONGEST_NAME and block.text[len(block.bold) :].lstrip()[:1].isupper():
        return block.bold.strip(), 0
    name = name_in(block.text) or _told_of(block.text)
    return (name, 0) if name else None


def name_in(text: str) -> str | None:
    """The topic that a few words name, without a clause that goes on from it; None where they are a sentence."""
    if len(text) > LONGEST_ITEM:
        return None
    whole = _without_clause(text)
    name = LIST_ENDING.sub("", whole)
    words = name.lower().split()
    is_sentence = whole.endswith((".", "!", "?")) and len(words) > MOST_WORDS // 2
    if is_sentence or not _finite_verbs().isdisjoint(words) or english().stop_words.issuperset(words):
        return None
    return name if len(name) <= LONGEST_NAME else None


def _told_of(text: str) -> str | None:
    """What an item's sentence says of itself that it was, or wasn't, a topic: "Visas, as before, did not come up."."""
    found = SUBJECT.match(text)
    if found is None:
        return None
    name, rest = found["name"], words_of(text[found.end() :])
    words = name.lower().split()
    is_party = not shape().party.isdisjoint(words) or english().stop_words.issuperset(words)
    told = denies(words_of(text)) or not (shape().raising | {"item", "topic", "subject"}).isdisjoint(rest[:DIRECTLY])
    return None if is_party or len(words) > MOST_WORDS or not told else name


def opening_name(text: str) -> tuple[str, int] | None:
    """The name that a paragraph sets before what it says, and how many characters it takes, with number and marks."""
    number = len(text) - len(text := without_numbering(text))
    if found := NAME_AND_TEXT.match(text):
        words = found["name"].lower().split()
        named = len(words) <= MOST_WORDS and _finite_verbs().isdisjoint(words)
        return (LIST_ENDING.sub("", found["name"]), number + found.end()) if named else None
    found = NAME_AND_SENTENCES.match(text)
    return (found["name"], number + found.end()) if found and _is_phrase(found["name"]) else None


def _is_phrase(name: str) -> bool:
    """Whether words are a name: written like a title, or without a verb and anybody whom a pronoun means."""
    words = name.split()
    low = [word.lower() for word in words]
    content = [word for word in words if word.lower() not in english().stop_words]
    if not content or len(words) > MOST_WORDS or not _no_phrase().isdisjoint(low):
        return False
    if len(content) > 1 and all(word[0].isupper() for word in content) and reporting().verbs.isdisjoint(low):
        return True
    after = english().grammar.determiners | english().stop_words
    return not any(
        word.endswith("ed")
        or (word.endswith("s") and english().is_verb(word))
        or irregular().get(word) in english().verbs
        for before, word in pairwise(low)
        if before not in after
    )


def _without_clause(name: str) -> str:
    """A name without the clause that goes on from it: "harbour dues" of "harbour dues, which …"."""
    for found in CLAUSE.finditer(name):
        word = found["word"].lower()
        if word in english().grammar.relatives or (found["comma"] and word in reporting().clause_words - JOINING):
            return name[: found.start()]
    return name


@cache
def _finite_verbs() -> frozenset[str]:
    """Words that make a sentence of a list item."""
    grammar = english().grammar
    return grammar.copulas | grammar.auxiliaries


@cache
def _no_phrase() -> frozenset[str]:
    """Words that no name holds, but a sentence."""
    return _finite_verbs() | reporting().singular | reporting().plural | english().grammar.negations
