"""Whether the record says what a text quotes it to say."""

from functools import cache, partial

from knowledge.errors import QuotationError
from knowledge.language import attribution, reporting
from knowledge.record import Record
from knowledge.verifying.alike import most_alike
from knowledge.verifying.attributing import Attributor, Named
from knowledge.verifying.beside import Beside
from knowledge.verifying.comparing import compared
from knowledge.verifying.likeness import ENOUGH, JUST_UNDER, Nearest, Op, at_most, nearest
from knowledge.verifying.mentions import Mentions
from knowledge.verifying.notes import Notes
from knowledge.verifying.people import People
from knowledge.verifying.places import Places
from knowledge.verifying.quotations import quotations
from knowledge.verifying.splices import Part, parts
from knowledge.verifying.verification import Change, Check, Place, Verdict, Verification
from knowledge.verifying.word_columns import UNKNOWN
from knowledge.verifying.word_positions import WordPositions, lettered
from knowledge.verifying.words import Words, words
from knowledge.vocabulary import english

LONGEST = 20_000
"""Characters of the longest text that is taken."""
MOST_PLACES = 4000
"""Places that are listed for a text, the same number for each quotation; words like "the" have more."""
_CANDIDATES = 24
"""Passages most like a quotation that are compared with it word by word."""


class Verifier:
    """Checks quotations against one record; holds no state between texts."""

    def __init__(self, record: Record) -> None:
        self._positions = WordPositions(record)
        self._places = Places(record, self._positions)
        mentions = Mentions(record, self._positions, reporting().titles)
        self._people = People(record, mentions, english(), reporting(), attribution())
        self._beside = Beside(Attributor(self._people, reporting(), attribution()))
        self._notes = Notes(mentions)

    def verify(self, text: str) -> Verification:
        """The verdict on each quotation of a text.

        Raises QuotationError for a text without a word or of more than LONGEST characters.
        """
        if len(text) > LONGEST:
            raise QuotationError(
                f"a text may have {LONGEST:,} characters; this one has {len(text):,}: check it in parts"
            )
        if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
            raise QuotationError("this is no valid text")
        found = quotations(text)
        if not found:
            raise QuotationError("there are no words to check: quote some, or give the bare words of a quotation")
        named = self._beside.named(text, found)
        # Quotations that are repeated are checked once.
        check = cache(partial(self._check, most=MOST_PLACES // len({one.text for one in found})))
        return Verification(text=text, checks=tuple(map(check, (one.text for one in found), named)))

    def _check(self, quoted: str, named: Named, most: int) -> Check:
        numbers, written = self._positions.numbers(words(quoted))
        standing = self._positions.find(numbers, written.pauses)
        if len(standing):
            at = self._positions.places(standing[:most])
            return self._standing(quoted, [(i, start, start + len(numbers)) for i, start in at], len(standing), named)
        near = self._nearest(numbers)
        if near and self._is_reworded(*near, written):
            changed = near[1].changed(written)
            # One changed word makes no splice, though it may stand elsewhere, even with the word beside it.
            found = parts(self._positions, numbers, written.pauses) if changed > 1 else ()
            found = found if len(found) <= changed else ()
        else:
            found = parts(self._positions, numbers, written.pauses)
        if found:
            return self._spliced(quoted, found)
        if near:
            return self._differing(quoted, *near)
        return Check(quoted=quoted, verdict=Verdict.NOT_IN_RECORD)

    def _standing(self, quoted: str, spans: list[tuple[int, int, int]], count: int, named: Named) -> Check:
        """The check of words that stand in the record."""
        places = tuple(self._places.place(*span) for span in spans)
        is_right = not named or any(
            self._says(place, span[0], named) for place, span in zip(places, spans, strict=True)
        )
        notes = [
            "" if is_right else self._notes.another(places, named),
            self._notes.quoting(places, [self._places.is_quoted(*span) for span in spans]),
            f"the first {len(places):,} of {count:,} places" if count > len(places) else "",
        ]
        return Check(
            quoted=quoted,
            verdict=Verdict.EXACT if is_right else Verdict.MISATTRIBUTED,
            places=places,
            note="; ".join(note for note in notes if note),
        )

    def _says(self, place: Place, passage: int, named: Named) -> bool:
        """Whether the record gives the words to those named, or they are its author; in a chain any link will do."""
        document = self._places.passage(passage).document
        return any(
            all(
                self._people.are_meant(phrase, place.speakers) or self._people.is_source(phrase, document)
                for phrase in group
            )
            for group in named
        )

    def _nearest(self, numbers: tuple[int, ...]) -> tuple[int, Nearest] | None:
        """The passage and the span most like a quotation, where one is like enough."""
        known = len(numbers) - numbers.count(UNKNOWN)
        if 2 * known < ENOUGH * (len(numbers) + known):
            return None
        quoted = lettered(numbers)
        alike = most_alike(self._positions, numbers, _CANDIDATES)
        candidates = {passage: self._positions.row_of(passage) for passage in alike}
        limits = {passage: at_most(row, quoted) for passage, row in candidates.items()}
        best: tuple[int, Nearest] | None = None
        for passage in sorted(limits, key=lambda passage: -limits[passage]):
            above = best[1].likeness if best else JUST_UNDER
            if limits[passage] <= above:
                break
            found = nearest(candidates[passage], self._places.sentences(passage), quoted, above)
            best = (passage, found) if found else best
        return best

    def _is_reworded(self, passage: int, near: Nearest, written: Words) -> bool:
        """Whether a quotation changes words of a span here and there, and every ellipsis of it is the record's own."""
        of_record = self._positions.words_of(passage)
        return near.is_reworded(of_record, written) and all(
            any(
                near.start + edit.start <= place <= near.start + edit.end
                and edit.quoted_start <= pause <= edit.quoted_end
                and (edit.op is not Op.KEPT or place - near.start - edit.start == pause - edit.quoted_start)
                for edit in near.edits
                for place in of_record.pauses
            )
            for pause in written.pauses
        )

    def _differing(self, quoted: str, passage: int, near: Nearest) -> Check:
        place = self._places.place(passage, near.start, near.end)
        return Check(
            quoted=quoted,
            verdict=Verdict.DIFFERS,
            places=(place,),
            changes=tuple(
                Change(op=stretch.op, record=stretch.record, quoted=stretch.quoted)
                for stretch in compared(place.text, quoted)
                if stretch.op is not Op.KEPT
            ),
        )

    def _spliced(self, quoted: str, found: tuple[Part, ...]) -> Check:
        places = tuple(self._places.place(part.passage, part.start, part.end) for part in found)
        return Check(
            quoted=quoted,
            verdict=Verdict.SPLICED,
            places=places,
            note=self._notes.splicing(found, places, [self._positions.words_of(part.passage) for part in found]),
        )


def verify(record: Record, text: str) -> Verification:
    """The verdict on each quotation of one text; for several texts, keep a Verifier. Raises as `Verifier.verify`."""
    return Verifier(record).verify(text)
