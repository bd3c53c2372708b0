"""A target with documented doors: found by the product's names, remembered where it shows nothing, never made twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pyupgrade.plan.items import Change
from pyupgrade.steps.objects import ACTING, Objects
from tests.target.parts import Given, NoControl, group, make_target, source_of
from tests.target.product import DoorTarget, Product


@pytest.fixture
def target(tmp_path: Path) -> Iterator[DoorTarget]:
    made = DoorTarget(make_target(tmp_path / "dm11.db"))
    yield made
    made.close()


def mail(number: int = 1, **values: Any) -> Change:
    return Change(
        module="mail-servers", feature="Configuration", kind="SmtpServer", key=str(number), name=f"Mail of {number}", store=number,
        values={"IdentityStoreId": number, "SmtpServer": "mx", "Port": 25, **values},
    )  # fmt: skip


def apply(target: DoorTarget, *lines: Change, **secrets: str) -> list[tuple[str, str]]:
    writer = target.open(lines)
    try:
        given = Given({name.replace("_", "/"): value for name, value in secrets.items()})
        return [(o.line, o.status) for o in Objects(given)(lines, writer, NoControl())]
    finally:
        writer.close()


def test_what_the_product_shows_and_what_the_journal_remembers_read_as_one(target: DoorTarget) -> None:
    line = mail(Password={"$secret": "q"})
    assert apply(target, line, q="hunter2") == [("SmtpServer/1", "Done")]
    wanted = {"IdentityStoreId": 1, "SmtpServer": "mx", "Port": 25, "Password": {"$sealed": True}}
    assert target.reader().read("SmtpServer", ["1", "2"]) == {"1": wanted}
    assert target.there().state()["SmtpServer"]["the 1"]["Password"] == "hunter2"
    assert apply(target, line, q="hunter2") == [("SmtpServer/1", "Present")]
    for path in target.path.parent.glob("dm11.db*"):
        assert b"hunter2" not in path.read_bytes()


def test_an_object_that_is_there_and_of_which_nothing_is_remembered_is_written_where_the_plan_saw_it(
    target: DoorTarget,
) -> None:
    target.there().create("SmtpServer", "1", {"SmtpServer": "mx"})
    before = target.reader().read("SmtpServer", ["1"])["1"]
    assert apply(target, msgspec.structs.replace(mail(), action="update", before=before)) == [("SmtpServer/1", "Done")]
    assert target.there().state()["SmtpServer"]["the 1"]["Port"] == 25


def test_what_came_to_be_there_since_the_plan_is_somebodys_work_though_all_it_shows_is_as_wanted(
    target: DoorTarget,
) -> None:
    target.there().create("SmtpServer", "1", {"SmtpServer": "mx", "Port": 587})
    assert apply(target, mail()) == [("SmtpServer/1", "Conflict")]
    assert target.there().state()["SmtpServer"]["the 1"]["Port"] == 587


def test_what_the_product_shows_otherwise_is_somebodys_work(target: DoorTarget) -> None:
    target.there().create("SmtpServer", "1", {"SmtpServer": "theirs", "Port": 587})
    assert apply(target, mail()) == [("SmtpServer/1", "Conflict")]
    assert target.there().state()["SmtpServer"]["the 1"]["Port"] == 587


def test_an_unseen_field_wanted_otherwise_since_is_changed(target: DoorTarget) -> None:
    apply(target, mail())
    before = target.reader().read("SmtpServer", ["1"])["1"]
    changed = Change(**{**{f: getattr(mail(Port=587), f) for f in Change.__struct_fields__}, "before": before})
    assert apply(target, changed) == [("SmtpServer/1", "Done")]
    assert target.there().state()["SmtpServer"]["the 1"]["Port"] == 587
    assert target.reader().read("SmtpServer", ["1"])["1"]["Port"] == 587


def test_the_products_ids_reach_what_refers_to_them(target: DoorTarget) -> None:
    assert apply(target, source_of("erp"), group(1, DataSource={"$ref": "DataSource/erp"})) == [
        ("DataSource/erp", "Done"),
        (group(1).id, "Done"),
    ]
    number = target.there().state()["DataSource"]["the erp"]["#"]
    assert target.reader().read("SmartGroup", [group(1).key])[group(1).key]["DataSource"] == number
    # A reader that has looked nothing up asks the door, too, where the journal knows of no id.
    target.sql("DELETE FROM DMUpgrade_IdMap")
    assert target.reader().given("DataSource", "erp") == number


def test_what_is_seen_outranks_the_journals_ids(target: DoorTarget) -> None:
    apply(target, source_of("erp"))
    product = target.there()
    state = product.state()
    product.keep({**state, "DataSource": {"the erp": {**state["DataSource"]["the erp"], "#": 900}}})
    assert target.reader().given("DataSource", "erp") == 900, "made anew in the product"
    product.keep({})
    assert target.reader().given("DataSource", "erp") is None, "gone from it"


def test_what_is_made_anew_has_nothing_of_what_was_remembered(target: DoorTarget) -> None:
    line = mail(Password={"$secret": "q"})
    apply(target, line, q="hunter2")
    target.there().keep({})
    assert apply(target, mail(FromEmail="a@b")) == [("SmtpServer/1", "Done")]
    wanted = {"IdentityStoreId": 1, "SmtpServer": "mx", "Port": 25, "FromEmail": "a@b"}
    assert target.reader().read("SmtpServer", ["1"]) == {"1": wanted}


@pytest.mark.parametrize(
    ("state", "made", "ends"),
    [
        (ACTING, {"password": "hunter2"}, "Present"),
        (ACTING, {"configurationValues": {"server": "theirs"}}, "Conflict"),
        ("Failed", {}, "Failed"),
        (None, {}, "Conflict"),
    ],
)
def test_killed_after_the_one_call_that_makes_it_what_shows_all_as_wanted_was_made_by_it(
    target: DoorTarget, monkeypatch: pytest.MonkeyPatch, state: str | None, made: dict[str, Any], ends: str
) -> None:
    monkeypatch.setattr(Product, "unchangeable", frozenset({"DataSource"}))
    line = source_of("erp", password={"$secret": "q"})
    writer = target.open([line])
    if state:
        with writer.transaction():
            writer.journal.line(line.id, state)
    target.there().create("DataSource", "erp", {**source_of("erp").values, **made})
    (outcome,) = Objects(Given({"q": "hunter2"}))([line], writer, NoControl())
    writer.close()
    assert outcome.status == ends, outcome
    sealed = target.reader().read("DataSource", ["erp"])["erp"].get("password")
    assert sealed == ({"$sealed": True} if ends == "Present" else None)


def test_keys_are_those_listed_and_those_remembered(target: DoorTarget) -> None:
    apply(target, mail(1), mail(2))
    target.there().create("SmtpServer", "9", {})
    assert list(target.reader().keys("SmtpServer")) == ["1", "2", "9"]


def test_calls_and_rows_go_in_the_order_of_the_plan(target: DoorTarget) -> None:
    lines = (source_of("a"), group(1, DataSource={"$ref": "DataSource/a"}), source_of("b"), group(2))
    assert [status for _, status in apply(target, *lines)] == ["Done"] * 4


def test_a_stop_is_obeyed_after_each_call(target: DoorTarget) -> None:
    lines = [source_of("a"), source_of("b"), source_of("c")]
    writer = target.open(lines)
    control = NoControl(stop_at=2)
    assert [o.line for o in Objects(Given())(lines, writer, control)] == ["DataSource/a", "DataSource/b"]
    writer.close()
    assert sorted(target.there().state()["DataSource"]) == ["the a", "the b"]
