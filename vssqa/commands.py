"""What each command does: input and output around the assistant, nothing more."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vssqa import contract
from vssqa.batch import BatchLine, batch_lines, open_batch
from vssqa.errors import InputError
from vssqa.settings import Settings

if TYPE_CHECKING:
    from vssqa.assistant import Assistant

REGISTERS = ("figures", "instruments", "agencies", "duties")

Options = argparse.Namespace


def index(options: Options) -> None:
    """Build the index, or bring it up to date with the corpus."""
    from vssqa.index import build_index
    from vssqa.terminal import print_build, terminal_progress

    print_build(build_index(_settings(options), full=options.full, progress=terminal_progress()))


def ask(options: Options) -> None:
    """Answer a question from the releases."""
    from vssqa.assistant import Narrowing
    from vssqa.terminal import print_answer

    if (options.question is None) == (options.batch is None):
        raise InputError("give either a QUESTION or --batch FILE")
    narrowing = Narrowing(options.release, options.since, options.until)
    if options.batch is not None:
        with open_batch(options.batch) as stream:
            assistant = _assistant(options)
            for line in batch_lines(stream, "question"):
                _print_line(
                    line,
                    lambda line: contract.answer_json(
                        assistant.ask(line.text, line.history, narrowing)
                    ),
                )
        return
    answer = _assistant(options).ask(options.question, options.history, narrowing)
    _print(options, contract.answer_json(answer), lambda: print_answer(answer))


def verify(options: Options) -> None:
    """Check a statement or a whole draft against the releases."""
    from vssqa.drafts import read_draft
    from vssqa.terminal import print_verification

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
    checked = _assistant(options).verify(text)
    _print(options, contract.verification_json(checked), lambda: print_verification(checked))


def facts(options: Options) -> None:
    """Print a register of what the releases hold."""
    from vssqa.tables import register_csv
    from vssqa.terminal import print_register

    registers = _assistant(options).registers
    entries = getattr(registers, options.register)
    form: Callable[[object], contract.Json] = {
        "figures": contract.figure_json,
        "instruments": contract.instrument_json,
        "agencies": contract.agency_json,
        "duties": contract.duty_json,
    }[options.register]
    if options.csv:
        sys.stdout.write(register_csv(registers, options.register))
        return
    rows = [form(entry) for entry in entries]
    _print(options, rows, lambda: print_register(options.register, rows))


def conflicts(options: Options) -> None:
    """Print what the releases disagree on."""
    from vssqa.tables import register_csv
    from vssqa.terminal import print_register

    registers = _assistant(options).registers
    if options.csv:
        sys.stdout.write(register_csv(registers, "conflicts"))
        return
    rows = [contract.conflict_json(conflict) for conflict in registers.conflicts]
    _print(options, rows, lambda: print_register("conflicts", rows))


def releases(options: Options) -> None:
    """List the releases held."""
    from vssqa.terminal import print_register

    rows = [contract.release_json(release) for release in _assistant(options).releases]
    _print(options, rows, lambda: print_register("releases", rows))


def show(options: Options) -> None:
    """Print one release, its details and its text."""
    from vssqa.terminal import print_release

    release = _assistant(options).release(options.release)
    _print(options, contract.release_json(release, text=True), lambda: print_release(release))


def add(options: Options) -> int:
    """Bring new releases into the corpus, then update the index."""
    from vssqa.adding import add_releases

    return add_releases(_settings(options), options)


def check(options: Options) -> int:
    """Prove corpus and index sound, or say what is not, and mend nothing."""
    from vssqa.index import check_index
    from vssqa.terminal import print_findings

    findings = check_index(_settings(options))
    rows = [{"what": finding.what, "mend": finding.mend} for finding in findings]
    _print(options, {"sound": not rows, "findings": rows}, lambda: print_findings(findings))
    return 1 if rows else 0


def evaluate(options: Options) -> None:
    """Score a file of questions or claims, or the corpus' own mutations."""
    from vssqa.answering.features import FEATURES
    from vssqa.evaluation.ablation import ablate
    from vssqa.evaluation.cases import QuestionCase, read_cases
    from vssqa.evaluation.command import evaluate_corpus_mutations, evaluate_file, laid_out
    from vssqa.terminal import print_laid_out

    if (options.file is None) != options.mutations:
        raise InputError("give either a FILE of questions or claims, or --mutations")
    if options.ablation and options.mutations:
        raise InputError("--ablation goes with a FILE of questions")
    assistant = _assistant(options)
    if options.mutations:
        report = evaluate_corpus_mutations(assistant)
    elif options.sentence_choice:
        report = command.compare_sentence_choices(Path(options.file), _settings(options))
    elif options.ablation:
        cases = [c for c in read_cases(Path(options.file)) if isinstance(c, QuestionCase)]
        report = ablate(cases, assistant.asking_without, FEATURES)
    else:
        report = evaluate_file(Path(options.file), assistant)
    _print(options, report.as_json(), lambda: print_laid_out(laid_out(report)))


def bench(options: Options) -> None:
    """Measure speed and memory side by side; takes a while."""
    from vssqa.bench.command import measure, parse_sizes
    from vssqa.bench.report import tables, write_charts
    from vssqa.terminal import print_laid_out, print_stage

    measured = measure(
        _settings(options), print_stage, quick=options.quick, sizes=parse_sizes(options.sizes)
    )
    if options.charts:
        write_charts(measured, Path(options.charts))
    _print(options, measured, lambda: print_laid_out(tables(measured)))


def train_ranker(options: Options) -> None:
    """Make the ranker anew from its data."""
    from vssqa.terminal import terminal_progress
    from vssqa.training.train import train

    train(Path(options.data), Path(options.out), progress=terminal_progress())


# --- what the commands share -------------------------------------------------------


def _settings(options: Options) -> Settings:
    return Settings.load(corpus=options.corpus, index=options.index)


def _assistant(options: Options) -> Assistant:
    from vssqa.assistant import Assistant
    from vssqa.terminal import terminal_progress

    return Assistant.open(_settings(options), terminal_progress())


def _print(options: Options, form: object, for_people: Callable[[], None]) -> None:
    """Print one JSON document, or what a person reads."""
    if options.json:
        print(contract.dumps(form, indent=2))
    else:
        for_people()


def _print_line(line: BatchLine, answer: Callable[[BatchLine], contract.Json]) -> None:
    """Print one batch line's result or its error, at once; the other lines go on."""
    try:
        if line.error:
            raise InputError(line.error)
        result = answer(line) | {"id": line.id}
    except InputError as error:
        result = contract.error_json(line.id, str(error))
    print(contract.dumps(result), flush=True)
