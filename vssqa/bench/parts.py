"""Where the time of a warm question goes: encode, search, rank, and all the rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from vssqa.index import Index
from vssqa.retrieval.ranker import Ranker

_WATCHED = {
    "encode": (Index, "encode"),
    "search": (Index, "search"),
    "rank": (Ranker, "score"),
}
REST = "choose"  # reading the question, the facts, the features, composing
IN_ALL = "in all"


class Parts:
    """Seconds of each part, one value a question.

    The methods are wrapped from outside while it watches: the product carries
    no stopwatch.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {name: [] for name in (*_WATCHED, REST, IN_ALL)}
        self._spent = dict.fromkeys(_WATCHED, 0.0)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Time every call of the watched methods while the block runs."""
        plain = {name: getattr(owner, method) for name, (owner, method) in _WATCHED.items()}
        for name, (owner, method) in _WATCHED.items():
            setattr(owner, method, self._timed(plain[name], name))
        try:
            yield
        finally:
            for name, (owner, method) in _WATCHED.items():
                setattr(owner, method, plain[name])

    def close_question(self, seconds: float) -> None:
        """Book what one question took in all, and set the stopwatches back."""
        for name, spent in self._spent.items():
            self.seconds[name].append(spent)
        self.seconds[REST].append(seconds - sum(self._spent.values()))
        self.seconds[IN_ALL].append(seconds)
        self._spent = dict.fromkeys(_WATCHED, 0.0)

    def _timed(self, method: Callable[..., Any], name: str) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return method(*arguments, **named)
            finally:
                self._spent[name] += time.perf_counter() - began

        return timed
