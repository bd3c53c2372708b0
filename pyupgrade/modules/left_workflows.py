"""Workflows and pending requests, which this version leaves behind: from their tables to notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyupgrade.modules.left_behind import BY_US, Old, left, per_store
from pyupgrade.modules.wording import counted, things
from pyupgrade.plan.items import Notice

SYSTEM = 2  # a system route; 1 is one of your own (11.1 APIs/workflowapis/getwfroute.md)
PENDING = 1  # the only request state whose number is published (11.1 APIs/workflowapis/getpendingreq.md)


def workflows(old: Old) -> Iterator[Notice]:
    routes = [row for row in old.source.rows("SVC.WorkflowRoute") if old.concerns(row["IdentityStoreId"])]
    own = [f"{old.name(row['IdentityStoreId'])}: {row['Name']}" for row in routes if row["Type"] != SYSTEM]
    yield from left(
        "workflows", "loss", "Workflows of your own",
        f"Workflows of your own are {BY_US}: {things(own, 'workflow')}.",
        "Create them in 11.1 with the same event, filters, fields and approvers.",
        own,
    )  # fmt: skip
    system = old.by_store(row for row in routes if row["Type"] == SYSTEM)
    total = sum(system.values())
    yield from left(
        "workflows/system", "change", "System workflows",
        f"11.1 makes its own system workflows; approvers and switches set in the old ones are {BY_US}: "
        f"{things(per_store(system), 'workflow', number=total)}.",
        "Compare approvers and switches in each store's workflows after the run.",
        per_store(system), total,
    )  # fmt: skip


def requests(old: Old) -> Iterator[Notice]:
    """Upgrade note 11 for those with a variable: even the product's own upgrade freezes its approver."""
    pending = [
        row
        for row in old.source.rows("SVC.WorkflowRequest", {"StatusId": PENDING})
        if old.concerns(row["IdentityStoreId"])
    ]
    found = per_store(old.by_store(iter(pending)))
    yield from left(
        "workflow-requests", "loss", "Pending workflow requests",
        f"Requests that wait for a decision are {BY_US}: {things(found, 'request', number=len(pending))}.",
        "Have them approved or denied in GroupID 10 before the run.",
        found, len(pending),
    )  # fmt: skip
    variables = Counter(row["ApproverVariable"] for row in pending if row["ApproverVariable"])
    names = [f"{name}: {counted(number, 'request')}" for name, number in variables.items()]
    yield from left(
        "workflow-approvers", "change", "Approvers given by a variable",
        "An upgrade freezes an approver that is a variable to the person it stands for at that moment: "
        f"{things(names, 'pending request', number=variables.total())}.",
        "Have these decided first.",
        names, variables.total(),
    )  # fmt: skip
