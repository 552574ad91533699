"""What the loopback Discord has seen of its client, in order."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition
from time import monotonic
from typing import Any


@dataclass(frozen=True)
class Seen:
    """A request or a frame: the name of its route, its body, and what it was answered with."""

    route: str
    method: str
    path: str
    body: Any
    status: int
    at: float
    taken: bool
    result: Any = None


class Log:
    """Everything seen, to wait on from another thread."""

    def __init__(self) -> None:
        self._seen: list[Seen] = []
        self._changed = Condition()

    def add(
        self,
        route: str,
        method: str,
        path: str,
        body: Any,
        status: int = 200,
        *,
        taken: bool = True,
        result: Any = None,
    ) -> None:
        """Note one more."""
        with self._changed:
            self._seen.append(Seen(route, method, path, body, status, monotonic(), taken, result))
            self._changed.notify_all()

    def all(self, route: str = "", within: str = "") -> list[Seen]:
        """All of a route, or of all routes, whose path holds a text."""
        with self._changed:
            return [one for one in self._seen if route in ("", one.route) and within in one.path]

    def wait(
        self, route: str, where: Callable[[Seen], bool] = lambda _: True, *, count: int = 1, seconds: float = 10
    ) -> Seen:
        """The nth of a route that fits, waited for."""
        found: list[Seen] = []

        def enough() -> bool:
            found[:] = [one for one in self._seen if one.route == route and where(one)]
            return len(found) >= count

        with self._changed:
            if not self._changed.wait_for(enough, seconds):
                routes = [f"{one.route} {one.status}" for one in self._seen[-12:]]
                raise AssertionError(f"{len(found)} of {count} {route} within {seconds} s; the last: {routes}")
        return found[count - 1]
