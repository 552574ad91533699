import re
from argparse import Namespace
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read_record, read_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def _without_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"SUMMIT_{name.upper()}", raising=False)


def env(tmp_path: Path, text: str) -> Path:
    path = tmp_path / ".env"
    path.write_text(text)
    return path


def test_the_example_names_every_setting_with_its_default() -> None:
    settings = read_settings(EXAMPLE)
    defaults = {name: field.default for name, field in Settings.model_fields.items()}
    named = set(re.findall(r"^(?:# )?SUMMIT_(\w+)=", EXAMPLE.read_text(), re.MULTILINE))
    assert {name.lower() for name in named} == set(defaults)
    assert all(getattr(settings, name) == default for name, default in defaults.items() if name != "token")


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMIT_POSTS_A_MINUTE", "3")
    assert read_settings(env(tmp_path, "SUMMIT_TOKEN=a.b.c\nSUMMIT_POSTS_A_MINUTE=4")).posts_a_minute == 3


def test_owners_are_ids_with_commas_between_them(tmp_path: Path) -> None:
    assert read_settings(env(tmp_path, "SUMMIT_TOKEN=a.b.c\nSUMMIT_OWNERS=12, 34")).owners == {12, 34}
    assert read_settings(env(tmp_path, "SUMMIT_TOKEN=a.b.c\nSUMMIT_OWNERS=12")).owners == {12}


def test_a_token_is_never_shown(tmp_path: Path) -> None:
    assert "a.b.c" not in repr(read_settings(env(tmp_path, "SUMMIT_TOKEN=a.b.c")))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "SUMMIT_TOKEN"),
        ("SUMMIT_TOKEN=", "SUMMIT_TOKEN"),
        ("SUMMIT_TOKEN='a b'", "SUMMIT_TOKEN"),
        ("SUMMIT_TOKEN=tökén", "SUMMIT_TOKEN"),
        ("SUMMIT_TOKEN=a.b.c\nSUMMIT_QUESTIONS_A_MINUTE=many", "SUMMIT_QUESTIONS_A_MINUTE"),
        ("SUMMIT_TOKEN=a.b.c\nSUMMIT_POSTS_A_MINUTE=0", "SUMMIT_POSTS_A_MINUTE"),
        ("SUMMIT_TOKEN=a.b.c\nSUMMIT_LOG_LEVEL=loud", "SUMMIT_LOG_LEVEL"),
        ("SUMMIT_TOKEN=a.b.c\nSUMMIT_RECORD=", "SUMMIT_RECORD"),
        ("SUMMIT_TOKEN=a.b.c\nSUMMIT_RECORD=/no/such/record", "SUMMIT_RECORD"),
        ("SUMMIT_TOKEN=a.b.c\nSUMMIT_STATE=' '", "SUMMIT_STATE"),
        ("SUMMIT_TOKEN=a.b.c\nSUMMIT_OWNERS=12,alice", "SUMMIT_OWNERS"),
        ("SUMMIT_TOKEN=a.b.c\nSUMMIT_OWNERS=", "SUMMIT_OWNERS"),
    ],
)
def test_a_missing_or_malformed_setting_is_one_line_that_names_it(tmp_path: Path, text: str, name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_record(read_settings(env(tmp_path, text)), Namespace())
    line = str(caught.value)
    assert line.startswith(f"{name}: ")
    assert "\n" not in line
    assert ("discord.com/developers" if name == "SUMMIT_TOKEN" else ".env.example") in line


def test_a_wrong_log_level_is_told_the_ones_there_are(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="'DEBUG', 'INFO', 'WARNING' or 'ERROR'"):
        read_settings(env(tmp_path, "SUMMIT_TOKEN=a.b.c\nSUMMIT_LOG_LEVEL=loud"))
    assert read_settings(env(tmp_path, "SUMMIT_TOKEN=a.b.c\nSUMMIT_LOG_LEVEL=debug")).log_level == "DEBUG"


def test_a_record_that_cant_be_read_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    record = tmp_path / "record.md"
    record.write_text("no front matter")
    with pytest.raises(SettingsError, match=r"^SUMMIT_RECORD: .*record\.md:1: ") as caught:
        read_record(read_settings(env(tmp_path, f"SUMMIT_TOKEN=a.b.c\nSUMMIT_RECORD={record}")), Namespace())
    assert "\n" not in str(caught.value)


def test_serving_without_a_token_ends_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.serve import serve, sync

    monkeypatch.chdir(tmp_path)
    assert serve() == 2
    assert sync() == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.startswith("summit: SUMMIT_TOKEN: not set; put it in .env") for line in err.splitlines()] == [True] * 2
