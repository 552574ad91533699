"""Buttons and menus as data: what one does, for whom, with which quote; all of it in the id that Discord hands back."""

from dataclasses import dataclass
from enum import StrEnum

from bot import phrases
from bot.places import Place

PREFIX = "s/"


class Verb(StrEnum):
    """What a button or a menu does."""

    MORE = "more"
    NEXT = "next"
    CONTEXT = "context"
    POST = "post"
    POST_CHECKS = "checks"
    CITE = "cite"
    DELETE = "delete"


LABELS = {
    Verb.MORE: phrases.MORE,
    Verb.NEXT: phrases.NEXT,
    Verb.CONTEXT: phrases.CONTEXT,
    Verb.POST: phrases.POST,
    Verb.POST_CHECKS: phrases.POST,
    Verb.CITE: phrases.CITE_AS,
    Verb.DELETE: phrases.DELETE,
}


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what it does, with the quote at which place, under which label."""

    verb: Verb
    place: Place | None = None
    label: str = ""

    @property
    def text(self) -> str:
        """What it says on it."""
        return self.label or LABELS[self.verb]


@dataclass(frozen=True, slots=True)
class Menu:
    """The menu of the styles in which the quote at a place can be cited, and what it says on it."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """What the id of a button or a menu holds: the verb, who asked, the message it is about (0 for none), the place.

    It takes 99 characters at most of the 100 that an id may have
    (https://docs.discord.com/developers/components/reference#anatomy-of-a-component).
    """

    verb: Verb
    asker: int
    about: int = 0
    place: Place | None = None

    def __str__(self) -> str:
        return f"{PREFIX}{self.verb}/{self.asker:x}/{self.about:x}/{self.place or ''}"

    @classmethod
    def read(cls, code: str) -> "Code":
        """What an id holds; raises ValueError where it is none of ours."""
        if not code.startswith(PREFIX):
            raise ValueError(f"no id of a button: {code!r}")
        verb, asker, about, place = code.removeprefix(PREFIX).split("/")
        return cls(Verb(verb), int(asker, 16), int(about, 16), Place.read(place) if place else None)
