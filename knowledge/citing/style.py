"""The forms in which a passage can be cited, by the names that people give them."""

from enum import StrEnum


class Style(StrEnum):
    """A form of citation; found by its name or the beginning of it, whatever its case and punctuation."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    CHICAGO_NOTE = "chicago-note"
    APA = "apa"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL_JSON = "csl-json"
    TEXT_QUOTE_SELECTOR = "text-quote-selector"

    @classmethod
    def _missing_(cls, value: object) -> "Style | None":
        asked = _letters(str(value))
        found = [style for style in cls if _letters(style).startswith(asked)]
        return found[0] if asked and len(found) == 1 else None

    @property
    def label(self) -> str:
        """The form's name as people write it: 'Chicago note'."""
        return _LABELS[self]

    @property
    def is_prose(self) -> bool:
        """Whether the citation is for a text and its readers; otherwise it is for programs, verbatim."""
        return self in _PROSE


_LABELS = {
    Style.PLAIN: "Plain text",
    Style.MARKDOWN: "Markdown",
    Style.CHICAGO_NOTE: "Chicago note",
    Style.APA: "APA",
    Style.BIBTEX: "BibTeX",
    Style.RIS: "RIS",
    Style.CSL_JSON: "CSL-JSON",
    Style.TEXT_QUOTE_SELECTOR: "W3C TextQuoteSelector",
}
_PROSE = frozenset({Style.PLAIN, Style.MARKDOWN, Style.CHICAGO_NOTE, Style.APA})


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
