"""What a sentence holds besides the words asked for: dates, numbers, sums, own words, talks told of or denied."""

import re

from knowledge.document import Sentence, Status
from knowledge.passages import IndexedPassage
from knowledge.shapes import denies, shape, words_of
from knowledge.vocabulary import english

MARKS = frozenset('"“”«»„')
CURRENCIES = frozenset("$€£¥%")
PRONOUN = re.compile(r"\W*(?:he|she|it|they|this|that|these|those)\b", re.IGNORECASE)


def has_date(indexed: IndexedPassage, sentence: Sentence) -> bool:
    """Whether there is a month or a year."""
    words = _words(indexed, sentence)
    return any(word in english().grammar.months or (word.isdigit() and len(word) == 4) for word in words)


def has_number(indexed: IndexedPassage, sentence: Sentence) -> bool:
    """Whether there is a number, in words or digits."""
    words = [part for word in _words(indexed, sentence) for part in word.split("-")]
    return any(word in english().grammar.numbers or word[:1].isdigit() for word in words)


def has_amount(indexed: IndexedPassage, sentence: Sentence) -> bool:
    """Whether there is a sum or a share: a currency's mark, or what makes one of a number ("million")."""
    text = _text(indexed, sentence)
    return not (CURRENCIES.isdisjoint(text) and english().grammar.amounts.isdisjoint(words_of(text)))


def has_own_words(indexed: IndexedPassage, sentence: Sentence) -> bool:
    """Whether somebody speaks himself: in a transcript, or in quotation marks."""
    spoken = bool(sentence.speakers) and not indexed.document.topics
    return spoken or not MARKS.isdisjoint(_text(indexed, sentence))


def goes_on(indexed: IndexedPassage, sentence: Sentence) -> bool:
    """Whether a sentence goes on from the one before it with a pronoun ("They expect …")."""
    return PRONOUN.match(_text(indexed, sentence)) is not None


def tells_of_talk(indexed: IndexedPassage, sentence: Sentence) -> bool:
    """Whether a sentence on a topic that was discussed tells of that, or on one that wasn't denies it."""
    topic = indexed.listed
    if topic is None or topic.status is Status.MENTIONED:
        return False
    words = words_of(_text(indexed, sentence))
    return denies(words) if topic.status is Status.NO_INDICATION else not shape().telling.isdisjoint(words)


def refuses(indexed: IndexedPassage, sentence: Sentence) -> bool:
    """Whether a sentence on a topic denies or refuses something."""
    return bool(indexed.passage.topic) and not shape().refusing.isdisjoint(words_of(_text(indexed, sentence)))


def _text(indexed: IndexedPassage, sentence: Sentence) -> str:
    return indexed.document.text[sentence.start : sentence.end]


def _words(indexed: IndexedPassage, sentence: Sentence) -> list[str]:
    return [word.strip('.,;:()[]"“”$€£') for word in _text(indexed, sentence).lower().replace("’", "'").split()]
