"""The index: built from the corpus, opened for questions, checked, thrown away at will.

Building (`vssqa.index.build`) and checking (`vssqa.index.check`) are imported by whoever
does them: a question needs neither, nor the reading of facts behind them.
"""

from vssqa.index.ensure import ensure_index
from vssqa.index.opened import Index, open_index
from vssqa.index.work import Progress

__all__ = ["Index", "Progress", "ensure_index", "open_index"]
