"""Question and claim files -> cases, each form read as strictly as it is written.

Four forms are told apart by what their entries hold:
- questions with `answer` as a list of regular expressions and `evidence` fragments;
- questions with `answer` as a text, and optionally the release (`doc`) it stands in and
  `evidence` fragments;
- a JSON list of `context`, `question`, `answer` (SQuAD's fields);
- claims with the `verdict` they deserve.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from vssqa.errors import InputError
from vssqa.types import VerdictKind

UNANSWERABLE = "none"  # the type of a question the corpus does not answer
TEXT_KIND = "text"  # the kind of a question whose file names none
PARAGRAPH_KIND = "paragraph"


@dataclass(frozen=True, slots=True)
class QuestionCase:
    """A question and what tells a right answer.

    What a file does not give is empty or None and is not scored. `patterns`
    must all be found; `expected` is an answer in words; `contained` must stand
    in the first citation. `evidence` are fragments one of which the first
    citation must hold, `release` the release it must come from.
    """

    id: str
    kind: str
    question: str
    history: tuple[str, ...] = ()
    answerable: bool = True
    patterns: tuple[str, ...] = ()
    expected: str | None = None
    evidence: tuple[str, ...] = ()
    short: str | None = None
    release: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimCase:
    """A statement, the verdict it deserves and a fragment of the sentence that tells.

    `slip` names what is wrong with it ("place", "unit"), "none" for nothing.
    """

    id: str
    claim: str
    verdict: VerdictKind
    evidence: str
    slip: str


Cases = tuple[QuestionCase, ...] | tuple[ClaimCase, ...]


def read_cases(path: Path) -> Cases:
    """Read a question or claim file.

    :raises InputError: if the file cannot be read, is empty, mixes questions
        and claims, or an entry misses a field or holds a broken pattern.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{str(path)!r} cannot be read ({error}): name a file of cases") from error
    cases = [_case(entry, f"{str(path)!r}, {place}") for place, entry in _entries(path, text)]
    questions = tuple(case for case in cases if isinstance(case, QuestionCase))
    claims = tuple(case for case in cases if isinstance(case, ClaimCase))
    if questions and claims:
        raise InputError(f"{str(path)!r} mixes questions and claims: put them into two files")
    if not cases:
        raise InputError(f"{str(path)!r} holds no case: write one JSON object a line")
    return questions or claims


def _entries(path: Path, text: str) -> list[tuple[str, Any]]:
    """Return the entries of a JSON list or of JSON lines, each with its place."""
    try:
        if text.lstrip()[:1] == "[":
            return [(f"entry {n}", entry) for n, entry in enumerate(json.loads(text), start=1)]
    except ValueError as error:
        raise InputError(f"{str(path)!r} is no JSON ({error}): mend it") from error
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append((f"line {number}", json.loads(line)))
        except ValueError as error:
            raise InputError(
                f"{str(path)!r}, line {number} is no JSON ({error}): mend it"
            ) from error
    return found


def _case(entry: Any, place: str) -> QuestionCase | ClaimCase:
    """Return the case of one entry, by the fields it holds."""
    if not isinstance(entry, Mapping):
        raise InputError(f"{place} is no JSON object: write {{...}}")
    try:
        if "claim" in entry:
            return _claim(entry)
        if isinstance(entry["answer"], list):
            return _pattern_question(entry)
        return _text_question(entry, place)
    except KeyError as error:
        raise InputError(f"{place} has no field {error}: add it") from error
    except (re.error, TypeError, ValueError) as error:
        raise InputError(f"{place} cannot be read ({error}): mend it") from error


def _claim(entry: Mapping[str, Any]) -> ClaimCase:
    verdict = entry["verdict"]
    if verdict not in get_args(VerdictKind):
        raise ValueError(f"verdict {verdict!r} is none of {', '.join(get_args(VerdictKind))}")
    return ClaimCase(
        id=str(entry["id"]),
        claim=_text(entry["claim"]),
        verdict=verdict,
        evidence=entry.get("evidence", ""),
        slip=entry.get("slip", "none"),
    )


def _pattern_question(entry: Mapping[str, Any]) -> QuestionCase:
    patterns, short = tuple(entry["answer"]), entry.get("short")
    for pattern in (*patterns, *([short] if short else [])):
        re.compile(pattern)  # at once: what a person wrote may be broken
    return QuestionCase(
        id=str(entry["id"]),
        kind=entry["type"],
        question=_text(entry["question"]),
        history=tuple(entry.get("history", ())),
        answerable=entry["type"] != UNANSWERABLE,
        patterns=patterns,
        evidence=tuple(entry.get("evidence", ())),
        short=short,
    )


def _text_question(entry: Mapping[str, Any], place: str) -> QuestionCase:
    answer = _text(entry["answer"])
    in_paragraph = "context" in entry
    return QuestionCase(
        id=str(entry.get("id", place.rpartition(", ")[2])),
        kind=PARAGRAPH_KIND if in_paragraph else entry.get("type", TEXT_KIND),
        question=_text(entry["question"]),
        history=tuple(entry.get("history", ())),
        expected=answer,
        evidence=(answer,) if in_paragraph else tuple(entry.get("evidence", ())),
        release=entry.get("doc"),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} should be a text that is not empty")
    return value.strip()
