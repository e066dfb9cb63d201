"""What `eval` runs: a file of cases, or the corpus' mutations, against an assistant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vssqa.errors import InputError
from vssqa.evaluation.ablation import AblationReport, ablate
from vssqa.evaluation.cases import ClaimCase, QuestionCase, read_cases
from vssqa.evaluation.claims import ClaimReport, evaluate_claims
from vssqa.evaluation.mutations import MutationReport, evaluate_mutations
from vssqa.evaluation.questions import Ask, QuestionReport, evaluate
from vssqa.evaluation.sentence_choice import (
    ASSISTANT,
    FUSION,
    Held,
    SentenceChoiceReport,
    compare_choices,
    write_paragraphs,
)
from vssqa.types import Answer, Registers, Release, Verification

if TYPE_CHECKING:
    from rich.console import RenderableType

    from vssqa.settings import Settings


CHOICE_FOLDER = Path(".vssqa/sentence-choice")  # beside the corpus, not in git


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


def ablate_file(path: Path, settings: Settings) -> AblationReport:
    """Ask a file's answerable questions with ever more parts of choosing evidence.

    :raises InputError: if the file is no question file.
    """
    from vssqa.answering import Answerer
    from vssqa.answering.features import FEATURES
    from vssqa.index import ensure_index
    from vssqa.retrieval.ranker import Ranker

    questions = [case for case in read_cases(path) if isinstance(case, QuestionCase)]
    if not questions:
        raise InputError(f"{str(path)!r} holds claims: an ablation asks questions")
    index = ensure_index(settings)
    answerer, admitted = Answerer(index, Ranker.load()), frozenset(index.releases)

    def ask_without(left_out: frozenset[str]) -> Ask:
        return lambda question, history: answerer.answer(
            question, history, admitted, left_out, refusing=False
        )

    return ablate(questions, ask_without, FEATURES)


def compare_sentence_choices(path: Path, settings: Settings) -> SentenceChoiceReport:
    """Compare fusion with the assistant's ranking on a SQuAD-shaped file's held-out questions.

    Index and corpus of the paragraphs are kept in `.vssqa/`, so that a second run
    need not build them.

    :raises InputError: if the file is no such list.
    """
    from vssqa.answering import Answerer
    from vssqa.index import ensure_index
    from vssqa.retrieval.ranker import Ranker
    from vssqa.text import terms
    from vssqa.training.squad import read_questions

    held = [Held(one.question, one.answer) for one in read_questions(path).held_out]
    folder = CHOICE_FOLDER
    write_paragraphs(path, folder / "corpus")
    index = ensure_index(replace(settings, corpus=folder / "corpus", index=folder / "index"))
    answerer, admitted = Answerer(index, Ranker.load()), frozenset(index.releases)

    def by_fusion(question: str) -> str | None:
        for found in index.search(index.encode(question), terms(question), 1):
            sentence = found.sentence
            return sentence.span.of(index.releases[sentence.release].text)
        return None

    def by_assistant(question: str) -> str | None:
        answer = answerer.answer(question, (), admitted, refusing=False)
        return answer.citations[0].quote if answer.citations else None

    return compare_choices(held, {FUSION: by_fusion, ASSISTANT: by_assistant})


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
