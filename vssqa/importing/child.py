"""The process in which originals are parsed: nothing to write to, little to use up.

It takes jobs from standard input and gives each one's outcome on standard
output. `reading` starts it, and nobody else.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any, BinaryIO

from vssqa.errors import ReleaseImportError
from vssqa.importing.frames import read_frame, write_frame
from vssqa.importing.limits import ImportLimits
from vssqa.importing.originals import Kind
from vssqa.importing.release_form import Parts, check_text, try_reading

Reader = Callable[[bytes, ImportLimits], Parts]
_READERS: Mapping[Kind, tuple[str, str]] = {
    "text": ("vssqa.importing.text_original", "read_text"),
    "markdown": ("vssqa.importing.text_original", "read_markdown"),
    "html": ("vssqa.importing.html_original", "read_html"),
    "docx": ("vssqa.importing.docx_original", "read_docx"),
    "pdf": ("vssqa.importing.pdf_original", "read_pdf"),
}
_OPEN_FILES = 64  # enough to import modules
_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What a parser of an original has no business with, as Python's audit events name it.
_FORBIDDEN = (
    "socket.connect", "socket.getaddrinfo", "socket.bind", "subprocess.", "os.system", "os.exec",
    "os.fork", "os.posix_spawn", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.chmod",
    "os.link", "os.symlink", "os.truncate", "shutil.", "pickle.find_class",
)  # fmt: skip


def read_kind(kind: Kind, data: bytes, limits: ImportLimits) -> Parts:
    """Parse an original of a known kind, in this very process.

    :raises ReleaseImportError: with the reason; the caller names the original.
    """
    module, name = _READERS[kind]
    reader: Reader = getattr(importlib.import_module(module), name)
    parts = reader(data, limits)
    check_text(parts.text, limits)
    try_reading(parts.text)
    return parts


def main() -> None:
    """Serve jobs until standard input ends."""
    sys.dont_write_bytecode = True
    source, sink = _private_streams()
    limits = ImportLimits(**json.loads(read_frame(source) or b"{}"))
    limit_memory(limits)
    sys.addaudithook(_forbid)
    while (head := read_frame(source)) is not None:
        data = read_frame(source) or b""
        limit_processor_time(limits)
        outcome = _outcome(json.loads(head)["kind"], data, limits)
        write_frame(sink, json.dumps(outcome).encode("ascii"))


def _outcome(kind: Kind, data: bytes, limits: ImportLimits) -> dict[str, Any]:
    """Parse one original; whatever a parser raises becomes an outcome, too."""
    try:
        return {"parts": asdict(read_kind(kind, data, limits))}
    except ReleaseImportError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"memory": True}
    except RecursionError:
        return {"refused": "is nested too deep to be read: save it anew"}
    except Exception as error:  # what a parser may raise over foreign bytes cannot be listed
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(where.filename)}:{where.lineno}"
        return {"failed": type(error).__name__, "place": place}


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Take over standard input and output, so that nothing a parser prints gets into a frame."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return source, sink


# --- limits -----------------------------------------------------------------------


def limit_memory(limits: ImportLimits) -> None:
    """Bound address space and open files; forbid writing files and core dumps.

    Windows has no such limits; there only the time is bounded, by the parent.
    """
    if sys.platform == "win32":
        return
    import resource

    bounds = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
    }
    for kind, bound in bounds.items():
        _lower(kind, bound)


def _lower(kind: int, bound: int) -> None:
    """Lower one limit, never raise it; macOS refuses to bound address space, time still is."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        bound = min(bound, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (bound, hard))


def limit_processor_time(limits: ImportLimits) -> None:
    """Give the next job its seconds; a process whose parent died ends by this."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + limits.seconds + 1)


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """Stop what a parser must not do: networks, processes, writing files."""
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 else 0
        writes = isinstance(flags, int) and bool(flags & _WRITE_FLAGS)
        if writes and arguments[0] != os.devnull:
            raise PermissionError(f"writing {arguments[0]!r} while reading an original")
    elif event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} while reading an original")


if __name__ == "__main__":
    main()
