"""The canonical form, held against the standard library's JSON for whatever a line may hold."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pyupgrade.plan.canonical import canonical, digest

TEXTS = st.text()  # lone surrogates included
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=12,
)


@given(VALUES)
def test_it_is_what_a_customer_can_compute_with_the_standard_library(value: Any) -> None:
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(value) == plain.encode("utf-8", "surrogatepass")


def test_known_forms() -> None:
    assert canonical({"b": 1, "a": [True, None, "ü🚀"]}) == '{"a":[true,null,"ü🚀"],"b":1}'.encode()
    assert canonical({"x": "\ud83d"}) == b'{"x":"\xed\xa0\xbd"}'
    assert digest({}) == hashlib.sha256(b"{}").hexdigest()


def test_absent_empty_and_null_differ() -> None:
    assert len({digest({}), digest({"a": None}), digest({"a": ""}), digest({"a": []})}) == 4
