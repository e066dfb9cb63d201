"""Who is said to head which body: "X heads the Y", "Y is run by X", "X is in charge of Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vssqa.answering.roles import role_terms
from vssqa.facts.agencies import AgencyMention, agencies_in
from vssqa.facts.bodies import body_key
from vssqa.patterns import regex
from vssqa.text import stem
from vssqa.types import Role, Span
from vssqa.verification.statements import Said

_HEADS = regex(
    r"\b(?:(?:heads?|headed|leads?|led|runs?|ran|chairs?|chaired|directs?|directed|manages?|managed"
    r"|governs?|governed|helms?|helmed|commands?|commanded|steers?|presid(?:es?|ed) over)"
    r"|(?:in (?:\w+ )?charge|at the (?:helm|head|top)|the (?:\w+ )?(?:boss|chief|leader)) of)"
    r" (?:(?:the|all of|whole|entire) )*$"
)
_HEADED_BY = regex(
    r"^,? (?:(?:which|that|is|was|has|been|now|currently|today) )*"
    r"(?:headed|led|run|chaired|directed|managed|governed|helmed) by [^,.;:]{0,60}$"
)
# "of the Ministry, led by": then it is the delegation that is led.
_STANDS_FIRST = regex(r"(?:^|[,;:] |\bthat |\band )\W*(?:the )?$")
# "heads the Ministry's delegation", "chaired the VSS conference": no post in that body.
_GOES_ON = regex(
    r"^(?:'|\u2019| (?!(?:and|or|but|since|in|from|until|till|as|at|today|now|while|who|which|with"
    r"|for|on|through|after|before|during|again|too|also|alone|currently|by|to|is|was)\b)[a-z])"
)
_REACH = 80  # code points between a name and what its bearer is said to head

_HEAD_TERMS = frozenset(
    map(stem, "head director minister chairman chairwoman chairperson chair president chief"
        " governor mayor rector ceo".split())
)  # fmt: skip
_BELOW_HEAD = frozenset(
    map(stem, "deputy vice former acting assistant standing member expert specialist officer"
        " representative commissioner inspector spokesman spokeswoman".split())
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Headship:
    """One body a person is said to head; `person` is a name's key, offsets count in the statement.

    `span` holds the name, the words of heading and the body.
    """

    person: str
    name: Span
    body: AgencyMention
    span: Span


def headships_in(said: Said, people: Sequence[tuple[Span, str]]) -> Iterator[Headship]:
    """Yield the bodies that people are said to head, in whatever words."""
    for body in agencies_in(said.text):
        found = _headed(said.folded, body.span, people)
        if found:
            name, key = found
            span = Span(min(name.start, body.span.start), max(name.end, body.span.end))
            yield Headship(key, name, body, span)


def _headed(folded: str, body: Span, people: Sequence[tuple[Span, str]]) -> tuple[Span, str] | None:
    cue = _HEADS.search(folded[: body.start])
    if cue and not _GOES_ON.match(folded[body.end :]):
        before = [p for p in people if p[0].end <= cue.start() <= p[0].end + _REACH]
        return before[-1] if before else None
    if _STANDS_FIRST.search(folded[: body.start]):
        for name, key in people:
            if name.start > body.end and _HEADED_BY.match(folded[body.end : name.start]):
                return name, key
    return None


def is_head(role: Role) -> bool:
    """Tell whether a printed role is that of the head of its body."""
    post = role_terms(role.role)
    return bool(post & _HEAD_TERMS) and not post & _BELOW_HEAD


def is_of_body(role: Role, body: AgencyMention) -> bool:
    """Tell whether a printed role is one in a body."""
    if not role.organisation:
        return False
    if body_key(role.organisation) == body_key(body.name):
        return True
    return role_terms(body.name) == role_terms(role.organisation)


def is_below_head(role: Role) -> bool:
    """Tell whether a printed role stands below that of a head."""
    return bool(role_terms(role.role) & _BELOW_HEAD)
