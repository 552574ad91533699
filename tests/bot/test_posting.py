"""*Post*: what is shown to one, for everybody to see."""

from collections.abc import Callable
from typing import Any

import discord

from bot import phrases
from tests.bot.test_buttons import enabled
from tests.bot.world import World

Tell = Callable[..., list[Any]]
NOBODY_POSTS = discord.PermissionOverwrite(send_messages=False)


def quotes(content: str) -> list[str]:
    return [line for line in content.split("\n") if line.startswith("> ")]


def test_post_posts_the_page_that_is_shown(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "ask", question="what was discussed?")
        await world.alice.click(result.response, label="Next")
        await world.alice.click(result.response, label="Post")
        posted = world.posted()[-1].content
        assert posted.startswith("-# Posted by alice\n-# Question: what was discussed?\n✅ **Nonproliferation")
        assert "Election Interference" not in posted
        assert "Post" not in enabled(result.response)

    tell(story)


def test_post_replies_to_the_message_that_it_is_about(tell: Tell) -> None:
    async def story(world: World) -> None:
        public = await world.ask("were sanctions discussed?")
        copy = await world.bob.click(public, label="More")
        await world.bob.click(copy.response, label="Post")
        posted = world.posted()[-1]
        assert posted.content.startswith("-# Posted by bob\n-# Question: were sanctions discussed?\n🚫")
        assert posted.reference
        assert posted.reference.message_id == public.id

    tell(story)


def test_an_absent_answer_can_be_posted_and_opened(tell: Tell) -> None:
    async def story(world: World) -> None:
        public = await world.ask("did they discuss brexit?")
        assert len(public.content.split("\n")) == 2
        copy = await world.alice.click(public, label="More")
        assert "not a word of the record" in copy.response.content
        await world.alice.click(copy.response, label="Post")
        assert world.posted()[-1].content.split("\n")[2:] == public.content.split("\n")

    tell(story)


def test_a_double_tap_posts_once(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "ask", question="sanctions")
        code = next(
            b["custom_id"]
            for row in result.response.components
            for b in row["components"]
            if "/post/" in b["custom_id"]
        )
        message = result.response.message
        await world.alice.click(result.response, label="Post")
        assert len(world.posted()) == 1
        stored = world.env.backend.get_message(message.channel.id, message.id)
        for row in stored.components:
            for button in row["components"]:
                button["disabled"] = False
        again = await world.alice.click(result.response, custom_id=code)
        assert again.response.content == "This was posted already."
        assert len(world.posted()) == 1

    tell(story)


def test_nobody_else_sees_what_one_posts_who_may_not_send(tell: Tell) -> None:
    async def story(world: World) -> None:
        quiet = world.guild.create_text_channel("quiet", overwrites={world.alice: NOBODY_POSTS})
        await world.bob.send(quiet, f"{world.me} sanctions?")
        answer = quiet.last_message
        copy = await world.alice.click(answer, label="More")
        pressed = await world.alice.click(copy.response, label="Post")
        (posted,) = pressed.followups
        assert posted.ephemeral
        link = f"https://discord.com/channels/{world.guild.id}/{quiet.id}/{answer.id}"
        above = f"-# Posted by alice\n-# {phrases.ONLY_YOU}\n-# On <{link}>\n-# Question: sanctions?\n"
        assert posted.content.startswith(above)
        assert quiet.last_message.id == answer.id

    tell(story)


def test_post_is_a_follow_up_with_a_link_where_the_bot_may_not_send(tell: Tell) -> None:
    async def story(world: World) -> None:
        quiet = world.guild.create_text_channel("quiet", overwrites={world.guild.me: NOBODY_POSTS})
        rant = await world.bob.send(quiet, "Crimea!")
        found = await world.alice.context_menu(quiet, "Find in the record", rant)
        pressed = await world.alice.click(found.response, label="Post")
        (posted,) = pressed.followups
        assert not posted.ephemeral
        link = f"https://discord.com/channels/{world.guild.id}/{quiet.id}/{rant.id}"
        assert posted.content.startswith(f"-# Posted by alice\n-# On <{link}>\n> ")

    tell(story)


def test_a_post_that_fails_gives_the_button_back(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "ask", question="sanctions")
        world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions")
        pressed = await world.alice.click(result.response, label="Post")
        assert pressed.followups[-1].content.startswith("That didn't work")
        assert "Post" in enabled(result.response)
        await world.alice.click(result.response, label="Post")
        assert len(world.posted()) == 1

    tell(story)


def test_names_of_posters_neither_render_nor_ping(tell: Tell) -> None:
    async def story(world: World) -> None:
        mallory = world.guild.add_member(world.env.create_user("mallory", global_name="**@everyone** <@1>"))
        result = await mallory.slash(world.channel, "ask", question="sanctions")
        await mallory.click(result.response, label="Post")
        assert world.posted()[-1].content.startswith("-# Posted by \\*\\*\\@everyone\\*\\* \\<@1>\n")

    tell(story)


def test_more_on_a_posted_quote_doesnt_take_the_rant_for_a_question(tell: Tell) -> None:
    async def story(world: World) -> None:
        rant = await world.bob.send(world.channel, f"{world.me} what about Crimea and sanctions and Syria?")
        found = await world.alice.context_menu(world.channel, "Find in the record", rant)
        await world.alice.click(found.response, label="Post 1")
        copy = await world.bob.click(world.posted()[-1], label="More")
        assert copy.response.content.startswith("> ")

    tell(story)


def test_each_of_the_neighbouring_paragraphs_can_be_posted_after_the_answer_was(tell: Tell) -> None:
    async def story(world: World) -> None:
        copy = await world.alice.slash(world.channel, "ask", question="were sanctions discussed?")
        await world.alice.click(copy.response, label="Post")
        await world.alice.click(copy.response, label="Context")
        shown = quotes(copy.response.content)
        assert len(shown) == 3
        for number in (1, 2, 3):
            await world.alice.click(copy.response, label=f"Post {number}")
        assert [quotes(message.content) for message in world.posted()[1:]] == [[quote] for quote in shown]

    tell(story)


def test_more_on_a_posted_page_opens_that_page(tell: Tell) -> None:
    async def story(world: World) -> None:
        copy = await world.alice.slash(world.channel, "ask", question="what was discussed?")
        await world.alice.click(copy.response, label="Next")
        page = copy.response.content
        await world.alice.click(copy.response, label="Post")
        again = await world.bob.click(world.posted()[-1], label="More")
        assert again.response.content == page

    tell(story)


def test_what_is_posted_of_a_misspelt_question_is_what_was_shown(tell: Tell) -> None:
    async def story(world: World) -> None:
        for question in ("Sirya de-escaltion zone", "what did putn say abuot the minks agremeents?"):
            copy = await world.alice.slash(world.channel, "ask", question=question)
            shown = quotes(copy.response.content)
            await world.alice.click(copy.response, label="Post")
            posted = world.posted()[-1].content
            assert quotes(posted) == shown[:1]
            assert ("and" in posted.split("\n")[-1]) is (len(shown) > 1)

    tell(story)
