"""What a journal remembers, when the product is another one, or a store of it is gone, or made anew: only what is seen counts then."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.seam.client import EngineError
from tests.servers import dm_shell
from tests.servers.dm_rest_state import State
from tests.upgrade.test_through_doors import KilledVendor, start
from tests.upgrade.through_doors import Product, Vendor, product

STORE = "konzern"
OF_STORES = {"IdentityStoreSettings", "SmtpServer", "Notifications", "MessagingProvider", "SecurityRole"}


@pytest.fixture
def there(estate: Path, tmp_path: Path) -> Iterator[Product]:
    with product(tmp_path / "product", estate) as made:
        yield made


def opened(there: Product, estate: Path) -> Vendor:
    vendor = Vendor(there)
    vendor.open(estate)
    return vendor


def run(vendor: Vendor) -> Any:
    ended = start(vendor, vendor.plan())
    assert ended["status"] == "Completed", [r for r in vendor.rows() if r["status"] in ("Failed", "Conflict")]
    return ended


def settings(there: Product) -> dict[str, Any]:
    """What no cmdlet shows of a store, by its name; the credential is the store's own."""
    names = ("Smtp", "Notifications", "Messaging", "Settings", "Roles", "Credential")
    return {n: {name: s[name] for name in names} for n, s in dm_shell.load(there.state)["stores"].items()}


def delete(there: Product, store: str) -> Any:
    state = dm_shell.load(there.state)
    gone = state["stores"].pop(store)
    dm_shell.save(there.state, state)
    with there.server.lock:
        held = there.server.state
        for of in (held.stores, held.routes, held.groups):
            of.pop(gone["IdentityStoreId"])
    return gone


def put_back(there: Product, snapshot: bytes) -> None:
    there.state.write_bytes(snapshot)
    with there.server.lock:
        there.server.state = State()


def rename(there: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: Mapping[str, str] = {
        "DatabaseName": "Production",
        "SqlServerName": "prod",
        "Version": "11.1",
        "InstallationPath": "prod",
    }
    monkeypatch.setattr(there.shell, "_get_groupidinformation", lambda state, given: [dict(shown)])


def test_a_journal_is_not_taken_to_another_product(
    there: Product, estate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trial on a copy, then the product itself in the same profile."""
    run(opened(there, estate))
    with product(tmp_path / "production", estate) as production:
        rename(production, monkeypatch)
        account = {"$credential": {"user": "x", "password": "y"}}
        for number in range(8):  # so that the ids of the copy's stores are there, too
            new = {
                "IdentityStoreType": "ActiveDirectory",
                "IdentityStoreName": f"Eigenes{number}",
                "Credential": account,
                "Domain": "o",
            }
            production.invoke("New-IdentityStore", new)
        before = production.digest()
        with pytest.raises(EngineError) as refused:
            opened(production, estate)
        assert refused.value.id == "DMUpgrade.Door.OtherProduct"
        told = refused.value.error
        assert "stand-in/directorymanager" in told["message"] and "prod/production" in told["message"]
        assert "journal" in told["recommendedAction"]
        with sqlite3.connect(
            next(estate.rglob("dm11.journal"))
        ) as journal:  # as one begun before products were written down
            assert journal.execute("DELETE FROM DMUpgrade_Memory WHERE kind = '$product'").rowcount == 2
        journal.close()
        with pytest.raises(EngineError, match="prod/production"):
            opened(production, estate)
        assert production.digest() == before
        profile = estate / "upgrade.toml"
        profile.write_text(profile.read_text("utf-8").replace('"dm11.journal"', '"production.journal"'), "utf-8")
        run(opened(production, estate))
        assert {n: s for n, s in settings(production).items() if not n.startswith("eigenes")} == settings(there)


def test_a_product_that_gets_a_further_door_is_the_same(there: Product, estate: Path) -> None:
    profile = estate / "upgrade.toml"
    whole = profile.read_text("utf-8")
    rest = re.sub(r"\[shell\][^\[]*", "", whole)
    profile.write_text(rest, "utf-8")
    first = opened(there, estate)
    identity = first.job("target.inspect")["identity"]
    start(first, first.plan("Configuration"))
    profile.write_text(whole.replace("127.0.0.1", "localhost"), "utf-8")
    with pytest.raises(EngineError, match="127.0.0.1.*localhost"):  # the address is all that told which product it was
        opened(there, estate)
    profile.write_text(whole, "utf-8")
    more = opened(there, estate)
    assert more.job("target.inspect")["identity"] == identity
    start(more, more.plan("Configuration"))
    profile.write_text(whole.replace("127.0.0.1", "localhost"), "utf-8")
    assert opened(there, estate).job("target.inspect")["identity"] == identity, "now the shell tells it"


@pytest.mark.parametrize(("doors", "gone"), [("both", "one store"), ("both", "everything"), ("shell", "everything")])
def test_what_was_remembered_of_stores_that_are_gone_is_written_again(
    there: Product, estate: Path, doors: str, gone: str
) -> None:
    if doors == "shell":
        profile = estate / "upgrade.toml"
        profile.write_text(re.sub(r"\[rest\][^\[]*", "", profile.read_text("utf-8")), "utf-8")
    fresh = there.state.read_bytes()
    run(opened(there, estate))
    before, shown = there.digest(), settings(there)
    if gone == "everything":
        put_back(there, fresh)
    else:
        delete(there, STORE)
    vendor = opened(there, estate)
    items = Counter(i["kind"] for i in vendor.plan()["items"])
    assert items.keys() >= OF_STORES
    run(vendor)
    assert settings(there) == shown
    if gone == "everything":
        assert there.digest() == before
    assert vendor.plan()["items"] == []
    failed = {c["target"].partition("/")[0] for c in vendor.job("result.verify")["rows"] if c["status"] == "Failed"}
    # Jobs stay when a store goes; that they mean the one that is gone is seen, and no call changes a job.
    assert failed == ({"SynchronizeJob"} if (doors, gone) == ("both", "one store") else set())


def test_killed_while_a_store_of_the_same_id_is_made_its_settings_are_written_all_the_same(
    there: Product, estate: Path
) -> None:
    fresh = there.state.read_bytes()
    run(opened(there, estate))
    before = there.digest()
    put_back(there, fresh)
    with KilledVendor(there, "New-IdentityStore", 2) as killed:
        killed.open(estate)
        plan = killed.plan()
        with pytest.raises((EOFError, OSError)):
            start(killed, plan)
    vendor = opened(there, estate)
    assert vendor.job("run.resume")["status"] == "Completed"
    assert there.digest() == before


def test_a_store_that_was_made_anew_has_nothing_of_what_was_remembered(there: Product, estate: Path) -> None:
    run(opened(there, estate))
    shown = settings(there)
    gone = delete(there, STORE)
    account = {"$credential": {"user": "CORP\\x", "password": "by hand"}}
    there.invoke(
        "New-IdentityStore",
        {"IdentityStoreType": "ActiveDirectory", "IdentityStoreName": "Konzern", "Credential": account, "Domain": "corp.example",
         "Description": gone["Description"]},
    )  # fmt: skip
    vendor = opened(there, estate)
    items = vendor.plan()["items"]
    assert {"IdentityStore", *OF_STORES} <= {i["kind"] for i in items if i["store"] == 1}, json.dumps(items)[:500]
    assert any(c["status"] == "Failed" for c in vendor.job("result.verify")["rows"])
    run(vendor)
    assert settings(there) == shown
    assert vendor.plan()["items"] == []
