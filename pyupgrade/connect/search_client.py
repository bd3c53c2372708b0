"""The `elasticsearch` client: nodes, verified TLS and credentials; one request, its answer as bytes, its errors in our tree."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, ClassVar

from elasticsearch import ApiError, ConnectionTimeout, Elasticsearch, TransportError, UnsupportedProductError
from elasticsearch.serializer import JsonSerializer

from pyupgrade.connect.search_access import Access
from pyupgrade.connect.search_answers import BUSY, JSON, Busy, TooLarge, reason_of
from pyupgrade.errors import IndexDenied, IndexFailed, IndexUntrusted, IndexUnusable


class _Raw(JsonSerializer):
    """Answers stay bytes: a document must come back as it was put, byte for byte, and nothing is decoded twice."""

    mimetype: ClassVar[str] = JSON

    def loads(self, data: bytes) -> Any:
        return data


class Client:
    """The client of one cluster, which tries nothing again by itself."""

    def __init__(self, access: Access) -> None:
        """Raises IndexUntrusted when the CA file is none."""
        self._access, self._location = access, access.location
        more: dict[str, Any] = {}
        if access.ca is not None:
            if not access.ca.is_file():
                raise IndexUntrusted(location=self._location, reason=f"there is no file '{access.ca}'")
            more["ca_certs"] = str(access.ca)
        if access.fingerprint:
            more["ssl_assert_fingerprint"] = access.fingerprint
        if access.api_key:
            more["api_key"] = access.api_key
        if access.user:
            # Encoded here: the client takes ASCII only, and a refusal of its own would show a letter of the password.
            more["basic_auth"] = base64.b64encode(f"{access.user}:{access.password}".encode()).decode()
        try:
            self._client = Elasticsearch(
                list(access.urls),
                request_timeout=access.timeout,
                max_retries=0,
                retry_on_timeout=False,
                serializers={JSON: _Raw()},
                **more,
            )
        except (ValueError, OSError) as reason:
            raise IndexUntrusted(location=self._location, reason=_short(reason)) from None

    def close(self) -> None:
        self._client.close()

    def request(
        self, method: str, path: str, body: bytes | None, what: str, kind: str, params: Mapping[str, str]
    ) -> bytes | None:
        """One try; None for a 404. Raises Busy, TooLarge, IndexUntrusted, IndexDenied, IndexFailed."""
        headers = {"accept": JSON}
        if body is not None:
            headers["content-type"] = kind
        try:
            answer = self._client.perform_request(method, path, params=params, headers=headers, body=body)
        except UnsupportedProductError:
            raise IndexUnusable(reason=f"what answers at {self._location} is no Elasticsearch.") from None
        except ApiError as error:
            self._refused(error, what or f"{method} {path}")
            return None
        except ConnectionTimeout:
            raise Busy(f"no answer within {self._access.timeout:g} s") from None
        except TransportError as error:
            # The client tells a certificate that it does not trust as any other lost connection.
            if _is_distrust(_short(error)):
                raise IndexUntrusted(location=self._location, reason=_short(error)) from None
            raise Busy(_short(error)) from None
        body_: Any = answer.body
        return body_ if isinstance(body_, bytes) else b""

    def _refused(self, error: ApiError, what: str) -> None:
        """Returns where the thing is not there; raises for everything else."""
        status, reason = error.meta.status, reason_of(error.body)
        if status == 404:
            return
        if status in BUSY:
            raise Busy(f"{status} {reason}".strip(), _seconds(error.meta.headers)) from None
        if status == 413:
            raise TooLarge from None
        if status in (401, 403):
            raise IndexDenied(location=self._location, what=what, reason=reason or str(status)) from None
        raise IndexFailed(what=what, reason=reason or str(status)) from None


def _is_distrust(text: str) -> bool:
    return any(word in text.lower() for word in ("certificate", "fingerprint", "hostname"))


def _short(error: Exception) -> str:
    """The library's words without its wrapping; never a header, and so never a credential."""
    return str(getattr(error, "message", None) or error).removesuffix(".")[:300]


def _seconds(headers: Mapping[str, str]) -> float:
    try:
        return min(60.0, float(headers.get("retry-after", "0")))
    except ValueError:
        return 0.0
