"""Whether each endpoint of the profile shows a certificate that this machine trusts, and whether it can be told if it was revoked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Final

from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.connect.tls import Endpoint, Fault, Link, Seen
from pyupgrade.plan.finding import Finding

SOON: Final = timedelta(days=30)
AT_ONCE: Final = 8
STRICTER: Final = (
    "Directory Manager 11.1 validates certificates more strictly than GroupID 10, online revocation included, and refuses "
    "the connection where nobody answers (vendor's knowledge base: SSL certificate connection failures)."
)
_TOLD: Final[dict[Fault, tuple[str, str]]] = {
    "unreachable": ("cannot be reached: {reason}.", "Check host and port in the profile, name resolution and firewalls."),
    "no-tls": (
        "does not speak TLS as this machine wants it: {reason}.",
        "Check the port in the profile; TLS 1.2 or later must be on at the server.",
    ),
    "untrusted": (
        "shows a certificate of '{issuer}', which this machine does not trust: {reason}.",
        "Put the authority's root certificate into this machine's store, or name it as the CA file in the profile.",
    ),
    "self-signed": (
        "shows a certificate that only it itself vouches for ('{subject}').",
        "Give the server a certificate of your authority, or put this one into the machine's trusted store: 11.1 refuses "
        "self-signed ones outside it.",
    ),
    "incomplete": (
        "leaves a gap in its chain: nothing here or in what it sends is the certificate of '{issuer}'.",
        "Install the intermediate certificate on the server so that it is sent, and trust the root here.",
    ),
    "other-host": (
        "shows a certificate for another host: {reason}.",
        "Use the name that the certificate bears, or give the server a certificate for this name.",
    ),
    "dates": ("shows a certificate that this machine's clock finds out of its dates: {reason}.", "Check clock and certificate."),
    "ca-file": ("cannot be judged, because its CA file cannot be read: {reason}.", "Name a PEM file of certificates in the profile."),
    "other-key": (
        "shows another certificate than the profile's fingerprint: {reason}.",
        "Find out why it changed before the profile's fingerprint is.",
    ),
}  # fmt: skip


def _run(context: Context) -> Iterator[Finding]:
    look = context.tls
    if not context.endpoints or look is None:
        yield CHECK.row("Skipped", "No system of the profile is reached by TLS.")
        return
    shown = [e for e in context.endpoints if e.starts != "tds"]
    with ThreadPoolExecutor(AT_ONCE) as at_once:
        seen = dict(zip(shown, at_once.map(look, shown), strict=True))
    for endpoint in context.endpoints:
        if endpoint not in seen:
            yield CHECK.row(
                "Skipped",
                f"{endpoint.place}: its TLS begins inside SQL Server's own protocol and is not looked at apart.",
                "Nothing need be done: the driver checks the certificate when it connects (Encrypt=yes).",
                endpoint.place,
            )
        else:
            yield from _rows(context, endpoint, seen[endpoint])


def _rows(context: Context, endpoint: Endpoint, seen: Seen) -> Iterator[Finding]:
    def row(status: str, message: str, action: str) -> Finding:
        return CHECK.row(
            "Failed" if status == "Failed" and endpoint.needed else "Warning", message, action, endpoint.place
        )

    found = list(_dates(context, endpoint, seen.chain, row))
    if seen.fault and not (seen.fault == "dates" and found):
        message, action = _TOLD[seen.fault]
        last = seen.chain[-1] if seen.chain else None
        facts = {"issuer": last.issuer if last else "", "subject": seen.chain[0].subject if last else ""}
        found.insert(
            0, row("Failed", f"{endpoint.place} " + message.format(reason=seen.reason.rstrip("."), **facts), action)
        )
    found += _revoked(endpoint, seen.chain, row)
    if not found:
        first = seen.chain[0]
        by = (
            "It is the one of the profile's fingerprint"
            if endpoint.fingerprint
            else f"{len(seen.chain)} certificates are trusted"
        )
        said = f"{endpoint.place} shows '{first.subject}', valid until {first.valid_to:%Y-%m-%d}. {by}"
        yield CHECK.row("Passed", said + ("." if endpoint.fingerprint else ", none is revoked."), target=endpoint.place)
    yield from found


Row = Callable[[str, str, str], Finding]


def _dates(context: Context, endpoint: Endpoint, chain: tuple[Link, ...], row: Row) -> Iterator[Finding]:
    for link in chain:
        whose = f"{endpoint.place}: the certificate '{link.subject}'"
        if link.valid_to < context.now:
            yield row("Failed", f"{whose} expired on {link.valid_to:%Y-%m-%d}.", "Renew it on the server.")
        elif link.valid_from > context.now:
            until = f"{whose} is valid only from {link.valid_from:%Y-%m-%d}."
            yield row("Failed", until, "Check this machine's clock, then the certificate.")
        elif link.valid_to - context.now < SOON:
            yield row("Warning", f"{whose} expires on {link.valid_to:%Y-%m-%d}.", "Renew it before the cut-over.")


def _revoked(endpoint: Endpoint, chain: tuple[Link, ...], row: Row) -> Iterator[Finding]:
    for link in chain:
        answer, whose = link.revocation, f"{endpoint.place}: the certificate '{link.subject}'"
        if answer is None:
            continue
        if answer.state == "revoked":
            yield row("Failed", f"{whose} was revoked, says {answer.told}.", "Give the server another certificate.")
        elif answer.state == "unreachable":
            said = f"{whose} names {', '.join(answer.addresses)} for its revocation, and none answers from here ({answer.told})."
            yield row("Warning", said, f"Let this machine and the new server reach them by HTTP. {STRICTER}")
        elif answer.state == "unnamed":
            said = f"{whose} names no address at which its revocation could be asked."
            yield row("Warning", said, f"Have one issued with a CRL or OCSP address. {STRICTER}")


CHECK = CheckSpec(
    id="network.tls",
    area="Network",
    looks_at="Each endpoint of the profile that is reached by TLS: chain, host name, dates, and revocation of each "
    "certificate at the OCSP and CRL addresses that it names.",
    repair="Give the server a certificate for its name, with its chain, of an authority that this machine trusts, and let its "
    "revocation addresses be reached.",
    run=_run,
)
