"""Whether the program and data folders of the old installation are at hand."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.plan.finding import Finding


def _run(context: Context) -> Iterator[Finding]:
    for root, path in (("program", context.paths.program), ("data", context.paths.data)):
        kinds = [pattern for pattern in context.source_contract.files.values() if pattern.root == root]
        if path is None:
            without = "; ".join(p.purpose for p in kinds)
            yield CHECK.row(
                "Warning", f"The profile names no {root} folder; not seen are: {without}.", CHECK.repair, root
            )
            continue
        count = sum(len(context.source.files(p.name)) for p in kinds)
        if count:
            yield CHECK.row(
                "Passed", f"The {root} folder holds {count:,} files of the kinds we know.", target=str(path)
            )
        else:
            yield CHECK.row(
                "Warning", f"The {root} folder holds no file of the kinds we know.", CHECK.repair, str(path)
            )


CHECK = CheckSpec(
    id="files.old-installation",
    area="Files",
    looks_at="The program and data folders of the old installation.",
    repair="Copy the old server's folders as they are and name them as program and data in the profile.",
    run=_run,
)
