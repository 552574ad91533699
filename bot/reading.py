"""The commands that show the record: each one call into `knowledge` and one into a renderer."""

from argparse import Namespace

from bot.changes import changes_lines
from bot.exits import Exit
from bot.pages import about_page, check_page, ledger, passage_page
from bot.records import load, paths_of, record_of
from bot.terminal import Screen
from knowledge.comparing import compare


def topics(options: Namespace) -> Exit:
    """List the topics, each with its status."""
    Screen().show(ledger(record_of(options)))
    return Exit.DONE


def read(options: Namespace) -> Exit:
    """Show a passage."""
    Screen().show(passage_page(record_of(options).passage(options.passage), options.context))
    return Exit.DONE


def about(options: Namespace) -> Exit:
    """Say what the record is."""
    Screen().show(about_page(record_of(options)))
    return Exit.DONE


def check(options: Namespace) -> Exit:
    """Read a record and show what was understood, or what changed since another one."""
    if not options.against:
        record = load(paths_of(options), lenient=options.lenient)
        Screen().show(check_page(record))
        return Exit.INCOMPLETE if any(one.is_broken for one in record.sources.left_out) else Exit.DONE
    changes = compare(load(options.against, lenient=options.lenient), record_of(options))
    Screen().show(changes_lines(changes))
    return Exit.DIFFERENT if changes else Exit.DONE
