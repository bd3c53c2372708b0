"""Queries become conditions, and conditions hold or do not hold for an object, in either language."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyupgrade.connect import ldap_filter
from pyupgrade.engine.membership import _condition
from pyupgrade.plan import criteria
from pyupgrade.plan.conditions import Condition, holds

PERSON = {
    "department": ("Vertrieb",), "title": ("Senior Engineer",), "l": ("Łódź", "München"), "mail": ("a.b@corp.example",),
    "company": ("Müller, Söhne",), "badpwdcount": ("7",), "description": ("a*b(c)",),
}  # fmt: skip

pytestmark = pytest.mark.mission("K2")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('(department is exactly "vertrieb")', True),
        ('(department is exactly "Vertrieb Süd")', False),
        ('(title Contains "engineer")', True),
        ('(title starts with "Senior")', True),
        ('(title ends with "Senior")', False),
        ('(mail Present "")', True),
        ("(manager Not Present)", True),
        ('(department is not "Vertrieb")', False),
        ('((l is exactly "Łódź") and (title Contains "Senior"))', True),
        ('(l is exactly "Paris") or (l is exactly "München")', True),
        ('(company is exactly "Müller, Söhne")', True),
        ("(company=Müller\\2c Söhne)", True),
        ("(&(department=Vertrieb)(!(l=Paris)))", True),
        ("(|(l=Paris)(l=M*nchen))", True),
        ("(badPwdCount>=10)", False),
        ("(badPwdCount<=10)", True),
        ("(description=a\\2ab\\28c\\29)", True),
        ("(mail=*@corp.example)", True),
        ("(mail=*)", True),
        ("(title=*senior*engineer*)", True),
        ("(title=*engineer*senior*)", False),
    ],
)
def test_holds(query: str, expected: bool) -> None:
    assert holds(_condition(query), PERSON) is expected


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "empty"),
        ('(department is exactly "Vertrieb"', "not closed"),
        ('(department resembles "Vertrieb")', "from character"),
        ("(department is exactly)", "no value"),
        ('(a is exactly "1") and (b is exactly "2") or (c is exactly "3")', "brackets"),
        ("(memberOf:1.2.840.113556.1.4.1941:=CN=a)", "matching rule"),
        ("(department=Vertrieb", "no LDAP filter"),
        ('(a is exactly "1")(b is exactly "2")', "side by side"),
    ],
)
def test_what_is_no_query_is_said_to_be_none(query: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        _condition(query)


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@given(TEXT.filter(bool))
def test_a_value_is_found_whatever_it_is_made_of(value: str) -> None:
    escaped = "".join(f"\\{b:02x}" for b in value.encode())
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    for query in (f"(cn={escaped})", f'(cn is exactly "{quoted}")'):
        assert holds(_condition(query), {"cn": (value,)})
        assert not holds(_condition(query), {"cn": (value + "x",)})


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (criteria.parsed, ldap_filter.parsed):
        with contextlib.suppress(ValueError):
            read(text)


@given(st.lists(st.text("ab", max_size=2), min_size=2, max_size=4), st.text("ab", max_size=8))
def test_substrings_are_those_of_a_slow_search(pieces: list[str], value: str) -> None:
    slow = re.fullmatch(".*".join(re.escape(p) for p in pieces), value) is not None
    assert holds(Condition("substring", "cn", pieces=tuple(pieces)), {"cn": (value,)}) is slow
