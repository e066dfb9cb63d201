"""Words that exclude each other."""

from __future__ import annotations

import pytest

from vssqa.question.contrasts import agreement, named_contrasts
from vssqa.text import terms


@pytest.mark.parametrize(
    ("question", "sentence", "grade"),
    [
        ("committees at district level", "committees at the commune level", 0.0),
        ("committees at district level", "committees at commune and district levels", 1.0),
        ("committees at district level", "committees were set up", 1.0),
        ("men in the scheme", "women in the scheme", 0.0),
        ("the lowest payment", "the highest payment", 0.0),
        ("the lowest and the highest payment", "the highest payment", 1.0),
        ("inpatient visits", "outpatient visits", 0.0),
        ("visits", "outpatient visits", 1.0),
    ],
)
def test_a_sentence_about_another_side_alone_disagrees(
    question: str, sentence: str, grade: float
) -> None:
    named = named_contrasts(frozenset(terms(question)))
    assert agreement(named, frozenset(terms(sentence))) == grade
