"""The command that scores answers, and its page: rates by measure and by style, and what was missed."""

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.text import Text

from bot.exits import Exit
from bot.layout import BLANK, BOLD, MARGIN, Line, line
from bot.records import record_of
from bot.terminal import Page, Screen, columns
from bot.visible import shortened, visible
from knowledge.answering import Answerer
from knowledge.errors import RecordError
from knowledge.evaluate import MEASURES, Judgement, Rate, Scores, evaluate, read_questions


def score(options: Namespace) -> Exit:
    """Score the answers to labelled questions."""
    record = record_of(options)
    paths = [Path(file) for file in options.file] or record.sources.questions
    if not paths:
        raise RecordError(record.sources.paths[0], "no labelled questions", remedy="questions.jsonl has them")
    questions = [question for path in paths for question in read_questions(path)]
    Screen().show(scores_page(paths, evaluate(questions, Answerer(record).answer, record), options.misses))
    return Exit.DONE


def scores_page(paths: Sequence[Path], scores: Scores, misses: int) -> Page:
    """The scores of files of questions, and so many of the misses."""
    measures = columns("Measure", "", "", "")
    for measure, rate in scores.rates.items():
        measures.add_row(*_rate(measure, rate), Text(MEASURES[measure]))
    measures.add_row(Text("macro-F1"), Text(f"{scores.macro_f1:.1%}"), Text(), Text("of the status, over its classes"))
    measures.add_row(Text("chars"), Text(f"{scores.characters:.0f}"), Text(), Text("mean length of the first quote"))
    styles = columns("Style", "", "")
    for style, rate in scores.styles.items():
        styles.add_row(*_rate(style, rate))
    yield line(f"{scores.questions} questions of {', '.join(map(str, paths))}", BOLD)
    yield measures
    yield BLANK
    yield styles
    for miss in scores.misses[:misses]:
        yield BLANK
        yield from _miss(miss)


def _rate(name: str, rate: Rate) -> tuple[Text, Text, Text]:
    return Text(name), Text(f"{rate.share:.1%}"), Text(f"{rate.right}/{rate.of}")


def _miss(miss: Judgement) -> Iterator[Line]:
    question, answer = miss.question, miss.answer
    wanted = {topic: str(status) for topic, status in question.topics.items()}
    found = {finding.topic or finding.asked: str(finding.status) for finding in answer.findings}
    quote = f'"{shortened(answer.quotes[0].text)}"' if answer.quotes else "no quote"
    yield line(f"{visible(question.text)} [{question.style}]", BOLD)
    yield line(f"wanted {' or '.join(question.status_any)}{_listed(wanted)}", margin=MARGIN)
    yield line(f"got {answer.status}{_listed(found)}: {quote}", margin=MARGIN)


def _listed(statuses: Mapping[str, str]) -> str:
    listed = ", ".join(f"{visible(name)}: {status}" for name, status in statuses.items())
    return f" ({listed})" if listed else ""
