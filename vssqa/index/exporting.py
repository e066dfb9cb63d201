"""Keep the exported question encoder beside the generations that use it."""

from __future__ import annotations

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
    same = old is not None and old.manifest.model.sha256 == work.encoder.sha256
    if (
        old
        and same
        and old.manifest.question_encoder
        and encoder_is_sound(index, old.manifest.question_encoder)
    ):
        return old.manifest.question_encoder
    work.progress(ENCODER, 0, 1, 0.0)
    building = new_building(index)
    try:
        export(work.encoder, building)
        entries = tuple(storage.settle(building / name) for name in ENCODER_FILES)
        storage.sync_folder(building)
        exported = QuestionEncoder(f"encoder-{entries[0].sha256[:16]}", entries)
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
