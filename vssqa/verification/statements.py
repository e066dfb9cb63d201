"""A draft -> its statements, each read by the grammars that read the releases."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vssqa.facts.clauses import Clauses, Context, read_clauses
from vssqa.facts.figures import figures_of
from vssqa.facts.instruments import InstrumentMention, instruments_in
from vssqa.facts.people import PersonMention, people_in
from vssqa.facts.standing import status_of
from vssqa.facts.things import unit_class
from vssqa.patterns import regex
from vssqa.text import sentences
from vssqa.types import Block, Figure, Release, Sentence, Span, Status
from vssqa.verification.aims import is_aimed_at, standing_of
from vssqa.verification.clause_words import clause_of, group_of
from vssqa.verification.direction import direction_of
from vssqa.verification.frequency import frequency_of
from vssqa.verification.sentences import verbs
from vssqa.verification.subjects import Subject, Word, Words, is_participation, subject_of

DRAFT = "draft"  # a draft's identifier where a release's would stand


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """One figure of a statement.

    `status` is what its words say ("reached" is a level reached, whenever that would
    be); `whole` marks the 63 of "46 of the 63 provinces"; `printed` are
    the fields the statement itself prints; `group` are the figures that share its subject;
    `aimed` marks what is only asked for or proposed; `frequency` is the time for
    which it is counted; `deeds` are the verbs among its words; `clause` its folded clause.
    """

    figure: Figure
    context: Context
    subject: Subject
    status: Status
    whole: bool
    printed: frozenset[str]
    group: tuple[Context, ...]
    aimed: bool = False
    frequency: str | None = None
    deeds: tuple[Word, ...] = ()
    clause: str = ""

    @property
    def takes_part(self) -> bool:
        """Tell whether it says how many take part in an insurance, and nothing else."""
        own = self.subject.own
        if is_participation(own):
            return True
        counts = unit_class(self.figure) in {"count", "percent", "percentage_point", "times"}
        return not own.words and bool(self.figure.scheme) and counts


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as read; `text` is the sentence, offsets of `clauses` count in it."""

    span: Span
    clauses: Clauses
    figures: tuple[SaidFigure, ...]
    papers: tuple[InstrumentMention, ...]
    people: tuple[PersonMention, ...]

    @property
    def text(self) -> str:
        """The statement's words."""
        return self.clauses.words

    @property
    def folded(self) -> str:
        """The statement's words, plain and in lower case."""
        return self.clauses.folded


def read_draft(
    text: str, newest: str | None, begun: Callable[[int], None] | None = None
) -> list[Said]:
    """Read the statements of a draft.

    `newest` is the date of the newest release: "last year" is the year before it.
    `begun` is called with the number of sentences before they are read, which is
    what takes long.
    """
    release, parts = _as_release(text, newest)
    if begun:
        begun(len(parts))
    read = [clauses for part in parts for clauses in read_clauses(release, part)]
    by_sentence: dict[Span, list[Figure]] = {}
    for figure in figures_of(release, read):
        by_sentence.setdefault(figure.sentence, []).append(figure)
    return [_said(clauses, by_sentence.get(clauses.sentence.span, [])) for clauses in read]


def _as_release(text: str, newest: str | None) -> tuple[Release, list[Sentence]]:
    """Return a draft as a release: every line a paragraph, none of them furniture."""
    blocks: list[Block] = []
    parts: list[Sentence] = []
    for line in re.finditer(r"[^\r\n]+", text):
        found = sentences(text, Span(*line.span()))
        if found:
            blocks.append(Block("paragraph", Span(*line.span())))
            parts += [Sentence(DRAFT, span, len(blocks) - 1, None) for span in found]
    return Release(DRAFT, "", text, "", newest, tuple(blocks), ""), parts


_IS = regex(
    r"(?<=[\w)]) (?:is|was|are|were|has been|serves as|served as|works as|became|becomes)"
    r"(?= (?:the |a |an |now |currently |also |still )*[\w-]+)"
)


def _said(clauses: Clauses, figures: Sequence[Figure]) -> Said:
    contexts = {context.quantity.span.start: context for context in clauses.contexts}
    papers = tuple(instruments_in(clauses.words))
    hidden = [paper.span for paper in papers]
    deeds = tuple(verbs(clauses.words)) if figures else ()
    read: list[SaidFigure] = []
    for figure in figures:
        context = contexts.get(figure.span.start - clauses.start)
        if context is None or any(context.quantity.span.overlaps(span) for span in hidden):
            continue
        before = replace(read[-1].figure, status=read[-1].status) if read else None
        one = _said_figure(clauses, context, figure, before, deeds)
        if read and not one.subject.own.words:
            one = replace(one, subject=replace(one.subject, own=read[-1].subject.own))
        read.append(one)
    # "Khai is the Director" is read like "Khai, the Director"; the length stays.
    linked = _IS.sub(lambda match: "," + " " * (len(match.group()) - 1), clauses.words)
    span = Span(clauses.start, clauses.start + len(clauses.words))
    return Said(span, clauses, tuple(read), papers, tuple(people_in(linked)))


# "53.6 million more participants in 2023 than in 2008".
_MORE_THAN_THEN = regex(
    r" (?:more|fewer|less) (?:[a-z'-]+ ){1,6}?(?:(?:in|at|by) [\w ]{2,24}?)?(?:than|compared)\b"
)


# "Since 2015 it has done away with 89 procedures".
_AWAY = regex(r"\b(?:do|did|does|done|doing) away with (?:[a-z]+ ){0,3}$")


def _status(clauses: Clauses, context: Context, figure: Figure, before: Figure | None) -> Status:
    if figure.unit == "percentage_point" or _MORE_THAN_THEN.match(
        clauses.folded, context.quantity.span.end
    ):
        return "change"
    if _BY.search(clauses.folded, 0, context.quantity.span.start) and _moves_by(clauses, context):
        return "change"
    if _AWAY.search(context.left.of(clauses.folded)) and any(
        period.relation == "since" or "/" in (period.iso or "") for period in clauses.periods
    ):
        return "change"
    return standing_of(status_of(clauses, context, before, future=False), clauses, context)


# "The 1,470 points were cut by 747": the verb stands among the words of the number before.
_BY = regex(r"\bby (?:(?:about|around|some|nearly|almost|over|more than|as much as) )?$")
_CLAUSE = regex(r"[,;:()]| and | while | but ")


def _moves_by(clauses: Clauses, context: Context) -> bool:
    clause = _CLAUSE.split(clauses.folded[: context.quantity.span.start])[-1]
    return direction_of(clause) is not None


def _said_figure(
    clauses: Clauses,
    context: Context,
    figure: Figure,
    before: Figure | None,
    deeds: Sequence[Word],
) -> SaidFigure:
    subject = subject_of(clauses, context, figure.measure)
    if len(clauses.contexts) == 1:
        subject = replace(subject, own=subject.own | subject.shared, shared=Words())
    inferred = {inference.field for inference in figure.inferred}
    fields = {"scheme": figure.scheme, "place": figure.place, "period": figure.period}
    return SaidFigure(
        figure,
        context,
        subject,
        _status(clauses, context, figure, before),
        context.is_whole,
        frozenset(name for name, value in fields.items() if value and name not in inferred),
        tuple(group_of(clauses, context)),
        is_aimed_at(clauses, context),
        frequency_of(clauses, context),
        tuple(word for word in deeds if word in subject.own.words),
        clause_of(clauses, context),
    )
