"""A record of several documents: what is read, which document says what, and what a part of it answers."""

import datetime
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from knowledge.answer import Answer
from knowledge.answering import Answerer
from knowledge.errors import AmbiguousPassageError, RecordError, ScopeError, UnknownDocumentError, UnknownPassageError
from knowledge.evaluate import LabelledQuestion, evaluate
from knowledge.loading import SHIPPED, load
from knowledge.record import Record
from knowledge.scope import EVERYTHING
from tests.knowledge.records import BERGEN, FARO, FIRST_REPORT, LISBON, document, write_files

FIRST_DATED = "FIRST, March 5, 2020"
SECOND_DATED = "SECOND, March 9, 2020"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(tmp_path_factory.mktemp("lisbon"), LISBON)


@pytest.fixture(scope="module")
def lisbon(folder: Path) -> Record:
    return load(folder)


@pytest.fixture(scope="module")
def answer(lisbon: Record) -> Callable[..., Answer]:
    """Answers from the record of Lisbon; `documents`, `after` and `before` say from which part."""
    answerer = Answerer(lisbon)

    def answered(question: str, **part: Iterable[str] | datetime.date) -> Answer:
        return answerer.answer(question, scope=lisbon.scope(**part))  # type: ignore[arg-type]

    return answered


def found(answer: Answer) -> list[tuple[str | None, str | None, str]]:
    return [(one.document, one.topic, one.status) for one in answer.findings]


def left_out(record: Record) -> dict[str, str]:
    return {one.path.name: one.problem for one in record.sources.left_out}


# What is read


def test_the_documents_of_a_folder_and_below_stand_in_the_order_of_their_dates(lisbon: Record) -> None:
    assert [one.id for one in lisbon.documents] == ["PRESS", "FIRST", "SECOND"]


def test_documents_of_one_day_stand_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for name, id_ in (("1.md", "b"), ("2.md", "C"), ("3.md", "A")):
        write_files(tmp_path, {name: document(id_, "T", "2020-01-02", "They met.\n")})
    assert [one.id for one in load(tmp_path).documents] == ["A", "b", "C"]


def test_the_order_of_the_paths_changes_no_answer(folder: Path, tmp_path: Path) -> None:
    bergen = write_files(tmp_path, BERGEN)
    one, other = (Answerer(load(*paths)) for paths in ((folder, bergen), (bergen, folder)))
    for question in ("was arms control discussed", "what was discussed", "whaling", "tunnels"):
        assert one.answer(question) == other.answer(question)


def test_thesaurus_and_questions_may_lie_beside_any_document(tmp_path: Path) -> None:
    write_files(tmp_path, BERGEN)
    assert load(tmp_path).thesaurus.entries == ()
    assert load(tmp_path).sources.questions == ()
    write_files(tmp_path, {"thesaurus.yaml": "names:\n  Whaling: [whale hunt]\n", "below/questions.jsonl": "{}\n"})
    write_files(tmp_path, {"below/thesaurus.yaml": "names:\n  Lund: [the president of Norway]\n"})
    record = load(tmp_path)
    assert [(entry.term, entry.path.parent.name) for entry in record.thesaurus.entries] == [
        ("Whaling", tmp_path.name),
        ("Lund", "below"),
    ]
    assert record.sources.questions == (tmp_path / "below" / "questions.jsonl",)
    assert Answerer(record).answer("was a whale hunt discussed").status == "discussed"


def test_what_looks_like_a_document_and_is_none_is_named_and_left_out(tmp_path: Path) -> None:
    write_files(tmp_path, BERGEN)
    others = {"README.md": "# How to\n", "empty.md": "", "notes.TXT": "x", "page.html": "<p>", "talk.markdown": "x"}
    write_files(tmp_path, {**others, "a.pdf": "%PDF", "data.json": "{}", ".hidden.md": "x", ".git/HEAD.md": "x"})
    record = load(tmp_path)
    assert [one.id for one in record.documents] == ["BERGEN"]
    assert set(left_out(record)) == {*others, "a.pdf"}
    assert left_out(record)["README.md"] == left_out(record)["empty.md"] == "no front matter"
    assert not any(one.is_broken for one in record.sources.left_out)


def test_a_folder_without_a_document_says_what_lies_there(tmp_path: Path) -> None:
    write_files(tmp_path, {"README.md": "# How to\n"})
    with pytest.raises(RecordError, match=r"no document in this folder, but .*README\.md: no front matter"):
        load(tmp_path)


def test_the_shipped_record_can_be_extended_or_left_out(folder: Path) -> None:
    assert "IN10933" not in [one.id for one in load(folder).documents]
    both = load(SHIPPED, folder)
    assert [one.id for one in both.documents] == ["IN10933", "PRESS", "FIRST", "SECOND"]
    assert both.sources.questions == (SHIPPED / "questions.jsonl",)
    assert Answerer(both).answer("was novichok discussed").findings[0].topic == "State-Sponsored Violence"
    assert Answerer(both).answer("were entry papers discussed").findings[0].topic == "Visas"


def test_a_file_that_is_given_twice_is_read_once(folder: Path) -> None:
    assert load(folder, folder / "b", folder / "b" / "first.md").digest == load(folder).digest
    assert not load(folder / "b" / "first.md", folder).sources.left_out


def test_a_document_is_the_same_whatever_stands_beside_it(folder: Path, lisbon: Record) -> None:
    for name in ("b/first.md", "a/second.md", "press/conference.md"):
        alone = load(folder / name).documents[0]
        assert alone == next(one for one in lisbon.documents if one.id == alone.id)
        for passage in alone.passages:
            indexed = lisbon.passage(passage.id)
            assert indexed.text == alone.text[passage.start : passage.end]
            assert lisbon.passages[indexed.position] is indexed


# What can't be read


def broken(folder: Path) -> Path:
    """A record of one sound document and two broken ones."""
    write_files(folder, {**BERGEN, "x/bad.md": "---\nid: BAD\ntitle: T\nissued: soon\n---\n\nThey met.\n"})
    (folder / "bytes.md").write_bytes(b"---\nid: BYTES\ntitle: T\nissued: 2020-01-02\n---\n\nThey m\xe9t.\n")
    return folder


def test_a_broken_document_is_named_with_file_and_line_and_nothing_is_served(tmp_path: Path) -> None:
    with pytest.raises(RecordError) as caught:
        load(broken(tmp_path))
    (other,) = caught.value.others
    places = sorted([caught.value.place, other.place])
    assert places == [f"{tmp_path / 'bytes.md'}:7", f"{tmp_path / 'x' / 'bad.md'}:4"]
    assert all(place in str(caught.value) for place in places)
    assert len(str(caught.value).splitlines()) == 1


def test_the_others_are_served_where_that_is_asked_for(tmp_path: Path) -> None:
    record = load(broken(tmp_path), lenient=True)
    assert [one.id for one in record.documents] == ["BERGEN"]
    named = {one.path.name: one.line for one in record.sources.left_out if one.is_broken}
    assert named == {"bytes.md": 7, "bad.md": 4}


def test_a_record_of_nothing_but_broken_documents_is_refused_even_so(tmp_path: Path) -> None:
    broken(tmp_path)
    (tmp_path / "bergen.md").unlink()
    with pytest.raises(RecordError, match="bytes"):
        load(tmp_path, lenient=True)


def test_a_broken_thesaurus_is_left_out_where_that_is_asked_for(tmp_path: Path) -> None:
    write_files(tmp_path, {**BERGEN, "thesaurus.yaml": "names:\n  - x\n"})
    with pytest.raises(RecordError, match=r"thesaurus\.yaml:2"):
        load(tmp_path)
    assert left_out(load(tmp_path, lenient=True)) == {"thesaurus.yaml": "not a mapping"}


def test_two_documents_of_one_id_are_both_left_out_since_a_citation_cannot_tell_them_apart(tmp_path: Path) -> None:
    write_files(tmp_path, BERGEN)
    for name, id_ in (("a.md", "Twin"), ("b/b.md", "TWIN")):
        write_files(tmp_path, {name: document(id_, "T", "2020-01-02", "They met.\n")})
    with pytest.raises(RecordError, match="belongs to another document too"):
        load(tmp_path)
    record = load(tmp_path, lenient=True)
    assert [one.id for one in record.documents] == ["BERGEN"]
    assert set(left_out(record)) == {"a.md", "b.md"}


# What several documents say


def test_documents_that_disagree_get_a_finding_each_and_the_strongest_status(answer: Callable[..., Answer]) -> None:
    given = answer("was arms control discussed")
    assert sorted(found(given), key=str) == [
        ("FIRST", "Control of Arms", "no_indication"),
        ("SECOND", "Arms Control", "discussed"),
    ]
    assert given.status == "discussed"
    assert given.disagreements == (given.note,)
    assert given.note == (
        f"Control of Arms: the documents disagree: {FIRST_DATED}: no indication that it was discussed"
        f" · {SECOND_DATED}: reported as discussed"
    )
    assert {finding.note for finding in given.findings} == {
        f"Control of Arms: no indication that it was discussed ({FIRST_DATED})",
        f"Arms Control: reported as discussed ({SECOND_DATED})",
    }


def test_each_of_several_findings_has_quotes_and_ground_of_its_own_document(answer: Callable[..., Answer]) -> None:
    given = answer("was arms control discussed")
    for finding in given.findings:
        assert finding.ground is not None
        assert finding.ground.passage.startswith(f"{finding.document}:")
        assert finding.quotes
        assert all(given.quotes[one].passage.startswith(f"{finding.document}:") for one in finding.quotes)
        assert all(finding.document in given.quotes[one].citation for one in finding.quotes if finding.document)


def test_topics_are_one_by_the_thesaurus_too(answer: Callable[..., Answer]) -> None:
    for question in ("were visas discussed", "were study permits discussed", "were entry papers discussed"):
        assert sorted(found(answer(question))) == [
            ("FIRST", "Visas", "no_indication"),
            ("SECOND", "Study Permits", "no_indication"),
        ]


def test_documents_that_agree_are_both_named_and_no_disagreement_is(answer: Callable[..., Answer]) -> None:
    given = answer("were fishing quotas discussed")
    assert given.status == "discussed"
    assert given.disagreements == ()
    assert "disagree" not in given.note
    assert FIRST_DATED in given.note
    assert SECOND_DATED in given.note


def test_a_document_that_lists_the_topic_and_lacks_the_thing_asked_has_no_finding(
    answer: Callable[..., Answer],
) -> None:
    assert found(answer("herring")) == [("SECOND", "Fishing Quotas", "discussed")]


def test_each_subject_comes_before_any_further_document(answer: Callable[..., Answer]) -> None:
    given = answer("were fishing quotas and arms control discussed")
    assert [quote.topic for quote in given.quotes[:2]] == ["Fishing Quotas", "Arms Control"] or [
        quote.topic for quote in given.quotes[:2]
    ] == ["Fishing Quotas", "Control of Arms"]
    assert len({(quote.passage.split(":")[0], quote.topic) for quote in given.quotes[:4]}) == 4
    assert given.status == "discussed"


def test_what_no_single_passage_holds_together_is_absent_though_two_documents_hold_it(
    answer: Callable[..., Answer],
) -> None:
    given = answer("Setúbal and Porto: was a ferry line between them discussed")
    assert given.status != "absent"
    given = answer("Setúbal Porto")
    assert given.status == "absent"
    assert given.together == 0
    assert given.note == "Not together in any passage of the record: Setúbal, Porto, as of March 9, 2020"


def test_what_somebody_said_is_looked_for_in_every_document(answer: Callable[..., Answer]) -> None:
    given = answer("what did Okonjo say about quotas for cod")
    by_document = {one.document: one for one in given.findings}
    assert {"FIRST", "PRESS"} <= set(by_document)
    assert given.status == "discussed"
    assert "no words of" not in by_document["FIRST"].note + by_document["PRESS"].note
    assert by_document["SECOND"].note.endswith("no words of Okonjo on it in SECOND")
    assert [given.quotes[one].text for one in by_document["PRESS"].quotes] == [
        "Premier Okonjo said that the quotas for cod were a scandal."
    ]


@pytest.fixture(scope="module")
def faro(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    """Answers from a report all over which its actors stand, and a press conference where they are hardly named."""
    return Answerer(load(write_files(tmp_path_factory.mktemp("faro"), FARO))).answer


def test_a_mention_outside_the_topics_takes_nothing_from_what_another_document_reports(
    faro: Callable[[str], Answer],
) -> None:
    given = faro("was cod discussed")
    assert found(given) == [("REPORT", "Fishing", "discussed")]
    assert given.status == "discussed"


def test_words_of_whom_is_asked_come_first_and_the_status_from_the_document_that_has_one(
    faro: Callable[[str], Answer],
) -> None:
    given = faro("what did Okonjo say about cod")
    assert found(given) == [("CONF", None, "mentioned"), ("REPORT", "Fishing", "discussed")]
    assert given.status == "discussed"
    assert given.quotes[0].text == "Okonjo said that cod was for everybody."
    assert given.findings[1].note.endswith("no words of Okonjo on it in REPORT")


def test_one_who_acts_in_a_document_is_no_subject_where_he_is_hardly_named(faro: Callable[[str], Answer]) -> None:
    given = faro("who interpreted for Okonjo")
    assert given.status == "absent"
    assert [one.asked for one in given.looked_for] == ["interpreted"]


def test_what_stands_all_over_a_document_need_not_stand_in_each_of_its_passages(
    faro: Callable[[str], Answer],
) -> None:
    given = faro("did Portugal lift the road tolls")
    assert found(given) == [("REPORT", "Road Tolls", "discussed")]
    assert [one.asked for one in given.looked_for] == ["Portugal", "road tolls"]
    assert given.together == 1


def test_a_question_on_the_whole_gets_each_topic_of_each_document(answer: Callable[..., Answer]) -> None:
    given = answer("what was not discussed")
    assert sorted(found(given)) == [
        ("FIRST", "Control of Arms", "no_indication"),
        ("FIRST", "Visas", "no_indication"),
        ("SECOND", "Study Permits", "no_indication"),
    ]


def test_a_topic_by_its_name_is_that_of_every_document(lisbon: Record) -> None:
    ledger = Answerer(lisbon).topic("Arms Control")
    assert ledger is not None
    assert found(ledger) == [("FIRST", "Control of Arms", "no_indication"), ("SECOND", "Arms Control", "discussed")]
    part = Answerer(lisbon).topic("Arms Control", lisbon.scope(["SECOND"]))
    assert part is not None
    assert found(part) == [("SECOND", "Arms Control", "discussed")]
    assert Answerer(lisbon).topic("Arms Control", lisbon.scope(["PRESS"])) is None


def test_each_document_tells_of_itself(tmp_path: Path) -> None:
    for id_, writer in (("A", "Ada Berg"), ("B", "Bo Dahl")):
        given, family = writer.split()
        body = f"{writer}, analyst\n\n***\n\nThey met in Oslo.\n"
        source = document(id_, "A Report", "2020-01-02", body).replace("\n***\n", "", 1)
        named = source.replace("---\n", f"---\nauthor: [{{given: {given}, family: {family}}}]\n", 1)
        write_files(tmp_path, {f"{id_}.md": named})
    answerer = Answerer(load(tmp_path))
    assert [quote.text for quote in answerer.answer("who wrote it").quotes] == ["Ada Berg, analyst", "Bo Dahl, analyst"]
    one = answerer.answer("who wrote it", quotes=1)
    assert len(one.quotes) == 1
    assert "1 of its 2 documents" in one.note


def test_a_record_of_one_document_is_answered_in_the_fields_it_always_was(folder: Path) -> None:
    given = json.loads(Answerer(load(folder / "b" / "first.md")).answer("were visas discussed").model_dump_json())
    assert "disagreements" not in given
    assert set(given["record"]) == {"documents", "as_of", "digest"}
    assert "document" not in given["findings"][0]
    assert given["note"] == "Visas: no indication that it was discussed, as of March 5, 2020"


def test_an_answer_of_several_documents_reads_back_from_its_json(answer: Callable[..., Answer]) -> None:
    given = answer("was arms control discussed", documents=["FIRST", "SECOND"])
    assert Answer.model_validate_json(given.model_dump_json()) == given
    assert json.loads(given.model_dump_json())["version"] == 1


@pytest.mark.parametrize(("earlier", "later"), [("discussed", "not discussed"), ("not discussed", "discussed")])
def test_scores_count_the_strongest_status_of_a_topic_that_two_documents_list(
    earlier: str, later: str, tmp_path: Path
) -> None:
    for id_, how, day in (("A", earlier, "2020-01-02"), ("B", later, "2020-01-03")):
        body = f"The following subjects were {how}:\n\n- **Fish.** They had cod.\n"
        write_files(tmp_path, {f"{id_}.md": document(id_, "A Report", day, body)})
    record = load(tmp_path)
    question = {"id": "1", "q": "was fish discussed", "style": "status", "status_any": ["discussed"]}
    labelled = LabelledQuestion.model_validate({**question, "topics": {"Fish": "discussed"}})
    scores = evaluate([labelled], Answerer(record).answer, record)
    assert scores.misses == ()
    assert scores.rates["topics"].share == 1


# A part of the record


@pytest.mark.parametrize(
    ("part", "documents"),
    [
        ({"documents": ["first"]}, ["FIRST"]),
        ({"documents": ["SECOND", " press "]}, ["PRESS", "SECOND"]),
        ({"after": datetime.date(2020, 3, 5)}, ["SECOND"]),
        ({"before": datetime.date(2020, 3, 5)}, ["PRESS"]),
        ({"after": datetime.date(2020, 3, 2), "before": datetime.date(2020, 3, 9)}, ["FIRST"]),
        ({"documents": ["FIRST", "SECOND"], "after": datetime.date(2020, 3, 5)}, ["SECOND"]),
    ],
)
def test_a_part_is_of_these_documents_or_days(
    part: dict[str, object], documents: list[str], answer: Callable[..., Answer], lisbon: Record
) -> None:
    given = answer("what was discussed, tunnels?", **part)
    assert list(given.record.searched) == documents
    sizes = [len(one.passages) for one in lisbon.documents if one.id in documents]
    assert given.record.passages == sum(sizes)
    assert {one.document for one in answer("what was said about quotas", **part).findings} <= {*documents, None}


def test_all_of_the_record_is_no_part(lisbon: Record) -> None:
    assert lisbon.scope() is EVERYTHING
    assert lisbon.scope(["FIRST", "SECOND", "PRESS"], after=datetime.date(2019, 1, 1)) is EVERYTHING


def test_a_part_without_a_document_is_refused_by_its_name_or_days(lisbon: Record) -> None:
    with pytest.raises(UnknownDocumentError, match="no document 'THIRD' in the record; it has: PRESS, FIRST, SECOND"):
        lisbon.scope(["FIRST", "THIRD"])
    with pytest.raises(ScopeError, match="no document was issued after March 9, 2020"):
        lisbon.scope(after=datetime.date(2020, 3, 9))
    with pytest.raises(ScopeError, match=r"no document of those .* after March 5, 2020 and before"):
        lisbon.scope(["FIRST"], after=datetime.date(2020, 3, 5), before=datetime.date(2020, 3, 1))


def test_what_another_document_holds_is_absent_from_a_part_that_says_which_it_is(answer: Callable[..., Answer]) -> None:
    given = answer("was Setúbal mentioned", documents=["FIRST"])
    assert given.status == "absent"
    assert given.note == "Not in FIRST: Setúbal, as of March 5, 2020"
    assert [one.passages for one in given.looked_for] == [0]
    assert given.quotes == given.nearby == ()


def test_what_is_near_by_is_of_the_part(answer: Callable[..., Answer]) -> None:
    given = answer("herring from Porto", documents=["SECOND"])
    assert given.status == "absent"
    assert {quote.passage.split(":")[0] for quote in given.nearby} <= {"SECOND"}


QUESTIONS = (
    "was arms control discussed",
    "were fishing quotas discussed",
    "what did Okonjo say about cod",
    "what did Albers say",
    "was the ferry line discussed",
    "was Setúbal mentioned",
    "what was discussed",
    "what was not discussed",
    "did Albers or Okonjo mention mines",
    "tunnels",
)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", ["b/first.md", "a/second.md", "press/conference.md"])
def test_a_part_answers_as_its_document_alone(
    question: str, name: str, answer: Callable[..., Answer], tmp_path: Path
) -> None:
    write_files(tmp_path, {key: LISBON[key] for key in (name, "thesaurus.yaml")})
    alone = load(tmp_path)
    id_ = alone.documents[0].id
    part, own = answer(question, documents=[id_]), Answerer(alone).answer(question)
    assert part.status == own.status
    assert [(one.topic, one.status) for one in part.findings] == [(one.topic, one.status) for one in own.findings]
    assert [quote.passage for quote in part.quotes] == [quote.passage for quote in own.quotes]


# Naming a passage


def test_a_number_alone_names_no_passage_where_there_are_several_documents(lisbon: Record, folder: Path) -> None:
    with pytest.raises(AmbiguousPassageError, match="PRESS:3, FIRST:3, SECOND:3"):
        lisbon.passage("3")
    assert lisbon.passage(" first:3 ").passage.id == "FIRST:3"
    assert load(folder / "b" / "first.md").passage("3").passage.id == "FIRST:3"
    with pytest.raises(UnknownPassageError, match="nearest is FIRST:7"):
        lisbon.passage("first:99")


def test_passages_are_found_by_document_and_topic(lisbon: Record) -> None:
    assert [one.passage.id for one in lisbon.passages.on("FIRST", "Ferry Lines")] == ["FIRST:4"]
    assert [one.passage.document for one in lisbon.passages.of("PRESS")] == ["PRESS"] * len(lisbon.passages.of("PRESS"))
    assert lisbon.passages.of("nothing") == ()
    assert lisbon.passages.count(lisbon.scope(["FIRST"])) == len(lisbon.passages.of("FIRST"))
    assert FIRST_REPORT.count("\n- ") == len(lisbon.documents[1].topics)


def test_a_path_is_told_within_the_record(lisbon: Record, folder: Path) -> None:
    assert lisbon.sources.relative(folder / "b" / "first.md") == Path("b/first.md")
    assert lisbon.sources.relative(Path("/elsewhere/x.md")) == Path("x.md")
