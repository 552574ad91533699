"""Where a text holds code, as Markdown marks it: between two runs of as many backticks."""

import re
from bisect import bisect
from collections.abc import Iterator

_FENCE = 3
"""Backticks from which on code may run over paragraphs."""
_BACKTICKS = re.compile(r"(?<![\\`])`+")
_APOSTROPHE = re.compile(r"(?<=[^\W_])`(?=[^\W_])")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\Z")
_WORD = re.compile(r"[^\W_]")


def without_code(text: str) -> str:
    """A text of the same length in which code is one long word, without marks and lines; linear in its length.

    A text of nothing but code is left as it is: somebody put it between backticks to keep its characters.
    """
    if "`" not in text:
        return text
    outside, parts, position = [], [], 0
    for start, end in _code(text):
        outside.append(text[position:start])
        parts += [text[position:start], "x" * (end - start)]
        position = end
    outside.append(text[position:])
    return "".join((*parts, text[position:])) if _WORD.search(" ".join(outside)) else text


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Spans from the first of some backticks to the last of the next run of as many."""
    runs = [match.span() for match in _BACKTICKS.finditer(text) if not _APOSTROPHE.match(text, match.start())]
    following: list[int | None] = []
    latest: dict[int, int] = {}
    for i in range(len(runs) - 1, -1, -1):
        size = runs[i][1] - runs[i][0]
        following.append(latest.get(size))
        latest[size] = i
    following.reverse()
    ends = [match.start() for match in _PARAGRAPH_END.finditer(text)]
    position = 0
    for (start, end), closing in zip(runs, following, strict=True):
        if start < position or closing is None:
            continue
        if end - start >= _FENCE or runs[closing][0] <= ends[bisect(ends, start)]:
            position = runs[closing][1]
            yield start, position
