"""A checked text as people take it along: Markdown, CSV, ClaimReview-shaped JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vssqa.citing import escaped
from vssqa.contract import Json, dumps
from vssqa.tables import Table, csv_text
from vssqa.types import Statement, VerdictKind, Verification

VERDICT_WORDS: dict[VerdictKind, tuple[str, str]] = {
    "supported": ("\u2713", "agrees"),
    "contradicted": ("\u2717", "differs"),
    "conflicting": ("\u21c4", "releases disagree"),
    "not_found": ("?", "not in the releases"),
}
UNCHECKED = "nothing to check"
# schema.org's Rating runs from worst to best; what the releases do not hold gets no value.
_RATINGS: dict[VerdictKind, int] = {"contradicted": 1, "conflicting": 2, "supported": 3}
_COLUMNS = (
    "statement",
    "start",
    "end",
    "verdict",
    "note",
    "figures",
    "release",
    "title",
    "date",
    "url",
    "quote_start",
    "quote_end",
    "quote",
)


def summary(statements: Sequence[Statement]) -> str:
    """Return the line that says how the statements fared ("agrees 2, differs 1 ...")."""
    if not statements:
        return "No statement to check."
    counts = Counter(statement.verdict for statement in statements)
    told = [f"{words} {counts[kind]}" for kind, (_, words) in VERDICT_WORDS.items() if counts[kind]]
    if counts[None]:
        told.append(f"{UNCHECKED} {counts[None]}")
    number = len(statements)
    return f"{number} {'statement' if number == 1 else 'statements'}: {', '.join(told)}."


def draft_markdown(checked: Verification) -> str:
    """Return the checked text as Markdown: each statement, its verdict and its evidence."""
    lines = [escaped(summary(checked.statements)), ""]
    for statement in checked.statements:
        lines += [escaped(statement.text), "", f"- {_verdict(statement)}{_note(statement)}"]
        for figure in statement.figures:
            sign, words = VERDICT_WORDS[figure.verdict]
            found = f"; the release says {escaped(figure.found)}" if figure.found else ""
            lines.append(f"- {escaped(figure.surface)}: {sign} {words}{found}")
        for cited in statement.citations:
            origin = f"{escaped(cited.title)}, {cited.date or 'no date'}"
            lines.append(f"- {escaped(cited.quote)} ({origin}, {escaped(cited.url or cited.file)})")
        lines.append("")
    return "\n".join(lines).strip() + "\n"


def draft_csv(checked: Verification) -> str:
    """Return the checked text as CSV: one row a citation, one for a statement without any."""
    rows = [row for statement in checked.statements for row in _rows(statement)]
    return csv_text(Table(_COLUMNS, tuple(rows)))


def claim_reviews(checked: Verification, day: str, publisher: str = "vssqa") -> str:
    """Return the checked statements as JSON in the shape of schema.org's ClaimReview.

    A statement with nothing to check is left out.

    :param day: ISO 8601, the day of the check.
    """
    reviews = [
        _review(statement, statement.verdict, day, publisher)
        for statement in checked.statements
        if statement.verdict is not None
    ]
    return dumps({"@context": "https://schema.org", "@graph": reviews}, indent=2)


def _review(statement: Statement, verdict: VerdictKind, day: str, publisher: str) -> Json:
    rating: Json = {"@type": "Rating", "alternateName": VERDICT_WORDS[verdict][1]}
    if verdict in _RATINGS:
        best, worst = max(_RATINGS.values()), min(_RATINGS.values())
        rating |= {"ratingValue": _RATINGS[verdict], "bestRating": best, "worstRating": worst}
    return {
        "@type": "ClaimReview",
        "datePublished": day,
        "claimReviewed": statement.text,
        "author": {"@type": "Organization", "name": publisher},
        "reviewRating": rating,
        "reviewBody": statement.note,
        "itemReviewed": {"@type": "Claim", "text": statement.text},
        "citation": [
            {
                "@type": "Quotation",
                "text": cited.quote,
                "isPartOf": {
                    "@type": "Article",
                    "headline": cited.title,
                    "datePublished": cited.date,
                    "url": cited.url,
                    "identifier": f"{cited.file}#{cited.span.start}-{cited.span.end}",
                },
            }
            for cited in statement.citations
        ],
    }


def _verdict(statement: Statement) -> str:
    if statement.verdict is None:
        return UNCHECKED
    sign, words = VERDICT_WORDS[statement.verdict]
    return f"**{sign} {words}**"


def _note(statement: Statement) -> str:
    return f": {escaped(statement.note)}" if statement.note else ""


def _rows(statement: Statement) -> list[tuple[str, ...]]:
    figures = "; ".join(
        f"{figure.surface}: {VERDICT_WORDS[figure.verdict][1]}"
        + (f" ({figure.found})" if figure.found else "")
        for figure in statement.figures
    )
    verdict = VERDICT_WORDS[statement.verdict][1] if statement.verdict else UNCHECKED
    span = statement.span
    head = (statement.text, str(span.start), str(span.end), verdict, statement.note, figures)
    cited = [
        (c.release, c.title, c.date or "", c.url or "", str(c.span.start), str(c.span.end), c.quote)
        for c in statement.citations
    ]
    return [(*head, *row) for row in cited or [("",) * 7]]
