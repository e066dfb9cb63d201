"""The commands: `python -m vssqa COMMAND`, as the README documents them.

Answers go to standard output, everything else to standard error. Exit status 0
done (a refusal is a correct answer), 2 the input is wrong, 1 a fault.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from vssqa import commands
from vssqa.commands import EXIT_DONE, EXIT_FAULT, EXIT_INPUT
from vssqa.errors import InputError, VssqaError

Options = argparse.Namespace


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}: see `{self.prog} --help`")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _speak_utf8()
    try:
        options = parser().parse_args(arguments)
        run: Callable[[Options], int | None] = options.run
        status = run(options) or EXIT_DONE
        sys.stdout.flush()  # a reader that went away shows here, not at Python's exit
        return status
    except InputError as error:
        return _complain(error, EXIT_INPUT)
    except VssqaError as error:
        return _complain(error, EXIT_FAULT)
    except BrokenPipeError:
        # The reader went away (`| head`): nothing is wrong, but Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    except KeyboardInterrupt:
        return _complain("stopped", EXIT_FAULT)
    except OSError as error:
        return _complain(f"{error.filename or 'the system'}: {error.strerror or error}", EXIT_FAULT)
    except MemoryError:
        return _complain("out of memory: close other programs or split the work", EXIT_FAULT)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the terminal's language.

    A lone surrogate (an argument that was no UTF-8) has no UTF-8 form; it is
    written as `\\udc80`, which is also how JSON escapes it.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(message: object, status: int) -> int:
    print("vssqa: " + " ".join(str(message).split()), file=sys.stderr)
    return status


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command; `run` holds what carries it out."""
    top = _Parser(
        prog="vssqa",
        description="Answers from the press releases of Viet Nam Social Security, in their own"
        " words, each with its address.",
    )
    verbs = top.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    def command(name: str, run: Callable[[Options], int | None]) -> argparse.ArgumentParser:
        does = (run.__doc__ or "").partition("\n")[0]
        sub = verbs.add_parser(name, help=does, description=does, allow_abbrev=False)
        sub.set_defaults(run=run)
        sub.add_argument("--corpus", metavar="DIR", help="the releases' folder (default: corpus)")
        sub.add_argument("--index", metavar="DIR", help="the index's folder (default: index)")
        return sub

    sub = command("index", commands.index)
    sub.add_argument("--full", action="store_true", help="start anew")

    sub = command("ask", commands.ask)
    sub.add_argument("question", nargs="?", metavar="QUESTION")
    _batch_flag(sub, "question, history")
    sub.add_argument(
        "--history",
        action="append",
        default=[],
        metavar="QUESTION",
        help="an earlier question of the conversation (may be repeated)",
    )
    sub.add_argument(
        "--release", action="append", metavar="ID", help="only this release (may be repeated)"
    )
    sub.add_argument("--since", metavar="DATE", help="only releases from this date on")
    sub.add_argument("--until", metavar="DATE", help="only releases up to this date")
    _json_flag(sub)

    sub = command("verify", commands.verify)
    sub.add_argument("text", nargs="?", metavar="TEXT")
    sub.add_argument("--file", metavar="F", help="a draft: txt, md, docx, pdf; - is standard input")
    _batch_flag(sub, "claim")
    _json_flag(sub)

    sub = command("facts", commands.facts)
    sub.add_argument("register", choices=commands.REGISTERS)
    _form_flags(sub)

    _form_flags(command("conflicts", commands.conflicts))

    _json_flag(command("releases", commands.releases))

    sub = command("show", commands.show)
    sub.add_argument("release", metavar="RELEASE")
    _json_flag(sub)

    sub = command("add", commands.add)
    sub.add_argument("paths", nargs="+", metavar="PATH", help="files or folders")
    sub.add_argument("--date", metavar="YYYY-MM-DD", help="the date of releases that print none")
    sub.add_argument("--title", help="the title of a release that prints none")
    sub.add_argument("--url", help="where the release was published")
    sub.add_argument("--publisher", help="who published it")
    sub.add_argument("--replace", action="store_true", help="let a corrected version replace")
    _json_flag(sub)

    _json_flag(command("check", commands.check))

    sub = command("eval", commands.evaluate)
    sub.add_argument("file", nargs="?", metavar="FILE", help="questions or claims, JSON lines")
    sub.add_argument("--ablation", action="store_true", help="with ever more parts, refusing off")
    sub.add_argument(
        "--sentence-choice",
        action="store_true",
        help="FILE is SQuAD-shaped: its held-out questions, fusion against the assistant",
    )
    sub.add_argument("--mutations", action="store_true", help="every figure's sentence, changed")
    _json_flag(sub)

    sub = command("bench", commands.bench)
    sub.add_argument("--quick", action="store_true", help="small sizes and few runs")
    sub.add_argument("--sizes", default="", metavar="N,N", help="passages of the growth")
    sub.add_argument("--charts", metavar="DIR", help="also draw the charts there")
    _json_flag(sub)

    sub = command("train-ranker", commands.train_ranker)
    sub.add_argument("data", metavar="DATA")
    sub.add_argument("--out", required=True, metavar="DIR")
    return top


def _json_flag(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--json", action="store_true", help="print one JSON document")


def _form_flags(sub: argparse.ArgumentParser) -> None:
    one = sub.add_mutually_exclusive_group()
    one.add_argument("--json", action="store_true", help="print one JSON document")
    one.add_argument("--csv", action="store_true", help="print CSV, safe for spreadsheets")


def _batch_flag(sub: argparse.ArgumentParser, keys: str) -> None:
    sub.add_argument(
        "--batch", metavar="FILE", help=f"JSON lines {{id, {keys}}}; - is standard input"
    )
