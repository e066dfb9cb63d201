"""The measurements of one run, as text."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from vssqa.corpus import read_corpus
from vssqa.errors import CorpusError
from vssqa.facts.registers import read_registers
from vssqa.retrieval.encoder import SentenceTransformerEncoder
from vssqa.retrieval.onnx_encoder import OnnxEncoder
from vssqa.retrieval.onnx_encoder import export as export_encoder
from vssqa.retrieval.ranker import Ranker
from vssqa.training.curriculum import CANDIDATES, DATA_SEED
from vssqa.training.field import Pair, swap_pairs
from vssqa.training.judged import Judged, of_general, of_releases, of_several
from vssqa.training.measure import FEATURES, Ranking, combination, compare, table
from vssqa.training.softmax import Array
from vssqa.training.squad import read_questions
from vssqa.training.swaps import SWAP_KINDS

SPEED_TOKENS = 60
SPEED_QUESTION = "What was the health insurance coverage rate at the end of 2023?"
SPEED_RUNS = 15


def measured(
    rankers: Mapping[str, Path],
    over: Sequence[tuple[Path, Path]],
    general: Path,
    cache: Path,
    *,
    ask_general: bool = True,
    combine: bool = True,
    alone: bool = False,
    speed: bool = False,
) -> Iterator[str]:
    """Yield one table after the other: general questions, each question file, swaps, speed.

    What retrieval's scores weigh beside a ranker is learned on general questions
    of the training part, and is the same for every table.

    :raises CorpusError: if a file cannot be read.
    """
    loaded = {name: _loaded(path) for name, path in rankers.items()}
    combined: dict[str, Array] = {}
    if combine:
        several = Ranking(of_several(read_questions(general)), cache)
        combined = {name: combination(several, ranker) for name, ranker in loaded.items()}
        yield combination_table(combined)

    def compared(judged: Judged) -> str:
        return table(judged, compare(Ranking(judged, cache), loaded, combined))

    if ask_general:
        yield compared(of_general(read_questions(general)))
    for questions, folder in over:
        releases = read_corpus(folder)
        judged = of_releases(str(questions), questions, releases)
        yield compared(judged)
        if alone:
            yield compared(judged.alone())
        pairs = swap_pairs(releases, read_registers(releases), DATA_SEED)
        yield swap_table(str(folder), pairs, loaded)
    if speed:
        yield speed_table(loaded)


def _loaded(path: Path) -> Ranker:
    ranker = Ranker.load(path)
    if ranker is None:
        raise CorpusError(f"there is no ranker {str(path)!r}: train one, or name another file")
    return ranker


def combination_table(combined: Mapping[str, Array]) -> str:
    """Print what each feature weighs beside the others, by ranker."""
    head = "".join(f"{name:>10}" for name in FEATURES)
    rows = [
        f"{name:32}" + "".join(f"{weight:10.2f}" for weight in weights)
        for name, weights in combined.items()
    ]
    return "\n".join([f"{'weights when combined':32}{head}", *rows])


def swap_table(name: str, pairs: Sequence[Pair], rankers: Mapping[str, Ranker]) -> str:
    """Print how often the real sentence scores above the exchanged one, by kind."""
    lines = [f"swaps over {name}: {len(pairs)} pairs"]
    head = "".join(f"{kind:>10}" for kind in SWAP_KINDS)
    lines.append(f"{'':32}{head}{'all':>10}")
    counts = "".join(f"{sum(p.kind == kind for p in pairs):10}" for kind in SWAP_KINDS)
    lines.append(f"{'pairs':32}{counts}{len(pairs):10}")
    for label, ranker in rankers.items():
        won = [_prefers(ranker, pair) for pair in pairs]
        shares = [
            statistics.fmean(w for w, p in zip(won, pairs, strict=True) if p.kind == kind)
            if any(p.kind == kind for p in pairs)
            else float("nan")
            for kind in SWAP_KINDS
        ]
        cells = "".join(f"{share:10.3f}" for share in [*shares, statistics.fmean(won or [0.0])])
        lines.append(f"{label:32}{cells}")
    return "\n".join(lines)


def _prefers(ranker: Ranker, pair: Pair) -> float:
    real, swapped = ranker.outputs(pair.question, [pair.real.text, pair.swapped.text])
    return float(real > swapped)


def speed_table(rankers: Mapping[str, Ranker]) -> str:
    """Print the time of one question's reranking beside the bare encode of the question."""
    encode = _encode()
    lines = [f"{CANDIDATES} sentences of {SPEED_TOKENS} tokens, medians of {SPEED_RUNS}"]
    texts = _texts()
    for name, ranker in rankers.items():
        own, base = [], []
        for _ in range(SPEED_RUNS + 1):  # the first warms up
            base.append(_timed(encode))
            own.append(_timed(partial(ranker.outputs, SPEED_QUESTION, texts)))
        ranked, encoded = statistics.median(own[1:]), statistics.median(base[1:])
        lines.append(
            f"{name:32}{ranked * 1000:8.1f} ms, encode {encoded * 1000:6.2f} ms,"
            f" ratio {ranked / encoded:6.1f}"
        )
    return "\n".join(lines)


def _texts() -> list[str]:
    """Make sentences of exactly the tokens wanted, of words each one token long."""
    words = "rate year fund people health card month plan work office".split()
    draw = np.random.default_rng(DATA_SEED)
    return [" ".join(draw.choice(words, SPEED_TOKENS)) for _ in range(CANDIDATES)]


def _encode() -> Callable[[], object]:
    """Return the encode of one question as the product runs it, from the bundled weights."""
    encoder = SentenceTransformerEncoder()
    with tempfile.TemporaryDirectory() as folder:
        export_encoder(encoder, Path(folder))
        exported = OnnxEncoder(Path(folder), encoder.name, encoder.sha256)
    return lambda: exported.encode([SPEED_QUESTION])


def _timed(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin
