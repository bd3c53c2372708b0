"""The real engine with one entrance changed: DRIVER_REAL is its checkout, and this folder's bridge stands before its own."""

import os
from pathlib import Path

_REAL = Path(os.environ["DRIVER_REAL"]) / "pyupgrade"
__path__ = [str(Path(__file__).parent), str(_REAL)]
exec(compile((_REAL / "__init__.py").read_text("utf-8"), str(_REAL / "__init__.py"), "exec"))
