"""What the surface grammars find in a text: quantities, periods, schemes, places, with spans."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from vssqa.facts.numbers import decimal_string
from vssqa.types import Scheme, Span

Relation = Literal["in", "by", "since", "until", "before", "after", "than", "same", "earlier"]
PlaceKind = Literal["nation", "province", "district", "commune", "country", "region"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity as written: `low` and `high` in base units, equal unless it is a range.

    `step` is the size of the last digit printed (0.01 for "93.35%", 10000 for
    "18.26 million"). `span` covers number, sign and unit words, neither hedge
    nor counted noun; `counted` covers the noun phrase behind it, `noun` is that
    phrase folded. `scale` is the printed scale word. `vague` marks "thousands
    of billions": a size, no number.
    """

    span: Span
    surface: str
    low: Decimal
    high: Decimal
    step: Decimal
    unit: str
    qualifier: str | None = None
    counted: Span | None = None
    noun: str = ""
    scale: str = ""
    vague: bool = False

    @property
    def value(self) -> str:
        """The decimal string of the registers, "low/high" for a range."""
        if self.low == self.high:
            return decimal_string(self.low)
        return f"{decimal_string(self.low)}/{decimal_string(self.high)}"


@dataclass(frozen=True, slots=True)
class Period:
    """One period as written. `iso` is ISO 8601 of the precision printed.

    `relation` is how the period stands: "in" it, "by" its end, "since", "until",
    "before", "after", or "than" where another figure is compared with it ("than in
    2008", "compared to 2022", "a year before"); it is the "same" as another period of
    the text, or that of an "earlier" year, where only words like these tell it (`Echo`).
    """

    span: Span
    surface: str
    iso: str
    relation: Relation = "in"


@dataclass(frozen=True, slots=True)
class Echo:
    """A period told by another one: "a year earlier", "on the same date", "that period of 2022".

    `back` counts years, `year` names the year instead. `compares` marks one that no
    figure is of. `noun` is what it calls the period, "" where that may be any; `months` is
    how many it says they are, else 0.
    """

    span: Span
    back: int = 0
    year: int | None = None
    compares: bool = False
    noun: str = ""
    months: int = 0


@dataclass(frozen=True, slots=True)
class SchemeMention:
    """One scheme as written; mentions of one list share `group`, the list's span.

    `scheme` is None for an insurance outside the five (occupational accident).
    `weak` marks words that only suggest the scheme ("medical examinations",
    "unemployment benefits", a bare "voluntary").
    """

    span: Span
    surface: str
    scheme: Scheme | None
    group: Span
    weak: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One place as written; `name` is the one form it is registered by ("Ha Noi", "Viet Nam").

    `compared` marks a place that only serves comparison ("than the national average").
    """

    span: Span
    surface: str
    name: str
    kind: PlaceKind
    compared: bool = False
