"""The commands that show the record: each one call into `knowledge` and one into a renderer."""

from argparse import Namespace

from bot.exits import Exit
from bot.pages import about_page, check_page, ledger, passage_page
from bot.terminal import Screen
from knowledge.record import SHIPPED, load


def topics(_: Namespace) -> Exit:
    """List the topics, each with its status."""
    Screen().show(ledger(load()))
    return Exit.DONE


def read(options: Namespace) -> Exit:
    """Show a passage."""
    Screen().show(passage_page(load().passage(options.passage), options.context))
    return Exit.DONE


def about(_: Namespace) -> Exit:
    """Say what the record is."""
    Screen().show(about_page(load()))
    return Exit.DONE


def check(options: Namespace) -> Exit:
    """Read a record and show what was understood."""
    Screen().show(check_page(load(options.path or SHIPPED)))
    return Exit.DONE
