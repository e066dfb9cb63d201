"""Measurements that look inside the assistant: parts left out, ways of choosing compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import onnxruntime

from vssqa.answering import Answerer
from vssqa.answering.features import FEATURES
from vssqa.errors import InputError
from vssqa.evaluation.ablation import AblationReport, ablate
from vssqa.evaluation.cases import QuestionCase, read_cases
from vssqa.evaluation.questions import Ask
from vssqa.evaluation.sentence_choice import (
    ASSISTANT,
    FUSION,
    Held,
    SentenceChoiceReport,
    compare_choices,
    write_paragraphs,
)
from vssqa.index import ensure_index
from vssqa.retrieval.ranker import Calibration, Ranker
from vssqa.settings import Settings
from vssqa.text import terms
from vssqa.training.squad import read_questions

CHOICE_FOLDER = Path(".vssqa/sentence-choice")  # beside the corpus, not in git


class RememberingRanker(Ranker):
    """Scores each pair once: an ablation asks the same questions many times over."""

    def __init__(self, session: onnxruntime.InferenceSession, calibration: Calibration) -> None:
        super().__init__(session, calibration)
        self._known: dict[tuple[str, str], float] = {}

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return for each sentence the probability, in 0..1, that it answers the question."""
        new = [text for text in texts if (question, text) not in self._known]
        for text, score in zip(new, super().score(question, new), strict=True):
            self._known[question, text] = score
        return [self._known[question, text] for text in texts]


def ablate_file(path: Path, settings: Settings) -> AblationReport:
    """Ask a file's answerable questions with ever more parts of choosing evidence.

    :raises InputError: if the file is no question file.
    """
    questions = [case for case in read_cases(path) if isinstance(case, QuestionCase)]
    if not questions:
        raise InputError(f"{str(path)!r} holds claims: an ablation asks questions")
    index = ensure_index(settings)
    answerer, admitted = Answerer(index, RememberingRanker.load()), frozenset(index.releases)

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
    held = [Held(one.question, one.answer) for one in read_questions(path).held_out]
    write_paragraphs(path, CHOICE_FOLDER / "corpus")
    index = ensure_index(
        replace(settings, corpus=CHOICE_FOLDER / "corpus", index=CHOICE_FOLDER / "index")
    )
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
