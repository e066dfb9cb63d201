"""Open the index, and bring it up to date first where that is due."""

from __future__ import annotations

from vssqa.errors import IndexDamaged, IndexOutdated
from vssqa.index.opened import Index, open_index
from vssqa.index.work import Progress
from vssqa.retrieval.encoder import CorpusEncoder
from vssqa.settings import Settings


def ensure_index(
    settings: Settings, *, progress: Progress | None = None, encoder: CorpusEncoder | None = None
) -> Index:
    """Open the index, building it first where it is missing, outdated or damaged.

    :raises CorpusError: if the corpus cannot be read.
    :raises FaultError: if the index cannot be built.
    """
    try:
        return open_index(settings, encoder)
    except IndexDamaged:
        pass
    # What reads releases takes a quarter of a second to import; a question needs none of it.
    from vssqa.index.build import build_index

    build_index(settings, progress=progress, encoder=encoder)
    try:
        return open_index(settings, encoder)
    except IndexOutdated:
        # The corpus changed while it was being indexed: once more, then give up.
        build_index(settings, progress=progress, encoder=encoder)
        return open_index(settings, encoder)
