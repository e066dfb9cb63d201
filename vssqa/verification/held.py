"""Finds the figures and sentences of the releases that a statement may speak of."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from vssqa.answering.features import word_weight
from vssqa.answering.surroundings import Views
from vssqa.facts.places import COUNTRY
from vssqa.facts.things import unit_class
from vssqa.index.held_registers import HeldRegisters
from vssqa.index.opened import best
from vssqa.retrieval.lexical import LexicalIndex
from vssqa.text import terms
from vssqa.types import Figure, Registers, Release, Sentence
from vssqa.verification.held_figure import HeldFigure, HeldSentence

_LOOKED_AT = 24  # sentences that a statement in words is compared with
_CANDIDATES = 160  # figures of one unit and scheme that are compared word by word
_DIGITS_TOLD = 2  # a number of one digit is shared by chance


class Corpus(Protocol):
    """What is verified against: an index, or a corpus held in memory."""

    @property
    def releases(self) -> Mapping[str, Release]:
        """The releases by identifier."""

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Every evidence sentence, in order of release and place."""

    @property
    def registers(self) -> Registers:
        """All facts."""

    @property
    def held(self) -> HeldRegisters:
        """The same facts, looked up."""

    @property
    def lexical(self) -> LexicalIndex:
        """BM25 over the sentences."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What likely figures are told by where there are too many to compare each."""

    terms: tuple[str, ...]
    value: str = ""
    place: str = COUNTRY
    year: str = ""


class Held:
    """Finds figures by their number, and by unit and scheme."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.views = Views(corpus.sentences, corpus.releases, corpus.held)
        self._sentences: dict[int, HeldSentence] = {}
        self._made: dict[int, HeldFigure] = {}
        self.weigh = lru_cache(maxsize=65536)(self._weigh)
        self.likely = lru_cache(maxsize=64)(self._likely)

    def _weigh(self, term: str) -> float:
        return word_weight(self.corpus.lexical.frequency(term), len(self.corpus.sentences))

    # --- sentences -----------------------------------------------------------------

    def number_at(self, release: str, start: int) -> int:
        """Return the number of the sentence that begins at or before a place."""
        sentences = self.corpus.sentences
        place = bisect_left(
            range(len(sentences)),
            (release, start + 1),
            key=lambda i: (sentences[i].release, sentences[i].span.start),
        )
        return max(0, place - 1)

    def _likely(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the sentences that share most words with a text, best first."""
        scores = self.corpus.lexical.score(terms(text))
        return tuple(n for n in best(scores, _LOOKED_AT) if scores[n] > 0)

    def sentence(self, number: int) -> HeldSentence:
        """Return the sentence of that number."""
        if number not in self._sentences:
            self._sentences[number] = HeldSentence(self.views[number])
        return self._sentences[number]

    # --- figures -------------------------------------------------------------------

    @cached_property
    def _figures(self) -> tuple[Figure, ...]:
        return self.corpus.registers.figures

    @cached_property
    def _by_digits(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, figure in enumerate(self._figures):
            found[digits_of(figure.value)].append(place)
        return found

    @cached_property
    def _by_kind(self) -> dict[tuple[str, str | None], list[int]]:
        found: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
        for place, figure in enumerate(self._figures):
            found[unit_class(figure), figure.scheme].append(place)
        return found

    @cached_property
    def places(self) -> frozenset[str]:
        """The places of which the releases give figures."""
        return frozenset(figure.place for figure in self._figures if figure.place)

    def _make(self, place: int) -> HeldFigure:
        if place not in self._made:
            figure = self._figures[place]
            number = self.number_at(figure.release, figure.sentence.start)
            self._made[place] = HeldFigure(figure, self.sentence(number))
        return self._made[place]

    def of(self, figure: Figure) -> HeldFigure:
        """Return a register's figure with its sentence."""
        number = self.number_at(figure.release, figure.sentence.start)
        return HeldFigure(figure, self.sentence(number))

    def with_digits(self, value: str) -> list[HeldFigure]:
        """List the figures with the same digits, whatever their scale, unit and subject."""
        digits = digits_of(value)
        return [self._make(place) for place in self._by_digits.get(digits, ())[:_CANDIDATES]]

    def alike(
        self, units: Iterable[str], schemes: Iterable[str | None], sought: Sought
    ) -> Iterator[HeldFigure]:
        """Yield the figures of some units and schemes; of very many, the likeliest."""
        wanted = set(schemes)
        places = [
            place
            for (unit, scheme), held in self._by_kind.items()
            if unit in set(units) and scheme in wanted
            for place in held
        ]
        if len(places) > _CANDIDATES:
            places = self._likeliest(places, sought)
        for place in places:
            yield self._make(place)

    def any_scheme(self) -> frozenset[str | None]:
        """Return every scheme of which there are figures."""
        return frozenset(scheme for _, scheme in self._by_kind)

    @cached_property
    def _numbers(self) -> list[int]:
        """The number of each figure's sentence."""
        return [self.number_at(f.release, f.sentence.start) for f in self._figures]

    def _likeliest(self, places: list[int], sought: Sought) -> list[int]:
        """Choose figures of the digits, place, year and words sought, in this order of weight."""
        scores = self.corpus.lexical.score(sought.terms)
        digits = digits_of(sought.value)

        def likelihood(place: int) -> tuple[bool, bool, bool, float]:
            figure = self._figures[place]
            return (
                digits_of(figure.value) == digits,
                (figure.place or COUNTRY) == sought.place,
                not sought.year or sought.year in (figure.period or ""),
                float(scores[self._numbers[place]]),
            )

        return heapq.nlargest(_CANDIDATES, places, key=likelihood)


def digits_of(value: str) -> str:
    """Return a decimal string's digits without zeros at its ends ("18260000" is "1826")."""
    return value.replace(".", "").strip("0")


def tells(value: str) -> bool:
    """Tell whether a number has enough digits not to be met by chance."""
    return len(digits_of(value)) >= _DIGITS_TOLD
