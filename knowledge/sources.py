"""Where a record was read from."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file in a record's folder that is no part of the record: why, and whether it was meant to be one."""

    path: Path
    problem: str
    line: int | None = None
    is_broken: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem}" if self.line else f"{self.path}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Sources:
    """The folders and files of a record, the labelled questions found there, and what was left out."""

    paths: tuple[Path, ...] = ()
    questions: tuple[Path, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def relative(self, path: Path) -> Path:
        """A path within the record's folder, for those who needn't know where that is."""
        folders = (source if source.is_dir() else source.parent for source in self.paths)
        return next((path.relative_to(folder) for folder in folders if path.is_relative_to(folder)), Path(path.name))
