"""Records made for tests: two reports and a transcript on talks that never were, and a report on others."""

from collections.abc import Mapping
from pathlib import Path

FRONT_MATTER = "---\nid: {id}\ntitle: {title}\nissued: {issued}\n---\n\n# {title}\n\n***\n\n"

FIRST_REPORT = """
Minister Albers and Premier Okonjo met in Lisbon. Albers called the talks useful, and Okonjo agreed with Albers.

The following subjects were discussed:

- **Fishing Quotas.** Okonjo told Albers that the quotas for cod were unfair. Albers said that Okonjo was mistaken.
- **Ferry Lines.** Albers proposed to Okonjo a ferry line from Porto.

There is no indication that these subjects were discussed:

- **Control of Arms.** Neither Albers nor Okonjo mentioned the mines in the strait.
- **Visas.** Albers and Okonjo did not mention visas for students.
"""
SECOND_REPORT = """
Observers learned more of the talks in Lisbon.

The main topics were as follows:

- **Arms Control.** According to officials, Albers and Okonjo agreed to clear the mines by autumn.
- **Fishing Quotas.** Officials said that the quotas for herring were raised too.

There is no indication that the following were raised:

- **Study Permits.** Nobody recalled a word on them.
"""
TRANSCRIPT = """
Good afternoon to all of you here in Lisbon.

Minister Albers said that the harbour of Setúbal would be dredged.

Premier Okonjo said that the quotas for cod were a scandal.

We thank the hosts for their hospitality.

There will be a further round in spring.

The weather has been kind to us.
"""
OTHER_TALKS = """
Chancellor Meyer and President Lund met in Bergen.

The following subjects were discussed:

- **Whaling.** Lund told Meyer that whaling would go on.
"""
ACTORS_REPORT = """
Premier Okonjo came to Faro to meet Minister Albers, whom Portugal had named as its envoy.

Okonjo and Portugal had prepared the meeting for months, as Albers remarked.

Albers thanked Okonjo. Okonjo praised Portugal for its patience.

The following subjects were discussed:

- **Fishing.** The quotas for cod, an old quarrel between Portugal and its neighbour, came up at once.
- **Road Tolls.** Lorries would pay less from autumn on.
- **Lighthouses.** Okonjo and Portugal would mend the one on the cape.

The meeting with Okonjo was a good start for Portugal.
"""
ACTORS_CONFERENCE = "\n\n".join(
    (
        "Good evening, and thank you for coming at this late hour.",
        "Okonjo said that cod was for everybody.",
        "Cod! Cod, and cod again.",
        "The question of the harbour is an open one.",
        "The lady in the front row, please.",
        "A question on the envoy of Portugal, and on who keeps the books.",
        "We keep them together, and nobody has complained so far.",
        "The gentleman at the back.",
        "When will the bridge be opened to cyclists?",
        "In summer, if the weather allows it.",
        "One more from the radio, and then we must go.",
        "Will there be another meeting of this kind?",
        "Nothing is planned, but the door is open.",
        "Thank you all, and good night.",
    )
)
THESAURUS = "names:\n  Visas: [Study Permits, entry papers]\nwords:\n"


def document(id_: str, title: str, issued: str, body: str) -> str:
    """A document's source."""
    return FRONT_MATTER.format(id=id_, title=title, issued=issued) + body.lstrip("\n")


LISBON: Mapping[str, str] = {
    "b/first.md": document("FIRST", "The Lisbon Talks", "2020-03-05", FIRST_REPORT),
    "a/second.md": document("SECOND", "More on the Lisbon Talks", "2020-03-09", SECOND_REPORT),
    "press/conference.md": document("PRESS", "Press Conference in Lisbon", "2020-03-02", TRANSCRIPT),
    "thesaurus.yaml": THESAURUS,
}
FARO: Mapping[str, str] = {
    "report.md": document("REPORT", "The Faro Meeting", "2021-04-02", ACTORS_REPORT),
    "conference.md": document("CONF", "Press Conference in Faro", "2021-04-01", ACTORS_CONFERENCE),
}
BERGEN: Mapping[str, str] = {"bergen.md": document("BERGEN", "The Bergen Talks", "2019-06-01", OTHER_TALKS)}


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Writes files, each at its path within a folder; returns the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
