"""What went wrong with a call over HTTP, as a fault of the identity platform with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from pyupgrade.errors import IdentityBusy, IdentityError, IdentityUnexpected, IdentityUnreachable, IdentityUntrusted
from pyupgrade.errors.http import HttpBusy, HttpError, HttpUnexpected, HttpUnreachable, HttpUntrusted

_OF: Final[Mapping[type[HttpError], type[IdentityError]]] = {
    HttpUnreachable: IdentityUnreachable,
    HttpUntrusted: IdentityUntrusted,
    HttpBusy: IdentityBusy,
    HttpUnexpected: IdentityUnexpected,
}


@contextmanager
def of_identity() -> Iterator[None]:
    """What is called inside calls the identity platform. Raises IdentityError in place of HttpError."""
    try:
        yield
    except HttpError as fault:
        raise _OF[type(fault)](**fault.facts) from None
