"""The five releases' registers as one readable file, one fact a line.

`python -m tests.facts.golden` writes tests/facts/golden_registers.json anew;
read its diff before committing it. A field that is empty is left out; a
release is named by the date its identifier begins with.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vssqa.corpus import read_corpus
from vssqa.facts.registers import read_registers
from vssqa.types import Agency, Conflict, Duty, Figure, Instrument, Registers

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
GOLDEN = Path(__file__).with_name("golden_registers.json")

Line = dict[str, Any]
_DATE = len("2024-01-22")


def golden_text(registers: Registers) -> str:
    """Return the golden file's text for some registers."""
    parts = (
        ("figures", map(_figure, registers.figures)),
        ("instruments", map(_instrument, registers.instruments)),
        ("agencies", map(_agency, registers.agencies)),
        ("duties", map(_duty, registers.duties)),
        ("conflicts", map(_conflict, registers.conflicts)),
    )
    return "{\n" + ",\n".join(_section(name, lines) for name, lines in parts) + "\n}\n"


def _section(name: str, lines: Iterable[Line]) -> str:
    rows = ",\n".join(json.dumps(_kept(line), ensure_ascii=False) for line in lines)
    return f'"{name}": [\n{rows}\n]'


def _kept(line: Line) -> Line:
    return {key: value for key, value in line.items() if value not in (None, "", [], {})}


def _figure(figure: Figure) -> Line:
    return {
        "in": figure.release[:_DATE],
        "at": figure.span.start,
        "surface": figure.surface,
        "value": figure.value,
        "unit": figure.unit,
        "scheme": figure.scheme,
        "measure": figure.measure,
        "place": figure.place,
        "period": figure.period,
        "status": figure.status,
        "qualifier": figure.qualifier,
        "inferred": {inference.field: inference.rule for inference in figure.inferred},
    }


def _instrument(instrument: Instrument) -> Line:
    return {
        "key": instrument.key,
        "number": instrument.number,
        "type": instrument.type,
        "issuer": instrument.issuer,
        "title": instrument.title,
        "date": instrument.date,
        "aliases": list(instrument.aliases),
        "ambiguous": instrument.ambiguous or None,
        "mentions": [f"{m.release[:_DATE]}:{m.span.start}" for m in instrument.mentions],
    }


def _agency(agency: Agency) -> Line:
    return {
        "name": agency.name,
        "kind": agency.kind,
        "aliases": list(agency.aliases),
        "roles": list(_roles(agency)),
        "mentions": [f"{m.release[:_DATE]}:{m.span.start}" for m in agency.mentions],
    }


def _roles(agency: Agency) -> Iterator[str]:
    for role in agency.roles:
        yield f"{role.release[:_DATE]} {role.role} | {role.organisation or '-'}"


def _duty(duty: Duty) -> Line:
    return {
        "in": duty.release[:_DATE],
        "at": duty.span.start,
        "responsible": duty.responsible,
        "action": duty.action,
        "by": duty.ordered_by,
        "deadline": duty.deadline,
        "under": duty.instrument,
    }


def _conflict(conflict: Conflict) -> Line:
    return {
        "kind": conflict.kind,
        "note": conflict.note,
        "figures": [f"{f.release[:_DATE]}:{f.span.start} {f.surface}" for f in conflict.figures],
    }


def main() -> None:
    """Write the golden file anew."""
    GOLDEN.write_text(golden_text(read_registers(read_corpus(CORPUS))), encoding="utf-8")
    print(f"written: {GOLDEN.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
