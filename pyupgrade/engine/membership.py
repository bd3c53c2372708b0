"""What each Smart Group's query gives now, by the product's own preview or else by the directory, against its present members (K2)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pyupgrade import requests, results
from pyupgrade.connect import ldap_filter
from pyupgrade.engine import categories
from pyupgrade.engine.connected import Connected
from pyupgrade.errors import DirectoryUnreachable, StoreUnknown, TargetRefused
from pyupgrade.jobs import Job
from pyupgrade.plan import criteria
from pyupgrade.plan.batches import batches
from pyupgrade.plan.conditions import Condition, holds, named
from pyupgrade.plan.directory import Directory, Entry
from pyupgrade.plan.finding import FindingStatus
from pyupgrade.plan.ports import TargetReader, Values
from pyupgrade.target.doors import DoorsReader

BATCH: Final = 100  # groups whose present members are held at once
MOST: Final = 10  # per cent of the members that may change
KINDS: Final = ("SmartGroup", "PasswordExpiryGroup", "Dynasty")
ID: Final = "membership.preview"
# IMSGObjectTypes (KB-OBJT) as classes of the directory. What makes a user one with a mailbox is Active Directory's, not the product's.
_MAILBOX = Condition("present", "msexchmailboxguid")
_TARGET = Condition("present", "targetaddress")
_MAIL = Condition("present", "mail")
_TYPES: Final[dict[int, tuple[tuple[str, ...], Condition | None]]] = {
    1: (("user", "inetorgperson"), _MAILBOX), 2: (("user", "inetorgperson"), _TARGET), 3: (("contact",), _TARGET),
    4: (("group",), _MAIL), 5: (("publicfolder",), _MAIL), 6: (("user", "inetorgperson"), None), 7: (("contact",), None),
    8: (("group",), None), 9: (("computer",), None), 10: (("computer",), None), 11: (("computer",), None),
}  # fmt: skip
_TYPED: Final = {c.attribute for _, c in _TYPES.values() if c is not None} | {"objectcategory"}


Preview = Callable[[Values], list[str]]  # object GUIDs of whom a group's query would take in
_NOBODY: Final = Condition("or")


@dataclass(slots=True)
class _Query:
    """A group's query and what it gives: DNs of present members not met so far, of those met, and of others."""

    guid: str
    name: str
    condition: Condition
    types: Sequence[int]
    paths: Sequence[tuple[str, int]]
    include: frozenset[str]
    exclude: frozenset[str]
    missing: set[str] = field(default_factory=set)
    staying: set[str] = field(default_factory=set)
    joining: set[str] = field(default_factory=set)
    unseen: int = 0  # given by the product, and not shown by this directory: nobody here is one of them


def test(engine: Connected, asked: requests.Membership, job: Job) -> list[results.Check]:
    """A row a Smart Group of the target, or of those asked for by identity. Reads target and directory only. Raises StoreUnknown."""
    rows: list[results.Check] = []
    with engine.world.source() as source, engine.world.reader() as target:
        known = target.stores()
        if asked.identity_store_id is not None and asked.identity_store_id not in known:
            raise StoreUnknown.of(asked.identity_store_id, known)
        for number, row in enumerate(
            rows_of(
                target,
                source.directory,
                _chosen(source.directory, asked, rows),
                asked.identity_store_id,
                preview_of(engine, target),
            )
        ):
            rows.append(row)
            if number % 50 == 0:
                job.emit(
                    "progress", activity="Previewing memberships", feature=None, done=number, total=None,
                    status=row.target, completed=False,
                )  # fmt: skip
            if job.cancelled.is_set():
                break
    job.emit("progress", activity="Previewing memberships", feature=None, done=0, total=None, status="", completed=True)
    return rows


def preview_of(engine: Connected, target: TargetReader) -> Preview | None:
    """The product's own preview, where the target has a door that documents one."""
    return target.preview if isinstance(target, DoorsReader) and engine.settings.rest else None


def rows_of(
    target: TargetReader,
    directory: Directory,
    only: Collection[str] | None,
    store: int | None,
    preview: Preview | None = None,
) -> Iterator[results.Check]:
    """Rows of the groups of these GUIDs (None: all) in the order of the target's kinds and keys.

    `preview` asks the product whom a query would take in; without it the query is read here and put to the directory.
    """
    for kind in KINDS:
        keys = target.keys(kind) if only is None else [k for k in target.keys(kind) if k in only]
        for chunk in batches(keys, BATCH):
            found = target.read(kind, chunk)
            chosen = [
                found[key] for key in chunk if key in found and store in (None, found[key].get("identityStoreId"))
            ]
            queried = [values for values in chosen if values.get("IMSGManagedGroupType") != 3]
            yield from _batch(directory, queried, preview)


def _chosen(directory: Directory, asked: requests.Membership, rows: list[results.Check]) -> set[str] | None:
    """GUIDs of the identities asked for; what names nothing, or several, is a row of its own."""
    if not asked.identities:
        return None
    guids: set[str] = set()
    for identity in asked.identities:
        found = directory.resolve(identity)
        if len(found) == 1:
            guids.add(found[0].guid)
        else:
            said = "names several objects" if found else "names no object of the directory"
            rows.append(_row("Skipped", identity, f"'{identity}' {said}.", "Name the group by its DN or GUID."))
    return guids


def _batch(directory: Directory, groups: Sequence[Values], preview: Preview | None) -> Iterator[results.Check]:
    ended: dict[str, results.Check] = {}
    queries: dict[str, _Query] = {}
    for values in groups:
        guid = str(values["objectGUID"])
        made = _query(values, read_here=preview is None)
        if isinstance(made, str):
            ended[guid] = _row(
                "Skipped", _name(values), f"It cannot be previewed: {made}.", "Look at it in 11.1's preview."
            )
            continue
        try:
            made.missing = {dn.casefold() for dn in directory.members(guid)}
        except DirectoryUnreachable as reason:
            ended[guid] = _row("Skipped", made.name, f"Its members cannot be read: {reason.message}", "")
            continue
        queries[guid] = made
        if preview is not None:
            _ask(preview, directory, made, values, ended)
    if preview is None:
        _look(directory, list(queries.values()), ended)
    for values in groups:
        guid = str(values["objectGUID"])
        yield ended.get(guid) or _judged(queries[guid])


def _ask(
    preview: Preview, directory: Directory, query: _Query, values: Values, ended: dict[str, results.Check]
) -> None:
    """The product's answer; statically included members are put to it, since a preview has no field for them."""
    try:
        found = set(preview(values))
        known = directory.entries(found | query.include)
        for entry in known.values():
            _takes(query, entry)
        query.unseen = len(found - known.keys() - query.exclude)
    except TargetRefused as reason:
        ended[query.guid] = _row("Skipped", query.name, f"The product does not preview it: {reason.message}", "")
    for dn in query.include & query.missing:  # included by DN
        query.missing.discard(dn)
        query.staying.add(dn)


def _look(directory: Directory, queries: Sequence[_Query], ended: dict[str, results.Check]) -> None:
    """Every container is read once for all queries that start there."""
    by_path: dict[tuple[str, int], list[_Query]] = {}
    for query in queries:
        for path in query.paths:
            by_path.setdefault(path, []).append(query)
    for (container, scope), of_path in by_path.items():
        looked_at = _TYPED | {name for query in of_path for name in named(query.condition)}
        try:
            for entry in directory.below(container, scope, "", looked_at):
                for query in of_path:
                    _meets(query, entry)
        except DirectoryUnreachable as reason:
            for query in of_path:
                ended[query.guid] = _row(
                    "Failed",
                    query.name,
                    f"Its container cannot be read: {reason.message}",
                    "Correct the query's container.",
                )


def _meets(query: _Query, entry: Entry) -> None:
    wanted = entry.guid in query.include or entry.dn.casefold() in query.include
    if wanted or (_is_of_types(entry, query.types) and holds(query.condition, _attributes(entry))):
        _takes(query, entry)


def _takes(query: _Query, entry: Entry) -> None:
    """An object that the query gives, excluded ones left out."""
    dn = entry.dn.casefold()
    if entry.guid in query.exclude or dn in query.exclude:
        return
    if dn in query.missing:
        query.missing.remove(dn)
        query.staying.add(dn)
    elif dn not in query.staying:  # met twice where one of its containers lies in another
        query.joining.add(dn)


def _judged(query: _Query) -> results.Check:
    leaving, joining = len(query.missing), len(query.joining) + query.unseen
    present, given, changed = leaving + len(query.staying), len(query.staying) + joining, leaving + joining
    percent = round(100 * changed / max(1, present))
    counts = f"{present:,} members now, {given:,} by its query: {joining:,} would join, {leaving:,} would leave"
    if query.unseen:
        counts += f"; {query.unseen:,} of those who would join are not in this directory"
    if given == 0 and present:
        return _row("Failed", query.name, f"The query gives nobody; {counts}.", _ACTION)
    if changed * 100 > MOST * max(1, present):
        return _row("Failed", query.name, f"{counts} ({percent} %, more than {MOST} %).", _ACTION)
    return _row("Passed", query.name, f"{counts}.", "")


_ACTION: Final = (
    "Find out why before a schedule updates it: an attribute not replicated, a container renamed, a data source not there; "
    "or waive it by name (Enable-DMUpgradeSchedule -Waive)."
)


def _query(values: Values, read_here: bool = True) -> _Query | str:
    """The query of a group, or why it cannot be previewed; `read_here` where the product is not asked about it."""
    for name, said in (("DataSource", "it joins a data source"), ("Script", "a script has a say in it")):
        if values.get(name):
            return said
    if values.get("Storage") not in (None, "", "*"):
        return "it asks for a mailbox server"
    if values.get("IMSGManagedGroupType") == 6:
        return "it follows from the age of passwords"
    condition, paths = _NOBODY, list[tuple[str, int]]()
    if read_here:
        read = _read(values)
        if isinstance(read, str):
            return read
        condition, paths = read
    return _Query(
        guid=str(values["objectGUID"]),
        name=_name(values),
        condition=condition,
        types=[int(t) for t in values.get("IMSGObjectTypes") or (6,)],
        paths=list(dict.fromkeys(paths)),
        include=_folded(values.get("IncludeRecipients")),
        exclude=_folded(values.get("ExcludeRecipients")),
    )


def _read(values: Values) -> tuple[Condition, list[tuple[str, int]]] | str:
    """Condition and containers of a query as the directory can be asked, or why it cannot."""
    text = str(values.get("IMSGCriteria") or "")
    try:
        condition = categories.resolved(_condition(text))
    except ValueError as reason:
        return f"of its query, {reason}"
    paths = [
        (str(p["Value"]), int(p.get("Scope", 2)))
        for p in values.get("IMSGStartPath") or ()
        if "=" in str(p.get("Value", ""))
    ]
    if not paths or len(paths) < len(values.get("IMSGStartPath") or ()):
        return "it searches a global catalogue, or has no container"
    return condition, paths


def _condition(text: str) -> Condition:
    try:
        return _tree(ldap_filter.parsed(text))
    except ValueError as filter_reason:
        try:
            return criteria.parsed(text)
        except ValueError as reason:
            raise ValueError(str(reason if '"' in text or "=" not in text else filter_reason)) from None


def _tree(made: ldap_filter.Tree) -> Condition:
    operator: Any
    operator, attribute, value = made
    if operator in ("and", "or", "not"):
        return Condition(operator, parts=tuple(_tree(part) for part in value))
    if operator == "substring":
        return Condition(operator, attribute, pieces=tuple(value))
    return Condition(operator, attribute, str(value))


def _is_of_types(entry: Entry, types: Sequence[int]) -> bool:
    for number in types:
        classes, condition = _TYPES.get(number, ((), None))
        if entry.object_class in classes and (condition is None or holds(condition, entry.attributes)):
            return True
    return False


def _attributes(entry: Entry) -> dict[str, tuple[str, ...]]:
    """The entry's attributes; objectCategory as a filter may name it, by a class or by a DN."""
    own = {"objectclass": (entry.object_class,), "name": (entry.name,), "cn": (entry.name,)}
    return {**own, **entry.attributes, "objectcategory": categories.of(entry)}


def _folded(values: Any) -> frozenset[str]:
    return frozenset(str(value).casefold() for value in values or ())


def _name(values: Values) -> str:
    return str(values.get("name") or values.get("sAMAccountName") or values["objectGUID"])


def _row(status: FindingStatus, name: str, message: str, action: str) -> results.Check:
    return results.Check(
        id=ID, area="Memberships", status=status, message=message, recommended_action=action, target=name
    )
