"""Faults that the loopback Discord has in store for its client."""

from asyncio import Event
from dataclasses import dataclass, field

from tests.end_to_end.events import Json

TOO_MANY = 429
BAD_GATEWAY = 502
SERVER_ERROR = 500
# No response at all: the connection breaks.
DROPPED = 0


@dataclass
class Fault:
    """What goes wrong with the next requests of a route whose path holds a text."""

    route: str
    status: int = SERVER_ERROR
    within: str = ""
    # The first requests that are let pass, and how many go wrong after them.
    skip: int = 0
    times: int = 1
    # Whether the request has its effect all the same, so that only its response is lost.
    taken: bool = False
    retry_after: float = 0.2
    body: Json | None = None

    def fits(self, route: str, path: str) -> bool:
        """Whether this request is to go wrong; counts it."""
        if route != self.route or self.within not in path or not self.times:
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True

    def reply(self) -> tuple[int, Json | str]:
        """What the client is told; a 502 comes from a machine in front of Discord's own, and is no JSON."""
        if self.status == TOO_MANY:
            words = {"message": "You are being rate limited.", "retry_after": self.retry_after, "global": False}
            return self.status, self.body or words
        if self.status == BAD_GATEWAY:
            return self.status, "<html><body>502 Bad Gateway</body></html>"
        return self.status, self.body or {"message": f"{self.status}: as the test wants it", "code": 0}


@dataclass
class Hold:
    """Holds the requests of a route back until it is released."""

    route: str
    within: str = ""
    gate: Event = field(default_factory=Event)
