"""A product behind a documented door, small enough to see through: its state is a JSON file, and it shows only some of it again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pyupgrade.errors import TargetRefused
from pyupgrade.plan.doors import Door, Known, Who
from pyupgrade.plan.ports import Values
from pyupgrade.target.doors import DoorsReader, DoorsWriter, Way, Ways
from tests.target.parts import CONTRACT, INSTALLATION, SEALER, STREAMS, Target

UNSEEN = {"DataSource": frozenset({"password"}), "SmtpServer": frozenset({"Port", "Password", "FromEmail"})}


class Product:
    """Objects by kind and the product's own name of them; ids are its own, and it never takes a name twice."""

    name = "rest"
    unchangeable: frozenset[str] = frozenset()  # kinds that are made by one call and never changed

    def __init__(self, path: Path, known: Known) -> None:
        self.path, self.known = path, known

    def state(self) -> dict[str, dict[str, Any]]:
        return dict(json.loads(self.path.read_text())) if self.path.exists() else {}

    def keep(self, state: Mapping[str, Any]) -> None:
        self.path.write_text(json.dumps(state, sort_keys=True))

    def who(self) -> Who:
        return Who("f0000000-0000-0000-0000-000000000001", "11.1.1", "product")

    def stores(self) -> None:
        """It has none."""

    def find(self, kind: str, wanted: Mapping[str, Values]) -> dict[str, Values]:
        objects, found = self.state().get(kind, {}), {}
        for key in wanted:
            if (there := objects.get(_called(kind, key))) is not None:
                found[key] = {n: v for n, v in there.items() if n not in UNSEEN[kind] and n != "#"}
                self.known.learn(kind, key, there["#"])
        return found

    def refuses(self, kind: str, key: str, values: Values, found: Values | None = None) -> str:
        if found is not None:
            return "No call changes it." if kind in self.unchangeable else ""
        return "It cannot be said." if values.get("SmtpServer") == "unsayable" else ""

    def keys(self, kind: str) -> Iterator[str]:
        yield from (name.removeprefix("the ") for name in self.state().get(kind, {}))

    def create(self, kind: str, key: str, values: Values) -> int | None:
        state = self.state()
        objects = state.setdefault(kind, {})
        assert _called(kind, key) not in objects, "it was made twice"
        number = 100 + sum(len(of) for of in state.values())
        objects[_called(kind, key)] = {**values, "#": number}
        self.keep(state)
        return number

    def update(self, kind: str, key: str, values: Values, found: Values) -> None:
        if reason := self.refuses(kind, key, values, found):
            raise TargetRefused(what=key, reason=reason.removesuffix("."))
        state = self.state()
        state[kind][_called(kind, key)].update({n: v for n, v in values.items() if n != "IdentityStoreId"})
        self.keep(state)

    def close(self) -> None:
        pass


def _called(kind: str, key: str) -> str:
    return f"the {key}"


class DoorTarget(Target):
    """An embedded target whose data sources and mail servers go through the product's door."""

    product: Product

    def _ways(self) -> Ways:
        kinds = CONTRACT.kinds
        of = {n: Way("rest", kinds[n], unseen) for n, unseen in UNSEEN.items()}

        def open_door(name: str, known: Known) -> Door:
            self.product = Product(self.path.with_suffix(".product.json"), known)
            return self.product

        return Ways(of, open_door, alone=False)

    def reader(self, sealer: Any = SEALER) -> DoorsReader:
        return DoorsReader(self._ways(), self.reading, self._contract(), str(self.path), sealer, STREAMS)

    def writer(self, run: int, epoch: int = 1) -> DoorsWriter:
        return DoorsWriter(
            self._ways(), self.reading, self.writing, self._contract(), str(self.path), sealer=SEALER, streams=STREAMS,
            index=self.index(), installation=INSTALLATION, run=run, epoch=epoch, clock=self.clock,
        )  # fmt: skip

    def _contract(self) -> Any:
        return replace(CONTRACT, kinds={n: k for n, k in CONTRACT.kinds.items() if n not in UNSEEN})

    def there(self) -> Product:
        """The product, whoever has it open."""
        return Product(self.path.with_suffix(".product.json"), self.reader().acquaintance)
