"""The data files: no entry twice, lists that must not share words don't, and every file is used as it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from knowledge.answering import Answerer
from knowledge.language import FOLDER, comma_separated, in_a_row, reporting, stems
from knowledge.loading import SHIPPED
from knowledge.record import Record
from knowledge.vocabulary import Frame, MetaKind, english

WORD_FILES = ["stop_words", "ordinary_words", "frequent_words", "names", "given_names", "modifiers", "verbs"]
LINE_FILES = ["roles", "chatter", "small_talk", "small_talk_fillers", "help_questions", "empty_words", "irregular"]
YAML_FILES = [
    "attribution",
    "frames",
    "furniture",
    "grammar",
    "labels",
    "lead_ins",
    "meta",
    "reporting",
    "shapes",
    "shorthand",
]
# Both families of each pair use the word, so it can't tell them apart.
SHARED_NAMES = {"congolese", "dominican"}


def entries(name: str) -> list[str]:
    """The entries of a text file: words, or whole lines."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return " ".join(lines).split() if name in WORD_FILES else lines


def doubled(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def data(name: str) -> dict[str, object]:
    loaded = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def yaml_lists() -> Iterator[tuple[str, list[str]]]:
    """Every list of words of the YAML files, by file and key."""
    for name in YAML_FILES:
        for key, value in data(name).items():
            if isinstance(value, str) and name != "shorthand":
                yield f"{name}: {key}", value.split() if name == "grammar" else list(comma_separated(value))
            elif isinstance(value, list):
                yield f"{name}: {key}", [str(one) for one in value]


def country_lines() -> list[list[list[str]]]:
    return [
        [[name.strip() for name in field.split(",") if name.strip()] for field in line.split("|")]
        for line in entries("countries")
    ]


def words_of(value: object) -> Iterator[object]:
    """Everything that a YAML file says, its keys included."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from words_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner)
    else:
        yield value


@pytest.mark.parametrize("name", YAML_FILES)
def test_every_word_is_one_to_yaml_too(name: str) -> None:
    """YAML 1.1 takes a bare no or on for a truth value."""
    assert [word for word in words_of(data(name)) if not isinstance(word, str)] == []


def test_no_file_is_forgotten_here() -> None:
    files = {f"{name}.txt" for name in (*WORD_FILES, *LINE_FILES, "countries", "derivations", "synonyms")} | {
        f"{name}.yaml" for name in YAML_FILES
    }
    assert {path.name for path in FOLDER.iterdir() if path.is_file()} == files


@pytest.mark.parametrize("name", [*WORD_FILES, *LINE_FILES])
def test_no_entry_stands_twice_in_a_file(name: str) -> None:
    assert entries(name)
    assert doubled(entries(name)) == []


@pytest.mark.parametrize(
    ("where", "words"), list(yaml_lists()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_no_entry_stands_twice_in_a_list(where: str, words: list[str]) -> None:
    assert words, where
    assert doubled(words) == []


@pytest.mark.parametrize("name", YAML_FILES)
def test_no_key_stands_twice(name: str) -> None:
    node = yaml.compose((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(node, yaml.MappingNode)
    assert doubled(key.value for key, _ in node.value) == []


@pytest.mark.parametrize("name", [*WORD_FILES, *LINE_FILES, "countries"])
def test_entries_are_in_lower_case(name: str) -> None:
    assert [entry for entry in entries(name) if entry != entry.lower()] == []


def test_a_country_has_its_names_its_people_and_its_capitals_in_a_line() -> None:
    for names, people, capitals in country_lines():
        assert names
        assert people
        assert doubled(names + people) == []
        assert doubled(capitals) == []


def test_a_name_of_a_country_means_one_country() -> None:
    assert set(doubled(name for names, people, _ in country_lines() for name in names + people)) <= SHARED_NAMES


@pytest.mark.parametrize("name", ["ordinary_words", "frequent_words", "modifiers", "verbs", "stop_words"])
def test_no_country_or_nationality_is_an_ordinary_word(name: str) -> None:
    names = {one for names, people, _ in country_lines() for one in names + people}
    # In capitals it is the country, else the pronoun (tests/knowledge/test_analysis.py).
    assert names & set(entries(name)) <= {"us"}


@pytest.mark.parametrize("name", ["ordinary_words", "frequent_words", "stop_words"])
def test_no_known_name_is_an_ordinary_word(name: str) -> None:
    assert set(entries("names")) & set(entries(name)) == set()


def test_every_frequent_word_is_one_of_the_dictionary_or_a_stop_word() -> None:
    strange = [
        word
        for word in entries("frequent_words")
        if not english().is_ordinary(word) and word not in english().stop_words
    ]
    assert strange == []


def test_every_frame_of_the_file_is_known_and_used() -> None:
    assert set(data("frames")) <= {frame.value for frame in Frame}
    assert {frame for _, frame in english().frames} == set(Frame)


def test_every_kind_of_question_about_the_document_has_wordings() -> None:
    assert {kind for kind, wordings in english().meta if wordings} == set(MetaKind)


def test_every_wording_finds_itself() -> None:
    """The first alternative of each word, the gaps left empty."""
    wordings = [wording for _, group in english().meta for wording in group]
    assert len(wordings) > 50
    for wording in wordings:
        words = [word.split("/")[0] for word in wording.line.lower().split() if word != "..."]
        assert wording.stands_in(in_a_row(stems(words))), wording.line
        assert not wording.stands_in(in_a_row(stems(["cod"])))


def test_the_verbs_that_report_words_and_silence_are_read() -> None:
    words = reporting()
    for verb in ("said", "argued", "called for"):
        assert verb in words.verbs
    assert "mention" in words.silence
    assert not words.negations & words.verbs
    assert not words.titles - words.bodies & {"the", "a"}


def test_shorthand_is_written_out_in_plain_words() -> None:
    shorthand = english().shorthand
    assert shorthand["abt"] == ("about",)
    for short, plain in shorthand.items():
        assert plain, short
        assert short == short.lower()
        assert short not in plain


# The shipped record's own data


def test_the_thesaurus_points_at_nothing_that_the_record_does_not_have(record: Record) -> None:
    assert [(entry.line, entry.term) for entry in record.dangling] == []
    assert record.warnings == ()


def test_no_name_stands_twice_in_an_entry_of_the_thesaurus(record: Record) -> None:
    names = [
        (entry, doubled([entry.term.casefold(), *map(str.casefold, entry.names)])) for entry in record.thesaurus.entries
    ]
    assert [(entry.line, entry.term, twice) for entry, twice in names if twice] == []


def test_every_entry_of_the_thesaurus_has_a_name(record: Record) -> None:
    assert len(record.thesaurus.entries) > 100
    assert [entry.line for entry in record.thesaurus.entries if not entry.names] == []


def test_an_entry_s_line_is_where_it_stands(record: Record) -> None:
    lines = (SHIPPED / "thesaurus.yaml").read_text(encoding="utf-8").splitlines()
    for entry in record.thesaurus.entries:
        assert lines[entry.line - 1].strip().strip("\"'").startswith(entry.term)


@pytest.mark.parametrize("wording", ["{}", "{}?", "was {} discussed", "tell me about {}"])
def test_every_topic_is_answered_with_its_own_status_by_its_bare_name(
    wording: str, answerer: Answerer, record: Record
) -> None:
    for _, topic in record.topics:
        for name in (topic.name, topic.name.lower(), topic.name.upper()):
            answer = answerer.answer(wording.format(name))
            assert [(finding.topic, finding.status) for finding in answer.findings] == [(topic.name, topic.status)]


def test_every_name_of_a_thing_in_the_thesaurus_finds_something(answerer: Answerer, record: Record) -> None:
    """By its bare name, which is in no sentence of the record but stands for something that is."""
    missed = [
        (entry.line, name)
        for entry in record.thesaurus.entries
        if entry.naming
        for name in entry.names
        if answerer.answer(f"{name}").status == "absent"
    ]
    assert missed == []


def test_the_questions_are_the_shared_ones() -> None:
    shared = Path(__file__).parents[2].parent / "shared" / "eval" / "questions.jsonl"
    if not shared.exists():
        pytest.skip(f"the shared questions aren't at {shared}")
    assert (SHIPPED / "questions.jsonl").read_bytes() == shared.read_bytes()
