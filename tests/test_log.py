"""The details log: lines as objects, secrets masked, read on from where one stopped, rotated when large."""

from __future__ import annotations

from pathlib import Path

import pytest

from pyupgrade.engine import log


def test_lines_are_read_back_and_secrets_are_not_in_them(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "upgrade.log"
    known = ["hunter2!", "abc"]
    details = log.DetailsLog(path, lambda: 0.0, lambda: known)
    details.run = 3
    details.write("Information", "history", "password hunter2! is not shown, abc is too short to be masked")
    known.append("later-secret")
    details.write("Error", "objects", "later-secret", "DMUpgrade.X")
    assert b"hunter2" not in path.read_bytes() and b"later-secret" not in path.read_bytes()
    lines = list(log.read(path))
    assert [line.message for _, _, line in lines] == ["password *** is not shown, abc is too short to be masked", "***"]
    assert (lines[1][2].run, lines[1][2].error) == (3, "DMUpgrade.X")
    assert [line.level for _, _, line in log.read(path, lines[0][1])] == ["Error"]


def test_a_line_cut_short_by_a_kill_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "upgrade.log"
    log.DetailsLog(path, lambda: 0.0, list).write("Warning", "a", "whole")
    with path.open("ab") as out:
        out.write(b'{"time":"2026-')
    assert [line.message for _, _, line in log.read(path)] == ["whole"]


def test_a_large_log_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "upgrade.log"
    path.write_bytes(b"x" * log.ROTATE_BYTES)
    details = log.DetailsLog(path, lambda: 0.0, list)
    details.write("Warning", "a", "new file")
    assert path.stat().st_size < 1000 and (tmp_path / "upgrade.log.1").stat().st_size == log.ROTATE_BYTES
    assert [line.message for _, _, line in log.read(path, since=10**9)] == ["new file"]


def test_what_was_put_aside_is_read_too_and_nothing_is_missed_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, last = tmp_path / "upgrade.log", 0
    details = log.DetailsLog(path, lambda: 0.0, list)
    monkeypatch.setattr(log, "ROTATE_BYTES", 250)
    followed: list[str] = []
    for number in range(12):
        details.write("Warning", "a", f"line {number}")
        if number % 2:  # a reader that comes back now and then
            found = list(log.read(path, last))
            last = found[-1][1]
            followed += [line.message for _, _, line in found]
    every = [f"line {number}" for number in range(12)]
    assert followed == every
    assert (tmp_path / "upgrade.log.2").exists()
    kept = list(log.read(path))
    assert [line.message for _, _, line in kept] == every
    assert [at for at, _, _ in kept] == sorted(at for at, _, _ in kept)
