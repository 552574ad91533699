"""`/verify` and *Check quotations*: quotations with their verdicts, and what is posted of them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import phrases
from bot.buttons import Verb
from bot.desk import Desk
from bot.escaping import cut_inside, escaped, size
from bot.fitting import MOST_MESSAGES, PAGE
from knowledge.loading import load
from knowledge.record import Record
from knowledge.verifying.verification import Verdict
from tests.bot.made import quoted, write_record
from tests.bot.test_buttons import enabled
from tests.bot.test_commands import labels
from tests.bot.test_copying import menu_of
from tests.bot.test_posting import NOBODY_POSTS
from tests.bot.world import World

Tell = Callable[..., list[Any]]
SANCTIONS = "Neither President indicated that U.S. sanctions on Russia were discussed."
SILENCE = "President Trump did not mention Ukraine in his public remarks."
MIXED = f'They say "{SANCTIONS}" and "they spoke of whales".'


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(load())


def only(desk: Desk, text: str) -> list[str]:
    """The lines of the single message on a text, without that on which record it is."""
    (page,) = desk.checked(text)
    *lines, stamp = page.text.split("\n")
    assert stamp == "-# Checked in the record of July 20, 2018, sha256:17c487c5540b"
    return lines


def test_an_exact_quotation_is_shown_in_its_whole_sentence(desk: Desk) -> None:
    heading, sentence, citation = only(desk, "mention Ukraine in his public remarks")
    assert heading == "✅ **exact**: mention Ukraine in his public remarks"
    assert sentence == f"> {SILENCE}"
    assert citation.startswith("-# Cory Welt, The Trump-Putin Summit, CRS Insight IN10933, July 20, 2018, par. 15")
    assert "#:~:text=President%20Trump%20did%20not%20mention" in citation


def test_what_differs_is_told_word_by_word_and_the_record_stands_as_it_is(desk: Desk) -> None:
    text = "Neither President quite indicated that U.S. sanctions on China were discussed"
    heading, changes, sentence, _ = only(desk, f"“{text}”")
    assert heading == f"✏️ **differs**: {text}"
    assert changes == "-# added: **quite**; record: **Russia** · quoted: **China**"
    assert sentence == f"> {SANCTIONS}"
    without = only(desk, "“President Trump did mention Ukraine in his public remarks”")
    assert without[1:3] == ["-# left out: **not**", f"> {SILENCE}"]


def test_a_note_says_what_lies_between_or_who_spoke(desk: Desk) -> None:
    heading, note, *quotes = only(desk, '"Neither President indicated […] were discussed"')
    assert heading == "✂️ **spliced**: Neither President indicated […] were discussed"
    assert note == "-# 5 words left out between these"
    assert quotes[0] == f"> {SANCTIONS}"
    assert len(quotes) == 2
    heading, note, *_ = only(desk, 'Putin said "we spent a great deal of time talking about it"')
    assert heading.startswith("👥 **misattributed**: we spent")
    assert note.startswith("-# the record gives this to President Trump, not to Putin")


def test_of_many_places_three_sentences_are_shown_and_the_rest_counted(desk: Desk) -> None:
    lines = only(desk, '"Russian"')
    shown = [line for line in lines if line.startswith("> ")]
    assert len(shown) == 3
    held = {s for p in desk.record.passages for one in p.passage.sentences if "Russian" in (s := _text(desk, one))}
    assert lines[-1] == f"-# and {len(held) - 3} more"
    assert {line.removeprefix("> ") for line in shown} < held


def _text(desk: Desk, sentence: Any) -> str:
    return desk.record.documents[0].text[sentence.start : sentence.end]


def test_a_text_without_marks_is_one_quotation_and_the_check_says_so(desk: Desk) -> None:
    assert only(desk, "they let him off on sanctions, as always") == [
        "❔ **not in the record**: they let him off on sanctions, as always",
        f"-# {phrases.UNMARKED}",
    ]
    assert len(only(desk, '"they let him off on sanctions, as always"')) == 1


def test_several_quotations_are_counted_and_numbered_in_their_order(desk: Desk) -> None:
    lines = only(desk, f"{MIXED} Or “{SILENCE}”")
    assert lines[0] == "**3 quotations**: ✅ 2 exact · ❔ 1 not in the record"
    headings = [line for line in lines if line.startswith("**")][1:]
    assert [heading[:10] for heading in headings] == ["**1.** ✅ *", "**2.** ❔ *", "**3.** ✅ *"]
    assert headings[1] == "**2.** ❔ **not in the record**: they spoke of whales"


def test_more_than_five_messages_hold_are_counted(desk: Desk) -> None:
    words = sorted(set(re.findall(r"[A-Za-z]+", desk.record.documents[0].text)))[:150]
    pages = desk.checked(" ".join(f'"{word}"' for word in words))
    assert len(pages) == MOST_MESSAGES
    numbers = re.findall(r"^\*\*(\d+)\.\*\*", "\n".join(page.text for page in pages), re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert f"-# and {150 - len(numbers)} more; check them apart" in pages[-1].text.split("\n")
    assert not any("check them apart" in page.text for page in pages[:-1])
    assert pages[0].text.startswith("**150 quotations**: ✅ ")


def test_a_sentence_too_long_for_a_message_shows_the_place(tmp_path: Path) -> None:
    sentence = "Words " + " ".join(f"w{n}" for n in range(600)) + "."
    desk = Desk(write_record(tmp_path, sentence))
    (page,) = desk.checked('"w400 w401 w402"')
    assert quoted(page.text) == ["w400 w401 w402"]
    assert "> […] w400 w401 w402 […]\n" in page.text


BEGINNING = r"\*\*\d+ quotations\*\*: |(?:\*\*\d+\.\*\* )?(?:✅|✏️|✂️|👥|❔) \*\*|-# |> "
QUOTATIONS = st.one_of(
    st.text(max_size=300),
    st.sampled_from(["*" * 900, "@everyone <@1> **x** ||y||", "😀" * 400, "a\n> b\n-# c\n# d", "https://a.b/c", "`x`"]),
    st.sampled_from([SANCTIONS, SILENCE, "the", "were discussed […] Neither", "said he would quite help on Korea"]),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(QUOTATIONS, min_size=1, max_size=30), st.sampled_from(["“{}”", '"{}"', "> {}", "{}"]))
def test_whatever_is_checked_every_message_fits_and_quotes_only_the_record(
    desk: Desk, texts: list[str], form: str
) -> None:
    text = "\n\n".join(form.format(one) for one in [*texts, "whales"])[:4000]
    pages = desk.checked(text)
    assert 1 <= len(pages) <= MOST_MESSAGES
    for page in pages:
        assert size(page.text) <= PAGE
        assert all(one in desk.record.documents[0].text for one in quoted(page.text))
        assert [button.verb for button in page.buttons] == [Verb.POST_CHECKS]
        # What was checked stands after a verdict, and begins no line.
        assert all(re.match(BEGINNING, line) for line in page.text.split("\n"))


@given(st.text(max_size=400), st.integers(60, 300))
def test_a_quotation_cut_inside_keeps_how_it_begins_and_ends(text: str, limit: int) -> None:
    line = " ".join(text.split())
    shown = cut_inside(line, limit)
    assert size(escaped(shown)) <= limit
    if shown != line:
        before, after = shown.split(f" {phrases.CUT}")[0], shown.rsplit(phrases.CUT, 1)[1].strip()
        assert line.startswith(before.strip())
        assert line.endswith(after)


# On Discord


def test_verify_answers_privately_and_posts_what_it_shows(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "verify", text=MIXED)
        assert result.ephemeral
        assert world.posted() == []
        assert labels(result.response) == ["Post"]
        menu = menu_of(result.response)
        assert menu
        assert menu["placeholder"] == "Cite as … (par. 19, Sanctions)"
        await world.alice.click(result.response, label="Post")
        (posted,) = world.posted()
        assert posted.content == f"-# Posted by alice\n{result.response.content}"
        assert posted.reference is None
        assert enabled(result.response) == []

    tell(story)


def test_check_quotations_is_posted_as_a_reply_to_the_message(tell: Tell) -> None:
    async def story(world: World) -> None:
        claim = await world.bob.send(world.channel, f"@everyone look: {MIXED}")
        result = await world.alice.context_menu(world.channel, "Check quotations", claim)
        assert result.ephemeral
        assert result.response.content.startswith("**2 quotations**: ✅ 1 exact · ❔ 1 not in the record\n")
        await world.restart()
        await world.alice.click(result.response, label="Post")
        (posted,) = world.posted()
        assert posted.content == f"-# Posted by alice\n{result.response.content}"
        assert posted.reference
        assert posted.reference.message_id == claim.id
        copy = await world.bob.click(posted, label="More")
        assert copy.ephemeral
        assert copy.response.content.startswith(f"> {SANCTIONS}\n")
        refused = await world.bob.click(posted, label="Delete")
        assert refused.response.content == phrases.NOT_YOURS
        await world.alice.click(posted, label="Delete")
        assert world.posted() == []

    tell(story)


def test_check_quotations_reads_forwarded_messages(tell: Tell) -> None:
    async def story(world: World) -> None:
        other = world.guild.create_text_channel("other")
        claim = await world.bob.send(world.channel, f"“{SANCTIONS}”")
        forwarded = await world.bob.forward(claim, other)
        result = await world.alice.context_menu(other, "Check quotations", forwarded)
        assert result.response.content.startswith("✅ **exact**: Neither President")

    tell(story)


def test_marks_of_discord_make_no_difference(tell: Tell) -> None:
    async def story(world: World) -> None:
        dressed = (
            "> **Neither** ||President|| _indicated_ that <:us:123456789012345678> [U.S. sanctions](https://x.y/z)"
            " on __Russia__ ~~were~~ discussed."
        )
        claim = await world.bob.send(world.channel, dressed)
        result = await world.alice.context_menu(world.channel, "Check quotations", claim)
        assert result.response.content.startswith("✅ **exact**: ")
        slash = await world.alice.slash(world.channel, "verify", text=dressed)
        assert slash.response.content == result.response.content

    tell(story)


def test_an_answer_of_the_bots_checks_as_exact(tell: Tell) -> None:
    async def story(world: World) -> None:
        answer = await world.ask("were Crimea and sanctions discussed?")
        result = await world.bob.context_menu(world.channel, "Check quotations", answer)
        assert result.response.content.startswith("**2 quotations**: ✅ 2 exact\n")

    tell(story)


def test_many_quotations_come_in_several_messages_each_with_its_post(tell: Tell) -> None:
    async def story(world: World) -> None:
        text = " ".join(f'"{word}"' for word in ("Syria", "Ukraine", "Trump", "Putin", "Iran", "summit", "treaty"))
        result = await world.alice.slash(world.channel, "verify", text=text)
        messages = [result.response, *result.followups]
        assert 1 < len(messages) <= MOST_MESSAGES
        assert all(message.ephemeral and labels(message) == ["Post"] for message in messages)
        await world.alice.click(messages[-1], label="Post")
        (posted,) = world.posted()
        assert posted.content == f"-# Posted by alice\n{messages[-1].content}"

    tell(story)


def test_what_cant_be_checked_is_told_in_a_private_line_and_not_counted(tell: Tell) -> None:
    async def story(world: World) -> None:
        for _ in range(3):
            refused = await world.alice.slash(world.channel, "verify", text="?!")
            assert refused.ephemeral
            assert refused.response.content.startswith("That can't be checked: there are no words")
        empty = await world.bob.send(world.channel, "<@1>")
        refused = await world.alice.context_menu(world.channel, "Check quotations", empty)
        assert refused.response.content == phrases.NO_TEXT
        assert (await world.alice.slash(world.channel, "verify", text="the")).response.content.startswith("✅")
        over = await world.alice.slash(world.channel, "verify", text="the")
        assert over.response.content == phrases.USER_LIMIT

    tell(story, questions=1)


def test_a_check_is_not_posted_once_the_record_was_corrected(tell: Tell, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        there = await world.alice.slash(world.channel, "verify", text="They spoke of whales.")
        elsewhere = await world.alice.slash(world.channel, "verify", text="They spoke of sharks.")
        missing = await world.alice.slash(world.channel, "verify", text="They ate.")
        world.record = write_record(tmp_path, "They spoke of whales.\n\nThey ate.")
        await world.restart()
        for result in (there, elsewhere, missing):
            refused = await world.alice.click(result.response, label="Post")
            assert refused.response.content in (phrases.RECORD_CORRECTED, phrases.CORRECTED)
        assert world.posted() == []

    tell(story, record=write_record(tmp_path, "They spoke of whales.\n\nThey spoke of sharks."))


def test_a_double_tap_posts_a_check_once(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "verify", text=SANCTIONS)
        message = result.response.message
        await world.alice.click(result.response, label="Post")
        stored = world.env.backend.get_message(message.channel.id, message.id)
        for row in stored.components:
            for one in row["components"]:
                one["disabled"] = False
        again = await world.alice.click(result.response, label="Post")
        assert again.response.content == phrases.ALREADY_POSTED
        assert len(world.posted()) == 1

    tell(story)


def test_a_check_is_a_follow_up_with_a_link_where_the_bot_may_not_send(tell: Tell) -> None:
    async def story(world: World) -> None:
        quiet = world.guild.create_text_channel("quiet", overwrites={world.guild.me: NOBODY_POSTS})
        claim = await world.bob.send(quiet, f"“{SANCTIONS}”")
        found = await world.alice.context_menu(quiet, "Check quotations", claim)
        pressed = await world.alice.click(found.response, label="Post")
        (posted,) = pressed.followups
        link = f"https://discord.com/channels/{world.guild.id}/{quiet.id}/{claim.id}"
        assert posted.content.startswith(f"-# Posted by alice\n-# On <{link}>\n✅ **exact**")

    tell(story)


def test_a_follow_up_under_a_posted_check_is_about_its_topic(tell: Tell) -> None:
    async def story(world: World) -> None:
        result = await world.alice.slash(world.channel, "verify", text=SILENCE)
        await world.alice.click(result.response, label="Post")
        await world.bob.send(world.channel, "what did Putin say?", reply_to=world.posted()[-1])
        assert world.posted()[-1].content.startswith("-# After: Ukraine\n-# Question: what did Putin say?\n")

    tell(story)


def test_quotations_full_of_pings_neither_render_nor_ping(tell: Tell) -> None:
    async def story(world: World) -> None:
        nasty = "“@everyone <@&1> **bold** `code` https://evil.example ||x|| # no”"
        result = await world.alice.slash(world.channel, "verify", text=nasty)
        await world.alice.click(result.response, label="Post")
        shown = world.posted()[-1].content
        assert r"\@everyone" in shown
        assert r"\*\*bold\*\* \`code\` https\://evil.example" in shown
        assert world.posted()[-1].mentions == []

    sent = tell(story)
    texts = [one.json for one in sent if one.path.endswith("/messages") and one.method == "POST"]
    assert all(body["allowed_mentions"]["parse"] == [] for body in texts)


def test_every_verdict_has_a_mark_and_words() -> None:
    assert set(phrases.VERDICT_MARKS) == set(phrases.VERDICT_WORDS) == set(Verdict)
    assert len(set(phrases.VERDICT_MARKS.values())) == len(Verdict)


def test_a_record_of_several_documents_says_which_one_a_quotation_is_of(tmp_path: Path) -> None:
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        write_record(folder, "They met in May.", id=f"DOC-{number}")
        (folder / "made.md").rename(tmp_path / f"{number}.md")
    (page,) = Desk(Record((*load(tmp_path / "1.md").documents, *load(tmp_path / "2.md").documents))).checked(
        "They met in May."
    )
    assert len(quoted(page.text)) == 2
    assert page.menu
    assert page.menu.text == "Cite as … (DOC-1, par. 1)"


def test_the_bot_sends_checks_without_pinging(tell: Tell) -> None:
    async def story(world: World) -> None:
        claim = await world.bob.send(world.channel, f"“{SANCTIONS}”")
        found = await world.alice.context_menu(world.channel, "Check quotations", claim)
        await world.alice.click(found.response, label="Post")

    sent = tell(story)
    (reply,) = [one.json for one in sent if one.path.endswith("/messages") and one.method == "POST"]
    assert reply["allowed_mentions"]["replied_user"] is False
    assert reply["flags"] & discord.MessageFlags(suppress_embeds=True).value
