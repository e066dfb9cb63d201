"""What each command does: input and output around the assistant, nothing more."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vssqa import contract, tables
from vssqa.batch import BatchLine, batch_lines, open_batch
from vssqa.dates import whole_date
from vssqa.errors import InputError, ReleaseImportError
from vssqa.progress import checking_progress, say, terminal_progress
from vssqa.settings import Settings

if TYPE_CHECKING:
    from vssqa.assistant import Assistant

EXIT_DONE, EXIT_FAULT, EXIT_INPUT = 0, 1, 2
UNFINISHED_ADDITIONS = frozenset({"needs_date", "needs_title"})

_FORMS: dict[str, tuple[Callable[[Any], contract.Json], Callable[[Any], tables.Table]]] = {
    "figures": (contract.figure_json, tables.figure_table),
    "instruments": (contract.instrument_json, tables.instrument_table),
    "agencies": (contract.agency_json, tables.agency_table),
    "duties": (contract.duty_json, tables.duty_table),
}
REGISTERS = tuple(_FORMS)

Options = argparse.Namespace


def index(options: Options) -> None:
    """Build the index, or bring it up to date with the corpus."""
    from vssqa.index.build import build_index
    from vssqa.terminal import print_build

    print_build(build_index(_settings(options), full=options.full, progress=terminal_progress()))


def ask(options: Options) -> None:
    """Answer a question from the releases."""
    from vssqa.assistant import Narrowing, checked_question

    if (options.question is None) == (options.batch is None):
        raise InputError("give either a QUESTION or --batch FILE")
    if options.batch is not None and options.history:
        raise InputError("--history goes with a QUESTION: a batch's lines hold their own history")
    since, until = _given_date(options.since, "--since"), _given_date(options.until, "--until")
    narrowing = Narrowing(options.release, since, until)
    if options.batch is not None:
        with open_batch(options.batch) as stream:
            assistant = _assistant(options)
            _check_releases(assistant, options.release)
            for line in batch_lines(stream, "question"):
                _print_line(
                    line,
                    lambda line: contract.answer_json(
                        assistant.ask(line.text, line.history, narrowing)
                    ),
                )
        return
    checked_question(options.question)  # a question that cannot be asked builds no index
    assistant = _assistant(options)
    _check_releases(assistant, options.release)
    answer = assistant.ask(options.question, options.history, narrowing)
    if options.json:
        print(contract.dumps(contract.answer_json(answer), indent=2))
        return
    from vssqa.terminal import print_answer  # what lays text out takes as long as an answer

    print_answer(answer)


def verify(options: Options) -> None:
    """Check a statement or a whole draft against the releases."""
    from vssqa.drafts import read_draft

    if sum(value is not None for value in (options.text, options.file, options.batch)) != 1:
        raise InputError("give one of TEXT, --file F or --batch FILE")
    if options.batch is not None:
        with open_batch(options.batch) as stream:
            assistant = _assistant(options)
            for line in batch_lines(stream, "claim"):
                _print_line(
                    line,
                    lambda line: contract.verification_json(assistant.verify(line.text)),
                )
        return
    text = options.text if options.file is None else read_draft(options.file)
    checked = _assistant(options).verify(text, checking_progress())
    from vssqa.terminal import print_verification

    _print(options, contract.verification_json(checked), lambda: print_verification(checked))


def facts(options: Options) -> None:
    """Print a register of what the releases hold."""
    registers = _assistant(options).registers
    form, table = _FORMS[options.register]
    _print_register(options, getattr(registers, options.register), form, table)


def conflicts(options: Options) -> None:
    """Print what the releases disagree on."""
    found = _assistant(options).registers.conflicts
    _print_register(options, found, contract.conflict_json, tables.conflict_table)


def releases(options: Options) -> None:
    """List the releases held."""
    from vssqa.terminal import print_releases

    held = _assistant(options).releases
    rows = [contract.release_json(release) for release in held]
    _print(options, rows, lambda: print_releases(held))


def show(options: Options) -> None:
    """Print one release, its details and its text."""
    from vssqa.terminal import print_release

    release = _assistant(options).release(options.release)
    _print(options, contract.release_json(release, text=True), lambda: print_release(release))


def add(options: Options) -> int:
    """Bring new releases into the corpus, then update the index."""
    from vssqa.importing import Given, apply_additions, plan_additions, read_originals
    from vssqa.terminal import print_lines

    settings = _settings(options)
    read = list(read_originals([Path(path) for path in options.paths]))
    originals = [one for one in read if not isinstance(one, ReleaseImportError)]
    failed = [one for one in read if isinstance(one, ReleaseImportError)]
    given = Given(options.date, options.title, options.url, options.publisher)
    plan = plan_additions(originals, settings.corpus, given)
    added = apply_additions(plan, settings.corpus, replace=options.replace)
    rows = [
        {"original": one.original.name, "status": one.status, "release": one.release}
        for one in plan
    ] + [{"original": None, "status": "unreadable", "error": str(error)} for error in failed]
    if added:
        _assistant(options)
    unfinished = [one for one in plan if one.status in UNFINISHED_ADDITIONS]
    finished = [one for one in plan if one.status not in UNFINISHED_ADDITIONS]
    _print(options, rows, lambda: print_lines(one.line for one in finished))
    complaints = [one.line for one in unfinished] + [str(error) for error in failed]
    for complaint in complaints:
        say(f"vssqa: {complaint}")
    return EXIT_INPUT if complaints else EXIT_DONE


def check(options: Options) -> int:
    """Prove corpus and index sound, or say what is not, and mend nothing."""
    from vssqa.index.check import check_index
    from vssqa.terminal import print_findings

    findings = check_index(_settings(options))
    rows = [{"what": finding.what, "mend": finding.mend} for finding in findings]
    _print(options, {"sound": not rows, "findings": rows}, lambda: print_findings(findings))
    return EXIT_FAULT if rows else EXIT_DONE


def evaluate(options: Options) -> None:
    """Score a file of questions or claims, or the corpus' own mutations."""
    from vssqa.evaluation import command
    from vssqa.terminal import print_laid_out

    if (options.file is None) != options.mutations:
        raise InputError("give either a FILE of questions or claims, or --mutations")
    report: command.Report
    if options.mutations:
        report = command.evaluate_corpus_mutations(_assistant(options))
    elif options.sentence_choice:
        from vssqa.evaluation.inside import compare_sentence_choices

        report = compare_sentence_choices(Path(options.file), _settings(options))
    elif options.ablation:
        from vssqa.evaluation.inside import ablate_file

        report = ablate_file(Path(options.file), _settings(options))
    else:
        report = command.evaluate_file(Path(options.file), _assistant(options))
    _print(options, report.as_json(), lambda: print_laid_out(command.laid_out(report)))


def bench(options: Options) -> None:
    """Measure speed side by side."""
    from vssqa.bench.command import measure, parse_sizes
    from vssqa.bench.report import tables as bench_tables
    from vssqa.bench.report import write_charts
    from vssqa.terminal import print_laid_out

    sizes = parse_sizes(options.sizes)
    measured = measure(_settings(options), say, quick=options.quick, sizes=sizes)
    if options.charts:
        write_charts(measured, Path(options.charts))
    _print(options, measured, lambda: print_laid_out(bench_tables(measured)))


def train_ranker(options: Options) -> None:
    """Make the ranker anew from its data."""
    from vssqa.training.curriculum import train

    train(Path(options.data), Path(options.out), progress=say)


# --- what the commands share -------------------------------------------------------


def _settings(options: Options) -> Settings:
    return Settings.load(corpus=options.corpus, index=options.index)


def _assistant(options: Options) -> Assistant:
    from vssqa.assistant import Assistant

    return Assistant.open(_settings(options), terminal_progress())


def _given_date(printed: str | None, flag: str) -> str | None:
    """Return the ISO form of a date given with a flag.

    :raises InputError: if it is none.
    """
    iso = None if printed is None else whole_date(printed)
    if printed is not None and iso is None:
        raise InputError(f"{flag} {printed!r} is no date: write it as 2024-01-22, 2024-01 or 2024")
    return iso


def _check_releases(assistant: Assistant, identifiers: Sequence[str] | None) -> None:
    """Make sure that the releases a search is narrowed to are held.

    :raises InputError: naming the first that is not.
    """
    for identifier in identifiers or ():
        assistant.release(identifier)


def _print(options: Options, form: object, for_people: Callable[[], None]) -> None:
    """Print one JSON document, or what a person reads."""
    if options.json:
        print(contract.dumps(form, indent=2))
    else:
        for_people()


def _print_register(
    options: Options,
    entries: Sequence[object],
    form: Callable[[Any], contract.Json],
    table: Callable[[Any], tables.Table],
) -> None:
    """Print a register as CSV, as JSON, or as a table a person reads."""
    if options.csv:
        sys.stdout.write(tables.csv_text(table(entries)))
        return
    from vssqa.terminal import print_table

    _print(options, [form(entry) for entry in entries], lambda: print_table(table(entries)))


def _print_line(line: BatchLine, answer: Callable[[BatchLine], contract.Json]) -> None:
    """Print one batch line's result or its error, at once; the other lines go on."""
    try:
        if line.error:
            raise InputError(line.error)
        result = answer(line) | {"id": line.id}
    except InputError as error:
        result = contract.error_json(line.id, str(error))
    print(contract.dumps(result), flush=True)
