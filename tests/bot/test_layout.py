"""What an answer looks like: its lines, before a screen wraps and colours them."""

import datetime
from collections.abc import Callable

import pytest

from bot.layout import answer_lines, refusal_lines, status_style
from bot.visible import shortened, visible
from knowledge.answer import Answer, Finding, GroundQuote, LookedFor, Quote, RecordStamp
from knowledge.answering import Answerer
from knowledge.document import Status
from knowledge.loading import load

STAMP = RecordStamp(documents=("D",), as_of=datetime.date(2020, 1, 2), digest="sha256:0123456789abcdef")
GROUND = GroundQuote(passage="D:3", start=0, end=9, text="As follows:")

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask() -> Ask:
    return Answerer(load()).answer


def shown(answer: Answer) -> list[str]:
    return [str(line) for line in answer_lines(answer)]


def quote(passage: str, text: str) -> Quote:
    return Quote(
        passage=passage,
        start=0,
        end=len(text),
        text=text,
        speakers=(),
        silent=(),
        topic=None,
        citation=f"A Title, par. {passage}",
        url=None,
    )


def finding(status: Status, note: str, quotes: tuple[int, ...], ground: GroundQuote | None = None) -> Finding:
    return Finding(topic=None, asked="asked", status=status, note=note, quotes=quotes, ground=ground)


def answer(status: Status, *findings: Finding, quotes: tuple[Quote, ...] = (), **fields: object) -> Answer:
    return Answer.model_validate(
        {
            "question": "q",
            "read_as": "q",
            "status": status,
            "note": "a note",
            "findings": findings,
            "quotes": quotes,
            "record": STAMP,
            **fields,
        }
    )


def test_a_finding_has_its_quotes_citation_and_ground_below() -> None:
    found = finding(Status.DISCUSSED, "Tea: reported as discussed", (0,), GROUND)
    assert shown(answer(Status.DISCUSSED, found, quotes=(quote("1", "They spoke of tea."),))) == [
        "Tea: reported as discussed",
        '  "They spoke of tea."',
        "  A Title, par. 1",
        '  because: "As follows:" par. 3',
    ]


def test_each_finding_has_its_own_quotes() -> None:
    first = finding(Status.DISCUSSED, "Tea: reported as discussed", (0, 2))
    second = finding(Status.MENTIONED, "Milk: mentioned", (1,))
    quotes = (quote("1", "One."), quote("2", "Two."), quote("3", "Three."))
    assert shown(answer(Status.MIXED, first, second, quotes=quotes)) == [
        "Tea: reported as discussed",
        '  "One."',
        "  A Title, par. 1",
        '  "Three."',
        "  A Title, par. 3",
        "Milk: mentioned",
        '  "Two."',
        "  A Title, par. 2",
    ]


def test_quotes_of_one_passage_share_its_citation_but_never_their_quotation_marks() -> None:
    found = finding(Status.DISCUSSED, "Tea: reported as discussed", (0, 1))
    quotes = (quote("1", "One."), quote("1", "Two."))
    lines = shown(answer(Status.DISCUSSED, found, quotes=quotes))
    assert lines[1:] == ['  "One."', '  "Two."', "  A Title, par. 1"]


def test_a_question_that_was_read_otherwise_says_how_first(ask: Ask) -> None:
    read_as, note, *_ = shown(ask("were sanctons discussed"))
    assert read_as == "read as: were sanctions discussed"
    assert note.startswith("Sanctions: no indication")
    assert shown(ask("were sanctions discussed"))[0] == note


def test_markup_in_a_question_is_shown_as_it_was_typed(ask: Ask) -> None:
    assert shown(ask("[bold]sanctons[/bold]"))[0] == "read as: [bold]sanctions[/bold]"


def test_what_steers_a_terminal_is_taken_out_of_a_question(ask: Ask) -> None:
    for question in ("\x1b[2Jwere sanctons discussed", "were \x9b2Jsanctons \x07discussed\r\u202e"):
        assert all(line.isprintable() for line in shown(ask(question)))
    assert [str(line) for line in refusal_lines("\x1b[2Jx\ny", "no")] == ['not answered: no ("[2Jx y")']


def test_an_absent_answer_says_what_was_looked_for_and_where() -> None:
    absent = answer(
        Status.ABSENT,
        finding(Status.ABSENT, "Not together in the record: arms, china", ()),
        looked_for=(
            LookedFor(asked="arms", read_as="arm", how="stem", passages=1),
            LookedFor(asked="china", read_as="china", how="unknown", passages=0),
        ),
        nearby=(quote("1", "They spoke of arms."),),
    )
    assert shown(absent) == [
        "Not together in the record: arms, china",
        '  looked for "arms" (read as "arm" by its stem): in 1 passage',
        '  looked for "china" (no word of the record): in no passage',
        "  all of these together: in no passage",
        "  in the record as of January 2, 2020, digest 0123456789ab",
        "",
        "near by, not an answer:",
        '  "They spoke of arms."',
        "  A Title, par. 1",
    ]


def test_an_absent_part_of_an_answer_can_be_checked_too(ask: Ask) -> None:
    lines = shown(ask("were sanctions and brexit discussed"))
    assert '  "Neither President indicated that U.S. sanctions on Russia were discussed."' in lines
    assert '  looked for "brexit" (no word of the record): in no passage' in lines


def test_no_topic_gets_a_line_on_how_to_ask(ask: Ask) -> None:
    note, hint = shown(ask("hello"))
    assert note
    assert "summit topics" in hint


def test_a_fact_about_the_document_is_quoted_without_a_hint(ask: Ask) -> None:
    lines = shown(ask("who is the author"))
    assert lines[1].startswith('  "Cory Welt, Analyst')
    assert "summit topics" not in "".join(lines)


@pytest.mark.parametrize("question", ["syria", "sanctions", "formal readout", "brexit", "hello", "syria and sanctions"])
def test_the_status_is_said_in_words(question: str, ask: Ask) -> None:
    first = shown(ask(question))[0].casefold()
    assert any(word in first for word in ("discussed", "mentioned", "not in", "no topic"))


def test_each_status_has_a_style_of_its_own() -> None:
    assert len({status_style(status) for status in Status}) == len(Status)


def test_visible_text_is_one_printable_line() -> None:
    assert visible(" a\0b\nc\u2028d\u200f \ud800e\x85") == "a b c d e"
    assert visible("naïve «Сирия» 😀") == "naïve «Сирия» 😀"


def test_a_shortened_text_says_that_it_was_cut() -> None:
    assert shortened("x" * 80) == "x" * 80
    assert shortened("x" * 81) == "x" * 79 + "…"
    assert shortened(" " * 1_000_000 + "x").endswith("…")
