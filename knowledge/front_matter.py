"""A document's front matter: YAML between two lines of ---, as metadata."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.document import Metadata
from knowledge.errors import RecordError
from knowledge.language import YAML_LOADER

LONGEST_FRONT_MATTER = 100_000
"""Characters; with more, a file's text has slipped into its metadata."""
FIRST_LINE = 2
"""The file's line of the first field: the one above is ---."""
DEEPEST = 8
"""Lists within lists; the parser in C would overflow its stack on some thousands."""
FIELDS = ", ".join(info.alias or name for name, info in Metadata.model_fields.items())
PROBLEMS = {"extra_forbidden": "unknown field", "missing": "missing field"}


class FrontMatter:
    """The metadata that a front matter holds, and the file's line of each field.

    Raises RecordError where it is no YAML, a field stands twice, is unknown, missing or wrong.
    """

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        if len(text) > LONGEST_FRONT_MATTER:
            raise self._error(f"{len(text):,} characters; at most {LONGEST_FRONT_MATTER:,}", 1, "close it with ---")
        try:
            refuse_nested(path, text)
            data = yaml.load(text, YAML_LOADER)  # noqa: S506 both loaders are safe ones
            self._node = yaml.compose(text, YAML_LOADER)
        except (yaml.YAMLError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or (str(error).splitlines() or ["no YAML"])[0]
            line = mark.line + FIRST_LINE if mark else 1
            raise self._error(problem, line, "the metadata is YAML, a field a line") from None
        if not isinstance(self._node, yaml.MappingNode):
            raise self._error("not a list of fields", 1, "write a field a line: `title: …`")
        self._refuse_doubled(self._node)
        try:
            self.metadata = Metadata.model_validate(data)
        except ValidationError as error:
            raise self._invalid(error.errors()[0]) from None

    def line_of(self, place: Sequence[int | str]) -> int:
        """The line of a field, or of a part of it: `("topics", 0, "ground")`; of the nearest that there is."""
        node, line = self._node, 1
        for step in place:
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == step), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line + FIRST_LINE, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + FIRST_LINE
            else:
                break
        return line

    def _refuse_doubled(self, node: yaml.MappingNode) -> None:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise self._error(f"{key.value!r} stands twice", key.start_mark.line + FIRST_LINE)
            seen.add(key.value)

    def _invalid(self, error: ErrorDetails) -> RecordError:
        place = ".".join(str(step + 1) if isinstance(step, int) else step for step in error["loc"])
        problem = PROBLEMS.get(error["type"], error["msg"].removeprefix("Value error, "))
        return self._error(f"{place}: {problem}", self.line_of(error["loc"]), f"fields: {FIELDS}")

    def _error(self, problem: str, line: int, remedy: str = "") -> RecordError:
        return _error(self._path, problem, line, remedy)


def _error(path: Path, problem: str, line: int, remedy: str = "") -> RecordError:
    return RecordError(path, f"front matter: {problem}", line, remedy)


def refuse_nested(path: Path, text: str) -> None:
    """Raise RecordError where YAML has references, or lists within lists deeper than metadata ever has."""
    depth = 0
    for event in _events(path, text):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        line = event.start_mark.line + FIRST_LINE if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise _error(path, "a reference to another field", line, "write the value out")
        if depth > DEEPEST:
            raise _too_deep(path, line)


def _events(path: Path, text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, YAML_LOADER)
    except yaml.YAMLError as error:
        # From 6.0.4 on PyYAML refuses what would overflow its stack, before it hands on the first of the lists.
        if "nesting depth" not in str(error):
            raise
        mark = getattr(error, "problem_mark", None)
        raise _too_deep(path, mark.line + FIRST_LINE if mark else 1) from None


def _too_deep(path: Path, line: int) -> RecordError:
    return _error(path, f"more than {DEEPEST} lists within each other", line)


def read_fields(path: Path, text: str) -> dict[str, str]:
    """The single values of a front matter that needn't be complete, as text, by their fields.

    Raises RecordError where it is no YAML.
    """
    try:
        refuse_nested(path, text)
        node = yaml.compose(text, YAML_LOADER)
    except yaml.YAMLError:
        raise _error(path, "no YAML", 1) from None
    if not isinstance(node, yaml.MappingNode):
        raise _error(path, "not a list of fields", 1)
    return {str(key.value): str(value.value) for key, value in node.value if isinstance(value, yaml.ScalarNode)}
