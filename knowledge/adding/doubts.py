"""What was unsure when a file was made a document: where in the file, and what was made of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A doubt about a line of the source: what it was taken for; `page` counts where the source has pages."""

    page: int
    line: int
    problem: str


def in_words(path: Path, doubts: Iterable[Doubt]) -> Iterator[str]:
    """The doubts, a line each, as `file:line: …`; those alike together, with their further lines."""
    alike: dict[tuple[int, str], list[int]] = {}
    for doubt in doubts:
        alike.setdefault((doubt.page, doubt.problem), []).append(doubt.line)
    for (page, problem), lines in alike.items():
        also = f" (also in {places((page, line) for line in lines[1:])})" if lines[1:] else ""
        yield (
            f"{path}: page {page}, line {lines[0]}: {problem}{also}" if page else f"{path}:{lines[0]}: {problem}{also}"
        )


def places(found: Iterable[tuple[int, int]]) -> str:
    """Lines by their pages: 'lines 3-5, 9', or 'page 1, lines 42-43; page 2, line 3'."""
    by_page: dict[int, list[int]] = {}
    for page, line in found:
        by_page.setdefault(page, []).append(line)
    return "; ".join(
        f"{f'page {page}, ' if page else ''}line{'s' if len(set(lines)) > 1 else ''} {as_ranges(lines)}"
        for page, lines in by_page.items()
    )


def as_ranges(lines: list[int]) -> str:
    """Lines as people write them: '3-5, 9'."""
    spans: list[list[int]] = []
    for line in sorted(set(lines)):
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
