"""Settings of identity stores: from GroupID 10's rows to the typed fields that 11.1's Set-IdentityStore names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyupgrade.modules import stores as st
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.stores import Store
from pyupgrade.modules.typed import read_bool, read_choice, read_int, read_list, read_text
from pyupgrade.modules.wording import in_order, things
from pyupgrade.plan.items import Answers, Change, Line, Module, Notice, Severity
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "store-settings"
LOG_LEVELS = ("FileLoggingEvent", "WindowsLoggingEvent")
LOG_LEVEL = "Error"
RETENTION = "HistoryRetention"

TEXTS = (
    "GroupExpiryQuantity", "DefaultApprover", "ProfileValidationGroupDN", "ProfileValidationAttributeName",
    "ProfileValidationAttributeValue",
)  # fmt: skip
NUMBERS = (
    "ExpiredGroupsDeletionInterval", "GroupLifeDays", "MaximumMembersPerGroup", "MembershipCountThreshold",
    "MembershipPercentageThreshold", "RegularProfileValidationLifecycle", "NewProfileValidationLifecycle",
    "ProfileValidationExtensionPeriod",
)  # fmt: skip
SWITCHES = (
    "SecurityGroupsExpiry", "ExpiredGroupDeletion", "GUSLifecycle", "GroupAttestation", "OrphanGroupsDeletion",
    "OutOfBoundsAlerts", "EnrollmentEnabled", "CheckForCircularReference", "UpdateDynastyChildren",
    "DeleteEmptyDynastyChildren",
)  # fmt: skip
LISTS = (
    "GlmContainers", "GlmNotifyOwnersXDaysBefore", "MembershipLifecyclePolicies", "Prefixes", "HistorySelectedActions",
    "ProfileValidationReminders", "AuthenticationType", "SecurityQuestions", "PasswordExceptions", "PasswordRules",
    "InheritedAttributes",
)  # fmt: skip
CHOICES: Mapping[str, tuple[str, ...]] = {
    "GroupExpiryUnit": ("Never", "Days", "Weeks", "Months", "Years", "Indefinite"),
    "GlmContainersPolicy": ("Exclude", "Include"),
    "GroupExtensionPolicy": ("Extend", "Reduce"),
    "HistoryTrackingOption": ("Nothing", "All_Actions", "Selected_Actions"),
    # In the order of the codes 0-8 that an older setting, KeepHistoryOption, used for the same.
    RETENTION: (
        "All", "Last_30_Days", "Last_60_Days", "Last_90_Days", "Last_120_Days", "Last_6_Months", "Last_1_Year",
        "Last_2_Years", "Last_5_Years",
    ),
    "WhenGroupMembershipThresholdReach": ("PreventUpdation", "NestIntoChildGroups"),
    "FileLoggingEvent": ("All", "Debug", "Info", "Warn", "Error", "Off"),
    "WindowsLoggingEvent": ("FailureAudit", "SuccessAudit", "Info", "Warn", "Error"),
}  # fmt: skip
_FIELDS = {name.casefold(): name for name in (*TEXTS, *NUMBERS, *SWITCHES, *LISTS, *CHOICES)}


@dataclass(slots=True)
class _Seen:
    """What the notices tell, as "store: setting" and the like."""

    unknown: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    logs: list[str] = field(default_factory=list)
    retention: list[str] = field(default_factory=list)


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    everything = st.all_stores(source)
    kept = {store.id: store for store in everything if store.is_carried}
    known = {store.id for store in everything}
    rows: dict[int, list[Row]] = {}
    stray: list[str] = []
    for row in source.rows("SVC.IdentityStoreSetting"):
        if row["IdentityStoreId"] in kept:
            rows.setdefault(row["IdentityStoreId"], []).append(row)
        elif row["IdentityStoreId"] not in known:
            stray.append(f"store {row['IdentityStoreId']}: {row['SettingName']}")
    seen = _Seen()
    for store in kept.values():
        values = _values(store, rows.get(store.id, []), seen)
        if values:
            yield Change(
                module=NAME,
                feature="Configuration",
                kind="IdentityStoreSettings",
                key=str(store.id),
                name=f"Settings of {store.name}",
                store=store.id,
                values={"IdentityStoreId": store.id, **values},
                row=fingerprint(*rows[store.id]),
            )
    yield from _notices(seen, stray)


def _values(store: Store, rows: list[Row], seen: _Seen) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for row in rows:
        name, given = _FIELDS.get(row["SettingName"].strip().casefold()), row["SettingValue"]
        place = f"{store.name}: {row['SettingName']}"
        if given is None:
            continue
        if name is None:
            seen.unknown.append(place)
            continue
        value = _typed(name, given)
        if value is None:
            seen.wrong.append(place)
        elif name in values:
            seen.twice.append(place)
        elif name in LOG_LEVELS:
            values[name] = LOG_LEVEL
            if value != LOG_LEVEL:
                seen.logs.append(f"{store.name}: {name} was {value}")
        elif name == RETENTION:
            values[name] = CHOICES[RETENTION][0]
            if value != CHOICES[RETENTION][0]:
                seen.retention.append(f"{store.name}: {value}")
        else:
            values[name] = value
    return values


def _typed(name: str, given: Any) -> Any:
    """The value as the field's type, None when it is not one of that type."""
    if name in NUMBERS:
        return read_int(given)
    if name in SWITCHES:
        return read_bool(given)
    if name in LISTS:
        return read_list(given)
    if name in CHOICES:
        return read_choice(given, CHOICES[name], numbered=name == RETENTION)
    return read_text(given)


def _notices(seen: _Seen, stray: list[str]) -> Iterator[Notice]:
    told: tuple[tuple[str, Severity, str, list[str], str, str], ...] = (
        (
            "settings/unknown", "loss", "Settings that 11.1 does not know", seen.unknown,
            "Directory Manager 11.1 has no known place for them: {things}.",
            "See in GroupID 10 what they are set to and, where 11.1 has the like, set it there after the run.",
        ),
        (
            "settings/unreadable", "loss", "Settings with a value that is none", seen.wrong,
            "Left at the product's default, because the value cannot be what the setting means: {things}.",
            "Look them up in GroupID 10 and set them in 11.1 after the run, or correct them in the source and plan "
            "again.",
        ),
        (
            "settings/double", "todo", "Settings that stand there twice", seen.twice,
            "Given again under a name in another letter case, where the first is carried: {things}.",
            "Compare them in the Admin Center after the run.",
        ),
        (
            "settings/log-levels", "change", "Log levels", seen.logs,
            "Log levels are reset to Error, as the product's own upgrade does: {things}.",
            "Set them again in 11.1 where more is to be logged.",
        ),
        (
            "settings/history-retention", "todo", "History retention", seen.retention,
            "History retention arrives as All, so that nothing is archived away right after the run. It was: {things}.",
            "When the upgraded history has been looked at, set the old retention again in each store's history "
            "settings.",
        ),
        (
            "settings/without-store", "todo", "Settings of stores that are gone", stray,
            "Left behind, because their identity store no longer exists: {things}.",
            "Nothing, unless a store is missing that should be there.",
        ),
    )  # fmt: skip
    for notice_id, severity, subject, names, message, action in told:
        if names:
            yield Notice(
                module=NAME,
                feature="Configuration",
                id=notice_id,
                severity=severity,
                subject=subject,
                message=message.format(things=things(names, "setting")),
                action=action,
                names=in_order(names),
                count=len(names),
            )


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Settings of identity stores",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, "SVC.IdentityStoreSetting"),
    writes=("IdentityStoreSettings",),
)
