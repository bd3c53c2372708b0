"""Connection strings: the rules one by one, then any pairs at all written and read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyupgrade.modules import connection_strings as cs

RULES = {
    "plain": ("Data Source=sql01;Initial Catalog=HR", [("Data Source", "sql01"), ("Initial Catalog", "HR")]),
    "blanks and empty parts": (" ; User  ID = sa ;; PWD =;", [("User ID", "sa"), ("PWD", "")]),
    "double quotes": ('PWD="a;b""c";X=1', [("PWD", 'a;b"c'), ("X", "1")]),
    "single quotes": ("PWD='a;b''c\"'", [("PWD", "a;b'c\"")]),
    "braces": ("Driver={SQL {Server}}};PWD={;}}}", [("Driver", "SQL {Server}"), ("PWD", ";}")]),
    "quotes kept inside": ("A=b\"c'd{e}", [("A", "b\"c'd{e}")]),
    "quoted blanks stay": ("A=' b ' ;B=2", [("A", " b "), ("B", "2")]),
    "never closed": ('PWD="abc;X=1', [("PWD", '"abc'), ("X", "1")]),
    "text after the quote": ("PWD='a'b;X=1", [("PWD", "'a'b"), ("X", "1")]),
    "equals sign in a key": ("a==b=c=d", [("a=b", "c=d")]),
    "nested": (
        'Extended Properties="Excel 12.0;HDR=""YES""";P=1',
        [("Extended Properties", 'Excel 12.0;HDR="YES"'), ("P", "1")],
    ),
    "descriptor": ("Data Source=(D=(HOST=h)(PORT=1));U=x", [("Data Source", "(D=(HOST=h)(PORT=1))"), ("U", "x")]),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "pairs"), RULES.values(), ids=RULES)
def test_rule(text: str, pairs: list[tuple[str, str]]) -> None:
    assert cs.parse(text) == pairs


@pytest.mark.parametrize("text", ["geheim", "A=1;geheim", "=geheim", "a==geheim", "  =x;A=1"])
def test_unreadable_says_nothing_of_the_text(text: str) -> None:
    with pytest.raises(cs.ConnectionStringError) as caught:
        cs.parse(text)
    assert "geheim" not in str(caught.value)


# A key as the product's dialogs can make one: no sign that separates, and its blanks already collapsed as `parse` does.
keys = st.text(st.characters(exclude_characters=";", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)
ugly = st.text("ab;\"'{}= \t\\é", max_size=12) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(keys.filter(lambda key: key and not key.startswith("=")), ugly), max_size=5))
def test_what_is_written_is_read_again(pairs: list[tuple[str, str]]) -> None:
    assert cs.parse(cs.write(pairs)) == pairs


@given(st.text("ab;\"'{}= \n", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        pairs = cs.parse(text)
    except cs.ConnectionStringError:
        return
    assert all(key for key, _ in pairs)
    assert cs.parse(cs.write(pairs)) == pairs


@given(st.permutations([("Server", "s"), ("Database", "d"), ("UID", "u"), ("PWD", "p;q")]), st.booleans())
def test_order_and_case_of_keys_do_not_count(pairs: list[tuple[str, str]], upper: bool) -> None:
    spelled = [(key.upper() if upper else key, value) for key, value in pairs]
    assert list(cs.normalised(spelled).items()) == [("database", "d"), ("pwd", "p;q"), ("server", "s"), ("uid", "u")]


def test_which_of_two_counts() -> None:
    assert cs.normalised(cs.parse("A=1;a=2")) == {"a": "2"}
    assert cs.normalised(cs.parse("DSN=x;A=1;a=2"))["a"] == "1"
    assert cs.normalised(cs.parse("Provider=one;provider=two"))["provider"] == "one"


@pytest.mark.parametrize("key", ["Password", "PWD", "Jet OLEDB:Database Password", "Client Secret", "Access Token"])
def test_secret_keys(key: str) -> None:
    assert cs.is_secret(key)


def test_secrets_inside_a_value_go_too() -> None:
    values = cs.normalised(cs.parse('Provider=MSDASQL;Extended Properties="DSN=x;UID=u;PWD=geheim";Password=geheim'))
    assert cs.without_secrets(values) == {"provider": "MSDASQL", "extended properties": "DSN=x;UID=u"}
    torn = {"extended properties": "x;PWD=geheim"}
    assert cs.without_secrets(torn) == {"extended properties": ""}
