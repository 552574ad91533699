"""Several documents, as Discord shows them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import overview
from bot.desk import Desk
from bot.requests import Opening, Request
from knowledge.errors import UnknownDocumentError
from knowledge.loading import load
from tests.bot.world import World
from tests.knowledge.records import LISBON, write_files


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(load(write_files(tmp_path / "lisbon", LISBON)))


def test_documents_that_disagree_are_both_shown_and_it_is_said_first(desk: Desk) -> None:
    request, answer = desk.answer(Request("Was arms control discussed?"))
    for page in (desk.render.private(request, answer)[0], desk.render.public(request, answer, opens=True)):
        lines = page.text.split("\n")
        assert lines[1].startswith("**Control of Arms: the documents disagree: FIRST, March 5, 2020: no indication")
        assert "(FIRST, March 5, 2020)" in page.text
        assert "(SECOND, March 9, 2020)" in page.text


def test_one_document_can_be_asked_and_follow_ups_stay_in_it(desk: Desk) -> None:
    request, answer = desk.answer(Request("Was arms control discussed?", document="FIRST"))
    assert {quote.passage.partition(":")[0] for quote in answer.quotes} == {"FIRST"}
    page = desk.render.private(request, answer)[0]
    assert Opening.read(page.text).request == request
    assert desk.following("and visas?", request).document == "FIRST"


def test_what_a_document_lacks_is_counted_over_its_own_passages(desk: Desk) -> None:
    request, answer = desk.answer(Request("did they discuss brexit?", document="SECOND"))
    assert "0 of 7 passages" in desk.render.public(request, answer, opens=True).text


def test_a_document_that_isnt_there_is_refused_by_name(desk: Desk) -> None:
    with pytest.raises(UnknownDocumentError, match="FIRST"):
        desk.answer(Request("visas", document="nope"))


def test_choices_name_each_topic_once_and_every_document(desk: Desk) -> None:
    names = [value for _, value in desk.topic_choices("")]
    assert len(names) == len(set(names)) == 6
    assert [value for _, value in desk.document_choices("lisbon talks")] == ["FIRST", "SECOND"]


def test_the_ledger_names_the_document_of_each_status(desk: Desk) -> None:
    ledger = "\n".join(overview.ledger(desk.record))
    assert "no indication that it was discussed (FIRST)" in ledger
    assert "reported as discussed (SECOND)" in ledger


def test_ask_takes_a_document_and_offers_those_there_are(tell: Callable[..., list[Any]]) -> None:
    async def story(world: World) -> None:
        choices = await world.alice.autocomplete(world.channel, "ask", "document", "in10")
        assert [choice["value"] for choice in choices] == ["IN10933"]
        result = await world.alice.slash(world.channel, "ask", question="sanctions", document="IN10933")
        assert result.response.content.split("\n")[1] == "-# Document: IN10933"

    tell(story)
