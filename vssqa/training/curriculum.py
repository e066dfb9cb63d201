"""The commands' verbs: make the data, train stage by stage, write the ranker."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vssqa.errors import CorpusError, ModelError
from vssqa.retrieval.ranker import Calibration, Ranker, bundled_tokenizer, reading
from vssqa.training.calibrate import expected_error, fitted
from vssqa.training.fit import Progress, Stage
from vssqa.training.groups import Group, read_groups, write_groups

if TYPE_CHECKING:
    from vssqa.training.network import CrossEncoder

CALIBRATION_FILE = "calibration.jsonl"
GENERAL = Stage("general", epochs=2, rate=1e-4, wrong=4)
INVENTED = (
    Stage("invented", epochs=1, rate=8e-5, wrong=5),
    Stage("invented_again", epochs=1, rate=5e-5, wrong=5, seed=39),
)
"""Each from draws of its own: what is drawn anew teaches more than what is read twice."""
RELEASES = Stage("releases", epochs=2, rate=5e-5, wrong=5)
STAGES = (GENERAL, *INVENTED, RELEASES)
INVENTED_FIGURES, INVENTED_PAPERS = 2_400, 900  # groups of each invented stage
GENERAL_SHARE = 0.15
"""Of the general stage in the weights that are written, the rest being those of the last.

Averaging the two keeps what the field's data would have made forget, and nearly all that
they taught (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""
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
    """Write the stages' groups and the calibration groups into `out`; return their counts.

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
    counts["general"] = write_groups(_file(out, GENERAL), general_groups(questions, cache))
    progress(f"general: {counts['general']} groups")
    for stage in INVENTED:
        drawn = figure_groups(INVENTED_FIGURES, stage.seed)
        drawn += paper_groups(INVENTED_PAPERS, stage.seed)
        counts[stage.name] = write_groups(_file(out, stage), drawn)
        progress(f"{stage.name}: {counts[stage.name]} groups")
    of_releases: list[Group] = []
    for folder in folders:
        releases = read_corpus(folder)
        of_releases += field_groups(releases, read_registers(releases), cache, DATA_SEED)
    counts["releases"] = write_groups(_file(out, RELEASES), of_releases)
    progress(f"releases: {counts['releases']} groups")
    return counts


def _file(data: Path, stage: Stage) -> Path:
    return data / f"{stage.name}.jsonl"


def train(data: Path, out: Path, *, progress: Progress, stages: Sequence[Stage] = STAGES) -> Report:
    """Train stage by stage in `out` and write `out/ranker.onnx` with its description.

    Every stage's own ranker is written beside it as NAME.onnx; the whole is the last stage
    averaged with the first.

    A run that was stopped goes on where it stood. A stage without groups is left out.

    :raises CorpusError: if the data cannot be read.
    """
    # All data is read before the first stage: hours later is late to learn that a file is missing.
    data_of = {stage: read_groups(_file(data, stage)) for stage in stages}
    held_out = read_groups(data / CALIBRATION_FILE)
    if not any(data_of.values()):
        raise CorpusError(f"{str(data)!r} holds no groups: make the data anew")

    import torch

    from vssqa.training.export import describe, export
    from vssqa.training.fit import fit
    from vssqa.training.network import averaged, bundled

    torch.manual_seed(DATA_SEED)
    model = bundled()
    before: list[Group] = []
    counts: dict[str, int] = {}
    for stage, own in data_of.items():
        if not own:
            continue
        groups = own + _replayed(before, len(own))
        counts[stage.name] = len(groups)
        model = fit(model, groups, stage, out, progress, partial(_first_right, held_out))
        export(model, out / f"{stage.name}.onnx")  # to be measured beside the whole
        before += own
    path = out / "ranker.onnx"
    first, last = (out / f"{name}.safetensors" for name in (next(iter(counts)), list(counts)[-1]))
    export(averaged(model, first, last, GENERAL_SHARE), path)
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
