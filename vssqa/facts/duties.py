"""The register of duties: who is told to do what, by whom, by when, under which paper.

Orders run over several sentences: "The agency should ...", "It needs to ..."
and "Continue to ..." are resolved against what the release said before. A wish,
a description and a thing done are no duties: an order counts only where an
agency or its people must do it, and "had to" only where somebody orders.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vssqa.dates import dates, years
from vssqa.facts.agencies import agencies_in
from vssqa.facts.bodies import body_key
from vssqa.facts.directory import Named
from vssqa.facts.namings import Naming
from vssqa.facts.obligations import ORDINAL, Order, imperative_in, orders_in, said_behind
from vssqa.text import fold
from vssqa.types import Duty, Instrument, Release, Sentence, Span

# Heads of phrases that name somebody who answers for a task; folded.
_ANSWERABLE = re.compile(
    r"\b(?:agenc(?:y|ies)|authorit(?:y|ies)|ministr(?:y|ies)|sectors?|heads?|directors?|offices?"
    r"|units?|localit(?:y|ies)|provinces?|cities|committees?|employers?|staff|officers?|officials?"
    r"|leaders?|departments?|enterprises?|businesses|companies|company|hospitals?|facilit(?:y|ies)"
    r"|schools?|banks?|branch(?:es)?|government|organi[sz]ations?|associations?|unions?|cadres"
    r"|servants?|bod(?:y|ies)|councils?|inspectors?|doctors?|communes?|districts?|agents?|levels"
    r"|secretariat|politburo|assembly|boards?|centres?|centers?|divisions?|teams?|managers?"
    r"|institutions?|establishments?|ministers?|chair(?:man|men|persons?)|industry|vss|bhxh|firms?"
    r"|task force|secretary|secretaries)\b"
    r"|\b(?:provincial|city|municipal|district|regional|local|province) social (?:security|insurance)$"
)
# Behind a body's name that is itself the one who must, not "VSS participants" or "VSS policies".
_BODY_GOES_ON = re.compile(r"\s*$|\s*(?:,|\(|and\b|as well as\b|of\b|in\b|at\b)")
_HEAD_ENDS = re.compile(
    r"\s+(?:of|in|at|for|from|under|within|on|with|to|by|across|nationwide|who|which|that|such)\b|,"
)
_PRONOUN = re.compile(r"(?:it|they|them|he|she|all of them|both|we|this|these|those)$")
_ANAPHOR = re.compile(
    r"(?:the |this |these |that |those |entire |whole |said )*(?P<noun>agency|office|sector|ministry"
    r"|department|units?|industry|committee|council|board|centre|organisation|organization|agencies"
    r"|offices|province|locality|localities)$"
)
_THINGS_OF_ORDER = re.compile(r"(?:these|this|those|such) [a-z]+$")
_PASSIVE_ACTION = re.compile(r"(?:\w+ly )*be ")
_HE = re.compile(r"\b(?:he|she)\b")
_TASKS = re.compile(r"\b(?:tasks?|solutions?|action plan|plan)\b")
_BY = re.compile(
    r"\b(?:by|before|until|till|within|no later than|not later than|prior to|in|from now (?:to|until))"
    r" (?:no later than |the end of |end of |early |late |the )*$"
)
_BY_YEAR = re.compile(r"\b(?:by|before|no later than|until) (?:the end of |end of )?$")
_ACTS = re.compile(
    r",? (?:has |have |had |also |just |recently )*(?:sent|wrote|written|held|[a-z]+ed|issues?)\b"
)
_ASKS_FOR = re.compile(
    r"\b(?:asking|asked|calling|called|ordering|ordered|orders|demanding|demanded|requested) (?:for )?"
    r"(?:a |an |the )?(?!to\b|for\b)"
)
_AT_LATEST = re.compile(r"^ at the latest")
_UNDER = re.compile(
    r"\b(?:under|according to|pursuant to|in accordance with|in line with|as (?:required|assigned"
    r"|set out|stipulated) (?:by|in|under)) (?:the )?(?:\w+ ){0,3}$"
)

_RUN_GAP = 3  # sentences without an order that a run of orders may hold
_LONG_AGO = -1 - _RUN_GAP  # the index of a sentence no run reaches
_MONTHS_PAST = 6  # a deadline further back than this is next year's
_WORDS_OF_NAME = 32  # "heads of its subordinate units, as well as the Directors of ..." has 20


@dataclass(slots=True)
class _Run:
    """What a run of orders carries from sentence to sentence."""

    by: str | None = None
    who: str | None = None
    block: int = -1
    sentence: int = _LONG_AGO
    person: str | None = None
    paper: str | None = None
    in_list: bool = False


def read_duties(
    named: Named,
    sentences: Sequence[Sentence],
    namings: Sequence[Naming] = (),
    instruments: Sequence[Instrument] = (),
) -> tuple[Duty, ...]:
    """Read the duties of one release, in order.

    :param namings: the papers this release names.
    :param instruments: the register, by which a short naming gets its full number.
    """
    reader = _Reader(named, namings, instruments)
    found: list[Duty] = []
    for index, sentence in enumerate(sentences):
        if not sentence.is_heading:
            found.extend(reader.read(index, sentence))
    return tuple(found)


class _Reader:
    """Reads one release from its first sentence to its last."""

    def __init__(
        self, named: Named, namings: Sequence[Naming], instruments: Sequence[Instrument]
    ) -> None:
        self.named = named
        self.release: Release = named.release
        self.text = named.release.text
        self.folded = fold(self.text)
        self.numbers = _numbers(self.release, namings, instruments)
        self.titles = {n.mention.span: n.title or "" for n in namings}
        self.run = _Run()
        self.plan = self._plan()

    # --- sentences -------------------------------------------------------------

    def read(self, index: int, sentence: Sentence) -> list[Duty]:
        """Read one sentence's duties and carry the run on."""
        piece = self.folded[sentence.span.start : sentence.span.end]
        self._note_person(sentence)
        duties: list[Duty] = []
        for order in orders_in(piece) or self._imperative(index, sentence, piece):
            duty = self._duty(index, sentence, piece, order)
            if duty:
                duties.append(duty)
        if duties:
            self.run.sentence, self.run.block = index, sentence.block
        else:
            self._note_speaker(sentence)
            self._note_asking(index, sentence, piece)
            if self.run.block != sentence.block:
                self.run.in_list = False
        return duties

    def _note_speaker(self, sentence: Sentence) -> None:
        """End the run where a sentence without an order speaks of somebody else."""
        named = {name for span, name in self.named.people if sentence.span.holds(span)}
        if named and self.run.by not in named:
            self.run.sentence = _LONG_AGO

    def _note_asking(self, index: int, sentence: Sentence, piece: str) -> None:
        """Begin a run where somebody asks for something without saying who must do it."""
        asks = _ASKS_FOR.search(piece)
        by = asks and self._who_orders(sentence, piece, Span(0, asks.start()))
        if by:
            self.run.by, self.run.sentence, self.run.who = by, index, None

    def _imperative(self, index: int, sentence: Sentence, piece: str) -> list[Order]:
        """Read a sentence in the imperative where it goes on with a run or is a plan's task."""
        ordinal = bool(ORDINAL.match(piece))
        heading = (
            self.release.blocks[sentence.heading].span if sentence.heading is not None else None
        )
        of_tasks = heading is not None and bool(_TASKS.search(fold(heading.of(self.text))))
        goes_on = self.run.sentence == index - 1 and self.run.block == sentence.block
        listed = ordinal and (of_tasks or self.run.sentence >= index - 2)
        if not (goes_on or listed):
            return []
        if listed and of_tasks and not self.run.in_list and self.run.sentence < index - 2:
            who, by, paper = self.plan
            self.run = _Run(by, who, person=self.run.person, paper=paper)
            self.run.in_list, self.run.sentence = True, index - 1
        order = imperative_in(piece, gerunds=self.run.in_list)
        if order is None or (order.who is None and not self.run.who):
            return []
        return [order]

    def _duty(self, index: int, sentence: Sentence, piece: str, order: Order) -> Duty | None:
        """Return the duty an order means, None where it means none."""
        who = self._responsible(index, sentence, piece, order)
        if who is None:
            return None
        near = index - self.run.sentence <= _RUN_GAP
        by = self._orderer(sentence, piece, order, near)
        if order.cue == "had to" and by is None:
            return None
        if order.kind == "told" and by is not None and body_key(by) == body_key(who):
            return None
        if by != self.run.by:
            self.run.paper = None
        self.run.who, self.run.by = who, by
        self.run.paper = self._instrument(sentence, order)
        action = _moved(order.action, sentence)
        start = sentence.span.start + order.start
        return Duty(
            release=self.release.id,
            span=Span(start, action.end),
            responsible=who,
            action=action.of(self.text),
            ordered_by=by,
            deadline=self._deadline(action),
            instrument=self.run.paper,
            sentence=sentence.span,
        )

    # --- who must ----------------------------------------------------------------

    def _responsible(self, index: int, sentence: Sentence, piece: str, order: Order) -> str | None:
        """Return who must do it, as the release prints the name, None if nobody answerable."""
        if order.who is None:
            return self.run.who
        words = order.who.of(piece)
        near = index - self.run.sentence <= _RUN_GAP
        if _PRONOUN.fullmatch(words):
            return self._meant_by(words, sentence, order, near)
        anaphor = _ANAPHOR.fullmatch(words)
        if anaphor:
            meant = self._body_of(anaphor.group("noun"), sentence, order)
            return meant or _moved(order.who, sentence).of(self.text)
        answerable = self._answerable(sentence, piece, order.who)
        if answerable:
            return self._name(_moved(answerable, sentence))
        inherits = _PASSIVE_ACTION.match(order.action.of(piece)) or _THINGS_OF_ORDER.fullmatch(
            words
        )
        if order.kind == "modal" and inherits and index - self.run.sentence <= 1:
            return self.run.who
        return None

    def _meant_by(self, pronoun: str, sentence: Sentence, order: Order, near: bool) -> str | None:
        """Resolve "it" and "they" to the run's agency, else to the body named last before."""
        if order.who is None or pronoun in {"he", "she", "we", "this"}:
            return None
        at = sentence.span.start + order.who.start
        if pronoun == "them":
            return self._last_group(sentence, at)
        if near and self.run.who:
            return self.run.who
        return self._last_subject(at) if pronoun == "it" else None

    def _last_group(self, sentence: Sentence, at: int) -> str | None:
        """Return the bodies a sentence names last before `at` ("sent ... to A, urging them")."""
        piece = self.folded[sentence.span.start : at]
        receiving = re.search(r".*\bto (?:the )?(?P<who>[^.;]+?),? \w+ing $", piece)
        if receiving and _ANSWERABLE.search(receiving.group("who")):
            span = Span(*receiving.span("who"))
            return _moved(span, sentence).of(self.text)
        return self.run.who

    def _body_of(self, noun: str, sentence: Sentence, order: Order) -> str | None:
        """Resolve "the agency", "the office" to a body the release names."""
        if order.who is None:
            return None
        at = sentence.span.start + order.who.start
        if self.run.who and noun.rstrip("s") in fold(self.run.who):
            return self.run.who
        for body in reversed(self.named.bodies):
            named = fold(body.surface)
            if body.span.end <= at and noun in named.split() and len(named.split()) > 2:
                return body.surface
        if noun in {"agency", "sector", "industry", "organisation", "organization"}:
            return self.run.who if self._is_body(self.run.who) else self._topic()
        return None

    def _is_body(self, name: str | None) -> bool:
        return name is not None and any(b.surface == name for b in self.named.bodies)

    def _last_subject(self, at: int) -> str | None:
        """Return the body that begins a sentence last before `at`."""
        for body in reversed(self.named.bodies):
            if body.span.end <= at and re.search(
                r"[.\n\"]\s*(?:the )?$", self.folded[: body.span.start][-8:]
            ):
                return body.surface
        return self._topic()

    def _topic(self) -> str | None:
        """Return the body the release names most."""
        counted = Counter(body.name for body in self.named.bodies)
        if not counted:
            return None
        name = counted.most_common(1)[0][0]
        return next(body.surface for body in self.named.bodies if body.name == name)

    def _answerable(self, sentence: Sentence, piece: str, who: Span) -> Span | None:
        """Return the part of `who` that names somebody answerable, None if none does.

        A clause may have been read before the name: then the part behind the
        last comma is tried.
        """
        words = who.of(piece)
        parts = [who]
        comma = words.rfind(", ")
        if comma >= 0:
            parts.append(Span(who.start + comma + 2, who.end))
        for part in parts:
            if _names_answerable(_moved(part, sentence).of(self.text)):
                return part
        return None

    def _name(self, span: Span) -> str:
        """Return the name a phrase gives: the body's alone where the phrase is no more than it."""
        surface = span.of(self.text)
        for body in agencies_in(surface):
            rest = surface[: body.span.start] + surface[body.span.end :]
            if not re.sub(r"[\s(),.]|\b(?:the|entire|sector|whole|VSS|BHXH)\b", "", rest):
                return body.surface
        return surface

    # --- who orders ----------------------------------------------------------------

    def _note_person(self, sentence: Sentence) -> None:
        """Remember the person a sentence names first."""
        for span, name in self.named.people:
            if sentence.span.holds(span):
                self.run.person = name
                return

    def _orderer(self, sentence: Sentence, piece: str, order: Order, near: bool) -> str | None:
        """Return who orders: named beside the order, behind it, or by the run."""
        if order.cue.endswith("ing"):
            return self._main_subject(sentence, order) or (self.run.by if near else None)
        if order.by:
            return self._who_orders(sentence, piece, order.by)
        behind = said_behind(piece)
        if behind:
            return self._who_orders(sentence, piece, behind)
        before = piece[: order.start]
        said = re.match(
            r"(?P<by>.{3,160}?) (?:\w+ly )?(?:also )?(?:said|suggested|requested|asked|emphasi[sz]ed"
            r"|stressed|ordered|directed|required|noted|affirmed)\b",
            before,
        )
        if said:
            return self._who_orders(sentence, piece, Span(*said.span("by")))
        according = re.search(r"according to (?:the )?(?P<by>[^,]{3,120}),", before)
        if according:
            return self._who_orders(sentence, piece, Span(*according.span("by")))
        return self.run.by if near and not self._under(sentence) else None

    def _main_subject(self, sentence: Sentence, order: Order) -> str | None:
        """Return the body or person whose verb comes before "urging ..."."""
        end = sentence.span.start + order.start
        named = [(b.span, b.surface) for b in self.named.bodies] + list(self.named.people)
        for span, name in sorted(named, reverse=True):
            if sentence.span.holds(span) and span.end <= end and _ACTS.match(self.folded, span.end):
                return name
        return None

    def _who_orders(self, sentence: Sentence, piece: str, span: Span) -> str | None:
        """Return the person or body that words before an order name."""
        place = _moved(span, sentence)
        if _HE.search(span.of(piece)):
            return self.run.person
        people = [name for at, name in self.named.people if place.holds(at)]
        if people:
            return people[-1]
        bodies = [b for b in self.named.bodies if place.holds(b.span)]
        role = re.search(
            r"\b(?:deputy |vice )*(?:head|director|minister|chair\w*|secretary)\b", span.of(piece)
        )
        if role:
            return self._holder(Span(place.start + role.start(), place.end))
        return bodies[-1].surface if bodies else None

    def _holder(self, phrase: Span) -> str:
        """Return the person whose role a phrase prints, else the phrase."""
        words = self.folded[phrase.start : phrase.end]
        for name, role in self.named.roles:
            if fold(role.role) in words and role.organisation and fold(role.organisation) in words:
                return name
        return phrase.of(self.text)

    # --- by when, under which paper ---------------------------------------------------

    def _deadline(self, action: Span) -> str | None:
        """Return the date by which, ISO 8601; a day without year is the release's year's."""
        for dated in dates(self.text, action):
            before = self.folded[max(action.start, dated.span.start - 40) : dated.span.start]
            behind = self.folded[dated.span.end : dated.span.end + 16]
            if _BY.search(before) or _AT_LATEST.match(behind):
                return self._with_year(dated.iso)
        for year in years(self.text, action):
            if _BY_YEAR.search(
                self.folded[max(action.start, year.span.start - 40) : year.span.start]
            ):
                return year.iso
        return None

    def _with_year(self, iso: str) -> str | None:
        """Return a date with the year of the release, or the next where the month is long past."""
        if not iso.startswith("-"):
            return iso
        if not self.release.date:
            return None
        year, month = int(self.release.date[:4]), int(self.release.date[5:7] or 1)
        if month - int(iso[2:4]) > _MONTHS_PAST:
            year += 1
        return f"{year}{iso[1:]}"

    def _instrument(self, sentence: Sentence, order: Order) -> str | None:
        """Return the paper under which the order stands, by number."""
        if self.run.in_list and self.run.paper:
            return self.run.paper
        return self._under(sentence, order) or self.run.paper

    def _under(self, sentence: Sentence, order: Order | None = None) -> str | None:
        """Return the paper a sentence orders under, or that "requesting ..." is said of."""
        for span, number in self.numbers:
            if not sentence.span.holds(span):
                continue
            before = self.folded[sentence.span.start : span.start]
            if _UNDER.search(before) or not before.strip(" \"'"):
                return number
            start = sentence.span.start + order.start if order else -1
            if order and order.cue.endswith("ing") and span.end <= start:
                return number
        return None

    def _plan(self) -> tuple[str | None, str | None, str | None]:
        """Return (who, by, paper) of the plan whose tasks a release lists.

        The plan's own paper is the one whose title says that it issues a plan;
        its issuer orders, and the body the release is about must do it.
        """
        topic = self._topic()
        for span, number in self.numbers:
            if re.search(
                r"\b(?:issuing|promulgating|approving)\b.*\bplan\b", fold(self.titles.get(span, ""))
            ):
                return topic, topic, number
        return topic, None, None


def _moved(span: Span, sentence: Sentence) -> Span:
    """Return a span of the sentence's words as a span of the release's text."""
    return Span(sentence.span.start + span.start, sentence.span.start + span.end)


def _names_answerable(surface: str) -> bool:
    """Tell whether a phrase's head can answer for a task, as a body or its people can."""
    words = fold(surface)
    if len(words.split()) > _WORDS_OF_NAME or re.search(
        r"\b(?:is|are|was|were|has|had|will)\b", words
    ):
        return False
    head = _HEAD_ENDS.split(words, maxsplit=1)[0]
    if any(match.end() == len(head) for match in _ANSWERABLE.finditer(head)):
        return True
    return any(
        not words[: body.span.start].strip() and _BODY_GOES_ON.match(words, body.span.end)
        for body in agencies_in(surface)
    )


def _numbers(
    release: Release, namings: Sequence[Naming], instruments: Sequence[Instrument]
) -> list[tuple[Span, str]]:
    """List where this release names papers, and each paper's full number."""
    known = {
        mention.span: instrument.number or instrument.title or ""
        for instrument in instruments
        for mention in instrument.mentions
        if mention.release == release.id
    }
    found = [
        (n.mention.span, known.get(n.mention.span) or n.mention.number or n.mention.surface)
        for n in namings
        if n.release.id == release.id
    ]
    return sorted(found)
