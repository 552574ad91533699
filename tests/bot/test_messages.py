"""Mentions, direct messages and replies."""

from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot import phrases
from tests.bot.world import World

Tell = Callable[..., list[Any]]


def test_a_mention_is_answered_by_a_reply_that_pings_nobody(tell: Tell) -> None:
    async def story(world: World) -> None:
        answer = await world.ask("were sanctions discussed?")
        assert answer.content.startswith(
            "🚫 **Sanctions: no indication that it was discussed, as of July 20, 2018**\n> "
        )
        assert answer.reference
        assert answer.flags.suppress_embeds

    (sent,) = [one.json for one in tell(story) if one.path.endswith("/messages")]
    assert sent["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert sent["message_reference"]["fail_if_not_exists"] is False


def test_a_mended_question_opens_the_answer(tell: Tell) -> None:
    async def story(world: World) -> None:
        assert (await world.ask("were sanctons discussed?")).content.startswith(
            "-# Question: were sanctions discussed?\n"
        )

    tell(story)


def test_direct_messages_are_answered_and_helped(tell: Tell) -> None:
    async def story(world: World) -> None:
        user = world.env.create_user("dana")
        for text, opening in (("sanctions?", "🚫 **Sanctions"), ("Help!", "**Ask**"), ("thanks", "**No topic")):
            await user.send_dm(text)
            assert user.dm_channel.last_message.content.startswith(opening)
        await user.send_dm("/ask were sanctions discussed?")
        answer = user.dm_channel.last_message
        assert answer.content.startswith("🚫 **Sanctions")
        await user.send_dm("what did Putin say about Syria?")
        copy = await user.click(user.dm_channel.last_message, label="More")
        await user.click(copy.response, label="Post")
        assert user.dm_channel.last_message.content.startswith("-# Posted by dana")
        await user.click(user.dm_channel.last_message, label="Delete")

    tell(story)


def test_a_reply_follows_up_with_the_frame_of_the_question(tell: Tell) -> None:
    async def story(world: World) -> None:
        first = await world.ask("what did Putin say about Syria?")
        await world.bob.send(world.channel, "and Iran?", reply_to=first)
        second = world.posted()[-1]
        assert second.content.startswith("-# After: what did Putin say about Syria?\n-# Question: and Iran?\n")
        assert "par. 13 (Nonproliferation)" in second.content
        await world.bob.send(world.channel, "and Trump?", reply_to=second)
        third = world.posted()[-1]
        assert third.content.startswith("-# After: and Iran?\n-# Question: and Trump?\n")
        assert 'President Trump said he "emphasized the importance of placing pressure on Iran' in third.content

    tell(story)


def test_more_on_a_follow_up_keeps_the_frame(tell: Tell) -> None:
    async def story(world: World) -> None:
        first = await world.ask("what did Putin say about Syria?")
        await world.bob.send(world.channel, "and Iran?", reply_to=first)
        copy = await world.bob.click(world.posted()[-1], label="More")
        assert copy.response.content.startswith("-# After: what did Putin say about Syria?\n-# Question: and Iran?\n")

    tell(story)


@pytest.mark.parametrize("text", ["thanks!", "lol", "he lies about Syria", "and brexit?", "who are you?", "👍", "no."])
def test_a_reply_that_asks_nothing_or_finds_nothing_gets_silence(tell: Tell, text: str) -> None:
    async def story(world: World) -> None:
        answer = await world.ask("what did Putin say about Syria?")
        await world.bob.send(world.channel, text, reply_to=answer)
        assert len(world.posted()) == 1

    tell(story)


def test_a_reply_with_a_mention_is_always_answered(tell: Tell) -> None:
    async def story(world: World) -> None:
        answer = await world.ask("what did Putin say about Syria?")
        assert "brexit" in (await world.ask("and brexit?", reply_to=answer)).content
        assert "No topic" in (await world.ask("thanks", reply_to=answer)).content

    tell(story)


def test_a_reply_under_a_commands_answer_gets_silence_unless_it_mentions(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "ask", question="Syria?", public=True)
        await world.bob.send(world.channel, "and Iran?", reply_to=result.response)
        before = len(world.posted())
        follow_up = await world.ask("and Iran?", reply_to=result.response)
        assert follow_up.content.startswith("-# After: Syria?\n-# Question: and Iran?\n")
        assert len(world.posted()) == before + 1

    tell(story)


def test_a_reply_to_a_cited_sentence_follows_up_on_it(tell: Tell) -> None:
    async def story(world: World) -> None:
        cited = await world.alice.slash(world.channel, "cite", passage="IN10933:15#3")
        answer = await world.ask("what did Trump say?", reply_to=cited.response)
        assert "Ukraine" in answer.content.split("\n> ")[0]

    tell(story)


def test_a_mention_without_a_question_says_how_to_ask(tell: Tell) -> None:
    async def story(world: World) -> None:
        assert (await world.ask("")).content.startswith("Ask me something")

    tell(story)


def test_a_mention_in_a_reply_to_somebody_else_says_how_to_check_the_message(tell: Tell) -> None:
    async def story(world: World) -> None:
        rant = await world.bob.send(world.channel, "they never spoke of Syria!")
        assert "Find in the record" in (await world.ask("", reply_to=rant)).content
        for remark in ("is this true?", "is that right?", "check this", "what about this?"):
            assert "Find in the record" in (await world.ask(remark, reply_to=rant)).content
        assert (await world.ask("Syria?", reply_to=rant)).content.startswith("✅ **Syria")
        assert (await world.ask("did they discuss brexit?", reply_to=rant)).content.startswith("❔ **Not in the record")

    tell(story)


def test_a_mention_of_the_bots_role_says_to_mention_the_app(tell: Tell) -> None:
    async def story(world: World) -> None:
        role = world.guild.create_role("Summit")
        backend = world.env.backend.get_guild(world.guild.id)
        backend.roles[role.id].managed = True
        cached = world.client.get_guild(world.guild.id)
        assert cached
        managed = cached.get_role(role.id)
        assert managed
        managed.managed = True
        managed.tags = discord.RoleTags({"bot_id": str(world.client.user.id)})
        answer = await world.ask("sanctions?")
        for reply_to in (None, answer):
            before = len(world.posted())
            await world.alice.send(world.channel, f"{role.mention} and Syria?", reply_to=reply_to)
            assert [one.content for one in world.posted()[before:]] == [phrases.MENTION_THE_APP]
        assert "Syria" in (await world.ask(f"and Syria? {role.mention}", reply_to=answer)).content

    tell(story)


def test_everyone_others_bots_and_webhooks_get_silence(tell: Tell) -> None:
    async def story(world: World) -> None:
        robot = world.guild.add_member(world.env.create_user("robot", bot=True))
        webhook = world.guild.create_webhook(world.channel)
        await world.alice.send(world.channel, "@everyone were sanctions discussed?")
        await world.alice.send(world.channel, f"{world.bob.mention} were sanctions discussed?")
        await world.alice.send(world.channel, "were sanctions discussed?")
        await robot.send(world.channel, f"{world.me} were sanctions discussed?")
        await webhook.send(f"{world.me} were sanctions discussed?")
        assert world.posted() == []

    tell(story)


def test_pings_in_a_question_never_come_back(tell: Tell) -> None:
    async def story(world: World) -> None:
        role = world.guild.create_role("Team")
        answer = await world.ask(f"did @everyone @here {role.mention} {world.bob.mention} discuss sanctons and Merkel?")
        assert answer.mentions == []
        assert not answer.mention_everyone
        assert not answer.role_mentions
        assert role.mention not in answer.content
        assert world.bob.mention not in answer.content

    tell(story)


def test_a_question_of_2000_characters_is_answered_within_the_limit(tell: Tell) -> None:
    async def story(world: World) -> None:
        padding = "*really* " * 300
        answer = await world.ask(f"were sanctons discussed? {padding}"[: 1990 - len(world.me)])
        assert "Neither President indicated" in answer.content
        assert len(answer.content) <= 2000
        copy = await world.alice.click(answer, label="More")
        assert len(copy.response.content) <= 2000
        await world.alice.click(copy.response, label="Post")
        assert world.posted()[-1].content.startswith("-# Posted by alice\n")

    tell(story)


def test_the_same_event_replayed_is_answered_once(tell: Tell) -> None:
    async def story(world: World) -> None:
        await world.ask("sanctions?")
        message = next(m for m in world.channel.history() if m.author.id == world.alice.id)
        await world.client.on_message(message)
        assert len(world.posted()) == 1

    tell(story)


def test_a_failure_is_one_calm_line_with_an_id_that_the_log_has(tell: Tell, caplog: pytest.LogCaptureFixture) -> None:
    async def story(world: World) -> None:
        world.env.inject_error("POST", "/channels/*/messages", status=400, code=50035, message="Invalid Form Body")
        answer = await world.ask("were sanctions discussed?")
        assert answer.content.startswith("That didn't work")
        assert answer.content.split()[-1] in caplog.text

    caplog.set_level("INFO")
    tell(story)
    assert "sanctions discussed" not in caplog.text


@pytest.mark.parametrize("code", [10062, 40060])
def test_too_late_or_answered_already_leads_to_no_second_response(tell: Tell, code: int) -> None:
    async def story(world: World) -> None:
        world.env.inject_error("POST", "/interactions/*/callback", status=400, code=code, message="late")
        await world.alice.slash(world.channel, "ask", question="sanctions")

    sent = tell(story)
    assert sum(1 for one in sent if "/interactions/" in one.path or "/webhooks/" in one.path) == 1


def test_where_the_history_cant_be_read_the_answer_is_no_reply_and_opens_with_the_question(tell: Tell) -> None:
    async def story(world: World) -> None:
        world.env.inject_error("POST", "/channels/*/messages", status=400, code=160002, message="Cannot reply")
        answer = await world.ask("sanctions?")
        assert answer.reference is None
        assert answer.content.startswith("-# Question: sanctions?\n🚫")
        copy = await world.bob.click(answer, label="More")
        assert copy.response.content.startswith("-# Question: sanctions?\n🚫")

    tell(story)
