"""How much one user may ask, and how much may be posted in one channel, in a minute."""

import time
from collections.abc import Callable

from cachetools import TTLCache

from bot import phrases
from bot.failures import Refusal

MINUTE = 60.0
MOST_KEYS = 10_000
"""Users and channels remembered at most; beyond them, the one whose last entry is the oldest is forgotten."""


class OverLimitError(Refusal):
    """Somebody asked more, or a channel got more, than a minute allows."""


class Limits:
    """Counts the last minute's questions by user and posts by channel."""

    def __init__(
        self, questions_a_minute: int, posts_a_minute: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._questions = _Window(questions_a_minute, clock)
        self._posts = _Window(posts_a_minute, clock)

    def count(self, user: int, channel: int | None = None) -> None:
        """Count a question, and a post where it goes to a channel; raises OverLimitError, and then counts neither."""
        if self._questions.is_full(user):
            raise OverLimitError(phrases.USER_LIMIT)
        if channel is not None:
            if self._posts.is_full(channel):
                raise OverLimitError(phrases.CHANNEL_LIMIT)
            self._posts.add(channel)
        self._questions.add(user)


class _Window:
    """The times of the last minute, by key."""

    def __init__(self, limit: int, clock: Callable[[], float]) -> None:
        self._limit = limit
        self._clock = clock
        self._times: TTLCache[int, tuple[float, ...]] = TTLCache(MOST_KEYS, MINUTE, clock)

    def is_full(self, key: int) -> bool:
        return len(self._recent(key)) >= self._limit

    def add(self, key: int) -> None:
        self._times[key] = (*self._recent(key), self._clock())

    def _recent(self, key: int) -> tuple[float, ...]:
        since = self._clock() - MINUTE
        return tuple(time for time in self._times.get(key, ()) if time > since)
