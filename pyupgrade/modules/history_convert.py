"""Turns events of GroupID 10 into history rows of Directory Manager 11.1: pure, the same on every machine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from pyupgrade.modules.history_event import REFUSED, Event, Listing, compact, decode, read_slowly
from pyupgrade.modules.history_instants import read_instant, show_instant
from pyupgrade.plan.history import LEFT, STREAM_KEYS, Row, document_prefix

SourceRow = tuple[int, int | None, bytes | str | None]  # source key, IdentityStoreID, JsonData

CONFIGURING: Final = (2, 3)  # numbers of the streams in which clients are configured
_GUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_INTEGER: Final = re.compile(r"\s*[+-]?\d{1,19}\s*", re.ASCII)
_SEPARATOR: Final = re.compile(r"(?<!\\);")
_INT64: Final = range(-(2**63), 2**63)
_HALF: Final = re.compile(rb"\\u[dD][89a-fA-F]")
_encode_into: Final = msgspec.json.Encoder().encode_into


class Resolved(msgspec.Struct, omit_defaults=True, gc=False):
    """What a record says beyond the event's own keys, which follow it: found out while the old tables are there to ask.

    Names after the columns of 11.1's history pages (identitystore/view/details.md: When, Added Items, Removed Items).
    """

    Id: str
    Stream: str
    ModifiedOn: str | None = None
    ActionName: str | None = None
    ClientId: int | None = None
    ClientReference: str | None = None
    AddedItems: list[str] | None = None
    RemovedItems: list[str] | None = None


def history_key(ordinal: int, stream: int, source_key: int) -> int:
    """The key of a row in the target, in source order: 110000000000004711 is installation 1, stream 1, key 4711."""
    return (ordinal * 10 + stream) * STREAM_KEYS + source_key


@dataclass(slots=True)
class Converted:
    """Rows of some events in key order; what was left out and why, what was odd, both counted by code."""

    rows: list[Row] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)

    @property
    def problems(self) -> dict[str, int]:
        """How many rows have each problem, by code."""
        counted: Counter[str] = Counter()
        for codes, rows in self.remarks.items():
            for code in codes.split():
                counted[code] += rows
        return dict(sorted(counted.items()))


@dataclass(frozen=True)
class Conversion:
    """What a conversion needs to know; pickles, so it can be sent to a worker.

    `clients`: secret (lower case) → (ClientId, Name); the secrets are live, none is carried. `stores`: id there → id
    here.
    `left`: stores that are not carried. `since`: ticks; older events stay behind, undated ones come. `groups`: GUIDs of
    objects (lower case) to which the events are narrowed.
    """

    installation: str
    ordinal: int
    streams: Mapping[int, str]
    actions: Mapping[int, str]
    clients: Mapping[str, tuple[int, str]] = field(repr=False)
    stores: Mapping[int, int]
    left: frozenset[int] = frozenset()
    since: int | None = None
    groups: frozenset[str] | None = None

    def sink(self) -> Converted:
        return Converted()

    def convert(self, stream: int, source: Iterable[SourceRow], into: Converted) -> None:
        """Adds one stream's events to `into`; every event becomes a row or is counted as skipped."""
        add = into.rows.append
        name = self.streams[stream]
        base, prefix = history_key(self.ordinal, stream, 0), document_prefix(self.installation, stream)
        left, since, groups, stores, clients = self.left, self.since, self.groups, self.stores, self.clients
        actions: Mapping[Any, str] = self.actions
        spellings: dict[str, tuple[int, str]] = {}
        # Whoever changed a client in the Admin Center left its old or new secret in the values of the event.
        secrets = [secret.encode() for secret in clients] if stream in CONFIGURING else []
        text = bytearray(4096)
        for key, store, data in source:
            if store in left:
                into.skipped[f"{LEFT}{store}"] += 1
                continue
            problems: list[str] | None = None
            extra = raw = None
            try:
                event = decode(data)  # type: ignore[arg-type]
            except REFUSED:
                slow = read_slowly(data)
                event, extra, raw, problems = slow.event, slow.extra, slow.raw, slow.problems
            details = bytes(event.HistoryDetails)
            if details and (
                not details.isascii()
                or b"\\ud" in details
                or b"\\uD" in details
                or b"\n" in details
                or b"ChangeMadeBy" in details
            ):
                event, extra, raw, problems = self._suspected(event, data, extra, raw, problems)
            object_guid, user_guid = event.ObjectGUID, event.UserGUID
            if object_guid and (len(object_guid) != 36 or not object_guid.islower()):
                event.ObjectGUID = object_guid = _guid(object_guid)
            if groups is not None and object_guid not in groups:
                into.skipped["object-not-chosen"] += 1
                continue
            if user_guid and (len(user_guid) != 36 or not user_guid.islower()):
                event.UserGUID = user_guid = _guid(user_guid)

            modified = None
            if when := event.DateTimeLogged:
                modified, code = read_instant(when)
                if code:
                    problems = _noted(problems, code)
            if modified is None:
                modified, code = _other_instant(event)
                problems = _noted(problems, code)
            if since is not None and modified is not None and modified < since:
                into.skipped["older-than-asked"] += 1
                continue

            if store is None:
                target_store = None
            elif (target_store := stores.get(store)) is None:
                target_store = store
                problems = _noted(problems, "store-unknown")
            if event.IdentityStoreID != store and event.IdentityStoreID is not None:
                problems = _noted(problems, _other_store(event, store, target_store))
            elif event.IdentityStoreID != target_store:
                event.IdentityStoreID = target_store

            action = event.Action
            action_name = actions.get(action)
            if action_name is None and action is not None:
                action_name, code = self._action(event)
                action = event.Action
                problems = _noted(problems, code)

            client_id = reference = None
            if made_by := event.ChangeMadeBy:
                event.ChangeMadeBy = None
                client = spellings.get(made_by)
                if client is None and (client := clients.get(_guid(made_by).lower())) is not None:
                    spellings[made_by] = client
                if client is None:
                    reference = made_by
                    problems = _noted(problems, "client-unknown")
                else:
                    client_id = client[0]
                    if event.ClientName is None:
                        event.ClientName = client[1]

            added = removed = None
            old, new = event.OldMembers, event.NewMembers
            if old or new:
                before, after = _items(old), _items(new)
                added, removed = sorted(after - before), sorted(before - after)

            problem = None
            if problems:
                problem = problems[0] if len(problems) == 1 else " ".join(dict.fromkeys(problems))
                into.remarks[problem] += 1
            _encode_into(Resolved(
                f"{prefix}{key & 0xFFFFFFFFFFFF:012x}", name, None if modified is None else show_instant(modified),
                action_name, client_id, reference, added, removed,
            ), text)  # fmt: skip
            # Two objects become one: the second is written over the closing brace of the first, its own opening brace
            # becomes a comma.
            seam = len(text) - 1
            _encode_into(event, text, seam)
            if len(text) > seam + 2:
                text[seam] = 44
            else:
                del text[seam]
            if secrets and any(secret in text.lower() for secret in secrets):
                text[:] = self._without_secrets(text.decode()).encode()
            add((
                base + key, target_store, modified, object_guid, user_guid, action if action.__class__ is int else None,
                problem,
                self._without_secrets(compact(extra)) if extra else None,
                None if raw is None else self._raw(raw), bytes(text),
            ))  # fmt: skip

    def _suspected(
        self, event: Event, data: Any, extra: Any, raw: str | None, problems: list[str] | None
    ) -> tuple[Event, Any, str | None, list[str] | None]:
        """An event whose HistoryDetails, which nobody decodes, may hold what they must not: a client's secret, half a
        surrogate pair, a line break (a document is a line)."""
        details = bytes(event.HistoryDetails)
        try:
            details.decode()
            halved = _HALF.search(details) is not None
        except UnicodeDecodeError:
            halved = True
        if halved and raw is None:
            slow = read_slowly(data)
            event, extra, raw, problems = slow.event, slow.extra, slow.raw, slow.problems
        kept = bytes(event.HistoryDetails)
        if b"\n" in kept:
            event.HistoryDetails = msgspec.Raw(kept := msgspec.json.format(kept, indent=-1))
        if b"ChangeMadeBy" in kept:
            event.HistoryDetails = msgspec.Raw(self._without_secrets(kept.decode()))
        return event, extra, raw, problems

    def _action(self, event: Event) -> tuple[str | None, str]:
        number = _integer(event.Action) if isinstance(event.Action, str) else event.Action
        if number is None or number not in _INT64:
            event.Action = str(event.Action)
            return None, "action-unknown"
        if number in self.actions:
            event.Action = number
            return self.actions[number], "number-as-text"
        event.Action = number
        return None, "action-unknown"

    def _without_secrets(self, text: str) -> str:
        """The text with every client secret replaced by the client's id."""
        clients = self.clients
        return _GUID.sub(lambda g: f"client:{clients[g[0].lower()][0]}" if g[0].lower() in clients else g[0], text)

    def _raw(self, text: str) -> str:
        """The same for a text that may end anywhere: a secret that its end cuts off goes, too."""
        text, clients = self._without_secrets(text), self.clients
        last = text[-35:].lower()
        for secret, (number, _) in clients.items():
            for length in range(35, 7, -1):
                if last.endswith(secret[:length]):
                    return f"{text[:-length]}client:{number}"
        return text


def _noted(problems: list[str] | None, code: str) -> list[str]:
    if problems is None:
        return [code]
    problems.append(code)
    return problems


def _guid(value: str) -> str:
    """A GUID in lower case without braces; what is none, unchanged."""
    size = len(value)
    if size == 36:
        return value.lower() if value[8] == value[23] == "-" else value
    if size == 38 and value[0] == "{" and _GUID.fullmatch(value, 1, 37):
        return value[1:37].lower()
    return value


def _other_instant(event: Event) -> tuple[int | None, str]:
    if event.TicDateTime:
        ticks, _ = read_instant(event.TicDateTime)
        if ticks is not None:
            return ticks, "date-from-ticks"
    if event.DateTimeDetected:
        detected, _ = read_instant(event.DateTimeDetected)
        if detected is not None:
            return detected, "date-from-detected"
    return None, "date-none"


def _other_store(event: Event, store: int | None, target_store: int | None) -> str:
    value = event.IdentityStoreID
    if isinstance(value, str) and _integer(value) == store:
        event.IdentityStoreID = target_store
        return "number-as-text"
    return "store-differs"


def _integer(value: str) -> int | None:
    return int(value) if _INTEGER.fullmatch(value) else None


def _items(value: Listing) -> set[str]:
    if not value:
        return set()
    if isinstance(value, list):
        return set(value)
    if ";" not in value:
        return {value.strip()}
    items = set(map(str.strip, _SEPARATOR.split(value) if "\\;" in value else value.split(";")))
    items.discard("")
    return items
