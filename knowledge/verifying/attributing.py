"""Whom the words before or after a quotation name as its speaker, by the reporting grammar of `speakers`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.language import Attribution, Reporting
from knowledge.speakers import BOUNDARIES, Report, reports
from knowledge.verifying.name_phrases import Group, NamePhrases
from knowledge.verifying.people import People, Phrase

Named = tuple[Group, ...]
"""Who is named for a quotation: a group for each link of a chain ("Trump said that Putin said"); empty for nobody."""

_LABEL = re.compile(r"(?::|\s[-–—]+|[-–—]{2,}|\s=)[\s*_~]*\Z")
_SIGNING = re.compile(r"[\s,.;!?…*_)\]]*(?P<mark>[-–—―~(\[/|<←]+)?[\s@*_]*")
_GENITIVES = ("'s", "’s", "s'", "s’")


class Attributor:
    """Reads attributions as documents and chats write them."""

    def __init__(self, people: People, reporting: Reporting, attribution: Attribution) -> None:
        self._people = people
        self._reporting = replace(
            reporting,
            verbs=reporting.verbs | attribution.verbs,
            bodies=reporting.bodies | attribution.bodies,
            according=(),
        )
        self._words = attribution
        self._speaking = self._reporting.verbs | attribution.participles
        self._names = NamePhrases(people, reporting, attribution)

    def before(self, text: str, after: str = "") -> Named | None:
        """Who is named in the words before a quotation; None where they deny that he said it.

        The words after it tell of whom they are in "Putin's “…” remark" and "attributes “…” to Putin".
        """
        tokens = self._tokens(text)
        low = [token.lower() for token in tokens]
        if self._denies(low):
            return None
        clauses = [report for report in reports(tokens, self._reporting) if not self._addresses(low, report.verb)]
        relative = next((i for i in range(len(low) - 1, 0, -1) if low[i] == "who" and self._speaks(low, i + 1)), None)
        if self._is_left(tokens, low, clauses):
            return ()
        if relative is not None and (who := self._names.ending(_unbounded(tokens[:relative]))):
            return (who,)
        found = [self._names.ending(clause.subject, opens=clause.subject[0] is tokens[0]) for clause in clauses]
        found = [group for i, group in enumerate(found) if self._is_linked(low, clauses[i:])]
        found += self._agents(tokens, low)
        following = self._names.tokens(after)
        if low and low[-1].endswith(_GENITIVES) and following[:1] and following[0].lower() in self._words.nouns:
            found.append(self._names.ending(tokens))
        if following[:1] == ("to",) and set(low) & self._words.assigning:
            found.append(self._names.at(following, 1))
        if named := tuple(group for group in found if group):
            return named
        if clauses:
            return ()
        if _LABEL.search(text):
            # "Trump dodged Ukraine:" tells of him; "Trump on Ukraine, according to the record:" is the record's.
            label = () if any(self._sources(low)) else self._alone(self._labelling(_unbounded(tokens)))
            return (label,) if label else ()
        speaking = next(
            (i for i in range(len(low) - 1, -1, -1) if self._speaks(low, i) and not self._addresses(low, i)), None
        )
        group = self._leaning(tokens, speaking) if speaking is not None else ()
        return (group,) if group else ()

    def _leaning(self, tokens: Phrase, verb: int) -> Group:
        """Whose a verb is that has no subject right before it: "with Trump insisting", "Trump, in Helsinki, said"."""
        end = verb
        while end and tokens[end - 1].lower() in self._reporting.between:
            end -= 1
        if tokens[verb].lower() in self._words.participles and (group := self._names.ending(tokens[:end], led=True)):
            return group
        first = self._names.first(tokens)
        if first and first[0][-1].endswith(_GENITIVES):
            # "Trump's counterpart" is somebody else.
            return ()
        start = next((i for i in range(len(tokens)) if first and tokens[i : i + len(first[0])] == first[0]), 0)
        # "My uncle, who hates Trump, said": the name is of somebody whom another verb speaks of.
        return () if any(self._people.is_verb(token) for token in tokens[:start]) else first

    def after(self, text: str) -> Named:
        """Who is named in the words right after a quotation."""
        signing = _SIGNING.match(text)
        lead = signing.end() if signing else 0
        if text.startswith("#", lead):
            return ()
        is_signed = bool(signing and signing["mark"]) or "," in text[:lead]
        tokens = self._tokens(text[lead:])
        low = [token.lower() for token in tokens]
        opening = next((words for words in self._words.after if tuple(low[: len(words)]) == words), ())
        tokens, low = tokens[len(opening) :], low[len(opening) :]
        if not tokens or self._denies(low):
            return ()
        clause = next(reports(tokens, self._reporting), None)
        if clause and clause.subject == tokens[: len(clause.subject)]:
            # Not "so Trump said": that tells what follows from the quotation.
            group = self._names.at(clause.subject, 0)
        elif self._speaks(low, 0):
            is_pair = " ".join(low[:2]) in self._speaking or low[1:2] == ["by"]
            group = self._names.at(tokens, 2 if is_pair else 1)
        else:
            group = self._without_verb(tokens, low, is_signed=is_signed, is_told=bool(opening))
        return (group,) if group else ()

    def signature(self, text: str) -> Named:
        """Who is named by a line of nothing but a name ("Donald Trump, Helsinki")."""
        group = self._alone(self._names.tokens(text))
        return (group,) if group else ()

    def persons(self, text: str) -> list[Phrase]:
        """The persons whom a text names, but for those who are only spoken about or to."""
        return self._names.persons(self._names.tokens(text))

    def _labelling(self, tokens: Phrase) -> Phrase:
        """The words of a label after the clause before it, without adverbs ("…; then Meyer, again")."""
        start = max((i + 1 for i, token in enumerate(tokens) if token in BOUNDARIES - {","}), default=0)
        words = tuple(token for token in tokens[start:] if token.lower() not in self._reporting.between)
        # "lol Trump": what stands before the name and is no name tells nothing.
        named = next((i for i in range(len(words)) if self._names.end(words, i) > i), 0)
        return words if any(map(self._people.is_verb, words[:named])) else words[named:]

    def carries(self, text: str) -> bool:
        """Whether the words between two quotations leave their speaker the same: they name nobody and no source."""
        tokens = self._names.tokens(text)
        return not self._names.first(tokens) and not self._words.impersonal & {token.lower() for token in tokens}

    def _tokens(self, text: str) -> Phrase:
        """The words and marks of a text without a name that is only set against another ("Trump, not Putin, said")."""
        tokens = self._names.tokens(text)
        for i, (mark, word) in enumerate(pairwise(tokens)):
            end = self._names.end(tokens, i + 2)
            following = tokens[end : end + 1]
            if mark == "," and word == "not" and end > i + 2 and BOUNDARIES.issuperset(following):
                return tokens[:i] + tokens[end + (following == (",",)) :]
        return tokens

    def _denies(self, low: Sequence[str]) -> bool:
        """Whether some words deny or doubt ("didn't", "I doubt that")."""
        denying = self._reporting.negations | self._words.denying
        return any(
            word in denying or word.endswith(("n't", "n’t")) or " ".join(low[i : i + 2]) in denying
            for i, word in enumerate(low)
        )

    def _is_left(self, tokens: Phrase, low: Sequence[str], clauses: Sequence[Report]) -> bool:
        """Whether the words go on, after a reporting clause and a comma, to somebody else or to another verb.

        "As Trump said, Putin “…”"; "Putin, whom Trump called a competitor, said “…”".
        """
        comma = next((i for i in range(len(low) - 1, -1, -1) if low[i] == ","), None)
        if comma is None or not clauses or comma < clauses[-1].verb or comma + 1 == len(low):
            return False
        is_verb = low[comma + 1] in self._reporting.verbs | self._words.verbs
        return is_verb or self._names.end(tokens, comma + 1) == len(tokens)

    def _sources(self, low: Sequence[str]) -> Iterator[int]:
        """Where a source is about to be named ("according to")."""
        for i in range(len(low)):
            for opening in self._words.sourcing:
                follows = opening != ("from",) or i == 0 or low[i - 1] in self._words.nouns
                if tuple(low[i : i + len(opening)]) == opening and follows:
                    yield i + len(opening)

    def _agents(self, tokens: Phrase, low: Sequence[str]) -> Iterator[Group]:
        """Names by other words than a verb's subject: "according to Putin", "said by Putin", "Putin's claim"."""
        nouns = self._words.nouns
        yield from (self._names.at(tokens, i) for i in self._sources(low))
        for i, word in enumerate(low):
            if i and word in ("by", "of") and (low[i - 1] in nouns or (word == "by" and self._speaks(low, i - 1))):
                yield self._names.at(tokens, i + 1)
            elif i and word == "as" and self._speaks(low, i + 1):
                yield self._names.ending(tokens[:i])
            elif word in ("his", "her") and set(low[i + 1 : i + 4]) & nouns:
                yield (("he",),)
            elif word.endswith(_GENITIVES) and set(low[i + 1 : i + 5]) & nouns:
                yield self._names.ending(tokens[: i + 1])

    def _without_verb(self, tokens: Phrase, low: Sequence[str], *, is_signed: bool, is_told: bool) -> Group:
        """A name by a preposition ("according to Putin"), with a noun ("Putin's words"), or alone ("— Putin").

        `is_told`: after words like "was", where a genitive alone tells whose the words are.
        """
        for opening in (*self._words.sourcing, ("by",)):
            if tuple(low[: len(opening)]) == opening:
                return self._names.at(tokens, len(opening))
        if low[0] in self._words.nouns and low[1:2] in (["by"], ["of"], ["from"]):
            return self._names.at(tokens, 2)
        end = self._names.end(tokens, 0)
        owns = end and low[end - 1].endswith(_GENITIVES)
        if owns and (set(low[end : end + 3]) & self._words.nouns or (is_told and end == len(tokens))):
            return self._names.ending(tokens[:end])
        return self._alone(tokens) if is_signed or end == len(tokens) else ()

    def _alone(self, tokens: Phrase) -> Group:
        """A name at the head of some words, with nothing after it but a place, a date, or what stands apart."""
        end = self._names.end(tokens, 0)
        rest = tokens[end : end + 1]
        apart = not rest or rest[0] in BOUNDARIES or rest[0][:1].isdigit() or rest[0].lower() in self._words.governing
        return self._names.at(tokens, 0) if end and apart and self._people.somebody(tokens[:end], surely=True) else ()

    def _is_linked(self, low: Sequence[str], clauses: Sequence[Report]) -> bool:
        """Whether the first clause reports the others ("Trump said that Putin said"), and doesn't just precede them."""
        verbs = range(clauses[0].verb + 1, clauses[-1].verb)
        return not any(low[i] in self._reporting.clause_words - {"that"} or low[i] in BOUNDARIES for i in verbs)

    def _addresses(self, low: Sequence[str], i: int) -> bool:
        """Whether a verb is in the passive and tells who was spoken to ("Trump was told")."""
        return i > 0 and low[i] in self._words.addressing and low[i - 1] in self._words.passives

    def _speaks(self, low: Sequence[str], i: int) -> bool:
        """Whether a verb of saying stands there; "posted by" is none: who posts or shares words only passes them on."""
        pair = " ".join(low[i : i + 2])
        passes_on = pair.endswith(" by") and low[i] in self._words.passing_on
        return i < len(low) and not passes_on and (low[i] in self._speaking or pair in self._speaking)


def _unbounded(tokens: Phrase) -> Phrase:
    """Words without the marks at their end."""
    end = len(tokens)
    while end and tokens[end - 1] in BOUNDARIES:
        end -= 1
    return tokens[:end]
