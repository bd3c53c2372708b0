"""LDIF: the cases on disk, and the way there and back of anything."""

import base64
import io
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyupgrade.errors import LdifInvalid
from pyupgrade.sample.ldif import LdifWriter
from pyupgrade.source.ldif import read_ldif

CASES = sorted((Path(__file__).parents[1] / "cases" / "ldif").glob("*.ldif"))


def shown(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return "base64:" + base64.b64encode(value).decode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path) -> None:
    wanted: Any = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    if isinstance(wanted, dict):
        with pytest.raises(LdifInvalid) as caught:
            list(read_ldif(case))
        assert f"line {wanted['line']}:" in caught.value.message
        assert wanted["reason"] in caught.value.message
        assert str(case) in caught.value.message
        return
    found = [[r.dn, {n: [shown(v) for v in values] for n, values in r.attributes.items()}] for r in read_ldif(case)]
    assert found == wanted


def test_there_are_cases() -> None:
    assert len(CASES) > 20


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LdifInvalid, match="No such file"):
        list(read_ldif(tmp_path / "none.ldif"))


NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,20}", fullmatch=True).filter(
    lambda n: n.lower() not in ("dn", "changetype", "control")
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
ENTRIES = st.lists(
    st.tuples(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120),
        st.uuids(),
        st.dictionaries(NAMES, TEXTS, max_size=6),
    ),
    max_size=8,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=ENTRIES)
def test_what_is_written_is_read_again(entries: list[tuple[str, uuid.UUID, dict[str, str]]], tmp_path: Path) -> None:
    text = io.StringIO()
    writer = LdifWriter(text)
    for dn, guid, attributes in entries:
        writer.entry(dn, str(guid), attributes)
    path = tmp_path / "x.ldif"
    path.write_bytes(text.getvalue().encode())
    assert all(len(line) <= 76 for line in text.getvalue().split("\n") if not line.startswith("#"))
    records = list(read_ldif(path))
    assert [record.dn for record in records] == [dn for dn, _, _ in entries]
    for record, (_, guid, attributes) in zip(records, entries, strict=True):
        assert record.attributes.pop("objectguid") == [guid.bytes_le]
        merged: dict[str, list[bytes]] = {}
        for name, value in attributes.items():
            merged.setdefault(name.lower(), []).append(value.encode())
        assert record.attributes == merged
