"""Secrets of Synchronize jobs: from apps, messaging accounts and initial passwords to references and the questions for them (J5, S8)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.modules.cloud_apps import NOWHERE, Place, app_questions, app_values
from pyupgrade.modules.job_rows import JOBS, Job
from pyupgrade.modules.job_shape import (
    application_of,
    initial_passwords,
    is_everywhere,
    is_office_365,
    mapping_named,
)
from pyupgrade.modules.messaging_providers import Apps, apps_of
from pyupgrade.modules.service_accounts import account_decision, account_password, is_managed
from pyupgrade.modules.stored import stored
from pyupgrade.modules.stores import is_sealed
from pyupgrade.plan import marks
from pyupgrade.plan.items import Answers, Decision
from pyupgrade.plan.ports import SourceReader
from pyupgrade.plan.wording import things

PAGE: Final = 10  # of the wizard
_APP: Final = {
    "client_secret": "messagingClientSecret",
    "certificate": "messagingCertificate",
    "certificate_password": "messagingCertificatePassword",
}
INITIAL: Final = ("initialPassword", "initialPassword2", "initialPassword3")  # a job keeps so many apart


class JobSecrets:
    """Gives a job's secrets by reference, and remembers who needs which, to ask for each but once."""

    def __init__(self, module: str, source: SourceReader, answers: Answers, sealed: Mapping[str, Place]) -> None:
        self._module, self._answers, self._sealed = module, answers, sealed
        self._apps = apps_of(source)
        self._app_users: dict[str, tuple[dict[str, Any], list[str]]] = {}
        self._accounts: dict[str, tuple[str, list[str]]] = {}
        self._initial: dict[str, tuple[str, list[str]]] = {}
        self._passwords: dict[tuple[str, str], str] = {}  # (job's name, digest of a password) to its question

    def of(self, job: Job) -> dict[str, Any]:
        """The job's values that are secrets, each a reference."""
        values: dict[str, Any] = {}
        if is_office_365(job):
            values |= self._app(job)
        else:
            values |= self._messaging(job)
        return values | self._initial_of(job)

    def questions(self) -> Iterator[Decision]:
        """What there is to ask for the jobs given so far."""
        for prefix, (values, users) in sorted(self._app_users.items()):
            reason = (
                f"{things(users, 'job')} send mail through Office 365 as this app. Its secret and certificate cannot be taken "
                "out of GroupID 10; the certificate must be the one registered for the app."
            )
            yield from app_questions(self._module, prefix, _named(prefix), reason, PAGE, values, "Synchronize")
        for decision, (account, users) in sorted(self._accounts.items()):
            yield self._secret(
                decision,
                f"Password of the messaging account {account}"
                if account
                else f"Password of the messaging of {users[0]}",
                f"{things(users, 'job')} send mail with it. GroupID 10 keeps passwords sealed, in a way that is not public.",
            )
        for decision, (where, users) in sorted(self._initial.items()):
            yield self._secret(
                decision,
                f"Initial password that {users[0]} gives {where or 'new accounts'}",
                f"{things(users, 'job')} hold it as clear text in a field's transform. It never goes into the plan, so it is asked.",
            )

    def _app(self, job: Job) -> dict[str, Any]:
        """One answer serves all jobs of an app, and the store of the same app."""
        app = application_of(job)
        prefix = app_prefix(self._apps, job)
        found = app_values(self._answers, prefix, self._apps.places_of(app))
        self._app_users.setdefault(prefix, (found, []))[1].append(job.key)
        return {field: found[meaning] for meaning, field in _APP.items()}

    def _messaging(self, job: Job) -> dict[str, Any]:
        if not job.text("MessagingProvider") or not (job.text("MessagingUser") or job.text("MessagingPassword")):
            return {}
        account = job.text("MessagingUser")
        if account and is_managed(account):
            return {}
        own = (JOBS, job.path, "MessagingPassword") if _is_own(job, "MessagingPassword") else None
        if account:
            decision, value = account_decision(account), account_password(self._answers, account, self._sealed, own)
        else:
            decision = f"job/{job.key}/messaging-password"
            value = stored(self._answers, decision, *(own or NOWHERE))
        if marks.question_of(value):
            self._accounts.setdefault(decision, (account, []))[1].append(job.key)
        return {"messagingPassword": value}

    def _initial_of(self, job: Job) -> dict[str, Any]:
        """A question for each of its passwords, and which mappings have which, where that does not go without saying."""
        values: dict[str, Any] = {}
        found = dict(list(initial_passwords(job).items())[: len(INITIAL)])
        for (password, rows), field in zip(found.items(), INITIAL, strict=False):
            decision = self._initial_question(job, password, field.removeprefix(INITIAL[0]))
            where = "; ".join(mapping_named(job, row) for row in rows) if len(found) > 1 else ""
            values[field] = {"$secret": decision}
            self._initial.setdefault(decision, (where, []))[1].append(job.key)
        if found and not (len(found) == 1 and is_everywhere(job, next(iter(found.values())))):
            values["initialPasswordRows"] = list(found.values())
        return values

    def _initial_question(self, job: Job, password: str, number: str) -> str:
        """A collection's copy with the same password as the job of its name is not asked again."""
        digest = hashlib.sha256(password.encode("utf-8", "surrogatepass")).hexdigest()
        own = "/".join(part for part in (f"job/{job.key}/initial-password", number) if part)
        return self._passwords.setdefault((job.name.casefold(), digest), own)

    def _secret(self, decision: str, question: str, reason: str) -> Decision:
        return Decision(
            module=self._module,
            feature="Synchronize",
            id=decision,
            question=question,
            reason=reason,
            kind="secret",
            page=PAGE,
        )


def passwords_left(job: Job) -> list[str]:
    """Mappings whose password is one more than a job keeps apart."""
    more = list(initial_passwords(job).values())[len(INITIAL) :]
    return [f"{job.key}: {mapping_named(job, row)}" for rows in more for row in rows]


def app_prefix(apps: Apps, job: Job) -> str:
    """The first part of the ids of the questions for the app that a job sends mail as."""
    app = application_of(job)
    return apps.prefix_of(app, f"job-app/{app or job.key}")


def _is_own(job: Job, field: str) -> bool:
    """Whether the text stands sealed in the job's own file, and not in a group's, where no key leads to it."""
    return not job.collection and not job.is_template and is_sealed(job.text(field))


def _named(prefix: str) -> str:
    kind, _, name = prefix.partition("/")
    return f"the jobs' messaging ({name})" if kind == "job-app" else f"{kind} {name}"
