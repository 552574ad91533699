"""Puts a document together from its blocks: one text, passages by their spans, speakers, topics by their grounds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from knowledge.blocks import LOWEST, Block, Kind, Placed, joined, sentences_of
from knowledge.document import Document, GivenTopic, Ground, Passage, Sentence, Topic
from knowledge.errors import RecordError
from knowledge.front_matter import FrontMatter
from knowledge.labels import LabelReader
from knowledge.speakers import attribute
from knowledge.topics import TopicFinder
from knowledge.turns import Turn, passage_spans, turns, with_labels_apart


def assembled(
    path: Path, front_matter: FrontMatter, head: Sequence[Block], body: Sequence[Block], warnings: Sequence[str]
) -> Document:
    """The document of a head and a body.

    Raises RecordError where the body has no paragraph, or the front matter names a ground or a paragraph that the
    document doesn't have.
    """
    metadata = front_matter.metadata
    labels = LabelReader("\n".join(block.text for block in body), metadata.speakers)
    divided = list(with_labels_apart(body, labels))
    spoken = turns(divided, labels)
    blocks = [_as_it_stands(block, turn) for block, turn in zip(divided, spoken, strict=True)]
    if not any(block.kind is Kind.PARAGRAPH for block in blocks):
        raise RecordError(path, "no paragraph after the front matter and the title")
    text, spans = joined([block for block in (*head, *blocks) if block.kind is not Kind.RULE])
    placed = list(_placed(text, blocks, spoken, spans[len(head) :]))
    finder = TopicFinder(path, metadata.id, text, placed)
    passages = [*_head(metadata.id, spans[: len(head)]), *_passages(metadata.id, text, placed, finder)]
    given = _GivenTopics(path, front_matter, text, placed, passages)
    topics = given.over(finder.topics)
    unused = [
        f"{path}:{front_matter.line_of(('speakers', label))}: no paragraph opens with the label {label!r}"
        for label in labels.unused
    ]
    every_warning = dict.fromkeys((*warnings, *finder.warnings, *unused))
    return Document(metadata, text, attribute(text, tuple(given.passages)), topics, tuple(every_warning))


def _as_it_stands(block: Block, turn: Turn) -> Block:
    """A label by itself, above its turn, is no paragraph; nor is a line in bold that nobody speaks."""
    if turn.opening and turn.opening == len(block.text):
        return replace(block, kind=Kind.LABEL)
    return replace(block, kind=Kind.HEADING, level=LOWEST) if block.is_line_in_bold and not turn.speakers else block


def _placed(
    text: str, blocks: Sequence[Block], spoken: Sequence[Turn], spans: Sequence[tuple[int, int]]
) -> Iterator[Placed]:
    """The blocks of the body in the text; paragraphs are numbered from 1, and those of a turn cut where it is long."""
    number = 1
    last = sum(block.kind is Kind.PARAGRAPH for block in blocks)
    remaining = iter(spans)
    for block, turn in zip(blocks, spoken, strict=True):
        if block.kind is Kind.RULE:
            yield Placed(block, 0, 0, number, ())
            continue
        start, end = next(remaining)
        if block.kind is not Kind.PARAGRAPH:
            yield Placed(block, start, end, number - (not last), (Sentence(start, end),))
            continue
        last -= 1
        opening = turn.opening or (len(block.bold) if block.run_in else 0)
        sentences = sentences_of(text, start + opening, end, turn.speakers)
        cut = passage_spans(start, end, sentences) if turn.speakers else [(start, end)]
        yield Placed(block, start, end, number, sentences, tuple(cut), is_spoken=bool(turn.opening))
        number += len(cut)


def _head(document: str, spans: Sequence[tuple[int, int]]) -> tuple[Passage, ...]:
    """Title, date line and byline as one passage, number 0, where there are any."""
    if not spans:
        return ()
    sentences = tuple(Sentence(start, end) for start, end in spans)
    return (Passage(document, 0, spans[0][0], spans[-1][1], None, sentences),)


def _passages(document: str, text: str, placed: Sequence[Placed], finder: TopicFinder) -> Iterator[Passage]:
    for one in placed:
        sentences = one.sentences
        if opening := finder.openings.get(one.number) if one.passages else 0:
            sentences = sentences_of(text, one.start + opening, one.end)
        for number, (start, end) in zip(one.numbers, one.passages, strict=True):
            held = tuple(sentence for sentence in sentences if start <= sentence.start < end)
            yield Passage(document, number, start, end, finder.name_of(number), held)


class _GivenTopics:
    """The statuses that the front matter gives, put over those that the document's form gives."""

    def __init__(
        self,
        path: Path,
        front_matter: FrontMatter,
        text: str,
        placed: Sequence[Placed],
        passages: Sequence[Passage],
    ) -> None:
        self._path = path
        self._front_matter = front_matter
        self._text = text
        self._spans = [(passage.start, passage.end, passage.number) for passage in passages]
        self._spans += [(one.start, one.end, one.number) for one in placed if one.block.kind is Kind.HEADING]
        self.passages = list(passages)

    def over(self, found: Sequence[Topic]) -> tuple[Topic, ...]:
        """The topics with the given ones; a paragraph that is given to a topic belongs to no other."""
        topics = {topic.name.casefold(): topic for topic in found}
        for i, given in enumerate(self._front_matter.metadata.topics):
            ground = self._ground(given, i)
            before = topics.get(given.name.casefold())
            own = before.passages if before else (int(ground.passage.rpartition(":")[2]),)
            numbers = given.paragraphs or own
            self._give(before.name if before else given.name, numbers, i)
            topics = {key: _less(topic, numbers) for key, topic in topics.items()}
            name = before.name if before else given.name
            topics[given.name.casefold()] = Topic(name, given.status, ground, tuple(sorted(set(numbers))))
        return tuple(topic for topic in topics.values() if topic.passages)

    def _ground(self, given: GivenTopic, i: int) -> Ground:
        document = self._front_matter.metadata.id
        at = self._text.find(given.ground)
        while at != -1:
            end = at + len(given.ground)
            for start, stop, number in self._spans:
                if start <= at and end <= stop:
                    return Ground(f"{document}:{number}", at, end)
            at = self._text.find(given.ground, at + 1)
        problem = f"the ground of {given.name!r} stands nowhere in the document"
        raise self._error(i, "ground", problem, "copy a sentence of it, word for word")

    def _give(self, name: str, numbers: Sequence[int], i: int) -> None:
        position = {passage.number: place for place, passage in enumerate(self.passages)}
        for number in numbers:
            if number not in position:
                raise self._error(i, "paragraphs", f"no paragraph {number}; the last is {max(position)}")
        wanted = set(numbers)
        for place, passage in enumerate(self.passages):
            if passage.number in wanted and passage.number:
                self.passages[place] = replace(passage, topic=name)
            elif passage.topic == name:
                self.passages[place] = replace(passage, topic=None)

    def _error(self, i: int, name: str, problem: str, remedy: str = "") -> RecordError:
        line = self._front_matter.line_of(("topics", i, name))
        return RecordError(self._path, f"front matter: topics: {problem}", line, remedy)


def _less(topic: Topic, numbers: Sequence[int]) -> Topic:
    """A topic without the paragraphs that another one has been given."""
    return replace(topic, passages=tuple(number for number in topic.passages if number not in numbers))
