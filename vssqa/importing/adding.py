"""A plan -> files in the corpus, and back again; all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from vssqa.corpus import RELEASE_SUFFIX, SOURCES_FILE, read_sources
from vssqa.errors import FaultError, ReleaseImportError
from vssqa.importing.originals import Original, refusal, shown
from vssqa.importing.planning import (
    Addition,
    AdditionStatus,
    free_name,
    release_name,
    source_of,
)
from vssqa.importing.recognising import Held
from vssqa.importing.sources import changed_sources
from vssqa.importing.writing import clear_leftovers, sole_writer, write_files
from vssqa.types import Source


@dataclass(frozen=True, slots=True)
class Added:
    """A release as it was written, with what undoing that needs.

    `previous` is the file's content before, None where there was none;
    `original` is the name the original was given under.
    """

    release: str
    status: AdditionStatus
    original: str
    sha256: str
    source: Source
    previous: bytes | None = None
    previous_source: Source | None = None

    @property
    def line(self) -> str:
        """One line for a person: what has become of which original."""
        done = "added as" if self.previous is None else "in place of"
        return f"{shown(self.original)} {done} {self.release}"


# --- applying ----------------------------------------------------------------------


def apply_additions(
    plan: Sequence[Addition],
    folder: Path,
    *,
    replace: bool = False,
    anyway: bool = False,
    now: datetime | None = None,
) -> list[Added]:
    """Write what the plan takes in: new releases, with `replace` corrected ones, too.

    With `anyway` a near-identical text is added beside the one it resembles.
    A release held already only gets its address noted, if none is known.
    The texts are renamed into place first, their sources last: whatever ends
    the program between leaves a sound corpus, and adding again mends it.

    :raises ReleaseImportError: if the corpus has changed since the plan was made, or
        a near-identical text lacks its title or date.
    :raises FaultError: if the machine cannot write; then nothing has changed.
    """
    chosen = [one for one in plan if _is_taken(one, replace, anyway)]
    noted = [one for one in plan if _is_noted(one)]
    if not chosen and not noted:
        return []
    moment = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with sole_writer(folder):
            clear_leftovers(folder)
            added = _named(chosen, folder, moment)
            contents = {
                f"{one.release}{RELEASE_SUFFIX}": addition.original.text.encode("utf-8")
                for one, addition in zip(added, chosen, strict=True)
            }
            entries: dict[str, Source | None] = {
                one.held.id: _noted_source(one.held, one.original, moment)
                for one in noted
                if one.held is not None
            }
            entries |= {one.release: one.source for one in added}
            contents[SOURCES_FILE] = changed_sources(folder, entries)
            write_files(folder, contents)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return added


def _is_taken(addition: Addition, replace: bool, anyway: bool) -> bool:
    return (
        addition.status == "new"
        or (replace and addition.status == "corrected")
        or (anyway and addition.status == "near_identical")
    )


def _is_noted(addition: Addition) -> bool:
    """Tell whether an original tells the address of a release held without one."""
    held, url = addition.held, addition.original.url
    return (
        addition.status in {"same_original", "same_text"}
        and held is not None
        and not held.waiting
        and held.source.url is None
        and url is not None
        and url not in held.text
    )


def _noted_source(held: Held, original: Original, moment: str) -> Source:
    """Return a held release's entry with what the original tells besides."""
    known, told = asdict(held.source), asdict(source_of(original, moment))
    return Source(**{field: value or told[field] for field, value in known.items()})


def _named(chosen: Sequence[Addition], folder: Path, moment: str) -> list[Added]:
    """Give every chosen addition its file, as the corpus is now."""
    sources = read_sources(folder)
    known = {
        source.original_sha256: name
        for name, source in sources.items()
        if (folder / f"{name}{RELEASE_SUFFIX}").is_file()
    }
    taken: set[str] = set()
    added = []
    for one in chosen:
        original = one.original
        if not (original.title and original.date):
            raise refusal(original.name, "prints no title or no date: give both to add it")
        if original.sha256 in known:
            raise refusal(
                original.name,
                f"was added meanwhile as {known[original.sha256]}: look at the corpus again",
            )
        previous = None
        if one.status == "corrected" and one.held is not None:
            name = one.held.id
            previous = _unchanged(folder, one.held)
        else:
            name = free_name(release_name(original.title, original.date), folder, taken)
        taken.add(name)
        sha256 = hashlib.sha256(original.text.encode("utf-8")).hexdigest()
        source = source_of(original, moment)
        before = sources.get(name) if previous is not None else None
        added.append(Added(name, one.status, original.name, sha256, source, previous, before))
    return added


def _unchanged(folder: Path, held: Held) -> bytes:
    """Return the content a correction replaces, if it is still what the plan saw."""
    raw = (folder / f"{held.id}{RELEASE_SUFFIX}").read_bytes()
    if hashlib.sha256(raw).hexdigest() not in held.sha256s:
        raise ReleaseImportError(f"{held.id} has changed meanwhile: add the correction again")
    return raw


def _unwritable(folder: Path, error: OSError) -> FaultError:
    return FaultError(
        f"the corpus folder {str(folder)!r} cannot be written: {error.strerror or error}; make"
        " room or give the right to write, then try again"
    )


# --- undoing -------------------------------------------------------------------------


def undo(added: Sequence[Added], folder: Path) -> None:
    """Take additions back: new files go, replaced ones are as before, and so are the sources.

    :raises ReleaseImportError: if a file is no longer what was written; then
        nothing has changed.
    :raises FaultError: if the machine cannot write.
    """
    try:
        with sole_writer(folder):
            clear_leftovers(folder)
            for one in added:
                _check_own(one, folder)
            contents = {
                f"{one.release}{RELEASE_SUFFIX}": one.previous
                for one in added
                if one.previous is not None
            }
            entries = {one.release: one.previous_source for one in added}
            contents[SOURCES_FILE] = changed_sources(folder, entries)
            for one in added:
                if one.previous is None:
                    (folder / f"{one.release}{RELEASE_SUFFIX}").unlink()
            write_files(folder, contents)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _check_own(one: Added, folder: Path) -> None:
    """Refuse to take back a file that somebody has changed since."""
    path = folder / f"{one.release}{RELEASE_SUFFIX}"
    if path.parent != folder or path.is_symlink() or not path.is_file():
        raise ReleaseImportError(f"{one.release} is no longer there: nothing to take back")
    if hashlib.sha256(path.read_bytes()).hexdigest() != one.sha256:
        raise ReleaseImportError(f"{one.release} has changed since it was added: left as it is")
