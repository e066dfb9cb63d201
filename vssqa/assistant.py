"""The one object the outside uses: ask, verify, facts, releases."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

from vssqa.errors import InputError, QuestionError
from vssqa.index import Index, Progress, ensure_index
from vssqa.settings import Settings
from vssqa.types import Answer, Registers, Release, Verification

if TYPE_CHECKING:
    from vssqa.answering import Answerer
    from vssqa.retrieval.ranker import Ranker
    from vssqa.verification import DraftProgress, Verifier

MAX_QUESTION_CHARACTERS = 2_000  # a question is a sentence or two; a draft goes to `verify`
MAX_EARLIER = 50  # questions of a conversation that are looked at: its subject stands near its end
REMEMBERED = 512  # answers held for when they are asked for again; each is some kilobytes


class Dated(Protocol):
    """What a narrowing looks at: a release or its record in the index."""

    @property
    def id(self) -> str:
        """The identifier."""

    @property
    def date(self) -> str | None:
        """The day, month or year it is of, where it is known."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a reader narrowed the search to; dates are ISO 8601, both ends included.

    A bound is compared in the precision that it and the release's date share:
    `until="2024"` admits all of 2024, `since="2025-03-10"` a release of "2025-03".
    """

    releases: Collection[str] | None = None
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        """Hold the releases as a set, so that equal narrowings are one key."""
        if self.releases is not None:
            object.__setattr__(self, "releases", frozenset(self.releases))

    def admits(self, release: Dated) -> bool:
        """Tell whether a release may be answered from."""
        if self.releases is not None and release.id not in self.releases:
            return False
        if not (self.since or self.until):
            return True
        day = release.date
        if day is None:
            return False
        since, until = self.since or day, self.until or day
        return day[: len(since)] >= since[: len(day)] and day[: len(until)] <= until[: len(day)]


EVERYTHING = Narrowing()


class Assistant:
    """Answers from one generation of the index; open anew to see a newer one."""

    def __init__(
        self, index: Index, load_ranker: Callable[[], Ranker | None] = lambda: None
    ) -> None:
        self._index = index
        self._load_ranker = load_ranker
        # A generation never changes and a newer one is another assistant's: an answer held
        # here can not outlive what it was read from. The cache is safe among threads.
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._answer)

    @classmethod
    def open(cls, settings: Settings, progress: Progress | None = None) -> Assistant:
        """Open the index, bringing it up to date first where it is not.

        :raises CorpusError: if the corpus cannot be read.
        :raises FaultError: if the index cannot be built or read.
        """
        return cls(ensure_index(settings, progress=progress), _shipped_ranker)

    def warm(self) -> None:
        """Load now what the first question would wait for: the models and what answers.

        :raises ModelError: if no question encoder can be loaded.
        """
        _ = self._answerer

    @cached_property
    def _answerer(self) -> Answerer:
        """What answers questions; registers and releases are shown without it."""
        with ThreadPoolExecutor() as pool:  # the models load while what answers is imported
            ranker = pool.submit(self._load_ranker)
            encoder = pool.submit(lambda: self._index.encoder)
            from vssqa.answering import Answerer
        encoder.result()
        return Answerer(self._index, ranker.result())

    @property
    def releases(self) -> tuple[Release, ...]:
        """Every release, oldest first."""
        return tuple(
            sorted(
                self._index.releases.values(), key=lambda release: (release.date or "", release.id)
            )
        )

    @property
    def registers(self) -> Registers:
        """All facts read from the corpus."""
        return self._index.registers

    @property
    def generation(self) -> str:
        """The name of the index generation that is answered from."""
        return self._index.generation

    def release(self, identifier: str) -> Release:
        """Return one release.

        :raises InputError: if the corpus holds no release of that identifier.
        """
        try:
            return self._index.releases[identifier]
        except KeyError:
            raise InputError(
                f"no release {identifier!r}: `python -m vssqa releases` lists those held"
            ) from None

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        narrowing: Narrowing = EVERYTHING,
    ) -> Answer:
        """Answer one question, `history` being the earlier ones of the conversation.

        What was asked before is answered from memory; `seconds` is what it took this time.

        :raises QuestionError: if the question is blank, or it or an earlier one too long.
        """
        began = time.perf_counter()
        asked = checked_question(question)
        earlier = [checked_question(text) for text in history[-MAX_EARLIER:] if _cleaned(text)]
        answer = self._remembered(asked, tuple(earlier), narrowing)
        return replace(answer, question=question, seconds=time.perf_counter() - began)

    def _answer(self, asked: str, earlier: tuple[str, ...], narrowing: Narrowing) -> Answer:
        return self._answerer.answer(asked, earlier, self._admitted(narrowing))

    def _admitted(self, narrowing: Narrowing) -> Set[str]:
        """Return the releases that may be answered from, without reading their texts."""
        held = self._index.releases
        if narrowing == EVERYTHING:
            return held.keys()
        return {record.id for record in held.records if narrowing.admits(record)}

    def verify(self, text: str, progress: DraftProgress | None = None) -> Verification:
        """Check a statement or a whole draft against the releases.

        :raises DraftError: if the text is empty or too long.
        """
        return self._verifier.verify(text, progress)

    @cached_property
    def _verifier(self) -> Verifier:
        from vssqa.verification import Verifier

        return Verifier(self._index)


def _shipped_ranker() -> Ranker | None:
    from vssqa.retrieval.ranker import Ranker  # onnxruntime with it

    return Ranker.load()


def checked_question(question: str) -> str:
    """Return the question without control characters and the white space around it.

    :raises QuestionError: if nothing is left or it is too long.
    """
    cleaned = _cleaned(question)
    if not cleaned:
        raise QuestionError("the question is empty: type what you want to know")
    if len(cleaned) > MAX_QUESTION_CHARACTERS:
        raise QuestionError(
            f"the question has {len(cleaned)} characters, at most {MAX_QUESTION_CHARACTERS} are"
            " read: shorten it, or check a whole text with `verify`"
        )
    return cleaned


def _cleaned(question: str) -> str:
    """Return a question on one line, what is neither printable nor white space read as a space."""
    printable = "".join(c if c.isprintable() else " " for c in question)
    return " ".join(printable.split())
