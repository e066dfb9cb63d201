"""Bring originals (txt, md, html, docx, pdf) into the corpus: read, plan, apply, undo."""

from vssqa.importing.adding import Added, apply_additions, undo
from vssqa.importing.limits import ImportLimits
from vssqa.importing.originals import Original
from vssqa.importing.planning import Addition, Given, completed, plan_additions
from vssqa.importing.reading import read_original, read_originals, read_upload

__all__ = [
    "Added",
    "Addition",
    "Given",
    "ImportLimits",
    "Original",
    "apply_additions",
    "completed",
    "plan_additions",
    "read_original",
    "read_originals",
    "read_upload",
    "undo",
]
