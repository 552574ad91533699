"""Every quotation that the bot posts, checked as users can have one checked."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from knowledge.record import Record
from knowledge.verifying.verify import Verifier

EPHEMERAL = 64

_verifier = lru_cache(maxsize=8)(Verifier)


def misquoted(sent: Iterable[tuple[str, str, Any]], records: Sequence[Record]) -> list[str]:
    """The public messages among requests (method, path, body) whose quotations aren't exact in any of the records."""
    return [
        content
        for content in (_public(body) for method, _, body in sent if method == "POST" and isinstance(body, dict))
        if "\n> " in f"\n{content}" and not any(_verifier(record).verify(content).is_exact for record in records)
    ]


def _public(body: dict[str, Any]) -> str:
    """The text of a message that all may read; empty where there is none."""
    message = body.get("data", body)
    is_private = not isinstance(message, dict) or (message.get("flags") or 0) & EPHEMERAL
    return "" if is_private else message.get("content") or ""
