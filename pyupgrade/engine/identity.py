"""The identity platform as checks see it: an app of the old installation in, the cloud's addresses found, tokens kept inside."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

from pyupgrade.connect.entra import App, Certificate, Tokens
from pyupgrade.connect.entra_clouds import CLOUDS, cloud_of
from pyupgrade.connect.graph import Graph
from pyupgrade.connect.http import Http, Patience, told_time
from pyupgrade.connect.identity_faults import of_identity
from pyupgrade.errors import AppUnclear
from pyupgrade.plan.identity import CloudApp, Pfx, Proof
from pyupgrade.settings.identity import Identity as Settings

_GUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HEX: Final = frozenset("0123456789abcdefABCDEF")


class Platform:
    """The Identity port over the network."""

    def __init__(self, settings: Settings, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._settings = settings
        self._tenants = {app.casefold(): tenant for app, tenant in settings.tenants.items()}
        self._http = Http(Patience(clock, sleep), settings.ca, settings.seconds)
        self._tokens = Tokens(self._http)

    def close(self) -> None:
        self._http.close()

    def time(self) -> datetime:
        """What the clock of the platform says, for which it needs no app. Raises IdentityError."""
        cloud = next((c for c in CLOUDS if c.name == self._settings.cloud), CLOUDS[0])
        authority = self._settings.authority or cloud.authority
        with of_identity():
            return told_time(self._http.get(f"{authority}/common/v2.0/.well-known/openid-configuration"))

    def sign_in(self, app: CloudApp, proof: Proof) -> None:
        self._tokens.token(self._app(app), _proof(proof))

    def certificates(self, app: CloudApp, proof: Proof) -> frozenset[str] | None:
        path = f"/applications(appId='{app.application}')?$select=id,appId,keyCredentials"
        read = self._graph(app, proof).get(path, f"its own registration ({app.application})")
        if read is None:
            return None
        return frozenset(thumbprint for key in read.get("keyCredentials") or () for thumbprint in thumbprints(key))

    def roles(self, app: CloudApp, proof: Proof) -> frozenset[str]:
        graph, what = self._graph(app, proof), "the permissions granted to it"
        granted = list(graph.pages(f"/servicePrincipals(appId='{app.application}')/appRoleAssignments", what))
        resources = sorted({str(one.get("resourceId")) for one in granted})
        found = graph.batch([f"/servicePrincipals/{one}?$select=id,appId,appRoles" for one in resources], what)
        names = {
            (resource, role.get("id")): str(role.get("value") or "")
            for resource, read in zip(resources, found, strict=True)
            for role in (read or {}).get("appRoles") or ()
        }
        held = (names.get((str(one.get("resourceId")), one.get("appRoleId")), "") for one in granted)
        return frozenset(name for name in held if name)

    def _graph(self, app: CloudApp, proof: Proof) -> Graph:
        known = self._app(app)
        return Graph(self._http, known.graph, self._tokens.token(known, _proof(proof)))

    def _app(self, app: CloudApp) -> App:
        """Where this app is asked about. Raises AppUnclear when the old installation does not say enough."""
        settings = self._settings
        tenant = self._tenants.get(app.application, app.tenant)
        lacks = [what for what, text in (("its application id", app.application), ("its tenant", tenant)) if not text]
        if lacks:
            raise AppUnclear(user=app.user, what=f"the source does not say {' and '.join(lacks)}")
        if not _GUID.fullmatch(app.application):
            raise AppUnclear(user=app.user, what=f"'{app.application}' is no application id")
        if any(c in tenant for c in "/?#\\ @"):
            raise AppUnclear(user=app.user, what=f"'{tenant}' cannot be a tenant")
        if settings.authority is not None and settings.graph is not None:
            return App(settings.authority, settings.graph, tenant, app.application)
        cloud = next((c for c in CLOUDS if c.name == settings.cloud), None) or cloud_of(app.cloud)
        if cloud is None:
            raise AppUnclear(user=app.user, what=f"its cloud '{app.cloud}' is none that is known")
        return App(cloud.authority, cloud.graph, tenant, app.application)


def thumbprints(key: dict[str, Any]) -> Iterator[str]:
    """The thumbprints that a keyCredential of Graph tells: of the certificate itself where it is there, else of its identifier.

    customKeyIdentifier is the thumbprint in hex, or the bytes of it in base64 (learn.microsoft.com/graph/api/resources/keycredential).
    """
    if content := _bytes(key.get("key")):
        yield hashlib.sha1(content, usedforsecurity=False).hexdigest().upper()
        yield hashlib.sha256(content).hexdigest().upper()
    identifier = str(key.get("customKeyIdentifier") or "")
    if len(identifier) in (40, 64) and set(identifier) <= _HEX:
        yield identifier.upper()
    elif len(raw := _bytes(identifier)) in (20, 32):
        yield raw.hex().upper()


def _bytes(text: object) -> bytes:
    try:
        return base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        return b""


def _proof(proof: Proof) -> str | Certificate:
    return Certificate(proof.content, proof.password) if isinstance(proof, Pfx) else proof
