"""Sequences whose items are made only as they are looked at."""

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class Lazy(Sequence[T]):
    """An item for each of a range of numbers."""

    def __init__(self, make: Callable[[int], T], numbers: range) -> None:
        self._make = make
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...

    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        found = self._numbers[place]
        return self._make(found) if isinstance(found, int) else Lazy(self._make, found)
