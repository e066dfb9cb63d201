"""What a question asks, in the terms the registers of facts use."""

from __future__ import annotations

from dataclasses import dataclass, field

from vssqa.facts.instruments import InstrumentMention
from vssqa.question.kinds import Asked
from vssqa.question.things import HowMany
from vssqa.types import AnswerKind, Scheme, Status


@dataclass(frozen=True, slots=True)
class Item:
    """One word of the question that evidence should hold.

    `named` items stand inside a place, period or instrument, which are checked as
    constraints; they help to find evidence and are not counted as words. `carried`
    items come from an earlier question of the conversation and weigh less. `parts` are
    the terms of a compound's parts ("pre-meeting": pre, meet). `must` words have no
    likeness: "occupational accident insurance" is none of the schemes.
    """

    word: str
    term: str
    concepts: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    named: bool = False
    carried: bool = False
    must: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question that stands alone, and its constraints.

    `periods` are ISO 8601, one without a printed year begins with "--" ("--10-31",
    "--01/--06"); `papers_asked` are the types of paper asked for ("which
    decree"), `places_asked` whether one place or several are, `type_asked` the kind of body
    ("ministry"); `people` folded names;
    `names` other capitalised names, as typed, none of them a place, person or instrument;
    `relative` words like "last year";
    `asks_why` asks for a reason; `counted` is the word for the things that are counted.
    `read_as` lists, for a follow-up, what was taken from the conversation.
    """

    text: str
    kind: AnswerKind
    unit: Asked = "any"
    items: tuple[Item, ...] = ()
    schemes: frozenset[Scheme] = frozenset()
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    status: Status | None = None
    instruments: tuple[InstrumentMention, ...] = ()
    people: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    compares: bool = False
    asks_why: bool = False
    counted: Item | None = None
    relative: tuple[str, ...] = ()
    papers_asked: frozenset[str] = frozenset()
    places_asked: HowMany | None = None
    type_asked: str | None = None
    corrections: tuple[tuple[str, str], ...] = ()
    read_as: tuple[str, ...] = field(default=())

    @property
    def words(self) -> tuple[Item, ...]:
        """The items that are no part of a constraint."""
        return tuple(item for item in self.items if not item.named)
