"""A question's words as they are read, and the units that stretches of them make."""

from dataclasses import dataclass
from functools import cached_property

from knowledge.analysis import Token
from knowledge.units import How, Kind, Unit
from knowledge.vocabulary import Frame


@dataclass(frozen=True)
class Words:
    """A question's tokens as they are read, and where those begin whose spelling was mended.

    `telling` says that capitals mark names.
    """

    text: str
    tokens: tuple[Token, ...]
    respelled: frozenset[int]
    telling: bool

    @cached_property
    def sequence(self) -> tuple[str, ...]:
        """The stems; of a mark, what stands there."""
        return tuple(token.stem if token.word else token.text for token in self.tokens)

    def unit(
        self,
        kind: Kind,
        position: int,
        length: int,
        readings: tuple[tuple[str, ...], ...] = (),
        *,
        how: How = How.UNKNOWN,
        read_as: str = "",
        frames: tuple[Frame, ...] = (),
        naming: bool = False,
    ) -> Unit:
        """A unit of so many tokens from a position on."""
        covered = self.tokens[position : position + length]
        first, start, end = covered[0], covered[0].start, covered[-1].end
        word = " ".join([token.word for token in covered if token.word]) or first.text
        if readings and how is How.UNKNOWN:
            how = How.STEM
        if how is How.STEM and any(start <= mended < end for mended in self.respelled):
            how = How.SPELLING
        return Unit(
            kind=kind,
            word=word,
            stem=" ".join([token.stem for token in covered if token.word]),
            position=position,
            start=start,
            end=end,
            readings=tuple([reading for reading in readings if reading]),
            typed=self.text[start:end],
            how=how,
            read_as=read_as or word,
            frames=frames,
            naming=naming,
            capital=first.text[:1].isupper(),
        )
