"""Product data of the sample's users: managers, profile validation, enrolments, linked accounts, and requests they made."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from pyupgrade.sample.fill import Filler, stored_instant
from pyupgrade.sample.people import People
from pyupgrade.sample.secrets import Estate
from pyupgrade.sample.size import AS_OF
from pyupgrade.sample.world import STORES, new_guid


def put_users(fill: Filler, seed: int, estate: Estate, people: People) -> None:
    rows = list(_users(random.Random(f"{seed}/users"), people))
    fill.put("SVC.UserObject", rows)
    enrolled = [row for row in rows if row["EnrolledWith"]]
    of = [(row, set(row["EnrolledWith"])) for row in enrolled]
    fill.put(
        "SSPR.Users",
        (
            _sealed(r, estate, "Answers", "Authenticator")
            for r, ways in of
            if ways & {"SecurityQuestions", "Authenticator"}
        ),
    )
    fill.put("SSPR.MobileRegistration", (_sealed(r, estate, "Mobile") for r, ways in of if "Mobile" in ways))
    fill.put(
        "SSPR.YubiKeyEnrollmentData", (_sealed(r, estate, "EnrollmentData") for r, ways in of if "Yubikey" in ways)
    )
    fill.put("SSPR.LinkedAccount", _linked(people))


def _sealed(row: dict[str, Any], estate: Estate, *columns: str) -> dict[str, Any]:
    """One sealed text serves everybody of a kind: what is in it nobody can read."""
    return {
        "UserGUID": row["ObjectGUID"],
        "IdentityStoreID": row["IdentityStoreId"],
        **{column: estate.sealed(f"sealed-enrolment-{column.lower()}") for column in columns},
    }


def _linked(people: People) -> Iterator[dict[str, Any]]:
    for own, other in zip(people.of_store[1][:12], people.of_store[4][:12], strict=False):
        yield {
            "UserGUID": people.all[own].guid, "IdentityStoreID": 1, "LinkedGUID": people.all[other].guid, "LinkedStoreID": 4,
        }  # fmt: skip


def _users(draw: random.Random, people: People) -> Iterator[dict[str, Any]]:
    ways = (["SecurityQuestions"], ["Authenticator", "Mobile"], ["Yubikey"], ["LinkAccount", "Email"])
    for store in STORES:
        for position in people.of_store[store.id][::6]:
            others = draw.sample(people.of_store[store.id], 2)
            managed = draw.random() < 0.3
            dates = [
                {"manager": people.all[others[0]].guid, "from": "2026-09-01T00:00:00Z", "until": "2027-02-28T00:00:00Z"}
            ]
            enrolled = list(draw.choice(ways)) if draw.random() < 0.6 else None
            validated = AS_OF - timedelta(days=draw.randrange(1, 400), seconds=draw.randrange(86_400))
            yield {
                "ObjectGUID": people.all[position].guid,
                "IdentityStoreId": store.id,
                "AdditionalManagers": [people.all[other].guid for other in others] if managed else None,
                "AdditionalManagerDates": dates if managed and position % 2 else None,
                "ProfileValidatedOn": stored_instant(validated, position) if draw.random() < 0.5 else None,
                "ProfileValidationState": ("Validated", "Pending", None)[position % 3],
                "EnrolledWith": enrolled,
            }


def new_requests(draw: random.Random, people: People, groups: list[str]) -> Iterator[dict[str, Any]]:
    """Workflow requests: pending ones, some of whose approver is a variable, and a few that are closed (status numbers
    beside 1 assumed)."""
    variables = ("OwnerAndAdditionalOwner", "OwnerAndAdditionalOwner", "NewManager")
    for number in range(1, 15):
        yield {
            "WorkflowRequestId": 100 + number,
            "IdentityStoreId": 1 if number % 4 else 2,
            "WorkflowRouteId": 3 + number % 4,
            "Requester": people.all[draw.choice(people.of_store[1])].guid,
            "TargetObject": _target(draw, people, groups, variables[number % 3] == "NewManager"),
            "ApproverVariable": variables[number % 3] if number % 3 else None,
            "Approvers": [{"approver": people.all[draw.choice(people.of_store[1])].guid, "approverType": 0}]
            if number % 3 == 0
            else None,
            "Fields": [
                {
                    "name": "manager" if variables[number % 3] == "NewManager" else "member",
                    "value": people.all[draw.choice(people.of_store[1])].guid,
                    "oldValue": "",
                }
            ],
            "Reason": ("Projekt Nordlicht", "Nouvelle équipe", None)[number % 3],
            "StatusId": 1 if number <= 10 else 2,
            "CreatedOn": stored_instant(AS_OF - timedelta(hours=number * 5), number),
        }


def _target(draw: random.Random, people: People, groups: list[str], is_user: bool) -> str:
    if is_user:
        return people.all[draw.choice(people.of_store[1])].guid
    return draw.choice(groups) if groups else new_guid(draw)
