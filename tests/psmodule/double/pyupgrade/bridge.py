"""Answers requests by the scenario that the profile's file name names (slow.toml, die.toml, ...)."""

import json
import os
import sys
import time
from pathlib import Path

from pyupgrade import shapes

TRACE = os.environ.get("DOUBLE_TRACE")

_connections: dict[str, str] = {}
_jobs: dict[str, "Job"] = {}


class Job:
    """A list of polls to give, one after the other; questions stop the list until they are answered."""

    def __init__(self, polls, ending=None):
        self.polls = iter(polls)
        self.ending = ending
        self.cancelled = False
        self.answers = []
        self.waiting = False

    def poll(self):
        if self.cancelled:
            return {"state": "stopped", "events": [], "result": shapes.RUN | {"status": "Stopped"}}
        if self.waiting:
            time.sleep(0.05)
            return {"state": "running", "events": []}
        for events, *state in self.polls:
            self.waiting = any(e["event"] == "question" for e in events)
            return {"state": "running", "events": events} | (state[0] if state else {})
        raise AssertionError("polled after the end")


def _run(scenario, params):
    if scenario == "slow":

        def forever():
            for n in range(10_000):
                time.sleep(0.02)
                yield (
                    [
                        shapes.progress(n % 100),
                        shapes.progress(n % 100, feature="Configuration"),
                        *([shapes.row(f"r{n}")] if n % 10 == 0 else []),
                    ],
                )

        return Job(forever())
    if scenario == "die":

        def dies():
            yield ([shapes.row("first")],)
            print("a library's last words", file=sys.stderr, flush=True)
            os._exit(7)

        return Job(dies())
    if scenario == "questions":
        job = Job([])
        job.polls = iter(
            [
                ([shapes.question("reference", name="contoso-app")],),
                ([shapes.question("text", proposal="proposed")],),
                (
                    [
                        shapes.question(
                            "choice", choices=[{"label": "north", "help": "n"}, {"label": "south", "help": "s"}]
                        )
                    ],
                ),
                ([shapes.question("secret")],),
            ]
        )
        return job
    if scenario == "failing":
        return Job(
            [
                (
                    [
                        shapes.row("good"),
                        shapes.row("bad", "Failed", "DMUpgrade.Step.Refused", "the door refused it"),
                        shapes.progress(5),
                        {"event": "warning", "message": "careful"},
                        {"event": "verbose", "message": "in detail"},
                    ],
                ),
                ([], {"state": "done", "result": shapes.RUN}),
            ]
        )
    if scenario == "many":
        return Job([([shapes.row(f"r{n}") for n in range(10_000)], {"state": "done", "result": shapes.RUN})])
    if '"scope"' in params["plan"]:
        names = json.loads(params["plan"])["scope"]["identities"]
        rows = [
            {
                "event": "row",
                "type": "GroupResult",
                "row": shapes.group(n, "Skipped" if f"guid-{n}" in params["skip"] else "Done"),
            }
            for n in names
        ]
        return Job([(rows, {"state": "done", "result": shapes.RUN})])
    return Job(
        [
            (
                [
                    shapes.progress(1),
                    shapes.progress(2, feature="Configuration"),
                    shapes.row("only"),
                    shapes.progress(100, completed=True),
                ],
                {"state": "done", "result": shapes.RUN},
            )
        ]
    )


def _done(result):
    return Job([([], {"state": "done", "result": result})])


def _begin(method, params, secrets):
    if method == "connection.open":
        scenario = Path(params.get("path") or params.get("sample") or params.get("source")).stem
        key = f"c{len(_connections) + 1}"
        _connections[key] = scenario
        return _done(
            {
                "id": key,
                "profile": str(params.get("path")),
                "engineVersion": shapes.VERSION,
                "pythonVersion": "3",
                "pythonPath": sys.executable,
                "topology": "new",
                "sourceVersion": "10.0",
                "sourceInstallation": "i",
                "sourceLocation": "s",
                "targetKind": "embedded",
                "targetIdentity": "t",
                "targetLocation": "/t",
                "identityStoreId": params.get("identityStoreId"),
                "claimUpgradeGroup": scenario == "claims",
                "logPath": "",
                "warnings": ["mind the gap"] if scenario == "warned" else [],
            }
        )
    scenario = _connections[params["connection"]]
    if method == "plan.build":
        plan = shapes.plan(params)
        if "scope" in params:
            plan["text"] = json.dumps({"scope": params["scope"]})
        return _done(plan)
    if method == "plan.read":
        if "edited" in params["plan"]:
            error = {
                "id": "DMUpgrade.Plan.Edited",
                "category": "InvalidData",
                "message": "Edited.",
                "recommendedAction": "Export it again.",
                "target": "plan",
                "transient": False,
                "details": ["line 1", "line 2"],
            }
            return Job([([], {"state": "failed", "error": error})])
        return _done(shapes.plan(params, params["plan"]))
    if method == "plan.answer":
        return _done(shapes.plan(params))
    if method == "group.vendor":
        row = {"event": "row", "type": "GroupResult", "row": shapes.group("a", "Done")}
        return Job([([row], {"state": "done", "result": {"rows": [shapes.group("nobody", "NotFound")]}})])
    if method in ("run.start", "run.resume"):
        return _run(scenario, params)
    if method == "run.list" and params.get("meantBy"):
        return _done({"rows": [shapes.RUN | {"status": "Running"}]})
    if method == "run.list":
        # A run that started is there the second time one looks.
        _connections.setdefault("looked", 0)
        _connections["looked"] += 1
        return _done({"rows": [shapes.RUN | {"status": "Running"}] if _connections["looked"] > 1 else []})
    raise KeyError(method)


def _answer(method, params, secrets):
    if method == "engine.hello":
        return {"engineVersion": shapes.VERSION, "pythonVersion": "3", "pythonPath": sys.executable, "protocol": 1}
    if method == "connection.close":
        return {}
    if method == "complete.values":
        return {"values": [{"text": "Configuration", "tip": "t"}, {"text": "it's", "tip": None}]}
    if method == "job.poll":
        job = _jobs[params["job"]]
        try:
            return job.poll()
        except AssertionError:
            return {"state": "done", "events": [], "result": shapes.RUN | {"message": json.dumps(job.answers)}}
    if method == "job.answer":
        job = _jobs[params["job"]]
        given = "error" if "error" in params else secrets.get("value", params.get("result"))
        job.answers.append([params["question"], given])
        job.waiting = False
        return {}
    if method == "job.cancel":
        _jobs[params["job"]].cancelled = True
        return {}
    job = _begin(method, params, secrets)
    key = f"j{len(_jobs) + 1}"
    _jobs[key] = job
    return {"job": key}


def handle(text):
    request = json.loads(text)
    if TRACE:
        with Path(TRACE).open("a", encoding="utf-8") as trace:
            trace.write(json.dumps({"method": request["method"], "params": request["params"]}) + "\n")
    result = _answer(request["method"], request["params"], request["secrets"])
    return json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": result})
