"""`summit serve` and `summit sync`: the bot from its settings to its end."""

import asyncio
import gc
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Coroutine
from functools import partial

import discord

from bot import phrases
from bot.changes import changes_between
from bot.client import SummitClient
from bot.desk import Desk
from bot.exits import Exit
from bot.failures import OUT_OF_REACH
from bot.limits import Limits
from bot.logs import log_to_stderr
from bot.records import record_of
from bot.reloading import Reloading, settle
from bot.settings import Settings, SettingsError, read_record, read_settings
from bot.syncing import SyncError, Syncing
from bot.visible import in_a_line, visible

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
TO_STOP = 4.5
"""Seconds to the end when the bot is told to stop, what is being answered included; the process has five."""
TO_CLOSE = 0.8
"""Seconds of them for closing the connection."""
AUTHENTICATION_FAILED = 4004
ALLOCATIONS_PER_SEARCH = 1_000
"""Objects after which the garbage collector looks for cycles; a command that ends soon lets more of them gather."""


def serve(options: Namespace | None = None) -> int:
    """Serve until told to stop."""
    return _run(_serve, options or Namespace())


def sync(options: Namespace | None = None) -> int:
    """Sync the commands, whether they changed or not."""
    return _run(_sync, options or Namespace())


def _run(what: Callable[[Settings, Reloading], Coroutine[None, None, int]], options: Namespace) -> int:
    """Run with the settings and their record; what is wrong with those is a line on standard error."""
    try:
        settings = read_settings()
        record = read_record(settings, options)
    except SettingsError as error:
        _complain(str(error))
        return Exit.WRONG
    log_to_stderr(settings.log_level)
    read = partial(record_of, options, settings.record)
    return asyncio.run(what(settings, Reloading(Desk(record), read, changes_between, record.sources.paths)))


async def _serve(settings: Settings, reloading: Reloading) -> int:
    """Serve; with Discord out of reach, try again after growing pauses."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    limits = Limits(settings.questions_a_minute, settings.posts_a_minute)
    settle()
    gc.set_threshold(ALLOCATIONS_PER_SEARCH)
    pause = FIRST_PAUSE
    while True:
        client = SummitClient(
            reloading.desk,
            limits,
            Syncing(settings.state),
            _say_invite,
            _say_serving,
            reloading=reloading,
            owners=settings.owners,
        )
        error = await _until(stop, client, settings.token.get_secret_value())
        if error is None:
            _say(phrases.STOPPED)
            return Exit.DONE
        if _refuses_token(error):
            _complain(phrases.TOKEN_REFUSED)
            return Exit.WRONG
        if client.is_serving:
            pause = FIRST_PAUSE
        _complain(phrases.OUT_OF_REACH.format(problem=in_a_line(error), seconds=pause))
        if await _happens(stop, within=pause):
            _say(phrases.STOPPED)
            return Exit.DONE
        pause = min(2 * pause, LONGEST_PAUSE)


async def _until(stop: asyncio.Event, client: SummitClient, token: str) -> Exception | None:
    """Run a client until told to stop (None), or until it can't go on (why)."""
    running = asyncio.create_task(client.start(token))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((running, stopping), return_when=asyncio.FIRST_COMPLETED)
    if stopping.done():
        await client.funnel.finished(TO_STOP - TO_CLOSE)
        # A log-in that waits to try again would find its session closed.
        running.cancel()
    stopping.cancel()
    try:
        async with asyncio.timeout(TO_CLOSE):
            await client.close()
            await running
    except asyncio.CancelledError:
        return None
    except OUT_OF_REACH as error:
        return None if stop.is_set() else error
    return None if stop.is_set() else ConnectionError(phrases.CONNECTION_ENDED)


async def _sync(settings: Settings, reloading: Reloading) -> int:
    """Log in, sync, and leave."""
    limits = Limits(settings.questions_a_minute, settings.posts_a_minute)
    syncing = Syncing(settings.state)
    client = SummitClient(reloading.desk, limits, syncing=None, reloading=reloading, owners=settings.owners)
    try:
        await client.login(settings.token.get_secret_value())
        await syncing.now(client.tree, client.application_id or 0)
    except SyncError as error:
        _complain(str(error))
        return Exit.WRONG
    except OUT_OF_REACH as error:
        _complain(phrases.TOKEN_REFUSED if _refuses_token(error) else in_a_line(error))
        return Exit.WRONG
    finally:
        await client.close()
    _say(phrases.SYNCED.format(names=", ".join(client.command_names)))
    return Exit.DONE


async def _happens(event: asyncio.Event, within: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), within)
    except TimeoutError:
        return False
    return True


def _refuses_token(error: Exception) -> bool:
    closed = isinstance(error, discord.ConnectionClosed) and error.code == AUTHENTICATION_FAILED
    return closed or isinstance(error, discord.LoginFailure)


def _say_invite(client: SummitClient) -> None:
    scopes = ("bot", "applications.commands")
    url = discord.utils.oauth_url(client.application_id or 0, permissions=discord.Permissions.none(), scopes=scopes)
    _say(phrases.INVITE.format(url=url))


def _say_serving(client: SummitClient) -> None:
    count = len(client.guilds)
    servers = phrases.SERVERS.format(count=count) if count else phrases.NO_SERVER
    _say(phrases.SERVING.format(name=visible(str(client.user)), servers=servers))
    _say(phrases.COMMANDS.format(names=", ".join(client.command_names)))
    record = client.desk.record
    paths = ", ".join(str(path.resolve()) for path in record.sources.paths)
    _say(phrases.RECORD.format(path=paths, digest=record.digest))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _complain(line: str) -> None:
    sys.stderr.write(f"summit: {line}\n")
    sys.stderr.flush()
