"""Apps that stores and jobs sign in as: from the old installation's rows to app, tenant and cloud, by the ids of their questions."""

from __future__ import annotations

from collections.abc import Iterator

from pyupgrade.modules import job_rows
from pyupgrade.modules import stores as st
from pyupgrade.modules.job_secrets import app_prefix
from pyupgrade.modules.job_shape import application_of, is_office_365
from pyupgrade.modules.messaging_providers import apps_of, providers_of
from pyupgrade.plan.identity import CloudApp
from pyupgrade.plan.ports import SourceReader


def registered_apps(source: SourceReader) -> list[CloudApp]:
    """One entry an app by its questions' prefix; of several users the one that is asked first speaks for it."""
    found: dict[str, CloudApp] = {}
    for app in _all(source):
        known = found.setdefault(app.prefix, app)
        if app.mail and not known.mail:  # a store's own app that sends its mail as well
            found[app.prefix] = CloudApp(
                known.prefix, known.application, known.tenant or app.tenant, known.cloud or app.cloud, known.user, True
            )
    return list(found.values())


def _all(source: SourceReader) -> Iterator[CloudApp]:
    for store in st.carried(source).values():
        if store.kind == st.ENTRA:
            tenant = store.domain or store.meant.get("primary_domain", "")
            cloud = store.meant.get("cloud", "")
            yield CloudApp(f"entra/{store.id}", store.application, tenant, cloud, store.name, False)
    apps = apps_of(source)
    for provider in providers_of(source):
        if provider.name == "o365":
            values = provider.settings.values
            yield CloudApp(
                apps.prefix(provider),
                provider.settings.application,
                str(values.get("Domain", "")),
                str(values.get("Cloud", "")),
                f"Messaging of {provider.store.name}",
                True,
            )
    for job in job_rows.read(source).all():
        if is_office_365(job):
            # A user's domain is one of its tenant's, and a tenant answers to each of them.
            tenant = job.text("MessagingUser").rpartition("@")[2]
            yield CloudApp(
                app_prefix(apps, job),
                application_of(job),
                tenant,
                job.text("MessagingCloud"),
                f"Job {job.key}",
                True,
            )
