"""What answers say in words of their own: one line on a topic by its name, never on what a question claims."""

from collections.abc import Sequence

from knowledge.answer import Finding
from knowledge.document import Document, Status, Topic, as_of, written_date
from knowledge.errors import NAMED
from knowledge.record import Record
from knowledge.scope import Scope

STATUS_PHRASES = {
    Status.DISCUSSED: "reported as discussed",
    Status.NO_INDICATION: "no indication that it was discussed",
    Status.MENTIONED: "mentioned, not reported as discussed",
}
NO_TOPIC = "No topic of the record is asked for."


class Notes:
    """Writes the notes of answers from one record; where it has several documents, each note names its own."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._are_several = len(record.documents) > 1
        dates = {document.id: written_date(document.metadata.issued) for document in record.documents}
        self._dated = {document: f"{document}, {date}" for document, date in dates.items()}
        # Where the status of a topic is from.
        self._from = {
            document: f" ({self._dated[document]})" if self._are_several else f", as of {date}"
            for document, date in dates.items()
        }

    def on_topic(self, document: Document, topic: Topic | None, silent: Sequence[str] = ()) -> str:
        """The status that a document gives a topic; and of whom it has no words on it."""
        status = topic.status if topic else Status.MENTIONED
        name = topic.name if topic else "Outside the listed topics"
        note = f"{name}: {STATUS_PHRASES[status]}{self._from[document.id]}"
        if silent:
            source = document.id if self._are_several else "the record"
            note += f"; no words of {' and '.join(silent)} on it in {source}"
        return note

    def not_held(self, asked: str, scope: Scope, *, together: bool) -> str:
        """That what was asked for isn't in the documents that were searched, or not together in a passage of theirs."""
        where = "Not together in any passage of" if together else "Not in"
        return f"{where} {self._name(scope)}: {asked}, as of {self._as_of(scope)}"

    def no_words(self, name: str, scope: Scope) -> str:
        """That the documents that were searched give somebody no words."""
        return f"No words of {name} in {self._name(scope)}, as of {self._as_of(scope)}"

    def no_such_topic(self, scope: Scope) -> str:
        """That no topic of the statuses or the speaker wanted is listed."""
        if scope.documents is None:
            return "The record lists no such topic."
        return f"No such topic is listed in {self._name(scope)}."

    def disagreement(self, findings: Sequence[Finding]) -> str | None:
        """That documents which list one topic give it different statuses, and which; None where they don't."""
        listing = [one for one in findings if one.topic and one.document]
        if len({one.document for one in listing}) < 2 or len({one.status for one in listing}) < 2:
            return None
        order = list(self._dated)
        listing.sort(key=lambda one: order.index(one.document or ""))
        said = " · ".join(f"{self._dated[one.document or '']}: {STATUS_PHRASES[one.status]}" for one in listing)
        return f"{listing[0].topic}: the documents disagree: {said}"

    def on_subject(self, findings: Sequence[Finding]) -> str:
        """What all documents have on one subject."""
        disagreement = self.disagreement(findings)
        notes = [one.note for one in findings if not (disagreement and one.topic)]
        return "; ".join(dict.fromkeys([disagreement, *notes] if disagreement else notes))

    def _name(self, scope: Scope) -> str:
        """The documents that were searched, as a note names them."""
        ids = [document.id for document in self._record.documents_in(scope)]
        if scope.documents is None:
            return "the record"
        return " or ".join(ids) if len(ids) <= NAMED else f"the {len(ids)} documents that were searched"

    def _as_of(self, scope: Scope) -> str:
        return written_date(as_of(self._record.documents_in(scope)))
