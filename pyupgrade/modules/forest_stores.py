"""Stores for forests that only Synchronize jobs know: from where their ends go to questions and new 11.1 stores (J2-J4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyupgrade.modules.job_places import READS, Placing
from pyupgrade.modules.new_stores import lines_of
from pyupgrade.modules.service_accounts import sealed_passwords
from pyupgrade.plan.items import Answers, Line, Module, Notice
from pyupgrade.plan.ports import SourceReader, TargetReader
from pyupgrade.plan.wording import in_order, listed, things

NAME: Final = "forest-stores"


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    placing = Placing(source, target, answers)
    sealed = sealed_passwords(list(placing.carried.values()))
    yield from placing.questions()
    for forest, new in placing.new_stores(NAME):
        domains = in_order(forest.domains)
        row = {"root": forest.root, "domains": list(domains)}
        yield from lines_of(new, answers, sealed, row)
        account = placing.accounts[new.id]
        yield Notice(
            module=NAME,
            feature="Synchronize",
            id=f"forest/{forest.root}",
            severity="change",
            subject=f"A new store for {forest.root}",
            message=f"{things(in_order(forest.jobs), 'job')} end in {listed(domains)}, and no store has that forest. One Active "
            f"Directory store is made for its root {forest.root}"
            + (f", with the account {account}." if account else ", once its service account is named."),
            action="See before the run that the account can read the whole forest; replicate the new store after it.",
            names=domains,
            count=len(domains),
        )


MODULE: Final = Module(
    name=NAME,
    feature="Synchronize",
    title="Stores for forests of Synchronize jobs",
    plan=plan,
    after=("identity-stores",),
    reads=READS,
    writes=("IdentityStore",),
    of_groups=False,
)
