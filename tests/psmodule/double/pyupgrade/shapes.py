"""The answers the double gives, as JSON-ready dictionaries (pyupgrade/results.py describes them)."""

import json
import os

VERSION = os.environ.get("DOUBLE_VERSION") or "0.1.0"

RUN = {
    "runId": 3,
    "status": "Completed",
    "stage": "history",
    "planDigest": "sha256:1",
    "topology": "new",
    "features": [
        {
            "feature": "Configuration",
            "status": "Completed",
            "done": 2,
            "present": 0,
            "conflicts": 0,
            "failed": 0,
            "skipped": 0,
        }
    ],
    "sourceInstallation": "i",
    "targetIdentity": "t",
    "started": "2026-01-02T03:04:05+01:00",
    "ended": None,
    "user": "u",
    "host": "h",
    "processId": os.getpid(),
    "engineVersion": VERSION,
    "done": 2,
    "total": 2,
    "conflicts": 0,
    "failed": 0,
    "grown": 0,
    "acceptedLosses": [],
    "message": "",
    "recommendedAction": "",
    "logPath": "",
}


def row(name, status="Done", error="", message=""):
    return {
        "event": "row",
        "type": "ItemResult",
        "row": {
            "runId": 3,
            "feature": "Configuration",
            "module": "identity-stores",
            "kind": "identityStore",
            "key": name,
            "name": name,
            "store": 1,
            "status": status,
            "count": 1,
            "message": message,
            "errorId": error,
            "recommendedAction": "Look at it.",
        },
    }


def progress(done, total=100, feature=None, completed=False):
    return {
        "event": "progress",
        "activity": "Upgrade",
        "feature": feature,
        "done": done,
        "total": total,
        "status": f"{done} of {total}",
        "completed": completed,
    }


def plan(params, text=None):
    items = [
        {
            "id": f"p{i}",
            "feature": "Configuration",
            "module": "identity-stores",
            "action": "Create",
            "kind": "identityStore",
            "key": f"k{i}",
            "name": f"Störe {i}",
            "store": None,
            "count": 1,
            "door": "tables",
            "evidence": "assumed",
            "undo": True,
            "changes": [{"field": "name", "before": None, "after": "x"}],
        }
        for i in range(2)
    ]
    answers = params.get("answers") or {}
    plan = {
        "digest": "sha256:1",
        "decisionsDigest": "sha256:2",
        "dataDigest": "sha256:3",
        "features": params.get("features", []),
        "topology": "new",
        "sourceInstallation": "i",
        "sourceVersion": "10.0",
        "targetIdentity": "t",
        "toolVersion": VERSION,
        "counts": {"identityStore": 2},
        "items": items,
        "notices": [
            {
                "id": "groups/gone",
                "severity": "Loss",
                "feature": "Groups",
                "subject": "Groups gone",
                "message": "Not carried.",
                "recommendedAction": "Look.",
                "count": 1,
                "names": ["g"],
                "mustBeNamed": False,
            }
        ],
        "decisions": [
            {
                "id": "d/1",
                "feature": "Configuration",
                "kind": "text",
                "question": "Which?",
                "reason": "So.",
                "choices": [],
                "proposal": "this",
                "optional": False,
                "answered": "d/1" in answers,
                "answer": None,
            }
        ],
        "text": text or '{"canonical":"ünchanged","answers":' + json.dumps(answers) + "}",
    }
    if "scope" in params:
        scope = params["scope"]
        plan["groups"] = [group(name, "Planned" if name != "nobody" else "NotFound") for name in scope["identities"]]
    return plan


def group(name, status):
    if name == "twin":
        two = {"errorId": "DMUpgrade.Group.Ambiguous", "message": "It names two.", "recommendedAction": "Name one."}
        return group("", "Failed") | {"identity": name, "objectGuid": None} | two
    return {
        "runId": None,
        "identity": name,
        "name": name,
        "objectGuid": f"guid-{name}",
        "distinguishedName": f"CN={name}",
        "identityStoreId": 1,
        "groupType": 2,
        "status": status,
        "historyEvents": 0,
        "message": "",
        "errorId": "",
        "recommendedAction": "",
    }


def question(kind, **more):
    return {
        "event": "question",
        "id": f"q-{kind}",
        "kind": kind,
        "caption": "C",
        "text": "T",
        "choices": [],
        "proposal": None,
        "name": None,
    } | more
