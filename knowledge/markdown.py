"""A CommonMark file with front matter becomes a document."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin
from pydantic import ValidationError

from knowledge.document import Document, Ground, Metadata, Passage, Sentence, Status, Topic
from knowledge.errors import RecordError
from knowledge.language import YAML_LOADER, lead_ins, stems
from knowledge.sentences import sentence_spans
from knowledge.speakers import attribute

WORD = re.compile(r"[^\W_]+")
RUN_IN_LIMIT = 80
"""A bold opening of more characters than this is emphasis, not a heading."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or heading: plain text, first line in the file, and its place in the document's structure."""

    text: str
    line: int
    kind: str
    run_in: str | None
    item: int | None
    listing: int | None


def read_document(path: Path) -> Document:
    """Read a document from its file.

    Raises RecordError where the file is missing, empty, not UTF-8, or its front matter is missing or wrong.
    """
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise RecordError(path, "no such file") from None
    except OSError as error:
        raise RecordError(path, f"can't be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise RecordError(path, "not UTF-8", line, "save the file as UTF-8") from None
    if not source.strip():
        raise RecordError(path, "empty", remedy="a document is front matter between --- lines, then its text")
    parser = MarkdownIt("commonmark").use(front_matter_plugin)
    tokens = parser.parse(source)
    if not tokens or tokens[0].type != "front_matter":
        raise RecordError(path, "no front matter", 1, "open the file with ---, the metadata, ---")
    metadata = _metadata(path, tokens[0].content)
    head, body = _blocks(tokens[1:])
    return _Assembly(path, metadata).document(head, body)


def _metadata(path: Path, front_matter: str) -> Metadata:
    try:
        node = yaml.compose(front_matter, YAML_LOADER)
        data = yaml.load(front_matter, YAML_LOADER)  # noqa: S506 both loaders are safe ones
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        line = mark.line + 2 if mark else 1
        raise RecordError(path, f"front matter: {problem}", line, "the metadata is YAML, a field a line") from None
    if not isinstance(node, yaml.MappingNode):
        raise RecordError(path, "front matter: not a list of fields", 1, "write a field a line: `title: …`")
    lines = {key.value: key.start_mark.line + 2 for key, _ in node.value}
    doubled = [key for key, _ in node.value if lines[key.value] != key.start_mark.line + 2]
    if doubled:
        raise RecordError(path, f"front matter: {doubled[0].value!r} stands twice", lines[doubled[0].value])
    try:
        return Metadata.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        problem = {"extra_forbidden": "unknown field", "missing": "missing field"}.get(first["type"], first["msg"])
        known = ", ".join(info.alias or name for name, info in Metadata.model_fields.items())
        raise RecordError(path, f"front matter: {field}: {problem}", lines.get(field, 1), f"fields: {known}") from None


def _plain(inline: Token) -> tuple[str, str | None]:
    """The text of an inline token without marks, and the bold text that it opens with."""
    text: list[str] = []
    run_in: str | None = None
    bold = 0
    for child in inline.children or ():
        if child.type == "strong_open":
            bold = bold or (1 if not "".join(text).strip() else 2)
        elif child.type == "strong_close":
            if bold == 1:
                run_in = "".join(text)
            bold = 2
        elif child.type in ("softbreak", "hardbreak"):
            text.append(" ")
        elif child.type in ("text", "code_inline", "image"):
            text.append(child.content)
    return "".join(text), run_in


def _blocks(tokens: list[Token]) -> tuple[list[_Block], list[_Block]]:
    """The blocks before the first thematic break that follows the title (the head), and those after."""
    head: list[_Block] = []
    body: list[_Block] = []
    items: list[int] = []
    lists: list[int] = []
    kind = "paragraph"
    count = 0
    for token in tokens:
        if token.type == "hr" and not head and len(body) < 8:
            head, body = body, []
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            count += 1
            lists.append(count)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            count += 1
            items.append(count)
        elif token.type == "list_item_close":
            items.pop()
        elif token.type in ("paragraph_open", "heading_open"):
            kind = token.type.removesuffix("_open")
        elif token.type == "inline":
            text, run_in = _plain(token)
            if text.strip():
                line = (token.map or [0])[0] + 1
                item, listing = items[-1] if items else None, lists[-1] if lists else None
                body.append(_Block(text.strip(), line, kind, run_in, item, listing))
    if not head and body and body[0].kind == "heading":
        head, body = body[:1], body[1:]
    return head, body


@dataclass(frozen=True, slots=True)
class _Listed:
    """A topic being gathered: the list that names it and the paragraphs that treat it."""

    name: str
    listing: int
    numbers: list[int]


class _Assembly:
    """Puts a document together from its blocks: one text, passages by their spans, topics by their grounds."""

    def __init__(self, path: Path, metadata: Metadata) -> None:
        self._path = path
        self._metadata = metadata
        self._text = ""
        self._passages: list[Passage] = []
        self._warnings: list[str] = []

    def document(self, head: list[_Block], body: list[_Block]) -> Document:
        if not body:
            raise RecordError(self._path, "no paragraph after the front matter and the title")
        if head:
            spans = [self._append(block.text) for block in head]
            sentences = tuple(Sentence(start, end) for start, end in spans)
            self._passages.append(Passage(self._metadata.id, 0, spans[0][0], spans[-1][1], None, sentences))
        topics: dict[str, _Listed] = {}
        introductions: dict[int, tuple[Passage, int]] = {}
        current: _Block | None = None
        number = 0
        for block in body:
            start, end = self._append(block.text)
            if block.kind != "paragraph":
                current = None
                continue
            number += 1
            name = self._run_in(block)
            if block.item is None or (current and block.item != current.item):
                current = None
            if name and block.listing is not None:
                current = block
                topics.setdefault(name, _Listed(name, block.listing, []))
                if block.listing not in introductions and self._passages:
                    introductions[block.listing] = (self._passages[-1], block.line)
            opening = len(block.run_in or "") if name else 0
            topic = self._run_in(current) if current else None
            passage = self._passage(number, start, end, start + opening, topic)
            if topic:
                topics[topic].numbers.append(number)
            self._passages.append(passage)
        listed = tuple(self._topic(topic, introductions) for topic in topics.values())
        passages = attribute(self._text, tuple(self._passages))
        return Document(self._metadata, self._text, passages, listed, tuple(dict.fromkeys(self._warnings)))

    def _append(self, text: str) -> tuple[int, int]:
        if self._text:
            self._text += "\n\n"
        start = len(self._text)
        self._text += text
        return start, len(self._text)

    @staticmethod
    def _run_in(block: _Block) -> str | None:
        """The topic that a paragraph's bold opening names."""
        if not block.run_in or len(block.run_in) > RUN_IN_LIMIT or block.run_in.rstrip()[-1:] not in ".:":
            return None
        return block.run_in.strip().rstrip(".:").rstrip()

    def _passage(self, number: int, start: int, end: int, opening: int, topic: str | None) -> Passage:
        spans = sentence_spans(self._text[opening:end])
        sentences = tuple(Sentence(opening + first, opening + last) for first, last in spans)
        return Passage(self._metadata.id, number, start, end, topic, sentences)

    def _topic(self, topic: _Listed, introductions: dict[int, tuple[Passage, int]]) -> Topic:
        passage, line = introductions.get(topic.listing, (None, 1))
        status, ground = self._ground(passage) if passage else (Status.MENTIONED, None)
        if ground is None:
            self._warnings.append(
                f"{self._path}:{line}: no sentence before this list says whether its topics were discussed; "
                f"they count as mentioned (wordings: knowledge/english/lead_ins.yaml)"
            )
        return Topic(topic.name, status, ground, tuple(topic.numbers))

    def _ground(self, passage: Passage) -> tuple[Status, Ground | None]:
        """What the paragraph before a list says of the list, and the sentence (to its first comma) that says it."""
        wordings = lead_ins()
        for sentence in reversed(passage.sentences):
            words = list(WORD.finditer(self._text, sentence.start, sentence.end))
            sentence_stems = stems([word.group().lower() for word in words])
            for status, group in (
                (Status.NO_INDICATION, wordings.no_indication),
                (Status.DISCUSSED, wordings.discussed),
            ):
                ends = [end for wording in group if (end := wording.end_in(sentence_stems)) is not None]
                if ends:
                    said = words[ends[0] - 1].end()
                    comma = self._text.find(",", said, sentence.end)
                    return status, Ground(passage.id, sentence.start, comma if comma != -1 else sentence.end)
        return Status.MENTIONED, None
