"""A call over HTTP that fails names no system; whoever calls makes of it a fault of the system that was called."""

from typing import Any

import pytest

from pyupgrade.connect.http import Http, Patience
from pyupgrade.connect.identity_faults import of_identity
from pyupgrade.errors import IdentityError
from pyupgrade.errors.http import HttpError, HttpUnreachable

FACTS: dict[str, Any] = {"host": "host.example", "reason": "it rains", "seconds": 50, "status": 429}


def test_a_host_that_refuses_is_told_without_what_was_asked() -> None:
    with (
        Http(Patience(clock=lambda: 0.0, sleep=lambda seconds: None)) as http,
        pytest.raises(HttpUnreachable) as caught,
    ):
        http.post("https://127.0.0.1:1/path?given=secret", data={"password": "secret"})
    assert caught.value.message == "127.0.0.1:1 cannot be reached: Connection refused."


@pytest.mark.parametrize("kind", HttpError.__subclasses__())
def test_every_fault_is_one_of_the_identity_platform(kind: type[HttpError]) -> None:
    with pytest.raises(IdentityError) as caught, of_identity():
        raise kind(**FACTS)
    told = caught.value
    assert type(told).__name__ == kind.__name__.replace("Http", "Identity")
    assert (told.transient, told.category) == (kind.transient, kind.category)
    assert told.message == type(told)(**FACTS).message, "nothing that was known is lost"
