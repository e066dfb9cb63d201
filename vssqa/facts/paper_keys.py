"""The words and numbers under which a paper is looked up, so that not all need be compared.

Whoever looks up gets every paper that `matches` would find, and some more.
"""

from __future__ import annotations

from vssqa.facts.instruments import InstrumentMention
from vssqa.facts.paper_numbers import FULL_NUMBER, SHORT_NUMBER
from vssqa.text import fold, plain
from vssqa.types import Instrument


def keys_held(paper: Instrument) -> frozenset[str]:
    """Return the keys under which a paper of the register is found."""
    names = {fold(name) for name in (paper.title, *paper.aliases) if name}
    if paper.number is None:
        return frozenset(names)
    known = FULL_NUMBER.match(plain(paper.number)) or SHORT_NUMBER.match(paper.number)
    serial = {_serial_key(known.group("serial"))} if known else set()
    return frozenset(names | serial | {_number_key(paper.number)})


def keys_meant(mention: InstrumentMention) -> frozenset[str]:
    """Return the keys under which the papers that a mention may mean are found."""
    if mention.paper is None:
        return frozenset({fold(mention.title)} if mention.title else ())
    numbers = {_number_key(mention.number)} if mention.number else set()
    return frozenset(numbers | {_serial_key(mention.paper.serial)})


def _number_key(number: str) -> str:
    return f"number {number}"


def _serial_key(serial: str) -> str:
    return f"serial {serial.lstrip('0')}"
