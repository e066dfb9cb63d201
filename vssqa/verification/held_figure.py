"""One figure of the releases as a statement is compared with it, and its sentence, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from vssqa.answering.surroundings import View
from vssqa.facts.clauses import Clauses, Context, read_clauses
from vssqa.facts.standing import status_of
from vssqa.facts.things import unit_class
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Figure, Release, Scheme, Status
from vssqa.verification.aims import is_aimed_at, is_done, standing_of, will_be
from vssqa.verification.clause_words import clause_of, words_beside
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
    words_of,
)

VOLUNTARY: dict[Scheme, Scheme] = {"social": "voluntary_social", "health": "voluntary_health"}
_VOLUNTARILY = regex(r"\bvoluntar(?:y|ily)\b(?! and compulsory)(?<!compulsory and voluntary)")
_THAN = regex(r"\bthan (?:[a-z]+ ){0,4}$")
_REASON = regex(r" (?:because|due to|thanks to|owing to|as a result|following|in order)\b")


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
    def clause(self) -> str:
        """The folded words of its clause, those of other figures' left out."""
        if self.context is None:
            return fold(self.sentence.view.text)
        return clause_of(self.clauses, self.context)

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
    def is_done(self) -> bool:
        """Tell whether its sentence says that something was done or reached."""
        return is_done(self.clauses.folded)

    @property
    def is_future(self) -> bool:
        """Tell whether it is said to be so, and not only wanted ("1 million people will share")."""
        return self.context is not None and will_be(self.clauses, self.context)

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
