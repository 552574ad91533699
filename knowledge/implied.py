"""Lead-ins in no usual wording: what a heading or a paragraph says of the topics under it, by its shape and by theirs.

A record lists what was discussed, and names what wasn't. "What stayed in the briefcase" is no wording that could be
listed; but two of three topics under it say themselves that nothing indicates that they were raised.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.blocks import Kind, Placed
from knowledge.document import Sentence, Status
from knowledge.item_names import item_name
from knowledge.lead_ins import announced, announces_next, heading_announces, lead_ins, names_part
from knowledge.sections import Introduction
from knowledge.shapes import denies, shape, words_of

CONCESSION = re.compile(
    r"^(?:although|though|while|despite|even if|even though)\b[^,]*,|, (?:though|although|albeit|even)\b.*", re.I | re.S
)
"""What a sentence says by the way: "…, though not on how much time each was given"."""
FEWEST = 2
"""Topics under a lead-in that is read by what they say."""


@dataclass(slots=True)
class Group:
    """Topics under one heading or in one list: the block that leads in to them, and the sentences of each.

    `status` is what the lead-in says in a usual wording; `before` are the paragraphs between a heading and its topics.
    """

    lead: Placed
    status: Status | None
    before: list[Placed] = field(default_factory=list)
    members: list[list[Sentence]] = field(default_factory=list)


def implied(text: str, placed: Sequence[Placed]) -> dict[int, Introduction]:
    """What lead-ins in no usual wording say, by where each begins.

    What wasn't discussed is denied by the lead-in or by most of the topics. Only where something is denied is that
    which stands before it, and tells of talks, what was discussed: nothing else is known to be such a list.
    """
    groups = [group for group in (*_lists(text, placed), *_headings(text, placed)) if group.members]
    found: dict[int, Introduction] = {}
    for group in groups:
        if group.status in (None, Status.MENTIONED):
            by_lead_in = None if group.status else _denied_by_lead_in(text, group)
            if said := by_lead_in or _denied_by_topics(text, group):
                found[group.lead.start] = said
                group.status = said.status
    denied = [group.lead.start for group in groups if group.status is Status.NO_INDICATION]
    if denied and all(group.status is not Status.DISCUSSED for group in groups):
        before = [group for group in groups if group.status is None and group.lead.start < max(denied)]
        for group in [one for one in before if _names_topics(text, one)] or _longest(text, before):
            found[group.lead.start] = _introduction(Status.DISCUSSED, group.lead)
    return found


def _longest(text: str, groups: Sequence[Group]) -> list[Group]:
    """The group of most topics of those that tell of talks."""
    telling = [group for group in groups if _tells(text, group)]
    return [max(telling, key=lambda one: len(one.members))] if telling else []


def beside_lead_ins(text: str, placed: Sequence[Placed], found: Container[int]) -> frozenset[int]:
    """The headings on a level with one that leads in to topics, by where they begin: sections, and no topics."""
    above: list[Placed] = []
    level_with: dict[tuple[int, int], list[Placed]] = {}
    for one in placed:
        if one.block.kind is Kind.HEADING:
            while above and above[-1].block.level >= one.block.level:
                above.pop()
            level_with.setdefault((above[-1].start if above else -1, one.block.level), []).append(one)
            above.append(one)
    return frozenset(
        one.start
        for level in level_with.values()
        if any(one.start in found or heading_announces(text, one.sentences[0]) for one in level)
        for one in level
    )


def _introduction(status: Status, one: Placed, sentence: Sentence | None = None) -> Introduction:
    sentence = sentence or one.sentences[-1]
    return Introduction(status, sentence.start, sentence.end, one.number)


# Groups


def _lists(text: str, placed: Sequence[Placed]) -> Iterator[Group]:
    """The lists that a paragraph leads in to, whose items open with a name."""
    groups: dict[int, Group] = {}
    items: dict[int, list[Sentence]] = {}
    for before, one in zip((None, *placed), placed, strict=False):
        if not one.block.lists:
            continue
        outermost, item = one.block.lists[0], one.block.items[0]
        if item in items:
            items[item] += one.sentences
        elif _is_named(one):
            leads = before and before.block.kind is Kind.PARAGRAPH and not before.block.lists
            if before and leads and outermost not in groups:
                said = announced(text, before.sentences)
                groups[outermost] = Group(before, said.status if said else None)
            if outermost in groups:
                items[item] = [*one.sentences]
                groups[outermost].members.append(items[item])
    yield from groups.values()


def _is_named(one: Placed) -> bool:
    return bool(one.block.run_in or item_name(one.block))


def _headings(text: str, placed: Sequence[Placed]) -> Iterator[Group]:
    """The headings over headings or bold openings that name topics."""
    for at, heading in enumerate(placed):
        if heading.block.kind is not Kind.HEADING or names_part(heading.block.text):
            continue
        said = heading_announces(text, heading.sentences[0])
        group = Group(heading, said.status if said else None)
        below = list(_below(placed[at + 1 :], heading.block.level))
        is_opening = _opening_of(below)
        for one in below:
            if is_opening(one):
                group.members.append([*one.sentences] if one.block.kind is Kind.PARAGRAPH else [])
            elif group.members:
                group.members[-1] += one.sentences
            else:
                group.before.append(one)
                leading = announces_next(text, one.sentences)
                group.status = group.status or (leading.status if leading else None)
        yield group


def _below(placed: Iterable[Placed], level: int) -> Iterator[Placed]:
    for one in placed:
        if one.block.kind is Kind.HEADING and one.block.level <= level:
            return
        yield one


def _opening_of(below: Sequence[Placed]) -> Callable[[Placed], bool]:
    """What opens a topic under a heading: the headings of the highest level, or else bold openings outside lists."""
    levels = [one.block.level for one in below if one.block.kind is Kind.HEADING]
    if levels:
        return lambda one: one.block.kind is Kind.HEADING and one.block.level == min(levels)
    return lambda one: bool(one.block.run_in) and not one.block.lists and not one.is_spoken


# What they say


def _words(text: str, sentence: Sentence) -> list[str]:
    """The words of what a sentence says, without what it says by the way."""
    return words_of(CONCESSION.sub("", text[sentence.start : sentence.end]))


def _leading(group: Group) -> list[tuple[Placed, Sentence]]:
    """The sentences that lead in to topics: those under a heading, or the last one before a list."""
    if group.lead.block.kind is Kind.HEADING:
        return [(one, sentence) for one in group.before for sentence in one.sentences]
    return [(group.lead, group.lead.sentences[-1])] if group.lead.sentences else []


def _denied_by_lead_in(text: str, group: Group) -> Introduction | None:
    """That there is no indication, where a sentence about several things says so that leads in to them."""
    several = shape().topics | lead_ins().announcing
    for one, sentence in _leading(group):
        words = _words(text, sentence)
        if denies(words) and not several.isdisjoint(words) and shape().open.isdisjoint(words):
            if group.lead.block.kind is Kind.HEADING:
                return None if _talks(text, group) else _introduction(Status.NO_INDICATION, one, sentence)
            return _introduction(Status.NO_INDICATION, one) if text.startswith(":", sentence.end - 1) else None
    return None


def _denied_by_topics(text: str, group: Group) -> Introduction | None:
    """That there is no indication, where more than half of the topics say so themselves and don't tell of talks."""
    denying = sum(
        any(denies(_words(text, one)) for one in member) and not _talk_in(text, member) for member in group.members
    )
    if len(group.members) < FEWEST or 2 * denying <= len(group.members):
        return None
    return _introduction(Status.NO_INDICATION, group.lead)


def _talk_in(text: str, member: Sequence[Sentence]) -> bool:
    """Whether a topic's sentences tell that it was talked about."""
    said = [_words(text, one) for one in member]
    return any(not shape().talking.isdisjoint(words) and not denies(words) for words in said)


def _talks(text: str, group: Group) -> bool:
    """Whether half of the topics tell that they were talked about."""
    return 2 * sum(_talk_in(text, member) for member in group.members) >= len(group.members)


def _names_topics(text: str, group: Group) -> bool:
    """Whether a sentence that leads in to topics names them so, and those who talked."""
    return any(
        not shape().topics.isdisjoint(words) and not shape().party.isdisjoint(words) and shape().open.isdisjoint(words)
        for words in (_words(text, sentence) for _, sentence in _leading(group))
    )


def _tells(text: str, group: Group) -> bool:
    """Whether half of the topics tell what those who talked said or did about them."""
    telling = sum(
        any(
            not shape().telling.isdisjoint(words) and not shape().party.isdisjoint(words)
            for words in (_words(text, one) for one in member)
        )
        for member in group.members
    )
    return len(group.members) >= FEWEST and 2 * telling >= len(group.members)
