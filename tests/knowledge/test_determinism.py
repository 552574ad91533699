"""The same record and question give the same answer, byte for byte."""

import os
import subprocess
import sys
from pathlib import Path

from knowledge.answering import Answerer
from knowledge.evaluate import read_questions
from knowledge.loading import SHIPPED

ROOT = Path(__file__).parents[2]
QUESTIONS = SHIPPED / "questions.jsonl"
PRINTING = """
import sys
from pathlib import Path
from knowledge.answering import Answerer
from knowledge.evaluate import read_questions
from knowledge.loading import load

answerer = Answerer(load())
for question in read_questions(Path(sys.argv[1])):
    sys.stdout.buffer.write(answerer.answer(question.text).model_dump_json().encode() + b"\\n")
"""


def printed(seed: str) -> bytes:
    """All answers, from a process of its own whose sets are in an order of their own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PRINTING, str(QUESTIONS)]
    return subprocess.run(command, capture_output=True, check=True, env=environment, cwd=ROOT).stdout


def test_answers_are_the_same_whatever_the_hash_seed_and_the_process(answerer: Answerer) -> None:
    first, second = printed("1"), printed("4242")
    assert first == second
    here = [answerer.answer(question.text).model_dump_json() for question in read_questions(QUESTIONS)]
    assert first.decode().splitlines() == here


def test_an_answer_does_not_depend_on_the_questions_before_it(answerer: Answerer) -> None:
    questions = [question.text for question in read_questions(QUESTIONS)]
    there = [answerer.answer(question) for question in questions]
    back = [answerer.answer(question) for question in reversed(questions)]
    assert there == back[::-1]
