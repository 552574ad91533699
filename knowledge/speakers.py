"""Who says what: the speaker of each sentence, from the sentence's own words of reporting."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from knowledge.document import Passage, Sentence
from knowledge.language import Reporting, reporting
from knowledge.vocabulary import english

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’-][^\W_]+)*|[,;:()—–\"“”]")
BOUNDARIES = frozenset(',;:()—–"“”')
QUOTATION_MARKS = frozenset('"“”')
MOST_WORDS = 300
"""Words of a sentence among which its report is looked for: more are no sentence, but a text that lost its stops."""
LONGEST_SUBJECT = 30
LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting clause: its subject's words, whether it reports silence, and the number of its verb's word."""

    subject: tuple[str, ...]
    silence: bool
    verb: int


def attribute(text: str, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages with the speakers of each sentence; pronouns carry over within a passage.

    A sentence that has speakers keeps them: it is of somebody's turn, whomever it quotes.
    A plural title ("the Presidents") means the persons who bear it and to whom the document gives words.
    """
    bearers = _bearers(text, passages)
    return tuple(
        replace(passage, sentences=tuple(_attributed(text, passage.sentences, bearers))) if passage.number else passage
        for passage in passages
    )


def _bearers(text: str, passages: tuple[Passage, ...]) -> dict[str, tuple[str, ...]]:
    """Persons by the plural of the title with which the document makes them speak, in order of appearance."""
    words = reporting()
    found: dict[str, list[str]] = {}
    for passage in passages:
        for sentence in passage.sentences:
            report = _report(text[sentence.start : sentence.end], words)
            if report and not report.silence and len(report.subject) >= 2:
                *before, name = report.subject
                title = next((word.lower() for word in before if word.lower() in words.titles), None)
                if title and name[0].isupper():
                    bearers = found.setdefault(title + "s", [])
                    if name not in bearers:
                        bearers.append(name)
    order = {name: text.find(name) for bearers in found.values() for name in bearers}
    return {title: tuple(sorted(bearers, key=order.__getitem__)) for title, bearers in found.items()}


def _attributed(text: str, sentences: tuple[Sentence, ...], bearers: dict[str, tuple[str, ...]]) -> Iterator[Sentence]:
    words = reporting()
    person: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    for sentence in sentences:
        report = None if sentence.speakers else _report(text[sentence.start : sentence.end], words)
        if report is None:
            yield sentence
            continue
        low = tuple(word.lower() for word in report.subject)
        if len(low) == 1 and low[0] in words.singular:
            speakers = person
        elif len(low) == 1 and low[0] in words.plural | words.others:
            speakers = group
        else:
            speakers = _speakers(report.subject, bearers, words)
            if len(speakers) == 1 and speakers[0][0].isupper() and " " not in speakers[0]:
                person = speakers
            else:
                group = speakers
        yield replace(sentence, silent=speakers) if report.silence else replace(sentence, speakers=speakers)


def _report(sentence: str, words: Reporting) -> Report | None:
    """The first reporting clause outside quotation marks: in a chain the outer one."""
    tokens = tuple(match.group() for match in islice(WORD.finditer(sentence), MOST_WORDS))
    return next(reports(tokens, words), None)


def reports(tokens: tuple[str, ...], words: Reporting) -> Iterator[Report]:
    """The reporting clauses outside quotation marks, in order, of a sentence given by its words and marks (WORD)."""
    low = [token.lower() for token in tokens]
    for phrase in words.according:
        opening = phrase.split()
        if low[: len(opening)] == opening:
            end = next((i for i, token in enumerate(tokens) if token in BOUNDARIES), len(tokens))
            source = _full_name(tokens, end) or tokens[len(opening) : end]
            yield Report(source, silence=False, verb=len(opening) - 1)
    quoted = False
    for i, token in enumerate(low):
        if token in QUOTATION_MARKS:
            quoted = not quoted
        if quoted:
            continue
        pair = " ".join(low[i : i + 2])
        speaks = token in words.verbs or pair in words.verbs
        if token in words.before_quotes or pair in words.before_quotes:
            speaks = speaks or not QUOTATION_MARKS.isdisjoint(low[i:])
        quiet = token in words.silence or pair in words.silence
        named = tokens[i][:1].isupper() and i and tokens[i - 1][:1].isupper() and not tokens[i].isupper()
        if not (speaks or quiet) or named:
            # "The United States" states nothing.
            continue
        start = i
        silence = False
        while start and low[start - 1] not in BOUNDARIES:
            before = low[start - 1]
            if " ".join(low[start - 2 : start]) in words.negations:
                silence = True
                start -= 1
            elif before in words.negations:
                silence = silence or before != "neither"
            elif before not in words.between:
                break
            start -= 1
        subject = _noun_phrase(tokens, start, words) or _before_apposition(tokens, start, words)
        if not subject:
            continue
        first = subject[0].lower()
        silence = silence or first in words.negations | english().grammar.negations
        if speaks or silence:
            yield Report(subject, silence, i)


def _noun_phrase(tokens: tuple[str, ...], end: int, words: Reporting) -> tuple[str, ...]:
    """The words of the subject that ends before `end`: back to a comma, a quotation mark or a clause's first word."""
    start = end
    while start and tokens[start - 1] not in BOUNDARIES:
        if end - start > LONGEST_SUBJECT:
            return ()
        before = tokens[start - 1].lower()
        if before in words.clause_words and not (before == "and" and tokens[start - 2][:1].isupper()):
            break
        start -= 1
    subject = tokens[start:end]
    if not subject:
        return ()
    last, pronouns = subject[-1], words.singular | words.plural | words.others
    if last.lower() in pronouns:
        return (last,)
    if last.lower() in words.dummies or last.lower() in english().stop_words:
        # "views on the use of credits": behind a small word it is no verb.
        return ()
    names = last[:1].isupper() or {token.lower() for token in subject} & words.bodies
    return subject if names else ()


def _before_apposition(tokens: tuple[str, ...], end: int, words: Reporting) -> tuple[str, ...]:
    """The words of a subject and what is put in between commas: "Jon Vik, a lawyer, said", "his lawyer, Jon Vik, said".

    Of the two it is the one that is a name, or ends with one: "the mediator, the retired judge Jon Vik, said".
    """
    if not end or tokens[end - 1] != ",":
        return ()
    between = next((i for i in reversed(range(end - 1)) if tokens[i] in BOUNDARIES), None)
    if between is None or tokens[between] != ",":
        return ()
    inner = tuple(tokens[between + 1 : end - 1])
    if 0 < len(inner) <= LONGEST_NAME and _is_capitalised(inner):
        return inner
    if inner and inner[0].lower() in words.determiners and _ends_in_full_name(inner):
        return inner
    subject = _noun_phrase(tokens, between, words)
    # "In May, in Oslo, …" tells when and where, and of nobody.
    is_setting = bool(subject) and subject[0].lower() in english().stop_words - words.determiners
    return () if is_setting else subject


def _full_name(tokens: tuple[str, ...], end: int) -> tuple[str, ...]:
    """The name that stands between commas behind what somebody is: "according to its officer, Jon Vik, …"."""
    if end >= len(tokens) or tokens[end] != ",":
        return ()
    close = next((i for i in range(end + 1, len(tokens)) if tokens[i] in BOUNDARIES), len(tokens))
    name = tokens[end + 1 : close]
    is_set_off = close < len(tokens) and tokens[close] == ","
    return name if is_set_off and 1 < len(name) <= LONGEST_NAME and _is_capitalised(name) else ()


def _is_capitalised(words: tuple[str, ...]) -> bool:
    return all(word[:1].isupper() for word in words)


def _ends_in_full_name(words: tuple[str, ...]) -> bool:
    """Whether words that say what somebody is end with his name, and name no place of his."""
    small = english().stop_words.intersection(word.lower() for word in words[1:])
    return not small and len(words) > LONGEST_NAME - 1 and _is_capitalised(words[-2:])


def _joins(subject: tuple[str, ...], i: int, words: Reporting) -> bool:
    """Whether "and" joins two speakers, not two words of one body's name ("Home and Trade")."""
    low = tuple(word.lower() for word in subject)
    after = low[i + 1] if i + 1 < len(low) else ""
    if low[i] == "nor" or low[0] in ("both", "neither") or after in words.titles | words.determiners:
        return True
    two = i == 1 and len(subject) == len((subject[0], "and", after)) and _is_capitalised((subject[0], subject[2]))
    return two and low not in _countries() and not any(map(english().is_ordinary, (low[0], after)))


@cache
def _countries() -> frozenset[tuple[str, ...]]:
    """The names of countries by their words: one may be of two ("Trinidad and Tobago")."""
    return frozenset(tuple(name.split()) for names in english().countries.values() for name in names)


def _speakers(subject: tuple[str, ...], bearers: dict[str, tuple[str, ...]], words: Reporting) -> tuple[str, ...]:
    """The speakers that a subject names: persons by their last name, bodies as the text calls them."""
    if not subject:
        return ()
    low = tuple(word.lower() for word in subject)
    cut = next((i for i, word in enumerate(low) if word in ("nor", "and") and _joins(subject, i, words)), None)
    if cut is not None:
        return _speakers(subject[:cut], bearers, words) + _speakers(subject[cut + 1 :], bearers, words)
    plural = low[-1] if low[-1] in bearers else f"{low[-1]}s"
    alone = all(word in words.determiners or word in words.negations for word in low[:-1])
    if alone and plural in bearers and low[0] not in ("a", "an", "another"):
        return bearers[plural]
    while subject and subject[0].lower() in words.determiners | words.negations | english().grammar.negations:
        subject = subject[1:]
    if not subject:
        return ()
    titled = any(word.lower() in words.titles for word in subject[:-1])
    # "opposition leader Jon Vik": behind what he is, a full name.
    described = len(subject) > LONGEST_NAME - 1 and not subject[-3][:1].isupper() and subject[-2][:1].isupper()
    name = subject[-1]
    is_person = titled or described or len(subject) <= LONGEST_NAME - 1
    if (
        name[:1].isupper()
        and name.lower() not in words.bodies
        and is_person
        and "of" not in low
        and low not in _countries()
    ):
        return (name,)
    return (" ".join(subject),)
