"""Speakers' labels: which openings of a transcript's paragraphs name who speaks, and whom they name."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from knowledge.document import QUESTIONER
from knowledge.labelling import labelling
from knowledge.language import reporting
from knowledge.vocabulary import english

LONGEST_LABEL = 80
MOST_WORDS = 10
ANSWERER = "A"
COLON = re.compile(rf"(?P<label>[^\W\d_][^:\n]{{0,{LONGEST_LABEL - 1}}}?)\s?:(?:\s+|$)")
DASH = re.compile(r"\s*[–—-]\s+(?=\S)")
"""What may stand between a label in bold and what he says."""
QUESTION = re.compile(r"(?P<label>[QA])(?:\s*\([^)\n]{1,60}\))?(?P<mark>\s?[.:])?\s+(?=[^\sa-z])")
ASIDE = re.compile(r"\s*[(\[][^)\]\n]*[)\]]")
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
LONGEST_INITIALS = 3
"""Letters of a name like "LBJ", which stays in capitals."""
ABBREVIATED = 4
"""Letters of a shortened title, such as "Amb." or "Gen."; a longer word with a full stop ends a sentence."""
MIXED_CASE = re.compile(r"\b[^\W\d_a-z][\w'’-]*[a-z][\w'’-]*")


class Strength(IntEnum):
    """How sure it is that an opening is a label, by itself.

    A WEAK one is a label where it stands repeatedly or among others of its kind; an ECHO, which may be any word, only
    beside a sure label of the same name ("RICE:" beside "SECRETARY RICE:"), or repeatedly in a plain transcript.
    """

    ECHO = 1
    WEAK = 2
    STRONG = 3


@dataclass(frozen=True, slots=True)
class Label:
    """An opening that may be a speaker's label: the speakers' names, and how many characters it takes.

    `style` is how it is written; labels of one transcript are written alike.
    """

    speakers: tuple[str, ...]
    length: int
    strength: Strength
    known: bool
    style: tuple[bool, bool]

    @property
    def is_set_off(self) -> bool:
        """Whether it is in capitals or bold, as in transcripts; not just a name with a colon."""
        return any(self.style)


class LabelReader:
    """Reads the labels of one document: it writes names as the document's text does, where labels are in capitals.

    `declared` are the labels that the front matter names, with the speaker of each, or None for no label.
    """

    def __init__(self, text: str, declared: tuple[tuple[str, str | None], ...] = ()) -> None:
        self._forms: dict[str, str] = {}
        for form, _ in Counter(MIXED_CASE.findall(text)).most_common():
            self._forms.setdefault(form.lower(), form)
        self._declared = {_normal(label): name for label, name in declared}
        self._unused = {_normal(label): label for label, _ in declared}

    @property
    def unused(self) -> tuple[str, ...]:
        """The declared labels that no text opened with."""
        return tuple(self._unused.values())

    def label(self, text: str, bold: str = "") -> Label | None:
        """The label that a paragraph of this text opens with; `bold` is its bold opening."""
        found = QUESTION.match(text)
        if found:
            letter = found["label"]
            is_sure = letter == QUESTIONER and (found["mark"] or bold.startswith(QUESTIONER))
            if named := self._named(text, found.end()):
                return named
            if letter == QUESTIONER or found["mark"]:
                strength = Strength.STRONG if is_sure else Strength.WEAK
                return self._declared_or(Label((letter,), found.end(), strength, True, (True, bool(bold))), letter)
        found = COLON.match(text)
        dash = DASH.match(text, len(bold)) if bold else None
        if found:
            written, length = found["label"], found.end()
        elif dash and len(bold) <= LONGEST_LABEL:
            written, length = bold.strip(), dash.end()
        elif bold.rstrip().endswith(".") and len(bold) <= LONGEST_LABEL:
            written = bold.strip().removesuffix(".")
            length = len(bold) + len(text[len(bold) :]) - len(text[len(bold) :].lstrip())
        else:
            return None
        label = self._read(written, length, bool(bold))
        return self._declared_or(label, written, Label((), length, Strength.STRONG, True, (False, bool(bold))))

    def _named(self, text: str, start: int) -> Label | None:
        """The label of a name that stands behind a letter: "Q. Mr. Donovan: …"."""
        found = COLON.match(text, start)
        label = self._read(found["label"], found.end(), False) if found else None
        return label if label and label.strength is Strength.STRONG else None

    def _declared_or(self, label: Label | None, written: str, blank: Label | None = None) -> Label | None:
        name = _normal(written)
        if name not in self._declared:
            return label
        self._unused.pop(name, None)
        speaker = self._declared[name]
        known = label or blank
        if speaker is None or known is None:
            return None
        return Label((speaker,), known.length, Strength.STRONG, True, known.style)

    def _read(self, written: str, length: int, is_bold: bool) -> Label | None:
        plain = ASIDE.sub("", written)
        words = plain.split(",")[0].split()
        data = labelling()
        if not words or len(words) > MOST_WORDS or not all(map(_may_stand, words)) or "(" in plain:
            return None
        low = [word.lower().strip(".") for word in words]
        if low[0] in data.small_words - {"the", "al"} or _is_address(low):
            return None
        style = (all(word.isupper() for word in words if word.lower() not in data.small_words), is_bold)
        for name, known in ((QUESTIONER, data.questioners), (ANSWERER, data.answerers)):
            if plain.lower().strip() in known:
                is_sure = style[0] and name == QUESTIONER
                return Label((name,), length, Strength.STRONG if is_sure else Strength.WEAK, True, style)
        parts = _split(words)
        read = [self._person(part, caps=style[0]) for part in parts]
        if any(one is None for one in read):
            return None
        names = tuple(one[0] for one in read if one)
        return Label(names, length, min(one[1] for one in read if one), all(one[2] for one in read if one), style)

    def _person(self, words: list[str], *, caps: bool) -> tuple[str, Strength, bool] | None:
        """The name of a speaker, how sure it is that this is one, and whether the name is a known one."""
        data, reports, language = labelling(), reporting(), english()
        while len(words) > 1 and words[-1].lower().strip(".") in data.suffixes:
            words = words[:-1]
        low = [word.lower().strip(".").replace("’", "'") for word in words]
        last = low[-1]
        titles = reports.titles | data.roles
        phrase = " ".join(low).removeprefix("the ")
        if phrase in titles or last in titles | reports.bodies or phrase in language.roles:
            office = phrase in titles or last in titles
            name = " ".join(self._cased(word, caps=caps) for word in words if word.lower() != "the")
            return name, Strength.STRONG if caps and office else Strength.WEAK, phrase in titles
        if (
            len(last) == 1
            or last in data.no_names
            or last in data.small_words
            or last in language.places
            or _is_country(low)
        ):
            return None
        ordinary = language.is_ordinary(last) and last not in language.names
        known = last in language.names or low[0] in data.given_names
        name = self._cased(words[-1], caps=caps)
        before = set(low[:-1])
        if low[-2:-1] and low[-2] in reports.titles:
            return name, Strength.STRONG, True
        if before & (titles | reports.bodies):
            return None if ordinary and before.isdisjoint(data.given_names) else (name, Strength.STRONG, True)
        if len(low) > 1 and low[0] in data.given_names and not (ordinary and not caps and len(low) == 2):
            return name, Strength.STRONG, True
        if any(language.is_ordinary(word) and word not in language.names for word in low):
            return (name, Strength.ECHO, known) if len(low) == 1 or low[0] in data.given_names else None
        return name, Strength.WEAK, known

    def _cased(self, word: str, *, caps: bool) -> str:
        """A word of a label as the text writes it elsewhere, where the label is in capitals."""
        if not caps:
            return word
        low = word.lower()
        if low in labelling().small_words:
            return low
        is_short = len(word) <= LONGEST_INITIALS and low not in english().names | labelling().given_names
        return self._forms.get(low, word if is_short else word.title())


def _normal(label: str) -> str:
    return " ".join(label.casefold().strip(" .:").split())


def _may_stand(word: str) -> bool:
    """Whether a word may stand in a label: capitalised, or a small one; no full stop but a short one's."""
    if not WORD.fullmatch(word):
        return word == "&"
    if word.endswith(".") and len(word.replace(".", "")) > ABBREVIATED:
        return False
    return not word[0].islower() or word in labelling().small_words


def _is_address(low: list[str]) -> bool:
    """Whether words open a letter or address somebody: "Dear Mr. Rusk", "Mr. President"."""
    data = labelling()
    if not data.salutations.isdisjoint(low):
        return True
    office = low[-1] in reporting().titles | reporting().bodies
    return low[0] in data.forms_of_address and (office or len(low) == 1)


def _split(words: list[str]) -> list[list[str]]:
    """The words of each of the speakers that a label joins: "PRESIDENT TRUMP AND PRESIDENT PUTIN"."""
    joint = next((i for i, word in enumerate(words) if word.lower() in ("and", "&") and 0 < i < len(words) - 1), None)
    return [words] if joint is None else [words[:joint], words[joint + 1 :]]


def _is_country(low: list[str]) -> bool:
    return " ".join(word for word in low if word != "the") in _countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(name for names in english().countries.values() for name in names)
