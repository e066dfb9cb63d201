"""The index: built from the corpus, opened for questions, checked, thrown away at will."""

from vssqa.index.build import BuildReport, build_index, ensure_index
from vssqa.index.check import Finding, check_index
from vssqa.index.opened import Index, open_index
from vssqa.index.work import Progress

__all__ = [
    "BuildReport",
    "Finding",
    "Index",
    "Progress",
    "build_index",
    "check_index",
    "ensure_index",
    "open_index",
]
