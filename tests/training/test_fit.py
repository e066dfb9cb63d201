"""Drawing examples, and a training run that is stopped and goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from vssqa.training.fit import Recipe, batches, examples
from vssqa.training.groups import GENERAL, Group, Reading

RECIPE = Recipe("t", epochs=1, rate=1e-4, batch=4, wrong=4)


def group(number: int, *, kind: str = "figure", answered: bool = True) -> Group:
    def readings(name: str, count: int) -> tuple[Reading, ...]:
        return tuple(Reading(f"title {number}", f"{name} {number} {i}") for i in range(count))

    right = readings("right", 1) if answered else ()
    return Group(f"q {number}", right, readings("swapped", 6), readings("near", 6), "r", kind)


def test_same_epoch_draws_the_same_and_another_one_others() -> None:
    groups = [group(n) for n in range(30)]
    assert examples(groups, RECIPE, 0) == examples(groups, RECIPE, 0)
    assert examples(groups, RECIPE, 0) != examples(groups, RECIPE, 1)


def test_right_sentence_is_first_or_withheld() -> None:
    for example in examples([group(n) for n in range(50)], RECIPE, 0):
        has_right = any("right" in text for text in example.texts)
        assert example.right == (0 if has_right else -1)
        assert example.texts[0].startswith("right") or example.right == -1


def test_half_of_the_wrong_sentences_are_swapped_ones() -> None:
    for example in examples([group(n) for n in range(20)], RECIPE, 0):
        wrong = [text for text in example.texts if "right" not in text]
        assert sum("swapped" in text for text in wrong) == 2
        assert sum("near" in text for text in wrong) == 2


def test_releases_are_always_read_with_their_context_general_text_at_times() -> None:
    of_releases = examples([group(n) for n in range(20)], RECIPE, 0)
    assert all("title" in text for e in of_releases for text in e.texts)
    general = examples([group(n, kind=GENERAL) for n in range(40)], RECIPE, 0)
    assert {"title" in text for e in general for text in e.texts} == {True, False}


def test_group_without_answer_asks_for_none() -> None:
    (example,) = examples([group(1, answered=False)], RECIPE, 0)
    assert example.right == -1


def test_batches_hold_every_example_once() -> None:
    drawn = examples([group(n) for n in range(30)], RECIPE, 0)
    found = [example.question for batch in batches(drawn, RECIPE, 0) for example in batch]
    assert sorted(found) == sorted(example.question for example in drawn)


@pytest.mark.slow
def test_stopped_run_ends_with_the_same_weights(tmp_path: Path) -> None:
    import torch

    import vssqa.training.fit as fitting
    from vssqa.training.network import bundled

    class Stopped(Exception):
        pass

    def stop(message: str) -> None:
        raise Stopped(message)

    groups = [group(n) for n in range(16)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting, "CHECKPOINT_STEPS", 2)
        torch.manual_seed(1)
        whole = fitting.fit(bundled([0]), groups, RECIPE, tmp_path / "whole", print)
        torch.manual_seed(1)
        with pytest.raises(Stopped):
            fitting.fit(bundled([0]), groups, RECIPE, tmp_path / "stopped", stop)
        resumed = fitting.fit(bundled([0]), groups, RECIPE, tmp_path / "stopped", print)
    for name, value in whole.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[name]), name


def test_pairs_keep_their_order_however_they_are_computed() -> None:
    torch = pytest.importorskip("torch")
    from vssqa.training.fit import TOGETHER, in_order_of

    lengths = [len(str(n)) * (n % 7 + 1) for n in range(3 * TOGETHER + 5)]
    pairs = [("q", "x" * length) for length in lengths]
    found = in_order_of(pairs, lambda some: torch.tensor([float(len(t)) for _, t in some]))
    assert found.tolist() == [float(length) for length in lengths]


def test_a_gpu_is_used_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    torch = pytest.importorskip("torch")
    from vssqa.training.network import chosen_device

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert chosen_device().type == "cuda"
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert chosen_device().type == "cpu"
