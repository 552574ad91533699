"""The desk where the record is asked: a request becomes an answer, a choice a quote. Nothing here knows Discord."""

from collections.abc import Set
from dataclasses import replace

from bot import phrases
from bot.copying import copy_of
from bot.escaping import size
from bot.fitting import Quotes
from bot.places import Place, quote_at
from bot.rendering import Page, Renderer
from bot.requests import Request, unmarked
from bot.verdicts import Verdicts
from knowledge.answer import Answer, Quote
from knowledge.answering import Answerer
from knowledge.citing.cite import citation
from knowledge.citing.style import Style
from knowledge.document import Status, written_date
from knowledge.errors import QuestionError
from knowledge.record import Record
from knowledge.sentence_search import Found, SentenceSearch
from knowledge.verifying.verify import Verifier

QUOTES = 9
"""Quotes of an answer, those behind *More* and *Next* included."""
READINGS = 3
"""Readings of a question until its spelling is mended; one mended word may tell how another is read."""
CHOICE = 100
"""Characters of the longest choice of an autocompletion."""


class Desk:
    """Answers from one record, as pages."""

    def __init__(self, record: Record) -> None:
        quotes = Quotes(record)
        self.record = record
        self.render = Renderer(record, quotes)
        self.verdicts = Verdicts(record, quotes, self.render)
        self._answerer = Answerer(record)
        self._sentences = SentenceSearch(record)
        self._verifier = Verifier(record)
        self._topics: dict[str, set[Status]] = {}
        for _, topic in record.topics:
            self._topics.setdefault(topic.name, set()).add(topic.status)

    def take_over(self, other: "Desk") -> None:
        """Answer from another desk's record from now on; what was begun with the old one ends with it."""
        vars(self).update(vars(other))

    # Questions and topics

    def answer(self, request: Request) -> tuple[Request, Answer]:
        """The request as it was read, and what the record has on it; raises KnowledgeError where it can't be taken.

        The answer is that to the request as it is shown, so that pages, buttons and posts that read it back agree.
        """
        scope = self.record.scope([request.document] if request.document else ())
        if request.topic:
            on_topic = self._answerer.topic(self._topic_named(request.topic), scope)
            if on_topic is None:
                raise QuestionError(f"no topic {request.topic!r}")
            return request, on_topic
        for _ in range(READINGS):
            answer = self._answerer.answer(
                request.question,
                before=request.before or None,
                said_by=request.said_by or None,
                quotes=QUOTES,
                scope=scope,
            )
            shown = unmarked(answer.read_as)
            if shown == request.question:
                break
            request = replace(request, question=shown)
        return request, answer

    def following(self, text: str, earlier: Request | None, place: Place | None = None) -> Request:
        """A question that follows an earlier request, or else the topic of the quote at a place.

        Of the questions and the topic before it, it follows the last that has what it lacks: a speaker or a subject.
        """
        earlier = earlier or self._topic_at(place) or Request()
        asked = (earlier.before, earlier.question, self._topic_named(earlier.topic))
        befores = [before for before in asked if any(map(str.isalnum, before))]
        if not befores or not any(map(str.isalnum, text)):
            return Request(text, document=earlier.document)
        understood = [(before, self._answerer.understand(before)) for before in befores]
        speaks = bool(self._answerer.understand(text).speakers)
        fitting = [before for before, question in understood if (question.parts if speaks else question.speakers)]
        said_by = "" if speaks else earlier.said_by
        return Request(text, before=(fitting or befores)[-1], said_by=said_by, document=earlier.document)

    def _topic_named(self, shown: str) -> str:
        """The name of the topic that is shown so where a request says it, be it in part; empty where there is none."""
        lines = Request(topic=shown).lines
        names = (topic.name for _, topic in self.record.topics)
        return next((name for name in names if Request(topic=name).lines == lines), "")

    def _topic_at(self, place: Place | None) -> Request | None:
        """The request for the topic of the quote at a place."""
        quote = self.quote(place) if place else None
        return Request(topic=quote.topic) if quote and quote.topic else None

    def topic_choices(self, typed: str) -> list[tuple[str, str]]:
        """Topics whose name holds what was typed, as the words of a choice and its value."""
        return [
            (_topic_choice(name, statuses), _beginning(name))
            for name, statuses in self._topics.items()
            if typed.casefold() in name.casefold()
        ]

    def topic(self, chosen: str) -> Request | None:
        """The request for a topic by its name, or by a choice's words."""
        wanted = chosen.strip().casefold()
        for name, statuses in self._topics.items():
            if wanted in (name.casefold(), _beginning(name).casefold(), _topic_choice(name, statuses).casefold()):
                return Request(topic=name)
        return None

    def speaker_choices(self, typed: str) -> list[tuple[str, str]]:
        """Speakers whose name holds what was typed, as the words of a choice and its value."""
        names = [name for name in self.record.speakers if typed.casefold() in name.casefold()]
        return [(_choice(name), _beginning(name)) for name in names]

    def document_choices(self, typed: str) -> list[tuple[str, str]]:
        """Documents whose id or title holds what was typed, as the words of a choice and its value."""
        documents = ((document.id, document.metadata) for document in self.record.documents)
        return [
            (
                _choice(
                    phrases.DOCUMENT_CHOICE.format(id=id_, title=metadata.title, date=written_date(metadata.issued))
                ),
                id_,
            )
            for id_, metadata in documents
            if typed.casefold() in f"{id_} {metadata.title}".casefold()
        ]

    # Sentences

    def sentence_choices(self, typed: str, limit: int) -> list[tuple[str, str]]:
        """Sentences that hold what was typed, as the words of a choice and its value."""
        return [(self._sentence_choice(found), found.key) for found in self._sentences.search(typed, limit)]

    def cite(self, chosen: str) -> Quote | None:
        """The sentence of a choice, by its value or its words; the paragraph of an id or a number."""
        quote = self._sentences.resolve(chosen)
        if quote:
            return quote
        # Its words open with the passage.
        of_passage = self._sentences.of(chosen.strip().partition(" ")[0])
        return next((found.quote for found in of_passage if self._sentence_choice(found) == chosen), None)

    def candidates(self, typed: str) -> Page | None:
        """Sentences that were perhaps meant, each with a button that posts it."""
        quotes = [found.quote for found in self._sentences.search(typed, 5)]
        return self.render.numbered(phrases.CANDIDATES, quotes) if quotes else None

    def touched(self, text: str) -> Page | None:
        """What a text touches, each with a button that posts it."""
        quotes = self._answerer.touched(text)
        return self.render.numbered(phrases.TOUCHED, quotes) if quotes else None

    def checked(self, text: str) -> tuple[Page, ...]:
        """Whether the record says what a text quotes; raises QuotationError where there is nothing to check."""
        return self.verdicts.pages(self._verifier.verify(text))

    # Places

    def quote(self, place: Place) -> Quote | None:
        """The quote at a place; None where the passage was corrected."""
        found = quote_at(self.record, place)
        return found[1] if found else None

    def around(self, place: Place) -> Page | None:
        """More around the quote at a place, or what follows it; None where the passage was corrected."""
        quote = self.quote(place)
        return self.render.around(quote) if quote else None

    def at(self, place: Place) -> Page | None:
        """The quote at a place, for one reader; None where the passage was corrected."""
        quote = self.quote(place)
        return self.render.alone(quote) if quote else None

    def cited(self, place: Place, style: Style) -> Page | None:
        """The citation of the quote at a place, to be copied; None where the passage was corrected."""
        quote = self.quote(place)
        return copy_of(citation(self.record, quote, style), quote.passage) if quote else None

    def _sentence_choice(self, found: Found) -> str:
        passage = found.indexed.passage
        number = str(passage.number) if len(self.record.documents) == 1 else passage.id
        topic = f"{passage.topic}: " if passage.topic else ""
        return _choice(f"{number} {topic}{found.quote.text}")


def _topic_choice(name: str, statuses: Set[Status]) -> str:
    status = phrases.STATUS_WORDS[next(iter(statuses))] if len(statuses) == 1 else phrases.DISAGREEING
    return _choice(phrases.TOPIC_CHOICE.format(topic=name, status=status))


def _choice(text: str) -> str:
    """A text as the words of a choice."""
    line = " ".join(text.split())
    return line if size(line) <= CHOICE else f"{_beginning(line, CHOICE - 1)}…"


def _beginning(text: str, limit: int = CHOICE) -> str:
    """As much of a text as Discord takes."""
    kept = text[:limit]
    while size(kept) > limit:
        kept = kept[:-1]
    return kept
