"""Which sentences tell something of a document itself, or of the meeting's outline: by words of its metadata."""

import re

from knowledge.document import Metadata, written_date
from knowledge.vocabulary import MetaKind

WORD = re.compile(r"\w+")


def wanted_words(metadata: Metadata, kind: MetaKind) -> list[str]:
    """What a sentence holds that tells something of a document, or of the meeting's outline."""
    number = metadata.number or metadata.id
    match kind:
        case MetaKind.AUTHOR | MetaKind.CONTACT:
            return [name.family or name.literal or "" for name in metadata.author]
        case MetaKind.NUMBER:
            return [number]
        case MetaKind.PUBLISHER:
            return [metadata.publisher or "", number]
        case MetaKind.DATE:
            return [written_date(metadata.issued)]
        case MetaKind.TITLE:
            return [metadata.title]
        case MetaKind.EVENT_DATE:
            return [written_date(metadata.event_date)] if metadata.event_date else []
        case _:
            return [metadata.event_place] if metadata.event_place else []


def tells(text: str, words: str, kind: MetaKind) -> bool:
    """Whether a sentence holds words; those of a meeting's date anywhere, as it may take days ("May 2 and 3")."""
    if not words or words in text:
        return bool(words)
    return kind is MetaKind.EVENT_DATE and set(WORD.findall(words)) <= set(WORD.findall(text))
