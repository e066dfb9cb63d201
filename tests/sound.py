"""The contract's invariants, judged from outside: JSON forms against the files they name.

Every function returns what is wrong, in words; nothing when all is sound. They
know nothing of how an answer was made and hold for any corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from vssqa.contract import (
    agency_json,
    conflict_json,
    duty_json,
    figure_json,
    instrument_json,
)
from vssqa.corpus import EVIDENCE_KINDS, read_release
from vssqa.index import Index
from vssqa.types import Registers, Span

Json = dict[str, Any]

LONGEST_ANSWER = 400  # characters; the contract's bound
WORST_FIRST = ("contradicted", "conflicting", "not_found", "supported")
# What an answer may say of its own: the decision on a yes/no question before the words, and the
# mark between the sides of a comparison.
_DECISION = re.compile(r"^(?:Yes|No): ")
_BETWEEN_SIDES = " \u2026 "
# A word, a number or a document number with all that is joined to it: "93.35", "38-CT/TW".
# A point between a figure and a word ("5,000.The") joins nothing: a space was left out.
_WORD = re.compile(r"\w+(?:(?:(?<!\d)[.,]|[.,](?=\d)|[/'\u2019-])\w+)*")


def text_of(file: str) -> str:
    """Read a file exactly as the contract says that offsets count it."""
    return _text_of(file, Path(file).stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _text_of(file: str, modified: int) -> str:
    with open(file, encoding="utf-8", newline="") as opened:
        return opened.read()


def answer_faults(answer: Json) -> list[str]:
    """List what breaks an invariant in the JSON form of an answer."""
    faults = [*_citations(answer["citations"])]
    faults += _citations((answer["refusal"] or {}).get("nearest", []))
    if len(answer["answer"]) > LONGEST_ANSWER:
        faults.append(f"the answer has {len(answer['answer'])} characters")
    if (answer["status"] == "refused") != (answer["refusal"] is not None):
        faults.append(f"{answer['status']} with refusal {answer['refusal']}")
    if answer["status"] == "refused":
        given = [key for key in ("answer", "short", "citations", "conflicts") if answer[key]]
        faults += [f"a refusal that gives {given}"] * bool(given)
        reason = (answer["refusal"] or {}).get("reason", "")
        return faults if reason.strip() else [*faults, "a refusal without a reason"]
    if not answer["answer"].strip() or not answer["citations"]:
        faults.append("an answer without words or citations")
    if (answer["status"] == "conflicting") != bool(answer["conflicts"]):
        faults.append(f"{answer['status']} with conflicts {answer['conflicts']}")
    numbers = {citation["number"] for citation in answer["citations"]}
    for conflict in answer["conflicts"]:
        if not set(conflict["citations"]) <= numbers or len(conflict["citations"]) < 1:
            faults.append(f"a conflict cites {conflict['citations']} of {sorted(numbers)}")
    if not set(answer["agreeing"]) <= numbers:
        faults.append(f"{answer['agreeing']} agree of {sorted(numbers)}")
    return [*faults, *_words_of_its_own(answer), *_no_evidence(answer["citations"])]


def _citations(citations: Sequence[Json]) -> Iterator[str]:
    for place, citation in enumerate(citations, 1):
        name = f"citation {citation['number']} of {citation['release']}"
        start, end = citation["start"], citation["end"]
        if citation["number"] != place:
            yield f"{name} stands at place {place}"
        if Path(citation["file"]).stem != citation["release"]:
            yield f"{name} names the file {citation['file']}"
        if not 0 <= start < end or text_of(citation["file"])[start:end] != citation["quote"]:
            yield f"{name} is not the text at {start}-{end}"
        for begin, stop in citation["highlights"]:
            if not start <= begin < stop <= end:
                yield f"{name} marks {begin}-{stop} outside {start}-{end}"


def _words_of_its_own(answer: Json) -> Iterator[str]:
    """Yield what an answer says that no citation of it says."""
    quotes = [citation["quote"] for citation in answer["citations"]]
    held = {word for quote in quotes for word in _WORD.findall(quote)}
    said = _DECISION.sub("", answer["answer"])
    for word in _WORD.findall(f"{said} {answer['short'] or ''}"):
        if word not in held and not any(_cut_from(word, quote) for quote in quotes):
            yield f"{word!r} stands in no citation"
    if not any(said in quote for quote in quotes):
        for piece in re.split(rf"{_BETWEEN_SIDES}| \((?=(?:19|20)\d\d\)$)", said):
            if not any(piece.removesuffix(")") in quote for quote in quotes):
                yield f"{piece!r} is quoted from no citation"
    if answer["short"] and not any(answer["short"] in quote for quote in quotes):
        yield f"the short answer {answer['short']!r} stands in no citation"


def _cut_from(word: str, quote: str) -> bool:
    """Tell whether a word is the visible part of one that is too long to be told whole."""
    return len(word) > LONGEST_ANSWER // 4 and word in quote


def _no_evidence(citations: Iterable[Json]) -> Iterator[str]:
    """Yield the citations that quote a caption or page furniture."""
    for citation in citations:
        span = Span(citation["start"], citation["end"])
        for block in read_release(Path(citation["file"])).blocks:
            if block.kind in {"caption", "furniture"} and block.span.overlaps(span):
                yield f"citation {citation['number']} quotes the {block.kind} at {block.span}"


def verdict_faults(checked: Json) -> list[str]:
    """List what breaks an invariant in the JSON form of a checked text."""
    faults = []
    given = [statement["verdict"] for statement in checked["statements"]]
    worst = next((verdict for verdict in WORST_FIRST if verdict in given), "not_found")
    if checked["verdict"] != worst:
        faults.append(f"{checked['verdict']}, but the worst statement is {worst}")
    for statement in checked["statements"]:
        faults += [*_citations(statement["citations"]), *_no_evidence(statement["citations"])]
        start, end = statement["start"], statement["end"]
        if checked["text"][start:end] != statement["text"] or not statement["text"].strip():
            faults.append(f"statement {start}-{end} is not the draft's text")
        if (statement["verdict"] in {"supported", "contradicted", "conflicting"}) != bool(
            statement["citations"]
        ):
            faults.append(f"{statement['verdict']} with {len(statement['citations'])} citations")
        faults += [
            f"figure {figure['surface']!r} does not stand in its statement"
            for figure in statement["figures"]
            if figure["surface"] not in statement["text"]
        ]
    return faults


def register_faults(registers: Registers, files: dict[str, str]) -> list[str]:
    """List the surfaces, mentions, roles and duties that are not the text at their offsets.

    :param files: the file of each release.
    """
    faults = []
    for figure in map(figure_json, registers.figures):
        faults += _surface(figure, files)
        begin, stop = figure["sentence"]
        if not begin <= figure["start"] < figure["end"] <= stop:
            faults.append(f"figure {figure['surface']!r} stands outside its sentence")
    for entry in (
        *map(instrument_json, registers.instruments),
        *map(agency_json, registers.agencies),
    ):
        if not entry["mentions"]:
            faults.append(f"{entry} is mentioned nowhere")
        for mention in entry["mentions"]:
            faults += _surface(mention, files)
        for role in entry.get("roles", []):
            if role["role"] not in _at(role, files):
                faults.append(f"role {role['role']!r} is not at {role['start']}")
    for duty in map(duty_json, registers.duties):
        if duty["action"] not in _at(duty, files):
            faults.append(f"duty {duty['action']!r} is not at {duty['start']}")
    known = {(f.release, f.span) for f in registers.figures}
    for conflict in registers.conflicts:
        sides = {(f.release, f.span) for f in conflict.figures}
        if len(sides) < 2 or not sides <= known:
            faults.append(f"a conflict of {len(sides)} figures, {len(sides - known)} unknown")
        for side in conflict_json(conflict)["figures"]:
            faults += _surface(side, files)
    return faults


def _at(entry: Json, files: dict[str, str]) -> str:
    return text_of(files[entry["release"]])[entry["start"] : entry["end"]]


def _surface(entry: Json, files: dict[str, str]) -> list[str]:
    surface = entry["surface"]
    if surface and _at(entry, files) == surface:
        return []
    return [f"{surface!r} is not the text of {entry['release']} at {entry['start']}"]


def index_faults(index: Index) -> list[str]:
    """List the passages, sentences and blocks that are not a place of evidence in their file."""
    faults = []
    for release in index.releases.values():
        text = text_of(release.file)
        if text != release.text:
            faults.append(f"the text of {release.id} is not its file's")
        ends = [0, *(block.span.end for block in release.blocks)]
        for block, before in zip(release.blocks, ends, strict=False):
            if not before <= block.span.start < block.span.end <= len(text):
                faults.append(f"block {block} of {release.id} overlaps or is empty")
    for sentence in index.sentences:
        release = index.releases[sentence.release]
        block = release.blocks[sentence.block]
        if block.kind not in EVIDENCE_KINDS or not block.span.holds(sentence.span):
            faults.append(f"{sentence} is no evidence")
        faults += _blank(release.text, sentence.span)
    for passage in index.passages:
        release = index.releases[passage.release]
        faults += _blank(release.text, passage.span)
        faults += [
            f"{passage} holds the {block.kind} at {block.span}"
            for block in release.blocks
            if block.kind not in EVIDENCE_KINDS and block.span.overlaps(passage.span)
        ]
    return faults


def _blank(text: str, span: Span) -> list[str]:
    words = span.of(text)
    sound = 0 <= span.start < span.end <= len(text) and words == words.strip() and words
    return [] if sound else [f"{span} is blank, has white space around it or leaves the text"]
