"""What a job sees of cmdlets that fail: at once, after having written, and without ending."""

from pathlib import Path

from pyupgrade.contracts.load import load
from pyupgrade.engine.shell import VendorShell
from pyupgrade.errors import UpgradeError
from pyupgrade.target.shell import Shell
from tests.psmodule.driver.values import STORE, Knows
from tests.servers import dm_shell


def work(job):
    import os

    state = Path(os.environ["DRIVER_SAID"]).with_name("state.json")
    door = Shell(FACTS, VendorShell(FACTS), Knows())
    said = {}
    for kind in ("error", "complaint", "written"):
        dm_shell.break_next(state, {"cmdlet": "New-IdentityStore", "kind": kind, "message": f"Störung: {kind}."})
        try:
            door.create("IdentityStore", "1", STORE)
        except UpgradeError as error:
            said[kind] = [error.message, *error.details]
        said[f"after {kind}"] = len(door.find("IdentityStore", {"1": STORE}))
    return said


FACTS = load("dm11").doors["shell"]
