"""Where sentences begin and end."""

from sentencex import get_sentence_boundaries


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of one paragraph, half open, without the white space around them.

    The boundaries are sentencex's (Wikimedia): of the libraries tried on the shipped record it alone keeps "U.S.
    domestic" and "meddling.... I let" whole without a model to load, in 2 ms for the whole record.
    """
    spans = []
    for boundary in get_sentence_boundaries("en", text):
        start, end = int(boundary["start_index"]), int(boundary["end_index"])
        sentence = text[start:end]
        if stripped := sentence.strip():
            start += len(sentence) - len(sentence.lstrip())
            spans.append((start, start + len(stripped)))
    return tuple(spans)
