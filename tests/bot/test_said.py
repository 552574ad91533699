"""What people say in messages."""

import pytest

from bot.said import said_in


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<@1> <@!2> <@&3> <#4> <:smile:5> <a:wave:6> <t:7:R> <id:guide> </ask:8> sanctions", "sanctions"),
        ("he said “they [discussed sanctions](https://x.y/iran) there”", "he said “they discussed sanctions there”"),
        ("[source](<https://x.y/#:~:text=not%20(this)>)", "source"),
        ("> *Neither* <b> [sic] (yes) 1 < 2 > 0", "> *Neither* <b> [sic] (yes) 1 < 2 > 0"),
    ],
)
def test_only_what_is_said_is_read(content: str, said: str) -> None:
    assert " ".join(said_in(content).split()) == said
