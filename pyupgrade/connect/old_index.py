"""The old installation's search index (Elasticsearch 6, plain HTTP): how many events it holds of each store, and nothing else."""

from __future__ import annotations

from typing import Any, Final

import requests

from pyupgrade.errors import OldIndexUnread

_STORES: Final = 10_000


def events_by_store(url: str, pattern: str, field: str, timeout: float) -> dict[int | None, int]:
    """Events by identity store, those without one as None. Raises OldIndexUnread.

    The index's names and fields are published nowhere; that `field` holds the store's number is assumed.
    """
    asked = {
        "size": 0,
        "aggs": {"stores": {"terms": {"field": field, "size": _STORES}}, "none": {"missing": {"field": field}}},
    }
    try:
        answer = requests.post(f"{url}/{pattern}/_search", json=asked, timeout=timeout, allow_redirects=False)
        body: Any = answer.json()
    except requests.exceptions.JSONDecodeError:
        raise OldIndexUnread(location=url, reason="its answer is no JSON") from None
    except requests.RequestException as error:
        raise OldIndexUnread(location=url, reason=type(error).__name__) from None
    if answer.status_code != 200:
        told = body.get("error", {}) if isinstance(body, dict) else {}
        causes = told.get("root_cause") or [told] if isinstance(told, dict) else [{}]
        raise OldIndexUnread(location=url, reason=f"{answer.status_code} {causes[0].get('reason', '')}".strip())
    try:
        shards, found = body["_shards"], body["aggregations"]
        if shards["failed"] or body["timed_out"] or not shards["total"] or found["stores"]["sum_other_doc_count"]:
            raise OldIndexUnread(location=url, reason=f"'{pattern}' could not be counted as a whole")
        counted: dict[int | None, int] = {int(b["key"]): int(b["doc_count"]) for b in found["stores"]["buckets"]}
        if none := int(found["none"]["doc_count"]):
            counted[None] = none
    except (KeyError, TypeError, ValueError):
        raise OldIndexUnread(location=url, reason=f"its answer has no count by the field '{field}'") from None
    return counted
