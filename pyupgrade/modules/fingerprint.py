"""The SHA-256 of the source rows that a line comes from, without their secrets: rows in, hex text out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any


def fingerprint(*rows: Mapping[str, Any], without: Collection[str] = ()) -> str:
    """Hex digest of rows of plain values; columns in `without` are left out of every row.

    The order of columns does not count, the order of rows does. A lone surrogate, which NVARCHAR can hold, is digested
    as it is.
    """
    whole = hashlib.sha256()
    for row in rows:
        kept = {name: value for name, value in row.items() if name not in without}
        text = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        whole.update(text.encode("utf-8", "surrogatepass"))
        whole.update(b"\n")
    return whole.hexdigest()
