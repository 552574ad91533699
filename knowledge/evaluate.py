"""How good the answers are: scores on labelled questions."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from knowledge.answer import Answer, Quote, strongest
from knowledge.document import Status
from knowledge.errors import RecordError
from knowledge.record import Record

LONGEST_QUOTE = 400
"""Characters of the longest quote that can be right: an answer that quotes everything says nothing."""
SHORTEST_EXCERPT = 25
"""Characters from which on a part of a wanted string is enough; a shorter one could stand anywhere."""
SHAPE = 'a line is a JSON object: {"id": …, "q": …, "style": …, "status_any": […], "topics": {…}, "quote_any": […]}'

Words = Annotated[str, StringConstraints(min_length=1)]


class LabelledQuestion(BaseModel):
    """A question with what is right to answer, as a line of `questions.jsonl` has it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: Words = Field(alias="q")
    style: str
    status_any: Annotated[tuple[Status, ...], Field(min_length=1)]
    topics: dict[str, Status] = Field(default_factory=dict)
    quote_any: tuple[Words, ...] = ()
    topics_optional: bool = False

    @property
    def is_absent(self) -> bool:
        """Whether nothing but `absent` is right."""
        return self.status_any == (Status.ABSENT,)

    @property
    def topics_present(self) -> dict[str, Status]:
        """The topics asked for that the record has."""
        return {topic: status for topic, status in self.topics.items() if status is not Status.ABSENT}

    def allows(self, status: Status) -> bool:
        """Whether a status is right; that of a fact outside the topics may be `mentioned` as well as `none`."""
        is_fact = Status.NONE in self.status_any and bool(self.quote_any)
        return status in self.status_any or (is_fact and status is Status.MENTIONED)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many are right, of how many."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """The part that is right; of nothing, nothing."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is right and wrong about an answer; `length` is that of the first quote, where one is wanted."""

    question: LabelledQuestion
    answer: Answer
    marks: tuple[tuple[str, bool], ...]
    good: bool
    length: int | None


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all answers: rates by measure and by style, and the answers that aren't good."""

    questions: int
    rates: dict[str, Rate]
    styles: dict[str, Rate]
    macro_f1: float
    characters: float
    misses: tuple[Judgement, ...]


MEASURES = {
    "status": "the overall status is one of the labelled ones",
    "topics": "the topics found are exactly the labelled ones, each with its status",
    "multi": "each topic asked for has a quote among the first, each absent part a finding that names it",
    "quote@1": "the first quote holds a labelled string",
    "quote@3": "one of the first three quotes does",
    "both@1": "status and first quote together",
    "wrong": "questions without an answer that were answered or given quotes all the same",
    "silent": "answerable questions that got no quote",
    "verbatim": "quotes that stand in the record word for word",
}


def read_questions(path: Path) -> tuple[LabelledQuestion, ...]:
    """Read labelled questions, a JSON object a line.

    Raises RecordError, with the line, where the file can't be read or a line isn't a labelled question.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise RecordError(path, f"can't be read: {error.strerror}") from None
    questions = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            questions.append(LabelledQuestion.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            problem = f"{field}: {first['msg']}" if field else first["msg"]
            raise RecordError(path, problem, number, SHAPE) from None
    if not questions:
        raise RecordError(path, "no questions", remedy=SHAPE)
    return tuple(questions)


def evaluate(questions: Sequence[LabelledQuestion], answer: Callable[[str], Answer], record: Record) -> Scores:
    """Score the answers to labelled questions.

    `macro_f1` is of the overall status: a question's class is the first of its labelled statuses; an answer whose
    status is right counts as of that class, any other as of the class of its own status. F1 = 2 TP / (2 TP + FP + FN)
    of each class that occurs among the labels, their plain mean.
    """
    judgements = [_judged(question, answer(question.text), record) for question in questions]
    lengths = [judgement.length for judgement in judgements if judgement.length is not None]
    marks = _rates(mark for judgement in judgements for mark in judgement.marks)
    styles = _rates((judgement.question.style, judgement.good) for judgement in judgements)
    return Scores(
        questions=len(questions),
        rates={measure: marks[measure] for measure in MEASURES if measure in marks},
        styles={style: styles[style] for style in sorted(styles)},
        macro_f1=_macro_f1(judgements),
        characters=statistics.mean(lengths) if lengths else 0.0,
        misses=tuple(judgement for judgement in judgements if not judgement.good),
    )


def _judged(question: LabelledQuestion, answer: Answer, record: Record) -> Judgement:
    """An answer against its labels; an `absent` that readers may differ on is excused from topics and quotes."""
    is_absent = answer.status is Status.ABSENT
    quotes = () if is_absent else answer.quotes
    right = question.allows(answer.status)
    excused = is_absent and right and not question.is_absent
    marks = [("verbatim", _is_verbatim(quote, record)) for quote in answer.quotes]
    marks.append(("status", right))
    good = right
    length = None
    if question.topics_present and not excused:
        marks.append(("topics", _has_topics(question, answer)))
    if question.style == "multi" and question.topics:
        whole = _answers_each(question, answer, quotes)
        marks.append(("multi", whole))
        good = good and whole
    if question.quote_any and not excused:
        held = [_holds(quote.text, question.quote_any) for quote in quotes[:3]]
        first = held[:1] == [True]
        marks += [("quote@1", first), ("quote@3", any(held)), ("both@1", right and first), ("silent", not quotes)]
        good = good and first
        length = len(quotes[0].text) if quotes else None
    elif question.is_absent or question.style == "chitchat":
        wrong = bool(answer.quotes) or not right
        marks.append(("wrong", wrong))
        good = good and not wrong
    return Judgement(question, answer, tuple(marks), good, length)


def _has_topics(question: LabelledQuestion, answer: Answer) -> bool:
    """Whether the topics found are the wanted ones; where several documents list one, by the strongest status."""
    statuses: dict[str, list[Status]] = defaultdict(list)
    for finding in answer.findings:
        if finding.topic:
            statuses[finding.topic].append(finding.status)
    found = {topic: strongest(given) for topic, given in statuses.items()}
    return found == question.topics_present or (not found and question.topics_optional)


def _answers_each(question: LabelledQuestion, answer: Answer, quotes: Sequence[Quote]) -> bool:
    """Whether each topic asked for has a quote among the first, and each absent part a finding that names it."""
    wanted = question.topics_present
    first = {quote.topic for quote in quotes[: len(wanted)]}
    found = [_squashed(finding.asked) for finding in answer.findings if finding.status is Status.ABSENT]
    parts = [_squashed(part) for part, status in question.topics.items() if status is Status.ABSENT]
    named = all(any(part in asked or (asked and asked in part) for asked in found) for part in parts)
    return set(wanted) <= first and named


def _holds(quote: str, wanted: Iterable[str]) -> bool:
    """Whether a quote of acceptable length holds one of the strings, or is a good part of one."""
    if len(quote) > LONGEST_QUOTE:
        return False
    text = _squashed(quote)
    strings = map(_squashed, wanted)
    return any(string in text or (len(text) >= SHORTEST_EXCERPT and text in string) for string in strings)


def _squashed(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_verbatim(quote: Quote, record: Record) -> bool:
    passage = record.passage(quote.passage)
    within = passage.passage.start <= quote.start < quote.end <= passage.passage.end
    return within and passage.document.text[quote.start : quote.end] == quote.text


def _rates(marks: Iterable[tuple[str, bool]]) -> dict[str, Rate]:
    """Marks counted by their names."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for name, mark in marks:
        counts[name].append(mark)
    return {name: Rate(sum(marks), len(marks)) for name, marks in counts.items()}


def _macro_f1(judgements: Iterable[Judgement]) -> float:
    pairs = []
    for judgement in judgements:
        labelled = judgement.question.status_any[0]
        given = judgement.answer.status
        pairs.append((labelled, labelled if judgement.question.allows(given) else given))
    classes = dict.fromkeys(labelled for labelled, _ in pairs)
    scores = []
    for status in classes:
        hits = sum(labelled is given is status for labelled, given in pairs)
        labels = sum(labelled is status for labelled, _ in pairs)
        answers = sum(given is status for _, given in pairs)
        scores.append(2 * hits / (labels + answers))
    return statistics.mean(scores) if scores else 0.0
