"""Lines and tables on a screen: in colour and wrapped to its window, or plain and unbroken where it is none."""

import os
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.layout import BOLD, Line
from bot.visible import harmless

UNBROKEN = 1_000_000
"""Columns of an output that isn't a terminal: its lines are for programs, which look for a quote in one piece."""

Page = Iterable[Line | Table]


class Screen(Console):
    """Standard output: plain where it is no terminal or NO_COLOR is set, and nothing on it read as markup."""

    def __init__(self) -> None:
        is_terminal = sys.stdout.isatty()
        super().__init__(
            width=None if is_terminal else UNBROKEN,
            # rich's own no_color keeps bold and the like.
            color_system="auto" if is_terminal and not os.environ.get("NO_COLOR") else None,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def show(self, page: Page) -> None:
        """Print lines and tables."""
        for item in page:
            if isinstance(item, Line):
                self._show_line(item)
            else:
                self.print(item)

    def _show_line(self, line: Line) -> None:
        margin = Text(" " * line.margin)
        for row in styled(line).wrap(self, max(self.width - line.margin, 1)):
            self.print(margin + row)

    def on_broken_pipe(self) -> None:
        """Leave it to the command, which knows its exit codes; rich would exit with 1."""
        raise BrokenPipeError


def styled(line: Line) -> Text:
    """A line's text with its styles."""
    return Text.assemble(*((harmless(text), style) for text, style in line.parts))


def columns(*headings: str) -> Table:
    """An empty table without rules, which looks the same everywhere."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in headings:
        table.add_column(overflow="fold")
    table.add_row(*(Text(heading, style=BOLD) for heading in headings))
    return table
