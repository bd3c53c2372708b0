"""Databases on the stand-in; the tests for a real server are there only where one is named."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from pyupgrade.connect import mssql, sql
from pyupgrade.connect.retry import Retry
from pyupgrade.contracts.load import load
from pyupgrade.target import applock
from pyupgrade.target.index import EmbeddedIndex
from pyupgrade.target.runs import Runs
from pyupgrade.target.tables import TablesWriter
from tests.seam.client import Shell
from tests.sql.standin import Standin, standing_in
from tests.target.parts import CONTRACT, HOLDER, INSTALLATION, SEALER, STREAMS, Target, make_target, ticking

collect_ignore = [] if os.environ.get("DMUPGRADE_MSSQL") else ["mssql"]


class ServerTarget(Target):
    """A target on SQL Server, with the lock of its one run taken."""

    def __init__(self, place: mssql.Server, folder: Path) -> None:
        self.place, self.path, self.clock = place, folder / "documents.sqlite", ticking()
        self.path.touch()
        self.reading = sql.read_only(place, side="target")
        self.who = partial(applock.holder_of, self.reading, str(place))
        self.lock = applock.AppLock.take(mssql.writing(place), str(place), HOLDER, self.who)
        self.writing = self.lock.engine
        self.runs = Runs(self.reading, self.writing, str(place), self.who, self.clock)
        self.documents = sql.writable(self.path)
        self.waited: list[float] = []

    def index(self) -> EmbeddedIndex:
        return EmbeddedIndex(self.path.with_name("index"), self.documents, self.documents, str(self.path))

    def writer(self, run: int, epoch: int = 1) -> TablesWriter:
        self.lock.note(run)
        return TablesWriter(
            self.reading,
            self.writing,
            CONTRACT,
            str(self.place),
            sealer=SEALER,
            streams=STREAMS,
            index=self.index(),
            installation=INSTALLATION,
            run=run,
            epoch=epoch,
            clock=self.clock,
            files=self.path.with_name("files"),
            retry=Retry(self.waited.append),
        )

    def close(self) -> None:
        super().close()
        self.documents.dispose()


PLACE = mssql.Server(server="sql02.corp.example", database="DM", user="dmupgrade_writer", password="a}b;c{d")


@pytest.fixture
def standin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    with standing_in(monkeypatch, DM=make_target(tmp_path / "dm11.db")) as servers:
        yield servers["DM"]


@pytest.fixture
def target(standin: Standin, tmp_path: Path) -> Iterator[ServerTarget]:
    made = ServerTarget(PLACE, tmp_path)
    yield made
    made.close()


PROFILE = """
[source]
server = "sql01.corp.example"
database = "GroupID"

[target]
server = "sql02.corp.example,1433"
database = "DM"
authentication = "sql"
user = "dmupgrade_writer"
password = "secret:target-sql"

[doors]
tables = TABLES
""".replace("TABLES", json.dumps([*(n for n, k in load("dm11").kinds.items() if "tables" in k.evidence), "History"]))


@pytest.fixture
def on_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Shell, dict[str, Standin]]]:
    """A Small sample whose two databases are reached as SQL Server; its twin stays as it is."""
    folder = tmp_path / "estate"
    made = Shell().job("sample.create", path=str(folder), size="Small")
    profile = Path(made["profile"])
    kept = [line for line in profile.read_text().splitlines() if not re.match(r"(source|target) *=", line)]
    profile.write_text("\n".join(kept) + PROFILE)
    monkeypatch.setenv("DMUPGRADE_SECRET_TARGET_SQL", "a}b;c{d")
    with standing_in(monkeypatch, GroupID=folder / "groupid10.db", DM=folder / "target.db") as servers:
        shell = Shell()
        opened = shell.open(folder)
        assert mssql.NEVER_RUN in opened["warnings"]
        assert opened["targetKind"] == "SQL Server"
        yield folder, shell, servers
        shell.call("connection.close", {"connection": shell.connection})
