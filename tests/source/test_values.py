"""Stored values become canonical ones."""

import uuid
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyupgrade.source.values import canonical

GUID = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"


@pytest.mark.parametrize(
    ("kind", "stored", "wanted"),
    [
        ("guid", GUID.upper(), GUID), ("guid", f"{{{GUID.upper()}}}", GUID), ("guid", GUID.replace("-", ""), GUID),
        ("guid", uuid.UUID(GUID), GUID), ("guid", uuid.UUID(GUID).bytes_le, GUID), ("guid", None, None),
        ("bool", 1, True), ("bool", 0, False), ("bool", "True", True), ("bool", "0", False), ("bool", False, False),
        ("int", "42", 42), ("int", 42.0, 42), ("int", True, 1), ("bigint", 2**40, 2**40),
        ("text", "", ""), ("text", "ä", "ä"), ("text", "ä".encode(), "ä"), ("text", 5, "5"), ("sealed", "dmu1:x",
        "dmu1:x"),
        ("json", '{"a": [1, null]}', {"a": [1, None]}), ("json", b"[]", []), ("json", "null", None),
        ("instant", "2024-05-07T04:08:56.95Z", "2024-05-07T04:08:56.9500000Z"),
        ("instant", "2024-05-07 04:08:56.9512345", "2024-05-07T04:08:56.9512345Z"),
        ("instant", "2024-05-07T04:08:56+02:00", "2024-05-07T02:08:56.0000000Z"),
        ("instant", "2024-05-07 04:08:56 -0530", "2024-05-07T09:38:56.0000000Z"),
        ("instant", "2024-05-07", "2024-05-07T00:00:00.0000000Z"),
        ("instant", "2024-05-07T04:08", "2024-05-07T04:08:00.0000000Z"),
        ("instant", "2024-05-07T04:08:56.123456789Z", "2024-05-07T04:08:56.1234567Z"),
        ("instant", "/Date(1715054936950)/", "2024-05-07T04:08:56.9500000Z"),
        ("instant", "/Date(1715054936950+0200)/", "2024-05-07T04:08:56.9500000Z"),
        ("instant", "/Date(-1)/", "1969-12-31T23:59:59.9990000Z"),
        ("instant", 638506517369500000, "2024-05-07T04:08:56.9500000Z"),
        ("instant", "638506517369500001", "2024-05-07T04:08:56.9500001Z"),
        ("instant", "9999 December 31 00:00:00", "9999-12-31T00:00:00.0000000Z"),
        ("instant", "9999-12-31 23:59:59.9999999", "9999-12-31T23:59:59.9999999Z"),
        ("instant", "0001-01-01 00:00:00", "0001-01-01T00:00:00.0000000Z"),
        ("instant", datetime.fromisoformat("2024-05-07T04:08:56.95"), "2024-05-07T04:08:56.9500000Z"),
        ("instant", datetime(2024, 5, 7, 6, 8, tzinfo=timezone(timedelta(hours=2))), "2024-05-07T04:08:00.0000000Z"),
    ],
)  # fmt: skip
def test_canonical(kind: str, stored: Any, wanted: Any) -> None:
    found = canonical(kind, stored)
    assert found == wanted
    assert type(found) is type(wanted)


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        ("guid", "nonsense"), ("guid", b"short"), ("guid", "g" * 36), ("guid", "0a1b2c3d-4e5f-6789-abcd-ef012345678z"),
        ("bool", "maybe"), ("bool", 2), ("int", "4.5"), ("int", "x"), ("int", 4.5), ("json", "{"), ("json", '{"a": 1'),
        ("json", ""),
        ("instant", "gestern"), ("instant", "2024-02-30"), ("instant", "2024-05-07T25:00:00Z"), ("instant", 42),
        ("instant", "42"),
        ("instant", "9999-12-31T23:59:59-02:00"), ("instant", "2024 Mai 07 00:00:00"), ("instant", ""), ("text",
        b"\xff"),
        ("colour", "red"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_is_wrong_and_not_the_value(kind: str, stored: Any) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - every kind has its own words
        canonical(kind, stored)
    if len(str(stored)) > 3 and kind != "colour":
        assert str(stored) not in str(caught.value)


OLDEST = datetime.fromisoformat("1600-01-01")  # hypothesis wants its bounds without a zone


@settings(deadline=None)
@given(moment=st.datetimes(min_value=OLDEST, timezones=st.just(UTC)))
def test_all_forms_of_one_instant_agree(moment: datetime) -> None:
    ticks = (moment - datetime(1, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10
    day = f"{moment.year:04d}-{moment:%m-%d}"
    forms = [
        moment,
        moment.replace(tzinfo=None),
        f"{day}T{moment:%H:%M:%S.%f}Z",
        f"{day} {moment:%H:%M:%S.%f}",
        ticks,
        str(ticks),
    ]
    assert len({canonical("instant", form) for form in forms}) == 1


@settings(deadline=None)
@given(value=st.uuids())
def test_all_forms_of_one_guid_agree(value: uuid.UUID) -> None:
    forms = [value, str(value), str(value).upper(), value.hex, value.bytes_le, f"{{{value}}}"]
    assert {canonical("guid", form) for form in forms} == {str(value)}
