"""Facts read by processes of their own, while this one embeds.

Reading facts is plain Python, which one process does on one core. Each reader takes every
n-th of the new releases out of the files that the build has written so far, and tells what
it has read in lines. What a reader does not deliver, the build reads itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, cast

from vssqa.facts.registers import ReleaseFacts, read_release_facts
from vssqa.index import storage
from vssqa.index.readings import from_line, to_line
from vssqa.index.records import RELEASE_FILES, Releases, read_releases
from vssqa.index.serialise import from_plain, to_plain
from vssqa.types import Figure, Release

FEWEST = 12  # releases for each reader: it takes half a second to start, as long as to read these


class Readers:
    """The processes that read the releases of some numbers; close them in the end."""

    def __init__(self, folder: Path, corpus: Path, numbers: Sequence[int]) -> None:
        """Start reading, where there are releases and cores enough to gain by it.

        :param folder: of the generation being built: its texts and blocks are on the disk.
        :param numbers: the rows of the releases, in order.
        """
        self._readers: list[_Reader] = []
        self._reader_of: dict[int, _Reader] = {}
        count = min((os.cpu_count() or 1) - 1, len(numbers) // FEWEST)
        for share in (numbers[k::count] for k in range(count)):
            try:
                reader = _Reader(folder, corpus, share)
            except OSError:
                break  # no process may start here
            self._readers.append(reader)
            self._reader_of.update(dict.fromkeys(share, reader))

    def read(self, number: int, release: Release) -> tuple[ReleaseFacts, bytes]:
        """Return what a release tells, and that as a line (`readings`); in order of the numbers."""
        reader = self._reader_of.get(number)
        lines = reader.next() if reader else None
        if lines is None:
            facts = read_release_facts(release)
            return facts, to_line(facts)
        line, figures = lines
        return from_line(line, release, from_plain(tuple[Figure, ...], json.loads(figures))), line

    def close(self) -> None:
        """Stop what still reads."""
        for reader in self._readers:
            reader.close()


class _Reader:
    """One process, and the thread that takes its lines as they come."""

    def __init__(self, folder: Path, corpus: Path, numbers: Sequence[int]) -> None:
        self._lines: SimpleQueue[tuple[bytes, bytes] | None] = SimpleQueue()
        self._ended = False
        self._process = subprocess.Popen(
            [sys.executable or "python3", "-m", __name__, str(folder), str(corpus)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._thread = Thread(target=self._take, args=(json.dumps(list(numbers)).encode(),))
        self._thread.start()

    def _take(self, numbers: bytes) -> None:
        told = cast("IO[bytes]", self._process.stdout)
        try:
            with cast("IO[bytes]", self._process.stdin) as asked:
                asked.write(numbers)
            for line in told:
                figures = told.readline()
                if figures.endswith(b"\n"):
                    self._lines.put((line, figures))
        except OSError:
            pass  # it has ended before it read what to do
        finally:
            self._lines.put(None)

    def next(self) -> tuple[bytes, bytes] | None:
        """Return the two lines of the next release, None where there will be none."""
        lines = None if self._ended else self._lines.get()
        self._ended = lines is None
        return lines

    def close(self) -> None:
        """Stop reading."""
        self._process.kill()
        self._thread.join()
        self._process.wait()
        cast("IO[bytes]", self._process.stdout).close()


def lines_of(releases: Releases, numbers: Sequence[int]) -> Iterator[bytes]:
    """Yield two lines for each release: what it tells (`readings`), and its figures."""
    ids = list(releases)
    for number in numbers:
        facts = read_release_facts(releases[ids[number]])
        figures = json.dumps(to_plain(facts.figures), ensure_ascii=False, separators=(",", ":"))
        yield to_line(facts)
        yield figures.encode() + b"\n"


def main(folder: Path, corpus: Path) -> None:
    """Read the numbers of releases from standard input, and write their lines to its other end."""
    files = {name: storage.map_file(folder / name) for name in RELEASE_FILES}
    for line in lines_of(read_releases(files, corpus), json.load(sys.stdin)):
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
