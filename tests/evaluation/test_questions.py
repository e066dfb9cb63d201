"""What counts as right, and as a refusal in its place."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.evaluation.given import FIRST, REFUSED, SECOND, answered, case, texts
from vssqa.evaluation import (
    evaluate,
)
from vssqa.evaluation.questions import says, score
from vssqa.evaluation.rates import Rate
from vssqa.types import (
    Answer,
)


@pytest.mark.parametrize(
    ("expected", "answer", "right"),
    [
        ("82.33 million (87.62 percent)", "82.33 million, or 87.62 per cent", True),
        ("82.33 million (87.62 percent)", "82.33 million", False),
        ("1,071", "some 1071 conferences", True),
        ("6,000", "16,000 people", False),
        ("93.3", "93.35 per cent", False),
        ("Decision 28/2021/QD-TTg", "Decision No. 28/2021/QD-TTg guides it", True),
        ("Decision 28/2021/QD-TTg", "28 decisions in 2021", False),
        ("six", "Six data sets", True),
        ("six", "sixty data sets", False),
        ("Vu Duc Dam", "Deputy Prime Minister Vu Duc Dam", True),
        ("every six months", "six of the nine", False),
    ],
)
def test_an_expected_answer_is_matched_by_its_numbers_or_else_its_words(
    expected: str, answer: str, right: bool
) -> None:
    assert says(expected, answer) is right


def test_all_patterns_must_be_found_in_the_answer_or_the_short_answer() -> None:
    both = case(patterns=(r"\b93\.4\b", "(?i)vinh long"))
    assert score(both, answered("reached 93.4 in Vinh Long"), texts).right
    assert score(both, answered("in Vinh Long", "93.4"), texts).right
    assert score(both, answered("reached 93.4"), texts).right is False


def test_evidence_counts_first_and_in_the_top_three() -> None:
    wanted = case(patterns=("1,071",), evidence=("1,071 conferences",))
    below = score(wanted, answered("1,071 conferences", None, FIRST, SECOND), texts)
    assert (below.evidence_first, below.evidence_top) == (False, True)
    assert (below.right, below.right_with_evidence) == (True, False)
    first = answered("1,071 conferences", None, replace(SECOND, number=1))
    assert score(wanted, first, texts).right_with_evidence is True


def test_what_a_file_gives_no_measure_for_gets_no_score() -> None:
    scored = score(case(expected="93.4"), answered("93.4"), texts)
    assert scored.right is True
    assert scored.evidence_first is scored.short is scored.release_first is None
    assert scored.right_with_evidence is scored.refused_rightly is None


def test_the_first_citation_must_come_from_the_named_release() -> None:
    assert score(case(expected="x", release="release"), answered("x"), texts).release_first
    assert score(case(expected="x", release="002"), answered("x"), texts).release_first is False


def test_a_refused_answerable_question_is_wrong_throughout() -> None:
    wanted = case(patterns=("93.4",), evidence=("93.4",), short="93", release="release")
    scored = score(wanted, REFUSED, texts)
    assert set(scored.missed) == {
        "right",
        "right_with_evidence",
        "evidence_first",
        "evidence_top",
        "release_first",
        "short",
        "not_refused_wrongly",
    }


def test_an_unanswerable_question_is_scored_by_its_refusal_alone() -> None:
    none = case(kind="none", answerable=False)
    assert score(none, REFUSED, texts).refused_rightly is True
    assert score(none, answered("93.4"), texts).refused_rightly is False
    assert score(none, REFUSED, texts).right is None


def test_a_report_counts_by_kind_and_lists_misses() -> None:
    cases = [
        case(id="a", patterns=("93",)),
        case(id="b", patterns=("94",)),
        case(id="c", kind="none", answerable=False),
    ]
    report = evaluate(cases, lambda question, history: answered("93.4"), texts)
    assert report.rate("right") == Rate(1, 2)
    assert report.rate("right", "none").share is None
    assert report.rate("refused_rightly", "none") == Rate(0, 1)
    assert [miss.case.id for miss in report.misses] == ["b", "c"]
    form = json.loads(json.dumps(report.as_json()))
    assert form["seconds"] == {"p50": 0.25, "p95": 0.25}
    assert form["kinds"]["figure"]["right"] == {"hits": 1, "of": 2, "share": 0.5}


def test_the_conversation_is_handed_to_ask() -> None:
    seen = []

    def ask(question: str, history: object) -> Answer:
        seen.append((question, history))
        return REFUSED

    evaluate([case(question="And there?", history=("Where?",))], ask, texts)
    assert seen == [("And there?", ("Where?",))]
