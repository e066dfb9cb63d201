"""What governs a figure beyond its own sentence: earlier sentences and the release as a whole.

What a figure's own sentence prints needs no rule. The rules that infer a field
from elsewhere, by name:

- `carried`: the subject, period or place of an earlier sentence of the section goes on;
- `reviewed`: title or opening say which period the release looks back on;
- `heading`, `title`: the heading above, or the title, names it;
- `release-of-one-scheme`: the release names no other scheme;
- `release-of-province`: title or opening say that the release is about a province;
- `law-of-the-country`: what a law or decision lays down holds in the whole country;
- `national-release`: no place governs, so the figure is the country's;
- `release-date`: "now", "so far" are the release's date;
- `start-of-change`: what was before a change has a period only where one is printed;
- `same-as-before`: a measure that only the figure before it in the sentence prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vssqa.facts.clauses import Clauses
from vssqa.facts.written import Period
from vssqa.patterns import regex


@dataclass(frozen=True, slots=True)
class Governed:
    """A field's value and the rule that inferred it, None where the sentence prints it.

    `known` is false where nothing was found: the next rule may try. `lasting` is
    false for what holds of one figure alone, a deadline or "the June amount".
    """

    value: str | None = None
    rule: str | None = None
    known: bool = True
    lasting: bool = True


UNKNOWN = Governed(known=False)
SEVERAL = Governed(None)
NONE = Governed(None, lasting=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence leaves to those behind it.

    `subject` is the scheme it begins with or its figures have; a known subject
    without value is several schemes at once. `aim` is the period for what is aimed
    at, which is none that figures were reached in.
    """

    block: int
    heading: int | None
    subject: Governed = UNKNOWN
    period: Governed = UNKNOWN
    aim: Governed = UNKNOWN
    place: Governed = UNKNOWN
    unit: str | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Background:
    """What the whole release lays down for its figures."""

    date: str | None
    title: Governed
    title_suggests: Governed
    only: Governed
    place: Governed
    title_periods: tuple[Period, ...]
    review: Governed = UNKNOWN


_LOOK_BACK = 12  # sentences over which something is carried at most
_TAIL = 90  # code points before a place in which what stands right before it begins

# "The Law on Employment gives 60 per cent": what a law lays down is of no period and place.
_PAPER = r"(?:laws?|decree|decision|circular|regulations?|resolution)"
_PERSON = (
    r"(?:workers?|employees?|participants?|persons?|members?|beneficiary|pensioner|claimant"
    r"|patient)(?: who [^,;]{0,40})?"
)
LAW_SAYS = regex(
    rf"\b{_PAPER}\b[^;,]{{0,40}}\b(?:gives?|grants?"
    r"|provides?|allows?|stipulates?|sets|pays?|requires?)\b"
    r"|\bthe (?:state|government)(?: budget)?"
    r" (?:pays|bears|supports|subsidi[sz]es|covers|gives|adds)\b"
    rf"|^under (?:the )?(?:{_PAPER}|article)\b"
    r"(?![^;]*\b(?:people's (?:council|committee)|(?:provincial|local|municipal) budget))"
    r"[^;]{0,120}\b(?:can|may|must|shall|rises?|receives?|gets?"
    r"|(?:is|are) (?:given|paid|granted|entitled|raised|eligible|exempt\w*))\b"
    rf"|^(?:an?|each|every|any) (?:[\w-]+ ){{0,3}}{_PERSON}"
    r" (?:receives?|gets?|pays?|contributes?|is (?:entitled|paid)|can|may|must)\b"
)


def section(clauses: Clauses, topics: Sequence[Topic]) -> Iterator[tuple[Topic, str]]:
    """Yield the topics of a sentence's section, and of its heading, nearest first, and the rule."""
    heading = clauses.sentence.heading
    for topic in reversed(topics[-_LOOK_BACK:]):
        if topic.block == heading:
            yield topic, "heading"
        elif topic.heading == heading:
            yield topic, "carried"


def before(folded: str, position: int) -> str:
    """Return the words right before a position, for patterns that end there."""
    return folded[max(0, position - _TAIL) : position]
