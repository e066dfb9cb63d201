"""What each release tells by itself, kept as a line, so that an update reads only what is new."""

from __future__ import annotations

import json
from collections.abc import Sequence

from vssqa.facts.directory import Named
from vssqa.facts.namings import Naming
from vssqa.facts.registers import ReleaseFacts
from vssqa.index.serialise import from_fields, from_plain, to_fields, to_plain
from vssqa.types import Figure, Release


def to_line(facts: ReleaseFacts) -> bytes:
    """Return what a release tells as a line of JSON, without the release and its figures.

    Those stand elsewhere in the index.
    """
    parts = [
        to_fields(facts.named, without="release"),
        [to_fields(naming, without="release") for naming in facts.namings],
        to_plain(facts.places),
        dict(facts.words),
    ]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def from_line(line: bytes, release: Release, figures: Sequence[Figure]) -> ReleaseFacts:
    """Read a line back.

    :raises ValueError: if it is none.
    """
    named, namings, places, words = json.loads(line)
    return ReleaseFacts(
        release,
        tuple(figures),
        from_fields(Named, named, release=release),
        tuple(from_fields(Naming, naming, release=release) for naming in namings),
        from_plain(tuple[str, ...], places),
        {str(word): int(count) for word, count in words.items()},
    )
