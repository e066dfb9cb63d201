"""Measure how often the evidence lies in the first passages and sentences, by size and by way.

    python -m tests.retrieval.measure_passages

Questions: those of tests/eval, and of ../shared/eval where it is there. The
releases of ../shared/eval/more/articles stand among the corpus as further ones.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vssqa.corpus import evidence_sentences, read_corpus
from vssqa.passages import split_release
from vssqa.retrieval.encoder import SentenceTransformerEncoder
from vssqa.retrieval.fusion import reciprocal_ranks
from vssqa.retrieval.lexical import K1, B, build_lexical
from vssqa.text import terms
from vssqa.types import Release, Span

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "eval"
SIZES = (200, 300, 400, 500, 700, 1_000)
TOPS = (1, 3, 5, 10)
_FIGURE = re.compile(r"\d[\d.,/]*\d|\d")


@dataclass(frozen=True)
class Asked:
    """A question and the places where its evidence stands, as (release, span)."""

    question: str
    places: tuple[tuple[str, Span], ...]


def main() -> None:
    """Print one line for each size and each way."""
    releases = [*read_corpus(ROOT / "corpus")]
    more = SHARED / "more" / "articles"
    releases += read_corpus(more) if more.is_dir() else ()
    questions = [*_own(releases), *_more(releases)]
    print(f"{len(questions)} questions, {len(releases)} releases; share with evidence in the first")
    print(f"{'':44}" + "".join(f"{top:>7}" for top in TOPS) + "    MRR")
    encoder = SentenceTransformerEncoder()
    asked = encoder.encode([q.question for q in questions])
    _measure_lexical(releases, questions)
    _measure_sentences(releases, questions, encoder, asked)
    for size in SIZES:
        _measure_passages(size, releases, questions, encoder, asked)


def _own(releases: Sequence[Release]) -> Iterable[Asked]:
    """Read the questions whose evidence is given verbatim."""
    for path in (ROOT / "tests" / "eval" / "questions.jsonl", SHARED / "questions.jsonl"):
        if not path.is_file():
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            places = [
                (release.id, Span(match.start(), match.end()))
                for quote in item.get("evidence", ())
                for release in releases
                for match in re.finditer(re.escape(quote), release.text)
            ]
            if places:
                yield Asked(item["question"], tuple(places))


def _more(releases: Sequence[Release]) -> Iterable[Asked]:
    """Read the questions that name a release: the answer's first figure is the evidence."""
    path = SHARED / "more" / "questions.jsonl"
    texts = {release.id: release for release in releases}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        item = json.loads(line)
        figure = _FIGURE.search(item["answer"])
        if figure and item["doc"] in texts:
            wanted = re.compile(rf"(?<![\d.,]){re.escape(figure.group())}(?![\d]|[.,]\d)")
            places = [
                (item["doc"], Span(*match.span()))
                for match in wanted.finditer(texts[item["doc"]].text)
            ]
            if places:
                yield Asked(item["question"], tuple(places))


def _ranks(
    scores: NDArray[np.float32], pieces: Sequence[tuple[str, Span]], questions: Sequence[Asked]
) -> list[int]:
    """Return the rank of the first piece with evidence, for each row of scores."""
    found = []
    for row, question in zip(scores, questions, strict=True):
        order = np.argsort(-row, kind="stable")
        hits = (
            rank
            for rank, piece in enumerate(order, 1)
            if any(
                pieces[piece][0] == release and pieces[piece][1].overlaps(span)
                for release, span in question.places
            )
        )
        found.append(next(hits, 10**9))
    return found


def _show(name: str, ranks: Sequence[int]) -> None:
    shares = [np.mean([rank <= top for rank in ranks]) for top in TOPS]
    mrr = np.mean([1 / rank for rank in ranks])
    print(f"{name:44}" + "".join(f"{share:7.3f}" for share in shares) + f"{mrr:7.3f}", flush=True)


def _measure_lexical(releases: Sequence[Release], questions: Sequence[Asked]) -> None:
    """Rank sentences by BM25 with several constants."""
    held = [(r, s) for r in releases for s in evidence_sentences(r)]
    pieces = [(r.id, s.span) for r, s in held]
    words = [terms(r.text, s.span) for r, s in held]
    for k1, b in ((0.6, 0.4), (0.9, 0.25), (K1, B), (0.9, 0.75), (1.2, 0.75), (1.5, 0.75)):
        index = build_lexical(words, k1, b)
        scores = np.stack([index.score(terms(q.question)) for q in questions])
        _show(f"sentences by BM25, k1 {k1}, b {b}", _ranks(scores, pieces, questions))


def _measure_passages(
    size: int,
    releases: Sequence[Release],
    questions: Sequence[Asked],
    encoder: SentenceTransformerEncoder,
    asked: NDArray[np.float32],
) -> None:
    """Rank passages of one size by cosine, alone and with the release's title before them."""
    pieces = [(r.id, p.span) for r in releases for p in split_release(r, size)]
    by_id = {r.id: r for r in releases}
    plain = [span.of(by_id[i].text) for i, span in pieces]
    titled = [f"{by_id[i].title}\n{text}" for (i, _), text in zip(pieces, plain, strict=True)]
    name = f"passages of {size} ({len(pieces)})"
    for way, texts in (("", plain), (", titled", titled)):
        _show(name + way, _ranks(asked @ encoder.encode(texts).T, pieces, questions))


def _measure_sentences(
    releases: Sequence[Release],
    questions: Sequence[Asked],
    encoder: SentenceTransformerEncoder,
    asked: NDArray[np.float32],
) -> None:
    """Rank sentences by cosine, by BM25 and by both."""
    held = [(r, s) for r in releases for s in evidence_sentences(r)]
    pieces = [(r.id, s.span) for r, s in held]
    plain = [s.span.of(r.text) for r, s in held]
    heads = [r.blocks[s.heading].span.of(r.text) if s.heading is not None else "" for r, s in held]
    headed = [f"{head}\n{text}".strip() for head, text in zip(heads, plain, strict=True)]
    titled = [f"{r.title}\n{text}" for (r, _), text in zip(held, plain, strict=True)]
    lexical = build_lexical([terms(text) for text in plain])
    bm25 = np.stack([lexical.score(terms(q.question)) for q in questions])
    ways = {"": plain, ", headed": headed, ", titled": titled}
    cosines = {way: asked @ encoder.encode(texts).T for way, texts in ways.items()}
    _show(f"sentences ({len(pieces)}) by BM25", _ranks(bm25, pieces, questions))
    for way, scores in cosines.items():
        _show(f"sentences by cosine{way}", _ranks(scores, pieces, questions))
    for way, scores in cosines.items():
        both = np.stack([_fused(pair) for pair in zip(bm25, scores, strict=True)])
        _show(f"sentences by both{way}", _ranks(both, pieces, questions))


def _fused(rows: Iterable[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Fuse scores by rank."""
    rankings = [np.argsort(-row, kind="stable").tolist() for row in rows]
    total = np.zeros(len(rankings[0]), dtype=np.float32)
    for item, score in reciprocal_ranks(rankings).items():
        total[item] = score
    return total


if __name__ == "__main__":
    main()
