"""The canonical form: from values of a plan line, an object or an event to the bytes that digests are taken over."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(order="deterministic")


def canonical(values: Any) -> bytes:
    """`values` as compact JSON in UTF-8, keys sorted by code point, nothing escaped that JSON lets stand.

    `values` are what ports.Row and Change.values hold: str, int, bool, None, lists and dicts with text keys. Instants
    are ISO 8601 UTC to the tick and GUIDs lower-case before they come here; lists stand in the order given (where order
    has no meaning, whoever made the list sorted it); None is written as null and an absent field is not written, so the
    two differ; text is not normalised. A lone surrogate, which NVARCHAR can hold and UTF-8 cannot, is written as its
    three surrogatepass bytes.
    """
    try:
        return _encoder.encode(values)
    except UnicodeEncodeError:
        plain = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return plain.encode("utf-8", "surrogatepass")


def digest(values: Any) -> str:
    """SHA-256 of the canonical form, as 64 lower-case hex digits."""
    return hashlib.sha256(canonical(values)).hexdigest()
