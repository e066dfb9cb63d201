"""The commands' verbs: make the data, train in three stages, write the ranker."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vssqa.errors import ModelError
from vssqa.retrieval.ranker import Calibration, Ranker, bundled_tokenizer, reading
from vssqa.training.calibrate import expected_error, fitted
from vssqa.training.fit import Progress, Stage
from vssqa.training.groups import Group, read_groups, write_groups

if TYPE_CHECKING:
    from vssqa.training.network import CrossEncoder

GENERAL_FILE, INVENTED_FILE, RELEASES_FILE = "general.jsonl", "invented.jsonl", "releases.jsonl"
CALIBRATION_FILE = "calibration.jsonl"
STAGES = (
    Stage("general", epochs=2, rate=1e-4, wrong=4),
    Stage("invented", epochs=1, rate=8e-5, wrong=5),
    Stage("releases", epochs=1, rate=8e-5, wrong=5),
)
INVENTED_FIGURES, INVENTED_PAPERS = 1_100, 400
REPLAYED = 0.45  # of a later stage's groups come from the stages before, lest they be forgotten
CALIBRATION_GROUPS = 200
SCORED_GROUPS = 50  # of these are ranked after every epoch, to tell how training goes
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
    general: Path, folders: Sequence[Path], out: Path, *, cache: Path, progress: Progress
) -> dict[str, int]:
    """Write the three stages' groups and the calibration groups into `out`; return their counts.

    `general` is the public question set, `folders` hold releases.

    :raises CorpusError: if one of them cannot be read.
    """
    from vssqa.corpus import read_corpus
    from vssqa.facts.registers import read_registers
    from vssqa.training.field import field_groups
    from vssqa.training.invented import figure_groups
    from vssqa.training.invented_papers import paper_groups
    from vssqa.training.squad import general_groups, held_out_groups, read_questions

    counts = {}
    questions = read_questions(general)
    held_out = held_out_groups(questions, cache, CANDIDATES)[:CALIBRATION_GROUPS]
    counts["calibration"] = write_groups(out / CALIBRATION_FILE, held_out)
    counts["general"] = write_groups(out / GENERAL_FILE, general_groups(questions, cache))
    progress(f"general: {counts['general']} groups")
    invented = figure_groups(INVENTED_FIGURES, DATA_SEED) + paper_groups(INVENTED_PAPERS, DATA_SEED)
    counts["invented"] = write_groups(out / INVENTED_FILE, invented)
    progress(f"invented: {counts['invented']} groups")
    of_releases: list[Group] = []
    for folder in folders:
        releases = read_corpus(folder)
        of_releases += field_groups(releases, read_registers(releases), cache, DATA_SEED)
    counts["releases"] = write_groups(out / RELEASES_FILE, of_releases)
    progress(f"releases: {counts['releases']} groups")
    return counts


def train(data: Path, out: Path, *, progress: Progress, stages: Sequence[Stage] = STAGES) -> Report:
    """Train stage by stage in `out` and write `out/ranker.onnx` with its description.

    Every stage's own ranker is written beside it as NAME.onnx.

    A run that was stopped goes on where it stood. A stage without groups is left out.

    :raises CorpusError: if the data cannot be read.
    """
    # All data is read before the first stage: hours later is late to learn that a file is missing.
    data_of = {stage: read_groups(data / f"{stage.name}.jsonl") for stage in stages}
    held_out = read_groups(data / CALIBRATION_FILE)

    import torch

    from vssqa.training.export import describe, export
    from vssqa.training.fit import fit
    from vssqa.training.network import bundled

    torch.manual_seed(DATA_SEED)
    model = bundled()
    before: list[Group] = []
    counts = {}
    for stage, own in data_of.items():
        if not own:
            continue
        groups = own + _replayed(before, len(own))
        counts[stage.name] = len(groups)
        model = fit(model, groups, stage, out, progress, partial(_first_right, held_out))
        export(model, out / f"{stage.name}.onnx")  # to be measured beside the whole
        before += own
    path = out / "ranker.onnx"
    export(model, path)
    calibration, error = _calibrated(path, held_out)
    notes = {"calibration_error": round(error, 4), "groups": counts, "data": _digests(data, counts)}
    describe(path, calibration, notes)
    progress(f"{path}: {path.stat().st_size / 1e6:.1f} MB, calibration error {error:.3f}")
    return Report(path, counts, error)


def _digests(data: Path, stages: Iterable[str]) -> dict[str, str]:
    """Return what tells the data of a model apart: the start of each stage's SHA-256."""
    return {
        stage: hashlib.sha256((data / f"{stage}.jsonl").read_bytes()).hexdigest()[:DIGEST_LENGTH]
        for stage in stages
    }


def _first_right(groups: Sequence[Group], model: CrossEncoder) -> float:
    """Return how often the model puts a right sentence first, where there is one."""
    from vssqa.training.network import logits

    won = []
    for group in [group for group in groups if group.right][:SCORED_GROUPS]:
        texts = [reading(r.sentence, r.context) for r in (*group.right, *group.near)]
        scores = logits(model, bundled_tokenizer(), group.question, texts)
        won.append(scores.index(max(scores)) < len(group.right))
    return sum(won) / max(1, len(won))


def _replayed(before: Sequence[Group], own: int) -> list[Group]:
    """Draw groups of the stages before for a stage of `own` groups."""
    count = min(len(before), round(own * REPLAYED / (1.0 - REPLAYED)))
    return random.Random(DATA_SEED).sample(list(before), count)


def _calibrated(path: Path, groups: Sequence[Group]) -> tuple[Calibration, float]:
    """Fit the probability on half of the held-out questions, measure its error on the others."""
    ranker = Ranker.load(path)
    if ranker is None:
        raise ModelError(f"ranker {str(path)!r} was not written: train it again")
    halves: list[tuple[list[float], list[bool]]] = [([], []), ([], [])]
    for index, group in enumerate(groups):
        outputs, right = halves[index % 2]
        for readings, is_right in ((group.right, True), (group.near, False)):
            texts = [reading(r.sentence, r.context) for r in readings]
            outputs += ranker.outputs(group.question, texts)
            right += [is_right] * len(texts)
    calibration = fitted(*halves[0])
    return calibration, expected_error(calibration, *halves[1])
