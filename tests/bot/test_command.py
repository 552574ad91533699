"""The `summit` command: what it prints, where, and with which exit code."""

import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.command import run
from knowledge.loading import SHIPPED, load

ROOT = Path(__file__).parents[2]
SANCTIONS = "Neither President indicated that U.S. sanctions on Russia were discussed."
SKRIPAL = (
    "Neither President said that assassination attempts, including the March 2018 nerve agent attack on UK citizen "
    "and former Russian intelligence officer Sergei Skripal and his daughter, or other alleged acts of Russian "
    "state-supported violence were discussed."
)

Piped = Callable[[bytes], None]


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Gives the command a standard input of these bytes."""

    def pipe(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return pipe


def summit(*arguments: str, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot.command", *arguments],
        input=data,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


def json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


# Asking


def test_an_answer_shows_status_quote_citation_and_ground(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "Were", "sanctions", "discussed?"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Sanctions: no indication that it was discussed, as of July 20, 2018",
        f'  "{SANCTIONS}"',
        "  Cory Welt, The Trump-Putin Summit, CRS Insight IN10933, July 20, 2018, par. 19 (Sanctions)",
        '  because: "To date, there is no indication that the following subjects were discussed:" par. 17',
    ]


def test_an_absent_subject_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "was brexit discussed"]) == 1
    assert "brexit" in capsys.readouterr().out


@pytest.mark.parametrize("question", ["hello", "was syria discussed", "were sanctions and brexit discussed"])
def test_any_other_answer_exits_with_0(question: str) -> None:
    assert run(["ask", question]) == 0


def test_json_is_one_line_that_quotes_the_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "--json", "were", "sanctions", "discussed"]) == 0
    (answer,) = json_lines(capsys.readouterr().out)
    assert answer["question"] == "were sanctions discussed"
    assert answer["status"] == "no_indication"
    assert [quote["text"] for quote in answer["quotes"]] == [SANCTIONS]


def test_at_most_so_many_quotes_are_given(capsys: pytest.CaptureFixture[str]) -> None:
    for number in (1, 2):
        assert run(["ask", "--json", "--quotes", str(number), "what did putin say about syria"]) == 0
        (answer,) = json_lines(capsys.readouterr().out)
        assert len(answer["quotes"]) == number


@pytest.mark.parametrize("name", ["Trump", "Putin"])
def test_an_answer_can_be_asked_of_one_speaker(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "--json", "--said-by", name, "Syria"]) == 0
    (answer,) = json_lines(capsys.readouterr().out)
    assert answer["quotes"][0]["speakers"] == [name]


@pytest.mark.parametrize("question", [["Iran"], ["-"]])
def test_an_unknown_speaker_is_wrong_use(question: list[str], capsys: pytest.CaptureFixture[str], piped: Piped) -> None:
    piped(b"Iran\n")
    assert run(["ask", "--said-by", "Macron", *question]) == 2
    shown = capsys.readouterr()
    assert not shown.out
    assert "Macron" in shown.err
    assert "Putin" in shown.err


# A question a line


def test_each_line_gets_a_line_in_order(capsys: pytest.CaptureFixture[str], piped: Piped) -> None:
    piped(b"was syria discussed\n\nwas brexit discussed\n   \nhello")
    assert run(["ask", "--json", "-"]) == 0
    lines = json_lines(capsys.readouterr().out)
    assert [line["question"] for line in lines] == ["was syria discussed", "", "was brexit discussed", "   ", "hello"]
    assert [line.get("status") for line in lines] == ["discussed", None, "absent", None, "none"]
    assert [bool(line.get("error")) for line in lines] == [False, True, False, True, False]


@pytest.mark.parametrize("mark", ["\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_only_a_line_feed_ends_a_line(mark: str, capsys: pytest.CaptureFixture[str], piped: Piped) -> None:
    question = f"was syria{mark} discussed{mark}"
    piped(question.encode() + b"\n")
    assert run(["ask", "--json", "-"]) == 0
    lines = json_lines(capsys.readouterr().out)
    assert [line["question"] for line in lines] == [question]
    assert lines[0]["status"] == "discussed"


def test_a_line_that_is_not_utf8_is_refused_and_the_next_answered(
    capsys: pytest.CaptureFixture[str], piped: Piped
) -> None:
    piped(b"syria \xff\xfe\nsyria\n")
    assert run(["ask", "--json", "-"]) == 0
    refused, answered = json_lines(capsys.readouterr().out)
    assert refused == {"question": "syria \ufffd\ufffd", "error": "not UTF-8 from byte 7 on"}
    assert answered["status"] == "discussed"


@pytest.mark.parametrize(
    "question",
    [
        "\0",
        "was\0syria discussed",
        "\x1b[31msyria\x1b[0m \x07\x08",
        "\u202esyria\u202c \u200f",
        "😀😀",
        "**syria** `code` [link](x) ||spoiler||",
        "обсуждались ли санкции?",
        "会谈讨论了叙利亚吗",
        "a" * 100_000,
        "syria " * 20_000,
        "\u0301" * 5_000,
        "?!",
    ],
    ids=lambda question: ascii(question[:12]),
)
def test_any_line_gets_an_answer_or_an_error(question: str, capsys: pytest.CaptureFixture[str], piped: Piped) -> None:
    piped(question.encode() + b"\n")
    assert run(["ask", "--json", "-"]) == 0
    shown = capsys.readouterr()
    (line,) = json_lines(shown.out)
    assert line["question"] == question
    assert ("status" in line) != ("error" in line)
    assert not shown.err


def test_lines_for_people_are_answered_and_refused_in_order(capsys: pytest.CaptureFixture[str], piped: Piped) -> None:
    piped(b"were sanctions discussed\n\n?!\nhello\n")
    assert run(["ask", "-"]) == 0
    answered, blank, marks, talk = capsys.readouterr().out.split("\n\n")
    assert SANCTIONS in answered
    assert blank.startswith("not answered: ")
    assert marks.startswith("not answered: ")
    assert "?!" in marks
    assert talk


def test_no_lines_get_no_answers(capsys: pytest.CaptureFixture[str], piped: Piped) -> None:
    piped(b"")
    assert run(["ask", "--json", "-"]) == 0
    assert not capsys.readouterr().out


def test_an_answer_arrives_before_the_next_question_is_asked() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot.command", "ask", "--json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdin
        assert process.stdout
        for question in ("was syria discussed", "were sanctions discussed"):
            process.stdin.write(question.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question
        process.stdin.close()
        assert process.wait() == 0


# Chatting


def test_a_chat_takes_the_frame_of_the_question_before(capsys: pytest.CaptureFixture[str], piped: Piped) -> None:
    piped(b"what did putin say about syria?\n\nand election interference?\nquit\nwas brexit discussed\n")
    assert run(["chat"]) == 0
    out = capsys.readouterr().out
    syria, interference = out.split("\n\n")
    assert syria.startswith("Syria: ")
    assert interference.splitlines()[1].startswith('  "President Putin said he told President Trump')
    assert "brexit" not in out


def test_a_chat_goes_on_after_a_question_that_it_refuses(capsys: pytest.CaptureFixture[str], piped: Piped) -> None:
    piped(b"?!\n\xff\nsanctions")
    assert run(["chat"]) == 0
    assert SANCTIONS in capsys.readouterr().out


# The record


def test_topics_lists_each_topic_with_its_status_voices_and_paragraphs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["topics"]) == 0
    heading, *rows = [re.split(r"\s{2,}", line.strip()) for line in capsys.readouterr().out.splitlines()]
    assert heading == ["Topic", "Status", "Reported by", "Par."]
    assert [row[0] for row in rows] == [topic.name for _, topic in load().topics]
    assert ["Ukraine", "discussed", "Putin; silent on it: Trump", "15"] in rows
    assert ["Syria", "discussed", "Putin, Trump", "8, 9, 10"] in rows
    assert ["Sanctions", "no indication that it was discussed", "silent on it: Trump, Putin", "19"] in rows


@pytest.mark.parametrize("passage", ["IN10933:19", "in10933:19", "19"])
def test_a_passage_is_shown_with_topic_status_and_text(passage: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", passage]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "IN10933:19  Sanctions: no indication that it was discussed"
    assert lines[1] == f'  "Sanctions. {SANCTIONS}"'


def test_a_passage_is_shown_between_its_neighbours(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "IN10933:20", "--context", "2"]) == 0
    shown = [block.split()[0] for block in capsys.readouterr().out.split("\n\n")]
    assert shown == ["IN10933:18", "IN10933:19", "IN10933:20"]


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [("IN10933:99", "IN10933:20"), ("nowhere", "IN10933:0"), ("\x1b[31m", "IN10933:0"), ("9" * 100_000, "IN10933:20")],
    ids=["number", "word", "control", "long"],
)
def test_an_unknown_passage_names_the_nearest(asked: str, nearest: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", asked]) == 2
    shown = capsys.readouterr()
    assert not shown.out
    (line,) = shown.err.splitlines()
    assert line.endswith(nearest)
    assert line.isprintable()
    assert len(line) < 200


def test_about_names_documents_place_digest_and_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["about"]) == 0
    out = capsys.readouterr().out
    record = load()
    for fact in (
        "The Trump-Putin Summit",
        "Cory Welt",
        "July 20, 2018",
        "July 16, 2018",
        "https://www.congress.gov/crs-product/IN10933",
        str(SHIPPED.resolve()),
        record.digest,
        "1 document, 21 passages, 9 topics",
    ):
        assert fact in out


def test_check_shows_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    out = capsys.readouterr().out
    assert "Sanctions: no indication that it was discussed\n  because: " in out
    assert "IN10933:20  After the meeting, many Members of Congress expressed […]" in out


def test_a_record_with_warnings_is_fit_for_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text(
        "---\nid: A\ntitle: T\nissued: 2020-01-02\n---\n\n# T\n\n***\n\nTea was discussed.\n"
    )
    (tmp_path / "thesaurus.yaml").write_text("names:\n  coffee: [espresso]\nwords:\n")
    assert run(["check", str(tmp_path)]) == 0
    (warning,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("warning: ")]
    assert "thesaurus.yaml:2" in warning
    assert "coffee" in warning


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "empty"), (b"no front matter\n", "no front matter"), (b"---\nid: \xff\n---\n", "not UTF-8")],
)
def test_a_broken_record_is_named_with_its_file(
    content: bytes, problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.md"
    path.write_bytes(content)
    assert run(["check", str(path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"summit: {path}")
    assert problem in line


@pytest.mark.parametrize("path", ["/nowhere/at/all", "x" * 5_000, "\0"], ids=["missing", "long", "nul"])
def test_a_record_that_is_not_there_is_wrong_use(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", path]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.isprintable()


# Scores


def test_evaluate_shows_measures_and_styles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "questions.jsonl"
    right = {
        "id": "1",
        "q": "sanctions?",
        "style": "keyword",
        "status_any": ["no_indication"],
        "quote_any": [SANCTIONS],
    }
    wrong = {"id": "2", "q": "was syria discussed", "style": "absent", "status_any": ["absent"]}
    path.write_text(f"{json.dumps(right)}\n\n{json.dumps(wrong)}\n")
    assert run(["evaluate", str(path), "--misses", "5"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^status +50\.0% +1/2 ", out, re.MULTILINE)
    assert re.search(r"^quote@1 +100\.0% +1/1 ", out, re.MULTILINE)
    assert re.search(r"^absent +0\.0% +0/1 *$", out, re.MULTILINE)
    assert "was syria discussed [absent]\n  wanted absent\n  got discussed" in out
    assert "sanctions? [fact]" not in out


def test_questions_that_cannot_be_read_are_named_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('\n{"id": "1"}\n')
    assert run(["evaluate", str(path)]) == 2
    assert f"{path}:2: " in capsys.readouterr().err


# Wrong use


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["nonsense"],
        ["\x1b[31m"],
        ["ask"],
        ["ask", ""],
        ["ask", " \t"],
        ["ask", "?!"],
        ["ask", "a" * 100_000],
        ["ask", "--json", ""],
        ["ask", "--quotes", "0", "syria"],
        ["ask", "--quotes", "21", "syria"],
        ["ask", "--quotes", "\x1b[31m", "syria"],
        ["ask", "--said-by", "", "syria"],
        ["ask", "syria \udcff"],
        ["ask", "--said-by", "\udcff", "syria"],
        ["read"],
        ["read", ""],
        ["read", "\udcff"],
        ["read", "7", "--context", "-1"],
        ["topics", "\x1b[31m"],
    ],
    ids=lambda argv: ascii(" ".join(argv)[:20]),
)
def test_wrong_use_is_one_clear_line_and_exits_with_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(argv) == 2
    shown = capsys.readouterr()
    assert not shown.out
    (line,) = shown.err.splitlines()
    assert line.startswith("summit")
    assert line.isprintable()
    assert len(line) < 400


@pytest.mark.parametrize("command", ["ask", "chat", "topics", "read", "about", "check", "evaluate"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"usage: summit {command}")
    assert run(["--help"]) == 0
    assert f"\n    {command}" in capsys.readouterr().out


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert re.fullmatch(r"summit \d+\.\d+\.\d+\n", capsys.readouterr().out)


# Terminals, pipes and signals


def test_a_quote_stays_on_one_line_in_a_pipe_however_long_it_is() -> None:
    done = summit("ask", "was the skripal attack discussed", COLUMNS="20", FORCE_COLOR="")
    assert f'  "{SKRIPAL}"' in done.stdout.decode().splitlines()
    assert b"\x1b" not in done.stdout
    assert not done.stderr


def in_terminal(*arguments: str, **environment: str) -> str:
    """What a command shows in a terminal of 40 columns."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.command", *arguments],
        stdout=its,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "40", "NO_COLOR": "", **environment},
    )
    os.close(its)
    shown = b""
    try:
        while data := os.read(ours, 65536):
            shown += data
    except OSError:
        # Linux reports the other end's closing as an error.
        pass
    os.close(ours)
    assert process.wait() == 0
    return shown.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_lines_that_fit() -> None:
    shown = in_terminal("ask", "was the skripal attack discussed")
    assert "\x1b[" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert max(map(len, plain.splitlines())) <= 40
    assert SKRIPAL in " ".join(plain.split())


def test_no_color_is_heeded() -> None:
    shown = in_terminal("ask", "was the skripal attack discussed", NO_COLOR="1")
    assert "\x1b" not in shown
    assert SKRIPAL in " ".join(shown.split())


@pytest.mark.parametrize("arguments", [["topics"], ["ask", "--json", "syria"], ["ask", "syria"], ["--help"]])
def test_a_reader_who_leaves_early_sees_no_complaint(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.command", *arguments],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
        )
    finally:
        os.close(writing)
    assert not done.stderr
    assert done.returncode in (0, 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_said_in_words() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot.command", "ask", "syria"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
        )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["summit: No space left on device"]


def test_json_needs_no_terminal_library() -> None:
    code = (
        "import sys; from bot.command import run; run(['ask', '--json', 'syria']);"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'rich', 'prompt_toolkit', 'discord'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == b"[]"
    assert json.loads(done.stdout.splitlines()[0])["status"] == "discussed"


def test_json_is_utf8_whatever_the_locale() -> None:
    question = "«syria» — Сирия"
    done = summit("ask", "--json", "-", data=question.encode(), PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0
    assert json.loads(done.stdout)["question"] == question
