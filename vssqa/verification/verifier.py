"""A draft -> its verdict: every statement, and everything in it that can be checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from vssqa.answering.quoting import cite
from vssqa.errors import DraftError
from vssqa.patterns import regex
from vssqa.types import Citation, FigureVerdict, Span, Statement, Verification
from vssqa.verification.additions import Additions
from vssqa.verification.comparisons import Comparisons
from vssqa.verification.deeds import Deeds
from vssqa.verification.doubts import Doubts
from vssqa.verification.held import Corpus, Held
from vssqa.verification.judging import Judge
from vssqa.verification.papers import Papers
from vssqa.verification.persons import Persons
from vssqa.verification.posts import Posts
from vssqa.verification.quotes import Quotes
from vssqa.verification.statements import Said, SaidFigure, read_draft
from vssqa.verification.verdicts import Evidence, Finding, worst

DraftProgress = Callable[[int, int], None]
"""Called with (statements done, statements in all); at once with none done."""

MAX_DRAFT_CHARACTERS = 1_000_000
NOTHING_TO_CHECK = "nothing to check: no figure, date, paper, person or comparison"
_MAX_CITATIONS = 6  # of one statement; more are more of the same


class Verifier:
    """Checks texts against one corpus; everything it keeps is derived from that."""

    def __init__(self, corpus: Corpus) -> None:
        self._held = Held(corpus)
        doubts = Doubts(self._held)
        self._judge = Judge(self._held, doubts)
        self._papers = Papers(self._held)
        persons = Persons(self._held)
        self._posts = Posts(self._held, persons)
        self._deeds = Deeds(self._held, self._papers, persons)
        self._comparisons = Comparisons(self._held, self._papers, doubts)
        self._quotes = Quotes(self._held, doubts)
        self._additions = Additions(self._held, self._papers, persons)
        dates = [release.date for release in corpus.releases.values() if release.date]
        self._newest = max(dates, default=None)

    def verify(self, text: str, progress: DraftProgress | None = None) -> Verification:
        """Check a text.

        :raises DraftError: if it is empty or too long.
        """
        if not text.strip():
            raise DraftError("the text is empty: give a statement or a draft to check")
        if len(text) > MAX_DRAFT_CHARACTERS:
            raise DraftError(
                f"the text has {len(text)} characters, at most {MAX_DRAFT_CHARACTERS} are checked:"
                " check it in parts"
            )
        statements = []
        begun = (lambda total: progress(0, total)) if progress else None
        read = read_draft(text, self._newest, begun)
        for done, said in enumerate(read, 1):
            statements.append(self._statement(said))
            if progress:
                progress(done, len(read))
        given = [s.verdict for s in statements if s.verdict is not None]
        return Verification(text, worst(given) or "not_found", tuple(statements))

    def _statement(self, said: Said) -> Statement:
        findings = self._findings(said)
        verdict = worst(finding.verdict for finding in findings)
        if verdict is None:
            return Statement(said.text, said.span, None, NOTHING_TO_CHECK)
        telling = [finding for finding in findings if finding.verdict == verdict]
        notes = dict.fromkeys(finding.note for finding in telling)
        note = "; ".join(notes)
        return Statement(
            said.text,
            said.span,
            verdict,
            note[:1].upper() + note[1:].rstrip(".") + ".",
            _figures(said, findings),
            () if verdict == "not_found" else _citations((*telling, *findings)),
        )

    def _findings(self, said: Said) -> Sequence[Finding]:
        """Return a finding for each thing that can be checked, none where nothing can."""
        quoted = self._quotes.judge(said)
        if quoted is not None:
            return quoted
        findings = [self._judge.judge(said, figure) for figure in self._told(said)]
        findings += self._papers.judge(said)
        findings += self._posts.judge(said)
        compared = self._comparisons.judge(said)
        findings += compared
        if not any(finding.evidence for finding in findings):
            findings = [f for f in findings if f.verdict == "not_found"] or findings
        if not said.figures and not compared:
            findings += self._in_words(said, findings)
        return findings + self._additions.judge(said, findings)

    def _told(self, said: Said) -> list[SaidFigure]:
        """List the figures to look up: "the three insurance funds" only names what they are."""
        figures = [f for f in said.figures if not _counts_funds(said, f)]
        return figures or list(said.figures)

    def _in_words(self, said: Said, findings: Sequence[Finding]) -> list[Finding]:
        """Judge what a statement without figures says beyond papers' dates and people's roles."""
        deed = self._deeds.read(said, self._posts.explained(said))
        if not deed.is_checkable or (findings and not deed.words):
            return []
        finding = self._deeds.judge(deed)
        if finding.verdict == "not_found" and any(f.verdict == "contradicted" for f in findings):
            return []
        return [finding]


def verify_text(corpus: Corpus, text: str, progress: DraftProgress | None = None) -> Verification:
    """Check a text against a corpus; keep a `Verifier` to check many.

    :raises DraftError: if it is empty or too long.
    """
    return Verifier(corpus).verify(text, progress)


_FUNDS = regex(r"(?:three|3) (?:main |major )?insurance (?:funds|schemes|types|policies)\b")
"""Social, health and unemployment insurance: there are three."""


def _counts_funds(said: Said, figure: SaidFigure) -> bool:
    return bool(_FUNDS.match(said.folded, figure.context.quantity.span.start))


def _figures(said: Said, findings: Iterable[Finding]) -> tuple[FigureVerdict, ...]:
    start = said.span.start
    return tuple(
        FigureVerdict(
            finding.span.of(said.text),
            Span(start + finding.span.start, start + finding.span.end),
            finding.verdict,
            finding.found,
        )
        for finding in findings
        if finding.span is not None
    )


def _citations(findings: Iterable[Finding]) -> tuple[Citation, ...]:
    """Cite each sentence once, those of the telling findings first."""
    marks: dict[tuple[str, Span], list[Span]] = {}
    first: dict[tuple[str, Span], Evidence] = {}
    for finding in findings:
        for one in finding.evidence:
            key = (one.release.id, one.sentence)
            first.setdefault(key, one)
            marks.setdefault(key, []).extend(one.highlights)
    return tuple(
        cite(number, one.release, one.sentence, marks[key])
        for number, (key, one) in enumerate(list(first.items())[:_MAX_CITATIONS], 1)
    )
