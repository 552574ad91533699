"""*Cite as …*: a citation as a message that one can copy whole."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import phrases
from bot.copying import OFFERED, copy_of
from bot.escaping import size
from bot.fitting import MESSAGE
from bot.rendering import Page
from knowledge.citing.cite import Citation, citation
from knowledge.citing.prose import Kind
from knowledge.citing.style import Style
from knowledge.record import Record
from tests.bot.made import desk_of, write_record
from tests.bot.test_buttons import enabled
from tests.bot.test_commands import labels
from tests.bot.world import World

Tell = Callable[..., list[Any]]
SOURCE = {Style.MARKDOWN, Style.BIBTEX, Style.RIS, Style.CSL_JSON}


def menu_of(message: Any) -> dict[str, Any] | None:
    return next((one for row in message.components for one in row["components"] if "placeholder" in one), None)


def cited(record: Record, asked: str, style: Style) -> Citation:
    quote = desk_of(record).cite(asked)
    assert quote
    return citation(record, quote, style)


def shown(record: Record, asked: str, style: Style) -> Page:
    return copy_of(cited(record, asked, style), record.passage(asked).passage.id)


@pytest.mark.parametrize("style", OFFERED)
def test_a_style_is_shown_as_nothing_but_the_citation(tell: Tell, shipped: Record, style: Style) -> None:
    async def story(world: World) -> None:
        public = await world.ask("were sanctions discussed?")
        copy = await world.bob.click(public, label="More")
        chosen = await world.bob.select(copy.response, [style.value])
        assert chosen.ephemeral
        assert labels(chosen.response) == []
        text, content = str(cited(shipped, "19#1", style)), chosen.response.content
        assert content == f"```\n{text}\n```" if style in SOURCE else content.replace("*", "") == text
        assert len(world.posted()) == 1

    tell(story)


def test_titles_are_in_italics_and_addresses_stay_as_they_are(shipped: Record) -> None:
    assert shown(shipped, "19", Style.APA).text == (
        "Welt, C. (2018, July 20). *The Trump-Putin summit* (CRS Insight No. IN10933). Congressional Research Service."
        " https://www.congress.gov/crs-product/IN10933\n(Welt, 2018, para. 19, Sanctions)"
    )


def test_the_menu_says_which_of_several_quotes_it_cites_and_follows_the_page(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "ask", question="what was discussed?")
        first = menu_of(result.response)
        assert first
        assert first["placeholder"] == "Cite as … (par. 6, Election Interference)"
        assert [one["label"] for one in first["options"]] == [
            "Plain text", "Markdown", "Chicago note", "APA", "BibTeX", "RIS", "CSL-JSON",
        ]  # fmt: skip
        await world.alice.click(result.response, label="Next")
        second = menu_of(result.response)
        assert second
        assert second["placeholder"] == "Cite as … (par. 12, Nonproliferation)"
        chosen = await world.alice.select(result.response, ["plain"])
        assert "par. 12, Nonproliferation, https://" in chosen.response.content

    tell(story)


def test_where_there_is_no_quote_or_a_choice_of_quotes_there_is_no_menu(tell: Tell) -> None:
    async def story(world: World) -> None:
        rant = await world.bob.send(world.channel, "Crimea is gone, Skripal poisoned, North Korea laughs!")
        for result in (
            await world.alice.slash(world.channel, "ask", question="did they discuss brexit?"),
            await world.alice.slash(world.channel, "ask", question="sanctions", public=True),
            await world.alice.context_menu(world.channel, "Find in the record", rant),
        ):
            assert menu_of(result.response) is None

    tell(story)


def test_a_choice_works_after_a_restart_and_after_something_was_posted(tell: Tell) -> None:
    async def story(world: World) -> None:
        private = await world.alice.slash(world.channel, "ask", question="sanctions")
        await world.restart()
        await world.alice.click(private.response, label="Post")
        assert enabled(private.response) == ["Context"]
        await world.restart()
        chosen = await world.alice.select(private.response, ["chicago-note"])
        assert chosen.response.content.startswith("Cory Welt, “The Trump-Putin Summit,” CRS Insight")
        again = await world.alice.select(private.response, ["ris"])
        assert again.response.content.startswith("```\nTY  - RPRT\n")

    tell(story)


def test_a_choice_still_works_after_fifteen_minutes(tell: Tell) -> None:
    async def story(world: World) -> None:
        private = await world.alice.slash(world.channel, "ask", question="sanctions")
        await world.alice.select(private.response, ["plain"])
        await world.env.advance_time(16 * 60)
        assert (await world.alice.select(private.response, ["apa"])).response.content.startswith("Welt, C.")
        public = await world.ask("sanctions")
        assert (await world.alice.click(public, label="More")).ephemeral

    tell(story)


def test_choices_count_as_questions(tell: Tell) -> None:
    async def story(world: World) -> None:
        private = await world.alice.slash(world.channel, "ask", question="sanctions")
        await world.alice.select(private.response, ["plain"])
        over = await world.alice.select(private.response, ["apa"])
        assert over.response.content == phrases.USER_LIMIT

    tell(story, questions=2)


def test_of_a_corrected_passage_nothing_is_cited(tell: Tell, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        private = await world.alice.slash(world.channel, "ask", question="whales")
        world.record = write_record(tmp_path, "They spoke of dolphins.")
        await world.restart()
        assert (await world.alice.select(private.response, ["plain"])).response.content == phrases.CORRECTED

    tell(story, record=write_record(tmp_path, "They spoke of whales."))


@pytest.mark.parametrize("code", ["s/cite/nonsense", "s/cite/1/0/", None])
def test_a_menu_of_another_version_is_answered_calmly(tell: Tell, code: str | None) -> None:
    async def story(world: World) -> None:
        private = await world.alice.slash(world.channel, "ask", question="sanctions")
        message = private.response.message
        stored = world.env.backend.get_message(message.channel.id, message.id)
        menu = next(one for row in stored.components for one in row["components"] if "placeholder" in one)
        menu["options"] = [{"label": "MLA", "value": "mla"}]
        menu["custom_id"] = code or menu["custom_id"]
        refused = await world.alice.select(private.response, ["mla"])
        assert refused.ephemeral
        assert refused.response.content in (phrases.BUTTON_UNKNOWN, phrases.QUESTION_GONE)

    tell(story)


HOSTILE = {
    "title": "```\n@everyone *Bold* [x](https://a.b) <@1>",
    "author": [{"literal": "A *starred* author"}],
    "URL": "https://example.org/a_b*c",
}


def test_what_a_record_holds_neither_ends_a_code_block_nor_renders(tmp_path: Path) -> None:
    record = write_record(tmp_path, "They met.", **HOSTILE)
    for style in OFFERED:
        page = shown(record, "1", style)
        if page.attachment:
            assert style in SOURCE
            assert page.attachment.text == str(cited(record, "1", style))
        elif style in SOURCE:
            assert page.text.count("```") == 2
        else:
            assert r"\*starred\*" in page.text
            assert r"\@everyone" in page.text


def test_a_citation_too_long_for_a_message_comes_whole_in_a_file(tell: Tell, tmp_path: Path) -> None:
    record = write_record(tmp_path, "They met.", title="Title " * 600)

    async def story(world: World) -> None:
        private = await world.alice.slash(world.channel, "ask", question="met")
        chosen = await world.alice.select(private.response, ["csl-json"])
        assert chosen.ephemeral
        assert chosen.response.content == phrases.CITATION_IN_FILE
        (file,) = chosen.response.attachments
        assert file.filename == "DOC-1-1.json"
        assert json.loads(await file.read())[0]["title"].count("Title") == 600

    tell(story, record=record)


@pytest.mark.parametrize("length", [300, 1000, 1800, 1960, 3000])
def test_no_citation_is_cut(tmp_path: Path, length: int) -> None:
    record = write_record(tmp_path, "They met.", title="*" * length)
    for style in OFFERED:
        page = shown(record, "1", style)
        assert size(page.text) <= MESSAGE
        text = str(cited(record, "1", style))
        assert page.attachment is None or page.attachment.text == text
        assert page.attachment or "\\*" * length in page.text or "*" * length in page.text


def test_titles_are_the_only_stretches_in_italics(shipped: Record) -> None:
    for style in (Style.PLAIN, Style.CHICAGO_NOTE, Style.APA):
        stretches = cited(shipped, "19", style).stretches
        titles = [stretch.text for stretch in stretches if stretch.kind is Kind.TITLE]
        assert shown(shipped, "19", style).text.count("*") == 2 * len(titles)
