"""Question files made into what can be scored: sentences, and which of them answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vssqa.answering.surroundings import sentence_before
from vssqa.corpus import evidence_sentences
from vssqa.errors import CorpusError
from vssqa.retrieval.ranker import context
from vssqa.text import fold, terms
from vssqa.training.groups import Reading
from vssqa.training.squad import Asked, QuestionSet
from vssqa.types import Release

ANSWER_SHARE = 0.6  # of a free answer's terms that its best sentence must print to count
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the indices of the sentences that answer it; none of them: refuse.

    `tempting` are those that seem to answer and do not, `answer` the words that do, as
    far as the file gives them.
    """

    text: str
    evidence: frozenset[int]
    tempting: frozenset[int] = frozenset()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A fixed list of sentences with questions over it.

    `units` names the paragraph or release that each sentence stands in; those of one
    stand together, in order.
    """

    name: str
    readings: tuple[Reading, ...]
    units: tuple[object, ...]
    questions: tuple[Question, ...]

    def alone(self) -> Judged:
        """Return the same without what stands around the sentences."""
        readings = tuple(Reading("", reading.sentence) for reading in self.readings)
        return Judged(f"{self.name}, sentences alone", readings, self.units, self.questions)

    def beside(self, index: int) -> list[int]:
        """Return the indices of the sentences before and after one, in its own unit."""
        return [
            other
            for other in (index - 1, index + 1)
            if 0 <= other < len(self.units) and self.units[other] == self.units[index]
        ]

    @property
    def answerable(self) -> list[Question]:
        """The questions that some sentence answers."""
        return [question for question in self.questions if question.evidence]


def release_readings(releases: Sequence[Release]) -> list[tuple[str, Reading]]:
    """List every evidence sentence as the ranker reads it, with its release."""
    found = []
    for release in releases:
        above, own = context(release.title, release.date), evidence_sentences(release)
        for number, sentence in enumerate(own):
            before = sentence_before(own, number)
            said = before.span.of(release.text) if before else ""
            found.append((release.id, Reading(above, sentence.span.of(release.text), said)))
    return found


def of_general(questions: QuestionSet) -> Judged:
    """Judge the held-out general questions over all paragraphs.

    One whose answer no single sentence prints is left out.
    """
    kept = _asked(questions, questions.held_out)
    return Judged("general, held out", questions.sentences, questions.paragraph_of, tuple(kept))


def of_several(questions: QuestionSet) -> Judged:
    """Judge the general questions of the training part that no group was made of.

    Several sentences print their answer. The ranker was not trained on them, so
    what stands beside its output can be weighed on them, the held-out ones unseen.
    """
    kept = tuple(q for q in _asked(questions, questions.train) if len(q.evidence) > 1)
    name = "general, several answers"
    return Judged(name, questions.sentences, questions.paragraph_of, kept)


def _asked(questions: QuestionSet, some: Sequence[Asked]) -> list[Question]:
    judged = [Question(asked.question, frozenset(questions.answering(asked))) for asked in some]
    return [question for question in judged if question.evidence]


def of_releases(name: str, path: Path, releases: Sequence[Release]) -> Judged:
    """Judge a question file over releases.

    A line gives "evidence" (pieces of text, one of which the right sentence
    holds), or "doc" and "answer" (a release, and words its best sentence prints).
    A line of type "none" has no answer; "near" may be a piece of the sentence that
    tempts. Others without any evidence are left out.

    :raises CorpusError: if the file cannot be read.
    """
    try:
        rows = [json.loads(row) for row in path.read_text(encoding="utf-8").split("\n") if row]
    except (OSError, ValueError) as error:
        raise CorpusError(f"question file {str(path)!r} cannot be read: {error}") from error
    readings = release_readings(releases)
    questions = [
        Question(
            row["question"],
            _evidence(row, readings),
            _holding(filter(None, [row.get("near")]), readings),
            row["answer"] if isinstance(row.get("answer"), str) else "",
        )
        for row in rows
    ]
    kept = [
        question
        for question, row in zip(questions, rows, strict=True)
        if question.evidence or row.get("type") == _NONE
    ]
    units = tuple(release for release, _ in readings)
    return Judged(name, tuple(reading for _, reading in readings), units, tuple(kept))


def _evidence(row: Mapping[str, Any], readings: Sequence[tuple[str, Reading]]) -> frozenset[int]:
    if row.get("evidence"):
        return _holding(row["evidence"], readings)
    if "doc" not in row or row.get("type") == _NONE:
        return frozenset()
    own = [
        (index, r.sentence) for index, (release, r) in enumerate(readings) if release == row["doc"]
    ]
    return _best_holding(row["answer"], own)


def _holding(fragments: Iterable[str], readings: Sequence[tuple[str, Reading]]) -> frozenset[int]:
    """Return the sentences that hold one of the fragments."""
    pieces = [_flat(fragment) for fragment in fragments]
    return frozenset(
        index
        for index, (_, reading) in enumerate(readings)
        if any(piece in _flat(reading.sentence) for piece in pieces)
    )


def _flat(text: str) -> str:
    return " ".join(fold(text).split())


def _best_holding(answer: str, sentences: Iterable[tuple[int, str]]) -> frozenset[int]:
    """Return the sentences that print most of the answer's terms, numbers counting thrice."""
    wanted = {term: 3 if any(c.isdigit() for c in term) else 1 for term in terms(answer)}
    total = sum(wanted.values())
    share = {
        index: sum(w for term, w in wanted.items() if term in set(terms(sentence))) / max(1, total)
        for index, sentence in sentences
    }
    best = max(share.values(), default=0.0)
    return frozenset(i for i, s in share.items() if s == best and best >= ANSWER_SHARE)
