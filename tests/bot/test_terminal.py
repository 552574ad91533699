"""Lines on a screen: wrapped to its width, in their styles, and otherwise unchanged."""

import pytest

from bot.layout import Line, line, quotation
from bot.terminal import Screen, columns, styled
from knowledge.loading import load


def shown(item: Line, capsys: pytest.CaptureFixture[str], width: int | None = None) -> str:
    """What a screen prints; of the width given, else as into a pipe."""
    screen = Screen()
    if width:
        screen.width = width
    screen.show([item])
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [20, 33, 40, 80, 200])
def test_wrapping_changes_a_quote_by_line_breaks_only(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    for indexed in load().passages:
        for sentence in indexed.passage.sentences:
            quoted = f'"{indexed.document.text[sentence.start : sentence.end]}"'
            rows = shown(quotation(quoted[1:-1]), capsys, width).splitlines()
            assert all(row.startswith("  ") and len(row) <= width for row in rows)
            unwrapped = "".join(row.removeprefix("  ") for row in rows)
            assert unwrapped.replace(" ", "") == quoted.replace(" ", "")
            assert all(row.strip() in quoted for row in rows)


def test_a_line_is_not_broken_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    text = 'He said "a,"  twice: ' + "word " * 5_000 + 'and "b"'
    assert shown(quotation(text), capsys) == f'  "{text}"\n'


@pytest.mark.parametrize(
    "text", ["[bold]x[/bold]", "[/]", ":smile: [link=https://x.org]y[/link]", "\\[red]", "1.5 'a' /b"]
)
def test_nothing_is_read_as_markup(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(line(text), capsys, 80) == f"{text}\n"
    table = columns(text)
    table.add_row(text)
    Screen().show([table])
    assert [row.strip() for row in capsys.readouterr().out.splitlines()] == [text, text]


def test_each_stretch_of_a_line_has_its_style() -> None:
    text = styled(Line((("a ", "dim"), ("b", ""), (" c", "bold green"))))
    assert text.plain == "a b c"
    assert [(text.plain[span.start : span.end], span.style) for span in text.spans] == [
        ("a ", "dim"),
        (" c", "bold green"),
    ]


def test_an_empty_line_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(Line(()), capsys) == "\n"
