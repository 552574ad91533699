"""Sixty hand-made claims, written from the record without sight of the program: verdicts and places.

A line of `claims.jsonl` is a text and its checks in order, each with what is quoted, the verdict, and the passages in
which it stands (of `differs` that of the nearest span, of `spliced` those of the parts).
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from knowledge.record import Record
from knowledge.verifying.verify import Verifier

CLAIMS = [
    json.loads(line) for line in Path(__file__).with_name("claims.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def verifier(record: Record) -> Verifier:
    return Verifier(record)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["text"][:60])
def test_a_claim_gets_the_verdict_and_the_places_that_a_reader_gives_it(
    claim: dict[str, Any], verifier: Verifier
) -> None:
    checks = verifier.verify(claim["text"]).checks
    found = [(check.quoted, check.verdict, {place.passage for place in check.places}) for check in checks]
    assert found == [(check["quoted"], check["verdict"], set(check["places"])) for check in claim["checks"]]


def test_there_are_ten_claims_or_more_of_each_verdict() -> None:
    counts = Counter(check["verdict"] for claim in CLAIMS for check in claim["checks"])
    assert len(CLAIMS) >= 60
    assert set(counts) == {"exact", "differs", "spliced", "misattributed", "not_in_record"}
    assert min(counts.values()) >= 10
