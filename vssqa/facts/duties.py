"""The register of duties: who is told to do what, by whom, by when, under which paper.

Orders run over several sentences: "The agency should ...", "It needs to ..."
and "Continue to ..." are resolved against what the release said before. A wish,
a description and a thing done are no duties: an order counts only where an
agency or its people must do it, and "had to" only where somebody orders.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from vssqa.facts.answerable import answerable_part, bare_name
from vssqa.facts.antecedents import Antecedents
from vssqa.facts.bodies import body_key
from vssqa.facts.deadlines import deadline_in
from vssqa.facts.directory import Named
from vssqa.facts.obligations import ORDINAL, Order, imperative_in, orders_in, said_behind
from vssqa.facts.order_lists import list_header, listed_order
from vssqa.patterns import regex
from vssqa.text import fold
from vssqa.types import Duty, Sentence, Span

_PRONOUN = regex(r"(?:it|they|them|he|she|all of them|both|we|this|these|those)$")
_NO_AGENCY = frozenset({"he", "she", "we", "this"})
_ANAPHOR = regex(
    r"(?:(?:the|this|these|that|those|entire|whole|said) )*"
    r"(?P<noun>agency|office|sector|ministry|department|units?|industry|committee|council|board"
    r"|centre|organisation|organization|agencies|offices|province|locality|localities)$"
)
_ARTICLE = regex(r"^[\s,]*(?:[Tt]he\s)?")
_THINGS_OF_ORDER = regex(r"(?:these|this|those|such) [a-z]+$")
_PASSIVE_ACTION = regex(r"(?:\w+ly )*be ")
_TASKS = regex(r"\b(?:tasks?|solutions?|action plan|plan)\b")
_SAYS = regex(
    r"(?P<by>.{3,160}?) (?:\w+ly )?(?:also )?(?:said|suggested|requested|asked|emphasi[sz]ed"
    r"|stressed|ordered|directed|required|noted|affirmed)\b"
)
_ACCORDING_TO = regex(r"according to (?:the )?(?P<by>[^,]{3,120}),")
_ASKS_FOR = regex(
    r"\b(?:asking|asked|calling|called|ordering|ordered|orders|demanding|demanded|requested)"
    r" (?:for )?(?:a |an |the )?(?!to\b|for\b)"
)
_UNDER = regex(
    r"\b(?:under|according to|pursuant to|in accordance with|in line with|as (?:required|assigned"
    r"|set out|stipulated) (?:by|in|under)) (?:the )?(?:\w+ ){0,3}$"
)
_PAPER_AGAIN = regex(  # "Directive 49 was issued. It requires ..."
    r"(?:it|(?:the|this) (?:directive|decision|resolution|plan|letter|document|circular|decree))"
    r"(?: also)?"
)
_PAPER_REACH = 300  # code points before a sentence in which the paper it goes on with is named
_ISSUES_PLAN = regex(r"\b(?:issuing|promulgating|approving)\b.*\bplan\b")

_RUN_GAP = 3  # sentences without an order that a run of orders may hold
_LONG_AGO = -1 - _RUN_GAP  # the index of a sentence no run reaches


@dataclass(frozen=True, slots=True)
class NamedPaper:
    """A paper named in a release: where, by which full number, and its title."""

    span: Span
    number: str
    title: str


@dataclass(slots=True)
class _Run:
    """What a run of orders carries from sentence to sentence."""

    by: str | None = None
    who: str | None = None
    lead: str | None = None  # whom the run was addressed to; "staff must" changes `who` only
    paper: str | None = None
    person: str | None = None
    block: int = -1
    sentence: int = _LONG_AGO
    in_list: bool = False
    items: bool = False  # "ordered:" stands above: each line is an order


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence being read: its number, itself, and its folded words."""

    index: int
    sentence: Sentence
    words: str

    def span(self, part: Span) -> Span:
        """Return a part of the sentence's words as a span of the release's text."""
        start = self.sentence.span.start
        return Span(start + part.start, start + part.end)


def read_duties(
    named: Named, sentences: Sequence[Sentence], papers: Sequence[NamedPaper] = ()
) -> tuple[Duty, ...]:
    """Read the duties of one release, in order.

    :param papers: the papers this release names, in order.
    """
    reader = _Reader(named, papers)
    found: list[Duty] = []
    for index, sentence in enumerate(sentences):
        if sentence.is_heading:
            reader.note_heading(index, sentence)
        else:
            found.extend(reader.read(index, sentence))
    return tuple(found)


class _Reader:
    """Reads one release from its first sentence to its last."""

    def __init__(self, named: Named, papers: Sequence[NamedPaper]) -> None:
        self.release = named.release
        self.text = named.release.text
        self.names = Antecedents(named)
        self.papers = list(papers)
        self.paper_starts = [paper.span.start for paper in papers]
        self.run = _Run()

    # --- sentences -------------------------------------------------------------

    def read(self, index: int, sentence: Sentence) -> list[Duty]:
        """Read one sentence's duties and carry the run on."""
        words = self.names.folded[sentence.span.start : sentence.span.end]
        place = _Place(index, sentence, words)
        people = self.names.people(sentence.span)
        self.run.person = people[0][1] if people else self.run.person
        listed = listed_order(words) if self.run.items else None
        duties = self._duties(place, [listed] if listed else orders_in(words))
        duties = duties or self._duties(place, self._imperative(place))
        if duties:
            self.run.sentence, self.run.block = index, sentence.block
            return duties
        if people and self.run.by not in {name for _, name in people}:
            self.run.sentence = _LONG_AGO  # somebody else is spoken of: the run is over
        self._note_asking(place)
        self._note_list(place)
        self.run.in_list = self.run.in_list and self.run.block == sentence.block
        return []

    def note_heading(self, index: int, sentence: Sentence) -> None:
        """Begin a list of orders where a line that is no prose opens one."""
        words = self.names.folded[sentence.span.start : sentence.span.end]
        self._note_list(_Place(index, sentence, words))

    def _duties(self, place: _Place, orders: list[Order]) -> list[Duty]:
        return [duty for duty in (self._duty(place, order) for order in orders) if duty]

    def _note_asking(self, place: _Place) -> None:
        """Begin a run where somebody asks for something without saying who must do it."""
        asks = _ASKS_FOR.search(place.words)
        by = asks and self.names.speaker(place.span(Span(0, asks.start())), self.run.person)
        if by:
            self.run.by, self.run.sentence = by, place.index
            self.run.who = self.run.lead = None

    def _note_list(self, place: _Place) -> None:
        """Begin the run of a list of orders where a sentence opens one, else end it."""
        header = list_header(place.words)
        self.run.items = header is not None
        if header is None:
            return
        who = header.who and answerable_part(place.span(header.who).of(self.text))
        self.run.by = self.names.speaker(place.span(header.by), self.run.person)
        self.run.who = who.of(place.span(header.who).of(self.text)) if header.who and who else None
        self.run.lead, self.run.sentence, self.run.block = None, place.index, place.sentence.block

    def _imperative(self, place: _Place) -> list[Order]:
        """Read a sentence in the imperative where it goes on with a run or is a plan's task."""
        near = self.run.sentence >= place.index - 2
        of_tasks = self._under_tasks(place.sentence)
        goes_on = self.run.sentence == place.index - 1 and self.run.block == place.sentence.block
        listed = ORDINAL.match(place.words) and (of_tasks or near)
        if not (goes_on or listed):
            return []
        if listed and of_tasks and not near:
            self.run = self._run_of_plan(place.index)
        order = imperative_in(place.words, gerunds=self.run.in_list)
        return [order] if order and (order.who or self.run.who) else []

    def _under_tasks(self, sentence: Sentence) -> bool:
        """Tell whether the heading above a sentence speaks of tasks or a plan."""
        if sentence.heading is None:
            return False
        return bool(_TASKS.search(fold(self.release.blocks[sentence.heading].span.of(self.text))))

    def _run_of_plan(self, index: int) -> _Run:
        """Begin the run of a plan's list of tasks.

        The paper is the one whose title says that it issues a plan; then the
        body the release is about orders it, and must do it.
        """
        topic = self.names.topic
        issued = (paper.number for paper in self.papers if _ISSUES_PLAN.search(fold(paper.title)))
        number = next(issued, None)
        return _Run(
            by=topic if number else None,
            who=topic,
            lead=topic,
            paper=number,
            person=self.run.person,
            sentence=index - 1,
            in_list=True,
        )

    def _duty(self, place: _Place, order: Order) -> Duty | None:
        """Return the duty an order means, None where it means none."""
        who = self._responsible(place, order)
        if who is None:
            return None
        by = self._orderer(place, order)
        if by is None and (order.cue == "had to" or said_behind(place.words)):
            return None  # narration, or what somebody without a name or office thinks
        if order.kind == "told" and by is not None and body_key(by) == body_key(who):
            return None
        kept = self.run.paper if by == self.run.by else None
        paper = kept if self.run.in_list and kept else self._paper(place, order) or kept
        apart = not self._is_near(place) or place.sentence.block != self.run.block
        if order.kind != "modal" or not self.run.lead or apart:
            self.run.lead = who
        self.run.who, self.run.by, self.run.paper = who, by, paper
        action = place.span(order.action)
        return Duty(
            release=self.release.id,
            span=Span(place.sentence.span.start + order.start, action.end),
            responsible=who,
            action=action.of(self.text),
            ordered_by=by,
            deadline=deadline_in(action.of(self.text), self.release.date),
            instrument=paper,
            sentence=place.sentence.span,
        )

    def _is_near(self, place: _Place) -> bool:
        """Tell whether the run of orders reaches this sentence."""
        return place.index - self.run.sentence <= _RUN_GAP

    # --- who must ----------------------------------------------------------------

    def _responsible(self, place: _Place, order: Order) -> str | None:
        """Return who must do it, as the release prints the name, None if nobody answerable."""
        if order.who is None:
            return self.run.who
        words, span = order.who.of(place.words), place.span(order.who)
        for body in self.names.bodies(place.sentence.span):  # "Ministry of Labour, Invalids ..."
            if body.span.start < span.start < body.span.end <= span.end:
                span = Span(body.span.start, span.end)
        if _PRONOUN.fullmatch(words):
            return self._meant_by(words, place, span)
        anaphor = _ANAPHOR.fullmatch(words)
        if anaphor:
            meant = self.names.of_noun(anaphor.group("noun"), span.start, self.run.who)
            return meant or span.of(self.text)
        for paper in self._papers(span):
            span = Span(paper.span.end, span.end)  # "Under Circular 01 the hospitals must"
        surface = _ARTICLE.sub("", span.of(self.text))
        suffers = _PASSIVE_ACTION.match(order.action.of(place.words)) is not None
        part = answerable_part(surface)
        if part:
            return None if suffers else bare_name(part.of(surface))
        inherits = order.kind == "modal" and (suffers or _THINGS_OF_ORDER.match(words))
        next_to_run = place.index - self.run.sentence <= 1 and not _SAYS.match(place.words)
        return self.run.lead if inherits and next_to_run else None

    def _meant_by(self, pronoun: str, place: _Place, span: Span) -> str | None:
        """Resolve "it", "they" and "them" to the run's agency or what the release named last."""
        if pronoun in _NO_AGENCY:
            return None
        if pronoun == "them":
            return self.names.of_them(place.sentence.span.start, span.start) or self.run.who
        if self._is_near(place) and self.run.who:
            return self.run.who
        return self.names.of_it(span.start) if pronoun == "it" else None

    # --- who orders ----------------------------------------------------------------

    def _orderer(self, place: _Place, order: Order) -> str | None:
        """Return who orders: named beside the order, around it, or by the run."""
        running = self.run.by if self._is_near(place) else None
        if order.cue.endswith("ing"):
            before = place.span(Span(0, order.start))
            return self.names.acting(before) or running
        named = order.by or said_behind(place.words)
        if named is None:
            before_order = place.words[: order.start]
            told = _SAYS.match(before_order) or _ACCORDING_TO.search(before_order)
            named = Span(*told.span("by")) if told else None
        if named:
            return self.names.speaker(place.span(named), self.run.person)
        by_rule = order.cue == "responsible" or self._paper(place)
        return None if by_rule else running

    # --- under which paper -----------------------------------------------------------

    def _paper(self, place: _Place, order: Order | None = None) -> str | None:
        """Return the paper a sentence orders under, or of which "requesting ..." is said."""
        if order and order.by and _PAPER_AGAIN.fullmatch(order.by.of(place.words)):
            start = place.sentence.span.start
            named = self._papers(Span(max(0, start - _PAPER_REACH), start))
            return named[-1].number if named else None
        for paper in self._papers(place.sentence.span):
            before = self.names.folded[place.sentence.span.start : paper.span.start]
            if _UNDER.search(before) or not before.strip(" \"'"):
                return paper.number
            if (
                order
                and order.cue.endswith("ing")
                and paper.span.end <= place.span(Span(order.start, order.start)).start
            ):
                return paper.number
        return None

    def _papers(self, sentence: Span) -> list[NamedPaper]:
        """List the papers a sentence names."""
        first = bisect_left(self.paper_starts, sentence.start)
        return self.papers[first : bisect_left(self.paper_starts, sentence.end)]
