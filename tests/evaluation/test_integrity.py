"""An answer of words that its citations do not hold is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.evaluation.given import FIRST, REFUSED, SECOND, answered, texts
from vssqa.evaluation.integrity import faults_of_answer
from vssqa.types import (
    Answer,
    Refusal,
    Span,
)


@pytest.mark.parametrize(
    "sound",
    [
        answered("the health insurance coverage rate reached 93.4 per cent", "93.4 per cent"),
        answered("Yes: 93.4 per cent in Vinh Long", "Yes"),
        answered("1,071 conferences; Pham Minh Duong; 24/QD-BHXH", None, FIRST, SECOND),
        answered("at its 8th sitting", None, FIRST, SECOND),
        REFUSED,
    ],
)
def test_an_answer_of_its_citations_words_is_sound(sound: Answer) -> None:
    assert faults_of_answer(sound, texts) == ()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (answered("94.4 per cent"), "'94.4' stands in no citation"),
        (answered("3.4 per cent"), "'3.4' stands in no citation"),
        (answered("some 071", None, SECOND), "'071' stands in no citation"),
        (answered("in Bac Ninh it is 93.4"), "'Bac' stands in no citation"),
        (answered("it is", "39"), "'39' stands in no citation"),
        (answered("24/QD-TTg", None, FIRST, SECOND), "'24/QD-TTg' stands in no citation"),
        (answered("93.4", None, replace(FIRST, quote="another")), "does not quote"),
        (answered("93.4", None, replace(FIRST, number=2)), "should be number 1"),
        (answered("93.4", None, replace(FIRST, highlights=(Span(0, 500),))), "marks"),
        (answered("93.4", None, replace(FIRST, highlights=(Span(5, 5),))), "marks"),
        (answered("93.4 " * 90), "characters"),
        (answered(""), "without words"),
        (replace(REFUSED, citations=(FIRST,)), "a refusal that answers"),
        (replace(REFUSED, refusal=None), "without a reason"),
        (
            replace(REFUSED, refusal=Refusal("no", nearest=(replace(FIRST, quote="x"),))),
            "does not quote",
        ),
    ],
)
def test_an_answer_that_breaks_an_invariant_is_named(broken: Answer, said: str) -> None:
    assert any(said in fault for fault in faults_of_answer(broken, texts))
