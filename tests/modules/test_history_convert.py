"""Events into history rows: cases on disk, the oracle on random events, nothing lost, lanes that agree."""

import json
import pickle
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyupgrade.modules import history_convert, history_event
from pyupgrade.modules.history_convert import Conversion, Converted
from pyupgrade.modules.history_instants import read_instant, show_instant
from pyupgrade.plan.history import Digest, Portion, Row, document_id, ndjson, source_key
from tests import oracle_history as oracle

CASES = sorted((Path(__file__).parents[1] / "cases" / "history").glob("*.json"))
INSTALLATION = "11111111-2222-3333-4444-555555555555"
ACTIONS = {3: "Object Created", 7: "Query Change", 12: "Ownership Change"}
SECRET = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
CLIENTS = {SECRET: (4, "Portal Ä"), "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee": (5, "Synchronize")}
STORES = {1: 1, 2: 20}
COLUMNS = (
    "HistoryKey", "IdentityStoreID", "ModifiedOn", "ObjectGUID", "UserGUID", "ActionID", "Problem", "Extra", "Raw",
    "Record",
)  # fmt: skip


def conversion(**other: Any) -> Conversion:
    given_: dict[str, Any] = {
        "installation": INSTALLATION,
        "ordinal": 1,
        "streams": oracle.STREAMS,
        "actions": ACTIONS,
        "clients": CLIENTS,
        "stores": STORES,
        **other,
    }
    return Conversion(**given_)


def converted(*events: Any, store: int | None = 1, stream: int = 1, **other: Any) -> Converted:
    made = Converted()
    rows = [(key, store, event) for key, event in enumerate(events, 1)]
    conversion(**other).convert(stream, rows, made)
    return made


def told(row: Row) -> dict[str, Any]:
    """A row by column name, in the form of the oracle."""
    shown = dict(zip(COLUMNS, row, strict=True))
    shown["Problem"] = set((shown["Problem"] or "").split())
    shown["Extra"] = None if shown["Extra"] is None else json.loads(shown["Extra"])
    shown["Record"] = json.loads(shown["Record"])
    return shown


def by_oracle(data: Any, store: int | None = 1, key: int = 1, stream: int = 1) -> dict[str, Any]:
    return oracle.convert(
        stream, key, store, data, installation=INSTALLATION, actions=ACTIONS, clients=CLIENTS, stores=STORES
    )


# -- cases on disk
# --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case(path: Path) -> None:
    """A case holds `data` (text, or `hex` for bytes), what it is given as, and the row expected; absent columns are
    NULL."""
    case = json.loads(path.read_text(encoding="utf-8"))
    data = bytes.fromhex(case["hex"]) if "hex" in case else case["data"]
    if isinstance(data, dict):
        data = json.dumps(data, ensure_ascii=False)
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    stream = next(n for n, name in oracle.STREAMS.items() if name == case.get("stream", "objects"))
    made = converted(data, store=case.get("store", 1), stream=stream)
    expected = dict.fromkeys(COLUMNS[1:]) | {"Problem": []} | case["row"]
    assert b"\n" not in made.rows[0][-1]
    row = told(made.rows[0])
    row["Problem"] = sorted(row["Problem"])
    del row["HistoryKey"], row["Record"]["Id"], row["Record"]["Stream"]
    assert row == expected
    assert by_oracle(data, case.get("store", 1), stream=stream) == told(made.rows[0])
    assert SECRET not in repr(made.rows).lower()


def test_there_are_cases() -> None:
    assert len(CASES) >= 25


# -- random events
# ----------------------------------------------------------------------------------------------------------

TEXTS = st.one_of(st.text(max_size=30), st.sampled_from(["", " ", "ä;ö", "{", "x" * 5000, "\U0001f680"]))
DATES = st.one_of(
    st.datetimes().map(lambda d: d.isoformat() + "Z"),
    st.datetimes().map(lambda d: d.isoformat()),
    st.tuples(
        st.datetimes(),
        st.integers(0, 10**9 - 1),
        st.sampled_from(["", "Z", "z", " +01:00", "+02:00", "-1130", "+15:00"]),
    ).map(lambda t: f"{t[0]:%Y-%m-%dT%H:%M:%S}".rjust(19, "0") + f".{t[1]}{t[2]}"),
    st.integers(-(10**14), 10**14).map(lambda ms: f"/Date({ms})/"),
    st.integers(0, 10**13).map(lambda ms: f"/Date({ms}+0200)/"),
    st.integers(5 * 10**17, 4 * 10**18),
    st.integers(5 * 10**17, 4 * 10**18).map(str),
    st.sampled_from(
        [
            "",
            "gestern",
            "2021-02-30T00:00:00Z",
            "0001-01-01T00:00:00",
            "2020-01-01 10:11",
            "9999-12-31T23:59:59.9999999Z",
        ]
    ),
)
GUIDS = st.uuids().map(str) | st.uuids().map(lambda u: f"{{{u}}}".upper()) | TEXTS
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KINDS = {
    "text": TEXTS,
    "number": st.integers(-10, 10**6) | st.integers() | st.integers(0, 40).map(str) | TEXTS,
    "list": st.lists(TEXTS, max_size=5) | st.lists(st.sampled_from("abc"), max_size=4).map(";".join) | TEXTS,
    "flag": st.booleans() | st.integers(0, 1) | st.sampled_from(["true", "False", "?"]),
    "any": JSON,
}
SPECIAL: dict[str, Any] = {
    "ObjectGUID": GUIDS,
    "UserGUID": GUIDS,
    "DateTimeLogged": DATES,
    "DateTimeDetected": DATES,
    "TicDateTime": DATES,
    "ChangeMadeBy": st.sampled_from([SECRET, SECRET.upper(), f"{{{SECRET}}}", ""]) | GUIDS,
    "Action": st.sampled_from([3, 7, 12, "3", " 12 ", 99, "99", "Query"]) | KINDS["number"],
    "IdentityStoreID": st.sampled_from([1, 2, 3, "1", "2", None, 7]),
}
KNOWN = st.fixed_dictionaries(
    {}, optional={key: st.none() | SPECIAL.get(key, KINDS[kind]) for key, kind in oracle.KIND.items()}
)
ODD = st.tuples(
    KNOWN,
    st.dictionaries(st.text(max_size=8), JSON, max_size=3),
    st.dictionaries(st.sampled_from(list(oracle.KIND)), JSON, max_size=3),
)
EVENTS = KNOWN | ODD.map(lambda parts: {**parts[0], **parts[1], **parts[2]})
STORE = st.sampled_from([None, 1, 2, 9])


@settings(max_examples=400, deadline=None)
@given(event=EVENTS, store=STORE, stream=st.integers(1, 4), ascii_=st.booleans())
def test_engine_and_oracle_agree(event: dict[str, Any], store: int | None, stream: int, ascii_: bool) -> None:
    data = json.dumps(event, ensure_ascii=ascii_).encode("utf-8", "surrogatepass")
    assert told(converted(data, store=store, stream=stream).rows[0]) == by_oracle(data, store, stream=stream)


@settings(max_examples=200, deadline=None)
@given(event=EVENTS, cut=st.integers(0, 400), spoil=st.binary(max_size=3))
def test_engine_and_oracle_agree_on_damaged_text(event: dict[str, Any], cut: int, spoil: bytes) -> None:
    data = json.dumps(event, ensure_ascii=False).encode("utf-8", "surrogatepass")
    data = data[:cut] + spoil + data[cut + 1 :] if len(data) > cut else data[: cut // 2] + spoil
    assert told(converted(data).rows[0]) == by_oracle(data)


@settings(max_examples=300, deadline=None)
@given(event=EVENTS)
@pytest.mark.mission("Y2")
def test_nothing_of_an_event_is_lost(event: dict[str, Any]) -> None:
    row = told(converted(json.dumps(event).encode()).rows[0])
    changed = {"ChangeMadeBy", "Action", "IdentityStoreID", "ObjectGUID", "UserGUID"}
    for key, value in event.items():
        if value is None or key in changed or row["Raw"] is not None:
            continue
        if key not in oracle.KIND:
            assert row["Extra"][key] == value
        elif row["Record"][key] != value:
            assert json.loads(row["Record"][key]) == value
            assert "type-differs" in row["Problem"]


@settings(max_examples=200, deadline=None)
@given(event=KNOWN, store=STORE)
def test_both_lanes_give_the_same(event: dict[str, Any], store: int | None) -> None:
    data = json.dumps(event).encode()
    fast = told(converted(data, store=store).rows[0])

    def refuse(_: Any) -> Any:
        raise msgspec.DecodeError("the slow lane, please")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history_convert, "decode", refuse)
        slow = told(converted(data, store=store).rows[0])
    assert fast == slow


@settings(max_examples=500, deadline=None)
@given(DATES)
def test_instants_agree_with_the_oracle_and_show_as_iso(value: Any) -> None:
    first, code = read_instant(value)
    again, _ = read_instant(value)  # the second time by look-up
    assert first == again == oracle.instant(value)
    assert (code == "date-unread") == (first is None)
    if first is not None:
        assert show_instant(first) == oracle.iso(first)
        assert read_instant(show_instant(first)) == (first, "")


@settings(max_examples=100, deadline=None)
@given(st.lists(EVENTS, max_size=6))
def test_digests_are_what_a_customer_recomputes(events: list[dict[str, Any]]) -> None:
    rows = converted(*(json.dumps(event).encode() for event in events)).rows
    made = Digest()
    for row in rows:
        made.add([row])
    whole = Digest()
    whole.add(rows)
    assert oracle.digests(list(rows)) == (made.rows(), made.documents()) == (whole.rows(), whole.documents())
    assert ndjson(rows).count(b"\n") == len(rows)


def test_half_a_surrogate_in_a_column_digests_by_surrogatepass() -> None:
    """NVARCHAR can hold it, so a target on SQL Server may hand it back."""
    rows: list[Row] = [(1, 1, None, "\ud83d", None, None, None, None, None, b"{}")]
    made = Digest()
    made.add(rows)
    assert (made.rows(), made.documents()) == oracle.digests(list(rows))


# -- single facts
# ----------------------------------------------------------------------------------------------------------


@pytest.mark.mission("Y3", "S2")
def test_stores_left_behind_and_older_events_are_counted_not_carried() -> None:
    made = Converted()
    rows = [
        (1, 6, b'{"DateTimeLogged":"2024-01-01T00:00:00Z"}'),
        (2, 1, b'{"DateTimeLogged":"2020-01-01T00:00:00Z"}'),
        (3, 1, b'{"DateTimeLogged":"nobody knows"}'),
        (4, None, b'{"DateTimeLogged":"2024-01-01T00:00:00Z"}'),
    ]
    since = read_instant("2023-01-01T00:00:00Z")[0]
    conversion(left=frozenset({6}), since=since).convert(1, rows, made)
    assert [source_key(row[0]) for row in made.rows] == [3, 4]
    assert made.skipped == {"store-left-behind/6": 1, "older-than-asked": 1}


def test_events_can_be_narrowed_to_groups() -> None:
    guid = "0d8c7a7e-4d1f-4b53-9d1e-000000000001"
    made = converted(
        json.dumps({"ObjectGUID": guid.upper()}).encode(), b'{"ObjectGUID":"x"}', b"{}", groups=frozenset({guid})
    )
    assert [row[3] for row in made.rows] == [guid]
    assert made.skipped == {"object-not-chosen": 2}


def test_a_document_id_is_a_uuid_of_version_8_that_leads_back_to_the_row() -> None:
    import uuid

    for key in (0, 1, 4711, 2**40, -5):
        named = uuid.UUID(document_id(INSTALLATION, 3, key))
        assert (named.version, named.variant) == (8, uuid.RFC_4122)
        assert str(named) == oracle.identify(INSTALLATION, 3, key)
    assert source_key(history_convert.history_key(2, 3, -5)) == -5


def test_keys_keep_source_order_across_streams_and_fit_64_bits() -> None:
    keys = [history_convert.history_key(o, s, k) for o in (1, 91) for s in (1, 2, 4) for k in (-5, 0, 1, 10**15)]
    assert keys == sorted(keys)
    assert keys[-1] < 2**63


def test_a_conversion_pickles_and_keeps_its_secrets_out_of_its_text() -> None:
    there = pickle.loads(pickle.dumps(conversion()))
    assert there == conversion()
    assert SECRET not in repr(there)


def test_the_documented_keys_are_all_known() -> None:
    fields = {f.name for f in msgspec.structs.fields(history_event.Event)}
    assert fields == set(oracle.KIND)


@pytest.mark.parametrize("name", ["x", "\ud83d"])
def test_a_portion_crosses_to_another_process_unchanged(name: str) -> None:
    rows = converted(b'{"ObjectGUID":"a"}', b"{}", b"[1]", '{"ObjectName":"Grüppe \\n"}'.encode()).rows
    rows = [(*row[:7], name, *row[8:]) for row in rows]
    made = Portion("objects", 0, 9, rows, {"a": 1}, {"b": 2})
    assert pickle.loads(pickle.dumps(made)) == made
    assert pickle.loads(pickle.dumps(Portion("objects", 0, 9, []))).rows == []
