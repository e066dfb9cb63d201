"""The passage store of a generation: written with it, opened with it, cleared up behind it.

FAISS writes a file. Milvus holds a collection of its own for each generation,
and the file of the generation says which and what it must hold. An update
fills a new collection from the vectors that are known; where none has changed,
the generation takes the collection over. The one before the current stays, for
readers that still hold it; what is older goes.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vssqa.errors import IndexDamaged, IndexOutdated, StoreError
from vssqa.index import storage
from vssqa.index.generations import read_current, read_manifest
from vssqa.index.manifest import PASSAGE_FILES
from vssqa.index.serialise import from_plain, to_plain
from vssqa.index.storage import REBUILD, FileEntry
from vssqa.retrieval import milvus
from vssqa.retrieval.dense import build_store, from_bytes, to_bytes
from vssqa.retrieval.milvus import COLLECTION_NAME, Collection
from vssqa.retrieval.milvus_server import Server
from vssqa.retrieval.store import PassageStore, Vectors
from vssqa.settings import Settings

_log = logging.getLogger(__name__)


# --- writing -------------------------------------------------------------------


def reach_store(settings: Settings) -> None:
    """See that the store answers, before hours are spent on what goes into it.

    :raises StoreError: if it does not.
    """
    if settings.store == "milvus":
        if "://" not in settings.milvus_uri:
            Path(settings.milvus_uri).parent.mkdir(parents=True, exist_ok=True)
        Server(settings.milvus_uri, settings.milvus_token)


def write_store(
    settings: Settings,
    folder: Path,
    vectors: Vectors,
    releases: NDArray[np.int32],
    progress: Callable[[int], object],
) -> FileEntry:
    """Bring the passages' vectors into the store and write the generation's file of it.

    :param folder: of the generation that is being built.
    :param vectors: (n_passages, dimension).
    :param releases: (n_passages,), the number of the release that each is of.
    :param progress: told how many vectors are in.
    :raises StoreError: if the store cannot be reached, or fails.
    """
    progress(0)
    path = folder / PASSAGE_FILES[settings.store]
    if settings.store == "milvus":
        entry = _write_collection(settings, path, vectors, releases, progress)
    else:
        store = build_store(vectors, settings.flat_up_to)
        entry = storage.write_bytes(path, to_bytes(store).data)
    progress(len(vectors))
    return entry


def _write_collection(
    settings: Settings,
    path: Path,
    vectors: Vectors,
    releases: NDArray[np.int32],
    progress: Callable[[int], object],
) -> FileEntry:
    """Fill a collection, or take over the current one where it holds the same."""
    server = Server(settings.milvus_uri, settings.milvus_token)
    old = _current_collection(settings.index)
    flat = len(vectors) <= settings.flat_up_to
    new = milvus.new_collection(vectors, releases, flat, old.name if old else None)
    if old and old.holds_the_same(new) and _is_whole(server, old):
        return storage.write_json(path, to_plain(old))
    entry = storage.write_json(path, to_plain(new))  # first: what a dead build began can be found
    milvus.fill(server, new, vectors, releases, progress)
    return entry


def _is_whole(server: Server, collection: Collection) -> bool:
    try:
        milvus.open_collection(server, collection)
    except ValueError:
        return False
    return True


# --- opening -------------------------------------------------------------------


def open_store(settings: Settings, files: Mapping[str, NDArray[np.uint8]]) -> PassageStore:
    """Open the store of a generation, given its checked files.

    :raises IndexOutdated: if it is in Milvus and the settings say otherwise.
    :raises StoreError: if Milvus cannot be reached.
    :raises ValueError: if the store does not hold what was written.
    """
    held = files.get(PASSAGE_FILES["faiss"])
    if held is not None:
        return from_bytes(held)
    if settings.store != "milvus":  # nothing is connected to that was not asked for
        raise IndexOutdated(
            f"the index was built for the store 'milvus', not {settings.store!r}: {REBUILD}"
        )
    collection = _read_collection(files[PASSAGE_FILES["milvus"]])
    server = milvus.open_server(settings.milvus_uri, settings.milvus_token)
    return milvus.open_collection(server, collection)


def _read_collection(data: NDArray[np.uint8]) -> Collection:
    """Read what a generation says of its collection.

    :raises ValueError: if it says anything else.
    """
    collection = from_plain(Collection, json.loads(data.tobytes()))
    for name in {collection.name, collection.previous} - {None}:
        if not COLLECTION_NAME.fullmatch(str(name)):
            raise ValueError(f"no collection of this program: {name!r}")
    return collection


def _current_collection(index: Path) -> Collection | None:
    """Return the collection of the current generation, None where it has none.

    :raises IndexDamaged: if the generation is not as it was written.
    """
    current = read_current(index)
    manifest = read_manifest(index, current) if current else None
    if current is None or manifest is None or manifest.store != "milvus":
        return None
    (entry,) = (one for one in manifest.files if one.name == PASSAGE_FILES["milvus"])
    return _read_collection(storage.read_verified(index / current.generation, entry))


# --- clearing up -----------------------------------------------------------------


def drop_unheld(settings: Settings) -> None:
    """Drop the collections that only leftovers of builds and older generations name.

    Only under the lock, before those folders go. Where the current generation
    cannot be read nothing is dropped; where Milvus cannot be reached, what is
    left is named in a warning.
    """
    try:
        current = _current_collection(settings.index)
    except (IndexDamaged, ValueError):
        return
    held = {current.name, current.previous} if current else set()
    unheld = sorted(_named(settings.index) - held)
    if not unheld:
        return
    if settings.store != "milvus":
        _log.warning("left in Milvus, drop them there: %s", ", ".join(unheld))
        return
    try:
        server = Server(settings.milvus_uri, settings.milvus_token)
        for name in unheld:
            server.drop(name)
    except StoreError as error:
        _log.warning("left in Milvus, drop them there: %s (%s)", ", ".join(unheld), error)


def _named(index: Path) -> set[str]:
    """Return the collections that the folders of the index name, finished or not."""
    found: set[str] = set()
    for path in index.glob(f"*/{PASSAGE_FILES['milvus']}"):
        try:
            collection = _read_collection(storage.map_file(path))
        except (IndexDamaged, ValueError):
            continue
        found |= {name for name in (collection.name, collection.previous) if name}
    return found
