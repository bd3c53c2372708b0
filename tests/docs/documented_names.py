"""What the contracts call documented, held against the committed list of names that stand on the vendor's pages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from itertools import product
from pathlib import Path, PurePosixPath
from typing import Any

HERE = Path(__file__).parent
CONTRACTS = Path(__file__).parents[2] / "pyupgrade" / "contracts"
REPOSITORY = "netwrix/docs "
BASE = "GroupIDDataService/api/"
PARAMETERS = "directorymanager/11.1/managementshell/parameters.md"
FILES = ("groupid10.toml", "groupid9.toml", "dm11.toml", "dm11-rest.toml", "dm11-shell.toml")


@dataclass(frozen=True, slots=True)
class Page:
    """What is listed of a page: its names of all sorts, and the parameters of each cmdlet."""

    names: frozenset[str]
    values: frozenset[str]
    paths: frozenset[str]
    cmdlets: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Claim:
    """A name that a contract calls documented. `sort`: name, value, path, cmdlet, parameter (of `cmdlet`), or the
    goal of a field in a door."""

    file: str
    place: str
    name: str
    source: str
    sort: str = "name"
    cmdlet: str = ""
    parameter: str = ""
    also: str = ""  # a second source: that of the kind, where a field adds one of its own


def pages() -> dict[str, Page]:
    data = tomllib.loads((HERE / "documented-names.toml").read_text(encoding="utf-8"))["page"]
    return {
        name: Page(
            frozenset(body.get("names", ())),
            frozenset(body.get("values", ())),
            frozenset(_path(one) for one in body.get("paths", ())),
            {cmdlet: frozenset(given) for cmdlet, given in body.get("cmdlets", {}).items()},
        )
        for name, body in data.items()
    }


def contract(file: str) -> dict[str, Any]:
    path = CONTRACTS / file
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def faults(claims: Iterator[Claim], sources: Mapping[str, str], known: Mapping[str, Page]) -> list[str]:
    """A sentence for each claim that the list does not bear out: field, file, page, and the nearest documented name."""
    found = []
    for claim in claims:
        text = sources.get(claim.source, "")
        cited = [*pages_of(text, known), *pages_of(sources.get(claim.also, ""), known)]
        place = f"{claim.file}: {claim.place}: {claim.sort} '{claim.name}'"
        if not cited:
            found.append(f"{place}: its source '{claim.source}' ({text}) names no page of the list")
            continue
        if (
            claim.sort == "value"
        ):  # a value set is the parameter's: pages print it once, and all refer to the page of parameters
            cited += [PARAMETERS, *(p for p, page in known.items() if claim.parameter in _parameters(page))]
        listed: frozenset[str] = frozenset().union(*(_listed(known[page], claim) for page in cited))
        wanted = _path(claim.name) if claim.sort == "path" else claim.name
        if not any(all(part in listed for part in parts) for parts in _readings(claim.sort, wanted)):
            nearest = get_close_matches(wanted.casefold(), sorted({n.casefold() for n in listed}), 1, 0.0)
            near = next((n for n in sorted(listed) if nearest and n.casefold() == nearest[0]), "")
            found.append(
                f"{place} stands on none of {', '.join(dict.fromkeys(cited))}; the nearest name there is '{near}'"
            )
    return found


def _parameters(page: Page) -> frozenset[str]:
    return frozenset().union(*page.cmdlets.values())


def _readings(sort: str, name: str) -> Iterator[list[str]]:
    """What must be listed for a name to hold: itself; where a field goes may also be a path of names, or the name of a pair of switches."""
    yield [name]
    if sort == "goal":
        yield name.split(".")
        yield [f"Disable{name}"]


def with_name(claim: Claim, name: str) -> Claim:
    return replace(claim, name=name)


def _listed(page: Page, claim: Claim) -> frozenset[str]:
    if claim.sort == "path":
        return page.paths
    if claim.sort == "cmdlet":
        return frozenset(page.cmdlets)
    if claim.sort == "parameter":
        return page.cmdlets.get(claim.cmdlet, frozenset())
    if claim.sort == "value":
        return page.values
    return page.names.union(*page.cmdlets.values())


def _path(path: str) -> str:
    """An endpoint as it is compared: without host, base and query; what a place in braces is called differs by page."""
    bare = re.sub(r"^https?://[^/]+", "", path).lstrip("/").removeprefix(BASE).partition("?")[0]
    return re.sub(r"\{[^}]*\}", "{}", bare)


def pages_of(source: str, known: Mapping[str, Page]) -> list[str]:
    """The listed pages that a source's text names: `a/b/c.md and d/*.md` are pages, the second looked for beside and above the first."""
    text = source.removeprefix(REPOSITORY).strip()
    words = text.partition(" (")[0]
    if words in known:
        return [words]
    found: list[str] = []
    folder = PurePosixPath()
    for token in re.findall(r"[\w./*{},-]+\.md", text):
        for one in _unbraced(token):
            for above in (PurePosixPath(), folder, *folder.parents):
                matched = [page for page in known if fnmatchcase(page, str(above / one))]
                if matched:
                    found += matched
                    folder = PurePosixPath(one).parent if above == PurePosixPath() else folder
                    break
    return found


def _unbraced(token: str) -> list[str]:
    parts = [part.split(",") for part in re.split(r"[{}]", token)]
    return ["".join(chosen) for chosen in product(*parts)] if len(parts) > 1 else [token]


def claims(file: str, data: Mapping[str, Any]) -> Iterator[Claim]:
    """Every name in a contract file that it calls documented."""
    is_door = any(part in data for part in ("endpoint", "cmdlet"))
    yield from _door(file, data) if is_door else _system(file, data)


def _system(file: str, data: Mapping[str, Any]) -> Iterator[Claim]:
    for name, table in data.get("table", {}).items():
        if table.get("evidence") == "documented":
            yield Claim(file, f"table {name}", name, table["source"])
        yield from _fields(file, f"table {name}", table.get("columns", {}))
    for sort in ("shape", "kind"):
        for name, body in data.get(sort, {}).items():
            yield from _fields(file, f"{sort} {name}", body.get("fields", {}))


def _fields(file: str, place: str, fields: Mapping[str, Any]) -> Iterator[Claim]:
    for name, given in fields.items():
        if isinstance(given, Mapping) and given.get("evidence") == "documented":
            yield Claim(file, place, name, given.get("source", ""))


def _door(file: str, data: Mapping[str, Any]) -> Iterator[Claim]:
    """A door's file: all that does not say "assumed" is called documented, by its own source or that of what it stands in."""
    for name, body in data.get("endpoint", {}).items():
        yield Claim(file, f"endpoint {name}", body["path"], body["source"], "path")
        for member in body.get("query", ()):
            yield Claim(file, f"endpoint {name}", member, body["source"])
    for name, body in data.get("shape", {}).items():
        for member in body.get("members", {}):
            yield Claim(file, f"shape {name}", member, body["source"])
    for name, body in data.get("attribute", {}).items():
        for member in (name, *body.get("parts", ())):
            yield Claim(file, f"attribute {name}", member, body["source"])
    for place in ("configuration", "settings"):
        yield from _keys(file, place, data.get(place, {}))
    if "module" in data:
        yield Claim(file, "module", data["module"]["name"], data["module"]["source"])
    for name, body in data.get("cmdlet", {}).items():
        yield from _cmdlet(file, name, body)
    for name, body in data.get("kind", {}).items():
        for field, given in body.get("fields", {}).items():
            if given.get("evidence", body["evidence"]) == "documented" and given["to"]:
                source = given.get("source", body["source"])
                yield Claim(file, f"kind {name}.{field}", given["to"], source, "goal", also=body["source"])


def _keys(file: str, place: str, body: Mapping[str, Any]) -> Iterator[Claim]:
    assumed = body.get("assumed", ())
    for name, members in body.items():
        if isinstance(members, list) and name not in ("assumed", "types"):
            yield from (Claim(file, place, member, body["source"]) for member in members if member not in assumed)


def _cmdlet(file: str, name: str, body: Mapping[str, Any]) -> Iterator[Claim]:
    source = body["source"]
    if body.get("evidence", "documented") == "documented":
        yield Claim(file, f"cmdlet {name}", name, source, "cmdlet")
    for parameter, given in body.get("parameters", {}).items():
        if given.get("evidence", "documented") == "documented":
            cited = given.get("source", source)
            yield Claim(file, f"cmdlet {name}", parameter, cited, "parameter", name)
            for value in given.get("values", ()):
                yield Claim(file, f"cmdlet {name} -{parameter}", value, cited, "value", name, parameter)
    for output, given in body.get("outputs", {}).items():
        if given.get("evidence", "assumed") == "documented":
            yield Claim(file, f"cmdlet {name} output", output, given.get("source", source))
