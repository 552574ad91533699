"""Records of one's own in the terminal: which is asked, what is left out of it, and what changed."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from bot.command import run
from knowledge.loading import SHIPPED
from tests.knowledge.records import BERGEN, LISBON, write_files

Captured = pytest.CaptureFixture[str]
BROKEN = "---\nid: BAD\ntitle: T\nissued: soon\n---\n\nThey met.\n"


@pytest.fixture(autouse=True)
def _without_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUMMIT_RECORD", raising=False)


@pytest.fixture
def lisbon(tmp_path: Path) -> str:
    return str(write_files(tmp_path / "lisbon", LISBON))


@pytest.fixture
def bergen(tmp_path: Path) -> str:
    return str(write_files(tmp_path / "bergen", BERGEN))


def answer(capsys: Captured, *argv: str) -> dict[str, Any]:
    run([*argv, "--json"])
    given: dict[str, Any] = json.loads(capsys.readouterr().out)
    return given


def documents(capsys: Captured, *argv: str) -> list[str]:
    assert run([*argv]) == 0
    return re.findall(r"^([A-Z0-9]+): ", capsys.readouterr().out, re.MULTILINE)


# Which record


def test_a_record_may_be_given_before_the_subcommand_or_after_it(lisbon: str, capsys: Captured) -> None:
    before = answer(capsys, "--record", lisbon, "ask", "whaling")
    assert before == answer(capsys, "ask", "--record", lisbon, "whaling")
    assert before == answer(capsys, "ask", "whaling", "--record", lisbon)
    assert before["record"]["documents"] == ["PRESS", "FIRST", "SECOND"]


def test_several_records_are_one_wherever_they_are_given(lisbon: str, bergen: str, capsys: Captured) -> None:
    lisbon_and_bergen = ["BERGEN", "PRESS", "FIRST", "SECOND"]
    assert documents(capsys, "--record", lisbon, "--record", bergen, "about") == lisbon_and_bergen
    assert documents(capsys, "--record", lisbon, "about", "--record", bergen) == lisbon_and_bergen


def test_the_word_shipped_stands_for_the_shipped_record(bergen: str, capsys: Captured) -> None:
    assert documents(capsys, "about", "--record", "shipped") == ["IN10933"]
    assert documents(capsys, "about", "--record", bergen, "--record", "shipped") == ["IN10933", "BERGEN"]
    assert documents(capsys, "about", "--record", bergen) == ["BERGEN"]


def test_the_environment_tells_the_record_unless_the_command_does(
    lisbon: str, bergen: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMIT_RECORD", bergen)
    assert documents(capsys, "about") == ["BERGEN"]
    assert documents(capsys, "about", "--record", lisbon) == ["PRESS", "FIRST", "SECOND"]
    monkeypatch.setenv("SUMMIT_RECORD", os.pathsep.join((bergen, "shipped", "")))
    assert documents(capsys, "about") == ["IN10933", "BERGEN"]
    monkeypatch.setenv("SUMMIT_RECORD", "")
    assert documents(capsys, "about") == ["IN10933"]


@pytest.mark.parametrize(
    "argv", ["ask cod", "chat", "topics", "read FIRST:3", "about", "check", "evaluate", "serve", "sync"]
)
def test_every_command_that_reads_a_record_says_in_a_line_that_there_is_none(
    argv: str, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMIT_TOKEN", "a.b.c")
    assert run([*argv.split(), "--record", "nowhere"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "summit: nowhere: no such file or folder\n"


def test_check_takes_a_record_without_the_option_too(lisbon: str, bergen: str, capsys: Captured) -> None:
    assert run(["check", lisbon, bergen]) == 0
    assert "holds: 4 documents" in capsys.readouterr().out


def test_evaluate_scores_the_questions_of_the_record(lisbon: str, bergen: str, capsys: Captured) -> None:
    assert run(["evaluate", "--record", lisbon]) == 2
    assert "no labelled questions" in capsys.readouterr().err
    question = {"id": "1", "q": "was whaling discussed", "style": "status", "status_any": ["discussed"]}
    write_files(Path(bergen), {"questions.jsonl": json.dumps(question) + "\n"})
    assert run(["evaluate", "--record", lisbon, "--record", bergen]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"1 questions of {Path(bergen, 'questions.jsonl')}\n")
    assert re.search(r"^status +100\.0% +1/1 ", out, re.MULTILINE)
    assert run(["evaluate", str(SHIPPED / "questions.jsonl"), str(Path(bergen, "questions.jsonl"))]) == 0
    assert capsys.readouterr().out.startswith("122 questions of ")


# What is left out


def test_what_is_left_out_is_named_beside_the_answer(bergen: str, capsys: Captured) -> None:
    write_files(Path(bergen), {"README.md": "# How to\n", **{f"{number}.pdf": "" for number in range(7)}})
    assert run(["ask", "--record", bergen, "whaling"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("Whaling: reported as discussed")
    lines = shown.err.splitlines()
    assert len(lines) == 6
    assert all(line.startswith("summit: left out: ") for line in lines)
    assert lines[0].endswith("0.pdf: no .md file")
    assert lines[-1] == "summit: left out: 3 more; see summit check"


def test_check_names_all_that_is_left_out(bergen: str, capsys: Captured) -> None:
    write_files(Path(bergen), {"README.md": "# How to\n", **{f"{number}.pdf": "" for number in range(7)}})
    assert run(["check", bergen]) == 0
    shown = capsys.readouterr()
    assert not shown.err
    assert sum(line.startswith("left out: ") for line in shown.out.splitlines()) == 8
    assert f"left out: {Path(bergen, 'README.md')}: no front matter" in shown.out


@pytest.mark.parametrize("argv", [["ask", "whaling"], ["check"], ["topics"]], ids=lambda argv: argv[0])
def test_a_broken_document_is_refused_unless_one_is_lenient(argv: list[str], bergen: str, capsys: Captured) -> None:
    write_files(Path(bergen), {"bad.md": BROKEN})
    place = f"{Path(bergen, 'bad.md')}:4: "
    assert run([*argv, "--record", bergen]) == 2
    shown = capsys.readouterr()
    assert not shown.out
    assert shown.err.startswith(f"summit: {place}front matter: issued: ")
    for lenient in ([*argv, "--record", bergen, "--lenient"], ["--lenient", "--record", bergen, *argv]):
        # A check is there to say so.
        assert run(lenient) == (1 if argv == ["check"] else 0)
        shown = capsys.readouterr()
        assert "Whaling" in shown.out
        assert f"left out: {place}" in shown.out + shown.err


def test_a_name_that_steers_the_terminal_is_shown_without_what_does(bergen: str, capsys: Captured) -> None:
    write_files(Path(bergen), {"\x1b[31m\nred.pdf": ""})
    assert run(["ask", "--record", bergen, "whaling"]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.isprintable()


@pytest.mark.parametrize("command", ["ask whaling", "verify whaling", "read 3", "topics", "about", "check"])
def test_what_steers_a_terminal_in_a_document_is_left_out(command: str, tmp_path: Path, capsys: Captured) -> None:
    text = BERGEN["bergen.md"].replace("Whaling.", "Whaling\x1b[31m.").replace("The Bergen", '"The\\e[1m Bergen\\a"', 1)
    text = text.replace("on.", "\u202eno\x9b.").replace('" Talks', ' Talks"', 1)
    folder = write_files(tmp_path, {"bergen.md": text})
    assert run(["--record", str(folder), *command.split()]) == 0
    shown = capsys.readouterr().out
    assert "Bergen" in shown or "Whaling" in shown
    assert not set("\x1b\x07\x9b\u202e") & set(shown)


# Several documents


def test_every_paragraph_is_named_with_its_document(lisbon: str, capsys: Captured) -> None:
    assert run(["ask", "--record", lisbon, "was", "arms", "control", "discussed"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "Control of Arms: the documents disagree: FIRST, March 5, 2020: no indication that it was discussed"
        " · SECOND, March 9, 2020: reported as discussed"
    )
    assert "Control of Arms: no indication that it was discussed (FIRST, March 5, 2020)" in lines
    assert "  The Lisbon Talks, FIRST, March 5, 2020, par. 6 (Control of Arms)" in lines
    assert '  because: "There is no indication that these subjects were discussed:" FIRST, par. 5' in lines
    for argv in (["topics", "--record", lisbon], ["check", lisbon]):
        assert run(argv) == 0
        shown = capsys.readouterr().out
        assert not re.search(r"(?<!, )\bpar\. \d", shown)
        assert "FIRST:6" in shown


def test_a_number_without_its_document_is_refused_with_those_that_it_may_mean(lisbon: str, capsys: Captured) -> None:
    assert run(["read", "3", "--record", lisbon]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "summit: a paragraph '3' is in several documents: PRESS:3, FIRST:3, SECOND:3"


@pytest.mark.parametrize(
    ("part", "documents"),
    [
        (["--document", "first"], ["FIRST"]),
        (["--document", "SECOND", "--document", "PRESS"], ["PRESS", "SECOND"]),
        (["--after", "2020-03-05"], ["SECOND"]),
        (["--before", "2020-03-09", "--after", "2020-03-02"], ["FIRST"]),
    ],
)
def test_a_part_of_the_record_is_asked(part: list[str], documents: list[str], lisbon: str, capsys: Captured) -> None:
    given = answer(capsys, "ask", "--record", lisbon, "tunnels", *part)
    assert given["record"]["searched"] == documents
    assert all(name in given["note"] for name in documents)
    assert run(["ask", "--record", lisbon, "tunnels", *part]) == 1
    assert (
        f"in {', '.join(documents)} ({given['record']['passages']} passages) of the record" in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        (["--document", "THIRD"], "no document 'THIRD' in the record; it has: PRESS, FIRST, SECOND"),
        (["--document", "\x1b[31m"], "no document"),
        (["--after", "2030-01-01"], "no document was issued after January 1, 2030"),
        (["--after", "yesterday"], "'yesterday' is no day, such as 2018-07-16"),
        (["--before", "2018-02-30"], "is no day"),
        (["--before", ""], "is no day"),
    ],
)
@pytest.mark.parametrize("question", ["cod", "-"])
def test_a_part_that_there_is_not_is_wrong_use(
    part: list[str], problem: str, question: str, lisbon: str, capsys: Captured
) -> None:
    assert run(["ask", "--record", lisbon, question, *part]) == 2
    shown = capsys.readouterr()
    assert not shown.out
    (line,) = shown.err.splitlines()
    assert problem in line
    assert line.isprintable()


# What changed


def test_a_record_is_checked_against_an_older_one(lisbon: str, tmp_path: Path, capsys: Captured) -> None:
    first = LISBON["b/first.md"].replace("from Porto", "from Faro").replace("There is no indication", "We ate.\n\n\\g")
    question = {"id": "1", "q": "was a ferry line from Porto discussed", "style": "status", "status_any": ["discussed"]}
    changed = {
        **LISBON,
        "b/first.md": first.replace("\\g", "There is no indication"),
        "c/new.md": BERGEN["bergen.md"],
        "questions.jsonl": json.dumps(question) + "\n",
    }
    new = str(write_files(tmp_path / "new", changed))
    assert run(["check", new, "--against", lisbon]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Documents: 2 changed",
        "  BERGEN: added",
        "  FIRST: corrected",
        "",
        "Passages: 3 changed",
        "  FIRST:4 corrected",
        '    was: "[…] proposed to Okonjo a ferry line from Porto."',
        '    is: "[…] proposed to Okonjo a ferry line from Faro."',
        "  FIRST:5 added",
        '    is: "We ate."',
        "  FIRST:5 to 7 renumbered: FIRST:6 to 8",
        "",
        "Answers to labelled questions (1 asked): 1 changed",
        "  was a ferry line from Porto discussed",
        '    was: reported as discussed: "Albers proposed to Okonjo a ferry line from Porto." (FIRST:4)',
        "    is: not in the record",
    ]


def test_a_record_that_did_not_change_is_told_by_the_exit_code(lisbon: str, bergen: str, capsys: Captured) -> None:
    assert run(["check", lisbon, "--against", lisbon]) == 0
    assert capsys.readouterr().out == "no changes\n"
    assert run(["--record", lisbon, "check", "--record", bergen, "--against", bergen, "--against", lisbon]) == 0
    assert run(["check", lisbon, "--against", "nowhere"]) == 2


def test_of_many_changes_the_first_are_shown(lisbon: str, tmp_path: Path, capsys: Captured) -> None:
    source = BERGEN["bergen.md"]
    many = {f"{number}.md": source.replace("BERGEN", f"B-{number:03}") for number in range(100)}
    new = str(write_files(tmp_path / "new", {**LISBON, **many}))
    assert run(["check", new, "--against", lisbon]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Documents: 100 changed"
    assert lines[-1] == "  and 80 more"
    assert len(lines) == 22
