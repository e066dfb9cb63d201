"""A stranger's test of choosing sentences: questions over paragraphs nobody here wrote.

The held-out questions of a SQuAD-shaped file, every paragraph of it as the
corpus, refusing off. A sentence is right when it prints the answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vssqa.evaluation.rates import Rate, rate, rate_json
from vssqa.text import fold

Choose = Callable[[str], str | None]
"""A question -> the first sentence, None where there is none."""

FUSION, ASSISTANT = "BM25 and vectors, fused by rank", "the assistant's ranking"


@dataclass(frozen=True, slots=True)
class Held:
    """A held-out question with the words that answer it."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class SentenceChoiceReport:
    """For each way of choosing, how often its first sentence holds the answer."""

    rates: Mapping[str, Rate]

    def as_json(self) -> dict[str, object]:
        """Return the report's JSON form: a rate a way of choosing."""
        return {name: rate_json(measured) for name, measured in self.rates.items()}


def compare_choices(questions: Iterable[Held], ways: Mapping[str, Choose]) -> SentenceChoiceReport:
    """Ask every question in every way."""
    asked = list(questions)
    return SentenceChoiceReport(
        {
            name: rate(holds(held.answer, choose(held.question)) for held in asked)
            for name, choose in ways.items()
        }
    )


def holds(answer: str, sentence: str | None) -> bool:
    """Tell whether a sentence prints the answer, whatever its capitals and diacritics."""
    return sentence is not None and fold(answer) in fold(sentence)


def write_paragraphs(path: Path, corpus: Path) -> int:
    """Write each paragraph of a SQuAD-shaped file as a release, and return how many.

    The title says nothing, so that it answers nothing.
    """
    contexts = dict.fromkeys(row["context"] for row in json.loads(path.read_text(encoding="utf-8")))
    corpus.mkdir(parents=True, exist_ok=True)
    for number, context in enumerate(contexts):
        release = corpus / f"paragraph-{number:05d}.txt"
        release.write_text(f"Paragraph\n\n{context}\n", encoding="utf-8", newline="")
    return len(contexts)
