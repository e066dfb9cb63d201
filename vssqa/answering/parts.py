"""Two answers -> the answer of a question that asks two things."""

from __future__ import annotations

from dataclasses import replace

from vssqa.answering.composing import JOINT
from vssqa.answering.quoting import LONGEST_ANSWER
from vssqa.types import Answer, Citation, Disagreement

ROOM = (LONGEST_ANSWER - len(JOINT)) // 2  # characters of each part's answer


def joined(question: str, first: Answer, second: Answer) -> Answer:
    """Return both answers as one, every citation numbered once.

    The first part's words come first. Nothing is short any more: there are two answers.
    """
    citations = list(first.citations)
    numbers = {citation.number: _number(citation, citations) for citation in second.citations}
    told = [first.answer]
    if second.answer not in first.answer:
        told.append(second.answer)
    conflicts = [*first.conflicts]
    for found in second.conflicts:
        cited = tuple(numbers[number] for number in found.citations)
        conflicts.append(Disagreement(found.kind, found.note, cited))
    return replace(
        first,
        question=question,
        status="conflicting" if conflicts else "answered",
        answer=JOINT.join(told),
        short=None,
        citations=tuple(citations),
        conflicts=tuple(dict.fromkeys(conflicts)),
        reading=second.reading,
        as_of=first.as_of if first.as_of == second.as_of else None,
    )


def _number(citation: Citation, made: list[Citation]) -> int:
    """Return the number a citation goes by among those made, adding it where it is new."""
    for held in made:
        if (held.release, held.span) == (citation.release, citation.span):
            return held.number
    made.append(replace(citation, number=len(made) + 1))
    return len(made)
