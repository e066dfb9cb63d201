"""Releases -> their facts on the disk; of a release that has not changed they are taken over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vssqa.facts.duties import NamedPaper
from vssqa.facts.registers import (
    ReleaseFacts,
    join_facts,
    papers_named,
    read_duties_of,
)
from vssqa.index import storage
from vssqa.index.manifest import READINGS_FILE, REGISTERS_FILE, rules_hash
from vssqa.index.opened import Index
from vssqa.index.reading_apart import Readers
from vssqa.index.readings import from_line
from vssqa.index.records import ReleaseRecord, Releases, Rows
from vssqa.index.register_file import Besides, Numbers, write_registers
from vssqa.index.storage import FileEntry
from vssqa.index.work import FACTS, Work
from vssqa.text import fold
from vssqa.types import Duty, Figure


class Facts:
    """The facts of all releases on their way to the disk.

    Reading them begins at once, beside whatever the build does until they are written.
    """

    def __init__(self, work: Work, releases: Releases) -> None:
        """Begin to read what is not known.

        :param releases: of the generation being built: texts and blocks are on the disk.
        """
        self._work = work
        self._releases = releases
        self._known = _Known(_same_rules(work.old), releases)
        new = [n for n, identifier in enumerate(releases) if identifier not in self._known.lines]
        self._readers = Readers(work.folder, work.settings.corpus, new)

    def __enter__(self) -> Facts:
        """Return this; leaving stops the reading."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop what still reads."""
        self._readers.close()

    def write(self, sentences: Rows) -> list[FileEntry]:
        """Write what each release tells, and the registers.

        :param sentences: the sentences' rows (`records`).
        """
        work, releases, known = self._work, self._releases, self._known
        facts: list[ReleaseFacts] = []
        words: Counter[str] = Counter()
        with storage.new_file(work.folder / READINGS_FILE) as file:
            for number, release in enumerate(releases.values()):
                work.progress(FACTS, number, len(releases), 0.0)
                line = known.lines.get(release.id)
                if line is None:
                    one, line = self._readers.read(number, release)
                else:
                    one = from_line(line, release, known.figures.get(release.id, ()))
                file.write(line)
                words.update(one.words)
                facts.append(replace(one, words={}))  # a third of what is held of a release
            readings = file.finish()
        registers = join_facts(facts, known.duties)
        besides = Besides(
            {place for one in facts for place in one.places}, words, map(_source, releases.records)
        )
        numbers = Numbers(list(releases), sentences)
        written = write_registers(work.folder / REGISTERS_FILE, registers, numbers, besides)
        work.progress(FACTS, len(releases), len(releases), 0.0)
        return [readings, written]


def _source(record: ReleaseRecord) -> str:
    """Return where a release came from, folded, as a question may name it."""
    return fold(f"{record.source.url or ''} {record.source.publisher or ''}")


def _same_rules(old: Index | None) -> Index | None:
    """Return the old index where its facts were read by the rules of today."""
    return old if old and old.manifest.rules == rules_hash() else None


class _Known:
    """What the old index knows of releases.

    `lines` holds what each tells that has not changed; `figures` those of any release.
    """

    def __init__(self, old: Index | None, releases: Releases) -> None:
        hashes = {record.id: record.sha256 for record in releases.records}
        self.lines: dict[str, bytes] = {}
        self.figures: dict[str, list[Figure]] = {}
        self._papers: dict[str, list[NamedPaper]] = {}
        self._duties: dict[str, list[Duty]] = {}
        if old is None:
            return
        lines = zip(old.releases.records, _lines(old), strict=True)
        self.lines = {r.id: line for r, line in lines if hashes.get(r.id) == r.sha256}
        for figure in old.held.figures():
            self.figures.setdefault(figure.release, []).append(figure)
        self._papers = papers_named(old.held.instruments())
        for duty in old.held.duties():
            self._duties.setdefault(duty.release, []).append(duty)

    def duties(self, facts: ReleaseFacts, papers: Sequence[NamedPaper]) -> Sequence[Duty]:
        """Return a release's duties: those known while it names the same papers."""
        release = facts.release.id
        if release in self.lines and list(papers) == self._papers.get(release, []):
            return self._duties.get(release, [])
        return read_duties_of(facts, papers)


def _lines(old: Index) -> Iterator[bytes]:
    """Yield what each release of an index tells, in order."""
    start = 0
    whole = old.readings.tobytes()
    while start < len(whole):
        end = whole.index(b"\n", start) + 1
        yield whole[start:end]
        start = end
