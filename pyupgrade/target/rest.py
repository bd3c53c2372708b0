"""The door `rest`: kinds of 11.1's objects through its documented REST API, by the field maps of contracts/dm11-rest.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pyupgrade.connect.dm_rest import DOOR, AnswerBroken, AnswerLost
from pyupgrade.contracts.doors import DoorFacts
from pyupgrade.errors import TargetRefused
from pyupgrade.plan.build import same
from pyupgrade.plan.doors import Known, Who
from pyupgrade.plan.masking import masked
from pyupgrade.plan.ports import Values
from pyupgrade.target.rest_calls import Calls, Client
from pyupgrade.target.rest_codecs import CODECS
from pyupgrade.target.rest_collections import Collections
from pyupgrade.target.rest_data_sources import DataSources
from pyupgrade.target.rest_groups import Groups
from pyupgrade.target.rest_jobs import Jobs
from pyupgrade.target.rest_parts import Part, Parts
from pyupgrade.target.rest_shapes import Shapes
from pyupgrade.target.rest_stores import Stores
from pyupgrade.target.rest_workflows import Workflows

GROUPS: Final = ("SmartGroup", "PasswordExpiryGroup", "UnmanagedGroup")
# The closed list of codecs: "" is a value as it is; a shape's name is its rows.
_SPECIAL: Final = frozenset(
    {
        "", "configuration", "instant", "settings", "secret-setting", "provider", "store", "collection", "initial-password",
        "initial-password-rows", "store-id", "identity", "memberships", "FieldMap", "ObjectsOption", "SyncQuery", "RouteField", "RouteFilter", "RouteApprover", "RouteObject",
    }
)  # fmt: skip


class RestDoor:
    """See plan/doors.Door. A change whose answer was lost is looked for before anything is said of it, and never sent again by itself."""

    name = DOOR

    def __init__(self, facts: DoorFacts, client: Client, known: Known) -> None:
        self._client, self._known = client, known
        self._calls = Calls(facts, client)
        shapes, stores = Shapes(facts), Stores(known)

        def parts(kind: str) -> Parts:
            return Parts(self._calls, shapes, stores, known, facts.kinds[kind])

        unknown = {f.codec for k in facts.kinds.values() for f in k.fields.values()} - _SPECIAL - set(CODECS)
        if unknown:
            raise ValueError(f"the door {self.name} has no codec {', '.join(sorted(unknown))}")
        collections = Collections(parts("JobCollection"))
        groups = {kind: Groups(parts(kind)) for kind in GROUPS if kind in facts.kinds}
        self._preview: Callable[[Values], list[str]] = groups["SmartGroup"].preview
        self._jobs = Jobs(parts("SynchronizeJob"), collections)
        self._parts: Mapping[str, Part] = {
            "DataSource": DataSources(parts("DataSource")),
            "JobCollection": collections,
            "SynchronizeJob": self._jobs,
            "Workflow": Workflows(parts("Workflow")),
            **groups,
        }
        self._unseen = {
            kind: frozenset(n for n, f in facts.kinds[kind].fields.items() if not f.seen) for kind in self._parts
        }

    def who(self) -> Who:
        """The address is all that tells one installation from another: no call shows a name or a version of the product."""
        self._calls.all("data-sources")
        return Who(identity=self._client.location.casefold(), version="", server=self._client.location)

    def stores(self) -> None:
        """No page shows a list of stores."""

    def find(self, kind: str, wanted: Mapping[str, Values]) -> dict[str, Values]:
        return self._parts[kind].find(wanted) if wanted else {}

    def refuses(self, kind: str, key: str, values: Values, found: Values | None = None) -> str:
        """What is of a store that neither 11.1 is known to have nor the plan makes (no page shows a list of stores), and a job's change."""
        if found is not None:
            return self._jobs.refuses(values, found) if kind == "SynchronizeJob" else ""
        store = next((values[n] for n in ("identityStoreId", "identityStoreID") if values.get(n) is not None), None)
        if (
            store is None
            or kind not in (*GROUPS, "Workflow")
            or self._known.given("IdentityStore", str(store)) is not None
        ):
            return ""
        if self._known.values("IdentityStore", str(store)) is not None:
            return ""
        return (
            f"The REST API shows no identity stores, and nothing else says which one of 11.1 the old store {store} is. Name [shell] in the "
            "profile, too."
        )

    def keys(self, kind: str) -> Iterator[str]:
        return self._parts[kind].keys()

    def create(self, kind: str, key: str, values: Values) -> int | None:
        try:
            given = self._parts[kind].create(key, values)
        except AnswerLost as lost:
            if not self._is_there(kind, key, values):
                raise self._verdict(lost, kind, key, values) from None
            return self._known.given(kind, key)
        except TargetRefused as refused:
            raise self._without_secrets(refused, kind, key, values) from None
        if given is not None:
            self._known.learn(kind, key, given)
        return given

    def update(self, kind: str, key: str, values: Values, found: Values) -> None:
        try:
            self._parts[kind].update(key, values, found)
        except AnswerLost as lost:
            # What cannot be seen may or may not have been taken; only what can be seen settles it.
            if not self._unseen[kind].isdisjoint(values) or not self._is_there(kind, key, values):
                raise self._verdict(lost, kind, key, values) from None
        except TargetRefused as refused:
            raise self._without_secrets(refused, kind, key, values) from None

    def preview(self, values: Values) -> list[str]:
        """Object GUIDs, lower-case, of the members that the query of a Smart Group gives now (previewmembership.md)."""
        return self._preview(values)

    def close(self) -> None:
        self._client.close()

    def _is_there(self, kind: str, key: str, values: Values) -> bool:
        shown = {n: v for n, v in values.items() if n not in self._unseen[kind]}
        found = self.find(kind, {key: shown}).get(key)
        return found is not None and same(shown, found)

    def _verdict(self, lost: AnswerLost, kind: str, key: str, values: Values) -> AnswerLost | TargetRefused:
        """A failure inside the product concerns the object that was sent; a connection that broke concerns the door."""
        if not isinstance(lost, AnswerBroken):
            return lost
        refused = TargetRefused(what=key, reason=f"{lost.message}; it is not there as it was sent")
        return self._without_secrets(refused, kind, key, values)

    def _without_secrets(self, refused: TargetRefused, kind: str, key: str, values: Values) -> TargetRefused:
        """A refusal may quote what was sent."""
        reason = refused.message.partition(f"{key}: ")[2].rstrip(".") or refused.message
        secrets = [text for name in self._unseen[kind] & values.keys() for text in _texts(values[name])]
        return TargetRefused(what=key, reason=masked(reason, secrets))


def _texts(value: object) -> Iterator[str]:
    """All texts of a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(inner)
