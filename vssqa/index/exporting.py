"""Keep the exported question encoder beside the generations that use it."""

from __future__ import annotations

import hashlib
import shutil

from vssqa.errors import ModelError
from vssqa.index import storage
from vssqa.index.generations import new_building
from vssqa.index.manifest import ENCODER_FILES, QuestionEncoder
from vssqa.index.opened import encoder_is_sound
from vssqa.index.work import ENCODER, Work
from vssqa.retrieval.encoder import SentenceTransformerEncoder
from vssqa.retrieval.onnx_encoder import export


def question_encoder(work: Work) -> QuestionEncoder | None:
    """Return the exported encoder, exporting it first where it is not there yet."""
    if not isinstance(work.encoder, SentenceTransformerEncoder):
        return None
    index, old = work.settings.index, work.old
    if old and old.manifest.model.sha256 == work.encoder.sha256:
        kept = old.manifest.question_encoder
        if kept and encoder_is_sound(index, kept):
            return kept
    work.progress(ENCODER, 0, 1, 0.0)
    building = new_building(index)
    try:
        export(work.encoder, building)
        entries = tuple(storage.settle(building / name) for name in ENCODER_FILES)
        storage.sync_folder(building)
        named = hashlib.sha256("".join(entry.sha256 for entry in entries).encode()).hexdigest()
        exported = QuestionEncoder(f"encoder-{named[:16]}", entries)
        if not encoder_is_sound(index, exported):
            shutil.rmtree(index / exported.folder, ignore_errors=True)
            storage.rename(building, index / exported.folder)
    except ModelError as error:
        work.notes.append(f"questions will be encoded the slow way: {error}")
        return None
    finally:
        shutil.rmtree(building, ignore_errors=True)
        work.progress(ENCODER, 1, 1, 0.0)
    storage.sync_folder(index)
    return exported
