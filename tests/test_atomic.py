"""Files are replaced in one step, whatever comes between; what a killed run left half written goes with the next."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from planner import atomic
from planner.atomic import BEGINNING, END, check_writable, replace_file, set_aside
from planner.errors import InputError
from tests.cli.conftest import environment


def half_written(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if file.name.startswith(BEGINNING)]


@pytest.mark.parametrize("step", ["write", "fsync", "replace", "chmod"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
def test_the_old_file_is_whole_whichever_step_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    file = tmp_path / "plan.csv"
    file.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(InputError, match=f"plan.csv: can't be written: {os.strerror(code)}"):
        replace_file(file, b"new")
    assert file.read_bytes() == b"old" and os.listdir(tmp_path) == ["plan.csv"]


def test_a_disk_that_fills_up_half_way_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, write, room = tmp_path / "plan.csv", os.write, [3]
    file.write_bytes(b"old")

    def until_full(handle: int, content: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        room[0] -= 1
        return write(handle, content[:1])

    monkeypatch.setattr(os, "write", until_full)
    with pytest.raises(InputError, match="No space left"):
        replace_file(file, b"longer")
    assert file.read_bytes() == b"old" and os.listdir(tmp_path) == ["plan.csv"]


def test_a_disk_that_takes_a_byte_at_a_time_gets_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write(handle, content[:1]))
    replace_file(tmp_path / "plan.csv", b"all of it")
    assert (tmp_path / "plan.csv").read_bytes() == b"all of it"


def test_a_killed_run_leaves_whole_files_and_the_next_one_clears_away_the_rest() -> None:
    """It forks, and this process has threads: so it has one of its own."""
    script = Path(__file__).parents[1] / "benchmarks" / "kills.py"
    done = subprocess.run(
        [sys.executable, script, "--kills", "100", "--size", "300000"], capture_output=True, text=True, check=False,
        timeout=100, env=environment(),
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    kills, whole, not_whole, left, stays = map(int, re.findall(r"\d+", done.stdout))
    assert (kills, not_whole, stays) == (100, 0, 0)
    assert whole > 100 and left > 0  # so that something could have been found


def test_what_another_run_is_writing_and_what_others_have_hidden_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".mine.new").touch()
    seen, move = [], os.replace

    def replace(source: str, target: str) -> None:
        if not seen:  # a second write, while the first one is about to end
            seen.append(half_written(tmp_path))
            replace_file(tmp_path / "other.csv", b"other")
        move(source, target)

    monkeypatch.setattr(os, "replace", replace)
    replace_file(tmp_path / "plan.csv", b"plan")
    assert len(seen[0]) == 1
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        ".mine.new": b"", "other.csv": b"other", "plan.csv": b"plan",
    }  # fmt: skip


def test_a_file_that_was_taken_before_it_was_held_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, taken = atomic.tempfile.mkstemp, []

    def stolen(**how: object) -> tuple[int, str]:
        found: tuple[int, str] = make(**how)  # type: ignore[call-overload]
        if not taken:
            taken.append(found[1])
            os.unlink(found[1])
        return found

    monkeypatch.setattr(atomic.tempfile, "mkstemp", stolen)
    replace_file(tmp_path / "plan.csv", b"plan")
    assert taken and os.listdir(tmp_path) == ["plan.csv"]


def test_a_pipe_under_our_name_stops_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"{BEGINNING}x{END}")
    replace_file(tmp_path / "plan.csv", b"plan")
    assert (tmp_path / "plan.csv").read_bytes() == b"plan"


def test_a_link_goes_on_pointing_at_what_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    replace_file(tmp_path / "link.csv", b"new")
    assert (tmp_path / "link.csv").is_symlink() and (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_file_that_is_marked_as_read_only_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_bytes(b"old")
    file.chmod(0o444)
    for write in (check_writable, lambda path: replace_file(path, b"new")):
        with pytest.raises(InputError, match="marked as read-only"):
            write(file)
    assert file.read_bytes() == b"old"


def test_what_is_set_aside_replaces_nothing(tmp_path: Path) -> None:
    names = []
    for k in range(3):
        (tmp_path / "grid.csv").write_text(str(k))
        names.append(set_aside(tmp_path / "grid.csv").name)
    assert names == ["grid.damaged.csv", "grid.damaged-2.csv", "grid.damaged-3.csv"]
    assert [(tmp_path / name).read_text() for name in names] == ["0", "1", "2"]
