"""How a Synchronize job's messaging provider differs from that of the store it is folded into (J11)."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.modules.job_rows import Job
from pyupgrade.modules.job_shape import application_of
from pyupgrade.modules.messaging_providers import Provider
from pyupgrade.modules.messaging_shape import PROVIDERS, Settings, provider_of


def difference(job: Job, store: Provider | None) -> str:
    """Both providers, each with what differs where they are of one kind: app, cloud, host, user; "" where nothing does."""
    name = job.text("MessagingProvider")
    if not name:
        return ""
    kind = store.name if store is not None else "none"
    label = PROVIDERS[kind]
    if provider_of(name) != kind:
        return f"{name} (store: {label})"
    differing = list(_differing(job, store.settings)) if store is not None else []
    if not differing:
        return ""
    own = ", ".join(f"{what} {job_has}" for what, job_has, _ in differing)
    theirs = ", ".join(f"{what} {store_has or 'none'}" for what, _, store_has in differing)
    return f"{name}, {own} (store: {label}, {theirs})"


def _differing(job: Job, settings: Settings) -> Iterator[tuple[str, str, str]]:
    """What the job names and the store has otherwise. A store of Office 365 has no host, and a cloud may be left unsaid."""
    if (app := application_of(job)) and app != settings.application:
        yield "app", app, settings.application
    cloud, stores_cloud = job.text("MessagingCloud"), str(settings.values.get("Cloud", ""))
    if cloud and stores_cloud and cloud.casefold() != stores_cloud.casefold():
        yield "cloud", cloud, stores_cloud
    host, hosts = job.text("MessagingHost"), [str(one["SmtpServer"]) for one in settings.values.get("Servers", ())]
    if host and hosts and host.casefold() not in {one.casefold() for one in hosts}:
        yield "host", host, " and ".join(hosts)
    user, stores_user = job.text("MessagingUser"), str(settings.values.get("UserName", ""))
    if user and user.casefold() != stores_user.casefold():
        yield "user", user, stores_user
