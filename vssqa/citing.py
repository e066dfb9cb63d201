"""Answers as people pass them on: plain text, Markdown, a newsroom citation, a conversation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vssqa.contract import answer_json, dumps
from vssqa.patterns import regex
from vssqa.tables import Table, csv_text
from vssqa.types import Answer, Citation, Release, Span

PUBLISHER = "Viet Nam Social Security"
SHA_CHARACTERS = 16  # of the release's SHA-256 in a link: 64 bits tell any two files apart
CONVERSATION_COLUMNS = (
    "turn",
    "question",
    "status",
    "answer",
    "short",
    "citation",
    "release",
    "title",
    "date",
    "url",
    "file",
    "start",
    "end",
    "quote",
    "missing",
)
_MARKDOWN_SIGNS = regex(r"([\\`*_{}\[\]()<>#+\-.!|~$&:@^=/\"'])")
_SPACE = regex(r"\s+")


def plain_text(answer: Answer) -> str:
    """Return an answer with its citations as plain text."""
    lines = [answer.question, ""]
    if answer.refusal is not None:
        lines.append(answer.refusal.reason)
    else:
        lines += [answer.short] if answer.short else []
        lines.append(answer.answer)
    lines += [f"Disagreement: {conflict.note}" for conflict in answer.conflicts]
    lines += ["", *(f"[{c.number}] {cited_in_full(c)}" for c in answer.citations)]
    return "\n".join(lines).strip() + "\n"


def markdown(answer: Answer) -> str:
    """Return an answer with its citations as Markdown; the releases' words are escaped."""
    lines = [f"**{escaped(answer.question)}**", ""]
    if answer.refusal is not None:
        lines += [escaped(answer.refusal.reason), ""]
    else:
        lines += [f"**{escaped(answer.short)}**", ""] if answer.short else []
        lines += [escaped(answer.answer), ""]
    for conflict in answer.conflicts:
        lines += [f"*Disagreement:* {escaped(conflict.note)}", ""]
    for citation in answer.citations:
        lines += [f"> {escaped(citation.quote)}", ">", f"> {_origin(citation)}", ""]
    return "\n".join(lines).strip() + "\n"


def newsroom(citation: Citation, seen: str, publisher: str | None = None) -> str:
    """Return a citation as a newsroom prints it.

    Quote, title, agency, date, address, date seen.

    :param seen: the ISO 8601 day on which the release was read.
    """
    parts = [
        f"\u201c{_line(citation.quote)}\u201d",
        f"\u201c{_line(citation.title)}\u201d",
        publisher or PUBLISHER,
        citation.date or "no date",
        citation.url or citation.file,
        f"seen {seen}",
    ]
    return ", ".join(parts) + "."


def cited_in_full(citation: Citation) -> str:
    """Return quote, title, date and address in one line."""
    return (
        f"\u201c{_line(citation.quote)}\u201d {_line(citation.title)},"
        f" {citation.date or 'no date'}, {citation.url or citation.file}"
        f" (characters {citation.span.start}\u2013{citation.span.end})"
    )


def link_fields(release: Release, span: Span) -> dict[str, str]:
    """Return the fields of a permanent link to a span, bound to the release's bytes."""
    return {
        "release": release.id,
        "start": str(span.start),
        "end": str(span.end),
        "sha": release.sha256[:SHA_CHARACTERS],
    }


def conversation_markdown(answers: Sequence[Answer]) -> str:
    """Return a conversation with its citations as Markdown."""
    return "\n---\n\n".join(markdown(answer) for answer in answers)


def conversation_json(answers: Sequence[Answer]) -> str:
    """Return a conversation as a JSON list of the contract's answers."""
    return dumps([answer_json(answer) for answer in answers], indent=2)


def conversation_csv(answers: Sequence[Answer]) -> str:
    """Return a conversation as CSV: one row a citation, one for an answer without any."""
    rows = [row for turn, answer in enumerate(answers, 1) for row in _rows(turn, answer)]
    return csv_text(Table(CONVERSATION_COLUMNS, tuple(rows)))


def escaped(text: str) -> str:
    """Return one line of Markdown that prints as `text`."""
    return _MARKDOWN_SIGNS.sub(r"\\\1", _line(text))


def _rows(turn: int, answer: Answer) -> Iterable[tuple[str, ...]]:
    missing = "; ".join(answer.refusal.missing) if answer.refusal else ""
    head = (str(turn), answer.question, answer.status, answer.answer, answer.short or "")
    if not answer.citations:
        yield (*head, *[""] * (len(CONVERSATION_COLUMNS) - len(head) - 1), missing)
    for c in answer.citations:
        where = (str(c.number), c.release, c.title, c.date or "", c.url or "", c.file)
        yield (*head, *where, str(c.span.start), str(c.span.end), c.quote, missing)


def _origin(citation: Citation) -> str:
    """Return where a quote stands, as Markdown."""
    place = citation.url or citation.file
    parts = [escaped(citation.title), citation.date or "no date", f"`{place.replace('`', '')}`"]
    return f"[{citation.number}] " + ", ".join(parts)


def _line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
