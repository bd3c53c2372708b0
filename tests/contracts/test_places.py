"""Places for doing things by hand: of kinds and fields that exist, with pages, in words that a notice can hold."""

from __future__ import annotations

import pytest

from pyupgrade.contracts.load import load
from pyupgrade.contracts.places import place_of, places, texts

KINDS = load("dm11").kinds


def test_places_are_of_kinds_and_fields_that_exist() -> None:
    for name in places():
        kind, _, field = name.partition(".")
        assert kind in KINDS, name
        assert not field or field in KINDS[kind].fields or not places()[name].text, name


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_place_save_those_that_no_page_shows(kind: str) -> None:
    assert bool(place_of(kind)) == (kind not in ("WorkflowRequest", "UserData", "Enrolment", "File"))


def test_places_name_an_application_and_their_page() -> None:
    for name, place in places().items():
        if place.text:
            assert place.text.startswith(("Admin Center, ", "Directory Manager portal, ")), name
            assert place.source.startswith("netwrix/docs "), name


def test_a_field_has_its_own_place_its_kinds_or_none() -> None:
    assert (
        place_of("IdentityStoreSettings", "Prefixes") == "Admin Center, the store's Configurations: Group Name Prefixes"
    )
    assert place_of("SmtpServer", "Port") == place_of("SmtpServer")
    assert place_of("SmartGroup", "Script").endswith("Query Designer: Script")
    assert place_of("SmartGroup", "expiredMembers") == ""
    assert place_of("Dynasty", "XAdditionalOwner").endswith("the group's properties: Owner")
    assert place_of("Nothing", "x") == ""
    assert texts()["SmartGroup.Script"] == place_of("SmartGroup", "Script")
