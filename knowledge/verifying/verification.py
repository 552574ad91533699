"""The check of a text's quotations as data: what `summit verify --json` prints, and what every face renders."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from knowledge.verifying.likeness import Op


class Verdict(StrEnum):
    """What a quotation is, beside the record."""

    EXACT = "exact"
    DIFFERS = "differs"
    SPLICED = "spliced"
    MISATTRIBUTED = "misattributed"
    NOT_IN_RECORD = "not_in_record"


VERDICT_PHRASES = {
    Verdict.EXACT: "exact",
    Verdict.DIFFERS: "differs",
    Verdict.SPLICED: "spliced",
    Verdict.MISATTRIBUTED: "misattributed",
    Verdict.NOT_IN_RECORD: "not in the record",
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Frozen):
    """A verbatim span of one passage, `document.text[start:end] == text`, with the whole sentences that it is of.

    `speakers` are those whose statement these sentences report.
    """

    passage: str
    start: int
    end: int
    text: str
    sentence: str
    speakers: tuple[str, ...]


class Change(_Frozen):
    """Words of the record, and what a quotation has for them; one is empty where words were added or left out."""

    op: Op
    record: str
    quoted: str


class Check(_Frozen):
    """A quotation and its verdict.

    `places`: where the words stand, in the record's order; of `differs` the nearest span, of `spliced` that of each
    part, in the quotation's order. `changes` are of `differs` alone.
    """

    quoted: str
    verdict: Verdict
    places: tuple[Place, ...] = ()
    changes: tuple[Change, ...] = ()
    note: str = ""


class Verification(_Frozen):
    """A text and its quotations, in its order."""

    text: str
    checks: tuple[Check, ...]

    @property
    def is_exact(self) -> bool:
        """Whether every quotation is."""
        return all(check.verdict is Verdict.EXACT for check in self.checks)
