"""The objects step beyond the contract: updates, defaults, references, secrets, and one line's trouble among others."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from pyupgrade.errors import DiskFull, IndexFailed, LockLost
from pyupgrade.plan.items import Change
from pyupgrade.plan.ports import Outcome
from pyupgrade.steps.documents import Documents
from pyupgrade.steps.objects import Objects
from tests.steps.rigs import Faulty
from tests.target.parts import GUID, HOLDER, SEALER, Given, NoControl, Target, group, locked, source_of, store


def settings(number: int, **values: Any) -> Change:
    return Change(
        module="store-settings", feature="Configuration", kind="IdentityStoreSettings", key=str(number),
        name=f"Store {number}",
        store=number, values={"IdentityStoreId": number, **values},
    )  # fmt: skip


def role(store_: int, name: str, **values: Any) -> Change:
    key = f"{store_}/{name}"
    return Change(
        module="security-roles", feature="Configuration", kind="SecurityRole", key=key, name=name, store=store_,
        values={"RoleKey": key, "RoleName": name, **values},
    )  # fmt: skip


def update(line: Change, before: dict[str, Any]) -> Change:
    return msgspec.structs.replace(line, action="update", before=before)


def apply(target: Target, lines: list[Change], secrets: dict[str, str] | None = None) -> dict[str, Outcome]:
    writer = target.open(lines)
    try:
        return {o.line: o for o in Objects(Given(secrets or {}))(lines, writer, NoControl())}
    finally:
        writer.close()


def put(target: Target, kind: str, key: str, values: dict[str, Any]) -> None:
    writer = target.open()
    with writer.transaction():
        writer.write(kind, key, values)
    writer.close()


# -- updates ---------------------------------------------------------------------------------------------------------


def test_what_stands_as_planned_is_updated_and_its_image_kept(target: Target) -> None:
    put(target, "SmartGroup", GUID(1), {"name": "old", "displayName": "their own"})
    before = target.reader().read("SmartGroup", [GUID(1)])[GUID(1)]
    line = update(group(1, name="new"), before)
    assert apply(target, [line])[line.id].status == "Done"
    found = target.reader().read("SmartGroup", [GUID(1)])[GUID(1)]
    assert (found["name"], found["displayName"]) == ("new", "their own")
    [(image,)] = target.sql("SELECT before FROM DMUpgrade_Line WHERE line = ? AND state = 'Done'", line.id)
    assert json.loads(image) == before


def test_a_sealed_field_stands_sealed_in_the_before_image(target: Target) -> None:
    put(target, "IdentityStore", "1", {"identityStoreName": "old", "clientSecret": "before-secret"})
    before = target.reader().read("IdentityStore", ["1"])["1"]
    line = update(store(1, clientSecret={"$secret": "q"}, certificatePassword={"$secret": "p"}), before)
    assert apply(target, [line], {"q": "new-secret", "p": "pfx-secret"})[line.id].status == "Done"
    [(image,)] = target.sql("SELECT before FROM DMUpgrade_Line WHERE line = ? AND state = 'Done'", line.id)
    sealed = json.loads(image)["clientSecret"]["$sealed"]
    assert SEALER.open(sealed, "IdentityStore/1/clientSecret") == "before-secret"
    everything = b"".join(p.read_bytes() for p in target.path.parent.iterdir())
    for secret in (b"before-secret", b"new-secret", b"pfx-secret"):
        assert secret not in everything


@pytest.mark.parametrize("gone", [True, False])
def test_what_no_longer_stands_as_planned_is_a_conflict_with_all_three_values(target: Target, gone: bool) -> None:
    if not gone:
        put(target, "SmartGroup", GUID(1), {"name": "theirs"})
    line = update(group(1, name="ours"), {"objectGUID": GUID(1), "name": "planned"})
    outcome = apply(target, [line])[line.id]
    assert (outcome.status, outcome.error) == ("Conflict", "DMUpgrade.Item.Conflict")
    for word in ("gone",) if gone else ("theirs", "planned", "ours"):
        assert word in outcome.message
    found = target.reader().read("SmartGroup", [GUID(1)])
    assert found == ({} if gone else {GUID(1): {"objectGUID": GUID(1), "name": "theirs"}})


def test_a_field_of_their_own_changed_since_is_a_conflict_too(target: Target) -> None:
    put(target, "SmartGroup", GUID(1), {"name": "planned", "Script": "new script"})
    line = update(group(1, name="ours"), {"objectGUID": GUID(1), "name": "planned"})
    outcome = apply(target, [line])[line.id]
    assert outcome.status == "Conflict"
    assert "new script" in outcome.message


def test_a_conflict_never_shows_a_secret(target: Target) -> None:
    put(target, "IdentityStore", "1", {"identityStoreName": "theirs", "clientSecret": "before-secret"})
    line = store(1, certificate={"$secret": "q"})
    outcome = apply(target, [line], {"q": "new-secret"})[line.id]
    assert outcome.status == "Conflict"
    assert "clientSecret is (sealed)" in outcome.message
    assert "dmu1:" not in outcome.message
    assert "new-secret" not in outcome.message


# -- the product's own defaults --------------------------------------------------------------------------------------


DEFAULTS = {"GroupExpiryUnit": "Never", "GroupLifeDays": 60, "HistoryRetention": "All"}


def test_defaults_of_a_store_born_in_this_run_are_overwritten(target: Target) -> None:
    put(target, "IdentityStoreSettings", "1", DEFAULTS)
    put(target, "SecurityRole", "1/Helpdesk", {"RoleName": "Helpdesk", "Priority": 5})
    lines = [store(1), settings(1, GroupLifeDays=90), role(1, "Helpdesk", Priority=2)]
    assert {o.status for o in apply(target, lines).values()} == {"Done"}
    assert target.reader().read("IdentityStoreSettings", ["1"])["1"]["GroupLifeDays"] == 90
    assert target.reader().read("SecurityRole", ["1/Helpdesk"])["1/Helpdesk"]["Priority"] == 2


@pytest.mark.parametrize(
    ("there", "born"),
    [(DEFAULTS, False), ({**DEFAULTS, "GroupLifeDays": 61}, True), ({**DEFAULTS, "Prefixes": ["A"]}, True)],
)
def test_defaults_of_an_older_store_or_changed_ones_are_somebodys_work(
    target: Target, there: dict[str, Any], born: bool
) -> None:
    put(target, "IdentityStoreSettings", "1", there)
    if not born:
        put(target, "IdentityStore", "1", store(1).values)
    outcomes = apply(target, [store(1), settings(1, GroupLifeDays=90)])
    assert outcomes["IdentityStoreSettings/1"].status == "Conflict"
    assert target.reader().read("IdentityStoreSettings", ["1"])["1"]["GroupLifeDays"] == there["GroupLifeDays"]


def test_a_resume_remembers_which_stores_this_run_made(target: Target) -> None:
    lines = [store(1), settings(1, GroupLifeDays=90)]
    writer = target.open(lines)
    list(Objects(Given())(lines[:1], writer, NoControl()))
    with writer.transaction():
        writer.write("IdentityStoreSettings", "1", DEFAULTS)
    with locked(target):
        run, epoch = target.runs.reopen(None, HOLDER)
    resumed = target.writer(run, epoch)
    assert [o.status for o in Objects(Given())(lines, resumed, NoControl())] == ["Present", "Done"]
    resumed.close()
    writer.close()


# -- references ------------------------------------------------------------------------------------------------------


def test_a_reference_is_resolved_to_an_id_given_in_the_same_batch_or_by_others(target: Target) -> None:
    put(target, "DataSource", "theirs", source_of("theirs").values)
    lines = [
        source_of("ours"),
        group(1, DataSource={"$ref": "DataSource/ours"}),
        group(2, DataSource={"$ref": "DataSource/theirs"}),
    ]
    assert {o.status for o in apply(target, lines).values()} == {"Done"}
    found = target.reader().read("SmartGroup", [GUID(1), GUID(2)])
    assert (found[GUID(1)]["DataSource"], found[GUID(2)]["DataSource"]) == (2, 1)
    assert target.sql("SELECT kind, key, given FROM DMUpgrade_IdMap") == [("DataSource", "ours", 2)]


def test_an_unresolved_reference_fails_its_own_line_and_names_what_is_missing(target: Target) -> None:
    lines = [group(1, DataSource={"$ref": "DataSource/nowhere"}), group(2)]
    outcomes = apply(target, lines)
    assert [outcomes[line.id].status for line in lines] == ["Failed", "Done"]
    assert "DataSource/nowhere" in outcomes[lines[0].id].message
    assert list(target.reader().keys("SmartGroup")) == [GUID(2)]
    assert target.sql("SELECT state, error, tries FROM DMUpgrade_Line WHERE line = ?", lines[0].id) == [
        ("Failed", "DMUpgrade.Target.Refused", 1)
    ]


# -- secrets ---------------------------------------------------------------------------------------------------------


def test_an_optional_secret_left_open_leaves_its_field_unset(target: Target) -> None:
    line = store(1, clientSecret={"$secret": "optional"})
    assert apply(target, [line])[line.id].status == "Done"
    assert "clientSecret" not in target.reader().read("IdentityStore", ["1"])["1"]
    assert apply(target, [line])[line.id].status == "Present"


def test_a_done_line_whose_object_was_removed_is_not_made_again_without_its_secret(target: Target) -> None:
    line = store(1, clientSecret={"$secret": "q"})
    writer = target.open([line])
    assert [o.status for o in Objects(Given({"q": "x"}))([line], writer, NoControl())] == ["Done"]
    target.sql('DELETE FROM "DM11.IdentityStore"')
    [outcome] = Objects(Given())([line], writer, NoControl())
    assert (outcome.status, outcome.error) == ("Failed", "DMUpgrade.Secret.Missing")
    assert target.sql('SELECT COUNT(*) FROM "DM11.IdentityStore"') == [(0,)]
    writer.close()


def test_a_file_goes_in_like_a_secret(target: Target) -> None:
    line = store(1, certificate={"$file": "pfx"})
    assert apply(target, [line], {"pfx": "UEZY"})[line.id].status == "Done"
    [(sealed,)] = target.sql('SELECT "certificate" FROM "DM11.IdentityStore"')
    assert SEALER.open(sealed, "IdentityStore/1/certificate") == "UEZY"


# -- trouble ---------------------------------------------------------------------------------------------------------


def test_one_lines_trouble_does_not_touch_its_neighbours(target: Target) -> None:
    target.sql('CREATE UNIQUE INDEX one_name ON "DM11.SmartGroup" ("name")')
    lines = [
        group(1, name="same"),
        group(2, name="same"),
        group(3, name="x\ud800"),
        group(4, IMSGManagedGroupType="no"),
        group(5),
    ]
    outcomes = apply(target, lines)
    assert [outcomes[line.id].status for line in lines] == ["Done", "Failed", "Failed", "Failed", "Done"]
    assert "UNIQUE" in outcomes[lines[1].id].message
    assert "IMSGManagedGroupType" in outcomes[lines[3].id].message
    assert all(o.error and o.action for o in outcomes.values() if o.status == "Failed")
    assert list(target.reader().keys("SmartGroup")) == [GUID(1), GUID(5)]


def test_what_does_not_read_back_as_written_is_undone_and_failed(target: Target) -> None:
    target.sql(
        'CREATE TRIGGER meddle AFTER INSERT ON "DM11.SmartGroup" WHEN NEW."objectGUID" LIKE \'%1\''
        ' BEGIN UPDATE "DM11.SmartGroup" SET "name" = \'meddled\' WHERE "objectGUID" = NEW."objectGUID"; END'
    )
    outcomes = apply(target, [group(1), group(2)])
    assert [o.status for o in outcomes.values()] == ["Failed", "Done"]
    assert "name" in outcomes[group(1).id].message
    assert list(target.reader().keys("SmartGroup")) == [GUID(2)]


@pytest.mark.parametrize("error", [DiskFull(location="x"), LockLost(reason="x")])
def test_what_endangers_the_target_ends_the_run_and_keeps_nothing_of_the_batch(
    target: Target, error: Exception
) -> None:
    lines = [store(1), group(1)]
    writer = target.open(lines)

    def fault(point: str, when: str, count: int) -> None:
        if (point, when, count) == ("write", "after", 2):
            raise error

    step = Objects(Given())
    with pytest.raises(type(error)):
        list(step(lines, Faulty(writer, fault), NoControl()))
    assert target.reader().read("IdentityStore", ["1"]) == {}
    assert target.sql("SELECT DISTINCT state FROM DMUpgrade_Line") == [("Planned",)]
    # What was undone was not born: its defaults would be somebody's.
    put(target, "IdentityStoreSettings", "1", DEFAULTS)
    put(target, "IdentityStore", "1", store(1).values)
    assert [o.status for o in step([store(1), settings(1, GroupLifeDays=9)], writer, NoControl())] == [
        "Present",
        "Conflict",
    ]
    writer.close()


# -- documents -------------------------------------------------------------------------------------------------------


def test_a_document_holds_no_secret_and_the_rows_own_values(target: Target) -> None:
    line = store(1, clientSecret={"$secret": "q"})
    writer = target.open([line])
    list(Objects(Given({"q": "hunter2"}))([line], writer, NoControl()))
    assert [o.status for o in Documents()([line], writer, NoControl())] == ["Done"]
    found = target.index().read("IdentityStore", ["1"])["1"]
    assert found == {n: v for n, v in line.values.items() if n != "clientSecret"}
    writer.close()


def test_the_document_of_what_was_updated_follows_its_row(target: Target) -> None:
    put(target, "SmartGroup", GUID(1), {"name": "old"})
    before = target.reader().read("SmartGroup", [GUID(1)])[GUID(1)]
    target.index().put("SmartGroup", {GUID(1): before})
    line = update(group(1, name="new"), before)
    writer = target.open([line])
    list(Objects(Given())([line], writer, NoControl()))
    assert [o.status for o in Documents()([line], writer, NoControl())] == ["Done"]
    assert target.index().read("SmartGroup", [GUID(1)])[GUID(1)]["name"] == "new"
    writer.close()


def test_an_index_that_refuses_fails_the_line_and_a_resume_mends_it(target: Target) -> None:
    lines = [group(1), group(2)]
    writer = target.open(lines)
    list(Objects(Given())(lines, writer, NoControl()))

    def fault(point: str, when: str, count: int) -> None:
        if (point, when) == ("index.put", "before"):
            raise IndexFailed(what="SmartGroup", reason="429 too many requests")

    outcomes = list(Documents()(lines, Faulty(writer, fault), NoControl()))
    assert [(o.status, o.error) for o in outcomes] == [("Failed", "DMUpgrade.Index.Failed")] * 2
    assert "429" in outcomes[0].message
    assert [o.status for o in Documents()(lines, writer, NoControl())] == ["Done", "Done"]
    writer.close()


@pytest.mark.parametrize("nth", [1, 2])
def test_an_index_that_cannot_be_looked_at_fails_its_lines_and_leaves_the_rows(target: Target, nth: int) -> None:
    lines = [group(1), group(2)]
    writer = target.open(lines)
    list(Objects(Given())(lines, writer, NoControl()))

    def fault(point: str, when: str, count: int) -> None:
        if (point, when) == ("index.read", "before") and count >= nth:
            raise IndexFailed(what="SmartGroup", reason="connection refused")

    outcomes = list(Documents()(lines, Faulty(writer, fault), NoControl()))
    assert [o.status for o in outcomes] == ["Failed", "Failed"]
    assert len(target.reader().read("SmartGroup", [GUID(1), GUID(2)])) == 2
    assert {o.status for o in Documents()(lines, writer, NoControl())} == {"Done" if nth == 1 else "Present"}
    writer.close()


def test_half_a_surrogate_pair_is_replaced_in_the_document_and_said(target: Target) -> None:
    line = group(1, XAdditionalOwner=["x\ud800y"])
    writer = target.open([line])
    assert [o.status for o in Objects(Given())([line], writer, NoControl())] == ["Done"]
    [outcome] = Documents()([line], writer, NoControl())
    assert outcome.status == "Done"
    assert "XAdditionalOwner" in outcome.message
    assert target.reader().read("SmartGroup", [GUID(1)])[GUID(1)]["XAdditionalOwner"] == ["x\ud800y"]
    assert target.index().read("SmartGroup", [GUID(1)])[GUID(1)]["XAdditionalOwner"] == ["x\N{REPLACEMENT CHARACTER}y"]
    assert [o.status for o in Documents()([line], writer, NoControl())] == ["Present"]
    writer.close()
