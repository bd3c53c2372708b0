"""The Directory port over LDAP on real domain controllers, held against the embedded directory with the same content."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pyupgrade.errors import DirectoryUnreachable
from pyupgrade.plan.directory import Entry
from pyupgrade.source import dn as names
from pyupgrade.source.directory import EmbeddedDirectory, open_directory
from pyupgrade.source.ldap_directory import LdapDirectory
from tests.servers.estate import Estate

pytestmark = pytest.mark.xdist_group("samba")

# Of these both directories hold the same; Active Directory adds some of its own, and keeps none of the sample's.
SAME = (
    "objectguid", "cn", "name", "displayname", "mail", "department", "company", "l", "co", "givenname", "sn", "title",
    "userprincipalname", "useraccountcontrol", "grouptype", "extensiondata", "extensionattribute12", "objectclass", "ou",
)  # fmt: skip


@pytest.fixture(scope="module")
def real(real_estate: Estate) -> Iterator[LdapDirectory]:
    directory = LdapDirectory(real_estate.domains())
    yield directory
    directory.close()


@pytest.fixture(scope="module")
def embedded(real_estate: Estate) -> Iterator[EmbeddedDirectory]:
    directory = open_directory(real_estate.folder / "directory.ldif")
    yield directory
    directory.close()


def told(entry: Entry) -> tuple[object, ...]:
    return (
        entry.guid, names.path_of(entry.dn), entry.name, entry.object_class,
        {name: sorted(entry.attributes.get(name, ())) for name in SAME},
    )  # fmt: skip


@pytest.mark.parametrize("scope", [1, 2])
@pytest.mark.parametrize("object_class", ["group", "user", "organizationalUnit", ""])
@pytest.mark.parametrize(
    "container", ["OU=Groups,DC=corp,DC=example", "ou=staff, dc=EMEA,dc=corp,dc=example", r"OU=Externe\, Berater,DC=corp,DC=example"]
)  # fmt: skip
def test_the_same_objects_lie_below_a_container(
    real: LdapDirectory, embedded: EmbeddedDirectory, container: str, scope: int, object_class: str
) -> None:
    found = [told(e) for e in real.below(container, scope, object_class)]
    assert found == [told(e) for e in embedded.below(container, scope, object_class)]


def test_below_a_forest_root_reaches_the_child_domain(real: LdapDirectory, embedded: EmbeddedDirectory) -> None:
    wanted = [told(e) for e in embedded.below("DC=corp,DC=example", 2, "organizationalUnit")]
    found = [told(e) for e in real.below("DC=corp,DC=example", 2, "organizationalUnit")]
    assert [e for e in found if e[0] in {w[0] for w in wanted}] == wanted
    assert any("dc=emea" in str(e[1]) for e in found)


def test_every_group_and_user_is_found_by_its_guid(real: LdapDirectory, embedded: EmbeddedDirectory) -> None:
    bases = ("DC=corp,DC=example", "DC=tailspin,DC=example")
    wanted = {e.guid: told(e) for base in bases for kind in ("group", "user") for e in embedded.below(base, 2, kind)}
    assert len(wanted) > 1_500
    found = real.entries([*wanted, str(uuid.UUID(int=7)), "not a guid", next(iter(wanted)).upper()])
    assert {guid: told(entry) for guid, entry in found.items()} == wanted
    assert not any("member" in entry.attributes for entry in found.values())
    assert all(entry.attributes["objectsid"][0].startswith("S-1-5-21-") for entry in found.values())


def louder(text: str) -> str:
    """In capitals, but for the letter whose capital is two: a server takes the two for another name."""
    return "".join(letter.upper() if letter != "ß" else letter for letter in text)


def test_every_kind_of_name_leads_to_the_same_objects(real: LdapDirectory, embedded: EmbeddedDirectory) -> None:
    groups = list(embedded.below("DC=corp,DC=example", 2))
    for group in groups:
        for identity in (
            group.dn,
            louder(group.dn),
            group.guid,
            f"{{{group.guid.upper()}}}",
            group.name,
            f" {louder(group.name)} ",
        ):
            found = [e.guid for e in real.resolve(identity)]
            known = [e.guid for e in embedded.resolve(identity)]
            # A real domain has groups of its own that bear such names, Domain Admins for one.
            assert [guid for guid in found if guid in known] == known, identity
            assert group.guid in found
    assert [e.guid for e in real.resolve(groups[0].sam)] == [groups[0].guid]
    assert len(real.resolve("Staff")) > 4, "an ambiguous name gives all that bear it"


@pytest.mark.parametrize(
    "identity", ["", "   ", "nobody", "CN=nobody,DC=corp,DC=example", str(uuid.UUID(int=7)), "CN=a\\", "%", "*", "*)(cn=*", "o=else"]
)  # fmt: skip
def test_unknown_names_find_nothing(real: LdapDirectory, identity: str) -> None:
    assert real.resolve(identity) == []


def test_members_are_those_of_the_sample(real: LdapDirectory, embedded: EmbeddedDirectory) -> None:
    """Those of the same controller: others would be foreign security principals of a real forest."""
    (group,) = real.resolve("Alle Mitarbeiter")
    inside = {
        names.path_of(dn)
        for dn in embedded.members(group.guid)
        if names.path_of(dn).startswith(names.path_of("DC=corp,DC=example"))
    }
    here = {path for path in inside if "dc=emea" not in path}
    assert len(here) > 900
    found = [names.path_of(dn) for dn in real.members(group.guid)]
    assert len(found) == len(set(found))
    assert set(found) == here


@pytest.mark.mission("S7")
def test_domains_and_forests_are_those_of_the_partitions(real: LdapDirectory, embedded: EmbeddedDirectory) -> None:
    elsewhere = {
        "corpcloud.onmicrosoft.example",
        "legacy.example",
    }  # an Entra ID tenant; a forest that has no controller here
    assert real.domains() == [domain for domain in embedded.domains() if domain not in elsewhere]
    for domain in ("corp.example", "EMEA", "DC=apac,DC=corp,DC=example", "plant.tailspin.example", "fabrikam.example"):
        assert real.forest(domain) == embedded.forest(domain)


def test_referrals_are_reported_and_not_followed(real: LdapDirectory) -> None:
    found = {url.partition("://")[2] for url in real.referrals()}
    assert {f"corp.example/{dn},DC=corp,DC=example" for dn in ("CN=Configuration", "DC=apac")} <= found


def test_the_controllers_tell_their_time(real: LdapDirectory) -> None:
    now = datetime.now(UTC)
    told = {server: clock() for server, clock in real.clocks().items()}
    assert sorted(told) == ["dc1.corp.example", "dc1.tailspin.example", "dc1.wingtip.example"]
    assert all(timedelta(seconds=-2) < time - now < timedelta(minutes=1) for time in told.values())


@pytest.mark.parametrize(
    "container", ["OU=Nirgends,DC=corp,DC=example", "DC=nowhere", "no name", str(uuid.UUID(int=7))]
)
def test_an_unknown_container_is_an_error(real: LdapDirectory, container: str) -> None:
    with pytest.raises(DirectoryUnreachable, match="no container"):
        list(real.below(container, 2))
    with pytest.raises(DirectoryUnreachable, match="no object"):
        list(real.members(str(uuid.UUID(int=7))))


def test_only_what_is_looked_at_is_asked_for(real: LdapDirectory) -> None:
    staff = "OU=Staff,DC=emea,DC=corp,DC=example"
    whole = list(real.below(staff, 2, "user"))
    found = list(real.below(staff, 2, "user", ("mail", "no such, name")))
    assert [replace(e, attributes={}) for e in found] == [replace(e, attributes={}) for e in whole]
    assert [e.attributes.get("mail") for e in found] == [e.attributes.get("mail") for e in whole]
    assert {name for e in found for name in e.attributes} == {
        "objectguid",
        "name",
        "samaccountname",
        "objectclass",
        "mail",
    }
    bearing = [e.guid for e in real.below(staff, 2, "user", (), "department")]
    assert bearing == [e.guid for e in whole if "department" in e.attributes]
    assert bearing
