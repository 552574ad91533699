"""The question behind an answer, where the answer's own lines don't hold it."""

from collections.abc import Callable
from typing import Any

from bot import phrases
from bot.exchanges import REMEMBERED_FOR
from tests.bot.test_commands import labels
from tests.bot.world import World

Tell = Callable[..., list[Any]]
LONG = f"{'I ask ' * 150}what was discussed?"
"""A question whose end doesn't fit in the line that an answer opens with."""


def quotes_of(pages: list[str]) -> set[str]:
    return {line for page in pages for line in page.split("\n") if line.startswith("> ")}


def test_a_question_too_long_for_its_line_is_paged_posted_and_opened_again(tell: Tell) -> None:
    async def story(world: World) -> None:
        public = await world.ask(LONG)
        copy = await world.bob.click(public, label="More")
        whole = await world.bob.slash(world.channel, "ask", question="what was discussed?")
        pages = [copy.response.content]
        while "Next" in labels(copy.response):
            await world.bob.click(copy.response, label="Next")
            pages.append(copy.response.content)
        assert len(set(pages)) == len(pages)
        assert quotes_of(pages) >= quotes_of([whole.response.content])
        await world.bob.click(copy.response, label="Post")
        posted = world.posted()[-1]
        assert quotes_of([posted.content]) <= quotes_of([pages[-1]])
        again = await world.alice.click(posted, label="More")
        assert again.response.content == pages[-1]

    tell(story)


def test_a_long_follow_up_keeps_what_it_followed(tell: Tell) -> None:
    async def story(world: World) -> None:
        first = await world.ask("what did Putin say about Syria?")
        await world.bob.send(world.channel, f"{'please ' * 150}and Iran?", reply_to=first)
        public = world.posted()[-1]
        copy = await world.alice.click(public, label="More")
        await world.alice.click(copy.response, label="Post")
        short = await world.ask("and Iran?", reply_to=first)
        assert quotes_of([world.posted()[-2].content]) == quotes_of([public.content]) == quotes_of([short.content])

    tell(story)


def test_where_the_question_is_gone_the_quote_is_still_shown_and_the_rest_says_so(tell: Tell) -> None:
    async def story(world: World) -> None:
        public = await world.ask(LONG)
        copy = await world.bob.click(public, label="More")
        world.now += REMEMBERED_FOR
        await world.alice.delete(next(m for m in world.channel.history() if m.author.id == world.alice.id))
        for label in ("Next", "Post"):
            gone = await world.bob.click(copy.response, label=label)
            assert gone.response.content == phrases.QUESTION_GONE
        assert len(world.posted()) == 1
        alone = await world.bob.click(public, label="More")
        assert labels(alone.response) == ["Context", "Post"]
        assert quotes_of([alone.response.content]) <= quotes_of([public.content])
        await world.bob.click(alone.response, label="Post")
        assert world.posted()[-1].content == f"-# Posted by bob\n{alone.response.content}"

    tell(story)


def test_more_on_an_absent_answer_whose_question_is_gone_says_so(tell: Tell) -> None:
    async def story(world: World) -> None:
        public = await world.ask("did they discuss brexit?")
        world.now += REMEMBERED_FOR
        await world.alice.delete(next(m for m in world.channel.history() if m.author.id == world.alice.id))
        assert (await world.bob.click(public, label="More")).response.content == phrases.QUESTION_GONE

    tell(story)


def test_after_its_question_was_edited_an_answer_opens_its_own_quote(tell: Tell) -> None:
    async def story(world: World) -> None:
        public = await world.ask("were sanctions discussed?")
        question = next(m for m in world.channel.history() if m.author.id == world.alice.id)
        world.now += REMEMBERED_FOR
        await world.alice.edit(question, content=f"{world.me} what did Putin say about Syria?")
        copy = await world.bob.click(public, label="More")
        assert quotes_of([copy.response.content]) == quotes_of([public.content])

    tell(story)
