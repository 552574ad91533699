"""Text as it stands, in a Discord message: backslashes before what would render otherwise, and nowhere else.

What renders is told from Discord's help (https://support.discord.com/hc/articles/210298617) and the library that its
client builds on (https://github.com/ariabuckles/simple-markdown). A backslash escapes any character but ASCII letters,
digits and white space. "Copy text" hands the backslashes over, so each one too many harms a quotation; discord.py's
`escape_markdown` puts some where nothing would render, and misses lists, mentions and timestamps.
"""

import re
from bisect import bisect_right

from bot import phrases

_RENDERING = re.compile(
    "|".join(
        (
            # A backslash that would escape what follows it, be it what a message goes on with.
            r"\\(?![0-9A-Za-z \t\n])",
            "`",
            # Emphasis, but not a star alone between spaces or an underscore within a word.
            r"(?<=\S)\*|\*(?=\S)|^\*|(?<=\n)\*",
            r"(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])",
            # Strikethrough, spoilers.
            r"~(?=~)|(?<=~)~",
            r"\|(?=\|)|(?<=\|)\|",
            # Masked links: escaping the closing bracket would not do.
            r"\[(?=[\s\S]*\]\()|\[(?![^\[]*\])",
            # Mentions, emoji, timestamps, commands, addresses.
            r"<(?=[@#:/&+0-9A-Za-z][^<>\n]*>)",
            r"@(?=everyone|here)",
            r":(?=(?:100|1234|(?!\d+:)[0-9A-Za-z_+~-]+):)",
            r"(?<=[A-Za-z]):(?=//)",
            r"(?<=discord\.gg)/|(?<=discord\.com)/|(?<=discordapp\.com)/",
            # Headings, small print, lists, block quotes, at the start of a line.
            r"(?:^|(?<=\n))(?:#(?=#{0,2}\s)|-(?=#?\s)|>)",
        )
    )
)
# What may render begins with one of these. Each alternative opens with a single character, by which `re` finds it fast.
_SUSPECT = re.compile(r"\\|`|\*|_|~|\||\[|<|@|/|#|>|:\S|-[\s#]|\.(?<=\d\.)\s")
_INDENTED_OR_NUMBERED = re.compile(r"^([ \t]+(?=#{1,3}\s|-#?\s|\*\s|>)|[ \t]*\d+(?=\.\s))", re.MULTILINE)
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")


def escaped(text: str) -> str:
    """A text that Discord shows as it stands."""
    if not _SUSPECT.search(text):
        return text
    return _INDENTED_OR_NUMBERED.sub(r"\1\\", _RENDERING.sub(r"\\\g<0>", text))


def unescaped(text: str) -> str:
    """The text that an escaped text shows."""
    return _ESCAPE.sub(r"\1", text)


def size(text: str) -> int:
    """The length of a text as Discord's limits may count it: in UTF-16 code units, never less than code points."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def abridged(text: str, limit: int) -> str:
    """A text as Discord shows it, cut where that takes more than the limit."""
    return escaped(cut(text, limit))


def cut(text: str, limit: int) -> str:
    """A text cut at a word and marked […] where it takes more than the limit when escaped."""
    # Escaping doubles a text at most, and takes a while.
    if 2 * size(text) <= limit or (size(text) <= limit and size(escaped(text)) <= limit):
        return text

    def fits(kept: str) -> bool:
        return size(escaped(_marked(kept))) <= limit

    *words, last = text[: max(limit, 0)].split(" ")
    count = bisect_right(range(len(words)), False, key=lambda n: not fits(" ".join(words[: n + 1])))
    if count:
        return _marked(" ".join(words[:count]))
    word = words[0] if words else last
    return _marked(word[: bisect_right(range(len(word)), False, key=lambda n: not fits(word[: n + 1]))])


def cut_inside(text: str, limit: int) -> str:
    """A text without the words in its middle, marked […], where it takes more than the limit when escaped."""
    if size(escaped(text[: limit + 1])) <= limit and len(text) <= limit:
        return text
    words = text.split(" ")

    def kept(count: int) -> str:
        return f"{_marked(' '.join(words[:count]))} {' '.join(words[-count:])}"

    most = bisect_right(range(1, len(words) // 2 + 1), False, key=lambda count: size(escaped(kept(count))) > limit)
    return kept(most) if most else cut(text, limit)


def _marked(text: str) -> str:
    return f"{text} {phrases.CUT}".lstrip()
