"""Long work on a worker thread: events and questions go out to the seam, answers and cancel come in from it."""

from __future__ import annotations

import contextlib
import itertools
import queue
import threading
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any

from pyupgrade.errors import InvalidRequest, Stopping, UnknownJob, UpgradeError

POLL_SECONDS = 0.2
BATCH = 500


class Refused(Exception):
    """The shell refused a question."""


class Job:
    """One piece of work. `work(job)` runs on a daemon thread, so that it never holds up the process that carries us."""

    def __init__(self, number: str, work: Callable[[Job], Any]) -> None:
        self.number = number
        self.cancelled = threading.Event()
        self._events: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._answers: dict[str, queue.SimpleQueue[tuple[str, Any]]] = {}
        self._questions = itertools.count(1)
        self._state = "running"
        self._result: Any = None
        self._error: dict[str, Any] | None = None
        self._thread = threading.Thread(target=self._run, args=(work,), name=f"job-{number}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def _run(self, work: Callable[[Job], Any]) -> None:
        CURRENT.set(self)
        try:
            self._result = work(self)
            self._state = "stopped" if self.cancelled.is_set() else "done"
        except Stopping:
            self._state = "stopped"
        except UpgradeError as error:
            self._error, self._state = error.as_data(), "failed"
        except Exception as error:  # the thread's last stop: whatever it is, the shell must hear of it
            reason = f"{type(error).__name__}: {error}"
            self._error, self._state = UpgradeError(reason=reason).as_data(), "failed"
        finally:
            self._events.put({"event": "end"})

    # -- for the work ----------------------------------------------

    def emit(self, event: str, **members: Any) -> None:
        self._events.put({"event": event, **members})

    def ask(self, kind: str, **question: Any) -> Any:
        """Asks the shell and waits. Raises Refused when it declines or the job is cancelled meanwhile."""
        number = f"q{next(self._questions)}"
        self._answers[number] = queue.SimpleQueue()
        self.emit("question", id=number, kind=kind, **question)
        while True:
            try:
                outcome, value = self._answers[number].get(timeout=POLL_SECONDS)
            except queue.Empty:
                if self.cancelled.is_set():
                    raise Refused(number) from None
                continue
            del self._answers[number]
            if outcome == "error":
                raise Refused(str(value))
            return value

    # -- for the seam ----------------------------------------------

    def answer(self, question: str, outcome: str, value: Any) -> None:
        """The shell's answer; `outcome` is "result" or "error". Raises InvalidRequest for a question that is not open."""
        if question not in self._answers:
            raise InvalidRequest(reason=f"job {self.number} has no open question '{question}'")
        self._answers[question].put((outcome, value))

    def poll(self) -> dict[str, Any]:
        """What has happened since the last poll; waits at most 200 ms for something to."""
        events: list[dict[str, Any]] = []
        with contextlib.suppress(queue.Empty):
            events.append(self._events.get(timeout=POLL_SECONDS))
            while len(events) < BATCH:
                events.append(self._events.get_nowait())
        ended = any(e["event"] == "end" for e in events)
        told = [e for e in events if e["event"] != "end"]
        if not ended:
            return {"state": "running", "events": told}
        answer: dict[str, Any] = {"state": self._state, "events": told}
        answer["error" if self._state == "failed" else "result"] = (
            self._error if self._state == "failed" else self._result
        )
        return answer


# The job that this thread works for, for what has to ask the shell deep inside the work.
CURRENT: ContextVar[Job | None] = ContextVar("CURRENT", default=None)


class Jobs:
    """The jobs of this process, by number; one is forgotten once its end has been told."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()

    def start(self, work: Callable[[Job], Any]) -> Job:
        with self._lock:
            job = Job(f"j{next(self._numbers)}", work)
            self._jobs[job.number] = job
        job.start()
        return job

    def __getitem__(self, number: str) -> Job:
        try:
            return self._jobs[number]
        except KeyError:
            raise UnknownJob(job=number) from None

    def poll(self, number: str) -> Mapping[str, Any]:
        answer = self[number].poll()
        if answer["state"] != "running":
            self._jobs.pop(number, None)
        return answer

    def cancel_all(self) -> None:
        for job in list(self._jobs.values()):
            job.cancelled.set()
