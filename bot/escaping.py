"""Text as it stands, in a Discord message: backslashes before what would render otherwise, and nowhere else.

What renders is told from Discord's help (https://support.discord.com/hc/articles/210298617) and the library that its
client builds on (https://github.com/ariabuckles/simple-markdown). A backslash escapes any character but ASCII letters,
digits and white space. "Copy text" hands the backslashes over, so each one too many harms a quotation; discord.py's
`escape_markdown` puts some where nothing would render, and misses lists, mentions and timestamps.
"""

import re

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
_SUSPECT = re.compile(r"[\\`*_~|\[<@:/#>]|-\s|-#|\d\.\s")
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


def one_line(text: str) -> str:
    """A text on one line, without characters that don't print or that turn the order of letters."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())


def shortened(text: str, limit: int) -> str:
    """A text cut at a word and marked […] where its escaped form is longer than the limit."""
    if 2 * size(text) <= limit or size(escaped(text)) <= limit:
        return text
    words = text[:limit].split(" ")
    while len(words) > 1 and size(escaped(" ".join(words))) > limit - 4:
        words.pop()
    kept = " ".join(words)
    while size(escaped(kept)) > limit - 4:
        kept = kept[:-1]
    return f"{kept} […]"
