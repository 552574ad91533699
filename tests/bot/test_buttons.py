"""The buttons under answers, as users press them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import discord

from tests.bot.made import write_record
from tests.bot.test_commands import labels
from tests.bot.world import World

Tell = Callable[..., list[Any]]


def enabled(message: Any) -> list[str]:
    shown = [one for row in message.components for one in row["components"] if "label" in one]
    return [button["label"] for button in shown if not button["disabled"]]


def test_more_opens_a_private_copy_with_the_question(tell: Tell) -> None:
    async def story(world: World) -> None:
        public = await world.ask("what did Putin say about Syria?")
        assert not public.content.startswith("-# Question")
        copy = await world.bob.click(public, label="More")
        assert copy.ephemeral
        assert copy.response.content.startswith("-# Question: what did Putin say about Syria?\n")
        assert copy.response.content.count("\n> ") > public.content.count("\n> ")
        assert len(world.posted()) == 1

    tell(story)


def test_next_pages_through_the_longest_answer_to_its_end(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "ask", question="what was discussed?")
        pages = [result.response.content]
        while "Next" in labels(result.response):
            await world.alice.click(result.response, label="Next")
            pages.append(result.response.content)
        assert len(set(pages)) == len(pages) == 3
        assert all(page.endswith(f"-# Page {number} of 3") for number, page in enumerate(pages, start=1))

    tell(story)


def test_context_grows_in_place_and_is_posted_as_it_stands(tell: Tell) -> None:
    async def story(world: World) -> None:
        public = await world.ask("Crimea")
        copy = await world.alice.click(public, label="More")
        await world.alice.click(copy.response, label="Context")
        grown = copy.response.content
        assert "Putin suggested the United States could be firmer" in grown
        assert "President Trump did not mention Ukraine in his public remarks." in grown
        await world.alice.click(copy.response, label="Post")
        assert world.posted()[-1].content == f"-# Posted by alice\n{grown}"
        while "Context" in enabled(copy.response):
            await world.alice.click(copy.response, label="Context")
        assert copy.response.content.count("\n-# Cory Welt") == 3

    tell(story)


def test_delete_is_for_the_asker_and_for_who_manages_messages(tell: Tell) -> None:
    async def story(world: World) -> None:
        moderators = world.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))
        carol = world.guild.add_member(world.env.create_user("carol"), roles=[moderators])
        for deleter in (world.alice, carol):
            public = await world.ask("sanctions")
            refused = await world.bob.click(public, label="Delete")
            assert refused.ephemeral
            assert refused.response.content.startswith("Only the one who asked")
            assert len(world.posted()) == 1
            await deleter.click(public, label="Delete")
            assert world.posted() == []

    tell(story)


def test_buttons_work_after_a_restart(tell: Tell) -> None:
    async def story(world: World) -> None:
        public = await world.ask("what was discussed?")
        private = await world.alice.slash(world.channel, "ask", question="what was discussed?")
        await world.restart()
        copy = await world.alice.click(public, label="More")
        assert "Page 1 of 3" in copy.response.content
        await world.restart()
        for label in ("Next", "Context", "Post"):
            await world.alice.click(private.response, label=label)
        assert world.posted()[-1].content.startswith("-# Posted by alice")
        await world.alice.click(public, label="Delete")
        assert len(world.posted()) == 1

    tell(story)


def test_buttons_still_work_after_fifteen_minutes(tell: Tell) -> None:
    async def story(world: World) -> None:
        public = await world.ask("sanctions")
        await world.alice.click(public, label="More")
        await world.env.advance_time(16 * 60)
        assert (await world.alice.click(public, label="More")).ephemeral

    tell(story)


def test_a_button_on_a_corrected_passage_says_so(tell: Tell, tmp_path: Path) -> None:
    record = write_record(tmp_path, "They signed the treaty.\n\nThey spoke of whales.")

    async def story(world: World) -> None:
        treaty, whales = await world.ask("treaty"), await world.ask("whales")
        world.record = write_record(tmp_path, "An insertion.\n\nThey signed the treaty.\n\nThey spoke of dolphins.")
        await world.restart()
        assert "They signed the treaty" in (await world.alice.click(treaty, label="More")).response.content
        corrected = await world.alice.click(whales, label="More")
        assert corrected.response.content == "The record was corrected there since; please ask again."
        await world.alice.click(whales, label="Delete")

    tell(story, record=record)


def test_a_button_of_another_version_is_answered_calmly(tell: Tell) -> None:
    async def story(world: World) -> None:
        public = await world.ask("sanctions")
        stored = world.env.backend.get_message(world.channel.id, public.id)
        for button, code in zip(stored.components[0]["components"], ("s/nonsense", "s/more/x/y/z"), strict=True):
            button["custom_id"] = code
        for code in ("s/nonsense", "s/more/x/y/z"):
            result = await world.alice.click(public, custom_id=code)
            assert result.response.content == "This button is of another version of the bot; please ask again."

    tell(story)


def test_more_on_a_cited_sentence_shows_it_alone_with_context(tell: Tell) -> None:
    async def story(world: World) -> None:
        cited = await world.alice.slash(world.channel, "cite", passage="IN10933:15#3")
        copy = await world.bob.click(cited.response, label="More")
        assert labels(copy.response) == ["Context", "Post"]
        assert copy.response.content == cited.response.content

    tell(story)


def test_an_answer_that_somebody_else_deletes_in_the_same_moment_is_deleted(tell: Tell) -> None:
    async def story(world: World) -> None:
        public = await world.ask("sanctions")
        world.env.inject_error("DELETE", "/webhooks/*/messages/*", status=404, code=10008, message="Unknown Message")
        pressed = await world.alice.click(public, label="Delete")
        assert pressed.followups == []

    tell(story)
