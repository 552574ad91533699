"""The command that cites a passage."""

import sys
from argparse import Namespace

from bot.exits import Exit
from bot.records import record_of
from bot.visible import harmless
from knowledge.citing.cite import citation, quote_at


def cite(options: Namespace) -> Exit:
    """Print a citation and nothing else, unbroken: it is to be copied."""
    record = record_of(options)
    text = harmless(f"{citation(record, quote_at(record, options.passage), options.style)}\n")
    if options.style.is_prose:
        sys.stdout.write(text)
    else:
        # For programs: UTF-8 whatever the locale.
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    return Exit.DONE
