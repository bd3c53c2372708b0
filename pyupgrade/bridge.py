"""The entrance: a JSON-RPC request in, one answer out; what takes time becomes a job."""

from __future__ import annotations

import contextlib
import os
import platform
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from pyupgrade import __version__, engine, requests
from pyupgrade.errors import (
    InvalidRequest,
    RequestError,
    UnknownConnection,
    UnknownMethod,
    UpgradeError,
    VersionDiffers,
)
from pyupgrade.jobs import Job, Jobs

PROTOCOL = 1
P = TypeVar("P", bound=requests.Request)
Secrets = Mapping[str, str]


class Bridge:
    """Connections and jobs of this process. The engine keeps no current connection: each request names its own."""

    def __init__(self) -> None:
        self.jobs = Jobs()
        self._connections: dict[str, engine.Engine] = {}
        self._lock = threading.Lock()

    # -- connections ----------------------------------------------

    def _engine(self, number: str) -> engine.Engine:
        try:
            return self._connections[number]
        except KeyError:
            raise UnknownConnection(connection=number) from None

    def open(self, asked: requests.Open, secrets: Secrets) -> Any:
        opened = engine.connect(asked, secrets)
        with self._lock:
            number = f"c{len(self._connections) + 1}"
            self._connections[number] = opened
        return msgspec.structs.replace(opened.connection(), id=number)

    def close(self, asked: requests.Connected) -> dict[str, Any]:
        closed = self._connections.get(asked.connection)
        if closed is not None:
            # Its number stays taken, so that an old object in some shell can never mean a newer connection.
            closed.close()
        return {}

    # -- the direct methods ----------------------------------------------

    def hello(self, asked: requests.Hello) -> dict[str, Any]:
        if asked.module_version != __version__:
            raise VersionDiffers(module=asked.module_version, engine=__version__)
        return {
            "engineVersion": __version__,
            "pythonVersion": platform.python_version(),
            "pythonPath": sys.executable,
            "protocol": PROTOCOL,
        }

    def complete(self, asked: requests.Complete) -> dict[str, Any]:
        with contextlib.suppress(Exception):  # a completer never throws
            connected = self._connections.get(asked.connection or "")
            return {"values": engine.complete(connected, asked)}
        return {"values": []}

    def job_answer(self, asked: requests.JobAnswer, secrets: Secrets) -> dict[str, Any]:
        if asked.error is not None:
            self.jobs[asked.job].answer(asked.question, "error", asked.error)
        else:
            self.jobs[asked.job].answer(asked.question, "result", secrets.get("value", asked.result))
        return {}

    def job_cancel(self, asked: requests.Poll) -> dict[str, Any]:
        self.jobs[asked.job].cancelled.set()
        return {}

    def _direct(self, method: str, params: Any, secrets: Secrets) -> Any:
        match method:
            case "engine.hello":
                return self.hello(_typed(params, requests.Hello))
            case "connection.close":
                return self.close(_typed(params, requests.Connected))
            case "job.poll":
                return self.jobs.poll(_typed(params, requests.Poll).job)
            case "job.answer":
                return self.job_answer(_typed(params, requests.JobAnswer), secrets)
            case "job.cancel":
                return self.job_cancel(_typed(params, requests.Poll))
            case "profile.template":
                return {"text": engine.blank_profile()}
            case "complete.values":
                return self.complete(_typed(params, requests.Complete))
        return None

    # -- the jobs ----------------------------------------------

    def _job(self, method: str, params: Any, secrets: Secrets) -> Any:
        if method == "connection.open":
            opening = _typed(params, requests.Open)
            return {"job": self.jobs.start(lambda job: self.open(opening, secrets)).number}
        if method == "sample.create":
            wanted = _typed(params, requests.CreateSample)
            return {"job": self.jobs.start(lambda job: engine.create_sample(wanted, job)).number}
        if method not in JOBS:
            raise UnknownMethod(method=method)
        shape, work = JOBS[method]
        asked = _typed(params, shape)
        connected = self._engine(asked.connection)
        return {"job": self.jobs.start(lambda job: work(connected, asked, secrets, job)).number}

    def handle(self, text: str) -> str:
        """One request, one answer. Whatever is wrong comes back as an error of the protocol, never as an exception."""
        number: Any = None
        try:
            request = _decoded(text)
            number = request.get("id")
            secrets = request.get("secrets") or {}
            params = request.get("params") or {}
            result = self._direct(request["method"], params, secrets)
            if result is None:
                result = self._job(request["method"], params, secrets)
            answer = {"jsonrpc": "2.0", "id": number, "result": result}
        except UpgradeError as error:
            answer = {"jsonrpc": "2.0", "id": number, "error": _error(error)}
        except Exception as error:  # the seam's last stop: the shell must get an answer to every request
            told = RequestError(reason=f"{type(error).__name__}: {error}")
            answer = {"jsonrpc": "2.0", "id": number, "error": _error(told)}
        return _encoded(answer)


JOBS: dict[str, tuple[type[requests.Connected], Callable[[engine.Engine, Any, Secrets, Job], Any]]] = {
    "source.inspect": (requests.Connected, lambda e, r, s, j: e.inspect_source()),
    "target.inspect": (requests.Connected, lambda e, r, s, j: e.inspect_target()),
    "source.drift": (requests.Connected, lambda e, r, s, j: {"rows": e.drift("source")}),
    "target.drift": (requests.Connected, lambda e, r, s, j: {"rows": e.drift("target")}),
    "preflight.run": (requests.Preflight, lambda e, r, s, j: {"rows": e.preflight(r)}),
    "plan.build": (requests.Build, lambda e, r, s, j: e.build(r, s, j)),
    "plan.answer": (requests.AnswerPlan, lambda e, r, s, j: e.answer(r, s, j)),
    "plan.read": (requests.OfPlan, lambda e, r, s, j: e.read(r.plan)),
    "plan.render": (requests.RenderPlan, lambda e, r, s, j: {"text": e.render(r, j)}),
    "plan.compare": (requests.Compare, lambda e, r, s, j: {"rows": e.compare(r, s, j)}),
    "group.vendor": (requests.ThroughVendor, lambda e, r, s, j: {"rows": e.upgrade_through_vendor(r, j)}),
    "run.start": (requests.Start, lambda e, r, s, j: e.start(r, s, j)),
    "run.resume": (requests.ResumeRun, lambda e, r, s, j: e.resume(r, s, j)),
    "run.list": (requests.ListRuns, lambda e, r, s, j: {"rows": e.runs(r)}),
    "run.control": (requests.ControlRun, lambda e, r, s, j: e.control(r.run_id, r.action)),
    "run.undoable": (requests.OfRun, lambda e, r, s, j: {"rows": e.undoable(r.run_id)}),
    "run.undo": (requests.OfRun, lambda e, r, s, j: e.undo(r, j)),
    "schedule.list": (requests.Schedules, lambda e, r, s, j: {"rows": e.schedules(r)}),
    "schedule.enable": (requests.EnableSchedules, lambda e, r, s, j: {"rows": e.enable_schedules(r, j)}),
    "membership.test": (requests.Membership, lambda e, r, s, j: {"rows": e.test_membership(r, j)}),
    "plan.template": (requests.OfPlan, lambda e, r, s, j: {"text": e.template(r.plan)}),
    "result.verify": (requests.Verify, lambda e, r, s, j: {"rows": e.verify(r.run_id, r.against_source, j)}),
    "report.write": (requests.WriteReport, lambda e, r, s, j: {"path": e.report(r)}),
    "log.read": (requests.ReadLog, lambda e, r, s, j: e.read_log(r)),
}


def _decoded(text: str) -> dict[str, Any]:
    try:
        request = msgspec.json.decode(text)
    except msgspec.DecodeError as reason:
        raise InvalidRequest(reason=f"it is not JSON: {reason}") from reason
    if not isinstance(request, dict) or not isinstance(request.get("method"), str):
        raise InvalidRequest(reason="it is not a JSON-RPC request with a method")
    return request


def _typed(params: Any, shape: type[P]) -> P:
    try:
        return msgspec.convert(_in_our_case(params, shape), shape)
    except msgspec.ValidationError as reason:
        raise InvalidRequest(reason=str(reason)) from reason


def _in_our_case(params: Any, shape: type[msgspec.Struct]) -> Any:
    """Parameters with words as the seam spells them: a shell takes one of a set in any letter case, and hands it on as it was typed."""
    if not isinstance(params, dict):
        return params
    words = _words(shape)
    return {n: words[n].get(v.casefold(), v) if n in words and isinstance(v, str) else v for n, v in params.items()}


@cache
def _words(shape: type[msgspec.Struct]) -> Mapping[str, Mapping[str, str]]:
    """Of each parameter that takes one of some words, the words by their folded form."""
    found: dict[str, dict[str, str]] = {}
    for field in msgspec.structs.fields(shape):
        kinds = [field.type, *get_args(field.type)]
        for word in (w for kind in kinds if get_origin(kind) is Literal for w in get_args(kind)):
            found.setdefault(field.encode_name, {})[str(word).casefold()] = word
    return found


def _error(error: UpgradeError) -> dict[str, Any]:
    code = {UnknownMethod.code: -32601, InvalidRequest.code: -32602}.get(error.code, -32000)
    return {"code": code, "message": error.message, "data": error.as_data()}


def _encoded(answer: Mapping[str, Any]) -> str:
    # A lone surrogate, which NVARCHAR can hold, has no UTF-8: it is replaced here as in the search documents.
    try:
        return msgspec.json.encode(answer).decode("utf-8")
    except UnicodeEncodeError:
        return msgspec.json.encode(_replaced(msgspec.to_builtins(answer))).decode("utf-8")


def _replaced(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_replaced(k): _replaced(v) for k, v in value.items()}
    return [_replaced(v) for v in value] if isinstance(value, list) else value


_BRIDGE = Bridge()


def handle(text: str) -> str:
    """The one entrance for both transports (docs/protocol.md)."""
    return _BRIDGE.handle(text)


def serve() -> int:
    """The Process transport: one request a line on private copies of the standard streams, until the input ends."""
    # A terminal sends Ctrl+C to everybody in it: the shell hears it, too, and asks us to stop where that is safe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests_in = os.fdopen(os.dup(0), "r", encoding="utf-8", newline="\n")
    answers_out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    # What a library prints must not break a line, and a worker must not keep the shell's pipes open.
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    for line in requests_in:
        if line.strip():
            answers_out.write(handle(line) + "\n")
            answers_out.flush()
    _BRIDGE.jobs.cancel_all()
    deadline = time.monotonic() + 2.0
    while time.monotonic() < deadline and any(t.name.startswith("job-") for t in threading.enumerate()):
        time.sleep(0.02)
    sys.stderr.flush()
    os._exit(0)  # a job that has not reached its safe point by now is resumed later; nothing may hold the process up
