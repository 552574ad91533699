"""The passage that a question quotes."""

from knowledge.question import Question
from knowledge.ranking import Scored, best_first
from knowledge.record import Record
from knowledge.retrieval.search import Search

QUOTED_IN = 100
"""Passages in which a quotation is looked for: the first with three of its words in a row, those with most of them."""
QUOTED_ROWS = 24
"""Rows of three words of a quotation that are looked for as they stand."""


def quoted(record: Record, question: Question) -> list[Scored]:
    """The sentences of the passage that holds what a question has in quotation marks, most of it at least."""
    index, documents = record.index, question.scope.documents
    # Three words in a row are found as they stand; of many such rows, the passages are those of most words.
    found = {
        int(position)
        for row in sorted(question.quoted)[:QUOTED_ROWS]
        for position in index.with_row(row, QUOTED_IN)
        if documents is None or record.passages[int(position)].document.id in documents
    }
    terms = record.terms(" ".join(word for words in sorted(question.quoted) for word in words))
    found |= {hit.position for hit in index.search(Search(terms, QUOTED_IN, documents=documents))}
    held = [
        Scored(indexed, sentence.sentence, float(sentence.count_of(question.quoted)))
        for indexed in map(record.passages.__getitem__, sorted(found))
        for sentence in indexed.sentences
    ]
    best = best_first(one for one in held if 2 * one.score > len(question.quoted))
    return [one for one in best if one.passage is best[0].passage]
