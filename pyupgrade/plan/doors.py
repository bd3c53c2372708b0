"""What a door into 11.1 is that keeps no journal: objects are found by what the product calls them, and calls cannot join a commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyupgrade.plan.ports import Values


@dataclass(frozen=True, slots=True)
class Who:
    """The installation behind a door, as it shows itself: a mark that tells it from others, its version, where it runs."""

    identity: str
    version: str
    server: str


class Known(Protocol):
    """What plan and journal say of objects, so that a door finds them by the product's names and ids."""

    def values(self, kind: str, key: str) -> Values | None:
        """The object's values as this plan wants them, else as the journal remembers that a run wrote them."""

    def given(self, kind: str, key: str) -> int | None:
        """The id that the product gave the object; of an identity store, by the key that is its old id, its new one."""

    def learn(self, kind: str, key: str, given: int) -> None:
        """A door saw the product's id of an object."""


class Door(Protocol):
    """A documented way to read and write objects. All its methods raise DoorUnreachable when the product does not answer."""

    name: str

    def who(self) -> Who:
        """One look at the product."""

    def stores(self) -> Mapping[str, int] | None:
        """The product's ids of all its identity stores by name, case-folded; None where this door does not list them."""

    def find(self, kind: str, wanted: Mapping[str, Values]) -> dict[str, Values]:
        """The objects of `wanted` that exist, by our key, with those carried fields that this door sees, canonical as Change.values."""

    def refuses(self, kind: str, key: str, values: Values, found: Values | None = None) -> str:
        """Why no documented call makes this object, or changes the one found, with what to do by hand; "" where one does. Calls nothing."""

    def keys(self, kind: str) -> Iterator[str]:
        """Keys of all objects of a kind, where the door can list them."""

    def create(self, kind: str, key: str, values: Values) -> int | None:
        """Makes an object of its carried fields, secrets in plain text, references as ids; the id it was given where that is shown.

        Raises TargetRefused with the product's own words.
        """

    def update(self, kind: str, key: str, values: Values, found: Values) -> None:
        """Changes the object there. Raises TargetRefused, also for what the product documents no way of, with what to do by hand."""

    def close(self) -> None: ...
