"""Identity stores as the REST door knows them: our keys are the old ids, the product has ids of its own."""

from __future__ import annotations

from collections.abc import Iterable

from pyupgrade.errors import TargetRefused
from pyupgrade.plan.doors import Known


class Stores:
    """Old ids to the product's and back, by what plan and journal know."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def new(self, old: object) -> int | None:
        """The product's id; None while the store is not there."""
        return self._known.given("IdentityStore", str(old))

    def must(self, old: object, what: str) -> int:
        """The product's id. Raises TargetRefused while the store is not there."""
        found = self.new(old)
        if found is None:
            values = self._known.values("IdentityStore", str(old)) or {}
            name = values.get("identityStoreName") or old
            raise TargetRefused(what=what, reason=f"its identity store {name} is not in Directory Manager yet")
        return found

    def back(self, new: object, among: Iterable[object]) -> object:
        """Which of these old ids the product's id stands for; the product's own id where it is none of them."""
        return next((old for old in among if self.new(old) == new), new)
