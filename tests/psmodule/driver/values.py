"""Objects as plan lines hold them, one of each kind, and names that a shell would rather not be told."""

GROUP, OTHER, PARENT = (f"{n}13ed054-64b5-45d9-9dca-78c92c77fe54" for n in (1, 2, 3))
PASSWORD = "geheim $(x) 'y' \"z\" `n"
AWKWARD = (
    "it's 'quoted'",
    'say "so"',
    "$env:PATH $($x.y) ${z} $null",
    "`back`tick`n",
    "(paren) [bracket] {brace} @{a=1}",
    "two\nlines\r\nthree",
    "\u2018single\u2019 \u201adown\u201b \u201cdouble\u201d \u201edown\u201f",
    "-Force",
    "\u2013en dash, \u2014em dash",
    "%GROUPBY%",
    "a;b|c&d>e #f <#g#>",
    "OU=Externe\\, Berater",
    "trailing blank ",
    "täb\tund €🙂",
)
STORE = {
    "identityStoreName": "Konzern",
    "storeType": "ActiveDirectory",
    "description": AWKWARD[0] + AWKWARD[6],
    "isEnabled": True,
    "identityStoreConfigurationValues": {"DomainName": "corp.example"},
    "serviceAccountUser": "CORP\\svc",
    "serviceAccountPassword": PASSWORD,
}
QUERY = {
    "objectGUID": GROUP,
    "identityStoreId": 1,
    "IMSGManagedGroupType": 2,
    "XGroupSecurity": "Private",
    "XAdditionalOwner": [OTHER],
    "XGroupExpirationPolicy": 120,
    "IMSGCriteria": '(displayName Contains "' + "|".join(AWKWARD) + '")',
    "IMSGObjectTypes": [1, 6],
    "IMSGStartPath": [{"Value": "OU=Externe\\, Berater,DC=corp,DC=example", "Scope": 1}],
    "Script": "Imports X\n' $a `b \u2018c\u2019",
    "PowerTools": ["ExcelTool", "Other"],
    "EnableUpdate": True,
}
# kind, key, values, whether it is made before it is changed
KINDS = (
    ("IdentityStore", "1", STORE, False),
    (
        "IdentityStoreSettings", "1",
        {"IdentityStoreId": 1, "GroupLifeDays": 60, "SecurityGroupsExpiry": True, "GUSLifecycle": False, "Prefixes": ["GRP_", "Équipe "],
         "PasswordExceptions": [["contains", "passwort"], ["regexp", "^(.)\\1+$"]], "GlmContainers": ["OU=A\\, B,DC=corp,DC=example"]},
        False,
    ),
    (
        "SecurityRole", "1/Prüfer",
        {"IdentityStoreId": 1, "RoleName": "Prüfer", "Priority": 40, "Enabled": False, "CriteriaScope": "Group",
         "CriteriaFilters": [["name", "is exactly", "Intranet"]], "Permissions": ["Create User", "Manage Any Group"]},
        True,
    ),
    (
        "SmtpServer", "1",
        {"IdentityStoreId": 1, "SmtpServer": "smtp", "Port": 587, "FromEmail": "a@b", "ToEmail": "c@d", "SslEnabled": True,
         "Authentication": "Basic", "UserName": "CORP\\svc", "Password": PASSWORD},
        False,
    ),
    (
        "Notifications", "1",
        {"IdentityStoreId": 1, "PrimaryRecepients": ["é@b"], "NotifyOwners": False, "XDaysBeforeLeaveNotificationML": 7},
        False,
    ),
    (
        "MessagingProvider", "1",
        {"IdentityStoreId": 1, "Provider": "exchange2019", "Domain": "corp.example", "UserName": "CORP\\svc", "Password": PASSWORD,
         "Servers": [{"SmtpServer": "mbx01", "Priority": 1, "Disabled": True}]},
        False,
    ),
    (
        "Schedule", "SmartGroup/Nacht",
        {"ScheduleName": "Nacht", "JobType": "SmartGroup", "IdentityStoreId": 1, "Targets": ["OU=A,DC=corp,DC=example"],
         "Triggers": [{"TriggerType": "Weekly", "StartTime": "2024-01-08T21:00:00", "WeekDays": ["Monday", "Thursday"],
                       "WeeksInterval": 1}],
         "UserName": "CORP\\svc", "Password": PASSWORD, "Enabled": False},
        True,
    ),
    ("SmartGroup", GROUP, QUERY, True),
    (
        "UnmanagedGroup", OTHER,
        {"objectGUID": OTHER, "identityStoreId": 1, "XGroupSecurity": "Public",
         "members": [{"Value": GROUP, "XMembershipType": "Temporary Member", "XEndingDate": "2026-12-11T09:30:00.0000000Z"}]},
        False,
    ),
    ("Dynasty", PARENT, {"objectGUID": PARENT, "identityStoreId": 1, "IMSGManagedGroupType": 3}, True),
)  # fmt: skip


class Knows:
    """A plan with one store in it, and what the door has learnt."""

    def __init__(self):
        self._given = {}

    def values(self, kind, key):
        return STORE if (kind, key) == ("IdentityStore", "1") else None

    def given(self, kind, key):
        return self._given.get(key)

    def learn(self, kind, key, given):
        self._given[key] = given
