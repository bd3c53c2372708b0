"""Generated reports: from the old server's folder to 11.1 reports and their files, in the store of the domain it was joined to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from pyupgrade.modules import report_store as rules
from pyupgrade.modules.disallowed_passwords import safe_name
from pyupgrade.modules.fingerprint import fingerprint
from pyupgrade.modules.schedule_places import READS, places_of
from pyupgrade.modules.told import Told, told
from pyupgrade.plan.directory import Forest
from pyupgrade.plan.items import Answers, Change, Decision, Feature, Line, Module
from pyupgrade.plan.ports import Row, SourceFile, SourceReader, TargetReader
from pyupgrade.plan.wording import counted

NAME: Final = "reports"
FILES: Final = "reports"
PAGE: Final = 12
FOLDER: Final = "Reports"  # below the target's folder of files; where 11.1 keeps them is not documented
DOMAIN: Final = "report/domain"
STORE: Final = "report/store"
_TOLD: Final[Mapping[str, Told]] = {
    "reports/unreadable": Told(
        "loss", "Reports that cannot be read", "They stay behind: {things}.",
        "Copy the files anew from the old server and plan again, or generate the reports anew in 11.1.", "report",
    ),
    "reports/share": Told(
        "change", "Reports leave the share",
        "Reports no longer lie on a share; they are downloaded from the portal (upgrade note 13): {things}.",
        "Tell those who opened them there, and correct links and scripts that name the old folder.", "report",
    ),
}  # fmt: skip


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    rows = list(source.records(FILES))
    readable = [row for row in rows if not row["Problem"]]
    names = {
        "reports/unreadable": [f"{_name(row)} ({str(row['Problem']).rstrip('. ')})" for row in rows if row["Problem"]],
        "reports/share": [_name(row) for row in readable],
    }
    yield from told(NAME, _TOLD, names, "Reports")
    if not readable:
        return  # the wizard shows no page then, and asks nothing
    places = places_of(source, target, answers)
    stores = {store: places.choice(store) for store in sorted(places.directories)}
    domain = source.joined_domain.strip()
    if not domain:
        yield _domain_question(len(readable), rules.proposed_domain(places.domains, stores))
        domain = _text(answers, DOMAIN)
    domain = _dns(source, domain)
    if not domain:
        return
    found: rules.Bound | rules.Asked | rules.Create | None = rules.binding(
        domain, places.store_of_domain(domain), stores
    )
    if isinstance(found, rules.Asked):
        yield _store_question(found, len(readable))
        found = rules.chosen(found, stores, _text(answers, STORE))
    if isinstance(found, rules.Bound):
        needs: tuple[Feature, ...] = ("Synchronize",) if found.store in places.made else ()
        yield from _changes(source, readable, found.store, domain, needs)
    elif isinstance(found, rules.Create):
        store, lines = places.create(found.domain, NAME)
        yield from lines
        yield from _changes(source, readable, store, domain)


def _text(answers: Answers, decision: str) -> str:
    answer = answers.get(decision)
    return (answer.text or "").strip() if answer is not None else ""


def _dns(source: SourceReader, domain: str) -> str:
    """The DNS name of a domain that may be given by its NetBIOS name; as it stands where its forest cannot be read."""
    domain = domain.rstrip(".")
    if not domain or "." in domain:
        return domain
    forest = source.directory.forest(domain)
    known = forest.domains if isinstance(forest, Forest) else ()
    return next((one.dns for one in known if one.netbios.casefold() == domain.casefold()), domain)


def _domain_question(number: int, proposal: str | None) -> Decision:
    return Decision(
        module=NAME,
        feature="Reports",
        id=DOMAIN,
        question="Domain that the old server was joined to, as its DNS name",
        reason=f"GroupID 10 generated its reports for that domain, and {counted(number, 'report')} must be bound to its store. "
        "Neither the profile nor a registry export says which domain it was.",
        kind="text",
        proposal=proposal,
        page=PAGE,
    )


def _store_question(asked: rules.Asked, number: int) -> Decision:
    return Decision(
        module=NAME,
        feature="Reports",
        id=STORE,
        question=f"Identity store for the reports of {asked.domain}",
        reason=f"{counted(number, 'report')} generated for {asked.domain} must be bound to an Active Directory store, and no enabled "
        "one has that domain. Creating one needs a service account.",
        kind="choice",
        choices=asked.choices,
        page=PAGE,
    )


def _changes(
    source: SourceReader, rows: Sequence[Row], store: int, domain: str, needs: tuple[Feature, ...] = ()
) -> Iterator[Change]:
    files = {file.path: file for file in source.files(FILES)}
    taken: set[str] = set()
    for row in rows:
        file, path = files[str(row["Path"])], _path(_name(row), taken)
        title = str(row["Title"] or _name(row))
        yield _change("File", path, title, store, _file(source, file, path), row, needs)
        values = {"reportKey": path, "Title": title, "IdentityStoreId": store, "Domain": domain, "File": path}
        yield _change("Report", path, title, store, values, row, needs)


def _change(
    kind: str, key: str, name: str, store: int, values: Mapping[str, object], row: Row, needs: tuple[Feature, ...]
) -> Change:
    return Change(
        module=NAME,
        feature="Reports",
        kind=kind,
        key=key,
        name=name,
        store=store,
        values=dict(values),
        row=fingerprint(row),
        needs=needs,
    )


def _file(source: SourceReader, file: SourceFile, path: str) -> dict[str, object]:
    return {
        "path": path,
        "sha256": source.sha256(file),
        "size": file.size,
        "content": {"$content": f"{FILES}/{file.path}"},
    }


def _path(name: str, taken: set[str]) -> str:
    """Where the file goes: under its name, with a number where Windows would take it for another's."""
    plain = safe_name(name)
    stem, dot, ending = plain.rpartition(".")
    stem, ending = (stem, f".{ending}") if dot and stem else (plain, "")
    for number in count(1):
        path = f"{FOLDER}/{plain}" if number == 1 else f"{FOLDER}/{stem} ({number}){ending}"
        if path.casefold() not in taken:
            break
    taken.add(path.casefold())
    return path


def _name(row: Row) -> str:
    return str(row["Path"]).rpartition("/")[2]


MODULE: Final = Module(
    name=NAME,
    feature="Reports",
    title="Generated reports",
    plan=plan,
    after=("identity-stores", "forest-stores", "synchronize-jobs"),
    reads=tuple(dict.fromkeys((FILES, *READS))),
    writes=("File", "Report", "IdentityStore"),
    of_groups=False,
)
