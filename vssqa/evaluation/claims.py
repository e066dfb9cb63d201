"""Claim cases and the verdicts given -> scores and a report.

A verdict counts only with the right evidence; worst of all is a false
statement called supported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from vssqa.evaluation.cases import ClaimCase
from vssqa.evaluation.integrity import Texts, faults_of_citations, text_of_file
from vssqa.evaluation.rates import Rate, rate, rate_json
from vssqa.types import Citation, Verification

Verify = Callable[[str], Verification]

METRICS = {
    "right_with_evidence": "with evidence",  # verdict right, and its evidence cited
    "right": "right",
    "evidence": "cited",
    "not_supported_wrongly": "no false pass",  # what is not so was not called supported
    "not_contradicted_wrongly": "no true fail",  # what is so was not called contradicted
    "sound": "sound",  # every citation verbatim, every verdict with what it needs
}
"""Each measure and the heading of its column."""


@dataclass(frozen=True, slots=True)
class ClaimScore:
    """One claim's outcome; None is what does not apply to it."""

    case: ClaimCase
    checked: Verification
    evidence: bool | None
    faults: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Tell whether the verdict is the one deserved."""
        return self.checked.verdict == self.case.verdict

    @property
    def right_with_evidence(self) -> bool:
        """Tell whether the verdict is right and, where there is evidence, cites it."""
        return self.right and self.evidence is not False

    @property
    def not_supported_wrongly(self) -> bool | None:
        """Tell whether a statement that is not supported was not called so."""
        return None if self.case.verdict == "supported" else self.checked.verdict != "supported"

    @property
    def not_contradicted_wrongly(self) -> bool | None:
        """Tell whether a true statement was not called contradicted."""
        return None if self.case.verdict != "supported" else self.checked.verdict != "contradicted"

    @property
    def sound(self) -> bool:
        """Tell whether every citation is verbatim and the verdict has what it needs."""
        return not self.faults

    @property
    def missed(self) -> tuple[str, ...]:
        """The measures this claim fell short of."""
        return tuple(name for name in METRICS if getattr(self, name) is False)


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """The scores of a claim file; a kind is a deserved verdict and a slip."""

    scores: tuple[ClaimScore, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of claims, in the order the file brings them."""
        return tuple(dict.fromkeys(_kind(score.case) for score in self.scores))

    def rate(self, metric: str, kind: str | None = None) -> Rate:
        """Return one measure over all claims or those of one kind."""
        return rate(getattr(s, metric) for s in self.scores if kind in (None, _kind(s.case)))

    @property
    def confusion(self) -> dict[str, dict[str, int]]:
        """How often each deserved verdict was given as which."""
        counts = Counter((s.case.verdict, s.checked.verdict) for s in self.scores)
        found: dict[str, dict[str, int]] = {}
        for (deserved, given), count in sorted(counts.items()):
            found.setdefault(deserved, {})[given] = count
        return found

    @property
    def misses(self) -> Iterator[ClaimScore]:
        """The claims that fell short of some measure."""
        return (score for score in self.scores if score.missed)

    def as_json(self) -> dict[str, object]:
        """Return the report's JSON form: rates in all and per kind, confusion, misses."""
        return {
            "cases": len(self.scores),
            "all": self._rates_json(None),
            "kinds": {kind: self._rates_json(kind) for kind in self.kinds},
            "confusion": self.confusion,
            "misses": [_miss_json(score) for score in self.misses],
        }

    def _rates_json(self, kind: str | None) -> dict[str, object]:
        return {metric: rate_json(self.rate(metric, kind)) for metric in METRICS}


def _kind(case: ClaimCase) -> str:
    return case.verdict if case.slip == "none" else f"{case.verdict}: {case.slip}"


def evaluate_claims(
    cases: Iterable[ClaimCase], verify: Verify, texts: Texts = text_of_file
) -> ClaimReport:
    """Check every claim and score the verdicts."""
    return ClaimReport(tuple(score_claim(case, verify(case.claim), texts) for case in cases))


def score_claim(case: ClaimCase, checked: Verification, texts: Texts = text_of_file) -> ClaimScore:
    """Score one verdict."""
    cited = list(citations_of(checked))
    held = any(case.evidence in citation.quote for citation in cited) if case.evidence else None
    return ClaimScore(case, checked, held, tuple(_faults(checked, texts)))


def citations_of(checked: Verification) -> Iterator[Citation]:
    """Yield every citation of a checked text, statement by statement."""
    for statement in checked.statements:
        yield from statement.citations


def _faults(checked: Verification, texts: Texts) -> Iterator[str]:
    for statement in checked.statements:
        yield from faults_of_citations(statement.citations, texts)
        if statement.span.of(checked.text) != statement.text:
            span = statement.span
            yield f"statement [{span.start}, {span.end}) is not the draft's text"
        if statement.verdict not in (None, "not_found") and not statement.citations:
            yield f"{statement.verdict} without a citation"


def _miss_json(missed: ClaimScore) -> dict[str, object]:
    return {
        "id": missed.case.id,
        "claim": missed.case.claim,
        "slip": missed.case.slip,
        "deserved": missed.case.verdict,
        "given": missed.checked.verdict,
        "missed": list(missed.missed),
        "notes": [statement.note for statement in missed.checked.statements],
        "first": next((citation.quote for citation in citations_of(missed.checked)), None),
        "faults": list(missed.faults),
    }
