"""A Small sample whose target is the two stand-ins of a real 11.1, which know of each other's stores: REST, and the Management Shell."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.seam.client import Shell
from tests.servers import dm_rest, dm_shell
from tests.servers.dm_rest_state import State

PROFILE = """
[target]
journal = "dm11.journal"

[rest]
url = "{url}"
user = "{user}"
password = "secret:dm11"
client_secret = "secret:dm11-client"
identity_store_id = 1

[shell]
module = "Imanami.directorymanager.Management"
"""


class Product:
    """Both doors of one installation. `state` is the shell's state file; stores made there come to be known to REST with their groups."""

    def __init__(self, folder: Path, estate: Path, server: dm_rest.Server) -> None:
        self.folder, self.server = folder, server
        self.state = folder / "shell-state.json"
        self.groups = _groups(estate)
        dm_shell.begin(self.state, [{n: v for n, v in g.items() if n != "store"} for g in self.groups])
        self.shell = dm_shell.StandIn(self.state)

    def invoke(self, cmdlet: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """What the PowerShell side answers to a question of kind "cmdlet"."""
        try:
            objects = self.shell.invoke(cmdlet, {n: _plain(v) for n, v in parameters.items()})
        except dm_shell.CmdletError as error:
            return {"objects": [], "errors": [{"message": str(error), "id": error.number}]}
        self.share()
        return {"objects": objects, "errors": []}

    def share(self) -> None:
        """The one database behind both doors: REST sees the stores that the shell made, and the groups of their directories."""
        stores = {s["IdentityStoreId"]: s["IdentityStoreName"] for s in dm_shell.load(self.state)["stores"].values()}
        with self.server.lock:
            for given, name in stores.items():
                if given not in self.server.state.stores:
                    self.server.state.add_store(name, given)
                    for group in self.groups:
                        if group["store"].casefold() == name.casefold():
                            dn, sam = group["distinguishedName"], group["sAMAccountName"]
                            self.server.state.add_group(given, group["objectGUID"], dn, sam)
            self._show_groups(stores)

    def _show_groups(self, stores: Mapping[int, str]) -> None:
        """What the shell's cmdlets made of groups, as the attributes that REST shows of them."""
        made = dm_shell.load(self.state)["groups"]
        for given in stores:
            for guid, shown in self.server.state.groups[given].items():
                if (told := made.get(guid)) and told["ManagedGroupType"] != 1:
                    shown["bag"].update(_bag(told))

    def digest(self) -> tuple[str, str]:
        """Of all that was written through either door; ids, and how often and when the product replicated, do not count."""
        state = dm_shell.load(self.state)
        kept = {n: v for n, v in state.items() if n not in ("connected", "next", "replications")}
        kept["stores"] = {
            n: {f: v for f, v in s.items() if f not in ("IdentityStoreId", "Replicated")}
            for n, s in state["stores"].items()
        }
        return self.server.state_digest(), hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


class Vendor(Shell):
    """A shell in which the vendor's module is loaded."""

    def __init__(self, product: Product) -> None:
        super().__init__()
        self.product, self.asked = product, list[str]()
        self.first: dict[str, Callable[[], None]] = {}  # what happens elsewhere just before a cmdlet is called first

    def _answer(self, job: str, question: Mapping[str, Any]) -> None:
        if question["kind"] == "module":
            answer: Mapping[str, Any] = {"loaded": True, "lacks": [], "upgradeGroup": question["module"]}
            self.call("job.answer", {"job": job, "question": question["id"], "result": answer})
            return
        if question["kind"] != "cmdlet":
            super()._answer(job, question)
            return
        self.asked.append(question["cmdlet"])
        self.first.pop(question["cmdlet"], lambda: None)()
        answer = self.product.invoke(question["cmdlet"], question["parameters"])
        self.call("job.answer", {"job": job, "question": question["id"], "result": answer})


@contextmanager
def product(folder: Path, estate: Path) -> Iterator[Product]:
    """A fresh 11.1 behind both doors; the estate's profile is made to name it."""
    folder.mkdir(exist_ok=True)
    with dm_rest.running(State()) as server:
        name_it(estate, server.url)
        yield Product(folder, estate, server)


def name_it(estate: Path, url: str) -> None:
    """Puts the product in the place of the profile's target, and its secrets into the secrets file."""
    profile = estate / "upgrade.toml"
    kept = [line for line in profile.read_text("utf-8").splitlines() if not re.match(r"target *=", line)]
    until = kept.index("[target]") if "[target]" in kept else len(kept)
    profile.write_text("\n".join(kept[:until]) + PROFILE.format(url=url, user=dm_rest.USER), "utf-8")
    secrets = estate / "secrets.toml"
    if "dm11-client" not in secrets.read_text("utf-8"):
        with secrets.open("a", encoding="utf-8") as file:
            file.write(f'"dm11" = "{dm_rest.PASSWORD}"\n"dm11-client" = "{dm_rest.CLIENT}"\n')


def _groups(estate: Path) -> list[dict[str, Any]]:
    """The directory's groups as the source knows them; a second one of a name is given another, as the directory would."""
    with sqlite3.connect(estate / "groupid10.db") as database:
        stores = dict(database.execute('SELECT IdentityStoreId, IdentityStoreName FROM "SVC.IdentityStore"').fetchall())
        rows = database.execute(
            "SELECT ObjectGUID, IdentityStoreId, DistinguishedName, SamAccountName, CommonName, DisplayName, ManagedGroupType, "
            'ParentGUID FROM "SVC.GroupObject" ORDER BY ObjectGUID'
        ).fetchall()
    made, taken = [], set[str]()
    for guid, store, dn, sam, name, display, kind, parent in rows:
        sam = next(n for n in (sam, *(f"{sam}-{i}" for i in range(2, 99))) if n.casefold() not in taken)
        taken.add(sam.casefold())
        made.append(
            {
                "objectGUID": guid.lower(), "store": stores[store], "distinguishedName": dn, "name": name, "sAMAccountName": sam,
                "displayName": display, "was": kind, "parent": parent and parent.lower(),
            }
        )  # fmt: skip
    return made


def _bag(told: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    data = told.get("Data", {})
    scopes = data.get("SearchContainersScopeList", [])
    values = {
        "IMSGManagedGroupType": [told["ManagedGroupType"]], "IMSGCriteria": [data.get("LdapFilter")],
        "IMSGObjectTypes": data.get("ObjectTypes", []), "XGroupSecurity": [data.get("SecurityType")],
        "XAdditionalOwner": data.get("AdditionalOwners", []), "XGroupExpirationPolicy": [data.get("ExpirationPolicy")],
    }  # fmt: skip
    bag = {n: [{"value": str(v), "attributeCollection": {}} for v in of if v is not None] for n, of in values.items()}
    bag["IMSGStartPath"] = [
        {"value": path, "attributeCollection": {"Scope": str(scope)}}
        for path, scope in zip(data.get("SearchContainers", []), scopes, strict=False)
    ]
    return {name: of for name, of in bag.items() if of}


def _plain(value: Any) -> Any:
    """A secret as the stand-in's module hands it on: as a digest."""
    if isinstance(value, dict) and "$credential" in value:
        told = value["$credential"]
        return {"$credential": {"user": told["user"], "password": dm_shell.secret_digest(told["password"])}}
    if isinstance(value, dict) and "$secure" in value:
        return dm_shell.secret_digest(value["$secure"])
    if isinstance(value, dict) and "$instant" in value:
        return value["$instant"]
    return value


def state(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))
