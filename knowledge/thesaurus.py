"""Other names for a record's own terms, as data beside the record."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.errors import RecordError
from knowledge.language import YAML_LOADER

GROUPS = ("names", "words")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as the record writes it, the other names for it, and its line in its file.

    A `naming` entry's names are of a thing, which must be in the record for a question about it to be answered; the
    others are everyday words, which only help to find the right sentence.
    """

    term: str
    names: tuple[str, ...]
    naming: bool
    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The entries of a record's thesaurus files."""

    entries: tuple[Entry, ...]

    def __add__(self, other: "Thesaurus") -> "Thesaurus":
        return Thesaurus(self.entries + other.entries)


EMPTY = Thesaurus(())
SHAPE = "write `names:` and `words:`, under each `term: [name, name]`, an entry a line"


def read_thesaurus(path: Path) -> Thesaurus:
    """Read the groups `names` and `words`, each of `term: [name, name, …]` entries, from a YAML file.

    Raises RecordError, with the line, where the file is not of that shape or a term stands twice in a group.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), YAML_LOADER)
    except UnicodeDecodeError:
        raise RecordError(path, "not UTF-8", remedy="save the file as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise RecordError(path, str(problem), mark.line + 1 if mark else None, SHAPE) from None
    entries: list[Entry] = []
    for group, body in _pairs(path, root):
        if group.value not in GROUPS:
            raise RecordError(path, f"unknown group {group.value!r}", group.start_mark.line + 1, SHAPE)
        seen: set[str] = set()
        for key, value in _pairs(path, body):
            line = key.start_mark.line + 1
            names = value.value if isinstance(value, yaml.SequenceNode) else [value]
            if not all(isinstance(name, yaml.ScalarNode) for name in names):
                raise RecordError(path, f"the names of {key.value!r} are no list of words", line, SHAPE)
            if key.value.casefold() in seen:
                raise RecordError(path, f"the term {key.value!r} stands twice", line, "put its names into one entry")
            seen.add(key.value.casefold())
            spelled = tuple(name.value for name in names if name.value)
            entries.append(Entry(key.value, spelled, group.value == "names", path, line))
    return Thesaurus(tuple(entries))


def _pairs(path: Path, node: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    """The keys and values of a mapping; of an empty one, none."""
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return []
    if not isinstance(node, yaml.MappingNode) or not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
        raise RecordError(path, "not a mapping", node.start_mark.line + 1, SHAPE)
    return list(node.value)
