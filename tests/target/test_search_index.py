"""What only a search cluster can do to us: refuse some documents, die in the middle, hold older or newer ones, lack its index."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.errors import IndexMissing, IndexUnreachable, IndexUnsearchable
from pyupgrade.plan.history import REFUSED, document_of
from pyupgrade.plan.ports import Outcome
from pyupgrade.steps.history import History
from pyupgrade.steps.undo import Undo
from pyupgrade.target.search_mapping import definition, differences
from tests.servers.search import Node
from tests.steps.history_parts import Old
from tests.target.parts import CONTRACT, INSTALLATION, NoControl, Target
from tests.target.search_parts import event, events, prefix, search_index, shapes

pytestmark = pytest.mark.xdist_group("elasticsearch")
WHERE = (INSTALLATION, "objects", 0, 9_999)


def run(old: Old, writer: Any) -> list[Outcome]:
    return list(History(INSTALLATION, old.reader(), old.reader())([old.bulk()], writer, NoControl()))


def settings_of(node: Node, name: str) -> tuple[Any, Any, Any]:
    (found,) = node.ask("GET", f"/{name}").values()
    index = found["settings"]["index"]
    return index.get("refresh_interval"), index["number_of_replicas"], found["mappings"].get("_meta")


def test_five_percent_refused_are_named_and_all_others_are_in(search_node: Node) -> None:
    names = prefix()
    documents = [event(key, ClientId="no number" if key % 20 == 7 else key) for key in range(2_000)]
    with search_index(search_node.url, names) as index:
        refused = index.put_history(*WHERE, [b"\n".join([*documents, b""])])
        assert {document_of(one.id) for one in refused} == {key for key in range(2_000) if key % 20 == 7}
        assert all("ClientId" in one.reason and "no number" in one.reason for one in refused)
        kept = [d for key, d in enumerate(documents) if key % 20 != 7]
        assert index.history(*WHERE) == b"\n".join([*kept, b""])


def test_the_step_tells_each_refused_document_and_a_resume_puts_it_again(
    search_node: Node, target: Target, tmp_path: Path
) -> None:
    names, old = prefix(), Old(tmp_path / "old.db")
    old.put("objects", range(400))
    old.put("objects", range(400, 420), ObjectName="x" * 20)
    name = f"{names}dm11-history"
    shape = definition(shapes(names)["History"])
    shape["mappings"]["properties"]["ObjectName"] = {"type": "keyword", "ignore_above": 10}
    shape["mappings"]["properties"]["EventID"] = {"type": "byte"}  # takes numbers up to 127
    search_node.ask("PUT", f"/{name}-1", {**shape, "aliases": {name: {}}})
    writer = target.open()
    with search_index(search_node.url, names) as index:
        writer.index = index
        outcomes = run(old, writer)
        (done, *parts) = outcomes
        assert (done.status, done.count) == ("Done", 420)
        assert {int(o.part) for o in parts} == set(range(128, 420))
        assert {(o.status, o.count, o.error) for o in parts} == {("Failed", 0, "DMUpgrade.Index.DocumentRefused")}
        (known,) = writer.ledger(INSTALLATION, "objects")
        assert known.problems[REFUSED] == 292
        there = index.history(INSTALLATION, "objects", known.start, known.stop)
        assert there is not None and hashlib.sha256(there).hexdigest() == known.documents
        assert there.count(b"\n") == 128

        # The admin makes an index with the right mapping and swaps the alias; the run is resumed.
        search_node.ask("PUT", f"/{name}-2", definition(shapes(names)["History"]))
        swap = [{"remove": {"index": f"{name}-1", "alias": name}}, {"add": {"index": f"{name}-2", "alias": name}}]
        search_node.ask("POST", "/_aliases", {"actions": swap})
    with search_index(search_node.url, names, run=2) as index:
        writer.index = index
        assert [(o.status, o.count) for o in run(old, writer)] == [("Present", 420)]
        (known,) = writer.ledger(INSTALLATION, "objects")
        assert REFUSED not in known.problems
        there = index.history(INSTALLATION, "objects", known.start, known.stop)
        assert there is not None and there.count(b"\n") == 420
        assert hashlib.sha256(there).hexdigest() == known.documents
    writer.close()


def test_killed_in_the_middle_of_the_bulk_and_started_again_the_same_documents_are_there(search_node: Node) -> None:
    names, documents = prefix(), events(range(9_000), Comments="y" * 500)

    def killing() -> Any:
        cut = documents.index(b"\n", len(documents) // 2) + 1
        yield documents[:cut]
        search_node.kill()
        yield documents[cut:]

    with search_index(search_node.url, names, patience=1.0) as index, pytest.raises(IndexUnreachable):
        index.put_history(*WHERE, killing())
    # Resumed while the node is only starting: it is waited for.
    search_node.start(wait=False)
    name = f"{names}dm11-history"
    with search_index(search_node.url, names, run=2, patience=90.0) as index:
        index.must_be_there()
        search_node.ready()
        assert settings_of(search_node, name)[0] == "-1", "the kill left it set for loading"
        index.put_history(*WHERE, [documents])
        assert index.history(*WHERE) == documents
        index.settle()
    assert settings_of(search_node, name)[0] is None


def test_documents_that_a_kill_left_without_rows_are_taken_away_by_undo(
    search_node: Node, target: Target, tmp_path: Path
) -> None:
    old = Old(tmp_path / "old.db")
    old.put("objects", range(3))
    writer = target.open()
    with search_index(search_node.url, prefix()) as index:
        writer.index = index
        run(old, writer)
        ledger = writer.ledger(INSTALLATION, "objects")
        written = index.history(*WHERE)
        index.put_history(INSTALLATION, "objects", 40_000, 49_999, [events(range(40_000, 41_000))])
        index.put_history(INSTALLATION, "helpdesk", 40_000, 49_999, [events(range(40_000, 40_009), stream="helpdesk")])
        Undo(INSTALLATION, (), {}, {}).unfinished(old.bulk(), ledger, writer)
        assert index.history(INSTALLATION, "objects", 40_000, 49_999) is None
        assert index.history(*WHERE) == written is not None, "what the ledger knows stays"
        assert index.history(INSTALLATION, "helpdesk", 40_000, 49_999) is not None
    writer.close()


def test_settings_for_loading_are_put_back_to_what_stood_there(search_node: Node) -> None:
    names = prefix()
    name = f"{names}dm11-history"
    made = definition(shapes(names)["History"])
    made["settings"]["index"] |= {"refresh_interval": "7s", "number_of_replicas": 2}
    made["mappings"]["_meta"] = {"owner": "somebody"}
    search_node.ask("PUT", f"/{name}-1", {**made, "aliases": {name: {}}})
    with search_index(search_node.url, names) as index:
        index.put_history(*WHERE, [events(range(3))])
        assert settings_of(search_node, name)[:2] == ("-1", "0")
    # Opened anew, as after a kill: what was kept first counts, not what stands there now.
    with search_index(search_node.url, names, run=2) as index:
        index.put_history(*WHERE, [events(range(4))])
        index.settle()
        index.settle()
    assert settings_of(search_node, name) == ("7s", "2", {"owner": "somebody"})


def test_documents_of_a_database_that_was_put_back_from_its_backup_are_replaced(search_node: Node) -> None:
    names = prefix()
    with search_index(search_node.url, names, run=9) as index:
        index.put_history(*WHERE, [events(range(5), ActionName="later")])
        index.put("SmartGroup", {"a": {"name": "later"}})
    with search_index(search_node.url, names, run=1) as index:
        index.put_history(*WHERE, [events(range(4))])
        index.put("SmartGroup", {"a": {"name": "now"}})
        assert index.history(*WHERE) == events(range(4))
        assert index.read("SmartGroup", ["a"]) == {"a": {"name": "now"}}


def test_an_object_that_the_mapping_refuses_is_named(search_node: Node) -> None:
    with search_index(search_node.url, prefix()) as index:
        refused = index.put("SmartGroup", {"a": {"name": "good"}, "b": {"name": "odd", "inventedField": 1}})
        assert [one.id for one in refused] == ["b"] and "inventedField" in refused[0].reason
        assert index.read("SmartGroup", ["a", "b"]) == {"a": {"name": "good"}}


def test_an_index_of_the_product_is_never_made(search_node: Node) -> None:
    names = prefix()
    with search_index(search_node.url, names, product=True) as index:
        for act in (index.must_be_there, lambda: index.put_history(*WHERE, [events(range(3))])):
            with pytest.raises(IndexMissing, match=f"{names}dm11-history"):
                act()
        found = list(differences(index._server, {"History": shapes(names)["History"]}, made_by_us=False))
    assert [(d.object, d.difference) for d in found] == [("History", "MissingIndex")]
    assert search_node.ask("GET", f"/{names}*") == {}


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ({"type": "keyword"}, "Id"),
        ({"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}}, "Id.keyword"),
        ({"type": "text"}, None),
        ({"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 20}}}, None),
        ({"type": "keyword", "index": False, "doc_values": False}, None),
        (None, None),
    ],
)
def test_an_index_is_taken_when_it_finds_documents_by_their_whole_id(
    search_node: Node, field: dict[str, Any] | None, wanted: str | None
) -> None:
    names = prefix()
    name, shape = f"{names}dm11-history", {"History": shapes(names)["History"]}
    properties = {} if field is None else {"Id": field}
    search_node.ask("PUT", f"/{name}", {"mappings": {"dynamic": False, "properties": properties}})
    with search_index(search_node.url, names, product=True) as index:
        about = [d for d in differences(index._server, shape, made_by_us=False) if d.column == "Id"]
        if wanted is None:
            for act in (index.must_be_there, lambda: index.put_history(*WHERE, [events(range(3))])):
                with pytest.raises(IndexUnsearchable, match=name):
                    act()
            assert search_node.ask("GET", f"/{name}/_count")["count"] == 0, "nothing was written"
            assert [d.needed for d in about] == [True] and f"PUT {name}/_mapping" in about[0].recommended_action
            return
        assert about == []
        index.must_be_there()
        index.put_history(*WHERE, [events(range(3_000))])
        assert index._found_by == wanted
        assert index.history(*WHERE) == events(range(3_000))
    with search_index(search_node.url, names, product=True, run=2) as index:
        assert index.history(*WHERE) == events(range(3_000)), "by who only reads, too"
        index.put_history(*WHERE, ())
        assert index.history(*WHERE) is None


def test_differences_of_a_mapping_are_seen(search_node: Node) -> None:
    names = prefix()
    name = f"{names}dm11-history"
    fields = dict(CONTRACT.indices["History"].fields)
    properties = definition(shapes(names)["History"])["mappings"]["properties"]
    del properties["Stream"]
    properties |= {"ClientId": {"type": "long"}, "Id": {"type": "text"}, "theirs": {"type": "ip"}}
    search_node.ask("PUT", f"/{name}", {"mappings": {"properties": properties}})
    with search_index(search_node.url, names, product=True) as index:
        found = list(differences(index._server, {"History": shapes(names)["History"]}, made_by_us=False))
    assert {(d.column, d.difference, d.expected, d.found) for d in found} == {
        ("Stream", "MissingField", fields["Stream"], ""),
        ("Id", "OtherType", "keyword", "text"),
        ("theirs", "ExtraField", "", "ip"),
    }
