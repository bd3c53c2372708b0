"""Whether the file of disallowed words is at hand for each store that uses one (upgrade note 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding

KIND: Final = "disallowed-passwords"
SETTING: Final = "DisallowingPasswordExceptionFilePath"
_PLACE: Final = re.compile(r"_(\d+)/([^/]+)$")


def _run(context: Context) -> Iterator[Finding]:
    if context.paths.program is None:
        yield CHECK.row("Skipped", "The profile names no program folder of the old installation.", CHECK.repair)
        return
    names = {
        r["IdentityStoreId"]: r["IdentityStoreName"] for r in context.source.rows("SVC.IdentityStore") if r["IsEnabled"]
    }
    wanted = {
        row["IdentityStoreId"]: re.split(r"[\\/]", row["SettingValue"])[-1].strip()
        for row in context.source.rows("SVC.IdentityStoreSetting")
        if row["IdentityStoreId"] in names
        and row["SettingName"].strip().casefold() == SETTING.casefold()
        and isinstance(row["SettingValue"], str)
        and row["SettingValue"].strip()
    }
    there = {(int(m[1]), m[2].casefold()) for f in context.source.files(KIND) if (m := _PLACE.search(f.path))}
    lacking = {number: file for number, file in wanted.items() if (number, file.casefold()) not in there}
    for number, file in sorted(lacking.items()):
        said = f"{names[number]} (store {number}) uses the list of disallowed words '{file}', which is not below the program folder."
        yield CHECK.row("Warning", said, CHECK.repair, names[number])
    if not wanted:
        yield CHECK.row(
            "Passed", "No enabled store uses a list of disallowed words.", target=str(context.paths.program)
        )
    elif not lacking:
        said = f"All {len(wanted)} stores that use a list of disallowed words have its file."
        yield CHECK.row("Passed", said, target=str(context.paths.program))


CHECK = CheckSpec(
    id="files.disallowed-passwords",
    area="Files",
    looks_at="The file of disallowed words of each enabled store whose settings name one, below the old program folder.",
    repair="Copy GroupIDDataService/PasswordCenter/PasswordExceptionLists of the old server to the same place below the folder "
    "named as program in the profile; without the file the words are allowed in 11.1.",
    features=frozenset({"Configuration"}),
    run=_run,
)
