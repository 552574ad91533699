"""The command that checks quotations: of one text of the command's arguments, or of one a line."""

import json
from argparse import Namespace

from bot.checking import verification_lines
from bot.exits import Exit
from bot.layout import refusal_lines
from bot.records import record_of
from bot.streams import Blocks, decoded, piped, print_for_programs
from knowledge.errors import QuotationError
from knowledge.verifying.verification import Verification
from knowledge.verifying.verify import Verifier


def verify(options: Namespace) -> Exit:
    """Check the text of the command line or, of a lone `-`, each line of standard input: 0 if all is exact, else 1."""
    record = record_of(options)
    verifier = Verifier(record)
    blocks = Blocks()

    def show(found: Verification) -> None:
        if options.json:
            print_for_programs(found.model_dump_json())
        else:
            blocks.print(verification_lines(found, record))

    def refuse(text: str, problem: str) -> None:
        if options.json:
            print_for_programs(json.dumps({"text": text, "error": problem}, ensure_ascii=False))
        else:
            blocks.print(refusal_lines(text, problem, "not checked"))

    if options.text != ["-"]:
        found = verifier.verify(" ".join(options.text))
        show(found)
        return _exit(is_exact=found.is_exact)
    is_exact = True
    for line in piped():
        try:
            found = verifier.verify(decoded(line, QuotationError))
        except QuotationError as error:
            refuse(line.decode(errors="replace"), str(error))
            is_exact = False
        else:
            show(found)
            is_exact = is_exact and found.is_exact
    return _exit(is_exact=is_exact)


def _exit(*, is_exact: bool) -> Exit:
    return Exit.DONE if is_exact else Exit.INEXACT
