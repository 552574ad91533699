"""Records made for tests."""

from pathlib import Path

from knowledge.record import Record, load


def write_record(folder: Path, body: str, **metadata: str) -> Record:
    """A record of one document."""
    facts = {"id": "DOC-1", "title": "A Meeting", "issued": "2020-01-02", **metadata}
    front = "\n".join(f"{key}: {value}" for key, value in facts.items())
    path = folder / "made.md"
    path.write_text(f"---\n{front}\n---\n\n# {facts['title']}\n\nJanuary 2, 2020\n\n***\n\n{body}\n")
    return load(path)
