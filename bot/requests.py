"""What was asked for, as the lines that an answer opens with: buttons and follow-ups read it back from there."""

from dataclasses import dataclass
from functools import cached_property

from bot import phrases
from bot.escaping import escaped, one_line, shortened, unescaped

LONGEST_LINE = 400
"""Characters, as sent, of the longest line that is shown whole."""
_CUT = "[…]"


@dataclass(frozen=True)
class Request:
    """A question, with the one that it follows and whose words are wanted; or a topic."""

    question: str = ""
    before: str = ""
    said_by: str = ""
    topic: str = ""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The request as lines of small print."""
        texts = (self.before, self.question, self.said_by, self.topic)
        shown = [shortened(_flat(text), LONGEST_LINE) for text in texts]
        return tuple(f"-# {label}{escaped(text)}" for label, text in zip(_LABELS, shown, strict=True) if text)

    @cached_property
    def is_whole(self) -> bool:
        """Whether it is one that can be answered again: something is asked for, and nothing was cut."""
        asks = bool(_flat(self.question) or _flat(self.topic))
        return asks and not any(line.endswith(_CUT) for line in self.lines)

    @classmethod
    def read(cls, content: str) -> "Request | None":
        """The request that a message opens with, if any."""
        found: dict[str, str] = {}
        for line in content.split("\n"):
            if not line.startswith("-# "):
                break
            for label in _LABELS:
                if line.startswith(f"-# {label}"):
                    found.setdefault(label, unescaped(line[len(f"-# {label}") :]))
        before, question, said_by, topic = (_unflat(found.get(label, "")) for label in _LABELS)
        return cls(question, before, said_by, topic) if question or topic else None


_LABELS = (phrases.BEFORE, phrases.QUESTION, phrases.SAID_BY, phrases.TOPIC)


def _flat(text: str) -> str:
    """A text on one line; where its lines ended is kept, since a question's sentences end there."""
    return phrases.LINE_END.join(one_line(line) for line in text.split("\n") if one_line(line))


def _unflat(text: str) -> str:
    return text.replace(phrases.LINE_END, "\n")
