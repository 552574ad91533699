"""Whether a remark asks for something."""

from knowledge.analysis import tokenize
from knowledge.vocabulary import english

MOST_WORDS = 6
"""Words of the longest fragment ("and Iran", "plus the Kurds") that asks without a question mark."""


def asks(text: str) -> bool:
    """Whether a text asks: by a question mark, its first word, or as the rest of a question before it."""
    if "?" in text:
        return True
    words = [token.word for token in tokenize(text) if token.is_word]
    if not words:
        return False
    grammar, shorthand = english().grammar, english().shorthand
    first = shorthand.get(words[0], words)[0]
    openings = grammar.question_words | grammar.copulas
    return first in openings or (first in grammar.fragments and len(words) <= MOST_WORDS)
