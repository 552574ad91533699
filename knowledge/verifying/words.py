"""The words of a text as a quotation is compared by: their normal forms, where they stand, and where words are cut.

Case, white space, quotation marks, dashes, accents and the full stops of an abbreviation make no difference; a letter,
a figure, a currency or a percent sign does.
"""

import re
from dataclasses import dataclass

from knowledge.analysis import TYPOGRAPHIC, fold

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_TOKEN = re.compile(
    r"(?P<abbreviation>[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?)"
    r"|(?P<number>\d+(?:[.,]\d+)+(?![^\W_]))"
    rf"|(?P<word>[^\W_](?:[^\W_]|[\u0300-\u036f{_INVISIBLE}]|['’‘ʼ‛′´`](?=[^\W_]))*)"
    r"|(?P<sign>[%‰&$€£¥₽])"
    r"|(?P<ellipsis>…|\.(?:\s?\.)+)"
)
_HYPHENS = ("-", "‐", "‑", "–")
_REMOVED = re.compile(rf"[{_INVISIBLE}]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_SIC = re.compile(r"[\[(][\s*_]*sic[\s*_!?.]*[\])]", re.IGNORECASE)
_CHANGED_CASE = re.compile(r"\[([^\W\d_])\](?=[^\W_])")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: normal forms, spans (half open, in code points), and where an ellipsis stands.

    `pauses` holds the number of each word that has an ellipsis between it and the word before it, `joined` that of each
    word that a hyphen joins to the one before.
    """

    forms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    pauses: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()

    def count(self, start: int, end: int) -> int:
        """How many words stand from one to another, as a reader counts: "follow-up" is one."""
        return end - start - sum(start < i < end for i in self.joined)


def words(text: str) -> Words:
    """The words of a text; linear in its length.

    A letter in brackets at the head of a word ("[t]he") is the word's first letter. "[sic]" is no word: by it, whoever
    quotes says that he changed none.
    """
    plain = _CHANGED_CASE.sub("\u200b\\1\u200b", text) if "[" in text else text
    plain = _SIC.sub(lambda match: " " * len(match.group()), plain)
    forms: list[str] = []
    spans: list[tuple[int, int]] = []
    pauses: set[int] = set()
    joined: set[int] = set()
    for match in _TOKEN.finditer(plain):
        if match.lastgroup == "ellipsis":
            pauses.add(len(forms))
        else:
            if spans and plain[spans[-1][1] : match.start()] in _HYPHENS:
                joined.add(len(forms))
            forms.append(_form(match))
            spans.append(match.span())
    return Words(tuple(forms), tuple(spans), frozenset(pauses - {0, len(forms)}), frozenset(joined))


def _form(match: re.Match[str]) -> str:
    text = match.group()
    if text == "US" or text.lower() in ("u.s.", "u.s"):
        # "Us" is another word.
        return "u.s"
    if match.lastgroup == "abbreviation":
        text = text.replace(".", "")
    elif match.lastgroup == "number" and _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    return text.lower() if text.isascii() and text.isalnum() else fold(_REMOVED.sub("", text.translate(TYPOGRAPHIC)))
