"""What a sentence says and what stands around it: the reader's view of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from vssqa.dates import Dated
from vssqa.facts.periods import periods
from vssqa.facts.places import TOWNS, places
from vssqa.facts.schemes import schemes
from vssqa.index.held_registers import HeldRegisters, Named
from vssqa.patterns import regex
from vssqa.question.vocabulary import concepts
from vssqa.text import Token, fold, tokens
from vssqa.types import (
    Agency,
    Duty,
    Figure,
    Instrument,
    Release,
    Scheme,
    Sentence,
    Span,
)

ANNOUNCES = 110  # characters: so short a sentence mostly announces what the next one tells
_VIEWS_HELD = 4096  # each some kilobytes; a question looks at less than a hundred
_POINTS_BACK = regex(r"(?:It|They|This|These|Those|Of which|Among them)\b")
# Openings by which a sentence only carries out what the one before announced.
_GOES_ON = regex(
    r"(?:For example|For instance|Specifically|In particular|Namely|They are|These are)\b"
)


_BETWEEN = regex(r"[\W_]+")
_LOCAL = frozenset({"district", "commune"})

Meant = tuple[Token, frozenset[str]]
"""A word and the concepts it takes part in."""


def read_words(text: str, span: Span) -> tuple[Meant, ...]:
    """Read the words of a stretch of text with their concepts."""
    read = tokens(text, span)
    return tuple(zip(read, concepts(read), strict=True))


class Words:
    """The terms and concepts of one stretch of text; a scheme's name is no word.

    Schemes are checked as constraints. Without their names "unemployment rate" is not
    met by "rate of unemployment insurance".
    """

    def __init__(self, text: str, span: Span, read: Sequence[Meant] | None = None) -> None:
        named = [mention.group for mention in schemes(text, span) if mention.scheme]
        meant = read_words(text, span) if read is None else read
        self.read = (
            tuple(one for one in meant if not any(name.overlaps(one[0].span) for name in named))
            if named
            else tuple(meant)
        )
        self.terms = frozenset(token.term for token, _ in self.read)
        self.concepts = frozenset(concept for _, held in self.read for concept in held)


@lru_cache(maxsize=4096)
def words_of(phrase: str) -> Words:
    """Return the words of a stretch of text read by itself; titles and headings come often."""
    return Words(phrase, Span(0, len(phrase)))


@dataclass(frozen=True)
class View:
    """One sentence with its surroundings; what it takes is read when first asked for."""

    sentence: Sentence
    release: Release
    before: Sentence | None
    after: Sentence | None
    held: HeldRegisters

    @cached_property
    def text(self) -> str:
        """The sentence."""
        return self.sentence.span.of(self.release.text)

    @cached_property
    def quoted(self) -> Span:
        """The sentence, with the next one where that only goes on ("For example, ...")."""
        span = self.sentence.span
        if not self.after:
            return span
        following = self.after.span.of(self.release.text)
        short = span.end - span.start <= ANNOUNCES and bool(_POINTS_BACK.match(following))
        if short or _GOES_ON.match(following):
            return Span(span.start, self.after.span.end)
        return span

    @cached_property
    def read(self) -> tuple[Meant, ...]:
        """Every word of the sentence, the names of schemes too."""
        return read_words(self.release.text, self.sentence.span)

    @cached_property
    def words(self) -> Words:
        """The words of the sentence itself."""
        return Words(self.release.text, self.sentence.span, self.read)

    @cached_property
    def around(self) -> tuple[Words, ...]:
        """The words of the sentence before, the heading and the title, and who has the duty.

        "It needs to ..." does not print who; the register of duties has resolved it.
        """
        spoken = [
            name for duty in self.duties for name in (duty.responsible, duty.ordered_by) if name
        ]
        resolved = " ".join(dict.fromkeys(spoken))
        said = [span.of(self.release.text) for span in self.context]
        return tuple(words_of(words) for words in (*said, resolved))

    @cached_property
    def context(self) -> tuple[Span, ...]:
        """The sentence before, the heading and the title, nearest first."""
        spans = [self.before.span] if self.before else []
        if self.sentence.heading is not None:
            spans.append(self.release.blocks[self.sentence.heading].span)
        title = next((b.span for b in self.release.blocks if b.kind == "title"), None)
        if title and title != self.sentence.span and title not in spans:
            spans.append(title)
        return tuple(spans)

    @cached_property
    def places(self) -> frozenset[str]:
        """The places the sentence names."""
        return _places(self.release.text, [self.sentence.span])

    @cached_property
    def local_places(self) -> frozenset[str]:
        """Those of the sentence's places that lie inside a province: towns, districts, communes."""
        named = places(self.release.text, self.sentence.span)
        return frozenset(p.name for p in named if p.kind in _LOCAL or p.name in TOWNS)

    @cached_property
    def places_around(self) -> frozenset[str]:
        """The places that its surroundings name."""
        return _places(self.release.text, self.context)

    def release_names(self, place: str) -> bool:
        """Tell whether the release prints a place's name anywhere, however spaced."""
        return _squeezed(place) in _squeezed(self.release.text)

    @cached_property
    def schemes(self) -> frozenset[Scheme]:
        """The schemes the sentence names."""
        return _schemes(self.release.text, [self.sentence.span])

    @cached_property
    def schemes_around(self) -> frozenset[Scheme]:
        """The schemes that its surroundings name."""
        return _schemes(self.release.text, self.context)

    @cached_property
    def periods(self) -> tuple[Dated, ...]:
        """The periods the sentence names."""
        return _periods(self.release, [self.sentence.span])

    @cached_property
    def periods_around(self) -> tuple[Dated, ...]:
        """The periods that its surroundings name."""
        return _periods(self.release, self.context)

    @cached_property
    def papers(self) -> tuple[Named[Instrument], ...]:
        """The papers the sentence names."""
        return self.held.papers_in(self.release.id, self.sentence.span)

    @cached_property
    def papers_around(self) -> tuple[Named[Instrument], ...]:
        """The papers that its surroundings name."""
        found = (self.held.papers_in(self.release.id, span) for span in self.context)
        return tuple(paper for group in found for paper in group)

    @cached_property
    def papers_of_release(self) -> tuple[Named[Instrument], ...]:
        """The papers the release names anywhere: it may be about one throughout."""
        return self.held.papers_in(self.release.id, Span(0, len(self.release.text)))

    @cached_property
    def agencies(self) -> tuple[Named[Agency], ...]:
        """The people and bodies the sentence names."""
        return self.held.agencies_in(self.release.id, self.sentence.span)

    @cached_property
    def agencies_around(self) -> tuple[Named[Agency], ...]:
        """The people and bodies that its surroundings name."""
        found = (self.held.agencies_in(self.release.id, span) for span in self.context)
        return tuple(agency for group in found for agency in group)

    @cached_property
    def people(self) -> frozenset[str]:
        """The people the sentence names, folded."""
        return frozenset(fold(n.of.name) for n in self.agencies if n.of.kind == "person")

    @cached_property
    def people_around(self) -> frozenset[str]:
        """The people that its surroundings name, or who gave the duty it tells of, folded."""
        named = {fold(n.of.name) for n in self.agencies_around if n.of.kind == "person"}
        return frozenset(named | {fold(d.ordered_by) for d in self.duties if d.ordered_by})

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the sentence."""
        return self.held.figures_in(self.release.id, self.sentence.span)

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """The duties the sentence gives."""
        return self.held.duties_in(self.release.id, self.sentence.span)


def _places(text: str, spans: Iterable[Span]) -> frozenset[str]:
    """Return the places named; one that only serves comparison is not what the text is about."""
    found = (place for span in spans for place in places(text, span))
    return frozenset(place.name for place in found if not place.compared)


@lru_cache(maxsize=256)
def _squeezed(text: str) -> str:
    """Return a text's letters and digits, folded: "Ha Noi" and "Hanoi" are one."""
    return _BETWEEN.sub("", fold(text))


def _schemes(text: str, spans: Iterable[Span]) -> frozenset[Scheme]:
    found = (mention.scheme for span in spans for mention in schemes(text, span))
    return frozenset(scheme for scheme in found if scheme)


def _periods(release: Release, spans: Iterable[Span]) -> tuple[Dated, ...]:
    found = (period for span in spans for period in periods(release.text, release.date, span))
    return tuple(
        Dated(period.span, period.iso)
        for period in found
        if period.iso and period.relation != "than"
    )


def sentence_before(sentences: Sequence[Sentence], number: int) -> Sentence | None:
    """Return the sentence of its release that a sentence follows, None behind a heading."""
    before = sentences[number - 1] if number else None
    if before and (before.release != sentences[number].release or before.is_heading):
        return None
    return before


class Views:
    """The views of the sentences of one index generation, those last asked for held."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        releases: Mapping[str, Release],
        held: HeldRegisters,
    ) -> None:
        self._sentences = sentences
        self._releases = releases
        self._held = held
        self._view = lru_cache(maxsize=_VIEWS_HELD)(self._make)

    def __getitem__(self, number: int) -> View:
        """Return the view of the sentence of that number."""
        return self._view(number)

    def _make(self, number: int) -> View:
        sentence = self._sentences[number]
        before = sentence_before(self._sentences, number)
        after = self._sentences[number + 1] if number + 1 < len(self._sentences) else None
        if after and (after.release, after.block) != (sentence.release, sentence.block):
            after = None
        return View(sentence, self._releases[sentence.release], before, after, self._held)
