"""The commands' verbs: make the data, train on the mix of it, write the ranker."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vssqa.errors import CorpusError, ModelError
from vssqa.retrieval.ranker import Calibration, Ranker, bundled_tokenizer
from vssqa.training.calibrate import expected_error, fitted
from vssqa.training.fit import Progress, Recipe
from vssqa.training.groups import Group, read_groups, write_groups

if TYPE_CHECKING:
    from vssqa.training.network import CrossEncoder

CALIBRATION_FILE = "calibration.jsonl"
TRAINING = Recipe("ranker", epochs=1, rate=2e-4, batch=32, wrong=10)
PARTS = {"general": 3, "invented": 1, "invented_again": 1, "releases": 2, "written": 4}
"""The parts of the data and how often each is read, all of them mixed.

Every reading draws other wrong sentences. One run over the mix did better than one part
after the other (exchanged sentences 0.99 for 0.97, general questions 0.80 for 0.77), and
two runs over it worse than one (questions people wrote 0.67 for 0.68).
"""
INVENTED_SEEDS = {"invented": 38, "invented_again": 39}
"""Each of draws of its own: what is drawn anew teaches more than what is read twice."""
INVENTED_FIGURES, INVENTED_PAPERS = 2_400, 900  # groups of each invented part
CALIBRATION_GROUPS = 200
SCORED_GROUPS = 50  # of these are ranked when training ends, to tell how it went
CANDIDATES = 16  # of fusion that are reranked
DATA_SEED = 38
DIGEST_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Report:
    """What training gave."""

    model: Path
    groups: dict[str, int]
    calibration_error: float


def make_data(
    general: Path,
    folders: Sequence[Path],
    written: Sequence[tuple[Path, Path]],
    out: Path,
    *,
    cache: Path,
    progress: Progress,
) -> dict[str, int]:
    """Write each part's groups and the calibration groups into `out`; return their counts.

    :param general: the public question set.
    :param folders: releases that are asked about from their registers.
    :param written: question files, each with the folder of the releases it is about.

    :raises CorpusError: if one of them cannot be read.
    """
    from vssqa.corpus import read_corpus
    from vssqa.facts.registers import read_registers
    from vssqa.training.field import field_groups
    from vssqa.training.invented import figure_groups
    from vssqa.training.invented_papers import paper_groups
    from vssqa.training.squad import general_groups, held_out_groups, read_questions
    from vssqa.training.written import written_groups

    counts = {}
    questions = read_questions(general)
    held_out = held_out_groups(questions, cache, CANDIDATES)[:CALIBRATION_GROUPS]
    counts["calibration"] = write_groups(out / CALIBRATION_FILE, held_out)
    counts["general"] = write_groups(_file(out, "general"), general_groups(questions, cache))
    progress(f"general: {counts['general']} groups")
    for part, seed in INVENTED_SEEDS.items():
        drawn = figure_groups(INVENTED_FIGURES, seed) + paper_groups(INVENTED_PAPERS, seed)
        counts[part] = write_groups(_file(out, part), drawn)
        progress(f"{part}: {counts[part]} groups")
    of_releases: list[Group] = []
    for folder in folders:
        releases = read_corpus(folder)
        of_releases += field_groups(releases, read_registers(releases), cache, DATA_SEED)
    counts["releases"] = write_groups(_file(out, "releases"), of_releases)
    progress(f"releases: {counts['releases']} groups")
    by_people = [group for pair in written for group in written_groups(*pair, cache)]
    counts["written"] = write_groups(_file(out, "written"), by_people)
    progress(f"written: {counts['written']} groups")
    return counts


def _file(data: Path, part: str) -> Path:
    return data / f"{part}.jsonl"


def train(data: Path, out: Path, *, progress: Progress, training: Recipe = TRAINING) -> Report:
    """Train on the mix of all parts and write `out/ranker.onnx` with its description.

    A run that was stopped goes on where it stood. A part without groups is left out.

    :raises CorpusError: if the data cannot be read.
    """
    # All data is read before the first step: hours later is late to learn that a file is missing.
    parts = {part: read_groups(_file(data, part)) for part in PARTS}
    held_out = read_groups(data / CALIBRATION_FILE)
    mixed = [group for part, groups in parts.items() for group in groups * PARTS[part]]
    if not mixed:
        raise CorpusError(f"{str(data)!r} holds no groups: make the data anew")

    import torch

    from vssqa.training.export import describe, export
    from vssqa.training.fit import fit
    from vssqa.training.network import bundled

    torch.manual_seed(DATA_SEED)
    model = fit(bundled(), mixed, training, out, progress, partial(_first_right, held_out))
    path = out / "ranker.onnx"
    export(model, path)
    calibration, error = _calibrated(path, held_out)
    counts = {part: len(groups) for part, groups in parts.items() if groups}
    notes = {"calibration_error": round(error, 4), "groups": counts, "data": digests(data, counts)}
    describe(path, calibration, notes)
    progress(f"{path}: {path.stat().st_size / 1e6:.1f} MB, calibration error {error:.3f}")
    return Report(path, counts, error)


def digests(data: Path, parts: Iterable[str]) -> dict[str, str]:
    """Return what tells the data of a model apart: the start of each part's SHA-256."""
    return {
        part: hashlib.sha256(_file(data, part).read_bytes()).hexdigest()[:DIGEST_LENGTH]
        for part in parts
    }


def _first_right(groups: Sequence[Group], model: CrossEncoder) -> float:
    """Return how often the model puts a right sentence first, where there is one."""
    from vssqa.training.network import logits

    won = []
    for group in [group for group in groups if group.right][:SCORED_GROUPS]:
        texts = [r.text for r in (*group.right, *group.near)]
        scores = logits(model, bundled_tokenizer(), group.question, texts)
        won.append(scores.index(max(scores)) < len(group.right))
    return sum(won) / max(1, len(won))


def _calibrated(path: Path, groups: Sequence[Group]) -> tuple[Calibration, float]:
    """Fit the probability on half of the held-out questions, measure its error on the others."""
    ranker = Ranker.load(path)
    if ranker is None:
        raise ModelError(f"ranker {str(path)!r} was not written: train it again")
    halves: list[tuple[list[float], list[bool]]] = [([], []), ([], [])]
    for index, group in enumerate(groups):
        outputs, right = halves[index % 2]
        for readings, is_right in ((group.right, True), (group.near, False)):
            texts = [r.text for r in readings]
            outputs += ranker.outputs(group.question, texts)
            right += [is_right] * len(texts)
    calibration = fitted(*halves[0])
    return calibration, expected_error(calibration, *halves[1])
