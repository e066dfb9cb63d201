"""Measured quality: question files, claim files, mutations, and what each part brings.

Apart from the product: nothing that answers imports it, and every metric is a
pure function of what was asked and what came back.
"""

from vssqa.evaluation.cases import ClaimCase, QuestionCase, read_cases
from vssqa.evaluation.claims import ClaimReport, evaluate_claims
from vssqa.evaluation.questions import QuestionReport, evaluate

__all__ = [
    "ClaimCase",
    "ClaimReport",
    "QuestionCase",
    "QuestionReport",
    "evaluate",
    "evaluate_claims",
    "read_cases",
]
