"""Cases on disk: to which store an end of a Synchronize job belongs (mission J1-J4, J10, S2).

A case is a JSON file below tests/cases/placement/: `stores` (id, name, domain; `kind` Active Directory by default, `disabled`,
`excluded` domains), `forests` (root to domains as [DNS, NetBIOS, DN]; every other domain's forest cannot be read), `roots` named by
hand, and `ends`: a `domain`, its `kind`, an `answer`, and what it `becomes`: {"store": id}, {"new": root}, {"asked": [choices],
"proposed": choice}, {"unread": domain} or {"left": notice}.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.modules.placement import (
    Asked,
    Known,
    Left,
    New,
    Place,
    Settled,
    StoreAt,
    Unread,
    domain_named,
    ends_in,
    place,
)
from pyupgrade.modules.stores import ACTIVE_DIRECTORY, ENTRA, LDAP
from tests.modules.memory import MemoryDirectory

CASES = sorted((Path(__file__).parent.parent / "cases" / "placement").glob("*.json"))
KNOWN = {"about", "mission", "stores", "forests", "roots", "ends"}
KINDS = {"AD": ACTIVE_DIRECTORY, "Entra": ENTRA, "LDAP": LDAP}

pytestmark = pytest.mark.mission("J1", "J2", "J3", "J4", "J10")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_rule(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    assert set(case) <= KNOWN
    stores = tuple(
        StoreAt(
            store["id"],
            store["name"],
            KINDS[store.get("kind", "AD")],
            store["domain"],
            not store.get("disabled", False),
            tuple(store.get("excluded", ())),
        )
        for store in case.get("stores", ())
    )
    directory = MemoryDirectory({"forests": case.get("forests", {})})
    known = Known(stores, directory.forest, case.get("roots", {}))
    for end in case["ends"]:
        found = ends_in(place(KINDS[end.get("kind", "AD")], end["domain"], known), end.get("answer", ""))
        assert _shown(found) == end["becomes"], end


def test_there_are_cases() -> None:
    assert len(CASES) >= 12


def _shown(found: Place) -> dict[str, Any]:
    match found:
        case Settled(store):
            return {"store": store}
        case New(root):
            return {"new": root}
        case Asked(choices, reason, proposal):
            assert reason.endswith(".")
            return {"asked": list(choices)} | ({"proposed": proposal} if proposal else {})
        case Unread(domain, reason):
            assert reason
            return {"unread": domain}
        case Left(because, reason):
            assert reason
            return {"left": because}


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("corp.example", "corp.example"), ("Corp.Example.", "Corp.Example"), (" CORP ", "CORP"), ("dc=corp,dc=example", "corp.example"),
        ("OU=Staff, DC = corp , DC=example", "corp.example"), ("LDAP://DC=corp,DC=example", "corp.example"),
        ("ldaps://dc01.corp.example:636/DC=corp,DC=example", "corp.example"), ("corp.example:3268", "corp.example"),
        ("GC://corp.example", "corp.example"), ("\\\\corp.example", "corp.example"), ("", ""),
    ],
)  # fmt: skip
def test_the_domain_in_what_a_job_calls_its_directory(text: str, domain: str) -> None:
    assert domain_named(text) == domain
