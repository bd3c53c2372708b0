"""Brings history into a target in a process of its own, for tests that kill it: SOURCE TARGET WORKERS."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

from pyupgrade import workers
from pyupgrade.steps.history import History, Workers
from tests.steps.history_parts import Old
from tests.target.parts import HOLDER, INSTALLATION, NoControl, Target, locked


def main(source: str, target: str, count: int) -> None:
    old, there = Old(Path(source), make=False), Target(Path(target))
    with locked(there):
        known = there.runs.list(locked=False)
        writer = there.writer(*(there.runs.reopen(None, HOLDER) if known else there.begin([old.bulk()])))
        reader = old.reader()
        ahead = None
        if count:
            executor, in_flight = workers.start(reader, count, sys.executable, writer.witness(INSTALLATION))
            ahead = Workers(executor, workers.converted, in_flight, workers.reread)
            for child in multiprocessing.active_children():
                print("worker", child.pid, flush=True)
        for outcome in History(INSTALLATION, reader, reader, ahead)([old.bulk()], writer, NoControl()):
            if count:
                for child in multiprocessing.active_children():
                    print("worker", child.pid, flush=True)
            print(outcome.status, flush=True)
        writer.record.end("Completed", ["History"])
        print("end", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
