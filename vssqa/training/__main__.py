"""`python -m vssqa.training VERB`: make the ranker and the weights of evidence, measure them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from vssqa.errors import InputError, VssqaError
from vssqa.training.curriculum import make_data, train

GENERAL = Path("../shared/eval/public/squad-open.json")
CACHE = Path(".vssqa/training")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 a fault, 2 wrong input."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "data":
            make_data(
                options.general,
                options.releases,
                [(questions, corpus) for questions, corpus in options.written],
                options.out,
                cache=options.cache,
                progress=_progress,
            )
        elif options.command == "train":
            train(options.data, options.out, progress=_progress)
        elif options.command == "weights":
            _learn_weights(options)
        elif options.command == "forms":
            from vssqa.training.forms import write_forms

            for path in write_forms(options.weights, options.out):
                _progress(str(path))
        else:
            _measure(options)
    except VssqaError as error:
        _progress(str(error))
        return 2 if isinstance(error, InputError) else 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m vssqa.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    data = commands.add_parser("data", help="write the groups to train on")
    data.add_argument("releases", nargs="*", type=Path, help="folders of releases to ask about")
    data.add_argument(
        "--written",
        nargs=2,
        action="append",
        type=Path,
        default=[],
        metavar=("QUESTIONS", "CORPUS"),
        help="questions people wrote, and the releases they are about",
    )
    data.add_argument("--out", type=Path, required=True)
    train_command = commands.add_parser("train", help="train on the data, resumable")
    train_command.add_argument("data", type=Path, help="folder `data` wrote")
    train_command.add_argument("--out", type=Path, required=True)
    measure = commands.add_parser("measure", help="compare ways to rank, side by side")
    measure.add_argument("rankers", nargs="*", type=_named, help="NAME=FILE of rankers")
    measure.add_argument(
        "--over", nargs=2, action="append", type=Path, default=[], metavar=("QUESTIONS", "CORPUS")
    )
    measure.add_argument("--skip-general", action="store_true", help="ask of releases only")
    measure.add_argument("--skip-combined", action="store_true", help="rank by the ranker alone")
    measure.add_argument("--alone", action="store_true", help="also without title and month")
    measure.add_argument("--speed", action="store_true", help="time 16 sentences of 60 tokens")
    forms = commands.add_parser("forms", help="write trained weights in several forms")
    forms.add_argument("weights", type=Path, help="ranker.safetensors of a training")
    forms.add_argument("--out", type=Path, required=True)
    weights = commands.add_parser("weights", help="learn what the features of evidence weigh")
    for flag, asks in (("--over", "all their questions"), ("--refuse", "the unanswerable ones")):
        weights.add_argument(
            flag,
            nargs=2,
            action="append",
            type=Path,
            default=[],
            metavar=("QUESTIONS", "CORPUS"),
            help=f"questions and the corpus they are asked of: {asks}",
        )
    weights.add_argument("--out", type=Path, required=True, help="the weights' file")
    weights.add_argument("--cache", type=Path, default=CACHE, help="folder of indexes")
    for command in (data, measure):
        command.add_argument("--general", type=Path, default=GENERAL, help="public question set")
        command.add_argument("--cache", type=Path, default=CACHE, help="folder of vectors")
    return parser


def _named(argument: str) -> tuple[str, Path]:
    name, _, path = argument.rpartition("=")
    return name or Path(path).stem, Path(path)


def _learn_weights(options: argparse.Namespace) -> None:
    from vssqa.training.weights import learn_weights, lesson, write_weights

    lessons = [
        lesson(questions, corpus, options.cache, unanswerable=only)
        for pairs, only in ((options.over, False), (options.refuse, True))
        for questions, corpus in pairs
    ]
    if not lessons:
        raise InputError("give at least one --over QUESTIONS CORPUS")
    write_weights(learn_weights(lessons), options.out)


def _measure(options: argparse.Namespace) -> None:
    from vssqa.training.report import measured

    for piece in measured(
        dict(options.rankers),
        [(questions, corpus) for questions, corpus in options.over],
        options.general,
        options.cache,
        ask_general=not options.skip_general,
        combine=not options.skip_combined,
        alone=options.alone,
        speed=options.speed,
    ):
        sys.stdout.write(piece + "\n\n")
        sys.stdout.flush()


def _progress(message: str) -> None:
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
