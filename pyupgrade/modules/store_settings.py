"""Settings of identity stores: from GroupID 10's rows to the typed fields that 11.1's Set-IdentityStore names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pyupgrade.modules import stores as st
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.stores import Store
from pyupgrade.modules.told import Told, told
from pyupgrade.modules.typed import read_bool, read_choice, read_int, read_list, read_text
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import Row, SourceReader, TargetReader

NAME = "store-settings"
LOG_LEVELS = ("FileLoggingEvent", "WindowsLoggingEvent")
LOG_LEVEL = "Error"
RETENTION = "HistoryRetention"

TEXTS = (
    "GroupExpiryQuantity", "DefaultApprover", "ProfileValidationGroupDN", "ProfileValidationAttributeName",
    "ProfileValidationAttributeValue", "SWAMobileAttribute", "SWEmailAttribute", "SWAuthenticationFactor",
)  # fmt: skip
NUMBERS = (
    "ExpiredGroupsDeletionInterval", "GroupLifeDays", "AttestationMemberInactiveDays", "MaximumMembersPerGroup",
    "MembershipCountThreshold", "MembershipPercentageThreshold", "RegularProfileValidationLifecycle",
    "NewProfileValidationLifecycle", "ProfileValidationExtensionPeriod", "ValidationDateRemovalInterval",
)  # fmt: skip
# What the product's pages take (identitystore/configure/grouplifecycle.md, profilevalidation.md); no number is below 0.
RANGES: Mapping[str, tuple[int, int]] = {"GroupLifeDays": (1, 360), "ProfileValidationExtensionPeriod": (0, 7)}
SWITCHES = (
    "SecurityGroupsExpiry", "ExpiredGroupDeletion", "GUSLifecycle", "GroupAttestation", "AttestationOfEachMember",
    "GlmNotificationOfTodaysExpiry", "OrphanGroupsDeletion", "OutOfBoundsAlerts", "NewProfileValidation",
    "AttributeUpdation", "ValidationDateRemoval", "EnrollmentEnabled", "SWAuthenticationViaSecurityQuestions",
    "SWAuthenticationViaMobile", "SWAuthenticationViaEmail", "CheckForCircularReference", "SkipMembersOfDynamicGroups",
    "UpdateDynastyChildren", "DeleteEmptyDynastyChildren",
)  # fmt: skip
LISTS = (
    "GlmContainers", "GlmNotifyOwnersXDaysBefore", "Prefixes", "SecurityQuestions", "PasswordRules",
    "InheritedAttributes",
)  # fmt: skip
PAIRS = ("ProfileValidationReminders", "PasswordExceptions", "SWAQuestions")  # lists of two texts each (string[][])
POLICIES = "MembershipLifecyclePolicies"
NAMES: Mapping[str, tuple[str, ...]] = {  # lists of names
    "HistorySelectedActions": (
        "OwnershipChange", "AdditionalOwnerChange", "ExpirationPolicyChange", "GroupExpireRenew", "QueryChange",
        "SecurityTypeChange", "ObjectCreated", "ObjectDeleted", "IdentityStoreHistory", "SecurityRolesHistory",
        "WorkflowsHistory",
    ),
    "AuthenticationType": (
        "Security questions", "Email", "SMS", "Yubikey", "Windows Hello", "Authenticator", "Link account",
    ),
}  # fmt: skip
OPERATORS = ("equals", "startswith", "endswith", "contains", "regexp")
ELSEWHERE = ("DisallowingPasswordExceptionFilePath",)  # carried with the file itself: disallowed_passwords
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
_FIELDS = {
    name.casefold(): name
    for name in (*TEXTS, *NUMBERS, *SWITCHES, *LISTS, *PAIRS, POLICIES, *NAMES, *CHOICES, *ELSEWHERE)
}

_SET_AGAIN = (
    "Look them up in GroupID 10 and set them in 11.1 after the run, or correct them in the source and plan again."
)
_TOLD: Mapping[str, Told] = {
    "settings/unknown": Told(
        "loss", "Settings that 11.1 does not know", "Directory Manager 11.1 has no known place for them: {things}.",
        "See in GroupID 10 what they are set to and, where 11.1 has the like, set it there after the run.", "setting",
    ),
    "settings/unreadable": Told(
        "loss", "Settings with a value that is none",
        "Left at the product's default, because the value cannot be what the setting means: {things}.", _SET_AGAIN,
        "setting",
    ),
    "settings/double": Told(
        "todo", "Settings that stand there twice",
        "Given again under a name in another letter case, where the first is carried: {things}.",
        "Compare them in the Admin Center after the run.", "setting",
    ),
    "settings/phone-id": Told(
        "change", "PhoneID as a way of authentication",
        "Its service has ended, so it is left out of the authentication types of: {things}.",
        "See that another way of authentication is enabled in these stores, and that the roles enforce one of those.",
        "store",
    ),
    "settings/unlisted-names": Told(
        "todo", "Settings with names that 11.1 does not list",
        "Carried as they stand, though the pages of 11.1 do not list such an action or way: {things}.",
        "Compare these settings in the Admin Center after the run.", "name",
    ),
    "settings/membership-targets": Told(
        "todo", "Targets of two membership life-cycle policies",
        "11.1 takes a target in one policy only, and these stand in two: {things}.",
        "Take each out of one of its policies, in GroupID 10 before the run or in 11.1 after it.", "target",
    ),
    "settings/usage-and-attestation": Told(
        "todo", "Usage life cycle beside attestation",
        "11.1 takes either the usage life cycle or attestation, and both are on in: {things}.",
        "Turn one of them off in the group life-cycle settings of the store.", "store",
    ),
    "settings/log-levels": Told(
        "change", "Log levels", "Log levels are reset to Error, as the product's own upgrade does: {things}.",
        "Set them again in 11.1 where more is to be logged.", "setting",
    ),
    "settings/history-retention": Told(
        "todo", "History retention",
        "History retention arrives as All, so that nothing is archived away right after the run. It was: {things}.",
        "When the upgraded history has been looked at, set the old retention again in each store's history settings.",
        "setting",
    ),
    "settings/without-store": Told(
        "todo", "Settings of stores that are gone",
        "Left behind, because their identity store no longer exists: {things}.",
        "Nothing, unless a store is missing that should be there.", "setting",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    everything = st.all_stores(source)
    kept = {store.id: store for store in everything if store.is_carried}
    known = {store.id for store in everything}
    rows: dict[int, list[Row]] = {}
    found: dict[str, list[str]] = defaultdict(list)
    for row in source.rows("SVC.IdentityStoreSetting"):
        if row["IdentityStoreId"] in kept:
            rows.setdefault(row["IdentityStoreId"], []).append(row)
        elif row["IdentityStoreId"] not in known:
            found["settings/without-store"].append(f"store {row['IdentityStoreId']}: {row['SettingName']}")
    for store in kept.values():
        values, later = _values(store, rows.get(store.id, []), found)
        if any(value is not None for value in values.values()):
            yield Change(
                module=NAME,
                feature="Configuration",
                kind="IdentityStoreSettings",
                key=str(store.id),
                name=f"Settings of {store.name}",
                store=store.id,
                values={"IdentityStoreId": store.id, **values},
                row=fingerprint(*rows[store.id]),
                later=later,
            )
    yield from told(NAME, _TOLD, found)


def _values(store: Store, rows: list[Row], found: dict[str, list[str]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is written, and what waits until somebody confirms it: the old retention (mission Y3)."""
    values: dict[str, Any] = {}
    later: dict[str, Any] = {}
    unread: set[str] = set(ELSEWHERE)
    for row in rows:
        name, given = _FIELDS.get(row["SettingName"].strip().casefold()), row["SettingValue"]
        place = f"{store.name}: {row['SettingName']}"
        if given is None or name in ELSEWHERE:
            continue
        if name is None:
            found["settings/unknown"].append(place)
            continue
        value = _typed(name, given)
        if value is None:
            found["settings/unreadable"].append(place)
            unread.add(name)
        elif name in values:
            found["settings/double"].append(place)
        elif name in LOG_LEVELS:
            values[name] = LOG_LEVEL
            if value != LOG_LEVEL:
                found["settings/log-levels"].append(f"{store.name}: {name} was {value}")
        elif name == RETENTION:
            values[name] = CHOICES[RETENTION][0]
            if value != CHOICES[RETENTION][0]:
                later[name] = value
                found["settings/history-retention"].append(f"{store.name}: {value}")
        elif name in NAMES:
            values[name] = _listed(store, name, value, found)
        else:
            values[name] = value
    found["settings/membership-targets"] += _targets_twice(store, values.get(POLICIES, ()))
    if values.get("GUSLifecycle") and values.get("GroupAttestation"):
        found["settings/usage-and-attestation"].append(store.name)
    return {**dict.fromkeys(n for n in _FIELDS.values() if n not in unread), **values}, later


def _typed(name: str, given: Any) -> Any:
    """The value as the field's type, None when it is not one of that type."""
    if name in NUMBERS:
        number = read_int(given)
        lowest, highest = RANGES.get(name, (0, 10**9))
        return number if number is not None and lowest <= number <= highest else None
    if name in SWITCHES:
        return read_bool(given)
    if name in PAIRS:
        return _pairs(name, given)
    if name == POLICIES:
        policies = [given] if isinstance(given, Mapping) else given
        is_list = isinstance(policies, list) and all(isinstance(policy, Mapping) for policy in policies)
        return policies if is_list else None
    if name in NAMES:
        names = read_list(given)
        return names if names is not None and all(isinstance(one, str) for one in names) else None
    if name in LISTS:
        return read_list(given)
    if name in CHOICES:
        return read_choice(given, CHOICES[name], numbered=name == RETENTION)
    return read_text(given)


def _pairs(name: str, given: Any) -> list[list[str]] | None:
    """Pairs of texts; the first of a password exception is one of the five operators, in any letter case."""
    if not isinstance(given, list):
        return None
    pairs = []
    for one in given:
        texts = [read_text(part) for part in one] if isinstance(one, list) else []
        if len(texts) != 2 or texts[0] is None or texts[1] is None:
            return None
        first = read_choice(texts[0], OPERATORS) if name == "PasswordExceptions" else texts[0]
        if first is None:
            return None
        pairs.append([first, texts[1]])
    return pairs


def _listed(store: Store, name: str, given: list[str], found: dict[str, list[str]]) -> list[str]:
    """Names in the product's own letter case, each once; PhoneID is left out, and what 11.1 does not list is told."""
    kept: list[str] = []
    for text in given:
        listed = read_choice(text, NAMES[name])
        if st.spelled(text).startswith("phoneid"):
            found["settings/phone-id"].append(store.name)
            continue
        if listed is None:
            found["settings/unlisted-names"].append(f"{store.name}: {name} {text}")
        if (listed or text) not in kept:
            kept.append(listed or text)
    return kept


def _targets_twice(store: Store, policies: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Targets that stand in more than one membership policy (identitystore/configure/membershiplifecycle.md)."""
    policies_of: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for policy in policies:
        targets = [target for target in read_list(policy.get("Targets")) or () if isinstance(target, str)]
        policies_of.update({target.casefold() for target in targets})
        for target in targets:
            spelling.setdefault(target.casefold(), target)
    return (f"{store.name}: {spelling[plain]}" for plain, number in sorted(policies_of.items()) if number > 1)


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Settings of identity stores",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, "SVC.IdentityStoreSetting"),
    writes=("IdentityStoreSettings",),
)
