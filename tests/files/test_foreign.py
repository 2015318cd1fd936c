"""Files that are no scenario or table of ours are refused, and nothing that is in them is repeated."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import planner
from planner.errors import InputError

SECRET = "hunter2"
FOREIGN = {
    "passwd": f"root:x:0:0:{SECRET}:/root:/bin/bash\ndaemon:x:1:1:{SECRET}:/:/bin/sh\n",
    "text": f"{SECRET}\n",
    "list": f"- {SECRET}\n- {SECRET}\n",
    "keys": f"password: {SECRET}\n{SECRET}: [1, 2]\n",
    "twice": f"{SECRET}: 1\n{SECRET}: 2\n",
    "tagged": f"!{SECRET} {{a: 1}}\n",
    "alias": f"a: *{SECRET}\n",
    "broken": f"{SECRET}: [1\n",
    "key": f"-----BEGIN KEY-----\n{SECRET}==\n-----END KEY-----\n",
    "ini": f"[default]\npassword = {SECRET}\n",
    "shell": f"export TOKEN='{SECRET}'\n",
    "csv": f"user,{SECRET}\n1,{SECRET}\n",
    "twins": f"{SECRET},{SECRET}\n1,{SECRET}\n",
    "binary": f"\x7fELF\0{SECRET}",
    "latin": f"{SECRET}\xe9",
}
BASE = "format: 1\ncalendar: {start: 2027-01, periods: 1}\npools: []\n"


def refused(file: Path) -> str:
    with pytest.raises(InputError) as caught:
        planner.load(file)
    return str(caught.value)


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("how", ["extends: {}", "format: 1\nextends: {}"])
def test_what_is_extended_and_is_no_scenario_is_not_repeated(tmp_path: Path, name: str, how: str) -> None:
    (tmp_path / "foreign").write_bytes(FOREIGN[name].encode("latin-1"))
    (tmp_path / "v.yaml").write_text(how.format("foreign"))
    assert SECRET not in refused(tmp_path / "v.yaml")


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("ending", ["", ".csv", ".tsv", ".xlsx", ".csv#Sheet"])
def test_nor_is_a_table_that_is_none(tmp_path: Path, name: str, ending: str) -> None:
    (tmp_path / f"foreign{ending.partition('#')[0]}").write_bytes(FOREIGN[name].encode("latin-1"))
    (tmp_path / "s.yaml").write_text(f"{BASE}requests: foreign{ending}\n")
    assert SECRET not in refused(tmp_path / "s.yaml")


def test_a_file_that_is_large_or_no_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with open(tmp_path / "huge", "wb") as huge:
        huge.truncate(10**12)
    os.mkfifo(tmp_path / "pipe")
    for name in ("huge", "pipe", "/dev/zero", ".", "/proc/self/mem"):
        (tmp_path / "v.yaml").write_text(f"format: 1\nextends: {name}\n")
        assert refused(tmp_path / "v.yaml").startswith(f"{tmp_path / 'v.yaml'}:2: extends: ")


def test_a_scenario_with_a_slip_is_still_told_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("format: 1\nname: [x\n")
    (tmp_path / "v.yaml").write_text("format: 1\nextends: base.yaml\n")
    assert "base.yaml:" in refused(tmp_path / "v.yaml")
