"""The same weights in several forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from vssqa.retrieval.ranker import Ranker

QUESTION = "What was the coverage rate in 2023?"
TEXTS = ["The coverage rate reached 93.35% in 2023.", "The delegation praised the staff."]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # the exporters warn of themselves
def test_every_form_loads_and_agrees_with_full_precision(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from vssqa.training.forms import write_forms
    from vssqa.training.network import bundled, save_weights

    torch.manual_seed(1)
    model = bundled()
    torch.nn.init.normal_(model.head.weight, std=0.1)
    weights = tmp_path / "stage.safetensors"
    save_weights(model, weights)
    outputs = {}
    for path in write_forms(weights, tmp_path / "forms"):
        ranker = Ranker.load(path)
        assert ranker is not None
        outputs[path.stem] = ranker.outputs(QUESTION, TEXTS)
    full = outputs["full"]
    assert outputs["half"] == pytest.approx(full, abs=0.02)
    assert outputs["eight-bit"] == pytest.approx(full, abs=0.2)
    assert outputs["layers-3"] != pytest.approx(full, abs=0.001)
