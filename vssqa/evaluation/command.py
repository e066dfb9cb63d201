"""What `eval` runs: a file of cases, or the corpus' mutations, against an assistant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vssqa.evaluation.ablation import AblationReport
from vssqa.evaluation.cases import ClaimCase, QuestionCase, read_cases
from vssqa.evaluation.claims import ClaimReport, evaluate_claims
from vssqa.evaluation.mutations import MutationReport, evaluate_mutations
from vssqa.evaluation.questions import QuestionReport, evaluate
from vssqa.evaluation.sentence_choice import (
    SentenceChoiceReport,
)
from vssqa.types import Answer, Registers, Release, Verification

if TYPE_CHECKING:
    from rich.console import RenderableType


class Examined(Protocol):
    """What is measured: the assistant, or a stand-in."""

    @property
    def releases(self) -> Sequence[Release]: ...

    @property
    def registers(self) -> Registers: ...

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer: ...

    def verify(self, text: str) -> Verification: ...


Report = QuestionReport | ClaimReport | MutationReport | AblationReport | SentenceChoiceReport


def evaluate_file(path: Path, examined: Examined) -> Report:
    """Score a question or claim file.

    :raises InputError: if the file cannot be read as either.
    """
    cases = read_cases(path)
    questions = [case for case in cases if isinstance(case, QuestionCase)]
    claims = [case for case in cases if isinstance(case, ClaimCase)]
    if claims:
        return evaluate_claims(claims, examined.verify)
    return evaluate(questions, examined.ask)


def evaluate_corpus_mutations(examined: Examined) -> MutationReport:
    """Check every figure sentence of the corpus as it stands and with one thing changed."""
    return evaluate_mutations(examined.releases, examined.registers, examined.verify)


def laid_out(report: Report) -> RenderableType:
    """Lay out a report for a terminal."""
    from vssqa.evaluation import tables

    if isinstance(report, AblationReport):
        return tables.ablation_table(report)
    if isinstance(report, SentenceChoiceReport):
        return tables.choice_table(report)
    if isinstance(report, ClaimReport):
        return tables.claim_table(report)
    if isinstance(report, MutationReport):
        return tables.mutation_table(report)
    return tables.question_table(report)
