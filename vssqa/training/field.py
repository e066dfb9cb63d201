"""Groups of the field: questions from the registers over the sentences of releases."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from vssqa.corpus import evidence_sentences
from vssqa.retrieval.ranker import context
from vssqa.text import fold
from vssqa.training import swaps
from vssqa.training.asking import (
    Asked,
    ask_day,
    ask_duty,
    ask_figure,
    ask_number,
    ask_person,
    ask_subject,
    can_be_asked,
)
from vssqa.training.groups import Group, Reading
from vssqa.training.judged import release_readings
from vssqa.training.pool import Pool, Vectors, embed
from vssqa.training.squad import NEAR_DEPTH
from vssqa.training.swaps import SWAP_KINDS, SwapKind, exchanged
from vssqa.types import Figure, Registers, Release, Sentence, Span

NEIGHBOURS = 2  # sentences on each side that are taken as wrong ones
_ANY = swaps.Asked()
SWAPS_OF_A_KIND: Mapping[SwapKind, int] = {  # another place is told most easily
    "place": 1, "period": 2, "scheme": 2, "status": 1,
}  # fmt: skip
QUESTIONS_OF_A_FACT = 2
UNANSWERED_SHARE = 0.2  # the right sentence is withheld; what is left does not answer


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, a real sentence that answers it, and the same with `kind` exchanged."""

    question: str
    real: Reading
    swapped: Reading
    kind: SwapKind
    release: str


@dataclass(frozen=True, slots=True)
class _Fact:
    """A question, where its answer stands, and the words that are the answer."""

    asked: Asked
    release: str
    sentence: Span
    answer: str
    kind: str
    of: swaps.Asked = _ANY


class _Corpus:
    """Sentences of all releases with their rankings."""

    def __init__(self, releases: Sequence[Release], cache: Path) -> None:
        self.sentences: list[Sentence] = [s for r in releases for s in evidence_sentences(r)]
        self.readings = [reading for _, reading in release_readings(releases)]
        self.texts = [reading.sentence for reading in self.readings]
        self.pool = Pool(self.texts, embed(self.texts, cache))

    def at(self, release: str, span: Span) -> int | None:
        """Return the sentence that a fact stands in."""
        for index, sentence in enumerate(self.sentences):
            if sentence.release == release and sentence.span.overlaps(span):
                return index
        return None

    def near(self, index: int, question: str, vector: Vectors, answer: str) -> list[int]:
        """List neighbours and the first of fusion, none of which prints the answer."""
        own = self.sentences[index].release
        around = [
            other
            for other in range(index - NEIGHBOURS, index + NEIGHBOURS + 1)
            if 0 <= other < len(self.sentences) and self.sentences[other].release == own
        ]
        found = dict.fromkeys([*islice(self.pool.fused(question, vector), NEAR_DEPTH), *around])
        hidden = fold(answer)
        return [
            other for other in found if other != index and hidden not in fold(self.texts[other])
        ]


def field_groups(
    releases: Sequence[Release], registers: Registers, cache: Path, seed: int
) -> list[Group]:
    """Make groups from every fact of the registers, several questions to a fact."""
    draw = random.Random(f"field {seed}")
    corpus = _Corpus(releases, cache)
    facts = list(_facts(releases, registers, draw))
    if not facts:
        return []
    vectors = embed([fact.asked.question for fact in facts], cache)
    groups = []
    for fact, vector in zip(facts, vectors, strict=True):
        index = corpus.at(fact.release, fact.sentence)
        if index is None:
            continue
        near = corpus.near(index, fact.asked.question, vector, fact.answer)
        real = corpus.readings[index]
        groups.append(
            Group(
                question=fact.asked.question,
                right=() if draw.random() < UNANSWERED_SHARE else (real,),
                swapped=tuple(s for _, s in _swapped(real, fact.asked.kinds, fact.of, draw)),
                near=tuple(corpus.readings[other] for other in near),
                origin=fact.release,
                kind=fact.kind,
            )
        )
    return groups


def swap_pairs(releases: Sequence[Release], registers: Registers, seed: int) -> list[Pair]:
    """Make the swap test: every figure asked for once, each of its constraints exchanged."""
    draw = random.Random(f"swap test {seed}")
    by_id = {release.id: release for release in releases}
    pairs = []
    for figure in filter(can_be_asked, registers.figures):
        release = by_id.get(figure.release)
        if release is None:
            continue
        asked = ask_figure(figure, draw)
        real = Reading(context(release.title, release.date), figure.sentence.of(release.text))
        for kind in SWAP_KINDS:
            of = _of(figure)
            other = exchanged(real.sentence, kind, draw, of) if kind in asked.kinds else None
            if other:
                swapped = replace(real, sentence=other)
                pairs.append(Pair(asked.question, real, swapped, kind, release.id))
    return pairs


def _swapped(
    real: Reading, kinds: Sequence[SwapKind], of: swaps.Asked, draw: random.Random
) -> Iterator[tuple[SwapKind, Reading]]:
    """Exchange each constraint the question names, a few times."""
    for kind in kinds:
        others = {exchanged(real.sentence, kind, draw, of) for _ in range(SWAPS_OF_A_KIND[kind])}
        for other in sorted(filter(None, others)):
            yield kind, replace(real, sentence=other)


def _of(figure: Figure) -> swaps.Asked:
    return swaps.Asked(figure.span.start - figure.sentence.start, figure.period, figure.scheme)


def _facts(
    releases: Sequence[Release], registers: Registers, draw: random.Random
) -> Iterator[_Fact]:
    texts = {release.id: release.text for release in releases}
    for figure in filter(can_be_asked, registers.figures):
        for _ in range(QUESTIONS_OF_A_FACT if figure.release in texts else 0):
            asked = ask_figure(figure, draw)
            yield _Fact(
                asked, figure.release, figure.sentence, figure.surface, "figure", _of(figure)
            )
    yield from _instrument_facts(texts, registers, draw)
    for agency in registers.agencies:
        for role in agency.roles if agency.kind == "person" else ():
            if role.release in texts:
                asked = Asked(ask_person(role, draw), ())
                yield _Fact(asked, role.release, role.span, agency.name, "agency")
    for duty in registers.duties:
        question = ask_duty(duty, draw) if duty.release in texts else None
        if question:
            yield _Fact(Asked(question, ()), duty.release, duty.sentence, duty.action, "duty")


def _instrument_facts(
    texts: dict[str, str], registers: Registers, draw: random.Random
) -> Iterator[_Fact]:
    """Ask for a paper's subject, its day and its number where a sentence prints them."""
    for instrument in registers.instruments:
        for mention in instrument.mentions:
            if mention.release not in texts:
                continue
            around = _line(texts[mention.release], mention.span)
            if instrument.title and fold(instrument.title) in fold(around):
                question = ask_subject(instrument, mention.surface, draw)
                yield _Fact(Asked(question, ()), mention.release, mention.span, instrument.title,
                            "instrument")  # fmt: skip
                if instrument.number:
                    question = ask_number(instrument, draw)
                    yield _Fact(Asked(question, ()), mention.release, mention.span,
                                instrument.number, "instrument")  # fmt: skip
            if instrument.date and instrument.date[:4] in around and mention.surface:
                question = ask_day(instrument, mention.surface, draw)
                yield _Fact(Asked(question, ()), mention.release, mention.span,
                            instrument.date[:4], "instrument")  # fmt: skip


def _line(text: str, span: Span) -> str:
    """Return the line around a span."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return text[start : end if end >= 0 else len(text)]
