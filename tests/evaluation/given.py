"""A text of two sentences, citations of it, and answers made of them."""

from __future__ import annotations

from vssqa.evaluation import (
    QuestionCase,
)
from vssqa.types import (
    Answer,
    Citation,
    FigureVerdict,
    Refusal,
    Span,
    Statement,
    VerdictKind,
    Verification,
)

TEXT = (
    "In 2023, the health insurance coverage rate in Vinh Long reached 93.4 per cent of the"
    " population. Director Pham Minh Duong reported 1,071 conferences under Plan 24/QD-BHXH,"
    " at its 8th sitting."
)
FILE = "corpus/release.txt"


def texts(file: str) -> str:
    return {FILE: TEXT}[file]


def cited(number: int, start: int, end: int, *marks: tuple[int, int]) -> Citation:
    return Citation(
        number=number,
        release="release",
        title="A title",
        date=None,
        url=None,
        file=FILE,
        span=Span(start, end),
        quote=TEXT[start:end],
        highlights=tuple(Span(*mark) for mark in marks),
    )


FIRST_END = TEXT.index(" Director")
FIRST = cited(1, 0, FIRST_END, (TEXT.index("93.4"), TEXT.index("93.4") + 4))
SECOND = cited(2, FIRST_END + 1, len(TEXT))


def answered(words: str, short: str | None = None, *citations: Citation) -> Answer:
    return Answer(
        question="?",
        status="answered",
        answer=words,
        short=short,
        kind="figure",
        citations=citations or (FIRST,),
        seconds=0.25,
    )


REFUSED = Answer("?", "refused", "", None, "figure", refusal=Refusal("The releases do not say."))


def case(**fields: object) -> QuestionCase:
    plain: dict[str, object] = {"id": "q1", "kind": "figure", "question": "What is it?"}
    return QuestionCase(**(plain | fields))  # type: ignore[arg-type]


def checked(text: str, verdict: VerdictKind, *citations: Citation) -> Verification:
    figures = (FigureVerdict("93.4", Span(0, 4), verdict, None),)
    statement = Statement(text, Span(0, len(text)), verdict, "", figures, citations)
    return Verification(text, verdict, (statement,))
