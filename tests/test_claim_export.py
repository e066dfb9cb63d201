"""A checked text as Markdown, CSV and ClaimReview."""

from __future__ import annotations

import csv
import io
import json

import pytest

from vssqa.claim_export import claim_reviews, draft_csv, draft_markdown, summary
from vssqa.types import Citation, FigureVerdict, Span, Statement, VerdictKind, Verification

CITED = Citation(
    1, "r1", "A <title>", "2024-01-22", "https://x.example/1", "corpus/r1.txt", Span(5, 9), "=quote"
)


def statement(text: str, verdict: VerdictKind | None, start: int = 0) -> Statement:
    figures = (FigureVerdict("93%", Span(start, start + 3), verdict, "93.35%"),) if verdict else ()
    cited = (CITED,) if verdict in {"supported", "contradicted"} else ()
    return Statement(text, Span(start, start + len(text)), verdict, "because", figures, cited)


CHECKED = Verification(
    "text",
    "contradicted",
    (
        statement("It is 93%.", "supported"),
        statement("It is 12% [here](x).", "contradicted", 11),
        statement("Mars has 5%.", "not_found", 32),
        statement("We were glad.", None, 45),
    ),
)


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        (["supported"], "1 statement: agrees 1."),
        (["supported", None], "2 statements: agrees 1, nothing to check 1."),
        (["conflicting", "contradicted"], "2 statements: differs 1, releases disagree 1."),
        ([], "No statement to check."),
    ],
)
def test_summary_counts_each_verdict(verdicts: list[VerdictKind | None], told: str) -> None:
    assert summary([statement("x", verdict) for verdict in verdicts]) == told


def test_claim_review_leaves_out_what_cannot_be_checked() -> None:
    graph = json.loads(claim_reviews(CHECKED, "2024-05-01"))["@graph"]
    assert [review["claimReviewed"] for review in graph] == [
        "It is 93%.",
        "It is 12% [here](x).",
        "Mars has 5%.",
    ]


def test_claim_review_rates_true_above_false_and_what_is_not_held_not_at_all() -> None:
    graph = json.loads(claim_reviews(CHECKED, "2024-05-01"))["@graph"]
    true, false, unknown = (review["reviewRating"] for review in graph)
    assert true["ratingValue"] == true["bestRating"]
    assert false["ratingValue"] == false["worstRating"]
    assert "ratingValue" not in unknown
    assert unknown["alternateName"] == "not in the releases"


def test_claim_review_cites_the_release_with_its_address() -> None:
    review = json.loads(claim_reviews(CHECKED, "2024-05-01"))["@graph"][0]
    part = review["citation"][0]["isPartOf"]
    assert (part["url"], part["identifier"]) == ("https://x.example/1", "corpus/r1.txt#5-9")
    assert review["datePublished"] == "2024-05-01"


def test_csv_has_a_row_for_every_citation_and_for_statements_without() -> None:
    rows = list(csv.DictReader(io.StringIO(draft_csv(CHECKED))))
    assert [row["verdict"] for row in rows] == [
        "agrees",
        "differs",
        "not in the releases",
        "nothing to check",
    ]
    assert rows[0]["quote"] == "'=quote"


def test_markdown_escapes_the_draft_and_the_releases() -> None:
    text = draft_markdown(CHECKED)
    assert "[here](x)" not in text
    assert "<title>" not in text
    assert "\u2717 differs" in text
