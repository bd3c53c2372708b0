"""A stand-in for the old server's Elasticsearch 6.2.4, which nobody publishes for tests any more: it says so in each first answer."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FIELD = "IdentityStoreID"


class OldIndex:
    """Counts events by store as an Elasticsearch 6 would answer; `counts` by store (None: without one)."""

    def __init__(self, counts: dict[int | None, int]) -> None:
        self.counts, self.asked = counts, list[tuple[str, Any]]()
        self.status, self.body = 200, dict[str, Any]()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append((self.path, asked))
                text = json.dumps(outer.body or outer.counted(asked)).encode()
                self.send_response(outer.status, "stand-in for Elasticsearch 6.2.4")
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def counted(self, asked: Any) -> dict[str, Any]:
        assert asked["size"] == 0 and asked["aggs"]["stores"]["terms"]["field"] == FIELD, "only counted, nothing read"
        buckets = [{"key": store, "doc_count": n} for store, n in self.counts.items() if store is not None]
        return {
            "stand-in": True,
            "timed_out": False,
            "_shards": {"total": 5, "failed": 0},
            "hits": {"total": sum(self.counts.values()), "hits": []},
            "aggregations": {
                "stores": {"sum_other_doc_count": 0, "buckets": buckets},
                "none": {"doc_count": self.counts.get(None, 0)},
            },
        }

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
