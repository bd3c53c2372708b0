"""Makes a whole sample estate in a folder: databases from the contracts, file trees, directory, profile and secrets."""

from __future__ import annotations

import base64
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from pyupgrade.connect import sql, vault
from pyupgrade.contracts.groupid9 import Translation, load_groupid9
from pyupgrade.contracts.load import Contract, load
from pyupgrade.contracts.records import Table
from pyupgrade.errors import FileTaken, InvalidRequest, NoSample
from pyupgrade.sample import history
from pyupgrade.sample.cast import BARE, cast
from pyupgrade.sample.crowd import crowd
from pyupgrade.sample.data_sources import sources
from pyupgrade.sample.directory import put_directory
from pyupgrade.sample.files import put_files
from pyupgrade.sample.fill import Filler
from pyupgrade.sample.groups import Groups, Known
from pyupgrade.sample.ldif import LdifWriter
from pyupgrade.sample.people import People, make_people
from pyupgrade.sample.profile import PASSPHRASE, put_profile
from pyupgrade.sample.roles import put_roles, put_workflows
from pyupgrade.sample.secrets import Estate
from pyupgrade.sample.size import SIZES, Size
from pyupgrade.sample.stores import put_stores
from pyupgrade.sample.users import put_users
from pyupgrade.sample.version9 import OVERLAY, Filler9, put_overlay
from pyupgrade.sample.world import CLIENTS, STORES, new_guid

TOPOLOGIES: Final = ("new", "copy", "same")
NINE: Final = "9.0"
VERSIONS: Final = {"10": "10.0", "10.0": "10.0", "9": NINE, NINE: NINE}
PRODUCT_VERSION: Final = "11.1.25162.2"
_MARK: Final = ".dmupgrade-sample"  # a folder that holds it is a sample, and may be replaced

Progress = Callable[[str, int, int | None], None]  # what is made, how many, of how many


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sample holds. `groups` have product data; `entries` are objects of its directory."""

    path: Path
    profile: Path
    size: str
    topology: str
    version: str
    seed: int
    stores: int
    users: int
    groups: int
    entries: int
    history_events: int


def _silent(what: str, done: int, total: int | None) -> None:
    return


def create(
    path: Path,
    size: str = "Small",
    topology: str = "new",
    seed: int = 1,
    force: bool = False,
    progress: Progress = _silent,
    version: str = "10",
) -> Facts:
    """Makes the estate in `path`, whole or not at all; the same seed gives the same content, PFX files apart.

    Raises FileTaken when the folder holds a sample, which `force` replaces, NoSample when it holds anything else, and
    InvalidRequest for an unknown size, topology or version.
    """
    known = next((s for s in SIZES.values() if s.name.casefold() == size.casefold()), None)
    release = VERSIONS.get(version)
    if known is None or topology not in TOPOLOGIES or release is None:
        reason = f"a sample is {', '.join(SIZES)} in size, of topology {', '.join(TOPOLOGIES)} and of version 10 or 9"
        raise InvalidRequest(reason=reason)
    path = path.absolute()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        if not (path / _MARK).is_file():
            raise NoSample(path=str(path))
        if not force:
            raise FileTaken(path=str(path))
    fresh = path.with_name(f".{path.name}.making")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        facts = _make(fresh, path, known, topology, seed, release, progress)
        if path.exists():
            shutil.rmtree(path)
        fresh.rename(path)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return facts


def _make(root: Path, path: Path, size: Size, topology: str, seed: int, release: str, progress: Progress) -> Facts:
    translation: Translation | None = None
    contract, target = load("groupid10"), load("dm11")
    if release == NINE:
        contract, translation = load_groupid9()
    database = f"groupid{release.partition('.')[0]}.db"
    estate = Estate(random.Random(f"{seed}/secrets"))
    estate.password(PASSPHRASE)
    people = make_people(seed, size.users)
    progress("users", len(people.all), len(people.all))
    engine = sql.new_database(root / database)
    try:
        sql.create_tables(engine, contract.tables.values())
        with engine.begin() as connection:
            fill = Filler(connection, contract) if translation is None else Filler9(connection, contract, translation)
            put_stores(fill, seed, estate, people)
            put_users(fill, seed, estate, people)
            put_roles(fill, people)
            with (root / "directory.ldif").open("w", encoding="utf-8", newline="\n") as file:
                ldif = LdifWriter(file)
                put_directory(ldif, seed, people)
                groups = _put_groups(fill, ldif, people, estate, size, seed, progress)
            put_workflows(
                fill, random.Random(f"{seed}/workflows"), people, [g.guid for g in groups.known if g.store == 1]
            )
            _put_history(fill, people, groups.known, estate, size, seed, progress)
            rows = dict(fill.rows)
        if topology != "new":
            _put_target(engine, target, estate, seed)
    finally:
        engine.dispose()
    if topology == "new":
        engine = sql.new_database(root / "target.db")
        try:
            _put_target(engine, target, estate, seed)
        finally:
            engine.dispose()
    put_files(root, seed, sources(estate), estate, release)
    put_profile(root, seed, topology, estate, database, OVERLAY if translation else "")
    (root / _MARK).write_text(
        "A sample: New-DMUpgradeSample -Force replaces this folder and all that is in it.\n", encoding="utf-8"
    )
    if translation is not None:
        put_overlay(root)
    return Facts(
        path=path,
        profile=path / "upgrade.toml",
        size=size.name,
        topology=topology,
        version=release,
        seed=seed,
        stores=len(STORES),
        users=len(people.all),
        groups=rows["SVC.GroupObject"],
        entries=ldif.entries,
        history_events=sum(rows.get(stream.table, 0) for stream in history.STREAMS),
    )


def _put_groups(
    fill: Filler, ldif: LdifWriter, people: People, estate: Estate, size: Size, seed: int, progress: Progress
) -> Groups:
    groups = Groups(fill, ldif, people, sources(estate), seed)
    fixed = list(cast())
    rest = crowd(seed, size.groups - sum(part.count for part in fixed))
    for number, part in enumerate(chain(fixed, rest), 1):
        groups.put([part])
        if number % 500 == 0:
            progress("groups", len(groups.known), size.groups)
    groups.put_bare(BARE)
    groups.flush()
    progress("groups", len(groups.known), size.groups)
    return groups


def _put_history(
    fill: Filler, people: People, groups: list[Known], estate: Estate, size: Size, seed: int, progress: Progress
) -> None:
    fill.put("Event.Action", ({"ActionID": number, "ActionName": name} for number, name in history.ACTIONS.items()))
    clients = [estate.identifier(f"client-{number}-secret") for number, *_ in CLIENTS]
    makers = history.Makers(seed, people, groups, clients)
    done = 0
    for number, (stream, count) in enumerate(zip(history.STREAMS, history.shares(size.events), strict=True), 1):
        for batch in makers.stream(stream, number, count):
            fill.put_history(stream.table, batch)
            done += len(batch)
            progress("history", done, size.events)


def _put_target(engine: sql.Engine, target: Contract, estate: Estate, seed: int) -> None:
    """What the vendor's Configuration Tool leaves: empty tables, and the passphrase's salt with a known value."""
    tables: dict[str, Table] = dict(target.tables)
    tables.update(
        {kind.doors["tables"].name: kind.doors["tables"] for kind in target.kinds.values() if "tables" in kind.doors}
    )
    sql.create_tables(engine, tables.values())
    draw = random.Random(f"{seed}/target")
    salt = draw.randbytes(vault.SALT_BYTES)
    row = {
        "InstallationId": new_guid(draw),
        "ProductVersion": PRODUCT_VERSION,
        "Salt": base64.b64encode(salt).decode("ascii"),
        "PassphraseCheck": vault.Sealer(estate.password(PASSPHRASE), salt).check_value(),
    }
    with engine.begin() as connection:
        Filler(connection, target).put("DM11.Installation", [row])
