"""Lead-ins: the wordings by which a sentence or a heading says whether what it announces was discussed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.document import Sentence, Status
from knowledge.language import FOLDER, comma_separated, read_yaml, stems

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
NUMBERING = re.compile(
    r"^(?:(?i:agenda )?(?i:item|topic|point|issue|section|part|no\.) (?:\d{1,2}|[IVX]+)\s?[.:–—-]"
    r"|\d{1,2}(?:\.\d{1,2})+\.?|(?:\d{1,2}|[IVX]+|[A-Za-z])[.):]|\((?:\d{1,2}|[ivx]+|[A-Za-z])\))\s+(?=\S)"
)
END = "$"
GAP = 8
SMALL_WORDS = 3
MOST_WORDS = 200
"""Words of a sentence that are looked at, its last ones: it announces what follows it."""
GROUPS = {
    "doubtful": Status.MENTIONED,
    "no_indication": Status.NO_INDICATION,
    "mentioned": Status.MENTIONED,
    "discussed": Status.DISCUSSED,
}
"""The status that each group of wordings gives, in the order in which they are tried."""
CLAUSE_END = re.compile(r"[,;:—–(]")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a sentence says of the topics that it announces, and the span of the text that says it."""

    status: Status
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """A word of a wording, by its forms or its stems; or, with `most`, up to so many words that may stand there."""

    forms: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    most: int = 0

    def fits(self, form: str, stem: str) -> bool:
        """Whether a word may stand here; any may in a gap."""
        return form in self.forms or stem in self.stems or not (self.forms or self.stems or form == END)


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of `lead_ins.yaml`, as its line has it and as steps."""

    line: str
    steps: tuple[Step, ...]

    def end_in(self, forms: Sequence[str], stemmed: Sequence[str]) -> int | None:
        """How many of the words stand up to the end of the wording, or None where it doesn't occur."""
        reached = set(range(len(forms)))
        for step in self.steps:
            fits = [step.fits(form, stem) for form, stem in zip(forms, stemmed, strict=True)]
            if not step.most:
                reached = {at + 1 for at in reached if at < len(forms) and fits[at]}
            edge = reached
            for _ in range(step.most):
                edge = {at + 1 for at in edge if at < len(forms) and fits[at]} - reached
                reached = reached | edge
            if not reached:
                return None
        return min(reached)


@dataclass(frozen=True, slots=True)
class LeadIns:
    """The wordings by status, and the words that go with them; explained in `english/lead_ins.yaml`."""

    wordings: tuple[tuple[Status, tuple[Wording, ...]], ...]
    negations: frozenset[str]
    announcing: frozenset[str]
    counting: Wording
    heading_stems: frozenset[str]
    parts: frozenset[str]


@cache
def lead_ins() -> LeadIns:
    """The lead-in wordings of `lead_ins.yaml`."""
    data: dict[str, Any] = read_yaml(FOLDER / "lead_ins.yaml")
    named = {name: "".join(words.split()) for name, words in data["words"].items()}
    between = Step(forms=frozenset(comma_separated(data["between"])), most=SMALL_WORDS)
    small = {"...": Step(most=GAP), "~": between, END: Step(forms=frozenset((END,)))}
    lines = [data["counting"], *(line for group in GROUPS for line in data[group])]
    words = [word for line in lines for word in line.split() if word not in small]
    steps = small | {word: _step("/".join(named.get(part, part) for part in word.split("/"))) for word in words}
    heading_words = {*comma_separated(data["heading_words"]), *between.forms}
    heading_words |= {form for step in steps.values() for form in step.forms}
    return LeadIns(
        wordings=tuple(
            (status, tuple(_wording(line, steps) for line in data[group])) for group, status in GROUPS.items()
        ),
        negations=frozenset(comma_separated(data["negations"])),
        announcing=frozenset(comma_separated(data["announcing"])),
        counting=_wording(data["counting"], steps),
        heading_stems=frozenset(stems(sorted(heading_words))).union(*(step.stems for step in steps.values())),
        parts=frozenset(comma_separated(data["parts"])),
    )


def _wording(line: str, steps: Mapping[str, Step]) -> Wording:
    return Wording(line, tuple(map(steps.__getitem__, line.split())))


def _step(alternatives: str) -> Step:
    words = alternatives.split("/")
    return Step(
        forms=frozenset(word.removeprefix("=") for word in words if word.startswith("=")),
        stems=frozenset(stems([word for word in words if not word.startswith("=")])),
    )


def announcement(text: str, sentence: Sentence, *, is_heading: bool = False) -> Announcement | None:
    """What a sentence says of the topics that follow it; None where it is no lead-in.

    It reaches to the first comma after the wording: "The main topics were reportedly as follows, based on …".
    """
    words = list(WORD.finditer(text, sentence.start, sentence.end))[-MOST_WORDS:]
    if not words:
        return None
    forms = [word.group().lower().replace("’", "'") for word in words]
    stemmed = stems(forms)
    if is_heading or text[: sentence.end].endswith(":"):
        forms.append(END)
        stemmed.append(END)
    there = {*forms, *stemmed}
    for status, group in lead_ins().wordings:
        for wording in group:
            first = wording.steps[0]
            if there.isdisjoint(first.forms) and there.isdisjoint(first.stems):
                continue
            if end := wording.end_in(forms, stemmed):
                said = words[min(end, len(words)) - 1].end()
                before, after = text[sentence.start : said], text[said : sentence.end].rstrip(":")
                if status is Status.DISCUSSED and (_is_negated(before) or _is_negated(after)):
                    return None
                comma = text.find(",", said, sentence.end)
                return Announcement(status, sentence.start, sentence.end if comma == -1 else comma)
    return None


def _is_negated(said: str) -> bool:
    """Whether there is a negation in the last clause of what is said."""
    clause = CLAUSE_END.split(said)[-1].lower().replace("’", "'")
    words = [word.group() for word in WORD.finditer(clause)]
    return any(word in lead_ins().negations or word.endswith("n't") for word in words)


def announced(text: str, sentences: Sequence[Sentence]) -> Announcement | None:
    """What a paragraph says of a list that follows it: its last sentence, or one before that points to the list."""
    for sentence in reversed(sentences):
        is_last = sentence is sentences[-1]
        if (is_last or _points_on(text, sentence)) and (found := announcement(text, sentence)):
            return found
    return None


def announces_next(text: str, sentences: Sequence[Sentence]) -> Announcement | None:
    """What a paragraph says of the headings that follow: only its last sentence can, and only if it points to them."""
    if not sentences or not (_points_on(text, sentences[-1]) or text[: sentences[-1].end].endswith(":")):
        return None
    return announcement(text, sentences[-1])


def heading_announces(text: str, sentence: Sentence) -> Announcement | None:
    """What a heading says of all that stands under it: "Topics not raised"; None where it names a topic itself."""
    name = without_numbering(text[sentence.start : sentence.end])
    words = [word.group().lower() for word in WORD.finditer(name)]
    if names_part(name) or not lead_ins().heading_stems.issuperset(stems(words)):
        return None
    return announcement(text, sentence, is_heading=True)


def without_numbering(heading: str) -> str:
    """A heading without the number or letter that counts it: "Visas" of "2.1 Visas"."""
    return NUMBERING.sub("", heading, count=1)


def names_part(heading: str) -> bool:
    """Whether a heading or a bold opening names a part of a document, such as "Background", and no topic."""
    name = without_numbering(heading).casefold().replace("’", "'").strip(" .:")
    opening, _, number = name.partition(" ")
    return name in lead_ins().parts or (opening in lead_ins().parts and len(number) <= len("12.") and number != "")


def _points_on(text: str, sentence: Sentence) -> bool:
    """Whether a sentence points to what follows: by a word for that, or as it counts its topics."""
    words = [word.group().lower() for word in WORD.finditer(text, sentence.start, sentence.end)][-MOST_WORDS:]
    counts = lead_ins().counting.end_in(words, stems(words)) is not None
    return counts or not lead_ins().announcing.isdisjoint(words)
