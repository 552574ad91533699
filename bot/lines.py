"""The lines of an answer as Discord shows them: notes, quotes with their citations, what was looked for."""

from bot import phrases
from bot.escaping import escaped, one_line, shortened, size
from knowledge.answer import Answer, Finding, Quote
from knowledge.document import Status, written_date
from knowledge.record import Record

LONGEST_NOTE = 300
LONGEST_CITATION = 400
_LONGEST_ADDRESS = 200
_LONGEST_NAME = 60
_MOST_PARTS = 8
_DIGEST = len("sha256:") + 12


def note_lines(finding: Finding, *, grounds: bool) -> list[str]:
    """A finding's status, and the sentence that gives it."""
    lines = [f"{phrases.MARKS[finding.status]} {bold(finding.note)}"]
    if grounds and finding.ground:
        ground = escaped(shortened(finding.ground.text, LONGEST_NOTE))
        lines.append(f"-# {phrases.GROUND.format(text=ground, passage=finding.ground.passage)}")
    return lines


def quote_lines(record: Record, quote: Quote) -> list[str]:
    """A quote as a block quote, marked where it leaves part of a sentence out; and its citation."""
    sentences = record.passage(quote.passage).passage.sentences
    before = f"{phrases.CUT} " if any(one.start < quote.start < one.end for one in sentences) else ""
    after = f" {phrases.CUT}" if any(one.start < quote.end < one.end for one in sentences) else ""
    text = escaped(quote.text).replace("\n", "\n> ")
    return [f"> {before}{text}{after}", f"-# {_cited(quote)}"]


def topic_line(record: Record, quote: Quote) -> str:
    """The topic that a quote is of, with its status; empty outside the listed topics."""
    indexed = record.passage(quote.passage)
    topic = indexed.document.topic_of.get(indexed.passage.topic or "")
    if topic is None:
        return ""
    name = escaped(shortened(topic.name, LONGEST_NOTE))
    return f"{phrases.MARKS[topic.status]} **{name}**: {phrases.STATUS_WORDS[topic.status]}"


def absent_lines(record: Record, answer: Answer) -> tuple[str, str]:
    """What was looked for and isn't in the record, and which record that is."""
    parts = [(one.asked, one.passages) for one in answer.looked_for] or [(answer.findings[0].asked, 0)]
    stamp = phrases.RECORD_STAMP.format(date=written_date(answer.record.as_of), digest=answer.record.digest[:_DIGEST])
    if len(parts) > 1:
        listed = ", ".join(
            phrases.LOOKED_FOR_PART.format(asked=_name(asked), count=count) for asked, count in parts[:_MOST_PARTS]
        )
        phrase, count = phrases.LOOKED_FOR_TOGETHER, answer.together
    else:
        listed, count = _name(parts[0][0]), parts[0][1]
        phrase = phrases.LOOKED_FOR_ONE
    found = phrase.format(asked=listed, count=count, passages=len(record.passages))
    return f"{phrases.MARKS[Status.ABSENT]} {bold(answer.note)}", f"-# {found} · {stamp}"


def looked_for_lines(record: Record, answer: Answer) -> list[str]:
    """How each part of what was asked was read, and how many passages hold it."""
    return [
        "-# "
        + (phrases.LOOKED_FOR_AS if one.how in phrases.HOW_READ else phrases.LOOKED_FOR_UNKNOWN).format(
            asked=_name(one.asked),
            read_as=_name(one.read_as),
            how=phrases.HOW_READ.get(one.how),
            count=one.passages,
            passages=len(record.passages),
        )
        for one in answer.looked_for[:_MOST_PARTS]
    ]


def bold(text: str) -> str:
    """A note on one line, in bold."""
    return f"**{escaped(shortened(one_line(text), LONGEST_NOTE))}**"


def _cited(quote: Quote) -> str:
    """A citation with its address behind a word, so that no preview comes up."""
    citation = escaped(shortened(quote.citation, LONGEST_CITATION))
    # An address with these in it would end the link early.
    if not quote.url or size(quote.url) > _LONGEST_ADDRESS or any(mark in quote.url for mark in "<> \n"):
        return citation
    return f"{citation} · [{phrases.SOURCE}](<{quote.url}>)"


def _name(text: str) -> str:
    return escaped(shortened(one_line(text), _LONGEST_NAME))
