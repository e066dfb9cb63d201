"""What a million passages cost in Milvus: `python -m tests.retrieval.measure_milvus [PASSAGES]`.

Milvus Lite's own server on this machine takes random unit vectors of the
bundled model's length, flat and in lists; what is told is scaled to a million.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.milvus_lite import local_server
from vssqa.retrieval.milvus import fill, new_collection, open_collection
from vssqa.retrieval.milvus_server import Server
from vssqa.retrieval.store import Admitted, PassageStore, Vectors

DIMENSION = 384
PASSAGES_OF_A_RELEASE = 10
MILLION = 1_000_000
SEARCHES = 30
NEAREST = 200


def main(passages: int) -> None:
    """Measure both kinds of collection and print what they cost."""
    vectors = np.random.default_rng(0).standard_normal((passages, DIMENSION), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    releases = np.arange(passages, dtype=np.int32) // PASSAGES_OF_A_RELEASE
    print(f"{passages} passages of {DIMENSION} numbers; to a million by {MILLION / passages:g}")
    for kind in ("flat", "lists"):
        with TemporaryDirectory() as folder, local_server(Path(folder)) as running:
            server = Server(running.uri)
            collection = new_collection(vectors, releases, kind == "flat", None)
            began = time.perf_counter()
            fill(server, collection, vectors, releases)
            filled = time.perf_counter() - began
            size = sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file())
            running.stop()
            running.start()
            began = time.perf_counter()
            store = open_collection(Server(running.uri), collection)
            start = time.perf_counter() - began
            print(
                f"{kind}: filled in {filled:.0f} s ({filled * MILLION / passages:.0f} s a million),"
                f" {size / 1e6:.0f} MB ({size / passages / 1e3:.2f} GB a million),"
                f" opened in {start:.1f} s by a server just started;"
                f" the nearest {NEAREST} in {_searches(store, vectors, None)},"
                f" of a tenth of the releases in {_searches(store, vectors, _tenth(releases))}"
            )


def _tenth(releases: np.ndarray) -> Admitted:
    admitted = np.zeros(int(releases[-1]) + 1, dtype=np.bool_)
    admitted[: max(1, len(admitted) // 10)] = True
    return Admitted(admitted, releases)


def _searches(store: PassageStore, vectors: Vectors, admitted: Admitted | None) -> str:
    """Time searches, each beside another vector; the first ones warm up."""
    times = []
    for row in range(SEARCHES):
        began = time.perf_counter()
        store.search(vectors[row * 7], NEAREST, admitted)
        times.append(1_000 * (time.perf_counter() - began))
    warm = times[3:]
    return f"{np.median(warm):.0f} ms (p95 {np.percentile(warm, 95):.0f})"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
