"""An index that was saved answers as its documents do, or not at all."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering import Answerer
from knowledge.citing.cite import citation
from knowledge.citing.style import Style
from knowledge.errors import RecordError
from knowledge.loading import SHIPPED, load
from knowledge.quoting import body
from knowledge.record import Record
from knowledge.saved import confirming, place
from knowledge.saved.array_files import write_array
from knowledge.saved.opening import open_record
from knowledge.saved.saving import save
from knowledge.saved.texts import StoredText, write_text
from knowledge.sentence_search import SentenceSearch
from knowledge.verifying import word_columns
from knowledge.verifying.verify import Verifier
from knowledge.verifying.word_columns import WordColumns
from tests.knowledge.records import FARO, LISBON, document, write_files

SUMMIT = Path(sys.executable).with_name("summit")
SECOND = Path(__file__).parent / "summit"
MORE = {"third.md": document("THIRD", "The Third Talks", "2022-01-02", "Albers spoke of whales at length.\n")}
LONG_AGO = 1_500_000_000


def indexed(folder: Path, files: dict[str, str] | None = None) -> Path:
    """A folder with a record whose files are old, and its index."""
    write_files(folder, files or dict(LISBON))
    for path in folder.rglob("*.md"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    save(folder)
    return folder


def refusal(folder: Path, *, lenient: bool = False) -> str:
    with pytest.raises(RecordError) as caught:
        load(folder, lenient=lenient)
    return str(caught.value)


def summit(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SUMMIT, *arguments], capture_output=True, text=True, timeout=120, check=False, **options)


# The same answers


@pytest.fixture(params=["shipped", "second", "lisbon", "faro"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Record, Record]:
    """A record from its documents, and from a saved index."""
    source = {"shipped": SHIPPED, "second": SECOND}.get(request.param)
    if source:
        shutil.copytree(source, tmp_path / "record")
    else:
        write_files(tmp_path / "record", {"lisbon": LISBON, "faro": FARO}[request.param])
    fresh = load(tmp_path / "record")
    save(tmp_path / "record")
    return fresh, load(tmp_path / "record")


def questions(record: Record) -> Iterator[str]:
    for path in (SHIPPED / "questions.jsonl", *record.sources.questions):
        yield from (json.loads(line)["q"] for line in path.read_text(encoding="utf-8").splitlines())
    for _, topic in record.topics:
        yield from (f"was {topic.name} discussed?", f"what did Albers say about {topic.name}")
    yield from ("what was discussed?", "who wrote this?", "when did they meet?", "kod quotas", "“quotas for cod”")


def test_a_saved_index_answers_byte_for_byte_as_its_documents_do(both: tuple[Record, Record]) -> None:
    fresh, saved = map(Answerer, both)
    for question in questions(both[0]):
        assert saved.answer(question).model_dump_json() == fresh.answer(question).model_dump_json()
        assert saved.touched(question) == fresh.touched(question)


def test_a_saved_record_is_the_same_in_all_that_is_shown_of_it(both: tuple[Record, Record]) -> None:
    fresh, saved = both
    assert saved.digest == fresh.digest
    for mine, its in zip(saved.documents, fresh.documents, strict=True):
        assert (mine.metadata, mine.text, mine.topics, mine.warnings) == (
            its.metadata, its.text, its.topics, its.warnings,
        )  # fmt: skip
        assert list(mine.passages) == list(its.passages)
    assert (saved.speakers, saved.silent, saved.warnings) == (fresh.speakers, fresh.silent, fresh.warnings)
    for one, other in zip(saved.passages, fresh.passages, strict=True):
        assert (one.text, one.terms, one.subject) == (other.text, other.terms, other.subject)
        for sentence, same in zip(one.sentences, other.sentences, strict=True):
            assert (sentence.sentence, sentence.terms, sentence.words) == (same.sentence, same.terms, same.words)
        for style in Style:
            assert citation(saved, body(one), style) == citation(fresh, body(other), style)
    for typed in ("", "cod", "pres", "3"):
        assert [one.key for one in SentenceSearch(saved).search(typed, 9)] == [
            one.key for one in SentenceSearch(fresh).search(typed, 9)
        ]
    text = " ".join(f"“{one.text[3:40]}”" for one in list(fresh.passages)[1:4])
    assert Verifier(saved).verify(text) == Verifier(fresh).verify(text)


def test_the_words_that_quotations_are_checked_by_are_saved_as_they_are_made(both: tuple[Record, Record]) -> None:
    fresh, saved = (record.word_columns for record in both)
    for column in fields(WordColumns):
        mine, its = getattr(saved, column.name), getattr(fresh, column.name)
        assert (mine.dtype, mine.tolist()) == (its.dtype, its.tolist()), column.name


def test_no_word_of_a_saved_record_is_read_before_it_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = indexed(tmp_path)
    monkeypatch.setattr(word_columns, "words", lambda _text: pytest.fail("it was read"))
    (check,) = Verifier(load(folder)).verify("“the ferry lines”").checks
    assert check.places


def test_quotations_of_a_saved_record_are_checked_as_those_of_its_documents(both: tuple[Record, Record]) -> None:
    fresh, saved = map(Verifier, both)
    chance = random.Random(1)  # noqa: S311 nothing is secret
    texts = [one.text for one in both[0].passages]
    for _ in range(200):
        first, second = (chance.choice(texts).split() for _ in range(2))
        row = [*first[: chance.randrange(9)], *chance.choice((["…"], ["never"], [])), *second[-chance.randrange(9) :]]
        text = f"Albers said “{' '.join(row)}”"
        assert saved.verify(text) == fresh.verify(text)


@given(
    st.lists(st.text(max_size=40), max_size=4),
    st.integers(-50, 50) | st.none(),
    st.integers(-50, 50) | st.none(),
)
def test_any_slice_of_a_stored_text_is_that_of_the_text(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], start: int | None, stop: int | None
) -> None:
    path = tmp_path_factory.getbasetemp() / "texts"
    with path.open("wb") as file:
        extents = [write_text(file, text) for text in texts]
    data = path.read_bytes()
    for text, extent in zip(texts, extents, strict=True):
        stored = StoredText(data, extent)
        assert stored[start:stop] == text[start:stop]
        assert stored[::-1] == text[::-1]
        assert (str(stored), len(stored), stored == text) == (text, len(text), True)


# Only what it is of


def change(path: Path) -> None:
    path.write_text(path.read_text().replace("Porto", "Faros"))


@pytest.mark.parametrize(
    ("act", "problem"),
    [
        (lambda folder: change(folder / "b/first.md"), "b/first.md was changed"),
        (lambda folder: (folder / "a/second.md").unlink(), "a/second.md is gone"),
        (lambda folder: write_files(folder, MORE), "third.md is new"),
        (lambda folder: (folder / "b/first.md").rename(folder / "b/1st.md"), "b/1st.md is new"),
    ],
)
def test_an_index_of_other_documents_than_are_there_is_refused(
    tmp_path: Path, act: Callable[[Path], object], problem: str
) -> None:
    folder = indexed(tmp_path)
    act(folder)
    assert refusal(folder) == f"{folder}: its saved index is out of date: {problem} (run: summit index)"
    assert refusal(folder, lenient=True) == refusal(folder)
    save(folder)
    assert load(folder)


def test_a_change_is_seen_that_leaves_size_and_time_as_they_were(tmp_path: Path) -> None:
    # The index is made in the same moment as the file: its time doesn't tell what came first.
    folder = write_files(tmp_path, dict(LISBON))
    save(folder)
    load(folder)
    path = folder / "b/first.md"
    state = path.stat()
    change(path)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size
    assert "b/first.md was changed" in refusal(folder)


def test_a_document_that_was_only_copied_or_checked_out_anew_needs_no_new_index(tmp_path: Path) -> None:
    folder = indexed(tmp_path / "one")
    os.utime(folder / "b/first.md")
    assert load(folder)
    shutil.copytree(folder, tmp_path / "other", copy_function=shutil.copyfile)
    assert load(tmp_path / "other").digest == load(folder).digest


def test_a_copied_record_is_read_through_once_and_then_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "copied"
    shutil.copytree(indexed(tmp_path / "one"), folder, copy_function=shutil.copyfile)
    for path in folder.rglob("*"):
        os.utime(path, (LONG_AGO + 1, LONG_AGO + 1))
    index = place.current(folder)
    assert index
    names = {path.name for path in index.iterdir()}
    read: list[Path] = []
    digest_of = confirming.digest_of
    monkeypatch.setattr(confirming, "digest_of", lambda path: read.append(path) or digest_of(path))
    load(folder)
    assert {path.name for path in read} == names - {"manifest.json"} | {"first.md", "second.md", "conference.md"}
    read.clear()
    load(folder)
    assert not read
    assert {path.name for path in index.iterdir()} == names
    change(folder / "b/first.md")
    assert "b/first.md was changed" in refusal(folder)


def test_a_copied_record_where_nothing_can_be_written_is_read_through_each_time(tmp_path: Path) -> None:
    folder = tmp_path / "copied"
    shutil.copytree(indexed(tmp_path / "one"), folder, copy_function=shutil.copyfile)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (0, 0))
    for _ in range(2):
        done = summit("ask", "--record", str(folder), "were the ferry lines discussed", preexec_fn=limit)
        assert (done.returncode, done.stderr) == (0, "")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_an_index_that_another_version_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = indexed(tmp_path)
    monkeypatch.setattr(confirming, "analysis_digest", lambda: "another")
    assert "it was made by another version of Summit (run: summit index)" in refusal(folder)


def test_a_thesaurus_is_taken_as_it_is_now(tmp_path: Path) -> None:
    folder = indexed(tmp_path)
    assert Answerer(load(folder)).answer("were the boats discussed").status == "absent"
    (folder / "thesaurus.yaml").write_text("names:\n  Ferry Lines: [boats]\n")
    assert Answerer(load(folder)).answer("were the boats discussed").status == "discussed"
    (folder / "thesaurus.yaml").write_text("names: [\n")
    assert "thesaurus.yaml:2: " in refusal(folder)
    assert load(folder, lenient=True)


def test_several_paths_are_read_from_their_documents(tmp_path: Path) -> None:
    folder = indexed(tmp_path)
    change(folder / "b/first.md")
    assert len(load(folder, SHIPPED).documents) == 4


# Written whole or not at all


def test_a_broken_document_is_refused_with_its_line_and_the_index_from_before_stays(tmp_path: Path) -> None:
    folder = indexed(tmp_path)
    write_files(folder, {"broken.md": "---\nid: B\ntitle: T\n---\n\nText.\n", "broken2.md": "---\nid: B\n"})
    before = place.current(folder)
    with pytest.raises(RecordError) as caught:
        save(folder)
    assert "broken.md:1: front matter: issued: missing field" in str(caught.value)
    assert "wrong too: " in str(caught.value)
    assert place.current(folder) == before
    manifest = save(folder, lenient=True)
    assert [one.source.path for one in manifest.broken] == ["broken.md", "broken2.md"]
    assert "broken.md:1: front matter" in refusal(folder)
    record = load(folder, lenient=True)
    assert [one.path.name for one in record.sources.left_out if one.is_broken] == ["broken.md", "broken2.md"]
    assert len(record.documents) == 3


def test_a_document_that_changes_while_an_index_is_made_makes_the_index_one_of_another_document(tmp_path: Path) -> None:
    folder = write_files(tmp_path, dict(LISBON))
    path = folder / "b/first.md"

    def change_date(done: int, _total: int) -> None:
        if not done:
            path.write_text(path.read_text().replace("2020-03-05", "2029-03-05"))

    save(folder, progress=change_date)
    assert "b/first.md was changed" in refusal(folder)


def test_documents_of_one_id_are_refused_and_left_out_together(tmp_path: Path) -> None:
    folder = write_files(tmp_path, dict(LISBON) | {"again.md": LISBON["b/first.md"].replace("id: FIRST", "id: first")})
    with pytest.raises(RecordError, match="the id 'first' belongs to another document too"):
        save(folder)
    save(folder, lenient=True)
    assert [one.id for one in load(folder, lenient=True).documents] == ["PRESS", "SECOND"]


def unindexed(folder: Path) -> str:
    """What is wrong with a folder whose documents are read."""
    shutil.rmtree(folder / place.FOLDER)
    return refusal(folder)


def test_a_broken_document_takes_no_good_one_of_its_id_along(tmp_path: Path) -> None:
    broken = document("first", "Broken", "2020-01-02", "word " * 20_000)
    folder = write_files(tmp_path, dict(LISBON) | {"broken.md": broken})
    fresh = load(folder, lenient=True)
    save(folder, lenient=True)
    saved = load(folder, lenient=True)
    assert saved.digest == fresh.digest
    assert list(map(str, saved.sources.left_out)) == list(map(str, fresh.sources.left_out))
    assert refusal(folder) == unindexed(folder)


def test_a_folder_without_documents_and_a_file_have_no_index(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no document in this folder"):
        save(tmp_path)
    with pytest.raises(RecordError, match="an index is made of a record's folder"):
        save(SHIPPED / "IN10933.md")
    assert not (tmp_path / place.FOLDER).exists()


def stopped(folder: Path, signal_: signal.Signals) -> int:
    """The exit code of an indexing that gets a signal while it is at work."""
    process = subprocess.Popen([SUMMIT, "index", "--record", str(folder)], stderr=subprocess.PIPE)
    while not (folder / place.FOLDER / "draft" / "texts.bin").exists() and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal_)
    _, said = process.communicate(timeout=60)
    assert b"Traceback" not in said
    return process.returncode


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A record that takes a while to index, with an index from before it grew."""
    folder = indexed(tmp_path)
    paragraphs = "\n\n".join(f"Minister{n} told Envoy{n} that the quotas were fair in port {n}." for n in range(1500))
    write_files(folder, {f"more{n}.md": document(f"MORE{n}", "More", "2021-01-01", paragraphs) for n in range(6)})
    return folder


@pytest.mark.parametrize(("signal_", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_stopped_at_work_it_leaves_the_index_from_before(large: Path, signal_: signal.Signals, code: int) -> None:
    before = place.current(large)
    assert before
    names = {path.name: path.read_bytes() for path in before.iterdir()}
    assert stopped(large, signal_) == code
    assert place.current(large) == before
    assert {path.name: path.read_bytes() for path in before.iterdir()} == names
    for path in large.glob("more*.md"):
        path.unlink()
    assert load(large)
    # What a killed one left is cleared away by the next.
    save(large)
    assert [path.name for path in (large / place.FOLDER).iterdir() if path.is_dir()] == ["index-2"]


def test_an_array_that_a_disk_does_not_take_is_an_error_with_its_reason(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_array(tmp_path, "numbers", np.arange(1000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_a_line_and_leaves_the_index_from_before(large: Path) -> None:
    before = place.current(large)
    # A disk that takes no more than 100 kB a file.
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (100_000, 100_000))
    done = summit("index", "--record", str(large), preexec_fn=limit)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"summit: {large / place.FOLDER}: File too large\n"
    assert place.current(large) == before
    assert [path for path in (large / place.FOLDER).iterdir() if path.is_dir()] == [before]


def test_two_at_once_do_not_meet(tmp_path: Path) -> None:
    folder = indexed(tmp_path)
    with FileLock(folder / place.FOLDER / "lock"):
        done = summit("index", "--record", str(folder))
    assert done.returncode == 2
    assert "an index is being made (wait for it, or stop it)" in done.stderr


@pytest.mark.parametrize(
    "name",
    ["manifest.json", "tables.json", "documents.json", "texts.bin", "words.npy", "passages.npy", "all_words_row.npy"],
)
@pytest.mark.parametrize("how", ["cut", "gone", "other"])
def test_a_damaged_index_is_refused_by_name(tmp_path: Path, name: str, how: str) -> None:
    folder = indexed(tmp_path)
    index = place.current(folder)
    assert index
    file = index / name
    if how == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2] if how == "cut" else b"[1")
    problem = refusal(folder)
    assert problem.startswith(f"{index}: the saved index can't be read: ")
    assert problem.endswith("(run: summit index)")


@pytest.mark.parametrize("name", ["texts.bin", "words.npy"])
def test_an_index_with_a_changed_byte_quotes_nothing(tmp_path: Path, name: str) -> None:
    folder = indexed(tmp_path)
    index = place.current(folder)
    assert index
    data = bytearray((index / name).read_bytes())
    data[-2] ^= 1
    (index / name).write_bytes(data)
    problem = f"the saved index can't be read: {name} is not as it was written"
    assert refusal(folder) == f"{index}: {problem} (run: summit index)"


@pytest.mark.parametrize("manifest", ['{"format": 99, "new": 1}', "{}", "[]"])
def test_an_index_of_another_format_is_one_of_another_version(tmp_path: Path, manifest: str) -> None:
    folder = indexed(tmp_path)
    index = place.current(folder)
    assert index
    (index / "manifest.json").write_text(manifest)
    assert "it was made by another version of Summit (run: summit index)" in refusal(folder)


def test_an_index_that_is_replaced_while_it_is_opened_is_read_from_the_new_one(tmp_path: Path) -> None:
    folder = indexed(tmp_path)
    before = place.current(folder)
    assert before
    save(folder)
    assert not before.exists()
    assert len(open_record(folder, before).documents) == 3


def test_what_else_lies_beside_an_index_is_no_hindrance(tmp_path: Path) -> None:
    folder = indexed(tmp_path)
    (folder / place.FOLDER / "index-abc").write_text("")
    (folder / place.FOLDER / "index-9").mkdir()
    save(folder)
    assert load(folder)


def test_an_index_is_the_same_byte_for_byte_whatever_the_order_of_sets(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        folder = indexed(tmp_path / seed)
        summit("index", "--record", str(folder), env={**os.environ, "PYTHONHASHSEED": seed})
        index = place.current(folder)
        assert index
        made.append({path.name: path.read_bytes() for path in index.iterdir() if path.name != "manifest.json"})
    assert made[0] == made[1]


# The command


def test_summit_index_says_what_it_has_made_and_answers_from_it(tmp_path: Path) -> None:
    folder = write_files(tmp_path, dict(LISBON))
    done = summit("index", "--record", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{folder}: index of 3 documents, {load(folder).digest}\n"
    answered = summit("ask", "--record", str(folder), "were the ferry lines discussed")
    assert answered.stdout.startswith("Ferry Lines: reported as discussed (FIRST, March 5, 2020)\n")
    change(folder / "b/first.md")
    refused = summit("ask", "--record", str(folder), "were the ferry lines discussed")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "b/first.md was changed (run: summit index)" in refused.stderr


@pytest.mark.parametrize("paths", [(), ("--record", "shipped"), ("--record", "a", "--record", "b")])
def test_an_index_is_made_of_a_single_folder(paths: tuple[str, ...]) -> None:
    done = summit("index", *paths, env={"PATH": os.environ["PATH"]})
    assert (done.returncode, done.stdout) == (2, "")
    assert "an index is made of one: --record FOLDER" in done.stderr


def test_a_folder_that_cannot_be_written_to_is_a_line(tmp_path: Path) -> None:
    folder = write_files(tmp_path, dict(LISBON))
    (folder / place.FOLDER).write_text("a file in its way")
    done = summit("index", "--record", str(folder))
    assert (done.returncode, done.stderr) == (2, f"summit: {folder / place.FOLDER}: File exists\n")
