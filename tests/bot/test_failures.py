"""What users are told of errors."""

import pytest

from bot.desk import Desk
from bot.failures import in_words
from bot.requests import Request
from knowledge.errors import KnowledgeError
from knowledge.record import Record


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (Request("?!"), "no words"),
        (Request("x" * 5000), "5,000"),
        (Request("were sanctions \ud800 discussed"), "no valid text"),
        (Request(topic="*Brexit*"), r"\*Brexit\*"),
        (Request("Syria", said_by="Merkel"), "Merkel"),
    ],
)
def test_what_cant_be_asked_is_told_in_words_of_its_own(shipped: Record, request_: Request, words: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        Desk(shipped).answer(request_)
    assert words in (in_words(caught.value) or "")
