"""Real releases with other places, years and figures: a corpus of any size.

What is made is no fact; it has the lengths, words and grammar of real releases,
which is what speed and memory depend on. The same seed makes the same corpus.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vssqa.facts.places import PROVINCES
from vssqa.patterns import one_of, regex
from vssqa.retrieval.encoder import SentenceTransformerEncoder
from vssqa.settings import BUNDLED
from vssqa.types import Release

Vectors = NDArray[np.float32]

SEED = 38
_YEAR = regex(r"\b(?:19|20)\d\d\b")
_FIGURE = regex(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/-]|[.,]\d)")  # not "38-CT/TW", "01/NQ-CP"
_PLACE = regex(rf"\b{one_of(PROVINCES)}\b")
_FIRST_YEAR, _LAST_YEAR = 1995, 2024
_PARAGRAPH_WORDS = 12
# The mean cosine between two variations of one passage is 0.97 with the bundled model; noise of
# this length beside a unit vector gives as much (1 / (1 + 0.18 ** 2)).
NOISE_LENGTH = 0.18


def write_varied(releases: Sequence[Release], count: int, folder: Path) -> None:
    """Write `count` releases into `folder`: the real ones in turn, each varied anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(varied_texts(releases, count)):
        (folder / f"varied-{number:06d}.txt").write_text(text, encoding="utf-8", newline="")


def varied_texts(releases: Sequence[Release], count: int) -> Iterator[str]:
    """Yield `count` texts: the releases as they are, then varied in turn."""
    for number in range(count):
        text = releases[number % len(releases)].text
        yield text if number < len(releases) else vary(text, random.Random(SEED + number))


def vary(text: str, chance: random.Random) -> str:
    """Put other places, years and figures into a text; one place becomes one other place.

    A paragraph that prints none of them gets a place and a year put before it:
    else a large corpus would be copies of a few passages.
    """
    others = dict(zip(PROVINCES, chance.sample(PROVINCES, len(PROVINCES)), strict=True))
    shift = chance.randint(_FIRST_YEAR - 2023, _LAST_YEAR - 2023)
    lines = text.split("\n")
    return "\n".join(_varied_line(line, others, shift, chance) for line in lines)


def _varied_line(line: str, others: dict[str, str], shift: int, chance: random.Random) -> str:
    varied = _PLACE.sub(lambda match: others[match.group()], line)
    varied = _FIGURE.sub(lambda match: _other(match, chance), varied)
    varied = _YEAR.sub(lambda match: str(_moved(int(match.group()), shift)), varied)
    if varied != line or len(line.split()) < _PARAGRAPH_WORDS:
        return varied
    return f"In {chance.choice(PROVINCES)}, in {_moved(2023, shift)}, {line}"


def _moved(year: int, shift: int) -> int:
    return min(max(year + shift, _FIRST_YEAR), _LAST_YEAR)


def _other(match: re.Match[str], chance: random.Random) -> str:
    """Draw other digits for a figure of more than two; years, days and small counts stay."""
    number = match.group()
    if _YEAR.fullmatch(number) or sum(character.isdigit() for character in number) <= 2:
        return number
    return "".join(
        chance.choice("123456789") if character.isdigit() else character for character in number
    )


class NoisyEncoder(SentenceTransformerEncoder):
    """Embeds each kind of passage once; its variations get that vector plus noise.

    For sizes whose embedding would take hours: vectors lie together as those of
    varied passages do, and search costs what it costs. The first text of a kind
    has its true vector.
    """

    def __init__(self, name: str = BUNDLED, device: str = "cpu") -> None:
        super().__init__(name, device)
        self._known: dict[str, tuple[str, Vectors]] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of shape (n_texts, dimension)."""
        known = self._known
        new = {shape: text for text in reversed(texts) if (shape := _skeleton(text)) not in known}
        if new:
            vectors = super().encode(list(new.values()))
            for (shape, text), vector in zip(new.items(), vectors, strict=True):
                known[shape] = (text, vector)
        return np.stack([_near(text, *known[_skeleton(text)]) for text in texts])

    def encode_each(self, groups: Iterable[Sequence[str]]) -> Iterator[Vectors]:
        """Yield what `encode` returns for each group, one after the other: the order counts."""
        return map(self.encode, groups)


def _near(text: str, sample: str, vector: Vectors) -> Vectors:
    """Return the sample's vector, moved by noise that depends on the text unless it is the text."""
    if text == sample:
        return vector
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
    noise = np.random.default_rng(seed).standard_normal(len(vector)).astype(np.float32)
    moved = vector + noise * np.float32(NOISE_LENGTH / np.linalg.norm(noise))
    return np.asarray(moved / np.linalg.norm(moved), dtype=np.float32)


def _skeleton(text: str) -> str:
    """Return what variations of one passage share."""
    return _PLACE.sub("@", re.sub(r"\d", "0", text))
