"""The lines of an answer as Discord shows them: notes, quotes with their citations, what was looked for."""

from bot import phrases
from bot.escaping import abridged, cut, escaped, size
from bot.visible import visible
from knowledge.answer import Answer, Finding, GroundQuote, Quote
from knowledge.citing.text_fragment import link_to
from knowledge.document import Document, Status
from knowledge.record import Record

LONGEST_NOTE = 250
MOST_DISAGREEMENTS = 2
LONGEST_CITATION = 400
"""Characters of the longest citation as sent, its address included; an address that would exceed it is left out."""
_LONGEST_TOPIC = 120
_LONGEST_WORK = 200
_LONGEST_PINPOINT = 100
_LONGEST_NAME = 60
_LONGEST_LIST = 400
_UNSAFE_IN_LINK = ("%25", "%28", "%29", "%2A")
"""What has made Discord show a masked link as bare text (https://github.com/jayktaylor/mw-discord/pull/54)."""


def note_line(finding: Finding) -> str:
    """A finding's status."""
    note = _in_two(finding.topic or "", finding.note, _LONGEST_TOPIC, LONGEST_NOTE)
    return f"{phrases.MARKS[finding.status]} **{note}**"


def ground_line(ground: GroundQuote) -> str:
    """The sentence that gives a status."""
    return f"-# {phrases.GROUND.format(text=abridged(ground.text, LONGEST_NOTE), passage=ground.passage)}"


def quote_lines(record: Record, quote: Quote, *, goes_on: bool, landing: bool) -> list[str]:
    """A quote as a block quote, marked where a sentence is left out in part or the quote goes on; and its citation.

    `landing` tells whether the citation's address is to land on the words.
    """
    indexed = record.passage(quote.passage)
    sentences = indexed.passage.sentences
    before = f"{phrases.CUT} " if any(one.start < quote.start < one.end for one in sentences) else ""
    after = f" {phrases.CUT}" if goes_on or any(one.start < quote.end < one.end for one in sentences) else ""
    text = escaped(quote.text).replace("\n", "\n> ")
    return [f"> {before}{text}{after}", f"-# {_cited(quote, indexed.document, landing=landing)}"]


def topic_line(record: Record, quote: Quote) -> str:
    """The topic that a quote is of, with its status; empty outside the listed topics."""
    indexed = record.passage(quote.passage)
    topic = indexed.listed
    if topic is None:
        return ""
    name = abridged(visible(topic.name), LONGEST_NOTE)
    return f"{phrases.MARKS[topic.status]} **{name}**: {phrases.STATUS_WORDS[topic.status]}"


def absent_lines(record: Record, answer: Answer) -> tuple[str, str]:
    """What was looked for and isn't in the record, and which record that is."""
    parts = [(one.asked, one.passages) for one in answer.looked_for] or [(answer.findings[0].asked, 0)]
    if len(parts) > 1:
        listed = ", ".join(phrases.LOOKED_FOR_PART.format(asked=_name(asked), count=count) for asked, count in parts)
        phrase, count = phrases.LOOKED_FOR_TOGETHER, answer.together
    else:
        listed, count = _name(parts[0][0]), parts[0][1]
        phrase = phrases.LOOKED_FOR_ONE
    found = phrase.format(asked=abridged(listed, _LONGEST_LIST), count=count, passages=_searched(record, answer))
    return f"{phrases.MARKS[Status.ABSENT]} {bold(answer.note)}", f"-# {found} · {record.stamp}"


def disagreement_lines(answer: Answer) -> list[str]:
    """That documents give one topic different statuses; of several topics, how many more."""
    shown = [bold(one) for one in answer.disagreements[:MOST_DISAGREEMENTS]]
    more = len(answer.disagreements) - len(shown)
    return [*shown, f"-# {phrases.MORE_DISAGREE.format(count=more)}"] if more else shown


def looked_for_lines(record: Record, answer: Answer) -> list[str]:
    """How each part of what was asked was read, and how many passages hold it."""
    return [
        "-# "
        + (phrases.LOOKED_FOR_AS if one.how in phrases.HOW_READ else phrases.LOOKED_FOR_UNKNOWN).format(
            asked=escaped(_name(one.asked)),
            read_as=escaped(_name(one.read_as)),
            how=phrases.HOW_READ.get(one.how),
            count=one.passages,
            passages=_searched(record, answer),
        )
        for one in answer.looked_for
    ]


def bold(text: str) -> str:
    """A note on one line, in bold."""
    return f"**{abridged(visible(text), LONGEST_NOTE)}**"


def _cited(quote: Quote, document: Document, *, landing: bool) -> str:
    """A citation with an address behind a word, so that no preview comes up."""
    citation = _in_two(document.metadata.citation, quote.citation, _LONGEST_WORK, _LONGEST_WORK + _LONGEST_PINPOINT)
    for address in (link_to(document, quote.start, quote.end) if landing else None, quote.url):
        linked = f"{citation} · [{phrases.SOURCE}](<{address}>)"
        if address and _is_masked_whole(address) and size(linked) <= LONGEST_CITATION:
            return linked
    return citation


def _is_masked_whole(address: str) -> bool:
    """Whether an address can stand in a masked link: nothing in it ends the link early, or keeps it from being one."""
    fragment = address.partition(":~:")[2]
    return not any(mark in address for mark in "<> \n") and not any(code in fragment for code in _UNSAFE_IN_LINK)


def _in_two(beginning: str, text: str, longest: int, limit: int) -> str:
    """A text whose beginning, a name, is cut on its own, so that what follows it is shown however long it is."""
    name = visible(beginning)
    first = cut(name, longest)
    following = visible(text).removeprefix(name)
    return escaped(first + cut(following, limit - size(escaped(first))))


def _searched(record: Record, answer: Answer) -> int:
    """How many passages were searched."""
    return answer.record.passages or len(record.passages)


def _name(text: str) -> str:
    return cut(visible(text), _LONGEST_NAME)
