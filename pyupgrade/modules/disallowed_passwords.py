"""Lists of words that no password may be: from the password service's folder of each store to a file of 11.1."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from pyupgrade.modules import stores as st
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.stores import Store
from pyupgrade.modules.told import Told, told
from pyupgrade.plan.items import Answers, Change, Line, Module
from pyupgrade.plan.ports import Row, SourceFile, SourceReader, TargetReader
from pyupgrade.plan.wording import counted

NAME = "disallowed-passwords"
FILE = "disallowed-passwords"
FOLDER = "PasswordExceptionLists"  # as in GroupID 10 (upgrade note 2); that 11.1 keeps the name is our assumption
SETTING = "DisallowingPasswordExceptionFilePath"  # which file is in use, as Set-IdentityStore calls it
_TYPES = (".csv", ".txt")  # 11.1 takes one file of either (identitystore/configure/passwordoptions.md)
_PLAIN = ("utf-8", "utf-8-sig", "ascii", "us-ascii")
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9]) *(?:\.|$)")

_TOLD: Final[Mapping[str, Told]] = {
    "disallowed-passwords/unreadable": Told(
        "loss", "Lists of disallowed passwords that cannot be read", "Left behind, because it cannot be read: {things}.",
        "Copy the file anew from the old server and plan again, or upload it in the store's password options.", "file",
    ),
    "disallowed-passwords/double": Told(
        "loss", "Further lists of disallowed passwords",
        "Left behind, because 11.1 takes one file a store: {things}.",
        "Put the words of all files of the store into one, and plan again or upload it in the store's password options.",
        "file",
    ),
    "disallowed-passwords/other-type": Told(
        "loss", "Lists of disallowed passwords of another type",
        "Left behind, because 11.1 takes files of the types csv and txt: {things}.",
        "Save the words as text in the old folder and plan again, or upload them in the store's password options.", "file",
    ),
    "disallowed-passwords/without-store": Told(
        "todo", "Lists of disallowed passwords without a store",
        "Left behind, because no identity store belongs to their folder: {things}.",
        "Nothing, unless a store is missing that should be there.", "file",
    ),
    "disallowed-passwords/encoding": Told(
        "todo", "Lists of disallowed passwords that are not UTF-8",
        "Carried byte by byte, though it is not documented in which encoding 11.1 reads them: {things}.",
        "After the run, try a disallowed word with a letter beyond A to Z, or save the file as UTF-8 and upload it.", "file",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    everything = {store.id: store for store in st.all_stores(source)}
    found: dict[str, list[str]] = defaultdict(list)
    files = {file.path: file for file in source.files(FILE)}
    in_use = _in_use(source)
    records: dict[int, list[Row]] = {}
    for record in source.records(FILE):
        store = everything.get(record["StoreId"])
        place = "/".join(str(record["Path"]).split("/")[-2:])
        if store is None:
            found["disallowed-passwords/without-store"].append(place)
        elif not store.is_carried:
            continue  # told with the store
        elif record["Problem"]:
            problem = str(record["Problem"]).rstrip(".")
            found["disallowed-passwords/unreadable"].append(f"{store.name}: {_name(record)} ({problem})")
        elif not _name(record).casefold().endswith(_TYPES):
            found["disallowed-passwords/other-type"].append(f"{store.name}: {_name(record)}")
        else:
            records.setdefault(store.id, []).append(record)
    for number, candidates in sorted(records.items()):
        store, used = everything[number], in_use.get(number, "")
        first, *others = sorted(
            candidates, key=lambda r: (_name(r).casefold() != used, -(r["Words"] or 0), str(r["Path"]))
        )
        found["disallowed-passwords/double"] += [_shown(store, other) for other in others]
        if (first["Encoding"] or _PLAIN[0]).casefold().replace("_", "-") not in _PLAIN:
            found["disallowed-passwords/encoding"].append(_shown(store, first))
        yield _change(source, store, first, files[first["Path"]])
    yield from told(NAME, _TOLD, found)


def _in_use(source: SourceReader) -> dict[int, str]:
    """The name of the file that a store's settings call the one in use, without case, by store."""
    rows = source.rows("SVC.IdentityStoreSetting")
    return {
        row["IdentityStoreId"]: re.split(r"[\\/]", row["SettingValue"])[-1].strip().casefold()
        for row in rows
        if row["SettingName"].strip().casefold() == SETTING.casefold() and isinstance(row["SettingValue"], str)
    }


def _change(source: SourceReader, store: Store, record: Row, file: SourceFile) -> Change:
    path = "/".join((FOLDER, safe_name(f"{store.name}_{store.id}"), safe_name(_name(record))))
    return Change(
        module=NAME,
        feature="Configuration",
        kind="File",
        key=path,
        name=f"Disallowed passwords of {_shown(store, record)}",
        store=store.id,
        values={
            "path": path,
            "sha256": source.sha256(file),
            "size": file.size,
            "content": {"$content": f"{FILE}/{file.path}"},
        },
        row=fingerprint(record),
    )


def safe_name(name: str) -> str:
    """A name that Windows takes for a file or folder: signs it forbids become _, and no name of a device."""
    plain = _UNSAFE.sub("_", name).rstrip(". ")
    return f"_{plain}" if not plain or _DEVICE.match(plain) else plain


def _shown(store: Store, record: Row) -> str:
    return f"{store.name}: {_name(record)} ({counted(record['Words'] or 0, 'word')}, {record['Encoding'] or 'utf-8'})"


def _name(record: Row) -> str:
    return str(record["Path"]).rpartition("/")[2]


MODULE = Module(
    name=NAME,
    feature="Configuration",
    title="Disallowed passwords",
    plan=plan,
    after=("identity-stores", "store-settings"),
    reads=(*st.READS, "SVC.IdentityStoreSetting", FILE),
    writes=("File",),
    of_groups=False,
)
