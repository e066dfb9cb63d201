"""Training: one run, resumable, the same bytes from the same seed."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch

from vssqa.retrieval.ranker import bundled_tokenizer, tokenized
from vssqa.training.groups import GENERAL, Group
from vssqa.training.network import (
    CrossEncoder,
    chosen_device,
    device_of,
    load_weights,
    save_weights,
    tensors,
)

Progress = Callable[[str], None]

WITHOUT_RIGHT = 0.15  # of the groups lose their right sentence, so that "none" is learned too
WITH_CONTEXT = 0.5  # of the general groups are read with their opening words; releases always are
SWAPPED_SHARE = 0.6  # of the wrong sentences, where there are swapped ones
WEIGHT_DECAY = 0.01
CLIP = 1.0
WARM_UP = 0.06
CHECKPOINT_STEPS = 50
TOGETHER = 20  # pairs of about one length that go through the network at once
TOGETHER_ON_GPU = 256  # there a call costs more than its padding
LENGTH_STEP = 16  # few shapes: torch keeps working memory for every shape it has met
BUCKET = 32  # batches sorted by length among this many: less padding, still shuffled
_SEED_STRIDE = 1_000_003
HEAD_RATE = 10.0  # the new output learns faster than the weights that are already good


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a ranker is trained."""

    name: str
    epochs: int
    rate: float
    batch: int = 16
    wrong: int = 4
    seed: int = 38


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the sentences it is to choose from; `right` is -1 for none of them."""

    question: str
    texts: tuple[str, ...]
    right: int


def examples(groups: Sequence[Group], recipe: Recipe, epoch: int) -> list[Example]:
    """Draw this epoch's examples: other wrong sentences and readings in every epoch."""
    draw = random.Random(f"{recipe.seed}/{recipe.name}/{epoch}")
    drawn = [_example(group, recipe.wrong, draw) for group in groups]
    draw.shuffle(drawn)
    return drawn


def _example(group: Group, wrong: int, draw: random.Random) -> Example:
    from_swapped = min(len(group.swapped), round(wrong * SWAPPED_SHARE))
    from_swapped = max(from_swapped, min(len(group.swapped), wrong - len(group.near)))
    chosen = [
        *draw.sample(group.swapped, from_swapped),
        *draw.sample(group.near, min(len(group.near), wrong - from_swapped)),
    ]
    with_context = group.kind != GENERAL or draw.random() < WITH_CONTEXT
    answered = bool(group.right) and draw.random() >= WITHOUT_RIGHT
    if answered:
        chosen.insert(0, draw.choice(group.right))
    texts = tuple((r if with_context else replace(r, context="")).text for r in chosen)
    return Example(group.question, texts, 0 if answered else -1)


def batches(drawn: Sequence[Example], recipe: Recipe, epoch: int) -> list[list[Example]]:
    """Cut an epoch's examples into batches of about one length."""
    size = recipe.batch
    found = []
    for start in range(0, len(drawn), size * BUCKET):
        bucket = sorted(
            drawn[start : start + size * BUCKET], key=lambda e: max(map(len, e.texts), default=0)
        )
        found += [bucket[i : i + size] for i in range(0, len(bucket), size)]
    random.Random(f"{recipe.seed}/{recipe.name}/{epoch}/batches").shuffle(found)
    return found


def loss_of(model: CrossEncoder, batch: Sequence[Example]) -> torch.Tensor:
    """Return the mean cross-entropy of choosing the right sentence, or none at logit 0."""
    pairs = [(example.question, text) for example in batch for text in example.texts]

    device = device_of(model)

    def outputs_of(some: Sequence[tuple[str, str]]) -> torch.Tensor:
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=_fast_half(device)):
            found = model(*tensors(tokenized(bundled_tokenizer(), some, LENGTH_STEP), device))
        return found.float()

    together = TOGETHER_ON_GPU if device.type == "cuda" else TOGETHER
    outputs = in_order_of(pairs, outputs_of, together)
    losses, start = [], 0
    for example in batch:
        own = outputs[start : start + len(example.texts)]
        start += len(example.texts)
        choices = torch.cat([own, own.new_zeros(1)])
        right = example.right if example.right >= 0 else len(example.texts)
        losses.append(torch.logsumexp(choices, 0) - choices[right])
    return torch.stack(losses).mean()


def in_order_of(
    pairs: Sequence[tuple[str, str]],
    outputs_of: Callable[[Sequence[tuple[str, str]]], torch.Tensor],
    together: int = TOGETHER,
) -> torch.Tensor:
    """Return the pairs' outputs in their order, short ones computed apart from long ones."""
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
    found = []
    for start in range(0, len(order), together):
        found.append(outputs_of([pairs[i] for i in order[start : start + together]]))
    places = torch.empty(len(order), dtype=torch.int64)
    places[torch.tensor(order)] = torch.arange(len(order))
    return torch.cat(found)[places]


def _fast_half(device: torch.device) -> bool:
    """Tell whether the device multiplies bfloat16 itself (twice as fast there)."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    return bool(torch.backends.cpu.get_cpu_capability().startswith("AVX512"))


def fit(
    model: CrossEncoder,
    groups: Sequence[Group],
    recipe: Recipe,
    folder: Path,
    progress: Progress,
    score: Callable[[CrossEncoder], float] | None = None,
) -> CrossEncoder:
    """Train by a recipe in `folder`, on a GPU where there is one.

    A run that was stopped goes on from its checkpoint.

    `score` is told to `progress` after each epoch. The trained weights are
    `folder/NAME.safetensors`; where they lie, nothing is trained again.
    """
    done = folder / f"{recipe.name}.safetensors"
    if done.is_file():
        progress(f"{recipe.name}: already trained")
        return load_weights(model, done)
    folder.mkdir(parents=True, exist_ok=True)
    model.to(chosen_device())
    optimizer = _optimizer(model, recipe)
    checkpoint = _Checkpoint(folder, recipe)
    begin = checkpoint.restore(model, optimizer)
    total = recipe.epochs * math.ceil(len(groups) / recipe.batch)
    recent: list[float] = []
    for step, batch in _steps(groups, recipe):
        if step < begin:
            continue
        _set_rate(optimizer, recipe, step, total)
        torch.manual_seed(
            _SEED_STRIDE * recipe.seed + step
        )  # a resumed run drops out the same units
        recent.append(_train_step(model, optimizer, batch))
        if (step + 1) % CHECKPOINT_STEPS == 0:
            checkpoint.save(model, optimizer, step + 1)
            progress(f"{recipe.name}: step {step + 1} of {total}, loss {_mean(recent):.4f}")
            recent.clear()
        if score and (step + 1) % (total // recipe.epochs) == 0:
            progress(f"{recipe.name}: step {step + 1}, held-out score {score(model):.4f}")
    save_weights(model, done)
    checkpoint.remove()
    return model


def _steps(groups: Sequence[Group], recipe: Recipe) -> Iterator[tuple[int, list[Example]]]:
    step = 0
    for epoch in range(recipe.epochs):
        for batch in batches(examples(groups, recipe, epoch), recipe, epoch):
            yield step, batch
            step += 1


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def _train_step(
    model: CrossEncoder, optimizer: torch.optim.Optimizer, batch: Sequence[Example]
) -> float:
    model.train()
    loss = loss_of(model, batch)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
    optimizer.step()
    return float(loss.detach())


def _optimizer(model: CrossEncoder, recipe: Recipe) -> torch.optim.Optimizer:
    base = [p for p in model.base.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": base, "factor": 1.0},
            {"params": list(model.head.parameters()), "factor": HEAD_RATE},
        ],
        lr=recipe.rate,
        weight_decay=WEIGHT_DECAY,
    )


def _set_rate(optimizer: torch.optim.Optimizer, recipe: Recipe, step: int, total: int) -> None:
    """Warm up, then fall to zero in a straight line."""
    warm = max(1, round(total * WARM_UP))
    share = (step + 1) / warm if step < warm else (total - step) / max(1, total - warm)
    for group in optimizer.param_groups:
        group["lr"] = recipe.rate * share * group["factor"]


class _Checkpoint:
    """Weights, optimizer and step of a run that may be stopped."""

    def __init__(self, folder: Path, recipe: Recipe) -> None:
        self._weights = folder / f"{recipe.name}.checkpoint.safetensors"
        self._rest = folder / f"{recipe.name}.checkpoint.pt"
        self._recipe = json.dumps(asdict(recipe))

    def save(self, model: CrossEncoder, optimizer: torch.optim.Optimizer, step: int) -> None:
        state = {"recipe": self._recipe, "step": step, "optimizer": optimizer.state_dict()}
        save_weights(model, self._weights)
        half = self._rest.with_suffix(".part")
        torch.save(state, half)
        half.replace(self._rest)

    def restore(self, model: CrossEncoder, optimizer: torch.optim.Optimizer) -> int:
        """Return the step to go on from; 0 where there is no checkpoint of this very recipe."""
        if not (self._rest.is_file() and self._weights.is_file()):
            return 0
        state = torch.load(self._rest, weights_only=True, map_location="cpu")
        if state["recipe"] != self._recipe:
            return 0
        load_weights(model, self._weights)
        optimizer.load_state_dict(state["optimizer"])
        return int(state["step"])

    def remove(self) -> None:
        self._weights.unlink(missing_ok=True)
        self._rest.unlink(missing_ok=True)
