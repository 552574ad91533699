"""Citations for programs: BibTeX, RIS, CSL-JSON, and the W3C's TextQuoteSelector.

Each of the first three is a document's metadata, under the id of the passage, with a note.
"""

import datetime
import json
import re
from typing import Any

from knowledge.document import Document, Metadata, Name

CONTEXT = 32
"""Characters that a TextQuoteSelector gives of what stands before and after: more where they leave it ambiguous."""
ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
_ENTRIES = {"report": ("techreport", "institution"), "book": ("book", "publisher")}
_OTHER_ENTRY = ("misc", "howpublished")
_RIS_TYPES = {
    "report": "RPRT",
    "book": "BOOK",
    "webpage": "ELEC",
    "hearing": "HEAR",
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
}
_OTHER_RIS_TYPE = "GEN"
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # Escaped braces count for BibTeX as any others: one by itself would end the field.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        **{mark: rf"\{mark}" for mark in "$&%#_"},
    }
)
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=[`!?])(?=`)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)")
_PARTS_NAMES = re.compile(r"[,\\]|(?i:\b(?:and|others)\b)")


def bibtex(metadata: Metadata, key: str, note: str) -> str:
    """An entry for BibTeX and for biblatex (https://ctan.org/pkg/biblatex), which has the day from `date`."""
    kind, publisher = _ENTRIES.get(metadata.type, _OTHER_ENTRY)
    fields = {
        "author": " and ".join(map(_tex_name, metadata.author)),
        # In two pairs of braces, or styles write all but its first letter small.
        "title": f"{{{_tex(metadata.title)}}}",
        publisher: _tex(metadata.publisher),
        "type": _tex(metadata.genre),
        "number": _tex(metadata.number),
        "year": str(metadata.issued.year),
        "month": f"{metadata.issued:%b}".lower(),
        "date": metadata.issued.isoformat(),
        # Verbatim, as the url package has it, save for braces, which would end the field.
        "url": (metadata.url or "").translate({ord("{"): "%7B", ord("}"): "%7D"}),
        "note": _tex(note),
    }
    # A month is one of BibTeX's own abbreviations, which styles put into words.
    rows = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join((f"@{kind}{{{key},", *rows, "}"))


def ris(metadata: Metadata, key: str, note: str) -> str:
    """A reference in RIS, with the tags by which Zotero and EndNote know a report's number and type (SN, M3)."""
    kind = _RIS_TYPES.get(metadata.type, _OTHER_RIS_TYPE)
    date = metadata.issued.isoformat()
    fields = [
        ("TY", kind),
        *(("AU", name.literal or ", ".join(filter(None, (name.family, name.given)))) for name in metadata.author),
        ("TI", metadata.title),
        ("PB", metadata.publisher),
        ("M3", metadata.genre),
        ("SN" if kind == "RPRT" else "IS", metadata.number),
        ("PY", date[:4]),
        ("DA", date.replace("-", "/")),
        ("LA", metadata.language),
        ("UR", metadata.url),
        ("N1", note),
        ("ID", key),
    ]
    return "\n".join((*(f"{tag}  - {_line(value)}" for tag, value in fields if value), "ER  - "))


def csl_json(metadata: Metadata, key: str, note: str) -> str:
    """A list of one item in CSL-JSON (csl-data.json of https://github.com/citation-style-language/schema)."""
    item: dict[str, Any] = {"id": key}
    for name, value in metadata.model_dump(by_alias=True, exclude={"id"}, exclude_none=True).items():
        if isinstance(value, datetime.date):
            item[name] = {"date-parts": [[value.year, value.month, value.day]]}
        elif value:
            item[name] = value
    fields = (item | {"note": note}).items()
    rows = (f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields)
    return "[{\n" + ",\n".join(rows) + "\n}]"


def text_quote_selector(document: Document, start: int, end: int) -> str:
    """A span of a document's text as a resource of the Web Annotation Data Model.

    https://www.w3.org/TR/annotation-model/#text-quote-selector
    """
    text, exact = str(document.text), document.text[start:end]
    for reach in range(CONTEXT, len(text) + CONTEXT, CONTEXT):
        prefix, suffix = text[max(start - reach, 0) : start], text[end : end + reach]
        whole = prefix + exact + suffix
        if text.find(whole, text.find(whole) + 1) == -1:
            break
    selector = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    source = {"source": document.metadata.url} if document.metadata.url else {}
    resource = {"@context": ANNOTATIONS, "type": "SpecificResource", **source, "selector": selector}
    return json.dumps(resource, ensure_ascii=False, indent=2)


def _tex_name(name: Name) -> str:
    """A name for BibTeX: a literal one, and what would be taken apart, in braces."""
    if name.literal or not (name.family and name.given):
        return f"{{{_tex(str(name))}}}"
    parts = [_tex(name.family), _tex(name.given)]
    return ", ".join(f"{{{part}}}" if _PARTS_NAMES.search(part) else part for part in parts)


def _tex(text: str | None) -> str:
    """A text that TeX sets as it stands."""
    return _LIGATURE.sub("{}", _line(text or "").translate(_TEX))


def _line(text: str) -> str:
    return " ".join(text.split())
