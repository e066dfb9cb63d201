"""Groups on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from vssqa.errors import CorpusError
from vssqa.training.groups import Group, Reading, read_groups, write_groups

GROUP = Group(
    "Bao nhiêu?", (Reading("t", "93 % ở Việt Nam\u2028."),), (), (Reading("", "x"),), "r", "figure"
)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "groups.jsonl"
    assert write_groups(path, [GROUP, GROUP]) == 2
    assert read_groups(path) == [GROUP, GROUP]


@pytest.mark.parametrize("content", ["{}", "[1]", "not json", '{"question": 1, "right": 2}'])
def test_foreign_file_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "groups.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"groups\.jsonl"):
        read_groups(path)


def test_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"none\.jsonl"):
        read_groups(tmp_path / "none.jsonl")
