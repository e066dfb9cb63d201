"""Terms -> BM25 scores of sentences, by bm25s.

bm25s computes every score when the index is built; a question then only adds
columns up. That addition is done here, because importing bm25s brings scipy
along and costs a question more than the addition itself (0.1 s).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Sentences are short: a repeated word and a long sentence say less than in documents. The first
# sentence holds the evidence for 0.62 of the questions, with bm25s' own 1.5 and 0.75 for 0.55
# (`python -m tests.retrieval.measure_passages`).
K1 = 0.9
B = 0.4


class Vocabulary(Mapping[str, int]):
    """The terms in order of their UTF-8 bytes, found by bisection.

    Held as one block of bytes and the end of each term, so that a large one
    is mapped from its file and not made into a dictionary at each start.
    """

    def __init__(self, block: memoryview, ends: NDArray[np.int64]) -> None:
        self.block = block
        self.ends = ends

    def __len__(self) -> int:
        """Return the number of terms."""
        return len(self.ends)

    def __iter__(self) -> Iterator[str]:
        """Yield the terms in order."""
        return (self.term(row) for row in range(len(self)))

    def __getitem__(self, term: str) -> int:
        """Return the row of a term.

        :raises KeyError: if no sentence holds it.
        """
        wanted = term.encode()
        row = bisect_left(range(len(self)), wanted, key=self._bytes)
        if row == len(self) or self._bytes(row) != wanted:
            raise KeyError(term)
        return row

    def term(self, row: int) -> str:
        """Return the term of a row."""
        return self._bytes(row).decode()

    def _bytes(self, row: int) -> bytes:
        start = int(self.ends[row - 1]) if row else 0
        return bytes(self.block[start : int(self.ends[row])])


@dataclass(frozen=True)
class LexicalIndex:
    """BM25 scores by term: those of term t lie in `scores[starts[t] : starts[t + 1]]`.

    `sentences` (same shape as `scores`) says whose each is; `term_rows` are the
    terms of all sentences one behind the other, those of sentence s in
    `term_rows[term_starts[s] : term_starts[s + 1]]`.
    """

    vocabulary: Vocabulary
    scores: NDArray[np.float32]
    sentences: NDArray[np.int32]
    starts: NDArray[np.int64]
    term_rows: NDArray[np.int32]
    term_starts: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of sentences."""
        return len(self.term_starts) - 1

    def score(self, terms: Iterable[str]) -> NDArray[np.float32]:
        """Return each sentence's BM25 score for the terms, (n_sentences,).

        A term that no sentence holds counts nothing; one given twice counts twice.
        """
        total = np.zeros(len(self), dtype=np.float32)
        for term in terms:
            row = self.vocabulary.get(term)
            if row is not None:
                piece = slice(self.starts[row], self.starts[row + 1])
                np.add.at(total, self.sentences[piece], self.scores[piece])
        return total

    def frequency(self, term: str) -> int:
        """Return in how many sentences a term stands."""
        row = self.vocabulary.get(term)
        return 0 if row is None else int(self.starts[row + 1] - self.starts[row])

    def terms(self, sentence: int) -> list[str]:
        """List the terms of a sentence, in order."""
        rows = self.term_rows[self.term_starts[sentence] : self.term_starts[sentence + 1]]
        return [self.vocabulary.term(row) for row in rows]


def build_lexical(
    sentence_terms: Iterable[Sequence[str]], k1: float = K1, b: float = B
) -> LexicalIndex:
    """Index the terms of each sentence; the same terms give the same bytes."""
    rows_by_term: dict[str, int] = {}
    flat: list[int] = []
    starts = [0]
    for terms in sentence_terms:
        flat.extend(rows_by_term.setdefault(term, len(rows_by_term)) for term in terms)
        starts.append(len(flat))
    ordered = sorted(rows_by_term, key=str.encode)
    new_row = np.empty(len(ordered), dtype=np.int32)
    for row, term in enumerate(ordered):
        new_row[rows_by_term[term]] = row
    term_rows = new_row[np.asarray(flat, dtype=np.int64)] if flat else np.empty(0, np.int32)
    term_starts = np.asarray(starts, dtype=np.int64)
    scores, sentences, columns = _bm25(term_rows, term_starts, len(ordered), k1, b)
    blocks = [term.encode() for term in ordered]
    ends = np.cumsum([len(block) for block in blocks], dtype=np.int64)
    return LexicalIndex(
        Vocabulary(memoryview(b"".join(blocks)), ends),
        scores,
        sentences,
        columns,
        term_rows,
        term_starts,
    )


def _bm25(
    term_rows: NDArray[np.int32], term_starts: NDArray[np.int64], terms: int, k1: float, b: float
) -> tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.int64]]:
    """Return (scores, sentences, starts) by term, as `LexicalIndex` holds them."""
    if not len(term_rows):
        return (
            np.empty(0, np.float32),
            np.empty(0, np.int32),
            np.zeros(terms + 1, np.int64),
        )
    import bm25s

    documents = [
        term_rows[term_starts[s] : term_starts[s + 1]].tolist() for s in range(len(term_starts) - 1)
    ]
    model = bm25s.BM25(k1=k1, b=b, method="lucene")
    matrix = model.build_index_from_ids(list(range(terms)), documents, show_progress=False)
    return (
        np.asarray(matrix["data"], dtype=np.float32),
        np.asarray(matrix["indices"], dtype=np.int32),
        np.asarray(matrix["indptr"], dtype=np.int64),
    )
