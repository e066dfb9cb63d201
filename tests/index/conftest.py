"""A small corpus of invented releases and an index of it, made with a hashing encoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import HashingEncoder
from vssqa.index import Index, open_index
from vssqa.index.build import build_index
from vssqa.settings import Settings


def release_text(day: int, rate: str = "93.35") -> str:
    """Return an invented release that differs by day and rate."""
    return (
        f"Health insurance reaches {rate} per cent on day {day}\n"
        f"{day:02d}/01/2024 08:30 AM\n"
        f"\n"
        f"Viet Nam Social Security said on Monday that {rate} per cent of the population had health"
        f" insurance by the end of 2023. It aims at 94.1 per cent in 2024, said Nguyen Van {day}.\n"
        "Participants at the conference\n"
        f"Directive No. {day}-CT/TW asks every province to raise the rate. Revenue was over VND"
        f" {day},200 billion, which is more than was planned for the year.\n"
        "Comment (0)\n"
    )


def fill(corpus: Path, days: range = range(1, 5)) -> Path:
    """Write a release for each day."""
    corpus.mkdir(parents=True, exist_ok=True)
    for day in days:
        path = corpus / f"2024-01-{day:02d}-rate.txt"
        path.write_text(release_text(day), encoding="utf-8", newline="")
    return corpus


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(corpus=fill(tmp_path / "corpus"), index=tmp_path / "index", model="hashing")


@pytest.fixture
def index(settings: Settings, encoder: HashingEncoder) -> Index:
    build_index(settings, encoder=encoder)
    return open_index(settings, encoder)


def generation_bytes(settings: Settings) -> dict[str, bytes]:
    """Return the files of the current generation."""
    name = (settings.index / "current").read_text().split()[0]
    return {path.name: path.read_bytes() for path in (settings.index / name).iterdir()}
