"""Provisioned controllers kept below .build, since a provision takes most of the time of a test that needs one."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

BUILD = Path(__file__).parents[2] / ".build" / "samba"


def kept(make: Callable[[Path], None], recipe: bytes) -> Path:
    """The folder that `make` fills, once for this recipe and this Samba."""
    version = subprocess.run(["samba", "--version"], capture_output=True, check=True).stdout
    folder = BUILD / hashlib.sha256(recipe + version).hexdigest()[:16]
    if not folder.is_dir():
        fresh = BUILD / f"{folder.name}.{os.getpid()}"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        make(fresh)
        try:
            fresh.rename(folder)
        except OSError:  # another process was first
            shutil.rmtree(fresh)
    return folder
