"""The command `summit cite`: what it prints, where, and with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.command import run
from knowledge.citing.style import Style
from tests.bot.made import write_record

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("arguments", [["IN10933:15"], ["15"], ["15", "--style", "plain"], ["--style=PLAIN", "15"]])
def test_a_citation_is_all_that_is_printed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cite", *arguments]) == 0
    shown = capsys.readouterr()
    assert not shown.err
    assert shown.out == (
        "Cory Welt, The Trump-Putin Summit, CRS Insight IN10933, July 20, 2018, par. 15, Ukraine, "
        "https://www.congress.gov/crs-product/IN10933#:~:text=President%20Putin%20said%20the,his%20public%20remarks.\n"
    )


def test_a_sentence_is_cited_by_its_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cite", "IN10933:15#4", "--style", "markdown"]) == 0
    assert capsys.readouterr().out.endswith(
        "[par. 15, Ukraine](https://www.congress.gov/crs-product/IN10933"
        "#:~:text=President%20Trump%20did%20not%20mention%20Ukraine%20in%20his%20public%20remarks.)\n"
    )


@pytest.mark.parametrize("style", list(Style))
def test_each_style_can_be_had(style: Style, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cite", "7", "--style", style]) == 0
    shown = capsys.readouterr().out
    assert shown.endswith("\n")
    assert not shown.endswith("\n\n")
    if style in (Style.CSL_JSON, Style.TEXT_QUOTE_SELECTOR):
        json.loads(shown)


@pytest.mark.parametrize("style", list(Style))
def test_what_steers_a_terminal_is_left_out(style: Style, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = write_record(tmp_path, "They met.", title="The \x1b[31mOslo\u202e Talks\x07", publisher="\x1b[1mInk")
    assert run(["cite", "1", "--style", style, "--record", str(record.sources.paths[0])]) == 0
    shown = capsys.readouterr().out
    assert "Oslo Talks" in shown or style is Style.TEXT_QUOTE_SELECTOR
    assert not set("\x1b\x07\u202e") & set(shown)


def test_another_style_is_wrong_use_that_lists_the_styles(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cite", "7", "--style", "mla\x1b[1m\n"]) == 2
    shown = capsys.readouterr()
    assert not shown.out
    (line,) = shown.err.splitlines()
    assert line.startswith("summit cite: argument --style: 'mla [1m' is no style; the styles are plain, markdown, ")
    assert all(style in line for style in Style)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("IN10933:99", "summit: no passage 'IN10933:99' in the record; the nearest is IN10933:20\n"),
        ("15#9", "summit: no passage '15#9' in the record; the nearest is IN10933:15#4\n"),
    ],
)
def test_what_is_not_in_the_record_is_wrong_use(asked: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cite", asked]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", said)


def test_a_citation_for_programs_is_utf8_whatever_the_locale() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "bot.command", "cite", "16", "--style", "text-quote-selector"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    ).stdout
    assert "—were the" in json.loads(shown)["selector"]["exact"]
