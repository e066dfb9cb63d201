"""The JSON forms other people's scripts rely on, one function a form.

Keys and their order are the contract's; what the contract does not name comes
behind them. Every value is plain data ready for `json.dumps`.
"""

from __future__ import annotations

import json
from typing import Any

from vssqa.patterns import regex
from vssqa.types import (
    Agency,
    Answer,
    Citation,
    Conflict,
    Duty,
    Figure,
    Instrument,
    Mention,
    Release,
    Span,
    Statement,
    Verification,
)

Json = dict[str, Any]

# JSON lets these stand, but some readers end a line at them, a terminal obeys them, and a lone
# surrogate has no UTF-8.
_UNSAFE_AS_THEY_ARE = regex("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def dumps(value: object, *, indent: int | None = None) -> str:
    """Return one JSON document in UTF-8 characters (nothing escaped that need not be)."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE_AS_THEY_ARE.sub(lambda match: f"\\u{ord(match.group()):04x}", written)


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def citation_json(citation: Citation) -> Json:
    """Return a citation's form."""
    return {
        "number": citation.number,
        "release": citation.release,
        "title": citation.title,
        "date": citation.date,
        "url": citation.url,
        "file": citation.file,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
        "highlights": [_pair(span) for span in citation.highlights],
    }


def answer_json(answer: Answer) -> Json:
    """Return an answer's form; `seconds` to the millisecond."""
    refusal = answer.refusal
    return {
        "id": answer.id,
        "question": answer.question,
        "status": answer.status,
        "answer": answer.answer,
        "short": answer.short,
        "kind": answer.kind,
        "citations": [citation_json(citation) for citation in answer.citations],
        "conflicts": [
            {"kind": c.kind, "note": c.note, "citations": list(c.citations)}
            for c in answer.conflicts
        ],
        "refusal": None
        if refusal is None
        else {
            "reason": refusal.reason,
            "missing": list(refusal.missing),
            "nearest": [citation_json(citation) for citation in refusal.nearest],
        },
        "seconds": round(answer.seconds, 3),
        "read_as": answer.reading.text if answer.reading else None,
        "agreeing": list(answer.agreeing),
        "yes_no": answer.yes_no,
        "as_of": answer.as_of,
    }


def statement_json(statement: Statement) -> Json:
    """Return a checked statement's form; a passed-over one has the verdict null."""
    return {
        "text": statement.text,
        "start": statement.span.start,
        "end": statement.span.end,
        "verdict": statement.verdict,
        "note": statement.note,
        "figures": [
            {"surface": f.surface, "verdict": f.verdict, "found": f.found}
            for f in statement.figures
        ],
        "citations": [citation_json(citation) for citation in statement.citations],
    }


def verification_json(checked: Verification) -> Json:
    """Return a checked text's form."""
    return {
        "id": checked.id,
        "text": checked.text,
        "verdict": checked.verdict,
        "statements": [statement_json(statement) for statement in checked.statements],
    }


def figure_json(figure: Figure) -> Json:
    """Return a figure's form, with its qualifier and what was inferred behind it."""
    return {
        "release": figure.release,
        "start": figure.span.start,
        "end": figure.span.end,
        "surface": figure.surface,
        "value": figure.value,
        "unit": figure.unit,
        "scheme": figure.scheme,
        "measure": figure.measure,
        "place": figure.place,
        "period": figure.period,
        "status": figure.status,
        "sentence": _pair(figure.sentence),
        "qualifier": figure.qualifier,
        "inferred": {inference.field: inference.rule for inference in figure.inferred},
    }


def _mention_json(mention: Mention) -> Json:
    return {
        "release": mention.release,
        "start": mention.span.start,
        "end": mention.span.end,
        "surface": mention.surface,
    }


def instrument_json(instrument: Instrument) -> Json:
    """Return an instrument's form."""
    return {
        "number": instrument.number,
        "type": instrument.type,
        "issuer": instrument.issuer,
        "title": instrument.title,
        "date": instrument.date,
        "key": instrument.key,
        "mentions": [_mention_json(mention) for mention in instrument.mentions],
        "aliases": list(instrument.aliases),
        "ambiguous": instrument.ambiguous,
    }


def agency_json(agency: Agency) -> Json:
    """Return an agency's or person's form."""
    return {
        "name": agency.name,
        "kind": agency.kind,
        "aliases": list(agency.aliases),
        "roles": [
            {
                "role": role.role,
                "organisation": role.organisation,
                "release": role.release,
                "start": role.span.start,
                "end": role.span.end,
            }
            for role in agency.roles
        ],
        "mentions": [_mention_json(mention) for mention in agency.mentions],
    }


def duty_json(duty: Duty) -> Json:
    """Return a duty's form."""
    return {
        "responsible": duty.responsible,
        "action": duty.action,
        "ordered_by": duty.ordered_by,
        "deadline": duty.deadline,
        "instrument": duty.instrument,
        "release": duty.release,
        "start": duty.span.start,
        "end": duty.span.end,
        "sentence": _pair(duty.sentence),
    }


def conflict_json(conflict: Conflict) -> Json:
    """Return a conflict's form."""
    return {
        "kind": conflict.kind,
        "note": conflict.note,
        "figures": [figure_json(figure) for figure in conflict.figures],
    }


def release_json(release: Release, *, text: bool = False) -> Json:
    """Return a release's details; with `text`, its text and blocks too."""
    details: Json = {
        "release": release.id,
        "title": release.title,
        "date": release.date,
        "url": release.source.url,
        "publisher": release.source.publisher,
        "file": release.file,
        "length": len(release.text),
        "sha256": release.sha256,
    }
    if text:
        details["text"] = release.text
        details["blocks"] = [
            {"kind": block.kind, "start": block.span.start, "end": block.span.end}
            for block in release.blocks
        ]
    return details


def error_json(identifier: object, message: str) -> Json:
    """Return the form of a batch line that could not be read."""
    return {"id": identifier, "error": message}
