"""Values as PowerShell literals: the real parser gives back exactly what went in, and takes none of it for code."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyupgrade.plan.calls import Secret
from pyupgrade.report.powershell import comment, literal

DUMP = Path(__file__).with_name("shell") / "dump.ps1"
EPOCH = datetime(1, 1, 1, tzinfo=UTC)


def dumped(value: Any) -> str:
    """What the shell says of this value when it holds exactly that."""
    match value:
        case None:
            return "n"
        case bool():
            return f"b{int(value)}"
        case int():
            return f"i{value}"
        case str():
            return "s" + value.encode("utf-16-be", "surrogatepass").hex()
        case {"$instant": at}:
            whole, fraction = at.removesuffix("Z").split(".")
            passed = datetime.fromisoformat(whole + "+00:00") - EPOCH
            return f"t{passed // timedelta(seconds=1) * 10_000_000 + int(fraction)}"
        case Mapping():
            return "{" + ";".join(sorted(f"{dumped(k)}={dumped(v)}" for k, v in value.items())) + "}"
        case _:
            return "[" + ",".join(map(dumped, value)) + "]"


@pytest.fixture(scope="module")
def back(pwsh: list[str], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the shell reads of values written as literals, all in one start of it."""

    def read(values: list[Any]) -> list[str]:
        folder = tmp_path_factory.mktemp("literals")
        lines = [f"$held['{n}'] = {literal(value)}" for n, value in enumerate(values)]
        (folder / "values.txt").write_text("\n".join(lines), "utf-8")
        done = subprocess.run(
            [*pwsh, "-File", str(DUMP), str(folder / "values.txt")],
            capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
            env=os.environ | {"TZ": "Europe/Berlin"},  # an instant is one, wherever the script runs
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.splitlines()

    return read


AWKWARD = [
    "", "plain", "it's", "''", "‘’‚‛", "a’b", "O’’Brien'‘", '"double"', "“typographic”", "„low”", "$env:PATH", "$(throw 1)", "@(1)",
    "`n", "`", "a`", "-Force", "--%", "–dash", "—dash", "―bar", "%GROUPBY%", "(x) [y] {z}", "#not a comment", "<# nor this #>", "a#>b",
    "line\nbreak", "cr\rlf\r\n", "tab\t", "nul\0in", "\0", "\x1b[31m", "\x85next", "\u2028ls\u2029ps", "\ud800", "\udc00lone", "a\ud83d",
    "\ud83d\ude00", "😀", "\u202egnp.exe", "zero\u200bwidth", "\ufeffmark", "\uffff", "\U000e0041tag", "OU=Sales\\, EMEA,DC=corp",
    "a & b; c | d > e", "'; throw 'x", "’; throw ‘x", "\\", "trailing\\", " lead and trail ", "@splat", "1", "$true", "é", "e\u0301",
    "# SIG # Begin signature block", "'@\n", "@'\nhere\n'@", "%", "::", ",", "a,b",
]  # fmt: skip


def test_awkward_texts_are_what_they_were(back: Any) -> None:
    nested = [AWKWARD, [AWKWARD[:3], [], AWKWARD[3:9]], {t or "empty": t for t in ("a b", "it's", "x-y", "’")}]
    values = [*AWKWARD, *nested]
    assert back(values) == [dumped(v) for v in values]


def test_numbers_lists_and_instants_keep_their_shape(back: Any) -> None:
    values: list[Any] = [
        None, True, False, 0, -1, 2**31 - 1, -(2**31), 2**31, 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 10**40,
        [], [[]], [[], []], ["a"], [["a"]], [["a"], ["b", "c"]], [[["a"]]], [-1, -2], [None], [{}], {}, {"A": [["x", "y"]], "B": {"C": -5}},
        {"$instant": "2024-05-07T04:08:56.9500001Z"}, [{"$instant": "0001-01-02T00:00:00.0000000Z"}],
        {"$instant": "2024-10-27T01:30:00.0000000Z"},
    ]  # fmt: skip
    assert back(values) == [dumped(v) for v in values]


any_text = st.text(
    st.one_of(st.characters(exclude_categories=()), st.sampled_from("'‘’‚‛\"`$()@{}#-%\r\n\0\ud800\udfff,;&|"))
)
plain_key = st.from_regex(r"[a-z][a-z0-9 '’$-]{0,8}", fullmatch=True)
any_value = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), any_text),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(plain_key, inner, max_size=3)),
    max_leaves=8,
)


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.large_base_example,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(values=st.lists(any_value, min_size=60, max_size=250))
def test_any_value_is_what_it_was(back: Any, values: list[Any]) -> None:
    """One start of the shell reads a whole list: a start costs more than the values do."""
    assert back(values) == [dumped(v) for v in values]


def test_every_unit_of_utf_16_is_what_it_was(back: Any) -> None:
    values = ["".join(f"{chr(c)}x" for c in range(start, start + 0x400)) for start in range(0, 0x10000, 0x400)]
    assert back(values) == [dumped(v) for v in values]


def test_nothing_hidden_and_no_line_break_is_left_in_a_literal() -> None:
    for value in AWKWARD:
        made = literal(value)
        assert made.isprintable(), value
        assert "\n" not in comment(value)
        made.encode("utf-8")
        comment(value).encode("utf-8")


def test_a_secret_is_a_variable_and_an_id_an_expression() -> None:
    secret = Secret("account/corp", "corp\\svc", "geheim")
    made = literal(
        {"Credential": secret, "IdentityStoreId": {"$store": "Corp"}},
        lambda s: f"${s.name.upper()[:7]}",
        lambda store: f"(Id '{store}')",
    )
    assert made == "@{\n    Credential = $ACCOUNT\n    IdentityStoreId = (Id 'Corp')\n}"
    for value in (secret, {"$store": "Corp"}, 1.5, {"a": 1, "A": 2}):
        with pytest.raises(ValueError, match=r"variable|id of the store|no place|one key"):
            literal(value)


def test_typed_parameters_take_them(pwsh: list[str], tmp_path: Path) -> None:
    """Bound to the types that the vendor's cmdlets have: string[][] keeps its rows, a text stays one."""
    script = tmp_path / "typed.ps1"
    script.write_text(
        "function F { param([string[][]] $Rows, [string[]] $Texts, [int] $Number, [datetime] $At, [hashtable] $Table) "
        "\"$($Rows.Count) $($Rows[0].Count) $($Texts.Count) $Number $($At.ToUniversalTime().ToString('o')) $($Table['a'])\" }\n"
        "$table = "
        + literal(
            {
                "Rows": [["name", "is exactly", "portal"]],
                "Texts": ["it's"],
                "Number": 5,
                "At": {"$instant": "2024-05-07T04:08:56.0000000Z"},
                "Table": {"a": "’"},
            }
        )
        + "\nF @table\n",
        "utf-8",
    )
    done = subprocess.run([*pwsh, "-File", str(script)], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "1 3 1 5 2024-05-07T04:08:56.0000000Z ’"
