"""Error codes of the identity platform's token endpoint: what each says is wrong, and what is done about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the code says, in a sentence without its full stop, and what to do, in whole sentences."""

    meaning: str
    remedy: str


_AGAIN: Final = "Then answer the question again and check once more."
_CERTIFICATE: Final = (
    "Give the PFX file whose certificate is registered, or upload this one's certificate (.cer) under Certificates & secrets "
    f"of the app registration. {_AGAIN}"
)
_SECRET: Final = (
    f"Make a new client secret under Certificates & secrets of the app registration and copy its value. {_AGAIN}"
)
_APP: Final = (
    "Compare the application id in the store or messaging provider with the app registration (Overview), and the tenant it "
    "stands in; a tenant of another name goes into [identity.tenants] of the profile."
)
_TENANT: Final = (
    "Compare the domain in the store or messaging provider with the tenant's verified domains; name the right one in "
    "[identity.tenants] of the profile, and its cloud as cloud in [identity]."
)
_CONSENT: Final = "Open API permissions of the app registration and grant admin consent, then check again."
_POLICY: Final = "Ask who keeps Conditional Access for workload identities: the server that runs Directory Manager has to be allowed, too."
_CLOCK: Final = "Set this machine's clock by a time server, then check again."
_CLOUD: Final = "Name the cloud of the tenant (global, usgov, usgov-dod, china) as cloud in [identity] of the profile."

# learn.microsoft.com/entra/identity-platform/reference-error-codes; the sentences are ours.
REFUSALS: Final[dict[int, Refusal]] = {
    7000215: Refusal("The client secret is not one of this app's; often its id was copied in place of its value", _SECRET),
    7000222: Refusal("The client secret has expired", _SECRET),
    7000216: Refusal("The platform saw neither a secret nor a certificate", _SECRET),
    700027: Refusal("The certificate is not one registered for this app, or its key did not make the signature", _CERTIFICATE),
    700030: Refusal("The certificate's subject is not one that this app may use", _CERTIFICATE),
    700023: Refusal("The assertion signed with the certificate was meant for another address", _TENANT),
    700024: Refusal("The assertion signed with the certificate is outside its time, so the clocks differ", _CLOCK),
    700021: Refusal("The assertion signed with the certificate names another app than the request", _APP),
    700016: Refusal("There is no app with this application id in this tenant", _APP),
    7000112: Refusal("The app is disabled in this tenant", "Enable sign-in for it under Enterprise applications, then check again."),
    7000229: Refusal("The app has no service principal in this tenant", _CONSENT),
    90002: Refusal("There is no tenant of this name", _TENANT),
    900023: Refusal("The name of the tenant is neither a domain nor an id", _TENANT),
    50059: Refusal("The request did not say which tenant is meant", _TENANT),
    90038: Refusal("The tenant belongs to another cloud", _CLOUD),
    900382: Refusal("The app cannot sign in across clouds", _CLOUD),
    500011: Refusal("Microsoft Graph is not known in this tenant at the address asked for", _CLOUD),
    50034: Refusal("The account does not exist in this tenant", _TENANT),
    65001: Refusal("Nobody has consented to what the app asks for", _CONSENT),
    53003: Refusal("A Conditional Access policy blocks the app from here", _POLICY),
    530003: Refusal("A Conditional Access policy asks for a managed device", _POLICY),
    90033: Refusal("The platform has a passing fault", "Wait a few minutes, then check again."),
}  # fmt: skip

_CODE: Final = re.compile(r"AADSTS(\d{4,8})")
_TRAIL: Final = re.compile(r"\s*(?:\r?\n|\s)?(?:Trace ID|Correlation ID|Timestamp|Error Code|-\s*\[)\s*:.*", re.DOTALL)


def code_in(text: str) -> int | None:
    """The first code that a text names."""
    found = _CODE.search(text)
    return int(found[1]) if found else None


def refusal_of(answer: dict[str, Any]) -> tuple[str, Refusal]:
    """The code (or OAuth error) of a refusal and what it means; an unknown one keeps the platform's own words.

    Those are cut before trace ids; who calls takes secrets out of them.
    """
    words = str(answer.get("error_description") or "")
    codes = [n for n in answer.get("error_codes") or () if isinstance(n, int)]
    number = next((n for n in codes if n in REFUSALS), codes[0] if codes else code_in(words))
    name = f"AADSTS{number}" if number is not None else str(answer.get("error") or "no code")
    if number in REFUSALS:
        return name, REFUSALS[number]
    said = _TRAIL.sub("", words).strip().removeprefix(f"{name}:").strip().rstrip(".") or "The platform gave no reason"
    return name, Refusal(said, f"Look the code up at https://login.microsoftonline.com/error?code={number or ''}.")
