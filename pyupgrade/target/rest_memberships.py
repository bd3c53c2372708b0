"""Dated memberships through the REST API: read with a group's members, written by joining on their behalf; nobody is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pyupgrade.connect.dm_rest_answers import member
from pyupgrade.errors import TargetRefused
from pyupgrade.target.rest_codecs import moment, texts
from pyupgrade.target.rest_parts import Parts

_NAMES: Final = ("XMembershipType", "XBeginningDate", "XEndingDate")
_NO_DATE: Final = "0001-01-01T00:00:00"
_ANY: Final = {
    "operator": None,
    "attribute": None,
    "value": None,
    "valueType": 0,
    "valueTypes": [0],
    "donotEscapeValue": True,
    "child": [],
}


class Memberships:
    """Numbers of the types are assumed but for one, and so is the form in which the dates come back."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._numbers: Mapping[str, int] = parts.calls.facts.data["membership"]["numbers"]

    def read(self, store: int, group: str, wanted: Iterable[Mapping[str, str]]) -> list[dict[str, str]] | None:
        """Those of the wanted members whose membership is of a type; others' memberships are their own affair.

        Fractions of a second do not come back as they were sent, so an instant that differs by them alone is as wanted.
        """
        asked = {one["Value"]: one for one in wanted}
        size = self._parts.calls.page_size

        def body(page: int) -> dict[str, Any]:
            return {
                "identityStoreId": store, "objectIdentity": group, "searchType": 0, "sortBy": "Assending", "sortOrder": 1, "pageNo": page,
                "pageSize": size, "attributeScopeQuery": "member", "criteria": _ANY, "attributesToLoad": list(_NAMES),
            }  # fmt: skip

        found = []
        for row in self._parts.calls.pages("members", body, "total", store=store):
            bag = member(member(row, "attributesBusinessObject"), "attributesCollection")
            given = {name: next((text for text, _ in texts(member(bag, name))), "") for name in _NAMES}
            if given["XMembershipType"]:
                one = {"Value": str(member(row, "objectIdFromIdentityStore")).casefold()}
                one["XMembershipType"] = self._named(given["XMembershipType"])
                one |= {name: told for name in _NAMES[1:] if given[name] and (told := moment(given[name]))}
                if (own := asked.get(one["Value"])) is not None:
                    found.append({n: own[n] if n in own and _sent(own[n]) == _sent(v) else v for n, v in one.items()})
        return sorted(found, key=lambda one: one["Value"]) or None

    def write(
        self, store: int, group: str, wanted: Iterable[Mapping[str, str]], found: Iterable[Mapping[str, str]]
    ) -> None:
        there = {one["Value"]: one for one in found}
        for one in wanted:
            if one != there.get(one["Value"]):
                kind = self._numbers.get(one["XMembershipType"])
                if kind is None:
                    reason = f"nobody says which number stands for the membership '{one['XMembershipType']}'"
                    raise TargetRefused(what=group, reason=reason)
                join = {
                    "MembershipType": kind,
                    "StartDate": _sent(one.get("XBeginningDate")),
                    "EndDate": _sent(one.get("XEndingDate")),
                    "Reason": "",
                }
                document = {
                    "IdentityStoreID": store,
                    "ReplicationRequired": False,
                    "joiningUserIdentity": one["Value"],
                    "joinType": join,
                }
                self._parts.calls.change("join-on-behalf", group, document, store=store, group=group)

    def _named(self, text: str) -> str:
        """The name of a type that may come as its number."""
        names = {str(number): name for name, number in self._numbers.items()}
        return names.get(text, text)


def _sent(instant: str | None) -> str:
    return instant[:19] if instant else _NO_DATE
