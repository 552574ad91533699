"""What the bot is told from outside: the environment's SUMMIT_ variables, and the `.env` file beside them."""

from argparse import Namespace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import phrases
from bot.records import SHIPPED, paths_of, record_of
from knowledge.errors import RecordError
from knowledge.record import Record

_PREFIX = "SUMMIT_"
_ENV_FILE = Path(".env")


def _filled(text: object) -> object:
    if isinstance(text, str) and not text.strip():
        raise PydanticCustomError("empty", phrases.SETTING_EMPTY)
    return text


def _well_formed(token: SecretStr) -> SecretStr:
    text = token.get_secret_value()
    if not text.isascii() or any(char.isspace() for char in text):
        raise PydanticCustomError("token", phrases.TOKEN_MALFORMED)
    return token


def _ids(text: object) -> object:
    """What stands between commas."""
    if not isinstance(text, str):
        return text
    ids = [one.strip() for one in text.split(",")]
    if not all(one.isascii() and one.isdigit() for one in ids):
        raise PydanticCustomError("owners", phrases.OWNERS_MALFORMED)
    return ids


def _upper(text: object) -> object:
    return text.upper() if isinstance(text, str) else text


class Settings(BaseSettings):
    """Every setting with its default; `.env.example` has a line on each."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_file_encoding="utf-8", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    token: Annotated[SecretStr, BeforeValidator(_filled), AfterValidator(_well_formed)]
    record: Annotated[str, BeforeValidator(_filled)] = SHIPPED
    state: Annotated[Path, BeforeValidator(_filled)] = Path("state")
    questions_a_minute: Annotated[int, Field(ge=1, le=1000)] = 8
    posts_a_minute: Annotated[int, Field(ge=1, le=1000)] = 10
    owners: Annotated[frozenset[int], NoDecode, BeforeValidator(_ids), BeforeValidator(_filled)] = frozenset()
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = "INFO"


class SettingsError(Exception):
    """A setting that is missing or can't be used: one line that says which, and where to get it."""


def read_settings(env_file: Path = _ENV_FILE) -> Settings:
    """The settings from the environment and a file; raises SettingsError."""
    try:
        # The argument is pydantic-settings' own, which its typing leaves out.
        return Settings(_env_file=env_file)  # type: ignore[call-arg]
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(map(str, first["loc"]))
        problem = first["msg"][:1].lower() + first["msg"][1:]
        raise _wrong(name, phrases.SETTING_MISSING if first["type"] == "missing" else problem) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(phrases.SETTINGS_UNREADABLE.format(path=env_file, problem=error)) from None


def read_record(settings: Settings, options: Namespace) -> Record:
    """The record that the options of the command name, or else the settings; raises SettingsError."""
    try:
        return record_of(options, settings.record)
    except RecordError as error:
        by_setting = paths_of(options, settings.record) == paths_of(Namespace(), settings.record)
        raise (_wrong("record", str(error)) if by_setting else SettingsError(str(error))) from None


def _wrong(setting: str, problem: str) -> SettingsError:
    name = f"{_PREFIX}{setting}".upper()
    remedy = phrases.WHERE_TO_GET.get(name, phrases.WHERE_SETTINGS)
    return SettingsError(phrases.SETTING_WRONG.format(name=name, problem=problem, remedy=remedy))
