"""Service records (RFC 2782) by the system's own resolver, from a service's name to the hosts that offer it, in order."""

from __future__ import annotations

import ctypes
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

_SRV: Final = 33
_IN: Final = 1
_ROOM: Final = 65_535  # bytes of the longest answer
Record = tuple[int, int, str]  # priority, weight, host


def hosts(service: str) -> list[str]:
    """Hosts in the order of priority, then of weight; none where the service is entered nowhere, or no name server answers.

    Weights are no lottery here: one reader more is no load that should be spread.
    """
    found = _by_windows(service) if sys.platform == "win32" else _by_resolver(service)
    return [host for _, _, host in sorted(found, key=lambda r: (r[0], -r[1])) if host]


# -- libresolv -------------------------------------------------------------------------------------------------------


def _by_resolver(service: str) -> list[Record]:
    room = ctypes.create_string_buffer(_ROOM)
    with suppress(ValueError, IndexError, struct.error):
        length = _resolver()(service.encode("idna"), _IN, _SRV, room, _ROOM)
        return list(records(room.raw[: max(0, length)])) if length > 0 else []
    return []


def _resolver() -> Any:
    """res_query, as glibc, macOS and musl call it; one that finds nothing where there is none of them."""
    for library in ("libresolv.so.2", "libresolv.9.dylib", None):
        with suppress(OSError):
            known = ctypes.CDLL(library)
            for name in ("res_query", "__res_query", "res_9_query"):
                if hasattr(known, name):
                    return getattr(known, name)
    return lambda *_: -1


def records(answer: bytes) -> Iterator[Record]:
    """Those of a DNS message. Raises ValueError, IndexError, struct.error for what is none."""
    questions, answers = struct.unpack_from("!HH", answer, 4)
    at = 12
    for _ in range(questions):
        at = _name(answer, at)[1] + 4
    for _ in range(answers):
        at = _name(answer, at)[1]
        kind, _, _, length = struct.unpack_from("!HHIH", answer, at)
        at += 10
        if kind == _SRV:
            priority, weight, _ = struct.unpack_from("!HHH", answer, at)
            yield priority, weight, _name(answer, at + 6)[0]
        at += length


def _name(answer: bytes, at: int) -> tuple[str, int]:
    """A name and where it ends; the rest of it may stand further to the front, never elsewhere, or it might lead in a circle."""
    labels, begun, after = [], at, 0
    while length := answer[at]:
        if length < 0xC0:
            labels.append(answer[at + 1 : at + 1 + length].decode("ascii"))
            at += 1 + length
            continue
        after = after or at + 2
        at = int.from_bytes(answer[at : at + 2], "big") & 0x3FFF
        if at >= begun:
            raise ValueError("a name that leads in a circle")
        begun = at
    return ".".join(labels), after or at + 1


# -- Windows ---------------------------------------------------------------------------------------------------------


class DnsRecord(ctypes.Structure):
    """DNS_RECORDW of windns.h with the data of a service record; of other types only what stands before `target` may be read."""


DnsRecord._fields_ = [
    ("next", ctypes.POINTER(DnsRecord)), ("name", ctypes.c_wchar_p), ("type", ctypes.c_uint16), ("length", ctypes.c_uint16),
    ("flags", ctypes.c_uint32), ("ttl", ctypes.c_uint32), ("reserved", ctypes.c_uint32), ("target", ctypes.c_wchar_p),
    ("priority", ctypes.c_uint16), ("weight", ctypes.c_uint16), ("port", ctypes.c_uint16), ("pad", ctypes.c_uint16),
]  # fmt: skip


def _by_windows(service: str) -> list[Record]:
    if sys.platform == "win32":
        first = ctypes.POINTER(DnsRecord)()
        windows = ctypes.WinDLL("dnsapi")
        if windows.DnsQuery_W(ctypes.c_wchar_p(service), _SRV, 0, None, ctypes.byref(first), None) != 0:
            return []
        try:
            return list(chained(first))
        finally:
            windows.DnsRecordListFree(first, 1)  # DnsFreeRecordList
    return []


def chained(first: Any) -> Iterator[Record]:
    """Those of a list of DnsRecord: the hosts' addresses stand among them."""
    while first:
        record = first.contents
        if record.type == _SRV:
            yield record.priority, record.weight, (record.target or "").rstrip(".")
        first = record.next
