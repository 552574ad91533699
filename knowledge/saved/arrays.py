"""A record's columns as files: an array each, and one of tables."""

import json
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.columns import Columns, Lexicon, Named, Voices
from knowledge.retrieval.postings import ARRAYS, Layout
from knowledge.saved.array_files import read_array, write_array
from knowledge.saved.passages import PassageColumns

Arrays = dict[str, NDArray[Any]]

_TABLES = "tables.json"
_COLUMNS = ("first_passages", "is_head", "status_of", "form_terms", "words", "first_words")


def write_columns(folder: Path, columns: Columns, passages: PassageColumns) -> None:
    """Write all columns into a folder; raises OSError."""
    words, voices = columns.lexicon, columns.voices
    arrays: Arrays = {
        **{f"postings_{name}": getattr(columns.layout, name) for name in ARRAYS},
        **{name: getattr(columns, name) for name in _COLUMNS},
        "surface_counts": np.array(list(words.surface.values()), dtype=np.int64),
        "voice_starts": voices.starts,
        "voice_passages": voices.passages,
        "passages": passages.passages,
        "first_sentences": passages.first_sentences,
        "sentences": passages.sentences,
    }
    tables = {
        "documents": columns.documents,
        "terms": columns.terms,
        "forms": columns.forms,
        "surface": list(words.surface),
        "compounds": dict(words.compounds),
        "naming": sorted(words.naming),
        "names": {name: asdict(named) for name, named in words.names.items()},
        "topics": dict(words.topics),
        "sentences": words.sentences,
        "mean_length": words.mean_length,
        "speakers": voices.speakers,
        "silent": voices.silent,
        "voices": voices.names,
        "step": columns.layout.step,
        "size": columns.layout.size,
        "groups": passages.groups,
    }
    for name, array in arrays.items():
        write_array(folder, name, array)
    (folder / _TABLES).write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")


def read_columns(folder: Path) -> tuple[Columns, PassageColumns]:
    """The columns of a folder; the arrays stay on disk, and are read from as needed.

    Raises OSError, ValueError or KeyError where a file is missing or no such file.
    """
    tables = json.loads((folder / _TABLES).read_text(encoding="utf-8"))
    array = partial(read_array, folder)

    lexicon = Lexicon(
        surface=dict(zip(tables["surface"], array("surface_counts").tolist(), strict=True)),
        compounds={word: tuple(terms) for word, terms in tables["compounds"].items()},
        naming=frozenset(tables["naming"]),
        names={name: Named(tuple(named["terms"]), named["country"]) for name, named in tables["names"].items()},
        topics={name: tuple(terms) for name, terms in tables["topics"].items()},
        sentences=tables["sentences"],
        mean_length=tables["mean_length"],
    )
    voices = Voices(
        speakers=tuple(map(tuple, tables["speakers"])),
        silent=tuple(map(tuple, tables["silent"])),
        names=tuple(tables["voices"]),
        starts=array("voice_starts"),
        passages=array("voice_passages"),
    )
    columns = Columns(
        documents=tuple(tables["documents"]),
        terms=tuple(tables["terms"]),
        forms=tuple(tables["forms"]),
        layout=Layout(**{name: array(f"postings_{name}") for name in ARRAYS}, step=tables["step"], size=tables["size"]),
        lexicon=lexicon,
        voices=voices,
        **{name: array(name) for name in _COLUMNS},
    )
    passages = PassageColumns(
        passages=array("passages"),
        first_sentences=array("first_sentences"),
        sentences=array("sentences"),
        groups=tuple(map(tuple, tables["groups"])),
    )
    return columns, passages
