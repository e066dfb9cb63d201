"""A connection to Milvus, a file of Milvus Lite or a server; the only file that imports pymilvus.

It is imported with the first connection.
"""

from __future__ import annotations

import logging
import os
import re
from typing import Any

from vssqa.errors import StoreError

INSTALL = "pip install -e '.[milvus]'"

_CONNECT_SECONDS = 10.0
_ASK_SECONDS = 10.0
_WRITE_SECONDS = 60.0
_RETRIES = 8  # of a call without a time limit, as indexing and loading need: some 10 s of silence
_NOT_CONNECTED, _NO_SUCH_COLLECTION, _NOT_LOADED = 2, 100, 101  # Milvus' codes
# pymilvus asks "are you there" every 10 s; Milvus Lite, as any gRPC server by default, hangs up
# on who does so more often than every 5 minutes. Every call has its own time limit.
_CHANNEL = {
    "grpc.keepalive_time_ms": 330_000,
    "grpc.keepalive_permit_without_calls": False,
    "grpc.initial_reconnect_backoff_ms": 200,
    "grpc.max_reconnect_backoff_ms": 2_000,  # a server that is back is found at once
}
_NOISY = ("pymilvus", "pymilvus.milvus_client", "milvus_lite", "grpc")


class Server:
    """A connection to Milvus. Its faults become `StoreError`, in one line without the token."""

    def __init__(self, uri: str, token: str = "") -> None:
        """Connect, starting Milvus Lite inside this process where `uri` is a file.

        :raises StoreError: if pymilvus is missing or nothing answers there.
        """
        os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # read once, when grpc is imported
        try:
            import pymilvus
        except ImportError as error:
            raise StoreError(f"VSSQA_STORE=milvus needs pymilvus: run {INSTALL}") from error
        for name in _NOISY:  # a fault is told once, by the error
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._faults: tuple[type[Exception], ...] = (pymilvus.MilvusException,)
        self._uri, self._token = uri, token
        self.where = repr(re.sub(r"//[^/@]*@", "//", uri))
        try:
            self._client = pymilvus.MilvusClient(
                uri, token=token, timeout=_CONNECT_SECONDS, grpc_options=_CHANNEL
            )
        except self._faults as error:
            raise StoreError(self._why_no_connection()) from error

    # --- collections -----------------------------------------------------------------

    def holds(self, name: str) -> bool:
        """Tell whether there is a collection of that name.

        :raises StoreError: if the server fails; so do all of these.
        """
        return bool(self._call("has_collection", name))

    def create(self, name: str, dimension: int) -> None:
        """Create a collection of rows, the releases they are of, and their vectors."""
        from pymilvus import DataType, MilvusClient

        schema = MilvusClient.create_schema(
            auto_id=False,
            enable_dynamic_field=False,
            description="passages of an index of vssqa, written once",
        )
        schema.add_field("row", DataType.INT64, is_primary=True)
        schema.add_field("release", DataType.INT64)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
        self._call("create_collection", name, schema=schema, consistency_level="Strong")

    def insert(self, name: str, rows: list[dict[str, Any]]) -> None:
        """Add rows, each with the keys `row`, `release` and `vector`."""
        self._call("insert", name, rows, seconds=_WRITE_SECONDS)

    def order(self, name: str, lists: int | None) -> None:
        """Bring all rows to the disk and index their vectors: in so many lists, or flat.

        By the inner product, which is the cosine of unit vectors: by "COSINE" a
        server would keep vectors that it has scaled.
        """
        from pymilvus import MilvusClient

        self._call("flush", name, seconds=None)
        indexes = MilvusClient.prepare_index_params()
        kind, params = "FLAT", {}
        if lists is not None:
            kind, params = "IVF_FLAT", {"nlist": lists}
        indexes.add_index("vector", index_type=kind, metric_type="IP", params=params)
        self._call("create_index", name, indexes, seconds=None)

    def load(self, name: str) -> None:
        """Let the server hold a collection ready for searching."""
        self._call("load_collection", name, seconds=None)

    def drop(self, name: str) -> None:
        """Remove a collection where it is there."""
        if self.holds(name):
            self._call("drop_collection", name, seconds=_WRITE_SECONDS)

    # --- rows ------------------------------------------------------------------------

    def count(self, name: str) -> int:
        """Return how many rows a collection holds, all that was written included."""
        found = self._call("query", name, output_fields=["count(*)"], consistency_level="Strong")
        return int(found[0]["count(*)"])

    def rows(self, name: str, expression: str, *, fresh: bool) -> list[dict[str, Any]]:
        """Return the rows that fit, as they were inserted, in order of row.

        :param fresh: wait for all that was written; where that was long ago it only costs time.
        """
        found = self._call(
            "query",
            name,
            filter=expression,
            output_fields=["row", "release", "vector"],
            consistency_level="Strong" if fresh else "Bounded",
        )
        return sorted(found, key=lambda one: int(one["row"]))

    def search(
        self, name: str, vector: Any, k: int, expression: str, lists: int | None
    ) -> list[tuple[int, float]]:
        """Return the `k` nearest rows and their inner products, best first.

        :param lists: that are looked into; None where the collection is flat.
        """
        params = {} if lists is None else {"nprobe": lists}
        (found,) = self._call(
            "search",
            name,
            [vector],
            filter=expression,
            limit=k,
            search_params={"metric_type": "IP", "params": params},
            anns_field="vector",
            consistency_level="Bounded",
        )
        return [(int(hit["row"]), float(hit["distance"])) for hit in found]

    # --- faults ----------------------------------------------------------------------

    def _call(
        self, method: str, name: str, *rest: Any, seconds: float | None = _ASK_SECONDS, **named: Any
    ) -> Any:
        """Call a method of the client on a collection.

        :param seconds: the time limit; None for what may take any time on a large collection.
        """
        limit = {"retry_times": _RETRIES} if seconds is None else {"timeout": seconds}
        call = getattr(self._client, method)
        try:
            return call(name, *rest, **limit, **named)
        except self._faults as error:
            if getattr(error, "code", None) != _NOT_LOADED:
                raise StoreError(self._told(error)) from error
        self.load(name)  # the server was started anew since
        try:
            return call(name, *rest, **limit, **named)
        except self._faults as error:
            raise StoreError(self._told(error)) from error

    def _told(self, error: Exception) -> str:
        """Say what failed and what to do."""
        code = getattr(error, "code", None)
        if code == _NOT_CONNECTED:
            return self._why_no_connection()
        if code == _NO_SUCH_COLLECTION:
            return (
                f"Milvus at {self.where} no longer holds the collection that was being read, a"
                " newer index may have taken its place: try again"
            )
        message = str(getattr(error, "message", "")) or type(error).__name__
        reason = message.partition("\n")[0][:160]
        if self._token:
            reason = reason.replace(self._token, "...")
        return f"Milvus at {self.where} failed ({reason}): see that it runs, then try again"

    def _why_no_connection(self) -> str:
        """Say why nothing could be opened, and what to do."""
        if "://" in self._uri:
            return (
                f"Milvus at {self.where} does not answer, or refuses the token: start it, or"
                " correct VSSQA_MILVUS_URI and VSSQA_MILVUS_TOKEN"
            )
        return (
            f"Milvus Lite cannot open {self.where}: end the other process that holds it (one may),"
            " or let `milvus-lite server` hold it and set VSSQA_MILVUS_URI to its address"
        )
