"""The record checked and reloaded from Discord."""

import asyncio
import gc
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import discord
import pytest

from bot import phrases
from bot.changes import changes_between
from bot.desk import Desk
from bot.owners import Owners
from bot.reloading import Reloading, settle
from bot.requests import Request
from knowledge.errors import RecordError
from knowledge.loading import load
from knowledge.record import Record
from tests.bot.made import write_record
from tests.bot.world import World

Tell = Callable[..., list[Any]]
OLD = "They spoke of trade."
NEW = "They spoke of fish and @everyone came."


def made(folder: Path, body: str) -> Record:
    folder.mkdir(exist_ok=True)
    return write_record(folder, body)


@pytest.fixture
def old(tmp_path: Path) -> Record:
    return made(tmp_path / "old", OLD)


@pytest.fixture
def new(tmp_path: Path) -> Record:
    return made(tmp_path / "new", NEW)


async def reloads(world: World, record: Record) -> Any:
    world.records.append(record)
    world.read = lambda: record
    return await world.owner.slash(world.channel, "record reload")


def test_a_desk_that_took_over_is_as_the_other(old: Record, new: Record) -> None:
    desk, other = Desk(old), Desk(new)
    desk.take_over(other)
    assert vars(desk) == vars(other)


def test_a_record_that_was_replaced_is_let_go_of(tmp_path: Path) -> None:
    desk = Desk(made(tmp_path / "old", OLD))
    reloading = Reloading(desk, lambda: made(tmp_path / "new", NEW), changes_between)
    replaced = weakref.ref(desk.record)
    desk.answer(Request("trade?"))
    settle()
    try:
        reloading.take_up(asyncio.run(reloading.proposed()))
        assert replaced() is None
    finally:
        gc.unfreeze()


def test_a_reload_is_shown_privately_and_served_once_confirmed(tell: Tell, old: Record, new: Record) -> None:
    async def story(world: World) -> None:
        shown = await reloads(world, new)
        assert shown.response.flags.ephemeral
        assert new.digest in shown.response.content
        assert r'    is: "They spoke of fish and \@everyone came."' in shown.response.content
        assert "trade" in (await world.ask("trade?")).content.split("\n> ")[1]
        await world.owner.click(shown.response, label=phrases.RELOAD_BUTTON)
        assert "fish" in (await world.ask("fish?")).content.split("\n> ")[1]
        assert phrases.RECORD_SAME in (await reloads(world, new)).response.content

    tell(story, old)


def test_what_is_confirmed_is_what_was_shown(tell: Tell, old: Record, new: Record, tmp_path: Path) -> None:
    third = made(tmp_path / "third", "They spoke of coal.")

    async def story(world: World) -> None:
        shown = await reloads(world, new)
        world.read = lambda: third
        again = await world.owner.click(shown.response, label=phrases.RELOAD_BUTTON)
        told = again.followups[-1]
        assert told.content.startswith(phrases.RECORD_CHANGED_SINCE)
        assert "coal" in told.content
        assert world.client.desk.record is old
        await world.owner.click(told, label=phrases.RELOAD_BUTTON)
        assert world.client.desk.record is third

    tell(story, old)


def test_the_button_works_after_a_restart(tell: Tell, old: Record, new: Record) -> None:
    async def story(world: World) -> None:
        shown = await reloads(world, new)
        await world.restart()
        await world.owner.click(shown.response, label=phrases.RELOAD_BUTTON)
        assert world.client.desk.record is new

    tell(story, old)


def test_a_record_that_doesnt_load_is_refused_without_its_folder_and_the_old_one_serves(
    tell: Tell, old: Record
) -> None:
    def broken() -> Record:
        raise RecordError(old.sources.paths[0], "no title", 3)

    async def story(world: World) -> None:
        world.read = broken
        for command in ("record check", "record reload"):
            told = await world.owner.slash(world.channel, command)
            assert told.response.content.endswith(f"{old.sources.paths[0].name}:3: no title")
            assert str(old.sources.paths[0].parent) not in told.response.content
            assert not told.response.components
        assert "trade" in (await world.ask("trade?")).content

    tell(story, old)


def test_a_check_confirms_nothing(tell: Tell, old: Record, new: Record) -> None:
    async def story(world: World) -> None:
        world.read = lambda: new
        told = await world.owner.slash(world.channel, "record check")
        assert "fish" in told.response.content
        assert not told.response.components

    tell(story, old)


def test_files_that_are_no_part_of_the_record_are_named_without_its_folder(tell: Tell, tmp_path: Path) -> None:
    made(tmp_path, OLD)
    (tmp_path / "notes.txt").write_text("Of trade.")
    record = load(tmp_path)

    async def story(world: World) -> None:
        for command in ("record check", "record reload"):
            told = (await world.owner.slash(world.channel, command)).response
            assert told.content.endswith(f"{phrases.RECORD_SAME}\nleft out: notes.txt: no .md file")
            assert not told.components

    tell(story, record)


def test_many_changes_fit_in_a_message_and_stand_whole_in_its_file(tell: Tell, old: Record, tmp_path: Path) -> None:
    many = made(tmp_path / "many", "\n\n".join(f"They spoke of ship {number} at length." for number in range(200)))

    async def story(world: World) -> None:
        told = (await reloads(world, many)).response
        assert len(told.content) <= 2000
        assert "more lines, in the file" in told.content
        assert [one.filename for one in told.attachments] == [phrases.RECORD_FILE]
        await world.owner.click(told, label=phrases.RELOAD_BUTTON)
        assert world.client.desk.record is many

    tell(story, old)


def test_an_administrator_who_doesnt_run_the_bot_is_refused(tell: Tell, old: Record, new: Record) -> None:
    async def story(world: World) -> None:
        world.read = lambda: new
        for command in ("record check", "record reload"):
            told = await world.administrator.slash(world.channel, command)
            assert told.response.content == phrases.NOT_AN_OWNER
        assert world.client.desk.record is old

    tell(story, old)


def test_a_button_that_somebody_else_presses_reloads_nothing(tell: Tell, old: Record, new: Record) -> None:
    async def story(world: World) -> None:
        shown = await reloads(world, new)
        world.owners.clear()
        world.owners.add(world.administrator.id)
        await world.owner.click(shown.response, label=phrases.RELOAD_BUTTON)
        assert world.client.desk.record is old

    tell(story, old)


def test_an_old_button_says_that_its_passage_was_corrected(tell: Tell, old: Record, new: Record) -> None:
    async def story(world: World) -> None:
        cited = await world.alice.slash(world.channel, "cite", passage="1")
        shown = await reloads(world, new)
        await world.owner.click(shown.response, label=phrases.RELOAD_BUTTON)
        pressed = await world.bob.click(cited.response, label="More")
        assert pressed.response.content == phrases.CORRECTED

    tell(story, old)


def listing(folder: Path, lead_in: str, first: str = "") -> Record:
    return made(folder, f"{first}{lead_in}\n\n- **Trade.** They agreed on trade.")


def test_an_old_page_is_not_posted_with_a_status_that_it_doesnt_show(tell: Tell, tmp_path: Path) -> None:
    raised = listing(tmp_path / "raised", "The main topics were as follows:")
    denied = listing(tmp_path / "denied", "The following subjects did not come up:", "They met in May.\n\n")

    async def story(world: World) -> None:
        public = await world.ask("was trade discussed?")
        copy = await world.bob.click(public, label="More")
        shown = await reloads(world, denied)
        await world.owner.click(shown.response, label=phrases.RELOAD_BUTTON)
        posted = len(world.posted())
        refused = await world.bob.click(copy.response, label="Post")
        assert refused.response.content == phrases.CORRECTED
        assert len(world.posted()) == posted
        # Its paragraph has another number by now.
        again = await world.bob.click(public, label="More")
        assert "no indication that it was discussed" in again.response.content

    tell(story, raised)


def test_only_administrators_of_servers_see_the_commands(tell: Tell) -> None:
    async def story(_world: World) -> None:
        pass

    (synced,) = [one.json for one in tell(story) if one.method == "PUT"]
    (record,) = [one for one in synced if one["name"] == "record"]
    assert record["default_member_permissions"] == discord.Permissions(administrator=True).value
    assert (record["contexts"], record["integration_types"]) == ([0], [0])


def application(**more: Any) -> discord.AppInfo:
    owner = {"id": "1", "username": "owner", "discriminator": "0", "avatar": None}
    named = {"id": "9", "name": "Summit", "description": "", "icon": None, "owner": owner, "bot_public": True}
    data: Any = {**named, "bot_require_code_grant": False, "verify_key": "", "flags": 0, **more}
    return discord.AppInfo(discord.Client(intents=discord.Intents.none())._connection, data)


def held(info: discord.AppInfo, named: frozenset[int] = frozenset()) -> list[int]:
    """Who of the first users runs the bot; Discord is asked once at most."""
    answers = iter([info])

    async def ask() -> discord.AppInfo:
        return next(answers)

    async def all_held() -> list[int]:
        owners = Owners(named, ask)
        return [user for user in range(1, 8) if await owners.hold(user)]

    return asyncio.run(all_held())


def test_the_applications_owner_runs_the_bot_unless_the_settings_name_others() -> None:
    assert held(application()) == [1]
    assert held(application(), frozenset({2, 3})) == [2, 3]


def test_of_a_team_its_owner_and_those_who_joined_as_administrators_or_developers_run_the_bot() -> None:
    def member(number: int, role: str, state: int = 2) -> dict[str, Any]:
        user = {"id": str(number), "username": f"m{number}", "discriminator": "0", "avatar": None}
        return {"user": user, "team_id": "8", "role": role, "membership_state": state, "permissions": ["*"]}

    roles = [member(2, "admin"), member(3, "developer"), member(4, "read_only"), member(5, "admin", state=1)]
    members = [member(6, "admin"), *roles]
    team = {"id": "8", "name": "Team", "icon": None, "owner_user_id": "6", "members": members}
    assert held(application(team=team)) == [2, 3, 6]
