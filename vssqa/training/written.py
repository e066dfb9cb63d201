"""Groups from questions that people wrote over releases, in their own words.

What a register cannot ask: why, how, under what condition, in other words than the
release's, and near misses with the sentence that tempts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from vssqa.corpus import read_corpus
from vssqa.text import fold
from vssqa.training.field import NEIGHBOURS
from vssqa.training.groups import Group, Reading
from vssqa.training.judged import Judged, Question, of_releases
from vssqa.training.pool import Pool, embed
from vssqa.training.squad import NEAR_DEPTH

KIND = "written"
LONGEST_HIDDEN = 40  # characters: a sentence that prints so short an answer may answer too


def written_groups(questions: Path, folder: Path, cache: Path) -> list[Group]:
    """Make a group of every question of a file over the releases of a folder.

    :raises CorpusError: if file or folder cannot be read.
    """
    judged = of_releases(str(questions), questions, read_corpus(folder))
    texts = [reading.sentence for reading in judged.readings]
    pool = Pool(texts, embed(texts, cache))
    vectors = embed([question.text for question in judged.questions], cache)
    groups = []
    for question, vector in zip(judged.questions, vectors, strict=True):
        first = [*islice(pool.fused(question.text, vector), NEAR_DEPTH)]
        near = _wrong(judged, question, [*first, *_around(judged, question)])
        groups.append(
            Group(
                question=question.text,
                right=_readings(judged, sorted(question.evidence)),
                swapped=_readings(judged, sorted(question.tempting)),
                near=_readings(judged, near),
                origin=folder.name,
                kind=KIND,
            )
        )
    return groups


def _readings(judged: Judged, indices: Sequence[int]) -> tuple[Reading, ...]:
    return tuple(judged.readings[index] for index in indices)


def _around(judged: Judged, question: Question) -> list[int]:
    """List the neighbours of what answers, or tempts, in its release."""
    return [
        other
        for index in sorted(question.evidence | question.tempting)
        for other in range(index - NEIGHBOURS, index + NEIGHBOURS + 1)
        if 0 <= other < len(judged.units) and judged.units[other] == judged.units[index]
    ]


def _wrong(judged: Judged, question: Question, some: Sequence[int]) -> list[int]:
    """Return those that do not answer, as far as one can tell from the words that do."""
    known = question.evidence | question.tempting
    hidden = fold(question.answer)
    printed = 0 < len(hidden) <= LONGEST_HIDDEN
    return [
        index
        for index in dict.fromkeys(some)
        if index not in known and not (printed and hidden in fold(judged.readings[index].sentence))
    ]
