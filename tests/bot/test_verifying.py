"""`summit verify`: what it prints, for people and for programs, and its exit codes."""

import io
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from bot.checking import verification_lines
from bot.command import run
from bot.layout import BOLD
from knowledge.loading import load
from knowledge.record import Record
from knowledge.verifying.verify import Verifier

UKRAINE = "President Trump did not mention Ukraine in his public remarks."
CITATION = "  Cory Welt, The Trump-Putin Summit, CRS Insight IN10933, July 20, 2018, par. 15 (Ukraine)"

Piped = Callable[[bytes], None]


@pytest.fixture(scope="module")
def record() -> Record:
    return load()


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Gives the command a standard input of these bytes."""

    def pipe(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return pipe


def json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_an_exact_quotation_shows_its_whole_sentence_and_citation(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "mention Ukraine in his", "public remarks"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        'exact: "mention Ukraine in his public remarks"',
        f'  "{UKRAINE}"',
        CITATION,
    ]


def test_a_changed_one_shows_what_was_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", '"President Trump did mention Russia in all his public remarks"']) == 1
    assert capsys.readouterr().out.splitlines() == [
        'differs: "President Trump did mention Russia in all his public remarks"',
        "  changed: President Trump did [-not-] mention [-Ukraine-] {+Russia+} in {+all+} his public remarks",
        f'  "{UKRAINE}"',
        CITATION,
    ]


def test_each_quotation_is_a_block_with_its_note(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "Trump: “you can't believe anybody” and “private … public remarks” and “fake news”"]) == 1
    blocks = capsys.readouterr().out.split("\n\n")
    assert [block.splitlines()[0].partition(":")[0] for block in blocks] == [
        "misattributed",
        "spliced",
        "not in the record",
    ]
    assert (
        "  note: the record gives this to President Putin, not to Trump; the record quotes President Putin" in blocks[0]
    )
    assert "  note: from different passages, IN10933:5 and IN10933:15" in blocks[1]
    assert blocks[2] == 'not in the record: "fake news"\n'


def test_a_sentence_is_shown_once_with_all_its_places_set_off(record: Record) -> None:
    rows = list(verification_lines(Verifier(record).verify("no"), record))
    assert [str(row) for row in rows].count(CITATION) == 0
    rows = list(verification_lines(Verifier(record).verify("“Trump”"), record))
    sentences = [row for row in rows if any(style == BOLD for _, style in row.parts)]
    assert len(sentences) == len({str(row) for row in sentences})
    for row in sentences:
        assert all(text == "Trump" for text, style in row.parts if style == BOLD)
        assert str(row).strip()[1:-1] in record.documents[0].text


def test_json_is_the_check_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "--json", "Putin: “the Russian state has rarely interfered”"]) == 1
    (found,) = json_lines(capsys.readouterr().out)
    (check,) = found["checks"]
    assert list(found) == ["text", "checks"]
    assert list(check) == ["quoted", "verdict", "places", "changes", "note"]
    assert list(check["places"][0]) == ["passage", "start", "end", "text", "sentence", "speakers"]
    assert check["changes"] == [{"op": "replaced", "record": "never", "quoted": "rarely"}]


def test_each_line_of_standard_input_is_a_text(capsys: pytest.CaptureFixture[str], piped: Piped) -> None:
    piped("“private meeting”\n“fake news”\n\n\xff\n“denuclearization”".encode())
    assert run(["verify", "--json", "-"]) == 1
    found = json_lines(capsys.readouterr().out)
    assert [line["text"] for line in found] == ["“private meeting”", "“fake news”", "", "\xff", "“denuclearization”"]
    verdicts = [[check["verdict"] for check in line.get("checks", [])] for line in found]
    assert verdicts == [["exact"], ["not_in_record"], [], ["not_in_record"], ["exact"]]
    assert "error" in found[2]


def test_lines_that_are_all_exact_exit_with_0(piped: Piped) -> None:
    piped("“private meeting”\n“denuclearization”\n".encode())
    assert run(["verify", "-"]) == 0


def test_a_line_that_cannot_be_checked_is_said_and_the_others_are_checked(
    capsys: pytest.CaptureFixture[str], piped: Piped
) -> None:
    piped(b"xx \xff\nprivate meeting\n")
    assert run(["verify", "-"]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith('not checked: not UTF-8 from byte 4 on ("xx \ufffd")\n\nexact: "private meeting"\n')


@pytest.mark.parametrize("arguments", [[], [""], ["?!"], ["word " * 20_000], ["--style", "x", "y"]])
def test_wrong_use_exits_with_2_and_a_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", *arguments]) == 2
    shown = capsys.readouterr()
    assert not shown.out
    assert len(shown.err.splitlines()) == 1


def test_nothing_that_steers_the_terminal_is_echoed(capsys: pytest.CaptureFixture[str]) -> None:
    run(["verify", "“\x1b[31mprivate\u202e meetings\x07 \x1bof all”"])
    assert capsys.readouterr().out.replace("\n", "").isprintable()
