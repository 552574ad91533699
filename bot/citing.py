"""The command that cites a passage."""

import sys
from argparse import Namespace

from bot.exits import Exit
from knowledge.citing.cite import citation, quote_at
from knowledge.record import load


def cite(options: Namespace) -> Exit:
    """Print a citation and nothing else, unbroken: it is to be copied."""
    record = load()
    text = f"{citation(record, quote_at(record, options.passage), options.style)}\n"
    if options.style.is_prose:
        sys.stdout.write(text)
    else:
        # For programs: UTF-8 whatever the locale.
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    return Exit.DONE
