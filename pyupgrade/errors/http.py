"""What can be wrong with a call over HTTP, whoever is called; each caller tells it as a fault of its own system."""

from __future__ import annotations

from typing import Any

from pyupgrade.errors.base import UpgradeError


class HttpError(UpgradeError):
    """{host} cannot be asked: {reason}"""

    code = "DMUpgrade.Http.Error"
    category = "ConnectionError"

    def __init__(self, **facts: Any) -> None:
        super().__init__(**facts)
        self.facts = facts  # what the error of another system is made of


class HttpUnreachable(HttpError):
    """{host} cannot be reached: {reason}."""

    code = "DMUpgrade.Http.Unreachable"
    transient = True


class HttpUntrusted(HttpError):
    """The certificate that {host} shows is not trusted: {reason}."""

    code = "DMUpgrade.Http.Untrusted"
    category = "SecurityError"


class HttpBusy(HttpError):
    """{host} asks to be left alone for {seconds} seconds more (HTTP {status})."""

    code = "DMUpgrade.Http.Busy"
    category = "ResourceBusy"
    transient = True


class HttpUnexpected(HttpError):
    """{host} gave an answer that cannot be used: {reason}."""

    code = "DMUpgrade.Http.Unexpected"
    category = "InvalidResult"
