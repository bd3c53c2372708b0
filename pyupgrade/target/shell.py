"""The door `shell`: objects of 11.1 through the vendor's cmdlets, which the shell that we run in calls for us."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NoReturn

from pyupgrade.contracts.doors import DoorFacts
from pyupgrade.errors import TargetRefused
from pyupgrade.errors.doors import DoorUnexpected, DoorUnreachable
from pyupgrade.plan.calls import Call, Secret, Turn
from pyupgrade.plan.doors import Known, Who
from pyupgrade.plan.ports import Values
from pyupgrade.target.shell_calls import GROUPS, shown, turn
from pyupgrade.target.shell_parts import STORE, STORES
from pyupgrade.target.shell_stores import left_provider

Found = Mapping[str, Any]
Run = Callable[
    [Call], list[dict[str, Any]]
]  # raises TargetRefused with a cmdlet's own words, DoorUnreachable when no shell answers
TYPE: Final = "ManagedGroupType"
UNMANAGED: Final = "1"
WHO: Final = Call("Get-GroupIdInformation", {})


def _nobody(name: str) -> str | None:
    return None


class Shell:
    """`run` makes a call; `secrets` gives the value of a secret that a call needs beyond its line's own, by the name it has there."""

    name = "shell"

    def __init__(
        self, facts: DoorFacts, run: Run, known: Known, secrets: Callable[[str], str | None] = _nobody
    ) -> None:
        self._facts, self._run, self._known, self._secrets = facts, run, known, secrets
        self._connected: Any = None  # the store that is the shell's own
        self._ids: dict[str, int] = {}  # of stores seen, by name: one that is there does not go away by itself
        self._stores_asked = False  # since the last look or write began
        self._unlooked: dict[str, str] = {}  # groups of which the last look failed, with what was said

    def who(self) -> Who:
        shown_by = self._run(WHO)
        if len(shown_by) != 1:
            self._unexpected(f"{WHO.cmdlet} gives {len(shown_by)} objects")
        database, server, version, path = (
            str(self._property(WHO.cmdlet, shown_by[0], name) or "")
            for name in ("DatabaseName", "SqlServerName", "Version", "InstallationPath")
        )
        if not database:
            self._unexpected(f"{WHO.cmdlet} names no database")
        return Who(identity=f"{server}/{database}".casefold(), version=version, server=path or server)

    def stores(self) -> Mapping[str, int]:
        try:
            there = self._run(STORES)
        except TargetRefused as refusal:  # which stores there are cannot be said
            self._unexpected(refusal.message)
        for one in there:
            name = str(self._property(STORES.cmdlet, one, "IdentityStoreName"))
            self._ids[name.casefold()] = int(self._property(STORES.cmdlet, one, "IdentityStoreId"))
        return self._ids

    def find(self, kind: str, wanted: Mapping[str, Values]) -> dict[str, Values]:
        self._stores_asked = False
        answers: dict[str, list[dict[str, Any]]] = {}  # many objects of a store are found by one look
        found: dict[str, Values] = {}
        for key, values in wanted.items():
            try:
                made = turn(kind, key, values, self._known, self._facts)
            except TargetRefused:
                continue  # writing it says why
            look = repr((made.connect, made.look))
            self._unlooked.pop(key, None)
            if look not in answers:
                try:
                    answers[look] = self._look(kind, key, made)
                except TargetRefused:
                    answers[look] = []  # its store is not there, so neither is it; writing it says so
            if (one := self._matching(made, answers[look])) is not None:
                self._learn(kind, key, one)
                found[key] = shown(kind, key, values, self._named(made, one), self._facts)
        return found

    def refuses(self, kind: str, key: str, values: Values, found: Values | None = None) -> str:
        if found is not None:
            return _of_another_type(values, found) or left_provider(kind, values, found)
        try:
            made = turn(kind, key, values, self._known, self._facts)
        except TargetRefused as refusal:
            return refusal.message.partition(": ")[2] or refusal.message
        return "" if made.create else made.by_hand

    def keys(self, kind: str) -> Iterator[str]:
        """Nothing: what the cmdlets list bears the product's names and ids, from which our keys do not follow."""
        return iter(())

    def create(self, kind: str, key: str, values: Values) -> int | None:
        made = turn(kind, key, values, self._known, self._facts)
        if not made.create:
            reason = made.by_hand or "It is not there, and no cmdlet may make it."
            raise TargetRefused(what=_called(kind, key, values), reason=reason.removesuffix("."))
        if told := self._unlooked.get(key, "") if kind in GROUPS else "":
            reason = f"whether it is converted already could not be seen: {told}"
            raise TargetRefused(what=_called(kind, key, values), reason=reason)
        self._act(made, made.create, _called(kind, key, values))
        if kind != STORE:
            return None
        one = self._matching(made, self._look(kind, key, made))
        if one is not None:
            self._learn(kind, key, one)
        return self._known.given(STORE, key)

    def update(self, kind: str, key: str, values: Values, found: Values) -> None:
        if reason := self.refuses(kind, key, values, found):
            raise TargetRefused(what=_called(kind, key, values), reason=reason.removesuffix("."))
        made = turn(kind, key, values, self._known, self._facts, found)
        self._act(made, made.update, _called(kind, key, values))

    def close(self) -> None:
        """Nothing is held open: the shell is the admin's."""

    # -- calls ----------------------------------------------

    def _act(self, made: Turn, calls: Sequence[Call], what: str) -> None:
        if not calls:
            return
        self._stores_asked = False
        try:
            self._connect(made)
            for call in calls:
                self._run(self._bound(call, what))
        except TargetRefused as refusal:
            self._connected = None
            reason = refusal.message.removeprefix("The target did not take ").removesuffix(".")
            raise TargetRefused(what=what, reason=reason, details=refusal.details) from None

    def _connect(self, made: Turn) -> None:
        if made.connect is not None:
            self._connected_to(self._bound(made.connect, "the connection to the identity store"))

    def _connected_to(self, call: Call | None) -> None:
        if call is not None and (store := call.parameters["IdentityStoreId"]) != self._connected:
            self._connected = None  # until it is: a refused connection leaves nobody knows which
            self._run(call)
            self._connected = store

    def _unmanaged(self, key: str, made: Turn, told: str) -> list[dict[str, Any]]:
        """What the look for a group is taken to give that has failed. Raises unless the product shows it unmanaged, or knows none.

        Of a group that they do not find, no page says whether the cmdlets are silent or complain. Where all of them complain, that of
        the installation tells a shell that does not answer from a group that may not be there; that one is never converted then.
        """
        try:
            found = self._run(self._bound(Call("Get-Group", made.look.parameters), "Get-Group"))
        except TargetRefused as refusal:
            self._unlooked[key] = told = refusal.message.removeprefix("The target did not take ").removesuffix(".")
            try:
                self._run(WHO)
            except TargetRefused:
                raise DoorUnreachable(door=self.name, location=self._module, reason=told) from None
            return []
        if made.look.cmdlet == "Get-Group":
            return found
        if any(self._is_managed("Get-Group", one) for one in found):
            self._unexpected(told)
        return []

    def _look(self, kind: str, key: str, made: Turn) -> list[dict[str, Any]]:
        """The objects that the look gives. Raises TargetRefused when the store that it is to look into is not there."""
        for store in self._stores_of(made.look):
            self._store(store)
        call = None if made.connect is None else self._bound(made.connect, "the connection to the identity store")
        try:
            self._connected_to(call)
        except TargetRefused as refusal:  # whatever is in there cannot be said to be absent
            self._unexpected(refusal.message)
        try:
            return self._run(self._bound(made.look, made.look.cmdlet))
        except TargetRefused as refusal:
            if kind not in GROUPS:
                self._unexpected(refusal.message)
            return self._unmanaged(key, made, refusal.message)

    def _bound(self, call: Call, what: str) -> Call:
        """The call with ids of stores for names, and secrets for their names."""
        bound: dict[str, Any] = {}
        for name, value in call.parameters.items():
            if isinstance(value, Mapping) and "$store" in value:
                value = self._store(str(value["$store"]))
            elif isinstance(value, Secret) and value.value is None:
                secret = self._secrets(value.name)
                if secret is None:
                    reason = f"{call.cmdlet} needs a secret that is not at hand ('{value.name}')"
                    raise TargetRefused(what=what, reason=reason)
                value = replace(value, value=secret)
            bound[name] = value
        return Call(call.cmdlet, bound)

    def _stores_of(self, look: Call) -> list[str]:
        names = look.parameters.get("IdentityStoreNames") or look.parameters.get("IdentityStoreName") or []
        return [names] if isinstance(names, str) else list(names)

    def _store(self, name: str) -> int:
        if name.casefold() not in self._ids and not self._stores_asked:
            self._stores_asked = True
            self.stores()
        if name.casefold() not in self._ids:
            raise TargetRefused(what=f"identity store {name}", reason="11.1 has no store of that name yet")
        return self._ids[name.casefold()]

    # -- objects ----------------------------------------------

    def _matching(self, made: Turn, objects: list[dict[str, Any]]) -> Found | None:
        """The one object that the look is for; of several, none can be told to be it.

        A group is told by the look's Identity alone: one that is managed as another type is there, and differs.
        """
        hits = [
            one
            for one in objects
            if all(
                self._is_managed(made.look.cmdlet, one)
                if name == TYPE
                else str(self._property(made.look.cmdlet, one, name)).casefold() in {v.casefold() for v in accepted}
                for name, accepted in made.where.items()
            )
        ]
        if len(hits) > 1:
            self._unexpected(f"{made.look.cmdlet} gives {len(hits)} objects where one can be meant: {dict(made.where)}")
        return hits[0] if hits else None

    def _is_managed(self, cmdlet: str, one: Found) -> bool:
        shown_type = str(self._property(cmdlet, one, TYPE) or UNMANAGED)
        if not shown_type.isdecimal():
            self._unexpected(f"{cmdlet} gives an object whose {TYPE} is {shown_type}")
        return shown_type != UNMANAGED

    def _named(self, made: Turn, one: Found) -> dict[str, Any]:
        """Its properties by the contract's names."""
        outputs = self._facts.data["cmdlet"][made.look.cmdlet].get("outputs", {})
        return {name: self._property(made.look.cmdlet, one, name, needed=False) for name in outputs}

    def _property(self, cmdlet: str, one: Found, name: str, needed: bool = True) -> Any:
        fact = self._facts.data["cmdlet"][cmdlet]["outputs"][name]
        by_name = {given.casefold(): value for given, value in one.items()}
        for known in (name, *fact.get("or", ())):
            if known.casefold() in by_name:
                return by_name[known.casefold()]
        if needed:
            self._unexpected(f"objects of {cmdlet} have no property {name}, but {', '.join(sorted(one))}")
        return None

    def _learn(self, kind: str, key: str, one: Found) -> None:
        if kind == STORE:
            self._known.learn(STORE, key, int(self._property(STORES.cmdlet, one, "IdentityStoreId")))

    def _unexpected(self, reason: str) -> NoReturn:
        raise DoorUnexpected(door=self.name, location=self._module, reason=reason.removesuffix("."))

    @property
    def _module(self) -> str:
        return str(self._facts.data["module"]["name"])


def _of_another_type(values: Values, found: Values) -> str:
    """Why a group that is managed in 11.1 is left as it is; "" where it is of the type that is wanted."""
    wanted, there = (of.get("IMSGManagedGroupType") for of in (values, found))
    if wanted is None or there is None or wanted == there:
        return ""
    return (
        f"It is managed in 11.1 as a group of the type {there}, not {wanted}, and no cmdlet makes the one of the other. Decide in the "
        "portal which it is to be."
    )


def _called(kind: str, key: str, values: Values) -> str:
    name = next((values[n] for n in ("identityStoreName", "RoleName", "ScheduleName", "name") if values.get(n)), key)
    return f"{kind} {name}"
