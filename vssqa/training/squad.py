"""General questions: a public set of (paragraph, question, answer) made into groups.

SQuAD's paragraphs are CC BY-SA 4.0. The file is a JSON list of objects with
"context", "question" and "answer"; the paragraphs of the held-out questions are
in no training group, not even as a wrong sentence.
"""

from __future__ import annotations

import json
import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from vssqa.errors import CorpusError
from vssqa.text import fold, sentences
from vssqa.training.groups import GENERAL, Group, Reading
from vssqa.training.pool import Pool, embed
from vssqa.training.shared_names import exchanged_names, names_of

HELD_OUT_QUESTIONS = 500
SPLIT_SEED = 38
NEAR_DEPTH = 12  # wrong sentences come from this many first of fusion
FEWEST_NEAR = 3
EXCHANGED = 3  # versions of the right sentence with a shared name or number exchanged
CONTEXT_WORDS = 14  # about a press release's title


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the set with the paragraph (by index) that answers it."""

    question: str
    answer: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Paragraphs split into sentences, and the questions over them."""

    sentences: tuple[Reading, ...]
    paragraph_of: tuple[int, ...]
    train: tuple[Asked, ...]
    held_out: tuple[Asked, ...]

    def answering(self, asked: Asked) -> set[int]:
        """Return the indices of the sentences of its paragraph that print the answer."""
        answer = fold(asked.answer)
        first = bisect_left(self.paragraph_of, asked.paragraph)  # paragraphs stand in order
        last = bisect_right(self.paragraph_of, asked.paragraph)
        return {i for i in range(first, last) if answer in fold(self.sentences[i].sentence)}

    def following(self, some: Iterable[int]) -> list[int]:
        """Return the sentences right behind some of a paragraph: they are read with those."""
        return [i + 1 for i in some if self.paragraph_of[i : i + 2] == (self.paragraph_of[i],) * 2]


def read_questions(path: Path) -> QuestionSet:
    """Read the set and split it, whole paragraphs going to one side.

    :raises CorpusError: if the file is missing or of another shape.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        contexts = list(dict.fromkeys(row["context"] for row in rows))
        number = {context: index for index, context in enumerate(contexts)}
        asked = [Asked(r["question"].strip(), r["answer"], number[r["context"]]) for r in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            f"{str(path)!r} is no list of context, question and answer ({error}): name another file"
        ) from error
    held = _held_out(asked, len(contexts))
    readings, owners = [], []
    for index, context in enumerate(contexts):
        for reading in _readings(context):
            readings.append(reading)
            owners.append(index)
    return QuestionSet(
        tuple(readings),
        tuple(owners),
        tuple(a for a in asked if a.paragraph not in held),
        tuple([a for a in asked if a.paragraph in held][:HELD_OUT_QUESTIONS]),
    )


def _held_out(asked: Sequence[Asked], paragraphs: int) -> set[int]:
    """Choose paragraphs until they hold the questions to be held out."""
    order = list(range(paragraphs))
    random.Random(SPLIT_SEED).shuffle(order)
    count = dict.fromkeys(order, 0)
    for question in asked:
        count[question.paragraph] += 1
    held: set[int] = set()
    questions = 0
    for index in order:
        if questions >= HELD_OUT_QUESTIONS:
            break
        held.add(index)
        questions += count[index]
    return held


def _readings(paragraph: str) -> list[Reading]:
    """Split a paragraph; its opening words stand for the title a release would have."""
    spans = sentences(paragraph)
    context = " ".join(spans[0].of(paragraph).split()[:CONTEXT_WORDS]) if spans else ""
    said = [span.of(paragraph) for span in spans]
    return [
        Reading(context if index else "", sentence, said[index - 1] if index else "")
        for index, sentence in enumerate(said)
    ]


def general_groups(questions: QuestionSet, cache: Path) -> list[Group]:
    """Make the training groups: the one right sentence, and wrong ones from the top of fusion.

    Questions whose answer stands in several sentences of the paragraph, or in
    none, are left out.
    """
    held = {asked.paragraph for asked in questions.held_out}
    usable = [i for i, paragraph in enumerate(questions.paragraph_of) if paragraph not in held]
    vectors = embed([r.sentence for r in questions.sentences], cache)
    asked_vectors = embed([a.question for a in questions.train], cache)
    pool = Pool([questions.sentences[i].sentence for i in usable], vectors[np.array(usable)])
    names = names_of(pool.texts)
    draw = random.Random(SPLIT_SEED)
    groups = []
    for asked, vector in zip(questions.train, asked_vectors, strict=True):
        right = questions.answering(asked)
        if len(right) != 1:
            continue
        first = [usable[i] for i in islice(pool.fused(asked.question, vector), NEAR_DEPTH)]
        first = list(dict.fromkeys([*first, *questions.following(right)]))
        answer = fold(asked.answer)
        near = [i for i in first if answer not in fold(questions.sentences[i].sentence)]
        if len(near) >= FEWEST_NEAR:
            real = questions.sentences[right.pop()]
            versions = exchanged_names(real.sentence, asked.question, names, draw, EXCHANGED)
            groups.append(
                Group(
                    question=asked.question,
                    right=(real,),
                    swapped=tuple(replace(real, sentence=version) for version in versions),
                    near=tuple(questions.sentences[i] for i in near),
                    origin=f"paragraph {asked.paragraph}",
                    kind=GENERAL,
                )
            )
    return groups


def held_out_groups(questions: QuestionSet, cache: Path, depth: int) -> list[Group]:
    """Make a group of each held-out question: what fusion ranks first, right and wrong apart."""
    texts = [reading.sentence for reading in questions.sentences]
    pool = Pool(texts, embed(texts, cache))
    vectors = embed([a.question for a in questions.held_out], cache)
    groups = []
    for asked, vector in zip(questions.held_out, vectors, strict=True):
        first = list(islice(pool.fused(asked.question, vector), depth))
        right = questions.answering(asked)
        groups.append(
            Group(
                question=asked.question,
                right=tuple(questions.sentences[i] for i in first if i in right),
                swapped=(),
                near=tuple(questions.sentences[i] for i in first if i not in right),
                origin=f"paragraph {asked.paragraph}",
                kind=GENERAL,
            )
        )
    return groups
