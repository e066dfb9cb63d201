"""The questions that speed is measured with: no two alike, so that no cache answers one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

_AS_TYPED = (
    "What was the health insurance coverage rate at the end of 2023?",
    "How many people took part in voluntary social insurance?",
    "unemployment insurance coverage 2023",
    "Who is the Director General of Viet Nam Social Security?",
    "When was Directive 38-CT/TW issued?",
    "What is Decree No. 75/2023/ND-CP about?",
    "Which decision issued the action plan for Resolution 01/NQ-CP?",
    "What must the heads of the units do by February 20, 2024?",
    "Name the deputy directors general.",
    "Did the coverage rate beat the target?",
    "How many administrative procedures are there now compared with 2015?",
    "What percentage of the amount receivable was paid late?",
    "Who supervised the insurance policies in Vinh Long?",
    "What can patients use instead of a health insurance card?",
    "how many medcal facilities accept chip based id cards",
    "Which country signed a social insurance agreement?",
    "What is the capital of France?",
    "How high is the monthly minimum wage?",
)
_MEASURES = (
    "What was the {scheme} coverage rate in {place} in {year}?",
    "How many people took part in {scheme} in {place} at the end of {year}?",
    "Which target for {scheme} was set for {year} in {place}?",
)
_SCHEMES = ("health insurance", "social insurance", "unemployment insurance")
_PLACES = ("Viet Nam", "Vinh Long", "Da Nang", "Bac Ninh", "Can Tho")
_YEARS = ("2008", "2016", "2023", "2024")

WARM_UP = ("What did the conference discuss?", "How high was the rate in Hai Phong in 2021?")


def questions() -> Iterator[str]:
    """Yield every question once: 18 as people type them, 180 made of a measure and constraints."""
    yield from _AS_TYPED
    for form, scheme, place, year in product(_MEASURES, _SCHEMES, _PLACES, _YEARS):
        yield form.format(scheme=scheme, place=place, year=year)
