"""Holds the measured quality: figures over the project's own files may rise, not fall.

The bounds stand just below what `python -m vssqa eval FILE` measured when they
were set. Where a change lifts a figure for good, lift its bound with it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vssqa.assistant import Assistant
from vssqa.corpus import read_corpus
from vssqa.evaluation import (
    ClaimCase,
    ClaimReport,
    QuestionCase,
    QuestionReport,
    evaluate,
    evaluate_claims,
    read_cases,
)
from vssqa.evaluation.mutations import (
    AS_IT_STANDS,
    SAID_OTHERWISE,
    MutationReport,
    evaluate_mutations,
)
from vssqa.types import Answer, Verification

ROOT = Path(__file__).parent.parent
QUESTIONS, CLAIMS = ROOT / "tests/eval/questions.jsonl", ROOT / "tests/eval/claims.jsonl"

QUESTIONS_AT_LEAST = {
    "right": 0.96,
    "right_with_evidence": 0.96,
    "evidence_top": 0.99,
    "short": 0.96,
    "refused_rightly": 0.97,
    "not_refused_wrongly": 0.99,
    "sound": 1.0,
}
CLAIMS_AT_LEAST = {
    "right_with_evidence": 0.987,
    "not_supported_wrongly": 1.0,  # no false statement is ever called supported
    "not_contradicted_wrongly": 0.976,
    "sound": 1.0,
}
MUTATIONS_AT_LEAST = {
    AS_IT_STANDS: 0.98,
    SAID_OTHERWISE: 0.97,
    "number": 1.0,
    "digits swapped": 1.0,
    "scale": 1.0,
    "place not held": 1.0,
    "place held": 1.0,
    "scheme": 1.0,
    "period": 1.0,
}


@pytest.fixture(scope="module")
def asked(ask_once: Callable[..., Answer]) -> QuestionReport:
    return evaluate(
        [case for case in read_cases(QUESTIONS) if isinstance(case, QuestionCase)], ask_once
    )


@pytest.fixture(scope="module")
def claimed(verify_once: Callable[[str], Verification]) -> ClaimReport:
    return evaluate_claims(
        [case for case in read_cases(CLAIMS) if isinstance(case, ClaimCase)], verify_once
    )


@pytest.fixture(scope="module")
def mutated(five_releases: Assistant) -> MutationReport:
    return evaluate_mutations(five_releases.releases, five_releases.registers, five_releases.verify)


@pytest.mark.parametrize("metric", QUESTIONS_AT_LEAST)
def test_questions_are_answered_no_worse(asked: QuestionReport, metric: str) -> None:
    measured = asked.rate(metric)
    missed = [score.case.id for score in asked.misses if metric in score.missed]
    assert measured.share is not None
    assert measured.share >= QUESTIONS_AT_LEAST[metric], f"{measured}, missed {missed}"


@pytest.mark.parametrize("metric", CLAIMS_AT_LEAST)
def test_claims_are_judged_no_worse(claimed: ClaimReport, metric: str) -> None:
    measured = claimed.rate(metric)
    missed = [score.case.id for score in claimed.misses if metric in score.missed]
    assert measured.share is not None
    assert measured.share >= CLAIMS_AT_LEAST[metric], f"{measured}, missed {missed}"


@pytest.mark.parametrize("kind", MUTATIONS_AT_LEAST)
def test_changed_figures_are_caught_no_worse(mutated: MutationReport, kind: str) -> None:
    measured = mutated.rate("held", kind)
    missed = [score.mutation.text for score in mutated.misses if score.mutation.kind == kind]
    assert measured.share is not None
    assert measured.share >= MUTATIONS_AT_LEAST[kind], f"{measured}, missed {missed}"


# --- the files themselves ----------------------------------------------------


def test_every_evidence_fragment_stands_in_a_release() -> None:
    texts = [release.text for release in read_corpus(ROOT / "corpus")]
    questions = [case for case in read_cases(QUESTIONS) if isinstance(case, QuestionCase)]
    claims = [case for case in read_cases(CLAIMS) if isinstance(case, ClaimCase)]
    fragments = [fragment for case in questions for fragment in case.evidence]
    fragments += [case.evidence for case in claims if case.evidence]
    lost = [fragment for fragment in fragments if not any(fragment in text for text in texts)]
    assert lost == []


def test_answerable_questions_have_evidence_and_unanswerable_ones_none() -> None:
    questions = [case for case in read_cases(QUESTIONS) if isinstance(case, QuestionCase)]
    for case in questions:
        assert bool(case.evidence) == bool(case.patterns) == case.answerable, case.id


def test_the_files_hold_enough_cases_of_each_kind() -> None:
    questions = [case for case in read_cases(QUESTIONS) if isinstance(case, QuestionCase)]
    claims = [case for case in read_cases(CLAIMS) if isinstance(case, ClaimCase)]
    assert len(questions) >= 150
    assert sum(not case.answerable for case in questions) >= 60
    assert sum(bool(case.history) for case in questions) >= 10
    wanted = {"supported": 40, "contradicted": 40, "not_found": 30, "conflicting": 10}
    for verdict, least in wanted.items():
        assert sum(case.verdict == verdict for case in claims) >= least, verdict
    identifiers = [case.id for case in (*questions, *claims)]
    assert len(identifiers) == len(set(identifiers))
