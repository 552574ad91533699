"""Which quotation marks of a text belong together, whatever their kind: straight, curly, single or angle."""

import re
from bisect import bisect
from collections.abc import Iterator

STRAIGHT = '"＂'
CURLY = "“”„‟〝〞"
SINGLE = "'‘’‚‛"
ANGLES = ("«»", "‹›")
MARK = re.compile(f"[{STRAIGHT}{CURLY}{SINGLE}{''.join(ANGLES)}]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\Z")


def outermost(text: str) -> Iterator[tuple[int, int]]:
    """Spans between marks that belong together and stand in no others, marks left out; linear in the text's length.

    A double mark that is never closed reaches to the end of its paragraph; an apostrophe is no mark.
    """
    pairs = _pairs(text)
    position = 0
    for match in MARK.finditer(text):
        start = match.start()
        if start >= position and start in pairs:
            yield start + 1, pairs[start]
            position = pairs[start] + 1


def without_marks(text: str) -> str:
    """A text without its quotation marks, so that none of it reads as a quotation; apostrophes stay."""
    pairs = _pairs(text)
    marks = {*pairs, *pairs.values()}
    return "".join(char for i, char in enumerate(text) if i not in marks and (char in SINGLE or not MARK.match(char)))


def _pairs(text: str) -> dict[int, int]:
    """Opening marks with where what they open ends, nested ones included."""
    marks = [match.start() for match in MARK.finditer(text)]
    pairs = _doubles(text, marks)
    pairs |= _singles(text, [mark for mark in marks if text[mark] in SINGLE])
    for kind in ANGLES:
        pairs |= _angles(text, [mark for mark in marks if text[mark] in kind])
    return pairs


def _doubles(text: str, marks: list[int]) -> dict[int, int]:
    """Pairs of straight marks and of curly ones; what is left over closes the other kind (“like this").

    So a mark of the other kind within a quotation, without its counterpart, doesn't end it.
    """
    pairs: dict[int, int] = {}
    opened: list[int] = []
    closing: list[int] = []
    for kind in (STRAIGHT, CURLY):
        open_marks: list[int] = []
        for mark in marks:
            if text[mark] not in kind:
                continue
            if _closes(text, mark) or (_leans_nowhere(text, mark) and (open_marks or text[mark] == "”")):
                if open_marks:
                    pairs[open_marks.pop()] = mark
                else:
                    closing.append(mark)
            elif _opens(text, mark) or _leans_nowhere(text, mark):
                open_marks.append(mark)
        # Between two letters it may be the sign of an inch.
        opened += [mark for mark in open_marks if _opens(text, mark) or text[mark] in CURLY]
    closing.sort()
    ends = [match.start() for match in _PARAGRAPH_END.finditer(text)]
    for mark in sorted(opened):
        end = ends[bisect(ends, mark)]
        at = bisect(closing, mark)
        pairs[mark] = closing.pop(at) if at < len(closing) and closing[at] < end else end
    return pairs


def _singles(text: str, marks: list[int]) -> dict[int, int]:
    """Pairs of single marks within a paragraph; what is left over is an apostrophe.

    Where two marks could close the same, and the first follows an s ("the Presidents' talks") but the second doesn't,
    the first is the apostrophe of a plural.
    """
    pairs: dict[int, int] = {}
    open_marks: list[int] = []
    last: int | None = None
    paragraph = -1
    for mark in marks:
        if mark > paragraph:
            ending = _PARAGRAPH_END.search(text, mark)
            paragraph = ending.start() if ending else len(text)
            open_marks, last = [], None
        if _closes(text, mark):
            if open_marks:
                last = open_marks.pop()
                pairs[last] = mark
            elif last is not None and text[pairs[last] - 1] in "sS" and text[mark - 1] not in "sS":
                pairs[last] = mark
        elif _opens(text, mark):
            open_marks.append(mark)
            last = None
    return pairs


def _angles(text: str, marks: list[int]) -> dict[int, int]:
    """Pairs of angle marks, which point outwards («…») or inwards (»…«), or all one way (»…»), as the first does."""
    pairs: dict[int, int] = {}
    open_marks: list[int] = []
    for mark in marks:
        alike = not open_marks or text[mark] == text[open_marks[-1]]
        if open_marks and (not alike or len({text[other] for other in (marks[0], marks[-1])}) == 1):
            pairs[open_marks.pop()] = mark
        elif text[mark] == text[marks[0]]:
            open_marks.append(mark)
    return pairs


def _leans_nowhere(text: str, mark: int) -> bool:
    """Whether a mark stands between two spaces or two letters: it closes what is open, else opens."""
    before, after = text[mark - 1 : mark] if mark else "", text[mark + 1 : mark + 2]
    return (before.isspace() and after.isspace()) or (before.isalnum() and after.isalnum())


def _opens(text: str, mark: int) -> bool:
    """Whether a mark may open a quotation: nothing of a word before it, and something right after it."""
    before, after = text[mark - 1 : mark] if mark else "", text[mark + 1 : mark + 2]
    return not before.isalnum() and bool(after) and not after.isspace()


def _closes(text: str, mark: int) -> bool:
    """Whether a mark may close a quotation: something right before it that opens nothing, and no word after it."""
    before, after = text[mark - 1 : mark] if mark else "", text[mark + 1 : mark + 2]
    if not before or before.isspace() or after.isalnum():
        return False
    return before not in "([{—–" or not after or after.isspace()
