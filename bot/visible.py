"""Text from outside, made safe to show."""

import re

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but for tabs and line feeds, and marks that turn the order of letters."""


def harmless(text: str) -> str:
    """A text without the characters that steer a terminal or turn the order of its letters, else as it is."""
    return STEERING.sub("", text)


def visible(text: str) -> str:
    """A text on one line, without the characters that steer a terminal or turn the order of its letters."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())


def in_a_line(error: Exception) -> str:
    """What an error says, on one line; its name where it says nothing."""
    return visible(str(error)) or type(error).__name__


def shortened(text: str, limit: int = 80) -> str:
    """A visible text of at most so many characters."""
    shown = visible(text[: 4 * limit])
    return shown if len(shown) <= limit and len(text) <= 4 * limit else f"{shown[: limit - 1]}…"
