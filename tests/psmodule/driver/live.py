"""What a job does with the vendor's cmdlets in a live shell: each kind made, found and changed, and calls that must not go through."""

import os
import time

from pyupgrade.contracts.load import load
from pyupgrade.engine.shell import VendorShell
from pyupgrade.errors import UpgradeError
from pyupgrade.plan.calls import Call, Secret
from pyupgrade.target.shell import Shell
from tests.psmodule.driver.values import AWKWARD, KINDS, PASSWORD, STORE, Knows

FACTS = load("dm11").doors["shell"]


def work(job):
    run = VendorShell(FACTS)
    door = Shell(FACTS, run, Knows())
    said = {"who": door.who().identity}
    said["first"] = door.find("IdentityStore", {"1": STORE})
    said["given"] = door.create("IdentityStore", "1", STORE)
    for kind, key, values, is_made in KINDS:
        if is_made:
            door.create(kind, key, values)
        door.update(kind, key, values, {})
        said[f"found {kind}"] = door.find(kind, {key: values}).get(key)
    for number, name in enumerate(AWKWARD):
        schedule = next(values for kind, _, values, _ in KINDS if kind == "Schedule")
        values = {**schedule, "ScheduleName": name, "Targets": [f"OU={name}\\, x,DC=corp,DC=example", name]}
        door.create("Schedule", f"awkward {number}", values)
        said[f"awkward {number}"] = door.find("Schedule", {"x": values}) != {}
    said["calls a second"] = _rate(run)
    said["refused"] = [_failure(lambda call=call: run(call)) for call in _WRONG]
    said["foreign"] = _failure(lambda: job.ask("cmdlet", cmdlet="Remove-Item", module="", parameters={"Path": "/"}))
    said["other module"] = _failure(lambda: VendorShell(FACTS, "Some.Other")(Call("Get-IdentityStore", {"All": True})))
    return said


_WRONG = (
    Call("Get-IdentityStore", {"Everything": True}),
    Call("Get-IdentityStore", {"All": True, "ErrorAction": "Stop"}),
    Call("Get-IdentityStore", {"All": True, "WhatIf": True}),
    Call("Set-SmtpServer", {"IdentityStorename": "Konzern", "Port": "many", "SmtpServer": "s", "FromEmail": "f", "ToEmail": "t"}),
    Call("Set-SmartGroup", {"Identity": "x", "SecurityType": "Semi-Private"}),
    Call("New-IdentityStore", {"IdentityStoreType": "GoogleWorkspace", "IdentityStoreName": "g", "Domain": "d",
                               "Credential": Secret("x", "u", PASSWORD)}),
    Call("Set-IdentityStore", {"IdentityStoreName": "Niemand", "Credential": Secret("x", "u", PASSWORD)}),
)  # fmt: skip


def _failure(do):
    try:
        do()
    except UpgradeError as error:
        return [type(error).__name__, error.message, *error.details]
    except Exception as error:
        return [type(error).__name__, str(error)]
    return None


def _rate(run):
    count = int(os.environ.get("DRIVER_CALLS", "50"))
    begun = time.perf_counter()
    for _ in range(count):
        run(Call("Get-IdentityStore", {"All": True}))
    return round(count / (time.perf_counter() - begun))
