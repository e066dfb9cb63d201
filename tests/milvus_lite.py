"""Milvus Lite for tests: a file inside this process, or a server beside it; both gone behind."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_START_SECONDS = 60


@contextmanager
def lite_file(folder: Path) -> Iterator[str]:
    """Give the name of a file of Milvus Lite; the server that reads it ends with the block."""
    from milvus_lite.server_manager import server_manager_instance

    path = folder / "passages.db"
    try:
        yield str(path)
    finally:
        server_manager_instance.release_server(str(path))


class LocalServer:
    """Milvus Lite as a process of its own that answers on this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.uri = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "milvus_lite", "server", "--data-dir", str(self._folder)),
                *("--host", "127.0.0.1", "--port", str(self._port)),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self._port), 1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        self.stop()
        raise AssertionError("Milvus Lite's server does not start")

    def stop(self) -> None:
        """End it; its folder stays as it is."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def local_server(folder: Path) -> Iterator[LocalServer]:
    """Run a server while the block runs."""
    server = LocalServer(folder / "server")
    server.start()
    try:
        yield server
    finally:
        server.stop()
