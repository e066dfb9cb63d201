"""Reports -> tables a person reads in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from rich.box import SIMPLE
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from vssqa.evaluation.ablation import METRICS as ABLATION_METRICS
from vssqa.evaluation.ablation import AblationReport
from vssqa.evaluation.claims import METRICS as CLAIM_METRICS
from vssqa.evaluation.claims import ClaimReport
from vssqa.evaluation.mutations import MutationReport
from vssqa.evaluation.questions import METRICS as QUESTION_METRICS
from vssqa.evaluation.questions import QuestionReport
from vssqa.evaluation.rates import Rate
from vssqa.evaluation.sentence_choice import SentenceChoiceReport

_FRACTION_WIDTH = 7  # "156/156", "100.0 %"
_MOST_WORDS = 160  # of an answer or quote shown beside a miss


class _Rated(Protocol):
    """A report of rates by kind."""

    @property
    def kinds(self) -> tuple[str, ...]: ...

    def rate(self, metric: str, kind: str | None = None) -> Rate: ...


def question_table(report: QuestionReport) -> RenderableType:
    """Lay out a question report: rates, seconds, misses."""
    p50, p95 = report.seconds(0.5), report.seconds(0.95)
    parts: list[RenderableType] = [_rates(report, QUESTION_METRICS, len(report.scores))]
    if p50 is not None and p95 is not None:
        parts.append(Text(f"seconds: p50 {p50:.3f}, p95 {p95:.3f}"))
    for miss in report.misses:
        answer = miss.answer
        given = answer.short or answer.answer or (answer.refusal.reason if answer.refusal else "")
        first = answer.citations[0].quote if answer.citations else ""
        missed = miss.missed if miss.not_refused_wrongly is not False else ("refused",)
        parts.append(_miss(miss.case.id, miss.case.question, missed, (given, first)))
        parts.extend(Text(f"    {fault}") for fault in miss.faults)
    return Group(*parts)


def claim_table(report: ClaimReport) -> RenderableType:
    """Lay out a claim report: rates, confusion, misses."""
    parts: list[RenderableType] = [_rates(report, CLAIM_METRICS, len(report.scores))]
    for deserved, given in report.confusion.items():
        counts = ", ".join(f"{verdict} {count}" for verdict, count in given.items())
        parts.append(Text(f"deserved {deserved}: {counts}"))
    for miss in report.misses:
        notes = [statement.note for statement in miss.checked.statements]
        verdicts = f"{miss.case.verdict} given as {miss.checked.verdict}"
        parts.append(_miss(miss.case.id, miss.case.claim, miss.missed, (verdicts, *notes)))
        parts.extend(Text(f"    {fault}") for fault in miss.faults)
    return Group(*parts)


def mutation_table(report: MutationReport) -> RenderableType:
    """Lay out a mutation report: a row a kind with its verdicts, misses."""
    table = Table(title=f"{len(report.scores)} sentences", title_justify="left")
    table.add_column("changed")
    table.add_column("as it must be", justify="right")
    table.add_column("verdicts")
    for kind in report.kinds:
        given = ", ".join(f"{verdict} {n}" for verdict, n in report.verdicts(kind).items())
        table.add_row(kind, str(report.rate("held", kind)), given)
    parts: list[RenderableType] = [table]
    for miss in report.misses:
        parts.append(_miss(miss.mutation.kind, miss.mutation.text, (miss.verdict,), (*miss.notes,)))
    return Group(*parts)


def ablation_table(report: AblationReport) -> RenderableType:
    """Lay out an ablation: a row a setting."""
    kept = [m for m in ABLATION_METRICS if any(row.rate(m).of for _, row in report.rows)]
    table = Table(title="what each part brings (refusing off)", title_justify="left")
    table.add_column("parts")
    for metric in kept:
        table.add_column(ABLATION_METRICS[metric], justify="right")
    for name, row in report.rows:
        table.add_row(name, *(str(row.rate(metric)) for metric in kept))
    return table


def choice_table(report: SentenceChoiceReport) -> RenderableType:
    """Lay out a comparison of ways to choose a sentence."""
    table = Table(title="first sentence holds the answer (refusing off)", title_justify="left")
    table.add_column("way")
    table.add_column("right", justify="right")
    for name, measured in report.rates.items():
        table.add_row(name, str(measured))
    return table


def _rates(report: _Rated, metrics: Mapping[str, str], cases: int) -> Table:
    """Lay out the rates: all, their shares, and a row a kind; a column a measure that applies."""
    kept = [metric for metric in metrics if report.rate(metric).of]
    table = Table(title=f"{cases} cases", title_justify="left", box=SIMPLE, pad_edge=False)
    table.add_column("kind", overflow="fold")
    for metric in kept:
        table.add_column(metrics[metric], justify="right", min_width=_FRACTION_WIDTH)
    whole = [report.rate(metric) for metric in kept]
    table.add_row("all", *map(_fraction, whole))
    shares = ("" if one.share is None else f"{100 * one.share:.1f} %" for one in whole)
    table.add_row("", *shares, end_section=True)
    for kind in report.kinds:
        table.add_row(kind, *(_fraction(report.rate(metric, kind)) for metric in kept))
    return table


def _fraction(measured: Rate) -> str:
    return f"{measured.hits}/{measured.of}" if measured.of else ""


def _miss(identifier: str, asked: str, missed: Iterable[str], lines: Iterable[str]) -> Text:
    text = Text(f"{identifier}  {asked}  [{', '.join(missed)}]")
    for line in filter(None, lines):
        text.append(f"\n    {line[:_MOST_WORDS]}", style="dim")
    return text
