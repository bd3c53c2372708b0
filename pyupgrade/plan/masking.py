"""Secrets taken out of what somebody else says: a product or a server may quote what it was sent, and in a notation of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Final

MASK: Final = "***"
CUT: Final = "…"
SHORTEST: Final = 4  # characters; of less a text has too many by chance


def masked(message: str, secrets: Iterable[str]) -> str:
    """The message without these values: as they are, as JSON or XML writes them, and what is left of one where a message was cut."""
    forms = {form for secret in secrets if len(secret) >= SHORTEST for form in _forms(secret)}
    for form in sorted(forms, key=len, reverse=True):
        message = message.replace(form, MASK)
    *cut, rest = message.split(CUT)
    return CUT.join([*(_without_start(part, forms) for part in cut), rest])


@lru_cache(maxsize=1024)
def _forms(secret: str) -> tuple[str, ...]:
    in_json = (json.dumps(secret, ensure_ascii=a)[1:-1] for a in (True, False))
    return secret, *in_json, escape(secret), escape(secret, quote=False)


def _without_start(text: str, forms: Iterable[str]) -> str:
    """The text without the start of a form that it ends with."""
    found = (n for form in forms for n in range(len(form) - 1, SHORTEST - 1, -1) if text.endswith(form[:n]))
    longest = max(found, default=0)
    return text[: len(text) - longest] + (MASK if longest else "")
