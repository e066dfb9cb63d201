"""What runs inside a measured process: `python -m vssqa.bench.child VERB {json}`.

Each verb does one thing and writes one JSON object to standard output. Heavy
imports stand inside, so that a verb measures only what it needs.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Json = dict[str, Any]

RERANKED = 16  # sentences of the bare rerank beside which a warm question is held
RECALL_AT = 10
_RECALL_QUESTIONS = 50
_SAME_SCORE = 1e-6  # vectors this close in cosine are one vector for recall


def main(arguments: list[str]) -> None:
    """Carry out one verb."""
    verb, options = arguments
    done = _VERBS[verb](**json.loads(options))
    sys.stdout.write(json.dumps(done) + "\n")


def varied(corpus: str, passages: int, folder: str) -> Json:
    """Write a varied corpus of about `passages` passages."""
    from vssqa.bench.varied import varied_texts, write_varied
    from vssqa.corpus import parse_release, read_corpus
    from vssqa.passages import split_release
    from vssqa.settings import Settings

    releases = read_corpus(Path(corpus))
    characters = Settings.load().passage_characters
    samples = list(varied_texts(releases, 2 * len(releases)))[len(releases) :]
    counts = [len(split_release(parse_release("r", "r", t, ""), characters)) for t in samples]
    count = max(1, round(passages * len(counts) / sum(counts)))
    write_varied(releases, count, Path(folder))
    return {"releases": count}


def texts(corpus: str, file: str) -> Json:
    """Write the texts that an index of `corpus` embeds, as a JSON list."""
    from vssqa.corpus import evidence_sentences, read_corpus
    from vssqa.passages import split_release
    from vssqa.settings import Settings

    characters = Settings.load().passage_characters
    found: list[str] = []
    for release in read_corpus(Path(corpus)):
        spans = [passage.span for passage in split_release(release, characters)]
        spans += [sentence.span for sentence in evidence_sentences(release)]
        found.extend(span.of(release.text) for span in spans)
    Path(file).write_text(json.dumps(found), encoding="utf-8")
    return {"texts": len(found)}


def build(corpus: str, index: str, sampled: bool) -> Json:
    """Build an index from nothing; `sampled` embeds variations of a passage once."""
    from vssqa.bench.varied import NoisyEncoder
    from vssqa.index.build import build_index
    from vssqa.retrieval.encoder import SentenceTransformerEncoder
    from vssqa.settings import Settings

    settings = Settings.load(corpus=corpus, index=index)
    kind = NoisyEncoder if sampled else SentenceTransformerEncoder
    report = build_index(settings, full=True, encoder=kind(settings.model, settings.device))
    return {
        "passages": report.passages,
        "sentences": report.sentences,
        "releases": report.releases,
        "seconds": report.seconds,
    }


def repeat(corpus: str, index: str, sample_corpus: str, sample_index: str, times: int) -> Json:
    """Make a corpus and index of `times` copies of a sample's, and time it."""
    from vssqa.bench.repeated import repeat as repeat_index
    from vssqa.settings import Settings

    began = time.perf_counter()
    made = repeat_index(
        Settings.load(corpus=sample_corpus, index=sample_index),
        Settings.load(corpus=corpus, index=index),
        times,
    )
    counts = made.counts
    return {
        "passages": counts.passages,
        "sentences": counts.sentences,
        "releases": counts.releases,
        "seconds": time.perf_counter() - began,
    }


def add(corpus: str, folder: str, releases: int) -> Json:
    """Build an index of `releases` varied releases, then add one more; the model stays loaded."""
    from vssqa.bench.varied import write_varied
    from vssqa.corpus import read_corpus
    from vssqa.index.build import build_index
    from vssqa.retrieval.encoder import SentenceTransformerEncoder
    from vssqa.settings import Settings

    grown = Path(folder) / "corpus"
    write_varied(read_corpus(Path(corpus)), releases + 1, grown)
    last = max(grown.iterdir())
    text = last.read_bytes()
    last.unlink()
    settings = Settings.load(corpus=str(grown), index=str(Path(folder) / "index"))
    encoder = SentenceTransformerEncoder(settings.model, settings.device)
    encoder.encode(["warm"])
    full = build_index(settings, encoder=encoder)
    last.write_bytes(text)
    update = build_index(settings, encoder=encoder)
    return {
        "releases": releases,
        "full_seconds": full.seconds,
        "update_seconds": update.seconds,
        "share": update.seconds / full.seconds,
    }


def warm(corpus: str, index: str, count: int) -> Json:
    """Ask `count` different questions of an open index, each part timed."""
    from itertools import islice

    from vssqa.assistant import Assistant
    from vssqa.bench.asked import WARM_UP, questions
    from vssqa.bench.parts import Parts
    from vssqa.index import open_index
    from vssqa.retrieval.ranker import Ranker
    from vssqa.settings import Settings

    settings = Settings.load(corpus=corpus, index=index)
    began = time.perf_counter()
    opened = open_index(settings)
    assistant = Assistant(opened, Ranker.load)
    assistant.ask(WARM_UP[0])
    start = time.perf_counter() - began
    for question in WARM_UP[1:]:
        assistant.ask(question)
    asked = list(islice(questions(), count))
    parts = Parts()
    with parts.watched():
        for question in asked:
            began = time.perf_counter()
            assistant.ask(question)
            parts.close_question(time.perf_counter() - began)
    return {
        "start": start,
        "parts": parts.seconds,
        "bare": _bare_calls(opened, asked),
        "recall": _recall(opened, asked[:_RECALL_QUESTIONS]),
    }


def _bare_calls(opened: Any, asked: list[str]) -> Json:
    """Time one encode and one rerank of the 16 sentences found first, nothing around them."""
    from vssqa.retrieval.ranker import Ranker
    from vssqa.text import terms

    ranker = Ranker.load()
    times: dict[str, list[float]] = {"encode": [], "rerank": []}
    for question in asked:
        began = time.perf_counter()
        vector = opened.encode(question)
        times["encode"].append(time.perf_counter() - began)
        if ranker is None:
            continue
        found = [one.sentence for one in opened.search(vector, terms(question), RERANKED)]
        texts = [one.span.of(opened.releases[one.release].text) for one in found]
        began = time.perf_counter()
        ranker.score(question, texts)
        times["rerank"].append(time.perf_counter() - began)
    return dict(times)


def _recall(opened: Any, asked: list[str]) -> float:
    """Return how many of the 10 truly nearest passages the search finds, equal ones alike."""
    import numpy as np

    store, found = opened.passage_store, []
    vectors = store.vectors
    for question in asked:
        vector = opened.encode(question)
        exact = np.sort(vectors @ vector)[::-1][:RECALL_AT]
        hits = store.search(vector, RECALL_AT).scores
        found.append(float((hits >= exact[-1] - _SAME_SCORE).sum()) / max(1, len(exact)))
    return float(np.mean(found))


_VERBS: dict[str, Callable[..., Json]] = {
    "varied": varied,
    "texts": texts,
    "build": build,
    "repeat": repeat,
    "add": add,
    "warm": warm,
}

if __name__ == "__main__":
    main(sys.argv[1:])
