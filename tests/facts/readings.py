"""Short made-up releases, read as figures: what the tables of the tests are written in."""

from __future__ import annotations

from vssqa.corpus import evidence_sentences, parse_release
from vssqa.facts.figures import read_figures
from vssqa.types import Figure

TITLE = "News of the sector"
CLOSING = "Officials thanked all units that had taken part in the work of the past months."


def read(
    body: str, title: str = TITLE, date: str = "22/01/2024", release: str = "made-up"
) -> list[Figure]:
    """Read the figures of a release with this title, date line and body."""
    text = f"{title}\n{date}\n{body}\n{CLOSING}\n"
    parsed = parse_release(release, f"{release}.txt", text, "0")
    return read_figures(parsed, evidence_sentences(parsed))
