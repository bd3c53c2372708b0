"""What a module found, by the id of the notice that tells it, to notices in the order of the module's table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyupgrade.plan.items import Feature, Notice, Severity
from pyupgrade.plan.wording import in_order, things


@dataclass(frozen=True, slots=True)
class Told:
    """How a notice reads; `{things}` in the message becomes number, noun and first names."""

    severity: Severity
    subject: str
    message: str
    action: str
    noun: str
    many: str = ""


def told(
    module: str, table: Mapping[str, Told], found: Mapping[str, Sequence[str]], feature: Feature = "Configuration"
) -> Iterator[Notice]:
    """A notice for each id of the table for which something was found; each name counts."""
    for notice_id, how in table.items():
        if names := found.get(notice_id):
            yield Notice(
                module=module,
                feature=feature,
                id=notice_id,
                severity=how.severity,
                subject=how.subject,
                message=how.message.format(things=things(names, how.noun, how.many)),
                action=how.action,
                names=in_order(names),
                count=len(names),
            )
