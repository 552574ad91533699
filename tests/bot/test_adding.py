"""`summit add` in a terminal: what it writes, what it says and where, and what it asks."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from bot.command import run
from knowledge.markdown import read_document

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "knowledge" / "adding"
TALKS = str(FILES / "talks.html")
CONFERENCE = str(FILES / "conference.txt")

Shown = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def nobody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())


def test_a_document_is_made_and_what_was_unsure_is_said(tmp_path: Path, capsys: Shown) -> None:
    assert run(["add", TALKS, "--to", str(tmp_path / "record")]) == 0
    shown = capsys.readouterr()
    path = tmp_path / "record" / "HI2031.md"
    assert shown.out == f"{path}\n"
    assert [line for line in shown.err.splitlines() if line.startswith(f"{TALKS}:31: ")]
    last = shown.err.splitlines()[-1]
    assert last.startswith(f"{path}: passages: 10; topics: 5 (3 discussed, 2 no indication); speakers: ")
    assert read_document(path).metadata.title == "The Lindholm Talks"


@pytest.mark.parametrize("below", [".", "talks/of/2031"])
def test_the_last_line_says_that_a_saved_index_is_out_of_date(tmp_path: Path, capsys: Shown, below: str) -> None:
    folder = tmp_path / "record"
    assert run(["add", TALKS, "--to", str(folder), "--id", "C-1"]) == 0
    assert "summit index" not in capsys.readouterr().err
    assert run(["index", "--record", str(folder)]) == 0
    capsys.readouterr()
    assert run(["add", TALKS, "--to", str(folder / below)]) == 0
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == f"{folder}: its saved index is out of date now; run: summit index --record {folder}"
    assert run(["index", "--record", str(folder)]) == 0
    assert run(["add", TALKS, "--to", str(folder / below)]) == 2
    assert "summit index" not in capsys.readouterr().err


def test_flags_give_what_a_file_does_not_tell_and_win_over_what_it_does(tmp_path: Path) -> None:
    flags = ["--id", "LT-1", "--title", "Talks", "--issued", "May 10, 2031", "--author", "Berg, Ada; Reuters"]
    flags += ["--publisher", "The Pier", "--url", "https://example.org/x", "--event-date", "2031-05-06"]
    assert run(["add", TALKS, "--to", str(tmp_path), *flags]) == 0
    metadata = read_document(tmp_path / "LT-1.md").metadata
    assert metadata.citation == "Ada Berg and Reuters, Talks, HI2031, May 10, 2031"
    assert (metadata.publisher, str(metadata.event_date)) == ("The Pier", "2031-05-06")


def test_what_is_missing_is_named_by_its_flags(tmp_path: Path, capsys: Shown) -> None:
    assert run(["add", CONFERENCE, "--to", str(tmp_path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"summit: {CONFERENCE}: its title and issued can't be read from it (give --title, --issued)"
    assert not list(tmp_path.iterdir())


def test_a_document_that_is_there_is_kept_unless_it_is_to_be_replaced(tmp_path: Path, capsys: Shown) -> None:
    path = tmp_path / "HI2031.md"
    path.write_text("mine", encoding="utf-8")
    assert run(["add", TALKS, "--to", str(tmp_path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"summit: {path}: there is such a file (--replace writes over it)"
    assert path.read_text(encoding="utf-8") == "mine"
    assert run(["add", TALKS, "--to", str(tmp_path), "--replace"]) == 0
    assert read_document(path).id == "HI2031"
    assert [one.name for one in tmp_path.iterdir()] == ["HI2031.md"]


def test_of_several_files_those_that_can_be_made_are(tmp_path: Path, capsys: Shown) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 no")
    assert run(["add", str(broken), TALKS, "--to", str(tmp_path / "record")]) == 2
    shown = capsys.readouterr()
    assert shown.out == f"{tmp_path / 'record' / 'HI2031.md'}\n"
    assert shown.err.splitlines()[0].startswith(f"summit: {broken}: this PDF can't be read")


@pytest.mark.parametrize(
    ("flags", "problem"),
    [
        (["--issued", "soon"], "issued: 'soon' is no date (such as 2018-07-20)"),
        (["--id", "../x"], "front matter: id"),
        (["--id", "a b"], "front matter: id"),
        (["--url", "example.org"], "front matter: URL"),
        (["--encoding", "none"], "no encoding 'none'"),
        (["--title", "\x1b[31m"], ""),
    ],
)
def test_a_wrong_flag_is_named_in_a_line(flags: list[str], problem: str, tmp_path: Path, capsys: Shown) -> None:
    code = run(["add", TALKS, "--to", str(tmp_path / "record"), *flags])
    shown = capsys.readouterr()
    assert all(line.isprintable() for line in shown.err.splitlines())
    if problem:
        assert code == 2
        assert problem in shown.err
        assert not list(tmp_path.iterdir())


def test_an_id_belongs_to_one_document(tmp_path: Path, capsys: Shown) -> None:
    assert run(["add", TALKS, CONFERENCE, "--to", str(tmp_path), "--id", "X"]) == 2
    assert "--id belongs to one document" in capsys.readouterr().err


def test_files_and_folders_that_are_not_there_are_named(tmp_path: Path, capsys: Shown) -> None:
    assert run(["add", str(tmp_path / "none.txt"), "--to", str(tmp_path)]) == 2
    assert "none.txt: no such file" in capsys.readouterr().err
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    assert run(["add", TALKS, "--to", str(file)]) == 2
    assert str(file) in capsys.readouterr().err


def test_it_explains_itself(capsys: Shown) -> None:
    assert run(["add", "--help"]) == 0
    shown = capsys.readouterr().out
    for flag in ("--to", "--replace", "--encoding", "--issued", "--event-place"):
        assert flag in shown


def test_on_a_terminal_it_asks_for_what_it_cannot_read(tmp_path: Path) -> None:
    controller, terminal = pty.openpty()
    answers = "conf-1\nThe Lindholm Conference\nsoon\nMay 6, 2031\n\n-\n\n"
    with subprocess.Popen(
        [sys.executable, "-m", "bot.command", "add", CONFERENCE, "--to", str(tmp_path)],
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=terminal,
        cwd=ROOT,
    ) as process:
        os.write(controller, answers.encode())
        assert process.stdout
        out = process.stdout.read().decode()
        assert process.wait() == 0
    os.close(terminal)
    asked = os.read(controller, 20_000).decode()
    os.close(controller)
    assert out == f"{tmp_path / 'conf-1.md'}\n"
    assert "title, its title" in asked
    assert "'soon' is no date" in asked
    metadata = read_document(tmp_path / "conf-1.md").metadata
    assert (metadata.title, str(metadata.issued), metadata.author) == ("The Lindholm Conference", "2031-05-06", ())
