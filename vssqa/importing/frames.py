"""Messages framed by their length, as the reading process and its parent pass them."""

from __future__ import annotations

import struct
from typing import BinaryIO

_LENGTH = struct.Struct(">Q")  # bytes of the message that follows


def read_frame(stream: BinaryIO) -> bytes | None:
    """Read one message, None where the stream ends before it is whole."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def write_frame(stream: BinaryIO, message: bytes) -> None:
    """Write one message and flush it.

    :raises OSError: if nobody reads any more.
    """
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()
