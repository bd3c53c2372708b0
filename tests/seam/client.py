"""A shell for tests: requests over either transport, jobs polled to their end, questions answered."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pyupgrade import bridge

ROOT = Path(__file__).parents[2]


class EngineError(Exception):
    """An error of the engine, whole."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        self.id, self.details, self.message = error["id"], error["details"], error["message"]
        self.error = dict(error)
        super().__init__(f"{self.id}: {self.message} {self.details}")


class Shell:
    """Requests in this process. `answers` maps a question's name to what the shell answers (None: refused)."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.events: list[dict[str, Any]] = []
        self.answers: dict[str, Any] = {}
        self.connection = ""

    def send(self, text: str) -> str:
        return bridge.handle(text)

    def call(
        self, method: str, params: Mapping[str, Any] | None = None, secrets: Mapping[str, str] | None = None
    ) -> Any:
        request = {
            "jsonrpc": "2.0",
            "id": next(self._numbers),
            "method": method,
            "params": params or {},
            "secrets": secrets or {},
        }
        answer = json.loads(self.send(json.dumps(request)))
        assert answer["id"] == request["id"]
        if "error" in answer:
            raise EngineError(answer["error"]["data"])
        return answer["result"]

    def job(
        self,
        method: str,
        secrets: Mapping[str, str] | None = None,
        watch: Callable[[dict[str, Any]], None] = lambda event: None,
        **params: Any,
    ) -> Any:
        """Runs a job to its end; its events are in `events`, each seen by `watch` as it comes."""
        if self.connection and method not in ("connection.open", "sample.create"):
            params = {"connection": self.connection, **params}
        number = self.call(method, params, secrets)["job"]
        self.events = []
        while True:
            told = self.call("job.poll", {"job": number})
            for event in told["events"]:
                self.events.append(event)
                if event["event"] == "question":
                    self._answer(number, event)
                watch({**event, "job": number})
            if told["state"] == "failed":
                raise EngineError(told["error"])
            if told["state"] != "running":
                return told["result"]

    def _answer(self, job: str, question: Mapping[str, Any]) -> None:
        value = self.answers.get(question.get("name") or question.get("cmdlet", ""))
        asked = {"job": job, "question": question["id"]}
        if value is None and question["kind"] == "reference":
            self.call("job.answer", {**asked, "result": None})
        elif value is None:
            self.call("job.answer", {**asked, "error": "refused"})
        elif question["kind"] in ("secret", "reference"):
            self.call("job.answer", asked, {"value": value})
        else:
            self.call("job.answer", {**asked, "result": value})

    def open(self, folder: Path, **other: Any) -> Any:
        opened = self.job("connection.open", sample=str(folder), **other)
        self.connection = opened["id"]
        return opened

    def rows(self, kind: str = "ItemResult") -> list[dict[str, Any]]:
        return [e["row"] for e in self.events if e["event"] == "row" and e["type"] == kind]

    def plan(self, *features: str, **other: Any) -> Any:
        return self.job("plan.build", features=list(features or ("Everything",)), **other)

    def start(self, plan: Any, **other: Any) -> Any:
        return self.job("run.start", plan=plan["text"], acceptLoss=["All"], **other)


class Child(Shell):
    """The same over the Process transport; `kill` is kill -9."""

    def __init__(self, **environment: str) -> None:
        super().__init__()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pyupgrade", "serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, **environment},
            encoding="utf-8",
        )

    def send(self, text: str) -> str:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise EOFError("the engine is gone")
        return line

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
