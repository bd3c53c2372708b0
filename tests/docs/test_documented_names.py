"""Every name that a contract calls documented stands on one of the pages that its source names; one letter changed is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.docs import documented_names as dn

KNOWN = dn.pages()
DATA = {file: dn.contract(file) for file in dn.FILES}
CLAIMS = {file: list(dn.claims(file, data)) for file, data in DATA.items()}
CHANGED = 60  # claims of each file that are spoilt, evenly spread


@pytest.mark.parametrize("file", dn.FILES)
def test_what_a_contract_calls_documented_stands_on_its_page(file: str) -> None:
    assert dn.faults(iter(CLAIMS[file]), DATA[file].get("sources", {}), KNOWN) == []


def test_contracts_have_claims_to_hold_against_the_list() -> None:
    assert len(CLAIMS["groupid10.toml"]) > 30
    assert len(CLAIMS["dm11.toml"]) > 150
    assert all(len(CLAIMS[file]) > 300 for file in ("dm11-rest.toml", "dm11-shell.toml") if DATA[file])


def _spoilt(name: str) -> Iterator[str]:
    """One letter of another case, one more, one less, two that changed places: as far as they make another name."""
    middle = next((n for n, letter in enumerate(name) if n >= len(name) // 2 and letter.isalpha()), None)
    if middle is None:
        return
    yield name[:middle] + name[middle].swapcase() + name[middle + 1 :]
    yield name[: middle + 1] + name[middle:]
    yield name[:middle] + name[middle + 1 :]
    if middle + 1 < len(name) and name[middle] != name[middle + 1]:
        yield name[:middle] + name[middle + 1] + name[middle] + name[middle + 2 :]


@pytest.mark.parametrize("file", [file for file in dn.FILES if CLAIMS[file]])
def test_one_letter_changed_fails_and_names_field_file_page_and_the_nearest_name(file: str) -> None:
    sources = DATA[file]["sources"]
    for claim in CLAIMS[file][:: max(1, len(CLAIMS[file]) // CHANGED)]:
        for name in _spoilt(claim.name):
            found = dn.faults(iter([dn.with_name(claim, name)]), sources, KNOWN)
            if not found:  # both spellings stand there, as on pages that write a name in two cases
                continue
            (told,) = found
            assert told.startswith(f"{file}: {claim.place}: ")
            assert f"'{name}'" in told
            assert dn.pages_of(sources[claim.source], KNOWN)[0] in told
            assert "the nearest name there is '" in told


def test_the_nearest_name_is_the_right_one() -> None:
    claim = dn.Claim("dm11.toml", "shape query", "IMSGcriteria", "API-SG")
    (told,) = dn.faults(iter([claim]), DATA["dm11.toml"]["sources"], KNOWN)
    assert told == (
        "dm11.toml: shape query: name 'IMSGcriteria' stands on none of directorymanager/11.0/apis/group/createsmartgroup.md; "
        "the nearest name there is 'IMSGCriteria'"
    )


def test_hardly_any_change_of_a_letter_goes_unseen() -> None:
    every = [(f, c, name) for f, claims in CLAIMS.items() for c in claims[::5] for name in _spoilt(c.name)]
    unseen = [name for f, c, name in every if not dn.faults(iter([dn.with_name(c, name)]), DATA[f]["sources"], KNOWN)]
    assert len(unseen) <= len(every) // 100, unseen


def test_a_source_that_names_no_listed_page_is_a_fault() -> None:
    claim = dn.Claim("dm11.toml", "kind X", "name", "NEW")
    (told,) = dn.faults(iter([claim]), {"NEW": "netwrix/docs directorymanager/11.1/nowhere.md"}, KNOWN)
    assert (
        told
        == "dm11.toml: kind X: name 'name': its source 'NEW' (netwrix/docs directorymanager/11.1/nowhere.md) names no page of the list"
    )


@pytest.mark.parametrize(
    ("source", "pages"),
    [
        ("netwrix/docs a/b/one.md", ["a/b/one.md"]),
        ("netwrix/docs a/b/one.md and two.md", ["a/b/one.md", "a/b/two.md"]),
        ("netwrix/docs a/b/one.md and d/*.md", ["a/b/one.md", "a/b/d/three.md", "a/b/d/four.md"]),
        ("netwrix/docs a/b/one.md and c/five.md", ["a/b/one.md", "a/c/five.md"]),
        ("netwrix/docs a/b/{one,two}.md", ["a/b/one.md", "a/b/two.md"]),
        ("netwrix/docs kb/x: how to do it", ["kb/x: how to do it"]),
        ("some article 17 (screenshot)", ["some article 17"]),
        ("netwrix/docs a/b/ONE.md", []),
    ],
)
def test_pages_of_a_source(source: str, pages: list[str]) -> None:
    listed = [
        "a/b/one.md",
        "a/b/two.md",
        "a/b/d/three.md",
        "a/b/d/four.md",
        "a/c/five.md",
        "kb/x: how to do it",
        "some article 17",
    ]
    empty = dn.Page(frozenset(), frozenset(), frozenset(), {})
    assert dn.pages_of(source, dict.fromkeys(listed, empty)) == pages
