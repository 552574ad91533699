"""Discord's own specification, held against every body that the bot sends in a test."""

import sys
import warnings
from collections.abc import Iterable
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "discord-api"
WITH_BODIES = ("POST", "PUT", "PATCH")


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


def problems(sent: Iterable[tuple[str, str, Any]]) -> list[str]:
    """What Discord would refuse of requests (method, path, body), a line each; none where no specification is."""
    rules = validator()
    if rules is None:
        return []
    bodies = [one for one in sent if one[0] in WITH_BODIES]
    return [f"{method} {path}: {each}" for method, path, body in bodies for each in rules.errors(method, path, body)]


def skip_where_missing() -> None:
    """Say, at the end of a test, that its bodies were not held against the specification."""
    if validator() is None:
        pytest.skip(f"no {FOLDER}: what was sent is not held against Discord's specification")
