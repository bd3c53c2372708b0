"""Search: documents into a real Elasticsearch by our path, beside the client's own parallel_bulk on the same documents."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import rows as events
from elasticsearch import Elasticsearch, helpers
from measure import Parts, paired, peak_megabytes

from pyupgrade.connect.search import Pace, SearchServer
from pyupgrade.connect.search_access import Access
from pyupgrade.contracts.load import load
from pyupgrade.plan.history import RANGE_KEYS, document_id
from pyupgrade.target.search_index import SearchIndex
from pyupgrade.target.search_mapping import definition

ROOT = Path(__file__).resolve().parents[2]
START = ROOT.parent / "shared" / "elasticsearch" / "start"
INSTALLATION = "11111111-2222-3333-4444-555555555555"
SHAPES = load("dm11").indices
MOST = 50_000  # documents of a round
# Our seconds over the client's own, of the same documents: at least 0.9 of its documents a second.
GOALS = {"ours / parallel_bulk": 1 / 0.9}


def lacking() -> str:
    """Why it cannot be measured here."""
    if not START.exists():
        return "no Elasticsearch for tests beside the project"
    return "" if shutil.which("java") else "no Java to run Elasticsearch with"


def run(folder: Path, rows: int, rounds: int) -> dict[str, Any]:
    """Figures; both ways take turns, chunk by chunk, each into an index of its own with the same mapping and settings."""
    data = folder / "elasticsearch"
    node = subprocess.Popen([str(START), str(data)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return _measured(_ready(data), folder, min(rows, MOST), rounds)
    finally:
        node.send_signal(signal.SIGTERM)
        node.wait(30)


def _ready(data: Path) -> str:
    until = time.monotonic() + 120
    while not (data / "http.port").exists():
        if time.monotonic() > until:
            raise SystemExit("Elasticsearch did not start")
        time.sleep(0.2)
    return f"http://127.0.0.1:{(data / 'http.port').read_text().strip()}"


def _measured(url: str, folder: Path, count: int, rounds: int) -> dict[str, Any]:
    parts, chance = Parts(), random.Random(11)
    chunks = list(_chunks(count))
    size = sum(len(line) for chunk in chunks for line in chunk) / count
    client = Elasticsearch(url, request_timeout=120)
    client.cluster.health(wait_for_status="yellow")
    for number in range(rounds + 1):
        # The first round warms the server and is not counted.
        watch = Parts() if number == 0 else parts
        server = SearchServer(Access((url,)), Pace(time.sleep, random.random, time.monotonic))
        prefix = f"r{number}-{uuid.uuid4().hex[:6]}-"
        ours = SearchIndex(
            server,
            {n: replace(s, physical=prefix + s.physical) for n, s in SHAPES.items()},
            {"objects": 1},
            product=False,
            version=1,
        )
        theirs = f"{prefix}theirs"
        made = definition(SHAPES["History"])
        made["settings"]["index"]["refresh_interval"] = "-1"
        client.indices.create(index=theirs, **made)
        ways: list[tuple[str, Callable[[int, list[bytes]], None]]] = [
            ("ours", lambda at, lines, index=ours: _ours(index, at, lines)),
            ("parallel_bulk", lambda at, lines, name=theirs: _theirs(client, name, lines)),
        ]
        for at, lines in enumerate(chunks):
            chance.shuffle(ways)
            for name, way in ways:
                with watch.part(name):
                    way(at, lines)
        ours.settle()
        client.indices.refresh(index=theirs)
        both = [client.count(index=name)["count"] for name in (f"{prefix}dm11-history", theirs)]
        assert both == [count, count], both
        server.close()
        client.indices.delete(index=f"{prefix}dm11-history-1,{theirs}")
    ratio = paired(parts.seconds["ours"], parts.seconds["parallel_bulk"])
    each = len(chunks[0])
    return {
        "rows": count,
        "rounds": rounds,
        "rows per second": count * rounds / parts.total("ours"),
        "rows per second, parallel_bulk": count * rounds / parts.total("parallel_bulk"),
        "bytes a document": size,
        "microseconds": {name: parts.each(name, each) for name in ("ours", "parallel_bulk")},
        "ratios": {"ours / parallel_bulk": ratio},
        "goals": {"ours / parallel_bulk": ratio[0] <= GOALS["ours / parallel_bulk"]},
        "peak MB": peak_megabytes(),
    }


def _ours(index: SearchIndex, at: int, lines: list[bytes]) -> None:
    start = at * RANGE_KEYS
    pieces = (b"\n".join([*lines[n : n + 1_000], b""]) for n in range(0, len(lines), 1_000))
    refused = index.put_history(INSTALLATION, "objects", start, start + RANGE_KEYS - 1, pieces)
    assert not refused, refused[:3]


def _theirs(client: Elasticsearch, name: str, lines: list[bytes]) -> None:
    """With the documents as bytes already, so that it need not encode them either; its own defaults otherwise."""
    actions = ({"_index": name, "_id": line[7:43].decode(), "_source": line} for line in lines)
    for done, item in helpers.parallel_bulk(client, actions):
        assert done, item


def _chunks(count: int) -> Iterator[list[bytes]]:
    """Documents of ranges, as long and as full as the history bench's events."""
    made: list[bytes] = []
    for _, _, text in events.events(10, count):
        event = msgspec.json.decode(text)
        for name in ("ChangeMadeBy", "DateTimeLogged", "DateTimeDetected", "TicDateTime"):
            event.pop(name, None)
        head = {
            "Id": document_id(INSTALLATION, 1, len(made)),
            "Stream": "objects",
            "ModifiedOn": "2024-05-07T04:08:56.9512345Z",
        }
        made.append(msgspec.json.encode({**head, **event}))
    for at in range(0, count, RANGE_KEYS):
        yield made[at : at + RANGE_KEYS]
