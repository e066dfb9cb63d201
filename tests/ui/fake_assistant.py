"""An assistant for the page's tests: a function of its question over the real releases.

It knows the hand-read registers (tests/eval/gold) and finds the figure that shares
the most terms with a question, so the pages are tested without index and models.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vssqa.assistant import EVERYTHING, Narrowing, checked_question
from vssqa.corpus import evidence_sentences, read_corpus
from vssqa.errors import InputError
from vssqa.text import sentences, terms
from vssqa.types import (
    Agency,
    Answer,
    Citation,
    Conflict,
    Disagreement,
    Duty,
    Figure,
    FigureVerdict,
    Inference,
    Instrument,
    Mention,
    Reading,
    Refusal,
    Registers,
    Release,
    Role,
    Span,
    Statement,
    Verification,
)

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "eval" / "gold"
_SHARED_TERMS = 2  # a figure that shares fewer is no answer


class FakeAssistant:
    """Answers from the hand-read figures; opens like the real one."""

    generation = "fake"

    def __init__(self, releases: Sequence[Release] | None = None) -> None:
        found = read_corpus(ROOT / "corpus") if releases is None else tuple(releases)
        self.releases = tuple(sorted(found, key=lambda release: release.date or ""))
        self._by_id = {release.id: release for release in self.releases}
        self.registers = self._registers()

    def release(self, identifier: str) -> Release:
        """Return one release."""
        if identifier not in self._by_id:
            raise InputError(f"no release {identifier!r}")
        return self._by_id[identifier]

    def ask(
        self, question: str, history: Sequence[str] = (), narrowing: Narrowing = EVERYTHING
    ) -> Answer:
        """Answer with the figures that share the most terms with question and history."""
        asked = checked_question(question)
        wanted = set(terms(" ".join([*history[-1:], asked]) if asked.startswith("And") else asked))
        admitted = {r.id for r in self.releases if narrowing.admits(r)}
        ranked = sorted(
            (f for f in self.registers.figures if f.release in admitted),
            key=lambda figure: -len(wanted & self._terms(figure)),
        )
        reading = Reading(f"{asked.rstrip('?')}, as asked")
        if not ranked or len(wanted & self._terms(ranked[0])) < _SHARED_TERMS:
            nearest = tuple(self._citation(1, figure) for figure in ranked[:1])
            missing = tuple(sorted(wanted))[:3]
            refusal = Refusal(f"Nothing is held of {asked}", missing, nearest)
            return Answer(question, "refused", "", None, "figure", (), (), refusal, reading=reading)
        return self._answered(question, ranked[0], reading)

    def verify(self, text: str, progress: Any = None) -> Verification:
        """Call a statement supported whose figures all stand in the releases."""
        found = []
        for span in sentences(text):
            figures = [f for f in self.registers.figures if f.surface in span.of(text)]
            verdict = "supported" if figures else "not_found" if "%" in span.of(text) else None
            judged = tuple(
                FigureVerdict(f.surface, self._place(text, span, f), "supported", f.surface)
                for f in figures[:1]
            )
            cited = tuple(self._citation(1, figure) for figure in figures[:1])
            found.append(Statement(span.of(text), span, verdict, "as the release", judged, cited))  # type: ignore[arg-type]
        return Verification(text, "supported", tuple(found))

    def _place(self, text: str, span: Span, figure: Figure) -> Span:
        start = text.index(figure.surface, span.start)
        return Span(start, start + len(figure.surface))

    def _terms(self, figure: Figure) -> set[str]:
        told = f"{figure.measure} {figure.place or ''} {figure.period or ''} {figure.scheme or ''}"
        return set(terms(told + (" target" if figure.status == "target" else "")))

    def _answered(self, question: str, figure: Figure, reading: Reading) -> Answer:
        same = [f for f in self.registers.figures if f.value == figure.value and f != figure]
        same = [f for f in same if f.unit == figure.unit]
        other = [
            f
            for conflict in self.registers.conflicts
            if figure in conflict.figures
            for f in conflict.figures
            if f.value != figure.value
        ]
        cited = [
            self._citation(number, f)
            for number, f in enumerate([figure, *same[:2], *other[:1]], start=1)
        ]
        agreeing = tuple(range(1, 2 + len(same[:2])))
        conflicts = ()
        if other:
            conflicts = (Disagreement("label", "One release reads differently.", (1, len(cited))),)
        return Answer(
            question,
            "conflicting" if conflicts else "answered",
            cited[0].quote[:400],
            figure.surface,
            "figure",
            tuple(cited),
            conflicts,
            agreeing=agreeing,
            reading=reading,
            figure=figure,
        )

    def _citation(self, number: int, figure: Figure) -> Citation:
        release = self.release(figure.release)
        return Citation(
            number,
            release.id,
            release.title,
            release.date,
            release.source.url,
            release.file,
            figure.sentence,
            figure.sentence.of(release.text),
            (figure.span,),
        )

    def _registers(self) -> Registers:
        figures = tuple(self._figures())
        rates = [f for f in figures if f.value in {"93.35", "39.25"} and f.unit == "percent"]
        conflict = Conflict("label", "39.25 stands under health insurance.", tuple(rates))
        return Registers(
            figures,
            tuple(self._instruments()),
            tuple(self._agencies()),
            tuple(self._duties()),
            (conflict,) if rates else (),
        )

    def _gold(self, name: str) -> Iterator[dict[str, Any]]:
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            entry = {key: _first(value, key) for key, value in json.loads(line).items()}
            if entry.get("release") is None or entry["release"] in self._by_id:
                yield entry

    def _figures(self) -> Iterator[Figure]:
        for entry in self._gold("figures"):
            release = self.release(entry["release"])
            span = Span(entry["start"], entry["end"])
            if span.of(release.text) != entry["surface"]:
                continue
            sentence = next(s.span for s in evidence_sentences(release) if s.span.holds(span))
            inferred = (Inference("period", "from the release's date"),) if entry["period"] else ()
            named = {key: entry[key] for key in ("unit", "scheme", "place", "period", "status")}
            yield Figure(
                release.id,
                span,
                entry["surface"],
                entry["value"],
                measure=entry["measure"],
                sentence=sentence,
                inferred=inferred,
                **named,
            )

    def _mentions(self, surfaces: Sequence[str]) -> tuple[Mention, ...]:
        return tuple(
            Mention(release.id, Span(at, at + len(surface)), surface)
            for release in self.releases
            for surface in surfaces
            for at in [release.text.find(surface)]
            if at >= 0
        )

    def _instruments(self) -> Iterator[Instrument]:
        for entry in self._gold("instruments"):
            mentions = self._mentions(entry["surfaces"])
            named = [entry[key] for key in ("key", "number", "type", "issuer", "title", "date")]
            if mentions:
                yield Instrument(*named, (), False, mentions)

    def _agencies(self) -> Iterator[Agency]:
        for entry in self._gold("agencies"):
            mentions = self._mentions([entry["name"]])
            roles = tuple(
                Role(
                    _first(role["role"], ""),
                    _first(role["organisation"], ""),
                    *(at.release, at.span),
                )
                for role in entry["roles"]
                for at in mentions[:1]
            )
            if mentions:
                yield Agency(entry["name"], entry["kind"], tuple(entry["aliases"]), roles, mentions)

    def _duties(self) -> Iterator[Duty]:
        for entry in self._gold("duties"):
            span = Span(entry["sentence_start"], entry["sentence_end"])
            named = [
                entry[key]
                for key in ("responsible", "action", "ordered_by", "deadline", "instrument")
            ]
            yield Duty(entry["release"], span, *named, span)


def _first(value: Any, key: str) -> Any:
    """Return the first of the readings that the gold allows."""
    lists = key in {"surfaces", "aliases", "roles", "parts"}
    return value[0] if isinstance(value, list) and value and not lists else value
