"""What the bot is told from outside: the environment's SUMMIT_ variables, and the `.env` file beside them."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import phrases
from knowledge.record import SHIPPED

_PREFIX = "SUMMIT_"
_ENV_FILE = Path(".env")


class Settings(BaseSettings):
    """Every setting with its default; `.env.example` has a line on each."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_file_encoding="utf-8", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    token: SecretStr
    record: Path = SHIPPED
    state: Path = Path("state")
    questions_a_minute: Annotated[int, Field(ge=1, le=1000)] = 8
    posts_a_minute: Annotated[int, Field(ge=1, le=1000)] = 10
    log_level: Annotated[str, StringConstraints(to_upper=True, pattern="^(DEBUG|INFO|WARNING|ERROR)$")] = "INFO"


class SettingsError(Exception):
    """A setting that is missing or can't be used: one line that says which, and where to get it."""


def read_settings(env_file: Path = _ENV_FILE) -> Settings:
    """The settings from the environment and a file; raises SettingsError."""
    try:
        # The argument is pydantic-settings' own, which its typing leaves out.
        settings = Settings(_env_file=env_file)  # type: ignore[call-arg]
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{_PREFIX}{'_'.join(map(str, first['loc']))}".upper()
        problem = phrases.SETTING_MISSING if first["type"] == "missing" else first["msg"]
        raise SettingsError(_line(name, problem)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(phrases.SETTINGS_UNREADABLE.format(path=env_file, problem=error)) from None
    token = settings.token.get_secret_value()
    if not token.strip():
        raise SettingsError(_line("SUMMIT_TOKEN", phrases.SETTING_MISSING))
    if not token.isascii() or any(char.isspace() for char in token):
        raise SettingsError(_line("SUMMIT_TOKEN", phrases.TOKEN_MALFORMED))
    return settings


def _line(name: str, problem: str) -> str:
    remedy = phrases.WHERE_TO_GET.get(name, phrases.WHERE_SETTINGS)
    return phrases.SETTING_WRONG.format(name=name, problem=problem[:1].lower() + problem[1:], remedy=remedy)
