"""Is an answer what it says it is: verbatim quotes, and no word of its own.

Judged from outside: the quote is compared with the file a citation names, not
with what the program holds in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from vssqa.patterns import regex
from vssqa.text import plain
from vssqa.types import Answer, Citation

Texts = Callable[[str], str]  # a citation's `file` -> that file's decoded text

ANSWER_CHARACTERS = 400  # the contract's bound
# Numbers with what is joined to them: "93.35", "2021-2023", "38-CT/TW", "24/QD-BHXH".
_NUMBER = regex(r"\d+(?:[.,]\d+)*(?:[-/][A-Za-z0-9]+)*")
_NAME = regex(r"[A-Z][\w'-]*")
# Behind these a capital letter says nothing: a sentence or a quotation begins.
_BEGINS_SENTENCE = regex(r"(?:^|[.!?:;\u2026\n\"'(\[|])\s*$")


@lru_cache(maxsize=64)
def text_of_file(file: str) -> str:
    """Return a file's text exactly as offsets count it."""
    with Path(file).open(encoding="utf-8", newline="") as opened:
        return opened.read()


def faults_of_citations(citations: Iterable[Citation], texts: Texts) -> Iterator[str]:
    """Yield what is wrong with each citation: a quote or highlight that is not the text."""
    for expected, citation in enumerate(citations, start=1):
        name = f"citation {citation.number}"
        if citation.number != expected:
            yield f"{name} should be number {expected}"
        if not citation.quote or citation.span.of(texts(citation.file)) != citation.quote:
            yield f"{name} does not quote {citation.file}"
        for mark in citation.highlights:
            if not citation.span.holds(mark) or mark.start >= mark.end:
                yield f"{name} marks [{mark.start}, {mark.end}), not inside its quote"


def faults_of_answer(answer: Answer, texts: Texts = text_of_file) -> tuple[str, ...]:
    """List what breaks the contract's invariants in one answer; empty when it is sound."""
    found = list(faults_of_citations(answer.citations, texts))
    if answer.refusal is not None:
        found.extend(faults_of_citations(answer.refusal.nearest, texts))
    if answer.status == "refused":
        if answer.citations or answer.answer or answer.short:
            found.append("a refusal that answers")
        if answer.refusal is None:
            found.append("a refusal without a reason")
        return tuple(found)
    if not answer.citations or not answer.answer:
        found.append("an answer without words or citations")
    if len(answer.answer) > ANSWER_CHARACTERS:
        found.append(f"{len(answer.answer)} characters, more than {ANSWER_CHARACTERS}")
    held = " | ".join(plain(citation.quote) for citation in answer.citations)
    for words in (answer.answer, answer.short or ""):
        found.extend(f"{word!r} stands in no citation" for word in _unheld(plain(words), held))
    numbers = {citation.number for citation in answer.citations}
    if any(not set(conflict.citations) <= numbers for conflict in answer.conflicts):
        found.append("a conflict that cites what is not there")
    return tuple(found)


def _unheld(words: str, held: str) -> Iterator[str]:
    """Yield the numbers and names of `words` that do not stand in `held`."""
    for match in _NUMBER.finditer(words):
        if not re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(match.group())}(?!\d|[.,]\d)", held):
            yield match.group()
    for match in _NAME.finditer(words):
        if _BEGINS_SENTENCE.search(words[: match.start()]):
            continue
        if not re.search(rf"\b{re.escape(match.group())}\b", held):
            yield match.group()
