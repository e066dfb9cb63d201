"""A verdict counts with its evidence."""

from __future__ import annotations

import json

from tests.evaluation.given import FIRST, checked, texts
from vssqa.evaluation import (
    ClaimCase,
    evaluate_claims,
)
from vssqa.evaluation.rates import Rate
from vssqa.types import (
    VerdictKind,
)


def test_a_verdict_counts_only_with_its_evidence() -> None:
    cases = [
        ClaimCase("a", "93.4", "supported", "93.4 per cent", "none"),
        ClaimCase("b", "93.5", "contradicted", "no such words", "number"),
        ClaimCase("c", "95", "not_found", "", "place"),
    ]
    given: dict[str, VerdictKind] = {"93.4": "supported", "93.5": "contradicted", "95": "supported"}
    report = evaluate_claims(cases, lambda text: checked(text, given[text], FIRST), texts)
    assert report.rate("right") == Rate(2, 3)
    assert report.rate("right_with_evidence") == Rate(1, 3)
    assert report.rate("evidence") == Rate(1, 2)
    assert report.rate("not_supported_wrongly") == Rate(1, 2)
    assert report.rate("not_supported_wrongly", "not_found: place") == Rate(0, 1)
    assert report.confusion["not_found"] == {"supported": 1}
    assert json.loads(json.dumps(report.as_json()))["cases"] == 3


def test_a_verdict_without_a_citation_is_unsound() -> None:
    (scored,) = evaluate_claims(
        [ClaimCase("a", "x", "supported", "", "none")],
        lambda text: checked(text, "supported"),
        texts,
    ).scores
    assert scored.faults == ("supported without a citation",)
