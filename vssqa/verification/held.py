"""The releases' figures as a statement is compared with them, and the sentences they stand in."""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from vssqa.answering.features import word_weight
from vssqa.answering.surroundings import View, Views
from vssqa.facts.clauses import Clauses, Context, read_clauses
from vssqa.facts.places import COUNTRY
from vssqa.facts.standing import status_of
from vssqa.facts.things import unit_class
from vssqa.index.held_registers import HeldRegisters
from vssqa.index.opened import best
from vssqa.retrieval.lexical import LexicalIndex
from vssqa.text import terms
from vssqa.types import Figure, Registers, Release, Scheme, Sentence, Status
from vssqa.verification.aims import is_aimed_at, standing_of
from vssqa.verification.frequency import frequency_of
from vssqa.verification.subjects import (
    NO_WORDS,
    Subject,
    Words,
    hidden_spans,
    is_participation,
    phrase_words,
    says_who,
    subject_of,
    words_beside,
    words_of,
)

_LOOKED_AT = 24  # sentences that a statement in words is compared with
_CANDIDATES = 160  # figures of one unit and scheme that are compared word by word
VOLUNTARY: dict[Scheme, Scheme] = {"social": "voluntary_social", "health": "voluntary_health"}
_VOLUNTARILY = re.compile(r"\bvoluntar(?:y|ily)\b(?! and compulsory)(?<!compulsory and voluntary)")
_THAN = re.compile(r"\bthan (?:[a-z]+ ){0,4}$")
_REASON = re.compile(r" (?:because|due to|thanks to|owing to|as a result|following|in order)\b")
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


class HeldSentence:
    """One sentence that holds figures, read once."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def pieces(self) -> list[Clauses]:
        """The sentence as the grammars read it, in pieces where it is very long."""
        return read_clauses(self.view.release, self.view.sentence)

    @cached_property
    def contexts(self) -> dict[int, tuple[Clauses, Context]]:
        """The contexts by the place in the release where their number begins."""
        return {
            clauses.start + context.quantity.span.start: (clauses, context)
            for clauses in self.pieces
            for context in clauses.contexts
        }

    @cached_property
    def own(self) -> Words:
        """The telling words of the sentence itself."""
        return Words(word for _, word in words_of(self.view.text))

    @cached_property
    def around(self) -> Words:
        """The telling words of what stands around."""
        text = self.view.release.text
        return Words(word for span in self.view.context for _, word in words_of(span.of(text)))


@dataclass(frozen=True)
class HeldFigure:
    """One figure of the register with its sentence; what it takes is read when asked for."""

    figure: Figure
    sentence: HeldSentence

    @cached_property
    def context(self) -> Context | None:
        """Its own words, None where the sentence reads otherwise by now."""
        found = self.sentence.contexts.get(self.figure.span.start)
        return found[1] if found else None

    @property
    def clauses(self) -> Clauses:
        """Its sentence, or the piece of it, as the grammars read it; offsets count in it."""
        found = self.sentence.contexts.get(self.figure.span.start)
        return found[0] if found else self.sentence.pieces[0]

    @cached_property
    def subject(self) -> Subject:
        """Its words by how near they stand."""
        if self.context is None:
            return Subject(self.measure, around=self.sentence.around)
        around = self.sentence.around
        return subject_of(self.clauses, self.context, self.figure.measure, around)

    @cached_property
    def measure(self) -> Words:
        """The telling words of its measure, without the reason that may stand behind it."""
        return phrase_words(_REASON.split(self.figure.measure)[0])

    @cached_property
    def nearest(self) -> Words:
        """The telling word right before the number, none where words behind it tell more."""
        if self.context is None:
            return NO_WORDS
        clauses, context = self.clauses, self.context
        hidden, base = hidden_spans(clauses), self.subject.base.words
        if any(word not in base for _, word in words_of(clauses.words, hidden, context.right)):
            return NO_WORDS
        before = words_of(clauses.words, hidden, context.left)
        return Words([before[-1][1]]) if before else NO_WORDS

    @cached_property
    def counted(self) -> Words:
        """The telling words of the noun it counts, none where that only says who takes part."""
        span = self.context.quantity.counted if self.context else None
        words = phrase_words(span.of(self.clauses.words)) if span else NO_WORDS
        return NO_WORDS if says_who(words) else words

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing but a scheme is named: "12.13 million in unemployment insurance"."""
        counts = unit_class(self.figure) in {"count", "percent"}
        return bool(self.figure.scheme) and counts and not self.measure.words

    @cached_property
    def scheme(self) -> Scheme | None:
        """Its scheme; "of whom 2.3 million took part voluntarily" is of the voluntary one."""
        own = self.figure.scheme
        if self.context is None or own not in VOLUNTARY:
            return own
        beside = words_beside(self.clauses, self.context)
        return VOLUNTARY[own] if _VOLUNTARILY.search(beside) else own

    @cached_property
    def aimed(self) -> bool:
        """Tell whether it is only asked for or proposed."""
        return self.context is not None and is_aimed_at(self.clauses, self.context)

    @cached_property
    def frequency(self) -> str | None:
        """The time for which it is counted ("month" of "a month"), None where none is said."""
        return frequency_of(self.clauses, self.context) if self.context else None

    @cached_property
    def standing(self) -> Status:
        """Its status, a target where a level is only aimed at.

        A period to come that only an earlier sentence prints makes no target of it.
        """
        if self.context is None:
            return self.figure.status
        status = self.figure.status
        if status == "target" and self._is_carried:
            status = status_of(self.clauses, self.context, None, future=False)
        return standing_of(status, self.clauses, self.context)

    @property
    def _is_carried(self) -> bool:
        """Tell whether its period is an earlier sentence's."""
        return any(i.field == "period" and i.rule == "carried" for i in self.figure.inferred)

    @property
    def aimed_in_words(self) -> bool:
        """Tell whether its own words say that it is aimed at, and not its time alone."""
        if self.context is None or self.standing != "target":
            return False
        return status_of(self.clauses, self.context, None, future=False) == "target" or self.aimed

    @property
    def is_of_guessed_time(self) -> bool:
        """Tell whether its period is not surely its own.

        One carried from an earlier sentence may have ended there, unless it is what the
        release reports on; one behind "than" is what it is compared with.
        """
        period, year = self.figure.period or "", self.release.year or 0
        of_release = bool(period) and (self.release.date or "").startswith(period)
        if self._is_carried and (of_release or period[:4] not in {str(year), str(year - 1)}):
            return True
        return any(
            found.iso == period and _THAN.search(self.clauses.folded, 0, found.span.start)
            for found in self.clauses.periods
        )

    @property
    def takes_part(self) -> bool:
        """Tell whether it says how many take part in an insurance, and nothing else."""
        return self.is_bare or is_participation(self.measure)

    @property
    def whole(self) -> bool:
        """Tell whether it is the whole of the figure before it."""
        return self.context is not None and self.context.is_whole

    @property
    def release(self) -> Release:
        """The release it stands in."""
        return self.sentence.view.release


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
