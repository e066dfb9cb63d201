"""People a question names, told from places and names that bear the same syllable."""

from __future__ import annotations

import pytest

from vssqa.facts.places import places
from vssqa.question.named import people_named
from vssqa.text import fold

KNOWN = {"nam": "tran hoai nam", "tran hoai nam": "tran hoai nam", "khai": "le minh khai"}


def named(question: str) -> set[str]:
    held = {alias: name for alias, name in KNOWN.items() if alias in fold(question)}
    return set(people_named(question, held, [place.span for place in places(question)]))


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("What did Mr. Nam ask for?", {"tran hoai nam"}),
        ("what did khai tell the agency", {"le minh khai"}),
        ("What did Deputy PM Khai say?", {"le minh khai"}),
        ("Khai said what?", {"le minh khai"}),
        ("Did Khai thank them?", {"le minh khai"}),
        ("Who is Tran Hoai Nam?", {"tran hoai nam"}),
        ("How many people joined in Quang Nam?", set()),
        ("quang nam participants", set()),
        ("What did Viet Nam win?", set()),
        ("How many did Nam Giang bring in?", set()),
        ("Who wrote for Radio Khai?", set()),
        ("What is khai in Lao?", set()),
    ],
)
def test_a_given_name_inside_another_name_names_nobody(question: str, people: set[str]) -> None:
    assert named(question) == people
