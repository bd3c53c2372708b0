"""The story on one page: connect → inspect → check → plan → run → verify → report."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pyupgrade import requests, results, settings
from pyupgrade.engine import (
    completion,
    cutover,
    inspection,
    membership,
    planning,
    preflight,
    profile_template,
    proving,
    rendering,
    running,
    template,
    undoing,
    vendor_groups,
    views,
)
from pyupgrade.engine.connected import Connected
from pyupgrade.engine.progress import Bars
from pyupgrade.jobs import Job
from pyupgrade.plan import document, judge
from pyupgrade.sample import create
from pyupgrade.source.directory import open_directory

Secrets = Mapping[str, str]


def connect(asked: requests.Open, secrets: Secrets, clock: Callable[[], float] = time.time) -> Engine:
    """Opens a profile, a sample folder or single paths; everything is looked at once, so that what is wrong shows here."""
    if asked.path or asked.sample:
        opened = settings.from_profile(Path(asked.path or asked.sample or "").expanduser(), look=True)
    else:
        given = {n: getattr(asked, n) for n in ("source", "target", "directory", "topology")}
        opened = settings.from_values({**given, "log": asked.log_path}, Path.cwd(), look=True)
    if asked.identity_store_id is not None:
        opened = opened.model_copy(update={"identity_store_id": asked.identity_store_id})
    engine = Engine(opened, clock)
    engine.remote_session = asked.remote_session
    if "passphrase" in secrets:
        engine.keyring.values["passphrase"] = secrets["passphrase"]
    engine.look()
    return engine


def create_sample(asked: requests.CreateSample, job: Job) -> results.Sample:
    """A sample installation in a folder, made while progress is told."""
    begun = time.monotonic()
    bars = Bars("Making a sample", job.emit, time.time)
    folder = Path(asked.path).expanduser().resolve()
    made = create(folder, asked.size, asked.topology, asked.seed, asked.force, bars.report, asked.version)
    open_directory(made.path / "directory.ldif").close()  # loaded now, so that the first Connect need not
    bars.close()
    return results.Sample(
        path=str(made.path),
        profile=str(made.profile),
        size=made.size,
        version=made.version,
        topology=made.topology,
        stores=made.stores,
        groups=made.groups,
        history_events=made.history_events,
        seconds=round(time.monotonic() - begun, 2),
    )


def blank_profile() -> str:
    """A commented profile to fill in."""
    return profile_template.text()


def complete(engine: Engine | None, asked: requests.Complete) -> list[dict[str, str]]:
    return completion.values(engine, asked)


class Engine(Connected):
    """One connection and what can be asked of it. Each call opens what it needs and closes it again."""

    # -- connect ----------------------------------------------

    def look(self) -> None:
        self.known = inspection.connection(self)

    # -- inspect ----------------------------------------------

    def inspect_source(self) -> results.Source:
        return inspection.source(self.world)

    def inspect_target(self) -> results.Target:
        return inspection.target(self.world)

    def drift(self, side: str) -> list[results.Drift]:
        return inspection.drift(self.world, side)

    # -- check ----------------------------------------------

    def preflight(self, asked: requests.Preflight) -> list[results.Check]:
        return preflight.run(self, asked)

    # -- plan ----------------------------------------------

    def build(self, asked: requests.Build, secrets: Secrets, job: Job) -> results.Plan:
        made, hits = planning.build(self, asked, secrets, job)
        return views.plan(made, hits)

    def answer(self, asked: requests.AnswerPlan, secrets: Secrets, job: Job) -> results.Plan:
        return views.plan(planning.answer(self, asked, secrets, job))

    def read(self, plan: str) -> results.Plan:
        return views.plan(document.read(plan))

    def render(self, asked: requests.RenderPlan, job: Job) -> str:
        return rendering.plan(self, asked, job)

    def template(self, plan: str) -> str:
        return template.render(document.read(plan))

    def compare(self, asked: requests.Compare, secrets: Secrets, job: Job) -> list[results.PlanDifference]:
        saved = document.read(asked.plan)
        now = planning.afresh(self, saved, asked, secrets, job)
        return [
            results.PlanDifference(part=d.part, difference=d.difference, subject=d.subject, saved=d.saved, now=d.now)
            for d in judge.differences(saved, now)
        ]

    # -- run ----------------------------------------------

    def start(self, asked: requests.Start, secrets: Secrets, job: Job) -> results.Run:
        return running.start(self, asked, secrets, job)

    def upgrade_through_vendor(self, asked: requests.ThroughVendor, job: Job) -> list[results.GroupResult]:
        return vendor_groups.start(self, asked, job)

    def resume(self, asked: requests.ResumeRun, secrets: Secrets, job: Job) -> results.Run:
        return running.resume(self, asked, secrets, job)

    def runs(self, asked: requests.ListRuns) -> list[results.Run]:
        return running.runs(self, asked.run_id, asked.meant_by)

    def control(self, run: int | None, action: running.Action) -> results.Run:
        return running.control(self, run, action)

    # -- the way back ----------------------------------------------

    def undoable(self, run: int | None) -> list[results.ItemResult]:
        return undoing.undoable(self, run)

    def undo(self, asked: requests.OfRun, job: Job) -> results.Run:
        return undoing.undo(self, asked, job)

    # -- the cut-over ----------------------------------------------

    def schedules(self, asked: requests.Schedules) -> list[results.ItemResult]:
        return cutover.schedules(self, asked)

    def enable_schedules(self, asked: requests.EnableSchedules, job: Job) -> list[results.ItemResult]:
        return cutover.enable(self, asked, job)

    def test_membership(self, asked: requests.Membership, job: Job) -> list[results.Check]:
        return membership.test(self, asked, job)

    # -- verify, report ----------------------------------------------

    def verify(self, run: int | None, against_source: bool, job: Job) -> list[results.Check]:
        return proving.verify(self, run, against_source, job)

    def report(self, asked: requests.WriteReport) -> str:
        return proving.report(self, asked)

    def read_log(self, asked: requests.ReadLog) -> dict[str, Any]:
        return inspection.log(self.world, self.settings.log_path, asked)
