"""Originals -> what each of them is to the corpus, before anything is written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from vssqa.corpus import RELEASE_SUFFIX
from vssqa.dates import whole_date
from vssqa.errors import ReleaseImportError
from vssqa.importing.originals import Original, shown
from vssqa.importing.recognising import Held, Recognised, Recogniser, Sameness, held_releases
from vssqa.importing.release_form import fit_title, parts_of, publisher_name, web_address
from vssqa.text import fold
from vssqa.types import Source

AdditionStatus = Literal[Sameness, "needs_date", "needs_title"]

_SLUG_CHARACTERS = 60  # of a title in a file's name: a line of `ls` stays readable


@dataclass(frozen=True, slots=True)
class Given:
    """What a person said of the originals.

    A date is for those in which none is found; title and address belong to
    one original and win over what it says, a publisher to all of them.
    """

    date: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What is to become of one original.

    `release` is the identifier it gets, or that of the release it is or
    replaces (`held`).
    """

    original: Original
    status: AdditionStatus
    release: str | None = None
    likeness: float | None = None
    held: Held | None = None
    note: str | None = None

    @property
    def line(self) -> str:
        """One line for a person: which original, what it is, what to do."""
        return f"{shown(self.original.name)} {self._said()}" + (
            f" ({self.note})" if self.note else ""
        )

    def _said(self) -> str:
        alike = f"{self.likeness:.0%}" if self.likeness is not None else ""
        return {
            "new": f"is new: {self.release}",
            "same_original": f"is in the corpus already as {self.release}: nothing to do",
            "same_text": f"says word for word what {self.release} says: nothing to do",
            "near_identical": f"is {alike} the text of {self.release}: not added twice",
            "corrected": f"is another version of {self.release} ({alike} alike): --replace takes"
            " it in its place",
            "needs_date": "prints no date that is found: give it with --date YYYY-MM-DD",
            "needs_title": "prints no title that is found: give it with --title",
        }[self.status]


def plan_additions(
    originals: Iterable[Original], folder: Path, given: Given | None = None
) -> list[Addition]:
    """Decide what each original is to the corpus in `folder` and to the originals before it.

    :raises ReleaseImportError: if what is given is no date, title or address,
        or belongs to one original and there are several.
    :raises CorpusError: if the corpus cannot be read.
    """
    originals = list(originals)
    given = _checked(given or Given(), len(originals))
    recogniser = Recogniser(held_releases(folder), len(originals))
    taken: set[str] = set()
    plan = []
    for original in originals:
        addition = _planned(original, given, recogniser, folder, taken)
        if addition.release and addition.status in {"new", "corrected"}:
            taken.add(addition.release)
            original = addition.original
            shas = frozenset({original.sha256})
            recogniser.add(Held(addition.release, original.text, shas, source_of(original), True))
        plan.append(addition)
    return plan


def _planned(
    original: Original, given: Given, recogniser: Recogniser, folder: Path, taken: set[str]
) -> Addition:
    """Decide what one original is."""
    found = original.date
    original = completed(
        original,
        title=given.title,
        date=None if found else given.date,
        url=given.url,
        publisher=given.publisher,
    )
    note = None
    if found and given.date and given.date != found:
        note = f"its own date {found} is kept"
    known = recogniser.recognise(original)
    if known.sameness in {"new", "corrected"}:
        if original.title is None:
            return Addition(original, "needs_title", note=note)
        if original.date is None:
            return Addition(original, "needs_date", note=note)
    if known.held is None:
        name = free_name(release_name(original.title or "", original.date or ""), folder, taken)
        return Addition(original, "new", name, note=note)
    return _known(original, known, known.held, note)


def _known(original: Original, known: Recognised, held: Held, note: str | None) -> Addition:
    """Describe an original whose release is there already, or planned in this very call."""
    status = known.sameness
    if held.waiting:
        # Which of two versions given at once is the right one, a person must say.
        status = "near_identical" if status == "corrected" else status
        note = "; ".join(filter(None, ("given in this very call", note)))
    return Addition(original, status, held.id, known.likeness, held, note)


def _checked(given: Given, count: int) -> Given:
    """Return what is given in normal form."""
    if count > 1 and (given.title or given.url):
        raise ReleaseImportError(
            f"a title or an address belongs to one original, {count} were found: add them singly"
        )
    if given.title and fit_title(given.title) is None:
        raise ReleaseImportError(f"{shown(given.title)} cannot stand as a title: give another")
    if given.url and web_address(given.url) is None:
        raise ReleaseImportError(
            f"{shown(given.url)} is no web address: give one that begins with https://"
        )
    return Given(
        iso_date(given.date) if given.date else None,
        fit_title(given.title),
        web_address(given.url),
        publisher_name(given.publisher),
    )


def iso_date(printed: str) -> str:
    """Read a date a person gives into ISO 8601 of its precision.

    :raises ReleaseImportError: if it is none.
    """
    iso = whole_date(printed)
    if iso is None:
        raise ReleaseImportError(f"{shown(printed)} is no date: write it as YYYY-MM-DD")
    return iso


def completed(
    original: Original,
    *,
    title: str | None = None,
    date: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
) -> Original:
    """Return an original with what a person said of it; that wins over what was found."""
    changed = replace(original, url=url or original.url, publisher=publisher or original.publisher)
    if (title or original.title, date or original.date) == (original.title, original.date):
        return changed
    parts = parts_of(original.body, title=title or original.title, date=date or original.date)
    return replace(
        changed, title=parts.title, date=parts.date, body=parts.body, complete=parts.complete
    )


def release_name(title: str, date: str) -> str:
    """Return the identifier a release gets: its date and its title in plain ASCII."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"['\u2019]", "", fold(title)))
    slug = words[0][:_SLUG_CHARACTERS] if words else "release"
    for word in words[1:]:
        if len(slug) + 1 + len(word) > _SLUG_CHARACTERS:
            break
        slug += f"-{word}"
    return f"{date}-{slug}"


def free_name(name: str, folder: Path, taken: set[str]) -> str:
    """Return the name, numbered if a file or a plan has it already."""
    number, free = 1, name
    while free in taken or os.path.lexists(folder / f"{free}{RELEASE_SUFFIX}"):
        number += 1
        free = f"{name}-{number}"
    return free


def source_of(original: Original, added: str | None = None) -> Source:
    """Return a release's entry in the sources, `added` being the moment it is written."""
    return Source(original.url, original.publisher, original.sha256, added)
