"""Corpus -> a new generation of the index; what has not changed is not embedded again."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import dataclass

from vssqa.corpus import release_files
from vssqa.errors import FaultError, IndexDamaged
from vssqa.index import storage
from vssqa.index.corpus_state import why_outdated
from vssqa.index.generations import builder_lock, clear_leftovers, new_building, publish
from vssqa.index.manifest import Manifest
from vssqa.index.opened import Index, encoder_is_sound, open_current
from vssqa.index.serialise import to_plain
from vssqa.index.stores import drop_unheld, reach_store
from vssqa.index.work import WAITING, Progress, Work
from vssqa.index.writing import write_generation
from vssqa.retrieval.encoder import CorpusEncoder, SentenceTransformerEncoder
from vssqa.settings import Settings


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `embedded`, `reused` and `removed` count releases."""

    generation: str
    releases: int
    passages: int
    sentences: int
    embedded: int
    reused: int
    removed: int
    changed: bool
    seconds: float
    notes: tuple[str, ...] = ()


def build_index(
    settings: Settings,
    *,
    full: bool = False,
    progress: Progress | None = None,
    encoder: CorpusEncoder | None = None,
) -> BuildReport:
    """Bring the index up to date with the corpus, or make it anew.

    Nothing is written where nothing has changed. The old generation serves
    until the new one is wholly on the disk.

    :raises CorpusError: if the corpus cannot be read.
    :raises IndexBusy: if another process is building.
    :raises FaultError: if the index cannot be written or the model not be loaded.
    """
    began = time.perf_counter()
    release_files(settings.corpus)  # a wrong corpus folder leaves no index folder behind
    encoder = encoder or SentenceTransformerEncoder(settings.model, settings.device)
    shown = progress or _silent
    try:
        settings.index.mkdir(parents=True, exist_ok=True)
        with builder_lock(settings.index, settings.lock_seconds, lambda: shown(WAITING, 0, 0, 0.0)):
            return _build(settings, encoder, full, shown, began)
    except MemoryError as error:
        raise FaultError(
            f"not enough memory to build the index: close other programs, then {storage.REBUILD}"
        ) from error
    except OSError as error:
        raise FaultError(
            f"the index in {str(settings.index)!r} cannot be written ({error.strerror or error}):"
            " make room, or name another folder with --index"
        ) from error


def _silent(stage: str, done: int, total: int, rate: float) -> None:
    """Show nothing."""


def _build(
    settings: Settings, encoder: CorpusEncoder, full: bool, progress: Progress, began: float
) -> BuildReport:
    """Build under the lock."""
    reach_store(settings)
    drop_unheld(settings)
    clear_leftovers(settings.index)
    old = _old_index(settings)
    if old and not full and _is_up_to_date(old, settings, encoder):
        return _report(old.generation, old.manifest, old, None, began)
    building = new_building(settings.index)
    try:
        work = Work(settings, encoder, building, None if full else old, progress)
        manifest = write_generation(work)
        data = json.dumps(to_plain(manifest), ensure_ascii=False, indent=1).encode()
        current = publish(settings.index, building, data)
    finally:
        drop_unheld(settings)  # while what names them lies there
        shutil.rmtree(building, ignore_errors=True)
        clear_leftovers(settings.index)
    return _report(current.generation, manifest, old, work, began)


def _old_index(settings: Settings) -> Index | None:
    """Open what is there, None where nothing of it can be used again."""
    try:
        return open_current(settings)
    except IndexDamaged:
        return None


def _is_up_to_date(old: Index, settings: Settings, encoder: CorpusEncoder) -> bool:
    """Tell whether a build would make what is there already."""
    model = old.manifest.model
    return (
        why_outdated(old.manifest, settings) is None
        and (model.name, model.sha256) == (encoder.name, encoder.sha256)
        and encoder_is_sound(settings.index, old.manifest.question_encoder)
    )


def _report(
    generation: str, manifest: Manifest, old: Index | None, work: Work | None, began: float
) -> BuildReport:
    """Say what was done; without `work` nothing was."""
    counts = manifest.counts
    held = {entry.id for entry in manifest.releases}
    before = {entry.id for entry in old.manifest.releases} if old else set()
    return BuildReport(
        generation,
        counts.releases,
        counts.passages,
        counts.sentences,
        embedded=work.embedded if work else 0,
        reused=counts.releases - (work.embedded if work else 0),
        removed=len(before - held),
        changed=work is not None,
        seconds=time.perf_counter() - began,
        notes=tuple(work.notes) if work else (),
    )
