"""Discord's own specification, held against every body that the bot sent."""

import sys
import warnings
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from tests.end_to_end.log import Seen

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "discord-api"
ROUTES = frozenset({"sync", "callback", "follow_up", "edit_answer", "message", "edit_message"})


@cache
def validator() -> Any | None:
    """The validator, or None where the specification isn't there."""
    spec = spec_from_file_location("discord_contract", FOLDER / "contract.py")
    if spec is None or spec.loader is None or not (FOLDER / "contract.py").exists():
        return None
    module = module_from_spec(spec)
    # Its dataclasses look themselves up by their module's name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    with warnings.catch_warnings():
        # It leaves closing the file to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        return module.SpecValidator(str(FOLDER / "openapi.json"))


def problems(seen: list[Seen]) -> list[str]:
    """What Discord would refuse, a line each; nothing where the specification isn't there."""
    rules = validator()
    if rules is None:
        return []
    sent = [one for one in seen if one.route in ROUTES]
    return [f"{one.method} {one.path}: {each}" for one in sent for each in rules.errors(one.method, one.path, one.body)]
