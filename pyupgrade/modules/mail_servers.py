"""Mail servers of stores: from GroupID 10's rows to what 11.1's Set-SmtpServer names, with the password's question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyupgrade.modules import stores as st
from pyupgrade.modules.cloud_apps import Place
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.service_accounts import account_password, is_managed, password_questions, sealed_passwords
from pyupgrade.modules.stores import Store
from pyupgrade.modules.told import Told, told
from pyupgrade.modules.typed import read_choice
from pyupgrade.plan import marks
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "mail-servers"
TABLE = "SVC.SmtpServer"
NONE, BASIC, OAUTH = "None", "Basic", "OAuth 2.0"
WAYS = (NONE, BASIC, OAUTH)  # identitystore/configure/smtpserver.md; None is the account that is logged on
_SAME_WAY = {"windows": NONE, "anonymous": NONE, "oauth": OAUTH, "oauth2": OAUTH, "": NONE}
_NEEDED = ("SmtpServer", "Port", "FromEmail", "ToEmail")  # what Set-SmtpServer requires

_TOLD: Final[Mapping[str, Told]] = {
    "mail-servers/incomplete": Told(
        "todo", "Mail servers that lack something",
        "11.1 requires server, port, sender and recipient, and these are missing: {things}.",
        "Enter them in the store's notification settings before mail is to be sent.", "value",
    ),
    "mail-servers/unreadable": Told(
        "loss", "Mail settings with a value that is none",
        "Left out, because the value cannot be what the setting means: {things}.",
        "Look them up in GroupID 10 and set them in 11.1 after the run, or correct them in the source and plan again.",
        "value",
    ),
    "mail-servers/oauth": Told(
        "todo", "Mail servers with OAuth 2.0",
        "Token endpoint, client and scope have no known place in the source and do not come along: {things}.",
        "Enter them in the store's notification settings; send a test notification.", "store",
    ),
    "mail-servers/without-store": Told(
        "todo", "Mail servers of stores that are gone", "Left behind, because their identity store no longer exists: {things}.",
        "Nothing, unless a store is missing that should be there.", "mail server",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    found: dict[str, list[str]] = defaultdict(list)
    places = sealed_passwords(list(st.carried(source).values()))
    changes: list[Change] = []
    users: dict[str, list[Store]] = defaultdict(list)
    for store, row in st.rows_with_stores(source, TABLE, found["mail-servers/without-store"]):
        values = _values(store, row, answers, places, found)
        if not any(values.get(name) for name in (*_NEEDED, "UserName")):
            continue  # a row without anything in it: no mail server was ever set
        missing = [name for name in _NEEDED if values.get(name) is None]
        found["mail-servers/incomplete"] += [f"{store.name}: {name}" for name in missing]
        if marks.question_of(values.get("Password")):
            users[values["UserName"]].append(store)
        changes.append(
            Change(
                module=NAME,
                feature="Configuration",
                kind="SmtpServer",
                key=str(store.id),
                name=f"Mail server of {store.name}",
                store=store.id,
                values={"IdentityStoreId": store.id, **values},
                row=fingerprint(row, without=("Password",)),
            )
        )
    yield from password_questions(NAME, users, "It logs on to the mail server of {}.")
    yield from changes
    yield from told(NAME, _TOLD, found)


def _values(
    store: Store, row: Row, answers: Answers, places: Mapping[str, Place], found: dict[str, list[str]]
) -> dict[str, Any]:
    way = _way(row["Authentication"])
    if way is None:
        found["mail-servers/unreadable"].append(f"{store.name}: Authentication")
    if way == OAUTH:
        found["mail-servers/oauth"].append(store.name)
    port = row["Port"]
    if port is not None and not 0 < port < 65_536:
        found["mail-servers/unreadable"].append(f"{store.name}: Port {port}")
        port = None
    user = _text(row["UserName"])
    values: dict[str, Any] = {
        "SmtpServer": _text(row["SmtpServer"]),
        "Port": port,
        "FromEmail": _text(row["FromEmail"]),
        "ToEmail": _text(row["ToEmail"]),
        "SslEnabled": row["SslEnabled"],
        "Authentication": way,
        "UserName": user,
    }
    # Without authentication, said in so many words, the account that is logged on is taken: no password is of use.
    if user and not is_managed(user) and not (way == NONE and row["Authentication"]):
        own = (TABLE, store.id, "Password") if st.is_sealed(row["Password"] or "") else None
        values["Password"] = account_password(answers, user, places, own)
    unread = {
        name
        for name in ("Port", "Authentication", "Password")
        if values.get(name) is None and row[name] not in (None, "")
    }
    return {name: value for name, value in values.items() if name not in unread}


def _way(given: str | None) -> str | None:
    """One of the three ways, also by another name; None when it is none of them."""
    return _SAME_WAY.get(st.spelled(given or "")) or read_choice(given, WAYS)


def _text(given: str | None) -> str | None:
    return (given or "").strip() or None


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Mail servers",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, TABLE),
    writes=("SmtpServer",),
    of_groups=False,
)
