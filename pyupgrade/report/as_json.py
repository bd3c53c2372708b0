"""The report as JSON: the whole summary, every list in full, for programs."""

from __future__ import annotations

import msgspec

from pyupgrade.plan.wording import sayable
from pyupgrade.report.summary import Summary


def render(summary: Summary) -> str:
    """Indented JSON with the members of Summary; instants are ISO 8601."""
    plain = msgspec.to_builtins(summary)
    return msgspec.json.format(msgspec.json.encode(_whole(plain)), indent=2).decode("utf-8") + "\n"


def _whole(value: object) -> object:
    """Without lone surrogates, which JSON in UTF-8 cannot hold."""
    if isinstance(value, str):
        return sayable(value)
    if isinstance(value, dict):
        return {_whole(name): _whole(inner) for name, inner in value.items()}
    return [_whole(inner) for inner in value] if isinstance(value, (list, tuple)) else value
