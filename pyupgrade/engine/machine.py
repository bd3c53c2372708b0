"""Probes of this machine for preflight: disks, rights, ODBC, services and accounts, each None where nothing can be said."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import stat
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from pyupgrade.checks.context import Library, Machine
from pyupgrade.engine import windows

# What the engine imports at work, and the lowest version the ranges of pyproject.toml let in.
LIBRARIES = {
    "SQLAlchemy": "2.0.40", "pydantic": "2.10", "msgspec": "0.19", "cryptography": "43", "jinja2": "3.1", "defusedxml": "0.7.1",
    "msal": "1.32", "requests": "2.31", "ldap3": "2.9.1", "pyodbc": "5.2", "elasticsearch": "8.17",
}  # fmt: skip


def machine(topology: str) -> Machine:
    return Machine(
        python=sys.version_info[:3],
        libraries=[Library(name, wanted, _version(name)) for name, wanted in LIBRARIES.items()],
        free_bytes=_free_bytes,
        mode=_mode,
        # Where the source is also the target, closing a file opened here would drop the locks that SQLite holds for us.
        head=_head if topology == "new" else _no_head,
        size=_size,
        writable=_writable,
        exists=_exists,
        dsns=windows.dsns if sys.platform == "win32" else _dsns,
        managed_account=windows.managed_account,
        services=windows.services,
    )


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _there(path: Path) -> Path | None:
    """The path, or the nearest folder above it that exists."""
    return next((p for p in (path, *path.parents) if p.exists()), None)


def _free_bytes(path: Path) -> int | None:
    there = _there(path)
    return None if there is None else shutil.disk_usage(there).free


def _writable(path: Path) -> bool | None:
    there = _there(path)
    if there is None or sys.platform == "win32":
        return None  # access() tells nothing about access lists
    return os.access(there, os.W_OK | (os.X_OK if there.is_dir() else 0))


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _exists(path: str) -> bool | None:
    if sys.platform != "win32" and re.match(r"[A-Za-z]:[\\/]|\\\\", path):
        return None
    try:
        return Path(path).exists()
    except OSError:  # a share that refuses, a name too long
        return False


def _dsns() -> dict[str, str] | None:
    """System DSNs of unixODBC with their drivers; None where unixODBC is not installed."""
    place = os.environ.get("ODBCSYSINI") or _odbc_folder()
    if place is None:
        return None
    found = configparser.RawConfigParser(strict=False)
    try:
        found.read(Path(place) / "odbc.ini", encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError):
        return None
    return {name: found.get(name, "Driver", fallback="") for name in found.sections() if name != "ODBC Data Sources"}


def _odbc_folder() -> str | None:
    """Where odbcinst keeps its files: a line `SYSTEM DATA SOURCES: /etc/odbc.ini` of its -j."""
    tool = shutil.which("odbcinst")
    if tool is None:
        return None
    said = subprocess.run([tool, "-j"], capture_output=True, text=True, timeout=10, check=False).stdout
    place = re.search(r"SYSTEM DATA SOURCES\s*:\s*(.+)", said)
    return str(Path(place[1].strip()).parent) if place else None


def _mode(path: Path) -> int | None:
    if sys.platform == "win32" or not path.exists():
        return None  # access lists have no such bits
    return stat.S_IMODE(path.stat().st_mode)


def _no_head(path: Path, count: int) -> bytes | None:
    return None


def _head(path: Path, count: int) -> bytes | None:
    try:
        with path.open("rb") as content:
            return content.read(count)
    except OSError:
        return None
