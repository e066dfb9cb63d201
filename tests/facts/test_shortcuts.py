"""What a reader skips because a piece holds none of its words would have found nothing there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from vssqa import dates as dates_module
from vssqa.corpus import evidence_sentences, parse_release
from vssqa.facts import identifiers, period_forms, periods, places
from vssqa.patterns import regex

ROOT = Path(__file__).parents[2]
NEWEST = "2024-03-05"  # what relative words are read from
_EVERYWHERE = regex("")


def _printed() -> Iterator[str]:
    """Yield dates and spans of time in many layouts, sound ones and others."""
    days, months = ("3", "03", "3rd", "31"), ("March", "mar.", "May", "sept", "12", "2")
    for day, month, year, joint in product(days, months, ("2024", "1998", ""), (" ", "/", "-")):
        yield f"by {day}{joint}{month}{joint}{year}, then"
        yield f"In {month}{joint}{day}{joint}{year}: 5"
        yield f"{year}{joint}{month}{joint}{day}"
        yield f"ngay {day} thang {month} nam {year}"
    for ordinal, part, behind in product(
        ("first", "last", "the third", "q3", "same"),
        ("quarter", "half of", "six months of", "month", "year", "school year", "period of"),
        ("2023", "last year", "the year", "a year before", ""),
    ):
        yield f"over the {ordinal} {part} {behind} and from 2021 to 2023"
    yield "between July and September last year, at the year's end, nam ngoai, in May alone"
    yield from ("across the country", "ca nuoc", "toan quoc", "the national average")
    yield from ("Viet Nam", "in Vietnam", "the whole nation", "nationwide", "Le Chan District")


@cache
def _texts() -> tuple[str, ...]:
    """Return sentences of releases, questions, and dates in many layouts."""
    files = [*ROOT.glob("corpus/*.txt"), *sorted(ROOT.glob("tests/eval/**/*.txt"))[::4]]
    found = list(_printed())
    for file in files:
        release = parse_release(file.stem, file.name, file.read_text(encoding="utf-8"), "")
        found += [s.span.of(release.text) for s in evidence_sentences(release)]
    for line in (ROOT / "tests/eval/questions.jsonl").read_text(encoding="utf-8").splitlines():
        found.append(json.loads(line).get("question", ""))
    return tuple(found)


def _read(texts: Iterable[str]) -> list[object]:
    places._read.cache_clear()
    periods._read.cache_clear()
    return [
        (
            text,
            dates_module.dates(text),
            periods.periods(text, NEWEST),
            places.places(text),
            identifiers.named_numbers(text),
        )
        for text in texts
    ]


def test_no_shortcut_hides_a_date_a_period_a_place_or_a_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quick = _read(_texts())
    monkeypatch.setattr(dates_module, "_SIGNS", frozenset({_EVERYWHERE}))
    forms = tuple((_EVERYWHERE, form) for _, form in dates_module._FORMS)
    monkeypatch.setattr(dates_module, "_FORMS", forms)
    monkeypatch.setattr(periods, "NEEDS", frozenset({("",)}))
    monkeypatch.setattr(periods, "IN_MONTHS", ("",))
    every = tuple((("",), form, read) for _, form, read in period_forms.FORMS)
    monkeypatch.setattr(periods, "FORMS", every)
    monkeypatch.setattr(places, "_NATION_WORDS", ("",))
    monkeypatch.setattr(places, "_DISTRICT_KINDS", places._DISTRICT_KINDS | {"": "district"})
    monkeypatch.setattr(identifiers, "_DIGIT", _EVERYWHERE)
    thorough = _read(_texts())
    assert len(quick) > 1_000
    for one, other in zip(quick, thorough, strict=True):
        assert one == other
    places._read.cache_clear()
    periods._read.cache_clear()
