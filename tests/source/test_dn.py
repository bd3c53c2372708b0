"""Distinguished names: escapes, comparison, and the way there and back of anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyupgrade.source import dn


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("CN=A,DC=corp,DC=example", [[("CN", "A")], [("DC", "corp")], [("DC", "example")]]),
        (r"CN=Müller\, Jürgen,OU=x", [[("CN", "Müller, Jürgen")], [("OU", "x")]]),
        (r"CN=M\C3\BCller", [[("CN", "Müller")]]),
        (r"CN=A\2CB\5C\"", [[("CN", 'A,B\\"')]]),
        (r'CN="Smith, John" , OU=x', [[("CN", "Smith, John")], [("OU", "x")]]),
        (r"CN=\ lead and trail\ ", [[("CN", " lead and trail ")]]),
        ("CN =  A b  , OU= c", [[("CN", "A b")], [("OU", "c")]]),
        (r"CN=\#x", [[("CN", "#x")]]),
        ("CN=a+UID=b,O=c", [[("CN", "a"), ("UID", "b")], [("O", "c")]]),
        ("OID.2.5.4.3=x", [[("2.5.4.3", "x")]]),
        ("CN=", [[("CN", "")]]),
        ("CN=a=b", [[("CN", "a=b")]]),
        ("CN=x;O=y", [[("CN", "x")], [("O", "y")]]),
        ("", []),
    ],
)
def test_parse(text: str, wanted: list[list[tuple[str, str]]]) -> None:
    assert [list(rdn) for rdn in dn.parse(text)] == wanted


@pytest.mark.parametrize(
    "text",
    ["Alle Mitarbeiter", "CN", "CN=a,", "=x", "CN=a\\", 'CN="a', 'CN="a"b', 'CN=a"b', r"CN=\C3", "C N=a", "CN=a<b"],
)
def test_what_is_no_dn_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"position|backslash"):
        dn.parse(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CN=Größe,DC=Corp,DC=Example", "cn=GRÖSSE,dc=corp , dc=EXAMPLE".replace("SS", "ß")),
        (r"CN=A\, B,O=x", r'CN="A, B",O=x'),
        (r"CN=A\2C B,O=x", r"CN=A\, B,O=x"),
        ("CN=a+UID=b,O=x", "uid=B+cn=A,O=x"),
        ("CN=É", r"CN=\C3\89"),
    ],
)
def test_dns_that_are_the_same(one: str, other: str) -> None:
    assert dn.path_of(one) == dn.path_of(other)


def test_below_and_parent() -> None:
    base, child = dn.path_of("OU=Groups,DC=corp"), dn.path_of(r"CN=a\, b,OU=Groups,DC=corp")
    assert child.startswith(base)
    assert dn.parent_path(child) == base
    assert dn.parent_path(dn.path_of("DC=corp")) == ""
    assert not dn.path_of("OU=Groups2,DC=corp").startswith(base)
    assert not dn.path_of("CN=x,OU=Groups,DC=corp2").startswith(base)


TYPES = st.sampled_from(["CN", "OU", "DC", "uid", "2.5.4.3"])
VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
RDNS = st.lists(st.lists(st.tuples(TYPES, VALUES), min_size=1, max_size=2).map(tuple), min_size=1, max_size=5)


def written(rdns: list[dn.Rdn]) -> str:
    return ",".join("+".join(f"{kind}={dn.escape(value)}" for kind, value in rdn) for rdn in rdns)


@settings(deadline=None)
@given(rdns=RDNS)
def test_what_is_written_is_read_again(rdns: list[dn.Rdn]) -> None:
    assert dn.parse(written(rdns)) == rdns


@settings(deadline=None)
@given(value=VALUES)
def test_escapes_keep_the_value(value: str) -> None:
    assert dn.parse(f"CN={dn.escape(value)},DC=x")[0] == (("CN", value),)


@settings(deadline=None)
@given(one=RDNS, other=RDNS)
def test_paths_are_equal_when_the_names_are(one: list[dn.Rdn], other: list[dn.Rdn]) -> None:
    def folded(rdns: list[dn.Rdn]) -> list[list[tuple[str, str]]]:
        return [sorted((kind.lower(), value.casefold()) for kind, value in rdn) for rdn in rdns]

    same = dn.path_of(written(one)) == dn.path_of(written(other))
    assert same == (folded(one) == folded(other))
