"""A statement in words measured against one sentence: is it said there, and of the same?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from vssqa.answering.surroundings import View
from vssqa.facts.agencies import agencies_in
from vssqa.facts.bodies import VSS, body_key
from vssqa.facts.periods import periods
from vssqa.facts.places import places
from vssqa.facts.written import Period
from vssqa.patterns import regex
from vssqa.text import fold, plain
from vssqa.types import Span
from vssqa.verification.aims import is_wanted
from vssqa.verification.contrasts import excludes
from vssqa.verification.direction import direction_of, is_denied
from vssqa.verification.papers import NamedPaper
from vssqa.verification.period_match import is_of_any_year
from vssqa.verification.pieces import Kind, elsewhere
from vssqa.verification.scheme_match import named_schemes
from vssqa.verification.sentences import verbs, wanted_verbs
from vssqa.verification.statements import Said
from vssqa.verification.subjects import HAPPENS, Word

SAME = 0.8  # share of a statement's words from which a sentence says the same
_DAY = len("2024-01-17")
_PASSIVE = regex(r"\b(?:was|were|been|is|are|be|being) (?:\w+ly )?\w+(?:ed|en|wn|un|id)\b.*\bby\b")
_LATER = frozenset({"after", "since"})
_EARLIER = frozenset({"before", "until", "by"})
_TO = regex(r"\bto (?:the )?$")
_PASSIVE_VERB = regex(r"\b(?:was|were|been|is|are|be|being) (?:\w+ly )?\w+(?:ed|en|ld|nt)\b")
_LINKED = regex(r"^[\s,]*(?:and|,|as well as|with|or)\s")
_CONTRAST = regex(r"; | while | but | whereas | although ")


@dataclass(frozen=True)
class Deed:
    """What a statement says in words and names.

    `names` are the keys of persons and bodies with their places; `papers` the
    papers; `periods` the days, months and years; `places` those but the country.
    """

    said: Said
    words: tuple[Word, ...]
    names: tuple[tuple[Span, str], ...]
    papers: tuple[NamedPaper, ...]
    periods: tuple[Period, ...]
    places: frozenset[str]

    @property
    def is_checkable(self) -> bool:
        """Tell whether it names anything that can be looked up."""
        named = [key for _, key in self.names if key != body_key(VSS)]
        days = [period for period in self.periods if period.iso]
        return bool(named or self.papers or days or self.places or (self.names and self._acts))

    @property
    def _acts(self) -> bool:
        return bool(_ACTED.search(self.said.folded))


_ACTED = regex(
    r"\b(?:signed|issued|ordered|required|requested|organi[sz]ed|held|launched|completed|deployed"
    r"|coordinated|sent|reported|announced|synchroni[sz]ed|cut|reduced|paid|inspected|supervised)\b"
)


@dataclass(frozen=True)
class Measured:
    """A sentence measured against a deed.

    `share` is the share of the words that it holds with the sentence before, `alone`
    without: another sentence's deed has another date.
    """

    deed: Deed
    view: View
    share: float
    alone: float

    @cached_property
    def keys(self) -> dict[str, Span]:
        """The persons and bodies the sentence names, where."""
        found: dict[str, Span] = {}
        for named in self.view.agencies:
            key = fold(named.of.name) if named.of.kind == "person" else body_key(named.of.name)
            found.setdefault(key, named.span)
        for body in agencies_in(self.view.text):
            start = self.view.sentence.span.start
            span = Span(body.span.start + start, body.span.end + start)
            found.setdefault(body_key(body.name), span)
        return found

    @cached_property
    def around(self) -> set[str]:
        """The persons and bodies named around it."""
        return {
            fold(n.of.name) if n.of.kind == "person" else body_key(n.of.name)
            for n in self.view.agencies_around
        }

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """What the statement names and the sentence does not."""
        lacking = [
            key for _, key in self.deed.names if key not in self.keys and key not in self.around
        ]
        lacking = [
            key for key in lacking if key != body_key(VSS)
        ]  # its own releases need not say it
        for paper in self.deed.papers:
            keys = {instrument.key for instrument in paper.held}
            if not keys & self._papers:  # a sentence on other papers is on those
                lacking.append(paper.mention.surface)
        lacking += [p.surface for p in self.deed.periods if p.iso and not self._in_period(p.iso)]
        lacking += self.deed.places - self.view.places - self.view.places_around
        schemes = named_schemes(self.deed.said.clauses.schemes)
        lacking += schemes - self.view.schemes - self.view.schemes_around
        return tuple(lacking)

    @cached_property
    def _papers(self) -> set[str]:
        return {named.of.key for named in self.view.papers or self.view.papers_around}

    def _in_period(self, iso: str) -> bool:
        if any(period.iso.startswith(iso) for period in self.view.periods):
            return True
        if is_of_any_year(self.deed.said, iso):
            return any(period.iso[4:] == iso[4:] for period in self.view.periods)
        around = [period.iso for period in self.view.periods_around]
        return len(iso) < _DAY and any(other.startswith(iso) for other in around)

    @property
    def says_same(self) -> bool:
        """Tell whether neither denial, direction nor the order of the names is turned round."""
        said, held = self.deed.said.folded, fold(self.view.text)
        if is_denied(said) != is_denied(held):
            return False
        return self._does_so and not (
            self._turned
            or self._reversed
            or self._sent_the_other_way
            or self._at_another_time
            or self._is_elsewhere
            or self._leans_on_opposite
            or excludes(self.deed.said.text, self._clause or self.view.text)
        )

    @property
    def _leans_on_opposite(self) -> bool:
        """Tell whether the sentence before, which holds words this one lacks, says the opposite."""
        if self.alone >= SAME or self.view.before is None:
            return False
        text = self.view.before.span.of(self.view.release.text)
        pieces = _CONTRAST.split(plain(text))
        own = [piece for piece in pieces if self._capitals & _capitals(piece)]
        clause = own[0] if len(own) == 1 else text
        said, held = direction_of(self.deed.said.folded), direction_of(fold(clause))
        return bool(said and held and said != held) or excludes(self.deed.said.text, clause)

    @property
    def _is_elsewhere(self) -> bool:
        """Tell whether the sentence says it of another paper, person, place or day."""
        view, start = self.view, self.view.sentence.span.start
        named: dict[Kind, list[Span]] = {
            "paper": [n.span for n in view.papers],
            "person": [n.span for n in view.agencies if n.of.kind == "person"],
            "place": [place.span for place in places(view.release.text, view.sentence.span)],
            "day": [period.span for period in view.periods if len(period.iso) == _DAY],
        }
        moved = {kind: [span.moved(-start) for span in spans] for kind, spans in named.items()}
        own = [span.moved(-start) for span in self._named]
        wanted = named_schemes(self.deed.said.clauses.schemes)
        return elsewhere(view.text, moved, own, self.deed.words, wanted)

    @property
    def _sent_the_other_way(self) -> bool:
        """Tell whether a body acts here to whom something is only done there, or the reverse."""
        said = self.deed.said.folded
        if _PASSIVE_VERB.search(said):
            return False
        for key in {key for _, key in self.deed.names if key in self.keys}:
            spans = [span for span, other in self.deed.names if other == key]
            mine = {bool(_TO.search(said, 0, span.start)) for span in spans}
            theirs = {bool(_TO.search(self._folded, 0, p.start)) for p in self._places(key)}
            if theirs and not mine & theirs:
                return True
        return False

    @cached_property
    def _folded(self) -> str:
        return fold(self.view.text)

    def _places(self, key: str) -> list[Span]:
        """Where the sentence names a body, offsets in it."""
        start = self.view.sentence.span.start
        named = [
            Span(n.span.start - start, n.span.end - start)
            for n in self.view.agencies
            if body_key(n.of.name) == key
        ]
        return named + [b.span for b in agencies_in(self.view.text) if body_key(b.name) == key]

    @property
    def _is_wanted(self) -> bool:
        """Tell whether a statement says what was to be done, and not that it was done."""
        return is_wanted(self.deed.said.folded)

    @property
    def _at_another_time(self) -> bool:
        """Tell whether something is said to be after a day that the sentence says it is before."""
        release = self.view.release
        held = periods(self.view.text, release.date)
        return any(
            self._is_of(said, other.iso)
            and {said.relation, other.relation} & _LATER
            and {said.relation, other.relation} & _EARLIER
            for said in self.deed.periods
            for other in held
        )

    def _is_same_day(self, said: str, held: str) -> bool:
        """Tell whether two days are one of whichever year, where the statement prints none."""
        return is_of_any_year(self.deed.said, said) and said[4:] == held[4:]

    @property
    def _does_so(self) -> bool:
        """Tell whether what is done is done in the sentence: "led" is no "leaders".

        And in one clause with all that is named: "has signed with Korea only; talks with
        Japan continue" says nothing of signing with Japan.
        """
        clause = self._clause
        if clause is None:
            return False
        held = verbs(clause) + (wanted_verbs(clause) if self._is_wanted else [])
        if self.view.before and not self.deed.said.people:
            held += verbs(self.view.before.span.of(self.view.release.text))
        return all(
            any(verb.term == other.term or verb.concepts & other.concepts for other in held)
            for verb in verbs(HAPPENS.sub(" ", self.deed.said.text))
        )

    @property
    def _clause(self) -> str | None:
        """The clause of the sentence that holds all that is named, None where several do."""
        text, start = self.view.text, self.view.sentence.span.start
        ends = [match.start() for match in _CONTRAST.finditer(fold(text))]
        edges = [0, *ends, len(text)]
        pieces = [Span(start + one, start + other) for one, other in pairwise(edges)]
        release = self.view.release.text
        holding = [p for p in pieces if any(p.overlaps(mark) for mark in self._named)]
        holding = holding or [p for p in pieces if self._capitals & _capitals(p.of(release))]
        if len(holding) > 1:
            return None
        return holding[0].of(release) if holding else text

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """The names of the statement that no register knows: words with a capital but the first."""
        return _capitals(self.deed.said.text)

    @property
    def _named(self) -> list[Span]:
        """Where the sentence names what the statement names, the first time each."""
        named: dict[str, Span] = {}
        for place in places(self.view.release.text, self.view.sentence.span):
            named.setdefault(place.name, place.span)
        return [span for name, span in named.items() if name in self.deed.places] + [*self.marks]

    @property
    def _turned(self) -> bool:
        said = direction_of(self.deed.said.folded)
        held = direction_of(fold(self._clause or self.view.text))
        return bool(said and held and said != held)

    @property
    def _reversed(self) -> bool:
        """Tell whether who acts and who is acted on change places."""
        names = self.deed.names
        for (one, first), (other, second) in pairwise(names):
            between = self.deed.said.text[one.end : other.start]
            if _LINKED.match(between) or first == second:
                continue
            if first in self.keys and second in self.keys:
                swapped = self.keys[first].start > self.keys[second].start
                passive = bool(_PASSIVE.search(self.deed.said.folded)) != bool(
                    _PASSIVE.search(fold(self.view.text))
                )
                return swapped != passive
        return False

    @property
    def differs(self) -> str | None:
        """Say in which one date or paper the sentence differs, None where in more or in none."""
        if len(self.missing) == 1:
            return self._other_date() or self._other_paper()
        if self.missing or self.share < SAME:
            return None
        said, held = self.deed.said.folded, fold(self.view.text)
        if is_denied(said) and not is_denied(held):
            return "the release says that it is so"
        if self._turned:
            return "the release says the opposite"
        return None

    def _other_date(self) -> str | None:
        wrong = next((p for p in self.deed.periods if p.surface == self.missing[0]), None)
        if wrong is None or wrong.iso is None:
            return None
        alike = [p for p in self.view.periods if len(p.iso) == len(wrong.iso or "")]
        if len(alike) != 1:
            return None
        surface = alike[0].span.of(self.view.release.text)
        return f"the release says {surface}, not {wrong.surface}"

    def _other_paper(self) -> str | None:
        wrong = next((p for p in self.deed.papers if p.mention.surface == self.missing[0]), None)
        if wrong is None or wrong.mention.paper is None:
            return None
        codes = wrong.mention.paper.codes
        for named in self.view.papers:
            number = named.of.number or ""
            if codes and _codes(number) == "".join(codes) and named.of.type == wrong.mention.type:
                surface = named.span.of(self.view.release.text)
                return f"the release names {surface}, not {wrong.mention.surface}"
        return None

    def _is_of(self, said: Period, held: str) -> bool:
        return bool(said.iso) and (_agree(said.iso, held) or self._is_same_day(said.iso, held))

    @property
    def needs_before(self) -> bool:
        """Tell whether part of what is said stands in the sentence before."""
        return any(
            word.term not in self.view.words.terms and not word.concepts & self.view.words.concepts
            for word in self.deed.words
        )

    @property
    def marks(self) -> tuple[Span, ...]:
        """The names, papers and dates of the statement in the sentence."""
        wanted = {key for _, key in self.deed.names}
        marks = [span for key, span in self.keys.items() if key in wanted]
        held = {instrument.key for paper in self.deed.papers for instrument in paper.held}
        marks += [named.span for named in self.view.papers if named.of.key in held]
        for period in self.deed.periods:
            marks += [p.span for p in self.view.periods if self._is_of(period, p.iso)]
        return tuple(marks)


_CAPITAL = regex(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)+")


def _capitals(text: str) -> frozenset[str]:
    """Return the runs of words with a capital: names of places and companies."""
    return frozenset(match.group() for match in _CAPITAL.finditer(plain(text)))


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _codes(number: str) -> str:
    """Return the letters of a paper's number in capitals ("24/QD-BHXH": "QDBHXH")."""
    return "".join(re.findall(r"[A-Z]+\d*", number.upper()))
