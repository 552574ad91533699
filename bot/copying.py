"""A citation as a message of nothing else, so that one can copy it whole."""

import re

from bot import phrases
from bot.escaping import escaped, size
from bot.fitting import MESSAGE
from bot.rendering import Attachment, Page
from knowledge.citing.cite import Citation
from knowledge.citing.prose import Kind, Stretch
from knowledge.citing.style import Style

OFFERED = tuple(style for style in Style if style is not Style.TEXT_QUOTE_SELECTOR)
"""The styles that are of use in a chat."""
_FENCE = "```"
_LINKED = re.compile(r"https?://[^\s<>]+")
"""An address that Discord makes a link of, and whose marks it therefore leaves alone."""
_SUFFIXES = {Style.MARKDOWN: "md", Style.BIBTEX: "bib", Style.RIS: "ris", Style.CSL_JSON: "json"}


def copy_of(cited: Citation, passage: str) -> Page:
    """The citation of a passage: prose as it is read; source, every mark of which counts, in a code block.

    Markdown is source too: rendered, it would be copied without its marks. What takes more than a message comes in a
    file, and so does source that would end the code block: a citation is neither cut nor changed.
    """
    text = str(cited)
    is_source = any(stretch.kind is Kind.MARKUP for stretch in cited.stretches)
    shown = f"{_FENCE}\n{text}\n{_FENCE}" if is_source else "".join(map(_shown, cited.stretches))
    if size(shown) <= MESSAGE and not (is_source and _FENCE in text):
        return Page(shown)
    name = f"{passage.replace(':', '-')}.{_SUFFIXES.get(cited.style, 'txt')}"
    return Page(phrases.CITATION_IN_FILE, attachment=Attachment(name, text))


def _shown(stretch: Stretch) -> str:
    """A stretch of prose: titles in italics, addresses to be clicked and copied."""
    if stretch.kind is Kind.ADDRESS and _LINKED.fullmatch(stretch.text):
        return stretch.text
    return f"*{escaped(stretch.text)}*" if stretch.kind is Kind.TITLE else escaped(stretch.text)
