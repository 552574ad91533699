"""Whom a text names as the speaker of a quotation, by the verdict on words that the record gives to Putin."""

from collections.abc import Callable

import pytest

from knowledge.record import Record
from knowledge.verifying.verify import Verifier

SAID = "you can't believe anybody"
"""The record gives this to Putin, in quotation marks."""
NARRATED = "President Trump did not mention Ukraine in his public remarks"
"""The record says this itself."""

SAFETY = "creating safety for Israel"
"""The record gives this to Trump."""
AGREES = "agrees with what I'm doing"
"""The record gives this to Trump, of Putin."""

Verdicts = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def verdicts(record: Record) -> Verdicts:
    verifier = Verifier(record)
    return lambda text: [str(check.verdict) for check in verifier.verify(text).checks]


@pytest.mark.parametrize(
    "text",
    [
        # Before it: a verb, a label, a source, a noun.
        "{name} said “…”",
        "{name} told reporters that “…”",
        "In Helsinki {name} claimed “…”",
        "After the talks, {name} called it “…”",
        "lol {name} straight up said “…”",
        "{name}, standing next to the flag, said “…”",
        "with {name} insisting “…”",
        "{name}: “…”",
        "**{name}**: “…”",
        "{name} on Syria: “…”",
        "{name} - “…”",
        "According to {name}, “…”",
        "In the words of {name}: “…”",
        "{name}'s claim that “…”",
        "{name}'s “…” remark",
        "Quote from {name}: “…”",
        "They were told by {name} that “…”",
        "the report quotes {name} as saying “…”",
        "the report attributes “…” to {name}",
        # After it.
        "“…,” {name} said.",
        "“…,” said {name}.",
        "“…”, tweeted {name}",
        "“…” — {name}",
        "“…” -- {name}, Helsinki, 2018",
        "“…”\n— {name}",
        "“…” ({name})",
        "“…”, {name}",
        "“…” according to {name}",
        "“…” is what {name} said",
        "“…” were {name}'s words",
        "“…”, as {name} put it",
        # A block quote.
        "{name}:\n> …\nthere",
        "{name} said\n\n> …",
        "> …\n— {name}",
        "> …\n> — {name}",
        "> …\nsaid {name}",
    ],
)
def test_the_speaker_is_named_before_or_after_a_quotation(text: str, verdicts: Verdicts) -> None:
    asked = text.replace("…", SAID)
    assert verdicts(asked.format(name="Putin")) == ["exact"]
    assert verdicts(asked.format(name="Trump")) == ["misattributed"]
    assert verdicts(asked.format(name="Angela Merkel")) == ["misattributed"]


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("Vladimir Putin", "exact"),
        ("President Putin", "exact"),
        ("President Putin of Russia", "exact"),
        ("Mr. Putin", "exact"),
        ("putin", "exact"),
        ("PUTIN", "exact"),
        ("Vlad Putin", "exact"),
        ("the Russian President", "exact"),
        ("Russia's president", "exact"),
        ("the president of Russia", "exact"),
        ("The Russian leader", "exact"),
        ("Russia", "exact"),
        ("Donald J. Trump", "misattributed"),
        ("the U.S. President", "misattributed"),
        ("the American president", "misattributed"),
        ("POTUS", "misattributed"),
        ("Maria Putin", "misattributed"),
        ("Putin's spokesman", "misattributed"),
        ("an aide to Putin", "misattributed"),
        ("the Trump Administration", "misattributed"),
        ("the White House", "misattributed"),
        ("the State Department", "misattributed"),
        ("the Russian delegation", "misattributed"),
        ("Congress", "misattributed"),
        ("merkel", "misattributed"),
        ("Mike Pence", "misattributed"),
        ("Pompeo", "misattributed"),
        ("Barack Obama", "misattributed"),
        ("the Ukrainian president", "misattributed"),
        ("Israel", "misattributed"),
        ("Theresa May", "misattributed"),
        ("Mohammed bin Salman", "misattributed"),
        ("H. R. McMaster", "misattributed"),
        ("Congressman Adam Schiff", "misattributed"),
        ("the FBI", "misattributed"),
    ],
)
def test_a_name_means_whom_a_reader_takes_it_for(name: str, verdict: str, verdicts: Verdicts) -> None:
    assert verdicts(f"{name} said “{SAID}”") == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "“…”",
        "“…” lol, that is an actual quote",
        "I said “…”",
        "People keep saying “…”",
        "someone wrote “…”",
        "they keep writing “…”",
        "The article says “…”",
        "page one reads “…”",
        "My uncle, who hates Trump, says “…”",
        "Fact: “…”",
        "Ukraine: “…”",
        "Crimea: “…”",
        "Election Interference: “…”",
        "The Trump-Putin summit: “…”",
        "The Trump-Putin Summit: “…”",
        "Trump Tower: “…”",
        "I asked Trump about “…”",
        "“…” and Trump nodded",
        "“…”. Trump disagreed.",
        "“…” #Trump",
        "“…” (par. 7)",
        "“…”, Helsinki",
        "“…” in Helsinki",
        "The United States heard “…”",
        "> …\nwell that aged badly",
        "> …\nTrump, of all people, will not like it when he reads it",
    ],
)
def test_where_no_speaker_is_named_nothing_is_compared(text: str, verdicts: Verdicts) -> None:
    assert verdicts(text.replace("…", SAID)) == ["exact"]
    assert verdicts(text.replace("…", NARRATED)) == ["exact"]


@pytest.mark.parametrize(
    "text",
    ["Trump never said “…”", "Trump did not say “…”", "Nobody said “…”", "“…” was never said by Trump"],
)
def test_whoever_is_said_not_to_have_said_it_is_not_named(text: str, verdicts: Verdicts) -> None:
    assert verdicts(text.replace("…", SAID)) == ["exact"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Trump told Putin “…”", "misattributed"),
        ("Putin told Trump “…”", "exact"),
        ("Trump was told “…”", "exact"),
        ("Unlike Trump, Putin said “…”", "exact"),
        ("Asked about Trump, Putin answered “…”", "exact"),
        ("After Putin left, Trump said “…”", "misattributed"),
        ("Putin said no and Trump said “…”", "misattributed"),
        ("Putin told Trump, who replied “…”", "misattributed"),
        ("Trump told Putin, who replied “…”", "exact"),
        ("Trump heard Putin say “…”", "exact"),
        ("“…”, Putin told Trump", "exact"),
        ("Putin, not Trump, said “…”", "exact"),
        ("Trump, not Putin, said “…”", "misattributed"),
        ("It was Trump, not Putin, who said “…”", "misattributed"),
        ("“…”, said Trump, not President Putin", "misattributed"),
        ("“…” — Trump, not Putin", "misattributed"),
        ("“…”, said Putin, not Trump", "exact"),
        ("Trump, not surprisingly, never said “…”", "exact"),
        ("Trump did not say “…”, not Putin", "exact"),
        ("Not Trump, not Pence, said “…”", "exact"),
    ],
)
def test_whoever_is_spoken_to_or_about_is_not_the_speaker(text: str, verdict: str, verdicts: Verdicts) -> None:
    assert verdicts(text.replace("…", SAID)) == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Putin was evasive. “…,” he said.", "exact"),
        ("Trump was evasive. “…,” he said.", "misattributed"),
        ("Trump smiled. He said “…”", "misattributed"),
        ("Trump and Putin met. He said “…”", "exact"),
        ("he said “…”", "exact"),
        ("Putin said “private meeting”. He added “…”", "exact"),
    ],
)
def test_a_pronoun_means_the_only_person_named_before_it(text: str, verdict: str, verdicts: Verdicts) -> None:
    assert verdicts(text.replace("…", SAID))[-1] == verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin said “crushing terrorists” and that it “does not represent the Russian state”", ["exact", "exact"]),
        ("Trump said “crushing terrorists” and “creating safety for Israel”", ["misattributed", "exact"]),
        ("Trump:\n- “crushing terrorists”\n- “creating safety for Israel”", ["misattributed", "exact"]),
        ("Trump said:\n“crushing terrorists”\n“creating safety for Israel”", ["misattributed", "exact"]),
        ("Trump: “crushing terrorists”. Putin: “creating safety for Israel”.", ["misattributed"] * 2),
        ("Putin: “crushing terrorists” Trump: “creating safety for Israel”", ["exact", "exact"]),
        ("“creating safety for Israel,” said Trump, while Putin spoke of “crushing terrorists”", ["exact", "exact"]),
        ("“crushing terrorists” - Putin\n“creating safety for Israel” - Trump", ["exact", "exact"]),
    ],
)
def test_a_speaker_named_once_holds_for_his_sentence_and_his_list(
    text: str, expected: list[str], verdicts: Verdicts
) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Trump said Putin “agrees with what I'm doing”", "exact"),
        ("“agrees with what I'm doing,” Putin said", "misattributed"),
        ("CRS says Putin said “you can't believe anybody”", "exact"),
        ("Putin said “Trump adhered to U.S. policy”", "exact"),
        ("Trump said “the United States could be firmer”", "misattributed"),
        ("Trump called it “a first step to improving relations”", "exact"),
        ("The Presidents called it “a first step to improving relations”", "exact"),
        ("Trump and Putin called it “a first step to improving relations”", "exact"),
        ("Merkel and Putin called it “a first step to improving relations”", "misattributed"),
        ("The Presidents said “you can't believe anybody”", "misattributed"),
        ("Putin: “fine-tune dialogue on strategic stability”", "misattributed"),
        ("The Russians proposed to “fine-tune dialogue on strategic stability”", "exact"),
        ("The State Department called it “a pretty good place to start”", "exact"),
        ("lawmakers expressed “concern about the lack of clarity”", "exact"),
    ],
)
def test_in_a_chain_the_outer_speaker_counts_and_joint_ones_speak_together(
    text: str, verdict: str, verdicts: Verdicts
) -> None:
    assert verdicts(text) == [verdict]


@pytest.mark.parametrize("source", ["CRS", "Cory Welt", "The Congressional Research Service", "CRS analyst Cory Welt"])
def test_the_author_and_the_publisher_are_right_for_all_that_the_record_says(source: str, verdicts: Verdicts) -> None:
    assert verdicts(f"{source} wrote: “{NARRATED}”") == ["exact"]


@pytest.mark.parametrize("name", ["Trump", "Putin", "Merkel", "the White House"])
def test_what_the_record_says_itself_is_nobody_elses(name: str, verdicts: Verdicts) -> None:
    assert verdicts(f"{name} said “{NARRATED}”") == ["misattributed"]


def test_of_several_places_one_by_the_named_speaker_is_enough(verdicts: Verdicts) -> None:
    assert verdicts("Putin said “Ukraine”") == ["exact"]
    assert verdicts("Merkel said “Ukraine”") == ["misattributed"]


@pytest.mark.parametrize("passing", ["Posted by Alice", "-# Posted by alice", "Shared by Merkel", "retweeted by Trump"])
def test_who_passes_words_on_didnt_say_them(verdicts: Verdicts, passing: str) -> None:
    assert verdicts(f"{passing}\n> {SAID}") == ["exact"]
    assert verdicts(f"“{SAID}” {passing}") == ["exact"]


def test_who_is_said_to_have_posted_words_is_their_speaker(verdicts: Verdicts) -> None:
    assert verdicts(f"Trump posted “{SAID}”") == ["misattributed"]


@pytest.mark.parametrize(
    "text",
    [
        f'Putin didn\'t say "{AGREES}"',
        f'Putin didn’t say "{AGREES}"',
        f'Putin doesn\'t say "{AGREES}"',
        f'Putin wouldn\'t say "{AGREES}"',
        f'Putin couldn\'t have said "{AGREES}"',
        f'Putin never actually said "{AGREES}"',
        f'I don\'t think Trump said "{SAID}"',
        f'I doubt that Trump said "{SAID}"',
        f'It was Putin, not Trump, who said "{SAID}"',
        f'Trump\'s opponent Putin said "{SAID}"',
        'As Trump said, Putin "is prepared to extend" the treaty',
        f'Reuters - Putin said "{SAID}"',
        f'Reuters: "{SAID}", Putin says',
        f'Putin, whom Trump called a competitor, said "{SAID}"',
        f'Trump dodged Ukraine: "{NARRATED}"',
        f'Trump was silent: "{NARRATED}"',
        f'Trump caved to Putin: "{NARRATED}"',
        f'Proof that Trump is weak: "{NARRATED}"',
        f'Trump on Ukraine, according to the record: "{NARRATED}"',
        f'Trump lied, see CRS: "{NARRATED}"',
        f'"{NARRATED}" - so Trump said nothing',
        f'"{NARRATED}." Trump said nothing at all.',
        f"“{NARRATED},” which Trump denied.",
    ],
)
def test_a_denial_an_outlet_or_a_clause_about_somebody_accuses_nobody(text: str, verdicts: Verdicts) -> None:
    assert verdicts(text) == ["exact"]


@pytest.mark.parametrize(
    "text",
    [
        f'Did Putin say "{AGREES}"?',
        f'Did Putin really say "{AGREES}"?',
        f'Did Putin ever say "{AGREES}"?',
        f'Did Putin actually say "{AGREES}"?',
        f'Has Putin really said "{AGREES}"',
        f'I heard Putin really say "{AGREES}"',
    ],
)
def test_an_adverb_between_a_speaker_and_the_verb_makes_no_difference(text: str, verdicts: Verdicts) -> None:
    assert verdicts(text) == ["misattributed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Trump said “{SAFETY}” while the record describes “crushing terrorists”", ["exact", "exact"]),
        (f"Trump said “{SAFETY}” while Putin went with “{SAID}”", ["exact", "exact"]),
        (
            f'Putin said "{SAID}." Trump was clear that "we spent a great deal of time talking about it."',
            ["exact", "exact"],
        ),
        (f'Putin said "{SAID}." The record also has "{SAFETY}."', ["exact", "exact"]),
        (f"Putin said “{SAID}” and “{SAFETY}”", ["exact", "misattributed"]),
    ],
)
def test_a_speaker_is_carried_over_within_a_list_and_not_past_a_name_or_a_full_stop(
    text: str, expected: list[str], verdicts: Verdicts
) -> None:
    assert verdicts(text) == expected


def test_us_is_the_country_in_capitals_only(verdicts: Verdicts) -> None:
    assert verdicts("“central to US” and “central to U.S.” and “central to us”") == ["exact", "exact", "differs"]
