"""All words of a record as files, an array each."""

from dataclasses import fields
from pathlib import Path

from knowledge.saved.array_files import read_array, write_array
from knowledge.verifying.word_columns import WordColumns


def write_words(folder: Path, words: WordColumns) -> None:
    """Write the words into a folder; raises OSError."""
    for name in _NAMES:
        write_array(folder, _file(name), getattr(words, name))


def read_words(folder: Path) -> WordColumns:
    """The words of a folder; raises OSError or ValueError where a file is missing or no such file."""
    return WordColumns(**{name: read_array(folder, _file(name)) for name in _NAMES})


_NAMES = tuple(field.name for field in fields(WordColumns))


def _file(name: str) -> str:
    return f"all_words_{name}"
