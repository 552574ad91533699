"""The slash commands and the message command, as users see them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.fitting import MESSAGE
from knowledge.record import Record
from tests.bot.made import write_record
from tests.bot.world import World

Tell = Callable[..., list[Any]]


def labels(message: Any) -> list[str]:
    """What the buttons say; a menu has no label."""
    return [one["label"] for row in message.components for one in row["components"] if "label" in one]


def test_ask_is_private_by_default(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "ask", question="were sanctions discussed?")
        assert result.ephemeral
        assert "Neither President indicated that U.S. sanctions on Russia were discussed." in result.response.content
        assert labels(result.response) == ["Context", "Post"]
        assert world.posted() == []

    tell(story)


def test_ask_in_public_opens_with_the_question(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "ask", question="what was discussed?", public=True)
        assert not result.ephemeral
        assert result.response.content.startswith("-# Question: what was discussed?\n")
        assert labels(result.response) == ["More", "Delete"]

    tell(story)


def test_said_by_offers_the_speakers_of_the_record_and_narrows_the_answer(tell: Tell) -> None:
    async def story(world: World) -> None:
        offered = await world.alice.autocomplete(world.channel, "ask", "said_by", "pu")
        assert offered == [{"name": "Putin", "value": "Putin"}]
        result = await world.alice.slash(world.channel, "ask", question="Iran", said_by="Putin")
        assert "-# Said by: Putin" in result.response.content
        assert "> Putin said the JCPOA" in result.response.content
        refused = await world.alice.slash(world.channel, "ask", question="Iran", said_by="*Merkel* @everyone")
        assert refused.ephemeral
        assert r"“\*Merkel\* \@everyone” no words" in refused.response.content

    tell(story)


def test_a_question_without_words_gets_one_private_line(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "ask", question="???", public=True)
        assert result.ephemeral
        assert result.response.content == "That can't be answered: there are no words in the question."

    tell(story)


def test_topics_lists_every_topic_with_status_mark_and_reporters(tell: Tell, shipped: Record) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "topics")
        assert result.ephemeral
        lines = result.response.content.split("\n")
        assert len(lines) == len(shipped.topics)
        assert "✅ **Ukraine**: reported as discussed · reported by Putin · Trump silent on it" in lines
        assert "🚫 **Sanctions**: no indication that it was discussed · Trump and Putin silent on it" in lines

    tell(story)


def test_topic_shows_the_status_before_anything_is_chosen(tell: Tell) -> None:
    async def story(world: World) -> None:
        offered = await world.alice.autocomplete(world.channel, "topic", "name", "syr")
        assert offered == [{"name": "Syria · reported as discussed", "value": "Syria"}]
        assert len(await world.alice.autocomplete(world.channel, "topic", "name", "")) == 9
        for typed in ("Syria", "syria", "Syria · reported as discussed"):
            result = await world.alice.slash(world.channel, "topic", name=typed)
            assert result.ephemeral
            assert result.response.content.startswith("-# Topic: Syria\n✅ **Syria: reported as discussed")
        unknown = await world.alice.slash(world.channel, "topic", name="Brexit")
        assert unknown.response.content.startswith("No topic “Brexit” in the record. It lists: Election Interference")

    tell(story)


def test_cite_posts_the_chosen_sentence_at_once(tell: Tell) -> None:
    async def story(world: World) -> None:
        offered = await world.alice.autocomplete(world.channel, "cite", "passage", "sanctions neither")
        assert offered[0]["name"].startswith("19 Sanctions: Neither President indicated")
        for chosen in (offered[0]["value"], offered[0]["name"], "19", "IN10933:19", "in10933:19"):
            result = await world.alice.slash(world.channel, "cite", passage=chosen)
            assert not result.ephemeral
            assert result.response.content == (
                "> Neither President indicated that U.S. sanctions on Russia were discussed.\n-# Cory Welt, The"
                " Trump-Putin Summit, CRS Insight IN10933, July 20, 2018, par. 19 (Sanctions)"
                " · [source](<https://www.congress.gov/crs-product/IN10933#:~:text=Neither%20President%20indicated%20that"
                "%20U.S.%20sanctions%20on%20Russia%20were%20discussed.>)"
            )
            assert labels(result.response) == ["More", "Delete"]

    tell(story)


def test_cite_with_free_text_posts_nothing_and_offers_candidates(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "cite", passage="crimea")
        assert result.ephemeral
        assert result.response.content.startswith(
            "Nothing was posted. Did you mean one of these?\n**1.** ✅ **Ukraine**"
        )
        assert world.posted() == []
        await world.alice.click(result.response, label=labels(result.response)[0])
        assert "recognizing Crimea as part of Ukraine" in world.posted()[-1].content
        nothing = await world.alice.slash(world.channel, "cite", passage="qwertz @everyone")
        assert nothing.response.content.startswith("Nothing was posted: no sentence")

    tell(story)


@pytest.mark.parametrize("typed", ["", "a", "Neither pres", "19", "@everyone", "☃", "x" * 300])
def test_what_is_offered_while_typing_keeps_to_discords_limits(tell: Tell, typed: str) -> None:
    async def story(world: World) -> None:
        for command, option in (("cite", "passage"), ("topic", "name"), ("ask", "said_by")):
            offered = await world.alice.autocomplete(world.channel, command, option, typed)
            assert len(offered) <= 25
            assert all(1 <= len(choice[key]) <= 100 for choice in offered for key in ("name", "value"))

    tell(story)


def test_about_says_what_the_record_is_and_that_nothing_is_kept(tell: Tell, shipped: Record) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "about")
        assert result.ephemeral
        for words in ("IN10933", "July 20, 2018", shipped.digest, "from record,", "21 passages, 9 topics", "not kept"):
            assert words in result.response.content

    tell(story)


def test_help_takes_six_lines(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "help")
        assert result.ephemeral
        assert len(result.response.content.split("\n")) == 6

    tell(story)


def test_find_in_the_record_shows_what_a_rant_touches(tell: Tell) -> None:
    async def story(world: World) -> None:
        rant = await world.bob.send(world.channel, "so @everyone Crimea is gone, Skripal poisoned, North Korea laughs!")
        result = await world.alice.context_menu(world.channel, "Find in the record", rant)
        assert result.ephemeral
        assert result.response.content.count("\n> ") == 3
        assert labels(result.response) == ["Post 1", "Post 2", "Post 3"]
        await world.alice.click(result.response, label="Post 2")
        posted = world.posted()[-1]
        assert posted.content.startswith("-# Posted by alice\n> ")
        assert posted.reference
        assert posted.reference.message_id == rant.id

    tell(story)


def test_find_in_the_record_reads_forwarded_messages(tell: Tell) -> None:
    async def story(world: World) -> None:
        other = world.guild.create_text_channel("other")
        rant = await world.bob.send(world.channel, "Crimea!")
        forwarded = await world.bob.forward(rant, other)
        result = await world.alice.context_menu(other, "Find in the record", forwarded)
        assert "recognizing Crimea as part of Ukraine" in result.response.content
        assert labels(result.response) == ["Post"]

    tell(story)


def test_find_in_the_record_says_in_one_line_that_nothing_is_touched(tell: Tell) -> None:
    async def story(world: World) -> None:
        for text in ("nice weather today", "x " * 1000):
            message = await world.bob.send(world.channel, text)
            result = await world.alice.context_menu(world.channel, "Find in the record", message)
            assert result.response.content == "Nothing in that message touches what the record speaks of."

    tell(story)


def test_commands_are_installable_for_servers_and_users_everywhere(tell: Tell) -> None:
    async def story(world: World) -> None:
        for command in world.client.tree.get_commands():
            if command.name == "record":
                continue
            payload = command.to_dict(world.client.tree)
            assert payload["integration_types"] == [0, 1]
            assert payload["contexts"] == [0, 1, 2]
        assert world.client.command_names == [
            "/ask", "/topics", "/topic", "/cite", "/verify", "/about", "/help", "/record",
            "Find in the record", "Check quotations",
        ]  # fmt: skip

    tell(story)


def test_commands_are_synced_once_and_again_only_when_they_changed(tell: Tell, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.restart()

    def synced(requests: list[Any]) -> int:
        return sum(1 for one in requests if one.method == "PUT" and one.path.endswith("/commands"))

    assert synced(tell(story)) == 1
    (tmp_path / "commands.sha256").write_text("of another version")
    assert synced(tell(story)) == 1


def test_a_sync_that_fails_doesnt_stop_serving(
    shipped: Record, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    import asyncio

    import discord
    import simcord

    from tests.bot.world import World

    async def happen() -> None:
        world = World(shipped, tmp_path, 100, 100)
        env = simcord.Env(world.client, approved_intents=discord.Intents.default(), strict_sync=False)
        env.inject_error("PUT", "/applications/*/commands", status=400, code=50035, message="0.name: Wrong")
        await env.start()
        try:
            world.populate(env)
            assert "Neither President" in (await world.ask("sanctions?")).content
        finally:
            await env.shutdown()

    asyncio.run(happen())
    assert "commands not synced" in caplog.text
    assert "0.name: Wrong" in caplog.text
    assert not (tmp_path / "commands.sha256").exists()


def test_a_record_full_of_markup_and_pings_neither_renders_nor_pings(tell: Tell, tmp_path: Path) -> None:
    body = "\n\n".join(
        (
            r"The treaty was praised by @everyone, @here, \<@1>, \<@&2> and \<#3> on https\://example.org/a_b in 2019.",
            r"\- \*\*Bold\*\* \`code\` \[link\](https\://example.org) \|\|spoiler\|\| treaty.",
        )
    )
    record = write_record(tmp_path, body, title="A @everyone Meeting")

    async def story(world: World) -> None:
        for question in ("treaty", "@everyone treaty <@1>"):
            for public in (False, True):
                result = await world.alice.slash(world.channel, "ask", question=question, public=public)
                assert_harmless(result.response.content)
        assert_harmless((await world.ask("treaty")).content)

    sent = tell(story, record=record)
    bodies = [one.json.get("data", one.json) for one in sent if one.method == "POST" and isinstance(one.json, dict)]
    texts = [body for body in bodies if isinstance(body, dict) and body.get("content")]
    assert texts
    assert all(body["allowed_mentions"]["parse"] == [] for body in texts)
    assert all(body["flags"] & 4 for body in texts)


def assert_harmless(content: str) -> None:
    import re

    live = re.sub(r"\\[^0-9A-Za-z\s]", "·", content)
    assert not re.search(r"@everyone|@here|<[@#]|(?<!<)https?://|`|\|\|", live)
    assert len(content) <= MESSAGE
